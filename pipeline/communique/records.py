"""What a document is, once read: plain frozen records that every stage passes on.

A record's fields are the columns of its table, in the table's order, so that
writing a table is writing records and nothing else. An empty string (or an
empty tuple) means unknown or none. This module imports nothing of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Status = Literal["ok", "partial", "failed"]

#: Kinds of documents (codebook).
KINDS = ("agenda", "summary", "record", "communique", "issues-paper", "list", "other")

#: Roles of passages (codebook), with the default weight of each in a comparison.
ROLE_WEIGHTS: dict[str, float] = {
    "priority": 3.0,
    "follow_up": 3.0,
    "conclusion": 2.0,
    "session": 2.0,
    "discussion": 1.0,
    "question": 1.0,
    "background": 1.0,
    "procedural": 0.0,
}
ROLES = tuple(ROLE_WEIGHTS)
#: Stands between the headings of a section path in a table's cell.
SECTION_SEPARATOR = " > "

#: Types of agenda entries.
ENTRY_TYPES = (
    "session",
    "opening",
    "closing",
    "review",
    "plenary",
    "breakout",
    "meeting",
    "break",
    "meal",
    "social",
    "visit",
    "registration",
    "other",
)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One line of an agenda: a session, a break, a breakout group, a visit …

    ``date`` is ISO 8601, ``start`` and ``end`` are ``HH:MM``; ``parent`` is the
    number of the enclosing entry, ``None`` at the top.
    """

    entry: int
    page: int
    title: str
    type: str = "other"
    parent: int | None = None
    date: str = ""
    start: str = ""
    end: str = ""
    number: str = ""
    action: str = ""
    action_type: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in an office at the meeting, once per person and role."""

    page: int
    name: str
    role: str
    entry: int | None = None
    honorific: str = ""
    position: str = ""
    organisation: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest unit that an analyst would quote.

    ``text`` is one line with hyphenation and ligatures undone; ``box`` is its
    place on ``page``, the page it begins on; ``section`` holds the headings
    above it from the outside in.
    """

    order: int
    page: int
    box: Box
    text: str
    section: tuple[str, ...] = ()
    number: str = ""
    entry: int | None = None
    role: str = "background"
    language: str = ""

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Document:
    """One input file as a record: its cover, agenda, people and passages."""

    document: str
    file: str
    sha256: str
    status: Status = "ok"
    problem: str = ""
    kind: str = "other"
    language: tuple[str, ...] = ()
    original_language: tuple[str, ...] = ()
    cote: str = ""
    classification: str = ""
    reference: str = ""
    issued: str = ""
    cancels: str = ""
    directorate: str = ""
    committee: str = ""
    title: str = ""
    meeting: str = ""
    edition: str = ""
    theme_title: str = ""
    start_date: str = ""
    end_date: str = ""
    year: int | None = None
    city: str = ""
    country: tuple[str, ...] = ()
    participants: int | None = None
    hosts: tuple[str, ...] = ()
    pages: int = 0
    words: int = 0
    agenda: tuple[AgendaEntry, ...] = ()
    people: tuple[Person, ...] = ()
    passages: tuple[Passage, ...] = ()

    def passage_id(self, passage: Passage) -> str:
        """The id of one of this document's passages in every table."""
        return f"{self.document}.{passage.order}"


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme that a passage carries, with the words that speak for it.

    ``score`` is a probability from 0 to 1, ``start`` and ``end`` are character
    offsets into the passage's text: ``text[start:end] == evidence``.
    """

    passage: str
    document: str
    year: int | None
    theme: str
    score: float
    source: Literal["rules", "model", "both", "review"]
    evidence: str
    start: int
    end: int


def opened(record: type[Any]) -> type[Any]:
    """The class of a frozen record's open form, which has no field yet and takes any.

    A frozen dataclass sets each of its fields by way of ``object.__setattr__``, which takes six
    times as long as to set it. What is made by the thousand is made open, and closed by becoming
    a record:

    >>> Open = opened(Box)
    >>> box = Open()
    >>> box.x0, box.top, box.x1, box.bottom = 72.0, 90.0, 300.0, 102.0
    >>> box.__class__ = Box
    >>> box
    Box(x0=72.0, top=90.0, x1=300.0, bottom=102.0)
    """
    still = {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}
    return type(f"_Open{record.__name__}", (record,), {"__slots__": (), **still})
