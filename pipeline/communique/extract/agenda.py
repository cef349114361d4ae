"""Agenda entries: from blocks to sessions, breaks, groups and visits.

An entry begins with a time, with the label of a parallel group or, in agendas
without a timetable, with an item's number. Everything up to the next entry
belongs to it: documents, action, questions, speakers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from communique.extract import fields
from communique.extract.actions import action_types
from communique.extract.days import DayHeading, day_heading
from communique.extract.entry_types import entry_type
from communique.extract.labels import split_label
from communique.extract.layout import Block, BlockKind
from communique.extract.markers import find_marker
from communique.extract.people import names_people, people_of
from communique.extract.private import redacted
from communique.extract.times import TimeRange, find_time_ranges, following, parse_time_range
from communique.records import AgendaEntry

_UNTIMED = {"visit", "social", "registration", "meal", "break", "meeting", "closing", "opening"}
_TIME_HEAD = re.compile(r"(?:time|times|timing|hour|schedule|heures?|horaires?)$", re.IGNORECASE)
_COLUMN_HEADS = {
    "people": re.compile(
        r"speakers?|presenters?|intervenants?|orateurs?|lead|chair|responsables?|présentateurs?"
        r"|who|by|moderators?|modérateurs?|speaker/.*|presented by",
        re.IGNORECASE,
    ),
    "documents": re.compile(
        r"documents?|références?|references?|docs?\.?|papers?|cotes?", re.IGNORECASE
    ),
    "action": re.compile(r"actions?(?: required)?|purpose|suite|objet|for", re.IGNORECASE),
    "title": re.compile(
        r"items?|agenda(?: items?)?|sessions?|topics?|subjects?|points?|thèmes?|sujets?|titles?"
        r"|programme|activit(?:y|ies|és?)|intitulés?|description|contents?|events?",
        re.IGNORECASE,
    ),
    "number": re.compile(r"no\.?|n[o°]|#|nr\.?|item no\.?", re.IGNORECASE),
    "place": re.compile(r"room|venue|place|location|salle|lieu", re.IGNORECASE),
}
_END = re.compile(
    r"(?:annex|annexe|appendix|practical information|informations pratiques|list of participants"
    r"|liste des participants|background (?:note|information)|contacts?\b|venue\b|logistics"
    r"|registration information|further information|notes?\b|useful links|documents? list"
    r"|list of documents|liste des documents|program(?:me)? committee|(?:local )?organi[sz]ing committee"
    r"|scientific committee|comité d[’']organisation|comité scientifique)",
    re.IGNORECASE,
)
_TABLE_OR_PART = re.compile(
    r"tables?\s+(?:[A-H]|\d{1,2})\s*[:.–—-]|\d{1,2}[a-h]\s*[.):]\s", re.IGNORECASE
)
_INLINE_PEOPLE = re.compile(
    r"(?<=\s)\(?(?:(?:co-?)?chairs?|moderators?|speakers?|lead speakers?|facilitators?|presenters?"
    r"|panell?ists?|discussants?|rapporteurs?|président(?:e|s)?|modérat(?:eur|rice)s?"
    r"|intervenant(?:e|s|es)?|chaired by|moderated by|presented by|introduced by|convened by"
    r"|présidée? par|animée? par|présentée? par)\s?(?::|(?<=by)\s|(?<=par)\s)",
    re.IGNORECASE,
)
_TITLE_END = re.compile(r"(?<=[.:?!])\s+(?=[A-ZÀ-Ý“\"«])")


@dataclass(slots=True)
class _Draft:
    """An entry while its blocks are gathered."""

    head: Block
    title: str
    page: int
    day: date | None
    sheet: int
    start: str = ""
    end: str = ""
    parent: int | None = None
    group_table: int | None = None
    group_column: int | None = None
    group: bool = False
    left: float | None = None
    blocks: list[tuple[Block, str]] = field(default_factory=list)
    members: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What was read: the entries, the blocks of each, and contradictions in the print.

    ``blocks`` maps an entry's number to its blocks in order, ``roles`` a block
    to what its table column says it is (``people``, ``documents`` …).
    """

    entries: tuple[AgendaEntry, ...]
    blocks: dict[int, tuple[Block, ...]]
    roles: dict[int, str]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is read at once: a block, or the row of a timetable."""

    blocks: tuple[Block, ...]
    time: str = ""
    label: Block | None = None
    row: bool = False
    header: bool = False
    heads: tuple[tuple[int, str], ...] = ()


def read_agenda(
    blocks: Sequence[Block],
    *,
    kind: str,
    start: date | None = None,
    end: date | None = None,
) -> Agenda:
    """Read the agenda entries of a document.

    Parameters
    ----------
    blocks : sequence of Block
        The document's blocks without its cover, in reading order.
    kind : str
        The document's kind (codebook): an agenda without times is read by its
        item numbers, a record by its "Item N" headings.
    start, end : date, optional
        The meeting's days, which day headings inherit year and month from.
    """
    units = list(_units(blocks))
    timed = sum(_unit_time(unit) is not None for unit in units)
    reader = _Reader(start, end)
    if timed >= 3 or (timed >= 1 and kind == "agenda"):
        _read_timed(units, reader)
    elif kind == "agenda":
        _read_items(units, reader)
    elif kind in ("record", "summary"):
        _read_headings(units, reader, kind)
    return reader.finish()


def _units(blocks: Sequence[Block]) -> Iterable[_Unit]:
    tables: dict[int, list[Block]] = {}
    for block in blocks:
        if block.table is not None:
            tables.setdefault(block.table, []).append(block)
    shapes = {number: _shape(held) for number, held in tables.items()}
    heads: tuple[tuple[int, str], ...] = ()
    done: set[tuple[int, int]] = set()
    for block in blocks:
        shape = shapes.get(block.table) if block.table is not None else None
        if block.table is None or shape is None:
            yield _Unit((block,))
            continue
        if (block.table, block.row) in done:
            continue
        done.add((block.table, block.row))
        row = [other for other in tables[block.table] if other.row == block.row]
        named = _named_columns(row)
        if named is not None:
            heads = named
            yield _Unit(tuple(row), row=True, header=True, heads=heads)
            continue
        label = [other for other in row if other.column == shape]
        time = " ".join(other.text for other in label)
        rest = [other for other in row if other.column != shape]
        if rest and rest[0].column == shape + 1 and _only_time(rest[0].text):
            joint = " " if re.search(r"\W$", time.rstrip(".")) else " – "
            time = f"{time}{joint}{rest.pop(0).text}"
        yield _Unit(tuple(rest), time, label[0] if label else None, row=True, heads=heads)


def _only_time(text: str) -> bool:
    time = parse_time_range(text, loose=True)
    return time is not None and not time.end and not time.rest.strip()


def _with_end(time: TimeRange | None) -> TimeRange | None:
    """Read a second time behind a first as its end: columns "Start" and "End"."""
    if time is None or time.end or not time.rest:
        return time
    second = parse_time_range(time.rest)
    if second is None or second.end or second.start <= time.start:
        return time
    return replace(time, end=second.start, rest=second.rest)


def _shape(held: Sequence[Block]) -> int | None:
    """The column that holds the times of a timetable, if the table is one."""
    votes: Counter[int] = Counter()
    for block in held:
        time = parse_time_range(block.text, loose=True)
        if time is not None and len(time.rest) <= 24:
            votes[block.column] += 1
    if not votes:
        return None
    column = min(votes, key=lambda c: (-votes[c], c))
    rows = {block.row for block in held}
    return column if votes[column] >= min(2, len(rows)) or len(rows) <= 3 else None


def _named_columns(row: Sequence[Block]) -> tuple[tuple[int, str], ...] | None:
    """What the columns hold, where the row is a table's header."""
    if len(row) < 2:
        return None
    named = []
    for block in row:
        text = block.text.strip(" :")
        if _TIME_HEAD.match(text):
            named.append((block.column, "time"))
            continue
        role = next((name for name, head in _COLUMN_HEADS.items() if head.fullmatch(text)), None)
        if role is None and len(text.split()) <= 4:
            first = text.split("/")[0].split(" and ")[0].strip()
            role = next(
                (name for name, head in _COLUMN_HEADS.items() if head.fullmatch(first)), None
            )
        if role is not None:
            named.append((block.column, role))
    return tuple(named) if len(named) >= max(2, len(row) - 1) else None


