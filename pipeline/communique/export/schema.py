"""The tables of a dataset as data: columns, types, constraints, keys and what they mean.

The one source of the CSV headers, of ``datapackage.json``, of the typed frames that
``communique.load`` gives and of the table reference that the README prints
(:mod:`communique.export.reference`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from communique.records import ENTRY_TYPES, KINDS, ROLES

ColumnType = Literal["string", "integer", "number", "date", "time"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type, meaning and what its values must obey.

    ``values`` is the closed list of what may stand in a cell, ``low`` and ``high``
    bound a number, which is written with at most ``decimals`` digits after the point.
    """

    name: str
    type: ColumnType
    description: str
    required: bool = False
    unique: bool = False
    values: tuple[str, ...] = ()
    pattern: str = ""
    low: float | None = None
    high: float | None = None
    decimals: int = 6

    @property
    def constraints(self) -> dict[str, Any]:
        """The column's constraints as a Table Schema writes them."""
        found: dict[str, Any] = {}
        if self.required:
            found["required"] = True
        if self.unique:
            found["unique"] = True
        if self.values:
            found["enum"] = list(self.values)
        if self.pattern:
            found["pattern"] = self.pattern
        if self.low is not None:
            found["minimum"] = self.low
        if self.high is not None:
            found["maximum"] = self.high
        return found


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column whose values are found in a column of another table."""

    column: str
    table: str
    reference: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file's name without ``.csv``, its columns in order, and its keys."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    foreign: tuple[ForeignKey, ...] = field(default=())

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def file(self) -> str:
        return f"{self.name}.csv"


_LANGUAGES = r"[a-z]{2}(; [a-z]{2})*"
_COUNTRIES = r"[A-Z]{3}(; [A-Z]{3})*"
_MONTH_OR_DAY = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_DOCUMENT = Column("document", "string", "The document's id", required=True)
_PAGE = Column(
    "page", "integer", "The PDF's own page, counted from 1 (`file.pdf#page=N` opens it)", low=1
)
_OF_DOCUMENT = ForeignKey("document", "documents", "document")


def _box(name: str, edge: str) -> Column:
    where = "in points from the page's top left corner"
    return Column(name, "number", f"{edge} of the box, {where}", decimals=2)


DOCUMENTS = Table(
    "documents",
    "One row per input file, the failed ones too",
    (
        Column("document", "string", "The document's id", required=True, unique=True),
        Column("file", "string", "The file, relative to the input folder", required=True),
        Column("sha256", "string", "SHA-256 of the file's bytes", pattern="[0-9a-f]{64}"),
        Column(
            "status",
            "string",
            "Whether all of it, a part of it or nothing could be read",
            required=True,
            values=("ok", "partial", "failed"),
        ),
        Column("problem", "string", "What is wrong with the file or contradicts itself in it"),
        Column("kind", "string", "The kind of document", required=True, values=KINDS),
        Column("language", "string", "Language of the body, ISO 639-1", pattern=_LANGUAGES),
        Column(
            "original_language",
            "string",
            "Language that the document was written in",
            pattern=_LANGUAGES,
        ),
        Column("cote", "string", "The OECD document reference, normalised"),
        Column("classification", "string", "The classification as printed"),
        Column("reference", "string", "The job number (`JT00166527`)"),
        Column("issued", "string", "Date or month of issue, ISO 8601", pattern=_MONTH_OR_DAY),
        Column("cancels", "string", "The cancelled cote, else the cancelled version's date"),
        Column("directorate", "string", "The directorate as printed"),
        Column("committee", "string", "The committee as printed"),
        Column("title", "string", "The document's title"),
        Column("meeting", "string", "The meeting's name without its edition"),
        Column("edition", "integer", "Which meeting of its series", low=1),
        Column("theme_title", "string", "The meeting's motto"),
        Column("start_date", "date", "First day of the meeting"),
        Column("end_date", "date", "Last day of the meeting"),
        Column("year", "integer", "Year of the meeting, else of issue", low=1900, high=2100),
        Column("city", "string", "City of the meeting, its English name"),
        Column("country", "string", "Country of the meeting, ISO 3166-1", pattern=_COUNTRIES),
        Column("participants", "integer", "How many took part", low=0),
        Column("hosts", "string", "Who hosted the meeting, as printed"),
        Column("pages", "integer", "Pages of the PDF", low=0),
        Column("words", "integer", "Words in the passages", low=0),
    ),
    key=("document",),
)

AGENDA = Table(
    "agenda",
    "One row per agenda entry, in order",
    (
        _DOCUMENT,
        Column("entry", "integer", "Number of the entry in its document", required=True, low=1),
        Column("parent", "integer", "The entry that this one is a part of; empty at the top"),
        _PAGE,
        Column("date", "date", "Day of the entry"),
        Column("start", "time", "Beginning, 24-hour clock"),
        Column("end", "time", "End, 24-hour clock"),
        Column("type", "string", "What happens", required=True, values=ENTRY_TYPES),
        Column("number", "string", "The printed number or letter"),
        Column("title", "string", "The title without its label"),
        Column("action", "string", 'The text after "Action required"'),
        Column(
            "action_type",
            "string",
            "What delegates are asked for: `discussion`, `approval`, `information`, …",
        ),
        Column("documents", "string", "Documents named for the entry"),
        Column("description", "string", "Questions and running text"),
    ),
    key=("document", "entry"),
    foreign=(_OF_DOCUMENT,),
)

PEOPLE = Table(
    "people",
    "One row per person and role at the meeting",
    (
        _DOCUMENT,
        Column("entry", "integer", "The agenda entry, if any", low=1),
        _PAGE,
        Column("name", "string", "The person's name"),
        Column("honorific", "string", "`Mr`, `Ms`, `Dr`, …"),
        Column("role", "string", "`chair`, `speaker`, `lead speaker`, `moderator`, …"),
        Column("position", "string", "The person's office"),
        Column("organisation", "string", "Whom the person speaks for"),
        Column("country", "string", "Country, ISO 3166-1", pattern=_COUNTRIES),
    ),
    foreign=(_OF_DOCUMENT,),
)

PASSAGES = Table(
    "passages",
    "One row per passage, in reading order",
    (
        Column("passage", "string", "The passage's id", required=True, unique=True),
        _DOCUMENT,
        Column("order", "integer", "Place in the document, from 1", required=True, low=0),
        _PAGE,
        _box("x0", "Left edge"),
        _box("top", "Top edge"),
        _box("x1", "Right edge"),
        _box("bottom", "Bottom edge"),
        Column("section", "string", "Headings above it from the outside in, joined by ` > `"),
        Column("number", "string", "The printed paragraph or bullet number"),
        Column("entry", "integer", "The agenda entry that it belongs to", low=1),
        Column("role", "string", "What the document does with it", required=True, values=ROLES),
        Column("kind", "string", "What its document is", values=KINDS),
        Column("language", "string", "Language, ISO 639-1", pattern=_LANGUAGES),
        Column("words", "integer", "Words in the text", low=0),
        Column("text", "string", "The text in one line"),
    ),
    key=("passage",),
    foreign=(_OF_DOCUMENT,),
)

TAGS = Table(
    "tags",
    "One row per passage and theme",
    (
        Column("passage", "string", "The passage's id", required=True),
        _DOCUMENT,
        Column("year", "integer", "Year of the meeting", low=1900, high=2100),
        Column("theme", "string", "The theme's id", required=True),
        Column("score", "number", "How probable it is that the theme applies", low=0, high=1),
        Column(
            "source",
            "string",
            "What found the theme",
            required=True,
            values=("rules", "model", "both", "review"),
        ),
        Column("evidence", "string", "The words that speak for it"),
        Column("start", "integer", "Where the evidence begins in `text`, from 0", low=0),
        Column("end", "integer", "Where the evidence ends in `text`", low=0),
    ),
    key=("passage", "theme"),
    foreign=(_OF_DOCUMENT, ForeignKey("passage", "passages", "passage")),
)

_SHARE = "of the period's role-weighted passages"
PRIORITIES = Table(
    "priorities",
    "One row per period and theme",
    (
        Column("period", "string", "The period: a meeting year, or years together", required=True),
        Column("theme", "string", "The theme's id", required=True),
        Column("documents", "integer", "Documents of the period", low=0),
        Column("passages", "integer", "Passages of the period that carry weight", low=0),
        Column("tagged", "integer", "Passages that carry the theme", low=0),
        Column("share", "number", f"Share {_SHARE} that carry the theme", low=0, high=1),
        Column("low", "number", "Lower end of the share's interval", low=0, high=1),
        Column("high", "number", "Upper end of the share's interval", low=0, high=1),
        Column("rank", "integer", "Place by share, 1 is the largest", low=1),
        Column("rank_low", "integer", "Best place that the data allow", low=1),
        Column("rank_high", "integer", "Worst place that the data allow", low=1),
        Column("previous", "string", "The period compared with"),
        Column("change", "number", "Share less the previous share", low=-1, high=1),
        Column("change_low", "number", "Lower end of the change's interval", low=-1, high=1),
        Column("change_high", "number", "Upper end of the change's interval", low=-1, high=1),
        Column(
            "p_adjusted", "number", "p-value of the change, adjusted for the themes", low=0, high=1
        ),
        Column("first_seen", "string", "The first period in which the theme appears"),
        Column(
            "resampled",
            "string",
            "What the intervals were drawn from",
            values=("documents", "sections", "passages"),
        ),
        Column("correction", "number", "What a review added to the share", low=-1, high=1),
        Column("reviewed", "integer", "Passages of the period that were reviewed", low=0),
        Column(
            "rectifier",
            "string",
            "Where the tagger's error was seen that the review corrects",
            values=("period", "all periods", "none"),
        ),
    ),
    key=("period", "theme"),
)

TERMS = Table(
    "terms",
    "Words and phrases that set a period apart from the others",
    (
        Column("period", "string", "The period: a meeting year", required=True),
        Column("term", "string", "The word or phrase", required=True),
        Column("count", "integer", "How often it occurs in the period", low=0),
        Column("documents", "integer", "Documents of the period that hold it", low=0),
        Column("score", "number", "How far it sets the period apart (z of the log-odds)"),
        Column("themes", "string", "Themes that it belongs to; empty: a candidate"),
    ),
    key=("period", "term"),
)

#: Every table of a dataset by name, in the order in which they refer to one another.
TABLES: Mapping[str, Table] = {
    table.name: table for table in (DOCUMENTS, AGENDA, PEOPLE, PASSAGES, TAGS, PRIORITIES, TERMS)
}

PAIRS = Table(
    "pairs",
    "One row per pair of themes that some passage carries together",
    (
        Column("theme_a", "string", "A theme's id", required=True),
        Column("theme_b", "string", "Another theme's id, behind the first by name", required=True),
        Column("passages", "integer", "Passages that carry both", low=0),
        Column("expected", "number", "Passages that would carry both by chance", low=0),
        Column("lift", "number", "How many times as often as by chance", low=0),
        Column("low", "number", "Lower end of the lift's interval", low=0),
        Column("high", "number", "Upper end of the lift's interval", low=0),
    ),
    key=("theme_a", "theme_b"),
)

DIVERSITY = Table(
    "diversity",
    "How many themes each period spreads its attention over",
    (
        Column("period", "string", "The period", required=True),
        Column("effective", "number", "Effective number of themes", low=1),
        Column("low", "number", "Lower end of its interval", low=0),
        Column("high", "number", "Upper end of its interval", low=0),
    ),
    key=("period",),
)

#: The tables that a comparison writes, by name.
COMPARED: Mapping[str, Table] = {table.name: table for table in (PRIORITIES, PAIRS, DIVERSITY)}
#: Every table that is written, by name.
ALL_TABLES: Mapping[str, Table] = {**TABLES, **COMPARED}
