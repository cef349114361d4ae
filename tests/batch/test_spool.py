"""Rows are written in their turn, whatever the order in which documents are done."""

from __future__ import annotations

import errno
import json
import os
import tracemalloc
from concurrent.futures import Future
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic_readers import synthesise

from communique.batch.find import Found, find
from communique.batch.folder import Teller, fill
from communique.batch.known import Done, Knowledge
from communique.batch.limits import Limits
from communique.batch.rows import DocumentRows, rows_from, rows_json, rows_of
from communique.batch.source import LocalFolder
from communique.batch.spool import spooled
from communique.batch.themes import choose_tagger
from communique.errors import CommuniqueError
from communique.records import Document

LIMITS = Limits()


def rows(place: int) -> DocumentRows:
    # each third document has the content of the one before it
    record = Document(f"d{place}", f"{place:03}.pdf", f"{place - (place % 3 == 2):064}", pages=1)
    return rows_of(record, Found(Path(record.file), record.file), lambda _: [])


@given(order=st.permutations(range(9)))
def test_the_order_in_which_documents_are_done_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    folders = [tmp_path_factory.getbasetemp() / name for name in ("straight", "crooked")]
    for folder, places in zip(folders, (range(9), order), strict=True):
        folder.mkdir(exist_ok=True)
        with spooled(folder) as spool:
            for place in places:
                spool.put(place, rows(place))
            written = spool.close()
        assert spool.turn == 9
        assert written["documents"].bytes == (folder / "documents.csv").stat().st_size
    one, two = ((folder / "documents.csv").read_text() for folder in folders)
    assert one == two
    assert one.count("This file has the same content as") == 3


def test_rows_come_back_from_json() -> None:
    found = rows(1)
    told, texts = rows_json(found)
    assert list(told) == [field.name for field in fields(found)]  # the same bytes every time
    assert rows_from(json.loads(json.dumps(told)), texts) == found
    for spoilt in (None, {}, {**told, "texts": []}, {**told, "more": 1}):
        assert rows_from(spoilt, texts) is None
    assert rows_from(told, texts[1:]) is None


def test_a_full_disk_is_told_with_what_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    class Full:
        def __init__(self, stream: IO[bytes]) -> None:
            self.stream = stream

        def write(self, content: bytes) -> int:
            if b"001.pdf" in content:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return self.stream.write(content)

        def close(self) -> None:
            self.stream.close()

    monkeypatch.setattr(Path, "open", lambda path, *a, **k: Full(opened(path, *a, **k)))
    with spooled(tmp_path) as spool:
        spool.put(0, rows(0))
        with pytest.raises(CommuniqueError) as caught:
            spool.put(1, rows(1))
    assert caught.value.message == "documents.csv cannot be written (No space left on device)"
    assert caught.value.fix.startswith("free some space and run it again")


@dataclass
class Here:
    """A crew of one, which reads at once and in this process."""

    root: Path
    known: Knowledge
    sees_cache = True

    def submit(self, item: Found, *, alone: bool = False) -> Future[Done]:
        del alone
        done: Future[Done] = Future()
        done.set_result(self.made(item))
        return done

    def made(self, item: Found) -> Done:
        return self.known.finish(item, self.known.read(item, self.root))


def peak(folder: Path, taxonomy: Path, count: int) -> int:
    """The most memory that a run over so many synthetic documents takes, in bytes."""
    documents, tables = folder / f"documents-{count}", folder / f"tables-{count}"
    documents.mkdir()
    tables.mkdir()
    for place in range(count):
        (documents / f"{place:05}.pdf").write_text(str(place))
    files = find(documents)
    choice = choose_tagger("rules", taxonomy, None)
    known = Knowledge(None, choice, limits=LIMITS, reader=synthesise)
    synthesise(files[0].path, documents, 1)
    tracemalloc.start()
    with spooled(tables) as spool:
        fill(
            spool,
            LocalFolder(documents, files),
            Here(documents, known),
            known,
            at_a_time=8,
            tell=Teller(count).file,
        )
        spool.close()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert spool.counts["passages"] == 20 * count
    return most


def test_memory_does_not_grow_with_the_number_of_documents(
    tmp_path: Path, taxonomy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # without the tagger, which remembers the words that it has met
    monkeypatch.setattr(Knowledge, "_judge", lambda *_: [])
    peak(tmp_path, taxonomy, 10)  # what is loaded once is loaded here
    few, many = peak(tmp_path, taxonomy, 100), peak(tmp_path, taxonomy, 400)
    size = sum(path.stat().st_size for path in (tmp_path / "tables-400").iterdir())
    # names and hashes stay, some hundred bytes each; what the tables hold does not
    assert (many - few) / 300 < 1_000 < size / 400 / 5


def test_what_is_done_early_does_not_pile_up_behind_a_slow_file(
    tmp_path: Path, taxonomy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.batch.folder._AHEAD", 5)
    for place in range(40):
        (tmp_path / f"{place:02}.pdf").write_text(str(place))
    files = find(tmp_path)
    slow: list[Future[Done]] = []

    class FirstLast(Here):
        def submit(self, item: Found, *, alone: bool = False) -> Future[Done]:
            if item.file == "00.pdf":
                slow.append(Future())
                return slow[0]
            submitted.append(item.file)
            if len(submitted) == 4:  # no more may be asked for before the first is done
                slow[0].set_result(self.made(files[0]))
            return super().submit(item, alone=alone)

    submitted: list[str] = []
    choice = choose_tagger("rules", taxonomy, None)
    known = Knowledge(None, choice, limits=LIMITS, reader=synthesise)
    (tmp_path / "out").mkdir()
    with spooled(tmp_path / "out") as spool:
        fill(
            spool,
            LocalFolder(tmp_path, files),
            FirstLast(tmp_path, known),
            known,
            at_a_time=3,
            tell=Teller(40).file,
        )
    assert spool.turn == 40
