"""Reading an agenda with times: an entry begins with a time, a label or after a day heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.extract import fields
from communique.extract.agenda_drafts import Drafts, ends_agenda
from communique.extract.agenda_units import Unit, stands_out, without_hours
from communique.extract.days import DayHeading
from communique.extract.entry_types import entry_type
from communique.extract.layout import Block, BlockKind
from communique.extract.times import TimeRange
from communique.extract.word_count import word_count

_UNTIMED = {"visit", "social", "registration", "meal", "break", "meeting", "closing", "opening"}


#: What a table's columns may hold beside titles.
_ROLES = {"people", "documents", "action", "place", "number"}
_TABLE_OR_PART = re.compile(
    r"tables?\s+(?:[A-H]|\d{1,2})\s*[:.–—-]|\d{1,2}[a-h]\s*[.):]\s", re.IGNORECASE
)


def read_timetable(units: Sequence[Unit], drafts: Drafts) -> None:
    """Gather the entries of an agenda whose entries have times.

    Parameters
    ----------
    units : sequence of Unit
        The document's units in reading order.
    drafts : Drafts
        Takes the entries in.
    """
    for index, unit in enumerate(units):
        if unit.header:
            continue
        if unit.group:
            read_group_row(unit, drafts)
        elif unit.row:
            _read_row(unit, drafts)
        else:
            _read_block(unit, units[index + 1 : index + 3], drafts)


def _read_block(unit: Unit, ahead: Sequence[Unit], drafts: Drafts) -> None:
    block = unit.blocks[0]
    text = block.text
    time = unit.hours if not _is_sentence(text) else None
    if time is not None and (time.end or _begins_entry(time)):
        _open_timed(drafts, block, time)
        return
    if block.kind is BlockKind.FOOTNOTE:
        return
    late = unit.late
    heading = drafts.day_named(without_hours(text)) if len(text) <= 120 else None
    if heading is not None and stands_out(block):
        drafts.new_day(heading)
        if len(heading.rest.split()) >= 2:
            drafts.open(block, heading.rest, late)
    elif late is not None:
        open_late(drafts, block, late)
    elif drafts.held and word_count(text) <= 40 and _begins_group(drafts, block):
        drafts.open_group(block)
    elif drafts.take_title(block):
        return
    elif _begins_untimed(block, ahead, drafts):
        drafts.open(block, block.numbered_text)
    else:
        drafts.add_or_close(block)


def open_late(drafts: Drafts, block: Block, late: TimeRange) -> None:
    """Open an entry whose time stands behind its title."""
    title = block.text[: late.position].rstrip(" (–—-:,|[\t")
    drafts.open(block, f"{block.mark} {title}".strip() if block.number else title, late)


def _begins_group(drafts: Drafts, block: Block) -> bool:
    return fields.begins_group(block.text) or _round_table(drafts, block) or _choice(drafts, block)


def _choice(drafts: Drafts, block: Block) -> bool:
    """Whether "Option 1: …" or "Tour B – …" is one of the visits to choose from."""
    session = drafts.session
    return (
        session is not None
        and fields.OPTION.match(block.text) is not None
        and entry_type(session.title) in ("visit", "social")
    )


def _round_table(drafts: Drafts, block: Block) -> bool:
    """Whether "Table 2: …" or "4a. …" is a group of a breakout, and no caption or item."""
    session = drafts.session
    return (
        session is not None
        and _TABLE_OR_PART.match(f"{block.mark} {block.text}".strip()) is not None
        and entry_type(session.title) == "breakout"
    )


def _is_sentence(text: str) -> bool:
    return word_count(text) > 90


def _begins_entry(time: TimeRange) -> bool:
    """A single time starts an entry where a short text or a separator follows it."""
    return len(time.rest.split()) <= 40 and not time.rest[:1].islower()


def _open_timed(drafts: Drafts, block: Block, time: TimeRange) -> None:
    rest = time.rest.strip(" \t:;,–—-|.")
    day = drafts.day_named(rest) if rest else None
    if day is not None and day.date is not None and not day.rest:
        drafts.new_day(day)
    drafts.open(block, _after_time(time.rest), time)


def _after_time(text: str) -> str:
    return text.strip().lstrip(":;,–—-|.)] \t").strip()


def _begins_untimed(block: Block, ahead: Sequence[Unit], drafts: Drafts) -> bool:
    """Whether an entry without a time begins: after a day heading, or with a session's label."""
    text = block.text
    if word_count(text) > 30:
        return False
    heading = block.kind is BlockKind.HEADING
    time_follows = next(
        (unit.hours is not None for unit in ahead if not (unit.row and unit.header)), False
    )
    if heading and fields.begins_session(text) and not time_follows:
        return True
    return (
        drafts.fresh_day
        and not text.endswith((".", ";"))
        and (entry_type(text) in _UNTIMED or (heading and not time_follows))
        and not ends_agenda(text)
        and not fields.PEOPLE.match(text)
    )