def _unit_time(unit: _Unit) -> TimeRange | None:
    if unit.row:
        return _with_end(parse_time_range(unit.time, loose=True)) if unit.time else None
    return _with_end(parse_time_range(unit.blocks[0].text))


class _Reader:
    """Gathers entries in order; days and open entries are its state."""

    def __init__(self, start: date | None, end: date | None) -> None:
        self.start, self.end = start, end
        self.day: date | None = start if start is not None and start == end else None
        self.sheet = 0  # how many day headings have come by
        self.drafts: list[_Draft] = []
        self.current: int | None = None
        self.notes: list[str] = []
        self.fresh_day = False

    def new_day(self, heading: DayHeading, text: str) -> None:
        if heading.date is not None:
            self.day = heading.date
        if heading.note and heading.note not in self.notes:
            self.notes.append(heading.note)
        self.sheet += 1
        self.current = None
        self.fresh_day = True

    def open(
        self, head: Block, title: str, time: TimeRange | None = None, *, parent: int | None = None
    ) -> _Draft:
        if time is not None:
            before = next(
                (d.start for d in reversed(self.drafts) if d.sheet == self.sheet and d.start), ""
            )
            if not (before >= "13:00" and time.start >= "08:00"):  # else it is another day's
                time = following(before, time)
        title = self._dated(title.strip())
        draft = _Draft(
            head=head,
            title=title,
            page=head.page,
            day=self.day,
            sheet=self.sheet,
            start=time.start if time else "",
            end=time.end if time else "",
            parent=parent,
        )
        if time is not None and parent is None:
            draft.parent = self._enclosing(draft)
        self.drafts.append(draft)
        self.current = len(self.drafts) - 1
        self.fresh_day = False
        return draft

    def timetable_column(self, title: Block | None) -> float | None:
        """Where a timetable's text begins, once three rows show that it is one."""
        if title is None or title.table is None:
            return None
        rows = sum(draft.head.table == title.table and bool(draft.start) for draft in self.drafts)
        return title.box.x0 if rows >= 3 else None

    def _dated(self, title: str) -> str:
        """Take a day out of a title's end: "Session 2: Software, Wednesday 17 March"."""
        comma = [match.start() for match in re.finditer(r"[,(–—-]", title)][-3:]
        for at in comma:
            rest = title[at:].strip(" ,(–—-)")
            heading = day_heading(rest, self.start, self.end)
            if heading is not None and heading.printed.month and not heading.rest:
                self.day = heading.date or self.day
                return title[:at].rstrip(" ,(–—-")
        return title

    def _enclosing(self, draft: _Draft) -> int | None:
        """The session that a timed part lies in: its times hold those of the part."""
        for index in range(len(self.drafts) - 1, -1, -1):
            other = self.drafts[index]
            if other.day != draft.day or other.sheet != draft.sheet or other.group:
                continue
            if not (other.start and other.end and draft.start):
                continue
            inside = other.start <= draft.start and (draft.end or draft.start) <= other.end
            if inside and draft.start < other.end and (other.start, other.end) != (
                draft.start,
                draft.end,
            ):
                return index
        return None

    def add(self, block: Block, role: str = "") -> None:
        if self.current is not None:
            self.drafts[self.current].blocks.append((block, role))
            self.drafts[self.current].members.append(block)

    def parent_index(self) -> int | None:
        if self.current is None:
            return None
        draft = self.drafts[self.current]
        return draft.parent if draft.group else self.current

    def finish(self) -> Agenda:
        entries, owned, roles = [], {}, {}
        for number, draft in enumerate(self.drafts, 1):
            entries.append(_entry(number, draft))
            owned[number] = (draft.head, *(b for b in draft.members if b is not draft.head))
            roles.update({id(block): role for block, role in draft.blocks if role})
        return Agenda(tuple(entries), owned, roles, tuple(self.notes))


