"""What an agenda is read by: single blocks, and the rows of its timetables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from communique.extract import fields
from communique.extract.layout import Block, BlockKind
from communique.extract.once import once
from communique.extract.people import names_people
from communique.extract.times import TimeRange, find_time_ranges, is_moment, parse_time_range
from communique.extract.word_count import word_count

_TIME_HEAD = re.compile(
    r"(?:time|times|timing|hour|schedule|heures?|horaires?)(?:\s*\([^()]{1,30}\))?$", re.IGNORECASE
)
_COLUMN_HEADS = {
    "people": (
        r"speakers?|presenters?|intervenants?|orateurs?|lead|chair|responsables?|présentateurs?"
        r"|who|by|moderators?|modérateurs?|speaker/.*|presented by"
    ),
    "documents": r"documents?|références?|references?|docs?\.?|papers?|cotes?",
    "action": r"actions?(?: required)?|purpose|suite|objet|for",
    "title": (
        r"items?|agenda(?: items?)?|sessions?|topics?|subjects?|points?|thèmes?|sujets?|titles?"
        r"|programme|activit(?:y|ies|és?)|intitulés?|description|contents?|events?"
    ),
    "number": r"no\.?|n[o°]|#|nr\.?|item no\.?",
    "place": r"room|venue|place|location|salle|lieu",
}
_COLUMN_HEAD = re.compile(
    "|".join(f"(?P<{name}>{heads})" for name, heads in _COLUMN_HEADS.items()), re.IGNORECASE
)

#: How long something lasts: "30’", "90 min".
DURATION = re.compile(
    r"\d{1,3}\s?(?:[’'′]|min(?:ute)?s?\b\.?|mn\b)(?:\s(?:each|chacune?))?", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
#: A beginning alone at a title's end: "Dinner (19.30)".
_MOMENT = re.compile(
    r"[(\[]\s*(?:from |at |à |dès )?\d{1,2}\s?[.:h]\s?(?:[0-5]\d)?[^()\[\]\d]{0,6}[)\]]$"
)
_TWO_PARTS = re.compile(r"(\d{1,2})\.(\d{1,2})(?=\s|$)")


@dataclass(eq=False)  # not frozen, which takes six times as long to make
class Unit:
    """What is read at once: a block, or the row of a timetable. Nobody changes it.

    ``time`` is the text of a row's time column and ``label`` its first block;
    in the row of a ``group`` that meets beside others, ``label`` names it.
    ``counted`` says that the block's number goes on with that of the block before
    ("9.10" below "9.9"), and is no time. ``header`` marks a row that names the
    columns, ``listed`` a row whose numbered item has no time though its table has a
    column of times, and ``heads`` says what each column holds by the last such row
    (``title``, ``people``, ``documents`` …).
    """

    blocks: tuple[Block, ...]
    time: str = ""
    label: Block | None = None
    row: bool = False
    header: bool = False
    group: bool = False
    counted: bool = False
    listed: bool = False
    heads: tuple[tuple[int, str], ...] = ()

    @once
    def hours(self) -> TimeRange | None:
        """The time that the unit begins with, and what follows it."""
        if self.counted:
            return None
        if not self.row:
            return _with_end(parse_time_range(self.blocks[0].text))
        return _with_end(parse_time_range(self.time, loose=True)) if self.time else None

    @once
    def late(self) -> TimeRange | None:
        """The times that close a block's title, as `late_hours` reads them."""
        return late_hours(self.blocks[0])

    @property
    def labelled(self) -> tuple[Block, ...]:
        """All blocks, with that of a row's time column first."""
        return self.blocks if self.label is None else (self.label, *self.blocks)

    def column_role(self, block: Block, default: str = "") -> str:
        """What the column of a block holds, by the table's header row."""
        return dict(self.heads).get(block.column, default)


def units_of(blocks: Sequence[Block]) -> Iterator[Unit]:
    """The units of a document in reading order.

    The rows of a table that has a column of times are units; the cells of other
    tables stand on their own, as running text does.
    """
    tables: dict[int, list[Block]] = {}
    rows: dict[tuple[int, int], list[Block]] = {}
    for block in blocks:
        if block.table is not None:
            tables.setdefault(block.table, []).append(block)
            rows.setdefault((block.table, block.row), []).append(block)
    times = {number: _time_column(held) for number, held in tables.items()}
    speakers = {
        number: _speakers_column(held, column)
        for number, held in tables.items()
        if (column := times[number]) is not None
    }
    listed = {
        number: _numbered_rows(held, column)
        for number, held in tables.items()
        if (column := times[number]) is not None
    }
    heads: tuple[tuple[int, str], ...] = ()
    before: Block | None = None
    groups = {number for number, held in tables.items() if _rows_are_groups(held)}
    for block in blocks:
        column = times.get(block.table) if block.table is not None else None
        if column is None and block.table in groups:
            column = 0
        if block.table is None or column is None:
            counted = _counts_on(before, block)
            before = block
            yield Unit((block,), counted=counted)
            continue
        row = rows[block.table, block.row]
        if row[0] is not block:
            continue  # read with the first block of its row
        named = _named_columns(row)
        if named is not None:
            heads = named
            yield Unit(tuple(row), row=True, header=True, heads=heads)
        elif block.table in groups:
            yield _group_row(row, heads)
        else:
            unit = _row(row, column, heads or speakers[block.table])
            yield replace(unit, listed=True) if block.row in listed[block.table] else unit


def _counts_on(before: Block | None, block: Block) -> bool:
    """Whether a number of two parts is the next after that of the block above."""
    own = _TWO_PARTS.match(block.numbered_text)
    above = _TWO_PARTS.match(before.numbered_text) if own and before is not None else None
    return (
        above is not None
        and own is not None
        and above[1] == own[1]
        and int(own[2]) == int(above[2]) + 1
    )


