"""What is known of a file from earlier runs, and what is learnt of it in this one."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from communique.batch.cache import Cache, key_of
from communique.batch.find import Found
from communique.batch.isolate import Outcome
from communique.batch.limits import Limits, Reader
from communique.batch.prints import reading_print, tagging_print, writing_print
from communique.batch.rows import DocumentRows, rows_from, rows_json, rows_of
from communique.batch.stored import judged_json, judged_of, record_json, record_of, record_print
from communique.batch.themes import TaggerChoice
from communique.identity import content_hash
from communique.records import Document
from communique.tag.judged import Judged
from communique.tag.passage_text import PassageText, passage_texts

#: Changes what the tagger says of a passage, as people who reviewed it do.
Settle = Callable[[PassageText, Judged], Judged]


@dataclass(frozen=True, slots=True)
class Done:
    """A document's rows, how long they took, and what was done anew for them."""

    rows: DocumentRows
    seconds: float | None
    cached: bool
    tagged: bool


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
        self.limits = limits
        self.reader = reader
        self._settle = settle
        self._reading = reading_print(reader) if cache is not None else ""
        self._tagging = f"{tagging_print()} {choice.fingerprint}" if cache is not None else ""
        self._writing = writing_print() if cache is not None else ""
        self._asked: dict[Found, tuple[str, str]] = {}  # key and hash of what is being read
        self._tagged = False

    def prepare(self) -> None:
        """Load what is sure to be needed where files are read."""
        self.choice.tagger  # noqa: B018 - it is loaded by being asked for

    def done(self, item: Found) -> Done | None:
        """The rows of a file, where nothing of it has to be read anew."""
        start = time.perf_counter()
        if self.cache is None or item.problem:
            return None
        try:
            sha256 = item.sha256 or content_hash(item.path)
        except OSError:
            return None
        key = self._key(item, sha256)
        kept = self._fitting("rows", self._rows_key(key)) if self._settle is None else None
        if kept is not None and (rows := rows_from(kept.get("rows"))) is not None:
            return Done(rows, time.perf_counter() - start, cached=True, tagged=False)
        if (record := self.record(key)) is not None:
            return self._made(record, item, key, start, cached=True)
        self._asked[item] = (key, sha256)
        return None

    def learn(self, item: Found, outcome: Outcome) -> Done:
        """The rows of a file that was read just now; what lasts of it is kept."""
        start = time.perf_counter() - (outcome.seconds or 0.0)
        record = outcome.record
        key, sha256 = self._asked.pop(item, ("", ""))
        lasting = outcome.lasting and bool(sha256) and record.sha256 == sha256
        if self.cache is not None and lasting:
            self._keep("records", key, {"record": record_json(record)})
        return self._made(record, item, key if lasting else "", start, cached=False)

    def state(self, item: Found) -> State:
        """What is known of a file; nothing is read or tagged for it."""
        try:
            sha256 = "" if item.problem else item.sha256 or content_hash(item.path)
        except OSError:
            sha256 = ""
        if not sha256:
            return State(unreadable=True)
        key = self._key(item, sha256)
        if self._settle is None and self._fitting("rows", self._rows_key(key)) is not None:
            return State(False, sha256, read=True, tagged=True)
        record = self.record(key)
        tagged = record is not None and self.tags(record) is not None
        return State(False, sha256, read=record is not None, tagged=tagged)

    def record(self, key: str) -> Document | None:
        """The record that is kept under a key."""
        kept = self._fitting("records", key)
        return None if kept is None else record_of(kept.get("record"))

    def tags(self, record: Document) -> list[Judged] | None:
        """What the tagger is known to say of a record."""
        if not record.passages:
            return []
        kept = None if self.cache is None else self.cache.get("tags", self._tags_key(record))
        return None if kept is None else judged_of(kept.get("judged"), list(passage_texts(record)))

    def judge(self, record: Document) -> Sequence[Judged]:
        """What the tagger says of a record, asked only where it is not known."""
        passages = list(passage_texts(record))
        judged = self.tags(record)
        if judged is None:
            self._tagged = True
            judged = list(self.choice.tagger.judge(passages))
            told = judged_json(judged, passages)
            if self.cache is not None and told is not None:
                self.cache.put("tags", self._tags_key(record), {"judged": told})
        if self._settle is not None:
            judged = list(map(self._settle, passages, judged))
        return judged

    def _key(self, item: Found, sha256: str) -> str:
        return key_of("record", self._reading, sha256, item.file)

    def _made(self, record: Document, item: Found, key: str, start: float, *, cached: bool) -> Done:
        self._tagged = False
        rows = rows_of(record, item, self.judge)
        if self.cache is not None and key and rows.lasting and self._settle is None:
            self._keep("rows", self._rows_key(key), {"rows": rows_json(rows)})
        return Done(rows, time.perf_counter() - start, cached=cached, tagged=self._tagged)

    def _fitting(self, kind: str, key: str) -> dict[str, object] | None:
        """An entry that the page limit of this run would not have refused."""
        kept = None if self.cache is None else self.cache.get(kind, key)
        if kept is None:
            return None
        most = kept.get("page_limit")
        return kept if isinstance(most, int) and most <= self.limits.pages else None

    def _keep(self, kind: str, key: str, content: dict[str, object]) -> None:
        if self.cache is not None:
            self.cache.put(kind, key, {**content, "page_limit": self.limits.pages})

    def _tags_key(self, record: Document) -> str:
        return key_of("tags", record_print(record), self._tagging)

    def _rows_key(self, key: str) -> str:
        return key_of("rows", key, self._tagging, self._writing)