def _read_timed(units: Sequence[_Unit], reader: _Reader) -> None:
    for index, unit in enumerate(units):
        if unit.header:
            continue
        if unit.row:
            _read_row(unit, reader)
            continue
        block = unit.blocks[0]
        text = block.text
        time = _unit_time(unit) if not _is_sentence(text) else None
        if time is not None and (time.end or _begins_entry(block, time)):
            _open_timed(reader, block, time, units, index)
            continue
        if block.kind is BlockKind.FOOTNOTE:
            continue
        heading = day_heading(text, reader.start, reader.end) if len(text) <= 120 else None
        if heading is not None and _stands_out(block):
            reader.new_day(heading, text)
            if heading.rest and len(heading.rest.split()) >= 2:
                _open_dated(reader, block, heading.rest)
            continue
        late = _time_at_end(block)
        if late is not None:
            reader.open(block, text[: late.position].rstrip(" (–—-:,|[\t"), late)
            continue
        if (fields.GROUP.match(text) or _round_table(reader, block)) and len(text.split()) <= 40:
            if reader.drafts:
                _open_group(reader, block)
                continue
        if _pending_title(reader, block):
            continue
        if _untimed(units, index, block, reader):
            continue
        _belongs(reader, block)


def _round_table(reader: _Reader, block: Block) -> bool:
    """Whether "Table 2: …" or "4a. …" is a group of a breakout, and no caption or item."""
    text = f"{block.mark} {block.text}".strip()
    if not _TABLE_OR_PART.match(text):
        return False
    index = reader.parent_index()
    return index is not None and entry_type(reader.drafts[index].title) == "breakout"


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 90


