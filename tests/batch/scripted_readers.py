"""Readers whose behaviour is written in the file that they are given."""

from __future__ import annotations

import ctypes
import os
import time
from pathlib import Path

from communique.errors import TooManyPagesError
from communique.identity import content_hash, document_id, relative_name
from communique.records import Box, Document, Passage


def obey(path: Path, root: Path, page_limit: int) -> Document:
    """Do what the file's first word says, else give its text as one passage."""
    text = path.read_text(encoding="utf-8")
    match text.split()[0]:
        case "hang":
            time.sleep(600)
        case "crash":
            ctypes.string_at(0)
        case "exit":
            os._exit(7)
        case "gobble":
            bytearray(16 * 1024**3)
        case "raise":
            raise RuntimeError(text)
        case "pages":
            raise TooManyPagesError(page_limit + 1)
        case "nonsense":
            return _document(path, root, text, kind="poem")
    return _document(path, root, text)


def fail_once(path: Path, root: Path, page_limit: int) -> Document:
    """Crash when a file is read for the first time, read it at the second try."""
    mark = root.parent / f"{path.name}.tried"
    if not mark.exists():
        mark.write_text("")
        os.kill(os.getpid(), 9)
    return obey(path, root, page_limit)


def _document(path: Path, root: Path, text: str, kind: str = "summary") -> Document:
    file, sha256 = relative_name(path, root), content_hash(path)
    year = int(path.stem[:4]) if path.stem[:4].isdigit() else None
    return Document(
        document=document_id(file, sha256),
        file=file,
        sha256=sha256,
        kind=kind,
        language=("en",),
        year=year,
        pages=1,
        words=len(text.split()),
        passages=(Passage(1, 1, Box(72, 72, 300, 90), text, role="priority", language="en"),),
    )


def count(path: Path, root: Path, page_limit: int) -> Document:
    """As :func:`obey`, with a mark beside the folder for each time that a file is read."""
    with (root.parent / "read.log").open("a", encoding="utf-8") as log:
        log.write(f"{path.name}\n")
    return obey(path, root, page_limit)


def dawdle(path: Path, root: Path, page_limit: int) -> Document:
    """As :func:`obey`, a little later."""
    time.sleep(0.05)
    return obey(path, root, page_limit)


def wait_for_sign(path: Path, root: Path, page_limit: int) -> Document:
    """As :func:`obey`, once there is a file ``go`` beside the folder."""
    (root.parent / "begun").touch()
    while not (root.parent / "go").exists():
        time.sleep(0.02)
    return obey(path, root, page_limit)