def _rows_are_groups(held: Sequence[Block]) -> bool:
    """Whether each row of a table without times is a group's, named in the first column."""
    named = [block for block in held if fields.begins_group(block.text)]
    rows = {block.row for block in named}
    return (
        len(rows) >= 2
        and len(rows) == len(named)
        and all(block.column == 0 for block in named)
        and any(block.column for block in held)
        and _time_column(held) is None
    )


def _numbered_rows(held: Sequence[Block], times: int) -> set[int]:
    """The rows of a timetable that have a number in place of a time, where three count on."""
    timed = {
        block.row
        for block in held
        if block.column == times and parse_time_range(block.text, loose=True) is not None
    }
    first: dict[int, Block] = {}
    for block in held:
        if block.column != times and block.row not in timed:
            first.setdefault(block.row, block)
    numbers = [(row, int(b.number)) for row, b in sorted(first.items()) if b.number.isdigit()]
    counting = all(later[1] == earlier[1] + 1 for earlier, later in pairwise(numbers))
    return {row for row, _ in numbers} if len(numbers) >= 3 and counting else set()


def _group_row(row: Sequence[Block], heads: tuple[tuple[int, str], ...]) -> Unit:
    label = next((block for block in row if fields.begins_group(block.text)), None)
    rest = tuple(block for block in row if block is not label)
    return Unit(rest, label=label, row=True, group=True, heads=heads)


def _row(row: Sequence[Block], column: int, heads: tuple[tuple[int, str], ...]) -> Unit:
    label = [block for block in row if block.column == column]
    rest = [block for block in row if block.column != column]
    time = " ".join(block.text for block in label)
    if rest and rest[0].column == column + 1 and is_moment(rest[0].text):
        end = rest.pop(0)
        joint = " " if re.search(r"\W$", time.rstrip(".")) else " – "
        time = f"{time}{joint}{end.text}"
        label = label or [end]
    return Unit(tuple(rest), time, label[0] if label else None, row=True, heads=heads)


def _with_end(time: TimeRange | None) -> TimeRange | None:
    """Read a second time behind a first as its end: columns "Start" and "End"."""
    if time is None or time.end or not time.rest:
        return time
    second = parse_time_range(time.rest)
    if second is None or second.end or second.start <= time.start:
        return time
    return replace(time, end=second.start, rest=second.rest)


def _time_column(held: Sequence[Block]) -> int | None:
    """The column that holds the times of a timetable, if the table is one."""
    votes: Counter[int] = Counter()
    for block in held:
        time = parse_time_range(block.text, loose=True)
        if time is not None and len(time.rest) <= 24:
            votes[block.column] += 1
    if not votes:
        return None
    column = min(votes, key=lambda c: (-votes[c], c))
    if votes[column] < 0.3 * sum(block.column == column for block in held):
        return None  # "9.10 Data centres" among titles is a number
    rows = {block.row for block in held}
    return column if votes[column] >= min(2, len(rows)) or len(rows) <= 3 else None


def _speakers_column(held: Sequence[Block], times: int) -> tuple[tuple[int, str], ...]:
    """The last column of a timetable without header row, where it names people."""
    last = max(block.column for block in held)
    cells = [block for block in held if block.column == last]
    if last < times + 2 or len(cells) < 3:
        return ()
    named = sum(names_people(block.text, role="speaker") for block in cells)
    return ((last, "people"),) if named >= 0.6 * len(cells) else ()


def _named_columns(row: Sequence[Block]) -> tuple[tuple[int, str], ...] | None:
    """What the columns hold, where the row is a table's header."""
    if len(row) < 2:
        return None
    named = []
    others = 0
    for block in row:
        text = block.text.strip(" :")
        if _TIME_HEAD.match(text):
            named.append((block.column, "time"))
            continue
        role = _column_of(text)
        if role is None and len(text.split()) <= 4:
            role = _column_of(text.split("/")[0].split(" and ")[0].strip())
        if role is not None:
            named.append((block.column, role))
        elif len(row) == 2 or others:
            return None  # as most rows, which need not be read to their end
        else:
            others += 1
    return tuple(named)


def _column_of(head: str) -> str | None:
    """What a column holds by the text at its head; the first of `_COLUMN_HEADS` counts."""
    named = _COLUMN_HEAD.fullmatch(head)
    return named.lastgroup if named else None


def stands_out(block: Block) -> bool:
    """Whether a block is a heading, or short enough to be read as one."""
    return block.kind is BlockKind.HEADING or word_count(block.text) <= 9


def without_hours(text: str) -> str:
    """A line without times in brackets: "Monday (14:00 – 17:00)" names a day."""
    if "(" not in text and "[" not in text:
        return text.strip()  # as most lines
    return _BRACKETED.sub(lambda m: "" if find_time_ranges(m.group()) else m.group(), text).strip()


def late_hours(block: Block) -> TimeRange | None:
    """The times that close a title: "Session 1: Trust (9:30 – 10:45)", "Dinner (19.30)"."""
    if block.mark and not block.number:
        return None  # a bullet of a report names when something is, and is no entry
    text, words = block.text, word_count(block.text)
    if words > (40 if block.kind is BlockKind.HEADING else 20):
        return None
    moment = bool(_MOMENT.search(text))
    ranges = find_time_ranges(text, loose=moment)
    if not ranges:
        return None
    last = ranges[-1]
    tail = DURATION.sub("", text[last.position + last.length :]).strip(" )].,")
    whole = bool(last.end) or (moment and words <= 15)
    return last if whole and not tail and last.position > 3 else None
