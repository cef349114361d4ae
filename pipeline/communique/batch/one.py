"""One file, read as safely as the files of a folder."""

from __future__ import annotations

from pathlib import Path

from communique.batch.find import Found
from communique.batch.isolate import Limits, Reader, read_all
from communique.batch.worker import read_file
from communique.errors import CommuniqueError
from communique.identity import relative_name
from communique.records import Document


def read_one(path: Path, *, seconds: float = 120.0, reader: Reader = read_file) -> Document:
    """The record of one file, read in a process of its own.

    Raises
    ------
    CommuniqueError
        If there is no such file.
    """
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "does not exist"
        raise CommuniqueError(f"{path} {what}", "give one PDF file")
    found = Found(path, relative_name(path))
    limits = Limits(seconds=seconds)
    return read_all([found], path.parent, limits=limits, workers=1, reader=reader)[0]
