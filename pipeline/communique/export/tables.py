r"""Records to rows, and rows to the text of a CSV file.

RFC 4180 with ``\n`` line ends, UTF-8 without a byte order mark, lists joined by
``"; "``, empty for unknown or none. The same rows give the same bytes.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING, Any

from communique.export.guard import guard
from communique.export.schema import ALL_TABLES, TABLES, Column, Table
from communique.records import SECTION_SEPARATOR, Document, Tag

if TYPE_CHECKING:
    import pandas as pd

#: A row: its cells as they stand in the file, before the guard and the quotes.
Row = tuple[str, ...]

SEPARATOR = "; "

# One for one, so that offsets into a text hold: control characters become blanks,
# halves of surrogate pairs the replacement character.
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass
class Rows:
    """The rows of all tables of a dataset, and how many values had to be left out.

    ``rejected`` counts, by ``table.column``, the values that break their column's
    rule; their cells are empty.
    """

    tables: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})
    rejected: Counter[str] = field(default_factory=Counter)

    def add(self, table: Table, *records: Mapping[str, Any]) -> None:
        """Append rows, their values checked against their columns.

        Raises
        ------
        ValueError
            If a required value is missing or breaks its column's rule.
        """
        rows = _rows(table, records, self.rejected)
        for row, values in zip(rows, records, strict=True):
            for column in compress(table.columns, map(not_, row)):
                if column.required:
                    msg = f"{table.name}.{column.name} cannot be {values.get(column.name)!r}"
                    raise ValueError(msg)
        self.tables[table.name] += rows

    def extend(self, other: Rows) -> None:
        """Append all rows of another collection."""
        for name, rows in other.tables.items():
            self.tables[name].extend(rows)
        self.rejected.update(other.rejected)


def cells(table: Table, values: Mapping[str, Any], rejected: Counter[str] | None = None) -> Row:
    """Values by column as a row of a table.

    A value that breaks its column's rule gives an empty cell and counts as rejected.
    """
    (row,) = _rows(table, [values], Counter() if rejected is None else rejected)
    return row


def document_rows(document: Document) -> Rows:
    """The rows that one document gives: its own, its agenda, people and passages.

    Raises
    ------
    ValueError
        If the record breaks a rule of its table in a required column.
    """
    rows = Rows()
    rows.add(TABLES["documents"], _fields(document))
    of = {"document": document.document}
    rows.add(TABLES["agenda"], *[of | _fields(entry) for entry in document.agenda])
    rows.add(TABLES["people"], *[of | _fields(person) for person in document.people])
    passages = []
    for passage in document.passages:
        values = _fields(passage)
        for edge in ("x0", "top", "x1", "bottom"):
            values[edge] = getattr(passage.box, edge)
        values["passage"] = document.passage_id(passage)
        values["document"] = document.document
        values["section"] = SECTION_SEPARATOR.join(passage.section)
        values["kind"] = document.kind
        values["words"] = passage.words
        passages.append(values)
    rows.add(TABLES["passages"], *passages)
    return rows


def tag_rows(tags: Iterable[Tag]) -> Rows:
    """The rows of tags."""
    rows = Rows()
    rows.add(TABLES["tags"], *map(_fields, tags))
    return rows


def frame_rows(name: str, frame: pd.DataFrame) -> Rows:
    """The rows of a table that comes as a frame, such as ``priorities``.

    Columns of the frame that the table does not know are left out.
    """
    rows = Rows({name: []})
    columns = [str(column) for column in frame.columns]
    filled = frame.astype(object).where(frame.notna(), None)
    for values in filled.itertuples(index=False, name=None):
        rows.add(ALL_TABLES[name], dict(zip(columns, values, strict=True)))
    return rows


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV file's text: the header, then the rows as they are given."""
    return "".join(map(_line, (header, *rows)))


def table_text(table: Table, rows: Iterable[Row]) -> str:
    """The text of a table's file, its cells of text guarded against spreadsheets."""
    return csv_text(table.header, _guarded(table, rows))


def header_text(table: Table) -> str:
    """The first line of a table's file."""
    return csv_text(table.header, ())