def _read_row(unit: Unit, drafts: Drafts) -> None:
    time = unit.hours
    if time is not None:
        _read_timed_row(unit, time, drafts)
        return
    day = drafts.day_named(unit.time.strip()) if unit.time.strip() else None
    if day is not None:
        drafts.new_day(day)
        _read_row_under_day(unit, day, drafts)
        return
    if not unit.time.strip() and len(unit.blocks) == 1:
        day = drafts.day_named(unit.blocks[0].text)
        if day is not None:
            drafts.new_day(day)
            return
    if unit.listed:
        head = next(block for block in unit.blocks if block.number)
        drafts.open(head, head.numbered_text, parent=drafts.last_timed)
        _add_cells(unit, [block for block in unit.blocks if block is not head], drafts)
        return
    _read_untimed_row(unit, drafts)


def _read_timed_row(unit: Unit, time: TimeRange, drafts: Drafts) -> None:
    rest = _after_time(time.rest)
    head = unit.label or unit.blocks[0]
    day = drafts.day_named(rest) if rest else None
    if rest and day is None:
        drafts.open(head, rest, time)
        _add_cells(unit, unit.blocks, drafts)
        return
    if day is not None:
        drafts.new_day(day)
    titles = [b for b in unit.blocks if unit.column_role(b, "title") in ("title", "number")]
    title = _row_title(titles or unit.blocks)
    number = next((f"{b.mark} " for b in unit.blocks if b.number and not b.text), "")
    if unit.label is not None and unit.label.number and title is not None and not title.number:
        number = number or f"{unit.label.mark} "  # "3." above the time in one cell
    draft = drafts.open(title or head, number + title.numbered_text if title else "", time)
    draft.left = drafts.timetable_column(title)
    _add_cells(unit, [block for block in unit.blocks if block is not title], drafts)


def _read_row_under_day(unit: Unit, day: DayHeading, drafts: Drafts) -> None:
    """Read the row of a day heading, which may name an entry beside the day."""
    if day.rest:
        drafts.open(unit.labelled[0], day.rest)
        return
    title = _row_title(unit.blocks)
    dated = drafts.day_named(title.text) if title is not None else None
    if dated is not None:  # "Day 1" beside "Tuesday 18 November"
        drafts.new_day(dated)
        if title is not None and len(dated.rest.split()) >= 2:
            drafts.open(title, dated.rest)
        return
    if title is not None and len(title.text.split()) <= 40:
        drafts.open(title, title.text)
        _add_cells(unit, [block for block in unit.blocks if block is not title], drafts)


def _read_untimed_row(unit: Unit, drafts: Drafts) -> None:
    """Read a row without a time: it goes on with the entry above, or opens a group or session."""
    for block in unit.labelled:
        day = drafts.day_named(block.text) if stands_out(block) else None
        if day is not None and not day.rest:
            drafts.new_day(day)
        elif fields.begins_group(block.text) and drafts.held:
            drafts.open_group(block)
        elif drafts.take_title(block):
            continue
        elif (
            fields.begins_session(block.text)
            and block.kind is BlockKind.HEADING
            and unit.column_role(block, "title") == "title"
        ):
            drafts.open(block, block.text)
        elif unit.column_role(block, "title") == "title" and drafts.is_next_item(block):
            drafts.open(block, block.numbered_text)
        else:
            drafts.leave_group(block)
            inside = drafts.current is not None and drafts.current.group
            drafts.add(block, "" if inside else _role(unit, block))


def read_group_row(unit: Unit, drafts: Drafts) -> None:
    """Read a row of a table of groups: "Group A, Room 2 | its topic | who moderates it"."""
    blocks = unit.blocks
    if unit.label is not None and drafts.held:
        drafts.open_group(unit.label)
        draft = drafts.held[-1]
        titles = [b for b in blocks if unit.column_role(b, "title") == "title" and b.column]
        title = _row_title(titles)
        if title is not None and fields.names_no_topic(unit.label.text):
            draft.title = f"{fields.group_label(unit.label.text)}: {title.text}"
            draft.blocks.append((unit.label, "place"))
            draft.members.append(title)
            blocks = tuple(block for block in blocks if block is not title)
    for block in blocks:
        drafts.add(block, _role(unit, block) if block.column else "place")


def _row_title(blocks: Sequence[Block]) -> Block | None:
    """The first block that holds a word."""
    return next((block for block in blocks if re.search(r"[^\W\d_]{2}", block.text)), None)


def _add_cells(unit: Unit, blocks: Sequence[Block], drafts: Drafts) -> None:
    """Give the entry that a row has opened the row's other cells."""
    for block in blocks:
        day = drafts.day_named(block.text) if block.kind is BlockKind.HEADING else None
        if day is not None and day.printed.weekday is not None and not day.rest:
            drafts.new_day(day)
        elif fields.begins_group(block.text) and word_count(block.text) <= 60:
            drafts.open_group(block)
        elif unit.column_role(block, "title") != "title" or not drafts.take_title(block):
            drafts.add(block, _role(unit, block))


def _role(unit: Unit, block: Block) -> str:
    role = unit.column_role(block)
    return role if role in _ROLES else ""
