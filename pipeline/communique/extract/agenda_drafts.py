"""Agenda entries while they are gathered: the day, the open entry, groups beside each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from communique.extract import fields
from communique.extract.days import DayHeading, day_heading
from communique.extract.entry_types import entry_type
from communique.extract.labels import split_label
from communique.extract.layout import Block, BlockKind
from communique.extract.people import names_anybody, names_people
from communique.extract.times import TimeRange, following

_END = re.compile(
    r"(?:annex|annexe|appendix|practical information|informations pratiques|list of participants"
    r"|liste des participants|background (?:note|information)|contacts?\b|venue\b|logistics"
    r"|registration information|further information|notes?\b|useful links|documents? list"
    r"|list of documents|liste des documents|program(?:me)? committee"
    r"|(?:local )?organi[sz]ing committee"
    r"|scientific committee|comité d[’']organisation|comité scientifique)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Draft:
    """An entry while its blocks are gathered.

    ``tag`` is a line of place or form ("Plenary · Auditorium") above the title,
    ``sheet`` counts the day headings above the entry, ``parent`` is the index of
    the draft that it is part of, ``left`` where its timetable's text begins (in
    points), ``blocks`` what it says, each with what its table column holds, and
    ``members`` all blocks that were read for it, those of its title among them.
    """

    head: Block
    title: str
    day: date | None
    sheet: int
    start: str = ""
    end: str = ""
    parent: int | None = None
    group: bool = False
    left: float | None = None
    tag: str = ""
    blocks: list[tuple[Block, str]] = field(default_factory=list)
    members: list[Block] = field(default_factory=list)

    @property
    def owned(self) -> tuple[Block, ...]:
        """The blocks of the entry, its head first."""
        return (self.head, *(block for block in self.members if block is not self.head))

    def add(self, block: Block, role: str = "") -> None:
        """Take a block in as a part of what the entry says."""
        self.blocks.append((block, role))
        self.members.append(block)

    def holds(self, other: Draft) -> bool:
        """Whether another entry is a part of this session: its times lie inside this one's."""
        if other.day != self.day or other.sheet != self.sheet or self.group:
            return False
        if not (self.start and self.end and other.start):
            return False
        return (
            self.start <= other.start < self.end
            and (other.end or other.start) <= self.end
            and (self.start, self.end) != (other.start, other.end)
        )

    def lacks_title(self) -> bool:
        """Whether the next block may be (the rest of) the title."""
        if not self.title and not self.group:
            return True
        unfinished = self.title.endswith(":") and len(self.title.split()) <= 5
        return not self.blocks and (unfinished or _only_label(self.title))

    def is_tag_of(self, block: Block) -> bool:
        """Whether what stands as the title is a line of place or form above the title.

        It is set plain and smaller, beside the time, and a heading in bold
        follows at its own left edge. An entry that needs no title besides, such
        as a break or a registration, keeps its own.
        """
        if self.tag or self.group or self.blocks or not 0 < len(self.title.split()) <= 10:
            return False
        own, following = self.head.lines[-1], block.lines[0]
        first = next((i for i, said in enumerate(own.texts) if self.title.startswith(said)), -1)
        return (
            block.kind is BlockKind.HEADING
            and block.bold
            and not own.bolds[-1]
            and own.styles[-1][0] <= 0.85 * following.size
            and own.page == following.page
            and abs(own.lefts[first] - following.box.x0) <= 4
            and 0 < following.baseline - own.baseline <= 2.2 * following.size
            and entry_type(self.title) in ("session", "plenary", "breakout", "other")
            and not fields.begins_session(block.text)
            and not fields.begins_field(block.text)
        )

    def ends_before(self, block: Block) -> bool:
        """Whether a block ends the agenda: it says so, or is larger than the entry's own head."""
        if fields.begins_field(block.text):
            return False
        if self.left is not None and block.table is None and block.box.x0 < self.left - 15:
            return True  # it begins at the page's margin, left of the timetable's own column
        plain = block.kind is not BlockKind.HEADING
        if ends_agenda(block.text) and (not plain or _END.fullmatch(block.text.rstrip(" :"))):
            return True
        if plain:
            return False
        head = max(line.size for line in self.head.lines)
        return max(line.size for line in block.lines) > 1.1 * head

    def settle(self) -> None:
        """Take the first block as the title of an entry without one: a speaker, nothing else."""
        if not self.title and self.blocks:
            self.title = self.blocks.pop(0)[0].text