def rows_text(table: Table, rows: Iterable[Row]) -> str:
    """Rows as they stand in a table's file, without its header."""
    return "".join(map(_line, _guarded(table, rows)))


def clean(text: str) -> str:
    """The text without control characters and broken ones, its length unchanged."""
    if text.isprintable():  # nearly every text is, and holds neither
        return text
    return _SURROGATES.sub("\ufffd", text).translate(_CONTROLS)


def _guarded(table: Table, rows: Iterable[Row]) -> Iterator[list[str]]:
    text = [column.type == "string" for column in table.columns]
    for row in rows:
        yield [guard(cell) if is_text else cell for cell, is_text in zip(row, text, strict=True)]


def _line(row: Sequence[str]) -> str:
    line = ",".join(row)
    # most rows hold nothing to quote, which their line tells at once
    if line.count(",") >= len(row) or '"' in line or "\n" in line or "\r" in line:
        line = ",".join(map(_quoted, row))
    return line + "\n"


def _quoted(cell: str) -> str:
    # by hand, since csv.writer leaves a lone carriage return bare
    if not ("," in cell or '"' in cell or "\n" in cell or "\r" in cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def _fields(record: Any) -> dict[str, Any]:
    # dataclasses.asdict would copy every passage of a document to make its own row
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _rows(table: Table, records: Sequence[Mapping[str, Any]], rejected: Counter[str]) -> list[Row]:
    """Values by column as rows of a table, a column at a time."""
    columns = []
    for column in table.columns:
        name = column.name
        columns.append(_cells(table, column, [values.get(name) for values in records], rejected))
    return list(zip(*columns, strict=True))


def _cells(
    table: Table, column: Column, values: Iterable[Any], rejected: Counter[str]
) -> list[str]:
    """The cells of a column, in which most values stand again and again."""
    told: dict[Any, str] = {}
    found = []
    # 1 and 1.0 are one number, and two texts
    alike = {str} if column.type == "string" else {str, int, float}
    for value in values:
        if value is None or value in ("", ()):
            found.append("")  # most cells of most rows
            continue
        asked = value.__class__ in alike
        cell = told.get(value) if asked else None
        if cell is None:
            cell = _cell(column, value)
            if asked:
                told[value] = cell
        if not cell and not _missing(value):
            rejected[f"{table.name}.{column.name}"] += 1
        found.append(cell)
    return found


def _missing(value: Any) -> bool:
    if isinstance(value, float) and math.isnan(value):
        return True
    return value is None or value in ("", ())


def _cell(column: Column, value: Any) -> str:
    """A value that is there as a cell, empty where it breaks the column's rule."""
    match column.type:
        case "string":
            return _text(column, value)
        case "integer" | "number":
            return _number(column, value)
        case "date":
            return _parsed(str(value), date.fromisoformat)
        case "time":
            return _parsed(str(value), time.fromisoformat)


def _text(column: Column, value: Any) -> str:
    if not isinstance(value, str):
        if isinstance(value, float) and math.isnan(value):
            return ""
        if isinstance(value, (tuple, list)):
            value = SEPARATOR.join(str(item) for item in value if str(item).strip())
    text = str(value)
    if column.name != "file":  # a name with a line break stays the file's name
        text = clean(text)
    if column.values and text not in column.values:
        return ""
    if column.pattern and not re.fullmatch(column.pattern, text):
        return ""
    return text


def _number(column: Column, value: Any) -> str:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return ""
    if not math.isfinite(number):
        return ""
    if column.type == "integer" and not number.is_integer():
        return ""
    if column.low is not None and number < column.low:
        return ""
    if column.high is not None and number > column.high:
        return ""
    if column.type == "integer":
        return str(int(number))
    plain = f"{number:.{column.decimals}f}".rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain


def _parsed(text: str, parse: Any) -> str:
    # "2004-07-14" and "09:30" as written, and nothing that only resembles them
    try:
        parsed = parse(text)
    except ValueError:
        return ""
    return text if str(parsed.isoformat()).startswith(text) and len(text) in (5, 10) else ""
