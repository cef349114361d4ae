"""What is known of a file from earlier runs, and what is made of it in this one."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from communique.batch.cache import Cache, Entry, Parcel, key_of
from communique.batch.find import Found
from communique.batch.isolate import GivenUp
from communique.batch.limits import Limits, Reader
from communique.batch.prints import reading_print, tagging_print, writing_print
from communique.batch.rows import DocumentRows, rows_from, rows_json, rows_of
from communique.batch.stored import judged_json, judged_of, record_json, record_of, record_print
from communique.batch.themes import TaggerAt, TaggerChoice
from communique.batch.worker import Read, Reading
from communique.identity import content_hash
from communique.records import Document
from communique.tag.judged import Judged
from communique.tag.passage_text import PassageText, passage_texts

#: Changes what the tagger says of a passage, as people who reviewed it do; gives the very
#: judgement back where nobody did.
Settle = Callable[[PassageText, Judged], Judged]


@dataclass(frozen=True, slots=True)
class Done:
    """A document's rows, and what was done anew for them.

    Attributes
    ----------
    rows
        Its rows in all tables.
    seconds
        What it took; ``None``: not known.
    cached, tagged
        Whether its record was known, and whether its tags were not.
    settled
        Ids of the passages that people decided on.
    kept
        What a cache elsewhere should keep of it.
    fault
        Why the cache could not be written; mostly empty.
    """

    rows: DocumentRows
    seconds: float | None
    cached: bool
    tagged: bool
    settled: tuple[str, ...] = ()
    kept: tuple[Entry, ...] = ()
    fault: str = ""


@dataclass
class _Asked:
    """What asking for a document's themes came to."""

    tagged: bool = False
    settled: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class State:
    """Whether a file can be opened at all, what its content is, what is known of it."""

    unreadable: bool
    sha256: str = ""
    read: bool = False
    tagged: bool = False


