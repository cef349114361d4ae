"""The sheets of an Excel workbook as rows of texts; nothing in it is run or followed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from communique.errors import CommuniqueError

#: Bytes of a workbook once unpacked, and rows of a sheet, that are read.
MOST_BYTES = 300_000_000
MOST_ROWS = 200_000


def tables_of(content: bytes, path: Path) -> Iterator[list[tuple[str, ...]]]:
    """The rows of each sheet, from the first row on, one sheet after the other.

    Parameters
    ----------
    content
        The workbook's bytes.
    path
        What faults are told of.

    Raises
    ------
    CommuniqueError
        If this is no workbook, or one that is too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise CommuniqueError(
                    f"{path} unpacks to more than {MOST_BYTES // 10**6} MB", "save the table as CSV"
                )
        # Formulas give the values that were saved with them; links are not followed.
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        for sheet in book.worksheets:
            yield _rows(sheet, path)
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        ParseError,
        KeyError,
        ValueError,
        TypeError,
        OSError,
        EOFError,
    ) as error:
        raise CommuniqueError(
            f"{path} is no sound Excel workbook ({type(error).__name__})",
            "open it in a spreadsheet and save it as XLSX or CSV",
        ) from error


def _rows(sheet: Any, path: Path) -> list[tuple[str, ...]]:
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    rows: list[tuple[str, ...]] = []
    last = 0
    for cells in sheet.iter_rows(values_only=True):
        rows.append(tuple(map(_text, cells)))
        if any(rows[-1]):
            last = len(rows)
        if len(rows) > MOST_ROWS:
            raise CommuniqueError(
                f"the sheet {sheet.title!r} of {path} has more than {MOST_ROWS:,} rows",
                "delete the empty ones",
            )
    return rows[:last]


def _text(cell: Any) -> str:
    """A cell as a CSV file would have it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)
