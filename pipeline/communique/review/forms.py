"""The sample as sheets to fill in: a row a passage, a column a theme, as CSV and XLSX."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pandas as pd

from communique.export.guard import guard
from communique.export.tables import csv_text
from communique.export.written import clean
from communique.review.columns import (
    CODER,
    COMMENT,
    DESIGN,
    GIVEN,
    REVIEWED,
    ROLE,
    SHOWN,
    YES,
    text_print,
    theme_column,
)
from communique.review.sample import Sample

_SAFE = re.compile(rb"[A-Za-z0-9_.~/-]")


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet before it is written: cells as they are, neither guarded nor cut.

    ``blind`` forms show no tags. ``folder`` is where the documents lie as seen from the
    sheet, empty where nobody said; then links name the file and page and lead nowhere.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    themes: tuple[str, ...]
    blind: bool
    folder: str = ""


def form(
    sample: Sample,
    documents: pd.DataFrame,
    passages: pd.DataFrame,
    tags: pd.DataFrame,
    themes: Sequence[str],
    *,
    blind: bool = False,
    coder: str = "",
    folder: str = "",
) -> Form:
    """The sheet for one coder, in the order in which the documents read.

    Parameters
    ----------
    sample
        The passages that were drawn.
    documents, passages, tags
        The tables that they were drawn from.
    themes
        The themes that have a column, in this order.
    blind
        Hide tags and evidence, so that they cannot lead the coder.
    coder
        What stands in the column ``coder``.
    folder
        The folder of the documents as seen from the sheet's.
    """
    shown = SHOWN if not blind else tuple(name for name in SHOWN if name != "evidence")
    first = (REVIEWED, shown[0], *(() if blind else (GIVEN, "evidence")))
    header = (
        *first,
        *map(theme_column, themes),
        ROLE,
        COMMENT,
        *(name for name in shown if name not in first),
        CODER,
        *DESIGN,
    )
    drawn = {one.passage: one for one in sample.drawn}
    of_document = documents.set_index("document")
    rows = passages[passages["passage"].isin(drawn)].assign(
        file=lambda table: table["document"].map(of_document["file"])
    )
    found = {
        str(passage): marks
        for passage, marks in tags[tags["passage"].isin(drawn)].groupby("passage", sort=False)
    }
    made = []
    for row in rows.sort_values(["file", "document", "order"]).to_dict("records"):
        one = drawn[str(row["passage"])]
        document = of_document.loc[row["document"]]
        evidence = _evidence(found.get(one.passage), themes)
        cells = {
            "text": row["text"],
            "title": document["title"],
            "section": row["section"],
            "kind": document["kind"],
            "year": _whole(document["year"]),
            "link": link(str(row["file"]), _whole(row["page"]), folder),
            ROLE: row["role"],
            CODER: coder,
            "passage": one.passage,
            "stratum": one.stratum,
            "drawn": str(one.drawn),
            "sampled": str(len(sample.drawn)),
            # a letter before the number keeps spreadsheets from making a date of it
            "probability": f"p{one.probability:.6f}",
            "text_print": text_print(str(row["text"])),
        }
        if not blind:
            cells |= {GIVEN: "; ".join(evidence), "evidence": _told(evidence)}
            cells |= {theme_column(theme): YES for theme in evidence}
        made.append(tuple(str(cells.get(name, "")) for name in header))
    return Form(header, tuple(made), tuple(themes), blind, folder)


def link(file: str, page: str, folder: str = "") -> str:
    """The address of a page of a document, percent-encoded: ``folder/file.pdf#page=3``.

    It is always relative, so that a hostile file name cannot lead anywhere else.
    """
    path = (PurePosixPath(folder) / file).as_posix() if folder else file
    coded = "".join(
        chr(byte) if _SAFE.match(bytes([byte])) else f"%{byte:02X}"
        for byte in path.encode("utf-8", "replace")
    )
    place = f"#page={page}" if page else ""
    return f"{coded}{place}"


def csv_content(sheet: Form) -> bytes:
    """The sheet as a CSV file, with the byte order mark by which Excel knows UTF-8."""
    rows = ([guard(clean(cell)) for cell in row] for row in sheet.rows)
    return csv_text(sheet.header, rows).encode("utf-8-sig")


def relative_folder(documents: Path, out: Path) -> str:
    """The documents' folder as seen from the folder of the sheets, with ``/`` separators."""
    target, start = documents.resolve(), out.resolve()
    common = [one for one, other in zip(target.parts, start.parts, strict=False) if one == other]
    depth = len(Path(*common).parts) if common else 0
    up = [".."] * (len(start.parts) - depth)
    return "/".join([*up, *target.parts[depth:]]) or "."


def _evidence(marks: pd.DataFrame | None, themes: Sequence[str]) -> Mapping[str, str]:
    """The evidence of each tag, in the order of the themes' columns."""
    if marks is None:
        return {}
    by_theme = dict(zip(marks["theme"].astype(str), marks["evidence"], strict=True))
    return {theme: str(by_theme[theme]) for theme in themes if theme in by_theme}


def _told(evidence: Mapping[str, str]) -> str:
    return "; ".join(f"{theme}: “{words}”" for theme, words in evidence.items() if words)


def _whole(number: object) -> str:
    return "" if pd.isna(number) else str(int(str(number)))  # type: ignore[call-overload]