def _begins_entry(block: Block, time: TimeRange) -> bool:
    """A single time starts an entry where a short text or a separator follows it."""
    return len(time.rest.split()) <= 40 and not time.rest[:1].islower()


def _open_timed(
    reader: _Reader, block: Block, time: TimeRange, units: Sequence[_Unit], index: int
) -> None:
    rest = time.rest.strip(" \t:;,–—-|.")
    heading = day_heading(rest, reader.start, reader.end) if rest else None
    if heading is not None and heading.date is not None and not heading.rest:
        reader.new_day(heading, rest)
        rest = ""
    reader.open(block, _after_time(time.rest), time)


def _after_time(text: str) -> str:
    return text.strip().lstrip(":;,–—-|.)] \t").strip()


def _stands_out(block: Block) -> bool:
    return block.kind is BlockKind.HEADING or len(block.text.split()) <= 9


def _time_at_end(block: Block) -> TimeRange | None:
    """A time range that closes a heading: "Session 1: Trust (9:30 – 10:45)"."""
    text = block.text
    if len(text.split()) > 30 or (block.kind is not BlockKind.HEADING and len(text.split()) > 20):
        return None
    ranges = find_time_ranges(text)
    if not ranges:
        return None
    last = ranges[-1]
    tail = text[last.position + last.length :].strip(" )].")
    if last.end and not tail and last.position > 3:
        return last
    return None


def _pending_title(reader: _Reader, block: Block) -> bool:
    """Give an entry whose time stood alone the next block as its title."""
    if reader.current is None:
        return False
    draft = reader.drafts[reader.current]
    unfinished = not draft.blocks and (
        (draft.title.endswith(":") and len(draft.title.split()) <= 5) or _only_label(draft.title)
    )
    if (draft.title or draft.group) and not unfinished or _is_field(block.text):
        return False
    if not draft.title and _only_people(block.text):
        draft.blocks.append((block, ""))
        draft.members.append(block)
        return True
    draft.title = f"{draft.title} {block.text}".strip()
    draft.members.append(block)
    return True


def _only_label(title: str) -> bool:
    """Whether a title is a label and nothing else: "Item 1", "Session 2 –"."""
    number, rest = split_label(title)
    return bool(number) and not rest.strip(" .:;–—-")


