"""A table from a spreadsheet, read into rows: CSV in whatever encoding, and XLSX."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import CommuniqueError
from communique.export.guard import unguard

if TYPE_CHECKING:
    import _csv  # the one name that the reader's type has in Python 3.11

_SEPARATORS = (",", ";", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header and rows of as many cells, spreadsheet guards undone.

    ``numbers`` are the rows' own as a spreadsheet counts them: the header is row 1.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()

    def column(self, name: str) -> list[str]:
        """The cells of a column from top to bottom; empty texts where there is none."""
        if name not in self.header:
            return [""] * len(self.rows)
        place = self.header.index(name)
        return [row[place] for row in self.rows]


def read_sheet(path: Path, needed: str) -> Sheet:
    """Read a table whose header holds a certain column.

    A CSV file: UTF-8 with or without a byte order mark, UTF-16 with one, else
    Windows-1252; comma, semicolon, tab or bar between cells, whichever gives the column.
    Or an Excel workbook (XLSX): the first of its sheets that has the column in row 1.

    Parameters
    ----------
    path
        The file; its content says which of the two it is.
    needed
        The column that must be there, in lower case.

    Raises
    ------
    CommuniqueError
        If the file cannot be read, lacks the column, names one twice, or has a row that
        is too long.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CommuniqueError(f"{path} cannot be read ({error.strerror})") from error
    if content.startswith(_ZIP):
        # Only where there is a workbook: the library is slow to load.
        from communique.export.workbook_reading import tables_of  # noqa: PLC0415

        return _of_workbook(tables_of(content, path), path, needed)
    text = _decoded(content)
    if not text.strip():
        raise CommuniqueError(f"{path} is empty", f"give a CSV file with a column {needed!r}")
    separators: tuple[str, ...] = _SEPARATORS
    first, _, rest = text.partition("\n")
    hinted = first.strip().casefold().startswith("sep=") and len(first.strip()) == 5
    if hinted:
        separators, text = (first.strip()[4],), rest  # a hint that Excel writes and reads
    headers = [_header(text, separator) for separator in separators]
    for separator, header in zip(separators, headers, strict=True):
        if needed in header:
            _check_names(header, path)
            return _table(header, _lines(text, separator, path), path, first=2 + hinted)
    raise _lacks(path, needed, max(headers, key=len))


def _of_workbook(tables: Iterable[Sequence[tuple[str, ...]]], path: Path, needed: str) -> Sheet:
    seen: tuple[str, ...] = ()
    for rows in tables:
        header = tuple(name.strip().casefold() for name in rows[0]) if rows else ()
        while header and not header[-1]:
            header = header[:-1]
        if needed in header:
            _check_names(header, path)
            return _table(header, enumerate(rows[1:], start=2), path, first=2)
        seen = max(seen, header, key=len)
    raise _lacks(path, needed, seen)


def _lacks(path: Path, needed: str, names: Sequence[str]) -> CommuniqueError:
    listed = ", ".join(name[:30] for name in names[:8])
    return CommuniqueError(
        f"{path} has no column {needed!r}, its columns are: {listed}", "name the column so"
    )


def _check_names(header: Sequence[str], path: Path) -> None:
    if twice := [name for name in header if name and header.count(name) > 1]:
        raise CommuniqueError(
            f"{path} has two columns {twice[0][:30]!r}", "give each a name of its own"
        )


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _reader(text: str, separator: str) -> _csv.Reader:
    csv.field_size_limit(2**31 - 1)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _header(text: str, separator: str) -> tuple[str, ...]:
    try:
        names = next(_reader(text, separator))
    except csv.Error:
        return ()
    return tuple(name.strip().casefold() for name in names)


def _lines(text: str, separator: str, path: Path) -> Iterable[tuple[int, Sequence[str]]]:
    """The rows below the header, each with the line that it ends in."""
    reader = _reader(text, separator)
    try:
        next(reader)
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise CommuniqueError(f"{path}, line {reader.line_num}: {error}") from error


def _table(
    header: tuple[str, ...],
    lines: Iterable[tuple[int, Sequence[str]]],
    path: Path,
    *,
    first: int,
) -> Sheet:
    rows, numbers = [], []
    for number, (line, cells) in enumerate(lines, start=first):
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            raise CommuniqueError(
                f"{path}, line {line}: more cells than the header has columns",
                "put cells that hold the separator in quotes",
            )
        padded = [*cells[: len(header)], *[""] * (len(header) - len(cells))]
        rows.append(tuple(unguard(cell) for cell in padded))
        numbers.append(number)
    return Sheet(header, tuple(rows), tuple(numbers))
