"""The files that coders are given: a sheet each, as CSV and XLSX, and the codebook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from communique.errors import CommuniqueError
from communique.export.guard import guard
from communique.export.load import Dataset
from communique.export.tables import csv_text
from communique.export.written import clean
from communique.review.assess import check_original, themes_of
from communique.review.forms import csv_content, form, relative_folder
from communique.review.sample import draw
from communique.tag.taxonomy import Taxonomy

#: Most coders that sheets are written for.
MOST_CODERS = 20


@dataclass(frozen=True)
class Handout:
    """The files by name, and how many passages of how many were drawn, from how many strata."""

    contents: dict[str, bytes]
    drawn: int
    frame: int
    strata: int


def handout(
    dataset: Dataset,
    n: int,
    taxonomy: Taxonomy,
    out: Path,
    *,
    blind: bool = False,
    seed: int = 0,
    coders: int = 1,
    documents: Path | None = None,
) -> Handout:
    """Draw passages of a dataset and lay out a sheet for each coder, all with the same passages.

    Parameters
    ----------
    dataset
        The dataset, whose tags no review has touched.
    n
        Passages to draw.
    taxonomy
        What the dataset was tagged with: its definitions are the coders' codebook.
    out
        The folder that the files will lie in; links lead from there.
    blind
        Hide tags and evidence.
    seed
        Another seed, another sample.
    coders
        How many sheets, from 1.
    documents
        The folder of the PDFs, for links that open them.

    Raises
    ------
    CommuniqueError
        If nothing can be drawn, the dataset has other themes than the taxonomy, or a number
        is impossible.
    """
    # Only where workbooks are written: the library is slow to load.
    from communique.review.workbook import workbook_content  # noqa: PLC0415

    if not 1 <= coders <= MOST_CODERS:
        raise CommuniqueError(f"{coders} coders cannot be served", f"ask for 1 to {MOST_CODERS}")
    if documents is not None and not documents.is_dir():
        raise CommuniqueError(f"there is no folder {documents}", "give the one with the PDFs")
    check_original(dataset)
    themes = themes_of(dataset)
    if unknown := [theme for theme in themes if theme not in taxonomy.ids]:
        raise CommuniqueError(
            f"the dataset has the theme {unknown[0]!r}, which the taxonomy does not know",
            "give the taxonomy that it was made with: --taxonomy FOLDER",
        )
    tables = (dataset.documents, dataset.passages, dataset.tags)
    sample = draw(*tables, n, seed=seed)
    folder = "" if documents is None else relative_folder(documents, out)
    contents: dict[str, bytes] = {}
    for number in range(1, coders + 1):
        several = coders > 1
        sheet = form(
            sample,
            *tables,
            themes,
            blind=blind,
            coder=str(number) if several else "",
            folder=folder,
        )
        name = f"sheet-{number}" if several else "sheet"
        contents[f"{name}.csv"] = csv_content(sheet)
        contents[f"{name}.xlsx"] = workbook_content(sheet, taxonomy)
    contents["codebook.csv"] = codebook_content(taxonomy)
    return Handout(
        contents, len(sample.drawn), sample.frame, len({one.stratum for one in sample.drawn})
    )


def codebook_content(taxonomy: Taxonomy) -> bytes:
    """Names, definitions and scopes of the themes as a CSV file, a row a theme."""
    header = ["theme", "name", "definition", "scope", "nom", "définition", "portée"]
    rows = [
        [theme.id]
        + [
            of.get(language, "")
            for language in ("en", "fr")
            for of in (theme.name, theme.definition, theme.scope)
        ]
        for theme in taxonomy.themes
    ]
    guarded = ([guard(clean(cell)) for cell in row] for row in rows)
    return csv_text(header, guarded).encode("utf-8-sig")