def _only_people(text: str) -> bool:
    """Whether a text is a speaker's name, alone or with an office or a body."""
    return names_people(text, role="speaker") and bool(
        people_of([text], page=1, role="speaker")
    )


def _is_field(text: str) -> bool:
    return any(field.match(text) for field in (fields.DOCUMENTS, fields.ACTION, fields.PEOPLE))


def _open_dated(reader: _Reader, block: Block, title: str) -> None:
    reader.open(block, title)


def _open_group(reader: _Reader, block: Block) -> None:
    parent = reader.parent_index()
    if parent is None:
        parent = len(reader.drafts) - 1
    draft = reader.open(block, block.text, parent=parent)
    draft.group = True
    draft.group_table, draft.group_column = block.table, block.column


def _untimed(units: Sequence[_Unit], index: int, block: Block, reader: _Reader) -> bool:
    """Open an entry without a time: after a day heading, or for a labelled session."""
    text = block.text
    words = len(text.split())
    labelled = bool(fields.SESSION.match(text)) and block.kind is BlockKind.HEADING
    following_time = next(
        (
            _unit_time(unit) is not None
            for unit in units[index + 1 : index + 3]
            if not (unit.row and unit.header)
        ),
        False,
    )
    if labelled and not following_time and words <= 30:
        reader.open(block, text)
        return True
    if reader.fresh_day and words <= 30 and not text.endswith((".", ";")):
        kind = entry_type(text)
        if kind in _UNTIMED or (block.kind is BlockKind.HEADING and not following_time):
            if not _END.match(text) and not fields.PEOPLE.match(text):
                reader.open(block, text)
                return True
    return False


def _belongs(reader: _Reader, block: Block) -> None:
    """Add a block to the open entry, or close it where the block stands outside."""
    if reader.current is None:
        return
    draft = reader.drafts[reader.current]
    if draft.group and draft.group_table is not None and block.table != draft.group_table:
        reader.current = draft.parent
        if reader.current is None:
            return
        draft = reader.drafts[reader.current]
    elif draft.group and draft.group_table is not None and block.column != draft.group_column:
        reader.current = next(
            (
                i
                for i in range(len(reader.drafts) - 1, -1, -1)
                if reader.drafts[i].group_table == block.table
                and reader.drafts[i].group_column == block.column
            ),
            draft.parent,
        )
        if reader.current is None:
            return
        draft = reader.drafts[reader.current]
    if _outside(draft, block):
        reader.current = None
        return
    reader.add(block)


def _outside(draft: _Draft, block: Block) -> bool:
    """Whether a heading ends the agenda: it is larger than the entry's own, or says so."""
    if fields.begins_field(block.text):
        return False
    if draft.left is not None and block.table is None and block.box.x0 < draft.left - 15:
        return True  # it begins at the page's margin, left of the timetable's own column
    if block.kind is not BlockKind.HEADING:
        return False
    if _END.match(block.text):
        return True
    head = max(line.size for line in draft.head.lines)
    size = max(line.size for line in block.lines)
    return size > 1.1 * head