class Knowledge:
    """Looks up and keeps records, tags and rows under keys made of what they depend on.

    A record depends on the file's bytes and name, on the code that reads it, and on the
    page limit in so far as a lower one would refuse the file. Tags depend on the record,
    the tagger, its taxonomy and model; rows on both. The limits of time and memory make
    no difference to a file that keeps them; what a limit or chance decided is not kept.

    It is the :class:`~communique.batch.worker.Work` of a run, too: workers read, tag and write
    down what is not known.

    Parameters
    ----------
    cache
        Where it is kept; ``None``: nowhere.
    choice
        What tags the passages.
    limits
        What a file may cost.
    reader
        What reads a file.
    settle
        What changes the tagger's word, so that the rows of this run are not those of
        another; ``None``: nothing.

    Attributes
    ----------
    settled
        Ids of the passages that people decided on, in the files so far.
    """

    def __init__(
        self,
        cache: Cache | None,
        choice: TaggerChoice,
        *,
        limits: Limits,
        reader: Reader,
        settle: Settle | None = None,
    ) -> None:
        self.cache = cache
        self.choice = choice
        self._asked: TaggerChoice | TaggerAt = choice
        self.limits = limits
        self.reader = reader
        self._settle = settle
        self._reading = reading_print(reader) if cache is not None else ""
        self._tagging = f"{tagging_print()} {choice.fingerprint}" if cache is not None else ""
        self._writing = writing_print() if cache is not None else ""
        self.settled: set[str] = set()
        self._store: Cache | Parcel | None = cache

    def elsewhere(self) -> Knowledge:
        """The same for another machine, which hands over what the cache here should keep."""
        other = copy(self)
        other.cache = None
        other._store = None if self.cache is None else Parcel()
        return other

    def next_door(self) -> Knowledge:
        """The same for other processes of this machine."""
        other = copy(self)
        other._asked = self.choice.at_its_place()
        return other

    def __getstate__(self) -> dict[str, Any]:
        state = dict(vars(self))
        if self._asked is not self.choice:
            del state["choice"]
        return state

    @property
    def seconds(self) -> float:
        """What reading one file may take."""
        return self.limits.seconds

    def hashed(self, item: Found) -> Found:
        """The file with the hash of its content, where it can be read and that is of use."""
        if self.cache is None or item.problem or item.sha256:
            return item
        try:
            return replace(item, sha256=content_hash(item.path))
        except OSError:
            return item

    def done(self, item: Found) -> Done | None:
        """The rows of a file, hash and all, where they are known."""
        start = time.perf_counter()
        if not item.sha256 or self._settle is not None:
            return None
        kept = self._fitting("rows", self._rows_key(self._key(item)))
        rows = None if kept is None else rows_from(kept[0].get("rows"), kept[1])
        if rows is None:
            return None
        return Done(rows, time.perf_counter() - start, cached=True, tagged=False)

    def has_read(self, item: Found) -> bool:
        """Whether the record of a file is known, so that the file itself need not be at hand."""
        return bool(item.sha256) and self.record(self._key(item)) is not None

    def read(self, item: Found, root: Path) -> Read:
        """The record of a file, known or read just now."""
        start = time.perf_counter()
        if item.sha256 and (record := self.record(self._key(item))) is not None:
            return Read(record, time.perf_counter() - start, cached=True)
        return Reading(self.reader, self.limits.seconds, self.limits.pages).read(item, root)

    def finish(self, item: Found, read: Read) -> Done:
        """The rows of a file that was read; what lasts of it is kept."""
        start = time.perf_counter()
        asked = _Asked()
        lasting = bool(item.sha256) and read.record.sha256 == item.sha256
        if lasting and not read.cached:
            self._keep("records", self._key(item), {"record": record_json(read.record)})
        rows = rows_of(read.record, item, lambda record: self._judge(record, asked))
        if lasting and rows.lasting and self._settle is None:
            told, texts = rows_json(rows)
            self._keep("rows", self._rows_key(self._key(item)), {"rows": told}, texts)
        return Done(
            rows,
            read.seconds + time.perf_counter() - start,
            cached=read.cached,
            tagged=asked.tagged,
            settled=tuple(asked.settled),
            kept=self._store.unpack() if isinstance(self._store, Parcel) else (),
            fault="" if self._store is None else self._store.fault,
        )

    def learnt(self, item: Found, made: Done | GivenUp) -> Done:
        """What a worker made of a file; what it handed over is kept here."""
        if isinstance(made, GivenUp):
            rows = rows_of(made.record, item, lambda record: ())
            return Done(rows, made.seconds, cached=False, tagged=False)
        if self.cache is not None:
            for entry in made.kept:
                self.cache.keep(entry)
            self.cache.fault = made.fault or self.cache.fault
        self.settled.update(made.settled)
        return made

    def state(self, item: Found) -> State:
        """What is known of a file; nothing is read or tagged for it."""
        if item.problem:
            return State(unreadable=True)
        try:
            sha256 = item.sha256 or content_hash(item.path)
        except OSError:
            return State(unreadable=True)
        key = self._key(replace(item, sha256=sha256))
        if self._settle is None and self._fitting("rows", self._rows_key(key)) is not None:
            return State(False, sha256, read=True, tagged=True)
        record = self.record(key)
        tagged = record is not None and self.tags(record) is not None
        return State(False, sha256, read=record is not None, tagged=tagged)

    def record(self, key: str) -> Document | None:
        """The record that is kept under a key."""
        kept = self._fitting("records", key)
        return None if kept is None else record_of(kept[0].get("record"))

    def tags(self, record: Document) -> list[Judged] | None:
        """What the tagger is known to say of a record."""
        if not record.passages:
            return []
        kept = None if self._store is None else self._store.get("tags", self._tags_key(record))
        return None if kept is None else judged_of(kept.get("judged"), list(passage_texts(record)))

    def _judge(self, record: Document, asked: _Asked) -> Sequence[Judged]:
        """What the tagger says of a record, asked only where it is not known."""
        passages = list(passage_texts(record))
        judged = self.tags(record)
        if judged is None:
            asked.tagged = True
            judged = list(self._asked.tagger.judge(passages))
            told = judged_json(judged, passages)
            if self._store is not None and told is not None:
                self._store.put("tags", self._tags_key(record), {"judged": told})
        if self._settle is None:
            return judged
        settled = list(map(self._settle, passages, judged))
        asked.settled += [
            passage.passage
            for passage, one, other in zip(passages, judged, settled, strict=True)
            if other is not one
        ]
        return settled

    def _key(self, item: Found) -> str:
        return key_of("record", self._reading, item.sha256, item.file)

    def _fitting(self, kind: str, key: str) -> tuple[dict[str, object], bytes] | None:
        """An entry that the page limit of this run would not have refused."""
        kept = None if self._store is None else self._store.get_with(kind, key)
        if kept is None:
            return None
        most = kept[0].get("page_limit")
        return kept if isinstance(most, int) and most <= self.limits.pages else None

    def _keep(self, kind: str, key: str, content: dict[str, object], also: bytes = b"") -> None:
        if self._store is not None:
            self._store.put(kind, key, {**content, "page_limit": self.limits.pages}, also)

    def _tags_key(self, record: Document) -> str:
        return key_of("tags", record_print(record), self._tagging)

    def _rows_key(self, key: str) -> str:
        return key_of("rows", key, self._tagging, self._writing)
