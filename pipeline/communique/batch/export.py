"""A dataset to a folder, in the forms that colleagues ask for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from communique.batch.place import staged, write
from communique.errors import CommuniqueError
from communique.export.formats import FORMATS, Exported, exported
from communique.export.load import Dataset
from communique.export.package import json_text


def save(
    data: Dataset,
    out: Path | str,
    *,
    formats: Iterable[str] = FORMATS,
    byte_order_mark: bool = False,
    force: bool = False,
) -> Exported:
    """Write a dataset to a folder, as tables, a workbook and lists of references.

    The folder also gets ``run.json``, which tells what made the dataset. The same
    dataset gives the same bytes.

    Parameters
    ----------
    data
        The dataset, as :func:`communique.load` or :func:`communique.run` gives it.
    out
        The folder to write. It may be missing or empty; with ``force`` it may hold what
        Communiqué wrote there before, and nothing else.
    formats
        Of ``csv`` (the tables, and ``datapackage.json``), ``parquet`` (a typed file a
        table), ``xlsx`` (``dataset.xlsx``, a sheet a table), ``bibtex``
        (``documents.bib``) and ``csl`` (``documents.csl.json``).
    byte_order_mark
        Begin CSV files with the mark by which Excel knows UTF-8.
    force
        Replace what is there.

    Returns
    -------
    Exported
        ``files``: the bytes by file name. ``notes``: what does not stand in them as it
        does in the dataset, a sentence each.

    Raises
    ------
    CommuniqueError
        If there is no such form, a table lacks a column or holds a cell that does not
        fit its column, or the folder holds the dataset itself or something else.

    Examples
    --------
    >>> data = communique.load("dataset")  # doctest: +SKIP
    >>> communique.save(data, "for-colleagues", formats=["xlsx", "bibtex"])  # doctest: +SKIP
    """
    target = Path(out)
    if data.folder is not None and _same(target, data.folder):
        raise CommuniqueError(f"{out} holds the dataset itself", "write to another folder")
    made = exported(data, formats, byte_order_mark=byte_order_mark)
    with staged(target, force=force) as stage:
        write(stage, {**made.files, "run.json": json_text(data.run)})
    return made


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