class Drafts:
    """The entries of an agenda in order, with the open one and the day they fall on.

    Parameters
    ----------
    start, end : date or None
        The meeting's first and last day, which day headings inherit year and month from.

    Attributes
    ----------
    held : list of Draft
        The entries so far.
    notes : list of str
        Contradictions in the print, one sentence each.
    fresh_day : bool
        Whether no entry has been opened since the last day heading.
    """

    def __init__(self, start: date | None, end: date | None) -> None:
        self.held: list[Draft] = []
        self.notes: list[str] = []
        self.fresh_day = False
        self._start, self._end = start, end
        self._day: date | None = start if start is not None and start == end else None
        self._sheet = 0
        self._open: int | None = None

    @property
    def current(self) -> Draft | None:
        """The open entry."""
        return None if self._open is None else self.held[self._open]

    @property
    def session(self) -> Draft | None:
        """The open entry, or that which an open group is part of."""
        index = self._session_index()
        return None if index is None else self.held[index]

    @property
    def last_timed(self) -> int | None:
        """The index of the day's last entry with a time."""
        day = (i for i, d in enumerate(self.held) if d.sheet == self._sheet and d.start)
        return max(day, default=None)

    @property
    def has_bare_number(self) -> bool:
        """Whether the open entry is a number in a column of its own, its title yet to come."""
        draft = self.current
        return draft is not None and not draft.blocks and draft.title == draft.head.mark != ""

    def _session_index(self) -> int | None:
        draft = self.current
        return draft.parent if draft is not None and draft.group else self._open

    def day_named(self, text: str) -> DayHeading | None:
        """The day that a heading names, among those of the meeting."""
        return day_heading(text, self._start, self._end)

    def new_day(self, heading: DayHeading) -> None:
        """Begin the entries of another day."""
        if heading.date is not None:
            self._day = heading.date
        if heading.note and heading.note not in self.notes:
            self.notes.append(heading.note)
        self._sheet += 1
        self._open = None
        self.fresh_day = True

    def open(
        self, head: Block, title: str, time: TimeRange | None = None, *, parent: int | None = None
    ) -> Draft:
        """Open an entry.

        Parameters
        ----------
        head : Block
            The block that begins it.
        title : str
            Its title as far as it is known; a day at its end is taken out.
        time : TimeRange, optional
            Its time. With one, the entry is part of a session that holds that time.
        parent : int, optional
            The index of the entry that it is part of.
        """
        if time is not None:
            before = next(
                (d.start for d in reversed(self.held) if d.sheet == self._sheet and d.start), ""
            )
            if not (before >= "13:00" and time.start >= "08:00"):  # else it is another day's
                time = following(before, time)
        title = self._dated(title.strip())
        draft = Draft(head, title, self._day, self._sheet, parent=parent)
        if time is not None:
            draft.start, draft.end = time.start, time.end
            if parent is None:
                draft.parent = self._enclosing(draft)
        self.held.append(draft)
        self._open = len(self.held) - 1
        self.fresh_day = False
        return draft

    def _dated(self, title: str) -> str:
        """Take a day out of a title's end: "Session 2: Software, Wednesday 17 March"."""
        for at in [match.start() for match in re.finditer(r"[,(–—-]", title)][-3:]:
            heading = self.day_named(title[at:].strip(" ,(–—-)"))
            if heading is not None and heading.printed.month and not heading.rest:
                self._day = heading.date or self._day
                return title[:at].rstrip(" ,(–—-")
        return title

    def _enclosing(self, draft: Draft) -> int | None:
        """The index of the last session that a timed part lies in."""
        indices = range(len(self.held) - 1, -1, -1)
        return next((index for index in indices if self.held[index].holds(draft)), None)

    def reopen(self, title: str) -> bool:
        """Go on with an entry that was listed before, where one has the title.

        Returns
        -------
        bool
            Whether there is one.
        """
        wanted = _topic(title)
        for index, draft in enumerate(self.held):
            if _topic(draft.title) == wanted:
                self._open = index
                return True
        return False

    def open_group(self, block: Block) -> None:
        """Open a group that meets beside others, as part of the session (or the last entry)."""
        parent = self._session_index()
        self.open(block, block.text, parent=len(self.held) - 1 if parent is None else parent)
        self.held[-1].group = True

    def take_title(self, block: Block) -> bool:
        """Give an open entry that has no whole title the block as its title.

        Returns
        -------
        bool
            Whether the block was taken.
        """
        draft = self.current
        if draft is not None and draft.is_tag_of(block):
            draft.tag, draft.title = draft.title, block.numbered_text
            draft.blocks.append((draft.head, "place"))
            draft.members.append(block)
            return True
        if draft is None or not draft.lacks_title() or _is_field(block.text):
            return False
        if block.number and split_label(draft.title)[1]:
            return False  # "Convention:" above "4/ Report": the next item, no rest of a title
        if not draft.title and only_people(block.text):
            draft.add(block)
        else:
            draft.title = f"{draft.title} {block.numbered_text}".strip()
            draft.members.append(block)
        return True

    def is_next_item(self, block: Block) -> bool:
        """Whether a heading bears the number that follows the open entry's in its table."""
        draft = self.current
        if draft is None or draft.head.table != block.table or not block.number.isdigit():
            return False
        return (
            block.kind is BlockKind.HEADING
            and block.bold == draft.head.bold
            and block.column == draft.head.column
            and split_label(draft.title)[0] == str(int(block.number) - 1)
        )

    def add(self, block: Block, role: str = "") -> None:
        """Add a block to the open entry, with what its table column holds."""
        draft = self.current
        if draft is not None:
            draft.add(block, role)

    def leave_group(self, block: Block) -> None:
        """Go back from a group to its session where a block stands outside the group's table."""
        draft = self.current
        if draft is not None and draft.group and draft.head.table != block.table:
            self._open = draft.parent

    def add_or_close(self, block: Block) -> None:
        """Add a block to the open entry, or to its group; close the entry where it ends."""
        draft = self.current
        if draft is not None and draft.group and draft.head.table is not None:
            if block.table != draft.head.table:
                self._open = draft.parent
            elif block.column != draft.head.column:
                self._open = self._group_of_column(block, draft.parent)
        draft = self.current
        if draft is None:
            return
        if draft.ends_before(block):
            self.close()
        else:
            draft.add(block)

    def _group_of_column(self, block: Block, default: int | None) -> int | None:
        for index in range(len(self.held) - 1, -1, -1):
            draft = self.held[index]
            place = draft.head.table, draft.head.column
            if draft.group and place == (block.table, block.column):
                return index
        return default

    def close(self) -> None:
        """Close the open entry."""
        self._open = None

    def timetable_column(self, title: Block | None) -> float | None:
        """Where a timetable's text begins (in points), once three rows show that it is one."""
        if title is None or title.table is None:
            return None
        rows = sum(draft.head.table == title.table and bool(draft.start) for draft in self.held)
        return title.box.x0 if rows >= 3 else None


def ends_agenda(text: str) -> bool:
    """Whether a heading opens what follows an agenda: annexes, practical information, lists."""
    return _END.match(text) is not None


def _topic(title: str) -> str:
    """A title without its label and without what brackets add at its end."""
    return re.sub(r"\s*\([^()]*\)\W*$", "", split_label(title)[1]).casefold().strip(" .:")


def _only_label(title: str) -> bool:
    """Whether a title is a label and nothing else: "Item 1", "Session 2 –"."""
    number, rest = split_label(title)
    return bool(number) and not rest.strip(" .:;–—-")


def only_people(text: str) -> bool:
    """Whether a text is a speaker's name, alone or with an office or a body."""
    return names_people(text, role="speaker") and names_anybody(text, role="speaker")


def _is_field(text: str) -> bool:
    return any(field.match(text) for field in (fields.DOCUMENTS, fields.ACTION, fields.PEOPLE))
