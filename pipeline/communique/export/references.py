"""The documents of a dataset as bibliographic references, before any format."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from communique.export.cells import Cell, table_of, values
from communique.export.schema import TABLES
from communique.export.written import SEPARATOR

#: What a kind of document is called in a list of references.
GENRES: Mapping[str, str] = {
    "agenda": "Agenda",
    "summary": "Summary",
    "record": "Summary record",
    "communique": "Communiqué",
    "issues-paper": "Issues paper",
    "list": "List of participants or documents",
}
_AUTHOR = "OECD"
#: Whose name stands for the organisation in documents of that language alone.
_AUTHORS = {"fr": "OCDE"}
# What BibTeX takes for a key: it joins with documents.csv where the id is one.
_KEY = re.compile(r"[a-z0-9][a-z0-9._-]*")
_NOT_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Reference:
    """One document as it is cited; empty text, ``None`` or no date is unknown.

    ``key`` is the document's id. ``issued`` has one to three parts: year, month, day.
    ``start`` and ``end`` are the first and last day of the meeting, and ``languages``
    ISO 639-1.
    """

    key: str
    author: str
    title: str
    number: str
    genre: str
    publisher: str
    issued: tuple[int, ...]
    meeting: str
    start: date | None
    end: date | None
    city: str
    languages: tuple[str, ...]


def references(documents: pd.DataFrame) -> tuple[Reference, ...]:
    """The references of a dataset's documents, in the table's order.

    Left out are documents that could not be read, of which nothing is known, and all but
    the first of those with the same content (first by file name).

    Parameters
    ----------
    documents
        The table ``documents`` of a dataset.

    Raises
    ------
    CommuniqueError
        If the table lacks a column or holds a cell that does not fit its column.
    """
    table = table_of(TABLES["documents"], documents)
    cells = {c.name: values(c, documents[c.name]) for c in table.columns}
    rows = [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]
    first: dict[object, object] = {}
    for row in sorted(rows, key=lambda row: str(row["file"])):
        first.setdefault(row["sha256"] or row["document"], row["document"])
    return tuple(
        _reference(row)
        for row in rows
        if row["status"] != "failed" and first[row["sha256"] or row["document"]] == row["document"]
    )


def _reference(row: Mapping[str, Cell]) -> Reference:
    def text(name: str) -> str:
        return " ".join(str(row[name] or "").split())

    languages = tuple(part for part in text("language").split(SEPARATOR) if part)
    author = _AUTHORS.get(languages[0], _AUTHOR) if len(languages) == 1 else _AUTHOR
    start, end = _day(row["start_date"]), _day(row["end_date"])
    return Reference(
        key=_key(text("document")),
        author=author,
        title=text("title") or text("meeting") or text("file"),
        number=text("cote"),
        genre=GENRES.get(text("kind"), ""),
        publisher=text("committee") or text("directorate") or author,
        issued=_issued(text("issued"), start, row["year"]),
        meeting=text("meeting"),
        start=start,
        end=end if end != start else None,
        city=text("city"),
        languages=languages,
    )


def _day(cell: Cell) -> date | None:
    return cell if isinstance(cell, date) else None


def _key(document: str) -> str:
    """The id, or a key made of it that no other id has."""
    if _KEY.fullmatch(document):
        return document
    mark = hashlib.sha256(document.encode()).hexdigest()[:12]
    return f"{_NOT_KEY.sub('-', document.casefold()).strip('-')[:40] or 'document'}-{mark}"


def _issued(issued: str, start: date | None, year: Cell) -> tuple[int, ...]:
    """When the document was issued; where it does not say, when the meeting was."""
    if issued:
        return tuple(map(int, issued.split("-")))
    if isinstance(start, date):
        return (start.year, start.month)
    return (year,) if isinstance(year, int) else ()
