"""A CSV file from anywhere, read into rows: spreadsheets' encodings and separators included."""

from __future__ import annotations

import codecs
import csv
import io
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header and rows of as many cells, spreadsheet guards undone."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> list[str]:
        """The cells of a column from top to bottom; empty texts where there is none."""
        if name not in self.header:
            return [""] * len(self.rows)
        place = self.header.index(name)
        return [row[place] for row in self.rows]


def read_sheet(path: Path, needed: str) -> Sheet:
    """Read a CSV file whose header holds a certain column.

    UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252;
    comma, semicolon, tab or bar between cells, whichever gives the column.

    Parameters
    ----------
    path
        The file.
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
    text = _decoded(content)
    if not text.strip():
        raise CommuniqueError(f"{path} is empty", f"give a CSV file with a column {needed!r}")
    separators: tuple[str, ...] = _SEPARATORS
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == 5:
        separators, text = (first.strip()[4],), rest  # a hint that Excel writes and reads
    headers = [_header(text, separator) for separator in separators]
    for separator, header in zip(separators, headers, strict=True):
        if needed in header:
            if twice := [name for name in header if name and header.count(name) > 1]:
                raise CommuniqueError(
                    f"{path} has two columns {twice[0][:30]!r}", "give each a name of its own"
                )
            return Sheet(header, tuple(_rows(text, separator, header, path)))
    widest = max(headers, key=len)
    names = ", ".join(name[:30] for name in widest[:8])
    raise CommuniqueError(
        f"{path} has no column {needed!r}, its columns are: {names}", "name the column so"
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


def _rows(text: str, separator: str, header: tuple[str, ...], path: Path) -> list[tuple[str, ...]]:
    rows = []
    reader = _reader(text, separator)
    try:
        next(reader)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if any(cell.strip() for cell in cells[len(header) :]):
                raise CommuniqueError(
                    f"{path}, line {reader.line_num}: more cells than the header has columns",
                    "put cells that hold the separator in quotes",
                )
            padded = cells[: len(header)] + [""] * (len(header) - len(cells))
            rows.append(tuple(unguard(cell) for cell in padded))
    except csv.Error as error:
        raise CommuniqueError(f"{path}, line {reader.line_num}: {error}") from error
    return rows
