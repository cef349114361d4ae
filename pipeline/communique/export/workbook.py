"""A dataset as one Excel workbook: a readme sheet, then a sheet for each table.

Cells are typed: dates are dates, times times, numbers numbers, and text is text even
where it begins with an equals sign. The workbook holds no formula, no macro, no link
that leads out of it. Excel's limits (Microsoft, "Excel specifications and limits") are
kept, and what had to be done for them is said in the readme sheet and in
:attr:`Workbook.notes`: rows beyond 1,048,576 go on in a second sheet, a text beyond
32,767 characters is cut.

The same dataset gives the same bytes: no clock time is written, neither in the
document's properties nor in the ZIP archive around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from communique.export.cells import Cell, table_of, values
from communique.export.load import Dataset
from communique.export.readme_sheet import readme_rows
from communique.export.schema import TABLES, Column, Table
from communique.export.text_cells import set_text
from communique.export.workbook_bytes import workbook_bytes

#: Rows of a sheet, the header among them.
MOST_ROWS = 1_048_576
#: Characters of a cell, counted as Excel counts: in UTF-16 code units.
MOST_CHARACTERS = 32_767
#: Excel's calendar is wrong before this day, so that earlier ones are written as text.
FIRST_DAY = date(1900, 3, 1)

_NARROWEST, _WIDEST = 6, 60
#: Characters from which on a column's texts are wrapped.
_LONG = 40
_HEADER = Font(bold=True)
_SHADE = PatternFill("solid", start_color="FFE8EDF2", end_color="FFE8EDF2")
_TOP = Alignment(vertical="top")
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_CUT = " … [cut here: Excel holds {most:,} characters of the {all:,}]"
# What XML cannot hold.
_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook's bytes, and what Excel's limits have cost, a sentence each."""

    content: bytes
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet of a table: its title, and which of the table's rows it holds."""

    title: str
    rows: range


def workbook(
    data: Dataset, *, most_rows: int = MOST_ROWS, most_characters: int = MOST_CHARACTERS
) -> Workbook:
    """All tables of a dataset as one workbook.

    Parameters
    ----------
    data
        The dataset.
    most_rows
        Rows of a sheet with its header, at least 2.
    most_characters
        Characters of a cell, at least 100.

    Raises
    ------
    CommuniqueError
        If a table lacks a column or holds a cell that does not fit its column.
    """
    contents = {name: _contents(table, data, most_characters) for name, table in TABLES.items()}
    sheets = {name: _sheets(name, len(data[name]), most_rows) for name in TABLES}
    notes = [note for found in contents.values() for note in found.notes]
    for name, parts in sheets.items():
        if len(parts) > 1:
            titles = ", ".join(part.title for part in parts)
            notes.append(
                f"The table {name} has {len(data[name]):,} rows, more than a sheet of Excel "
                f"holds: it goes on over the sheets {titles}."
            )
    book = Book(write_only=True)
    _write_readme(book, readme_rows(data, {n: p[0].title for n, p in sheets.items()}, notes))
    for name, parts in sheets.items():
        for part in parts:
            _write_sheet(book, part, contents[name])
    return Workbook(workbook_bytes(book), tuple(notes))


@dataclass(frozen=True, slots=True)
class _Contents:
    columns: tuple[Column, ...]
    cells: tuple[Sequence[Cell], ...]
    notes: tuple[str, ...]


def _contents(table: Table, data: Dataset, most: int) -> _Contents:
    """A table's cells as a sheet can hold them, column by column."""
    frame = data[table.name]
    columns = table_of(table, frame).columns
    cells, notes = [], []
    for column in columns:
        found = values(column, frame[column.name])
        fit = [_fitting(cell, most) for cell in found]
        if cut := sum(isinstance(cell, str) and _length(_held(cell)) > most for cell in found):
            texts = "text is" if cut == 1 else "texts are"
            notes.append(
                f"{cut:,} {texts} cut in the column {column.name} of the sheet {table.name}, since "
                f"Excel holds {most:,} characters in a cell; {table.file} has them whole."
            )
        cells.append(fit)
    return _Contents(columns, tuple(cells), tuple(notes))


