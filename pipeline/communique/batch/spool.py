"""Documents' rows go to their tables' files as soon as it is their turn, and are not held."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from communique.batch.place import unwritten
from communique.batch.rows import OF_DOCUMENTS, DocumentRows
from communique.export.package import Written
from communique.export.schema import TABLES
from communique.export.tables import header_text

_BUFFER = 1 << 18


class Spool:
    """The tables of a folder while they are written, one document after the other.

    Rows may come in any order of the documents and are written in the order of the
    places, so that the files depend on nothing else. What comes early waits.

    Attributes
    ----------
    turn
        The place of the document that is to be written next.
    files
        Name and content hash of every document so far.
    counts
        Rows by table, documents by status.
    rejected
        Values that had to be left out, by column.
    """

    def __init__(self, folder: Path) -> None:
        self.turn = 0
        self.files: list[tuple[str, str]] = []
        self.counts: Counter[str] = Counter()
        self.status: Counter[str] = Counter()
        self.rejected: Counter[str] = Counter()
        self._early: dict[int, DocumentRows] = {}
        self._first: dict[str, str] = {}
        self._digests = {name: hashlib.sha256() for name in OF_DOCUMENTS}
        self._bytes: Counter[str] = Counter()
        self._streams: dict[str, IO[bytes]] = {}
        for name in OF_DOCUMENTS:
            with unwritten(TABLES[name].file):
                path = folder / TABLES[name].file
                self._streams[name] = path.open("wb", buffering=_BUFFER)
            self._write(name, header_text(TABLES[name]).encode())

    def put(self, place: int, rows: DocumentRows) -> None:
        """Write a document's rows if it is its turn, else keep them until then."""
        self._early[place] = rows
        while self.turn in self._early:
            self._add(self._early.pop(self.turn))
            self.turn += 1

    def close(self) -> dict[str, Written]:
        """End the files; gives what was written by table.

        Raises
        ------
        CommuniqueError
            If what is left cannot be written, for want of space for example.
        """
        for name, stream in self._streams.items():
            with unwritten(TABLES[name].file):
                stream.close()
        return {
            name: Written(digest.hexdigest(), self._bytes[name])
            for name, digest in self._digests.items()
        }

    def abandon(self) -> None:
        """Let go of the files, whatever they hold."""
        for stream in self._streams.values():
            try:
                stream.close()
            except OSError as error:
                del error  # a full disk again: what made the run end has been told

    def _add(self, rows: DocumentRows) -> None:
        note = self._note(rows)
        for name, content in (rows.noted(note) if note else rows).texts.items():
            self._write(name, content)
        self.files.append((rows.file, rows.sha256))
        self.counts.update(rows.counts)
        self.status[rows.status] += 1
        self.rejected.update(rows.rejected)

    def _note(self, rows: DocumentRows) -> str:
        """A word on a file that has the content of one before it."""
        if not rows.sha256:
            return ""
        first = self._first.setdefault(rows.sha256, rows.file)
        return "" if first == rows.file else f"This file has the same content as {first}."

    def _write(self, name: str, content: bytes) -> None:
        self._digests[name].update(content)
        self._bytes[name] += len(content)
        with unwritten(TABLES[name].file):
            self._streams[name].write(content)


@contextmanager
def spooled(folder: Path) -> Iterator[Spool]:
    """The tables of a folder, to be filled in the block; their files are closed at its end."""
    spool = Spool(folder)
    try:
        yield spool
    finally:
        spool.abandon()