def _read_row(unit: _Unit, reader: _Reader) -> None:
    time = _unit_time(unit)
    heads = dict(unit.heads)
    if time is not None:
        rest = _after_time(time.rest)
        blocks = list(unit.blocks)
        head = unit.label or blocks[0]
        main = [b for b in blocks if heads.get(b.column, "title") in ("title", "number")] or blocks
        if rest and not (dated := day_heading(rest, reader.start, reader.end)):
            reader.open(head, rest, time)
        else:
            if rest and dated:
                reader.new_day(dated, rest)
            title, main = _row_title(main)
            draft = reader.open(title or head, title.text if title else "", time)
            draft.left = reader.timetable_column(title)
            if title is not None:
                blocks = [b for b in blocks if b is not title]
        _add_row(reader, blocks, heads)
        return
    label = unit.time.strip()
    blocks = list(unit.blocks)
    heading = day_heading(label, reader.start, reader.end) if label else None
    if heading is None and not label and blocks and len(blocks) == 1:
        heading = day_heading(blocks[0].text, reader.start, reader.end)
        if heading is not None:
            reader.new_day(heading, blocks[0].text)
            return
    if heading is not None:
        reader.new_day(heading, label)
        if heading.rest:
            reader.open(unit.label or blocks[0], heading.rest)
        elif blocks:
            title, _ = _row_title(blocks)
            if title is not None and len(title.text.split()) <= 40:
                reader.open(title, title.text)
                _add_row(reader, [b for b in blocks if b is not title], heads)
        return
    for block in ([unit.label] if unit.label is not None else []) + blocks:
        dated = day_heading(block.text, reader.start, reader.end) if _stands_out(block) else None
        if dated is not None and not dated.rest:
            reader.new_day(dated, block.text)
        elif fields.GROUP.match(block.text) and reader.drafts:
            _open_group(reader, block)
        elif _pending_title(reader, block):
            continue
        elif (
            fields.SESSION.match(block.text)
            and block.kind is BlockKind.HEADING
            and heads.get(block.column, "title") == "title"
        ):
            reader.open(block, block.text)
        else:
            _leave_group(reader, block)
            reader.add(block, _column_role(block, heads))


def _leave_group(reader: _Reader, block: Block) -> None:
    if reader.current is None:
        return
    draft = reader.drafts[reader.current]
    if draft.group and draft.group_table != block.table:
        reader.current = draft.parent


def _row_title(blocks: Sequence[Block]) -> tuple[Block | None, list[Block]]:
    for index, block in enumerate(blocks):
        if re.search(r"[^\W\d_]{2}", block.text):
            return block, [b for i, b in enumerate(blocks) if i != index]
    return None, list(blocks)


def _add_row(reader: _Reader, blocks: Sequence[Block], heads: dict[int, str]) -> None:
    for block in blocks:
        if fields.GROUP.match(block.text) and len(block.text.split()) <= 60:
            _open_group(reader, block)
            continue
        if heads.get(block.column, "title") == "title" and _pending_title(reader, block):
            continue
        reader.add(block, _column_role(block, heads))


def _column_role(block: Block, heads: dict[int, str]) -> str:
    role = heads.get(block.column, "")
    return role if role in ("people", "documents", "action", "place", "number") else ""


def _read_items(units: Sequence[_Unit], reader: _Reader) -> None:
    """An agenda without times: numbered items and labelled sessions."""
    started = False
    for unit in units:
        if unit.header:
            continue
        for block in unit.blocks if not unit.row else ((unit.label,) if unit.label else ()) + unit.blocks:
            if block.kind is BlockKind.FOOTNOTE:
                continue
            text = block.text
            heading = day_heading(text, reader.start, reader.end) if len(text) <= 120 else None
            if heading is not None and _stands_out(block) and not block.number:
                reader.new_day(heading, text)
                continue
            labelled = bool(fields.SESSION.match(text)) and len(text.split()) <= 30
            numbered = _numbered_item(block)
            if fields.GROUP.match(text) and reader.drafts and len(text.split()) <= 40:
                _open_group(reader, block)
            elif started and _stands_out(block) and _pending_title(reader, block):
                continue
            elif labelled or numbered:
                started = True
                reader.open(block, f"{block.mark} {text}".strip() if numbered else text)
            elif started:
                _belongs(reader, block)


def _numbered_item(block: Block) -> bool:
    if not block.number or not re.fullmatch(r"\d{1,2}|[IVX]{1,5}|[A-H]", block.number):
        return False
    words = len(block.text.split())
    if block.kind is BlockKind.HEADING:
        return True
    return words <= 30 and not re.search(r"[.;]$", block.text.strip()) and not block.text.endswith("?")