def _fitting(cell: Cell, most: int) -> Cell:
    if isinstance(cell, date):
        return cell if cell >= FIRST_DAY else cell.isoformat()
    if not isinstance(cell, str):
        return cell
    text = _held(cell)
    if (length := _length(text)) <= most:
        return text
    mark = _CUT.format(most=most, all=length)
    kept = text.encode("utf-16-le")[: 2 * (most - len(mark))].decode("utf-16-le", "ignore")
    return kept + mark


def _held(text: str) -> str:
    """The text without characters that no workbook can hold."""
    return _UNHELD.sub("\ufffd", text)


def _length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _sheets(name: str, rows: int, most_rows: int) -> list[_Sheet]:
    room = most_rows - 1
    starts = range(0, max(rows, 1), room)
    return [
        _Sheet(f"{name} ({number})" if number > 1 else name, range(start, min(start + room, rows)))
        for number, start in enumerate(starts, start=1)
    ]


def _write_sheet(book: Any, part: _Sheet, contents: _Contents) -> None:
    sheet = book.create_sheet(part.title)
    wrapped = []
    for place, (column, cells) in enumerate(
        zip(contents.columns, contents.cells, strict=True), start=1
    ):
        width, long = _width(column, cells)
        sheet.column_dimensions[get_column_letter(place)].width = width
        wrapped.append(long)
    sheet.freeze_panes = "A2"
    last = get_column_letter(len(contents.columns))
    sheet.auto_filter.ref = f"A1:{last}{len(part.rows) + 1}"
    sheet.append([_header(sheet, column.name) for column in contents.columns])
    formats = [_number_format(column) for column in contents.columns]
    for row in part.rows:
        sheet.append(
            [
                _cell(sheet, cells[row], number_format, wrap=wrap)
                for cells, number_format, wrap in zip(contents.cells, formats, wrapped, strict=True)
            ]
        )


def _write_readme(book: Any, rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.create_sheet("readme")
    for letter, width in zip("ABCD", (18, 22, 12, 100), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in rows:
        heading = len(row) == 1
        sheet.append(
            [
                _header(sheet, str(cell)) if heading else _cell(sheet, cell, "", wrap=place == 3)
                for place, cell in enumerate(row)
            ]
        )


def _width(column: Column, cells: Sequence[Cell]) -> tuple[int, bool]:
    """A column's width in characters, and whether its texts are wrapped to it.

    Nine cells of ten fit unless they are long.
    """
    lengths = sorted(_shown_length(column, cell) for cell in cells if cell is not None)
    common = lengths[len(lengths) * 9 // 10] if lengths else 0
    # three characters more than its name, for the filter's button
    width = min(max(common + 1, len(column.name) + 3, _NARROWEST), _WIDEST)
    return width, common > _LONG and column.type == "string"


def _shown_length(column: Column, cell: Cell) -> int:
    return {"date": 10, "time": 5, "number": 7}.get(column.type) or len(str(cell))


def _number_format(column: Column) -> str:
    match column.type:
        case "date":
            return "yyyy-mm-dd"
        case "time":
            return "hh:mm"
        case "number":
            return "0.00" if column.decimals <= 2 else "0.000"
        case _:
            return ""


def _header(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = _HEADER
    cell.fill = _SHADE
    return cell


def _cell(sheet: Any, value: Cell, number_format: str, *, wrap: bool = False) -> Any:
    if value is None:
        return None
    cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        set_text(cell, value)
        cell.alignment = _WRAPPED if wrap else _TOP
        return cell
    cell.value = value
    cell.alignment = _TOP
    if number_format:
        cell.number_format = number_format
    return cell
