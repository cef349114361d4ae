r"""Records to rows, and rows to the text of a CSV file.

RFC 4180 with ``\n`` line ends, UTF-8 without a byte order mark, lists joined by
``"; "``, empty for unknown or none. The same rows give the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from communique.export.guard import guard, guard_all
from communique.export.schema import (
    AGENDA,
    ALL_TABLES,
    DOCUMENTS,
    PASSAGES,
    PEOPLE,
    TABLES,
    TAGS,
    Table,
)
from communique.export.written import written
from communique.records import SECTION_SEPARATOR, AgendaEntry, Document, Passage, Person, Tag

if TYPE_CHECKING:
    import pandas as pd

#: A row: its cells as they stand in the file, before the guard and the quotes.
Row = tuple[str, ...]


@dataclass
class Rows:
    """The rows of all tables of a dataset, and how many values had to be left out.

    ``rejected`` counts, by ``table.column``, the values that break their column's
    rule; their cells are empty.
    """

    tables: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})
    rejected: Counter[str] = field(default_factory=Counter)

    def add(self, table: Table, columns: Mapping[str, Sequence[Any]], size: int) -> None:
        """Append rows, their values checked against their columns.

        Parameters
        ----------
        table
            Whose rows they are.
        columns
            Values by column, as many of each as there are rows; a column that is not there
            is empty.
        size
            How many rows there are.

        Raises
        ------
        ValueError
            If a required value is missing or breaks its column's rule.
        """
        if not size:
            return
        made = _columns(table, columns, size, self.rejected)
        lacking = [
            (cells.index(""), place)
            for place, (column, cells) in enumerate(zip(table.columns, made, strict=True))
            if column.required and "" in cells
        ]
        if lacking:
            row, place = min(lacking)
            name = table.columns[place].name
            value = columns[name][row] if name in columns else None
            raise ValueError(f"{table.name}.{name} cannot be {value!r}")
        self.tables[table.name].extend(zip(*made, strict=True))

    def extend(self, other: Rows) -> None:
        """Append all rows of another collection."""
        for name, rows in other.tables.items():
            self.tables[name].extend(rows)
        self.rejected.update(other.rejected)


def cells(table: Table, values: Mapping[str, Any], rejected: Counter[str] | None = None) -> Row:
    """Values by column as a row of a table.

    A value that breaks its column's rule gives an empty cell and counts as rejected.
    """
    columns = {name: (value,) for name, value in values.items()}
    made = _columns(table, columns, 1, Counter() if rejected is None else rejected)
    return tuple(cell for (cell,) in made)


def document_rows(document: Document) -> Rows:
    """The rows that one document gives: its own, its agenda, people and passages.

    Raises
    ------
    ValueError
        If the record breaks a rule of its table in a required column.
    """
    rows = Rows()
    rows.add(DOCUMENTS, _values(DOCUMENTS, [document]), 1)
    for table, records in ((AGENDA, document.agenda), (PEOPLE, document.people)):
        of = {"document": [document.document] * len(records)}
        rows.add(table, _values(table, records) | of, len(records))
    passages = document.passages
    values = _values(PASSAGES, passages)
    boxes = [_EDGES_OF(passage.box) for passage in passages]
    values.update(zip(_EDGES, zip(*boxes, strict=True), strict=False))
    values["passage"] = [document.passage_id(passage) for passage in passages]
    values["document"] = [document.document] * len(passages)
    values["section"] = [SECTION_SEPARATOR.join(passage.section) for passage in passages]
    values["kind"] = [document.kind] * len(passages)
    values["words"] = [passage.words for passage in passages]
    rows.add(PASSAGES, values, len(passages))
    return rows


def tag_rows(tags: Iterable[Tag]) -> Rows:
    """The rows of tags."""
    rows = Rows()
    every = list(tags)
    rows.add(TAGS, _values(TAGS, every), len(every))
    return rows


def frame_rows(name: str, frame: pd.DataFrame) -> Rows:
    """The rows of a table that comes as a frame, such as ``priorities``.

    Columns of the frame that the table does not know are left out.
    """
    rows = Rows({name: []})
    columns = [str(column) for column in frame.columns]
    filled = frame.astype(object).where(frame.notna(), None)
    values = {column: filled.iloc[:, place].tolist() for place, column in enumerate(columns)}
    rows.add(ALL_TABLES[name], values, len(filled))
    return rows


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV file's text: the header, then the rows as they are given."""
    return "".join(map(_line, (header, *rows)))


def table_text(table: Table, rows: Iterable[Row]) -> str:
    """The text of a table's file, its cells of text guarded against spreadsheets."""
    return header_text(table) + rows_text(table, rows)


def header_text(table: Table) -> str:
    """The first line of a table's file."""
    return csv_text(table.header, ())


def rows_text(table: Table, rows: Iterable[Row]) -> str:
    """Rows as they stand in a table's file, without its header."""
    columns = zip(*rows, strict=True)
    written = [
        _written(cells, text=column.type == "string")
        for column, cells in zip(table.columns, columns, strict=False)
    ]
    return "".join([",".join(row) + "\n" for row in zip(*written, strict=True)])


def _written(cells: Sequence[str], *, text: bool) -> Sequence[str]:
    """The cells of a column of a file, as they stand between its commas."""
    first, count = cells[0], len(cells)
    if cells.count(first) == count:  # as in half of all columns, and where there is one row
        return [_quoted(guard(first) if text else first)] * count
    return _quoted_all(guard_all(cells) if text else cells)


def _line(row: Sequence[str]) -> str:
    return ",".join(map(_quoted, row)) + "\n"


def _quoted_all(cells: Sequence[str]) -> Sequence[str]:
    # most columns hold nothing to quote, which all their cells together tell at once
    whole = "".join(cells)
    if "," in whole or '"' in whole or "\n" in whole or "\r" in whole:
        return list(map(_quoted, cells))
    return cells


def _quoted(cell: str) -> str:
    # by hand, since csv.writer leaves a lone carriage return bare
    if not ("," in cell or '"' in cell or "\n" in cell or "\r" in cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def _fields(table: Table, kind: Any) -> tuple[Sequence[str], attrgetter[tuple[Any, ...]]]:
    """Which of a table's columns are fields of its records, and what takes them all at once."""
    held = {one.name for one in fields(kind)}
    names = [name for name in table.header if name in held]
    return names, attrgetter(*names)


_FIELDS = {
    table.name: _fields(table, kind)
    for table, kind in (
        (DOCUMENTS, Document),
        (AGENDA, AgendaEntry),
        (PEOPLE, Person),
        (PASSAGES, Passage),
        (TAGS, Tag),
    )
}
_EDGES = ("x0", "top", "x1", "bottom")
_EDGES_OF = attrgetter(*_EDGES)


def _values(table: Table, records: Sequence[Any]) -> dict[str, Sequence[Any]]:
    """The values of records of one kind by those of a table's columns that are their fields."""
    names, values_of = _FIELDS[table.name]
    return dict(zip(names, zip(*map(values_of, records), strict=True), strict=False))


def _columns(
    table: Table, columns: Mapping[str, Sequence[Any]], size: int, rejected: Counter[str]
) -> list[Sequence[str]]:
    """Values by column as the cells of all columns of a table."""
    nothing = [""] * size
    made = []
    for column in table.columns:
        values = columns.get(column.name)
        made.append(nothing if values is None else written(table, column, values, rejected))
    return made
