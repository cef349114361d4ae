"""The terms of a dataset that no theme covers, for those who look after the taxonomy."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from communique.batch.place import write_file
from communique.batch.taxonomies import read_taxonomy
from communique.batch.themes import open_tagger, pattern_themes
from communique.compare import Design, candidates
from communique.errors import CommuniqueError
from communique.export.guard import guard
from communique.export.load import load
from communique.export.tables import csv_text
from communique.export.written import clean
from communique.tag.normalise import lemma


def propose_terms(
    dataset: Path | str,
    out: Path | str | None = None,
    *,
    taxonomy: Path | str | None = None,
    design: Design | None = None,
    period: str = "",
    most: int = 40,
    force: bool = False,
) -> pd.DataFrame:
    """The terms that set a period apart and that no theme of the taxonomy knows.

    Parameters
    ----------
    dataset
        The folder that a run wrote.
    out
        A CSV file to write them to.
    taxonomy
        A folder with a taxonomy of one's own instead of the packaged one.
    design
        Which documents count, and what the periods are; by default all, by year.
    period
        The one period wanted; empty: all.
    most
        Most terms of a period that are looked at, known ones included.
    force
        Replace a file that is there.

    Returns
    -------
    pandas.DataFrame
        What :func:`communique.compare.candidates` gives.

    Raises
    ------
    CommuniqueError
        If the dataset or the taxonomy cannot be used, no candidate is of that period, or
        the file cannot be written.
    """
    if most < 1:
        raise CommuniqueError(f"{most} terms are none", "ask for 1 or more")
    data = load(dataset)
    tagger = open_tagger("rules", read_taxonomy(taxonomy), None)
    found = candidates(
        data.documents,
        data.passages,
        data.tags,
        weights=data.weights,
        most=most,
        lemma=lemma,
        covers=pattern_themes(tagger),
        design=design,
    )
    if period:
        periods = sorted(set(found["period"]))
        if period not in periods:
            raise CommuniqueError(
                f"there is no candidate of the period {period!r}",
                f"there are some of {', '.join(periods)}" if periods else "",
            )
        found = found[found["period"] == period].reset_index(drop=True)
    if out is not None:
        write_file(Path(out), _sheet(found), force=force)
    return found


def _sheet(found: pd.DataFrame) -> str:
    """The candidates as a CSV file, its texts guarded against spreadsheets."""
    texts = {str(name) for name, kind in found.dtypes.items() if str(kind) == "str"}
    columns = [
        [
            guard(clean(str(cell))) if name in texts else "" if pd.isna(cell) else str(cell)
            for cell in found[name]
        ]
        for name in found.columns
    ]
    return csv_text([str(name) for name in found.columns], zip(*columns, strict=True))