def _read_headings(units: Sequence[_Unit], reader: _Reader, kind: str) -> None:
    """A record: its "Item N" headings are entries, its paragraphs stay passages."""
    for unit in units:
        for block in unit.blocks:
            text = block.text
            if block.kind is BlockKind.HEADING and _pending_title(reader, block):
                continue
            if block.kind is BlockKind.HEADING and (
                (block.number.isdigit() and kind == "record")
                or fields.ITEM.match(text) or (fields.SESSION.match(text) and len(text.split()) <= 25)
            ):
                reader.open(block, f"{block.mark} {text}" if block.number else text)
            elif block.kind is BlockKind.HEADING and _END.match(text):
                reader.current = None
            elif reader.current is not None:
                reader.drafts[reader.current].members.append(block)


def _entry(number: int, draft: _Draft) -> AgendaEntry:
    if not draft.title and draft.blocks:
        draft.title = draft.blocks.pop(0)[0].text  # a speaker, and nothing else
    title, extra = _cut_title(draft)
    title, documents = fields.split_documents(title)
    if draft.group:
        title = fields.without_room(title)
    label, bare = fields.split_room(title) if draft.group else ("", "")
    if not label:
        label, bare = split_label(title)
    if not bare:
        bare = title
    action: list[str] = []
    description: list[str] = [extra] if extra else []
    purpose = fields.PURPOSE.search(bare)
    types: tuple[str, ...] = ()
    if purpose is not None and purpose.end() >= len(bare) - 2 and purpose.start() > 3:
        types = action_types(purpose.group())
        bare = bare[: purpose.start()].rstrip(" ([–—-:,")
    collecting = ""
    for block, role in draft.blocks:
        text = block.text
        if role == "documents":
            documents += fields.listed_documents(text)
            continue
        if role == "action":
            action.append(text)
            continue
        if role in ("people", "place"):
            continue
        match = fields.DOCUMENTS.match(text)
        if match is not None:
            documents += fields.listed_documents(text[match.end() :])
            collecting = "documents" if not text[match.end() :].strip() else ""
            continue
        match = fields.ACTION.match(text)
        if match is not None:
            action.append(text[match.end() :].strip())
            collecting = ""
            continue
        if fields.PURPOSE.match(text) and len(text.split()) <= 60 and not action:
            action.append(text.strip("[]() "))
            continue
        if collecting == "documents" and (block.mark or find_marker(text)):
            documents += fields.listed_documents(text)
            continue
        collecting = ""
        rest, found = fields.split_documents(text)
        documents += found
        if rest and not names_people(text):
            description.append(rest)
    text = " ".join(part for part in action if part)
    return AgendaEntry(
        entry=number,
        page=draft.page,
        title=redacted(bare.strip(" .:;–—-\t") or title),
        type="breakout" if draft.group else entry_type(title, label, " ".join(description)),
        parent=draft.parent + 1 if draft.parent is not None else None,
        date=draft.day.isoformat() if draft.day else "",
        start="" if draft.group and not draft.start else draft.start,
        end=draft.end,
        number=label,
        action=redacted(text),
        action_type=types or action_types(text),
        documents=tuple(dict.fromkeys(documents)),
        description=redacted(" ".join(description)),
    )


def _cut_title(draft: _Draft) -> tuple[str, str]:
    """Part a title from the running text that follows it in the same block."""
    title = re.sub(r"\s+", " ", draft.title).strip()
    bold = draft.head.bold_prefix.strip()
    at = title.find(bold) if bold else -1
    if bold and at == 0 and _only_people(bold) and len(title) > len(bold) + 8:
        return title[len(bold) :].strip(" .:–—-"), bold
    if bold and at >= 0 and len(bold.split()) >= 1 and len(title.split()) - len(bold.split()) > 14:
        cut = at + len(bold)
        if cut < len(title) and len(title[:cut].split()) >= 2:
            return title[:cut], title[cut:].strip(" .:–—-")
    person = _INLINE_PEOPLE.search(title)
    if person is not None and person.start() > 3:
        return title[: person.start()].strip(" .:;–—-("), title[person.start() :].strip()
    if len(title.split()) > 32:
        parts = _TITLE_END.split(title, maxsplit=1)
        if len(parts) == 2 and 2 <= len(parts[0].split()) <= 30:
            return parts[0], parts[1]
    return title, ""
