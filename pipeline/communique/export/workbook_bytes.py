"""A workbook as bytes that depend on nothing but what it holds."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from openpyxl.writer.excel import ExcelWriter

_EPOCH = datetime(1980, 1, 1)


def workbook_bytes(book: Any) -> bytes:
    """The workbook's bytes without the time at which they were made."""
    book.properties.creator = "communique"
    book.properties.created = book.properties.modified = _EPOCH
    raw = io.BytesIO()
    # not book.save, which writes the time of saving into the properties
    ExcelWriter(book, zipfile.ZipFile(raw, "w")).save()
    target = io.BytesIO()
    with (
        zipfile.ZipFile(raw) as made,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, date_time=_EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, made.read(name))
    return target.getvalue()
