"""Agenda entries: from blocks to sessions, breaks, groups and visits.

An entry begins with a time, with the label of a parallel group or, in agendas
without a timetable, with an item's number. Everything up to the next entry
belongs to it: documents, action, questions, speakers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from communique.extract import fields
from communique.extract.agenda_drafts import Drafts, ends_agenda
from communique.extract.agenda_entries import entry_of
from communique.extract.agenda_timetable import open_late, read_group_row, read_timetable
from communique.extract.agenda_units import (
    Unit,
    late_hours,
    stands_out,
    units_of,
    without_hours,
)
from communique.extract.entry_types import entry_type
from communique.extract.layout import Block, BlockKind
from communique.extract.times import parse_time_range
from communique.extract.word_count import word_count
from communique.records import AgendaEntry

_TIMES_ALONE = re.compile(r"[(\[][^()\[\]a-zA-Z]{0,3}\d[^()\[\]]{3,40}[)\]]\.?")
_AGENDA_HEAD = re.compile(
    r"(?:(?:draft|provisional|adopted|proposed|final)\s+)?(?:meeting\s+)?agenda"
    r"|(?:projet d[’'])?ordre du jour",
    re.IGNORECASE,
)
#: Entries that have times where an agenda's items have numbers alone.
_PAUSES = {"break", "meal", "social"}


@dataclass(frozen=True, slots=True)
class Agenda:
    """What was read: the entries, the blocks of each, and contradictions in the print.

    ``blocks`` maps an entry's number to its blocks in order, ``roles`` a block
    to what its table column says it is (``people``, ``documents`` …). ``reported``
    says that the entries are a record's headings, whose paragraphs are passages of
    their own.
    """

    entries: tuple[AgendaEntry, ...]
    blocks: dict[int, tuple[Block, ...]]
    roles: dict[int, str]
    notes: tuple[str, ...]
    reported: bool = False


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
    units = list(units_of(_with_times_below(blocks)))
    drafts = Drafts(start, end)
    reported = kind in ("record", "summary") and not any(unit.hours for unit in units)
    titles = [] if reported else [_timed_title(unit, drafts) for unit in units]
    timed = [title for title in titles if title is not None]
    items = kind == "agenda" and _has_untimed_items(units, timed)
    if not items and (len(timed) >= 3 or (timed and kind == "agenda")):
        read_timetable(units, drafts)
    elif kind == "agenda":
        _read_items(units, drafts)
    elif kind in ("record", "summary"):
        _read_headings(units, drafts, kind)
        return replace(_finished(drafts), reported=True)
    return _finished(drafts)


def _finished(drafts: Drafts) -> Agenda:
    for draft in drafts.held:
        draft.settle()
    # a time with nothing beside it is no entry
    kept = [index for index, draft in enumerate(drafts.held) if draft.title]
    place = {old: new for new, old in enumerate(kept)}
    for index in kept:
        draft = drafts.held[index]
        draft.parent = place.get(draft.parent) if draft.parent is not None else None
    numbered = [(number, drafts.held[index]) for number, index in enumerate(kept, 1)]
    return Agenda(
        entries=tuple(entry_of(number, draft) for number, draft in numbered),
        blocks={number: draft.owned for number, draft in numbered},
        roles={id(block): role for _, draft in numbered for block, role in draft.blocks if role},
        notes=tuple(drafts.notes),
    )


def _with_times_below(blocks: Sequence[Block]) -> list[Block]:
    """Join a title and the line below it that is nothing but its times in brackets."""
    result: list[Block] = []
    for block in blocks:
        above = result[-1] if result else None
        if (
            above is not None
            and above.table is None
            and block.table is None
            and above.page == block.page
            and (above.kind is BlockKind.HEADING or above.number)
            and _TIMES_ALONE.fullmatch(block.text)
            and parse_time_range(above.text) is None
            and 0 < block.lines[0].baseline - above.lines[-1].baseline <= 2 * above.lines[-1].size
        ):
            lines = (*above.lines, *block.lines)
            result[-1] = replace(above, text=f"{above.text} {block.text}", lines=lines)
        else:
            result.append(block)
    return result


def _timed_title(unit: Unit, drafts: Drafts) -> str | None:
    """What is printed beside a time; ``None`` without a time, or where a day has it."""
    if unit.hours is not None:
        return unit.hours.rest or " ".join(block.text for block in unit.blocks)
    late = None if unit.row else unit.late
    if late is None:
        return None
    text = unit.blocks[0].text
    return None if drafts.day_named(without_hours(text)) else text[: late.position]


def _has_untimed_items(units: Sequence[Unit], timed: Sequence[str]) -> bool:
    """Whether only breaks and meals have times, and the items have numbers alone."""
    if any(entry_type(title) not in _PAUSES for title in timed):
        return False
    return sum(_is_item(block) for unit in units for block in unit.labelled) >= 3


def _read_items(units: Sequence[Unit], drafts: Drafts) -> None:
    """An agenda without times: numbered items and labelled sessions."""
    for unit in units:
        if unit.header:
            continue
        if unit.group:
            read_group_row(unit, drafts)
            continue
        for block in unit.labelled:
            if block.kind is not BlockKind.FOOTNOTE:
                _read_item(block, drafts)


def _read_item(block: Block, drafts: Drafts) -> None:
    text = block.text
    words = word_count(text)
    late = late_hours(block)
    day = drafts.day_named(without_hours(text)) if len(text) <= 120 else None
    if day is not None and stands_out(block) and not block.number:
        drafts.new_day(day)
    elif fields.begins_group(text) and drafts.held and words <= 40:
        drafts.open_group(block)
    elif (time := parse_time_range(text)) is not None and time.end and stands_out(block):
        drafts.open(block, time.rest, time)
    elif late is not None:
        open_late(drafts, block, late)
    elif (stands_out(block) or drafts.has_bare_number) and drafts.take_title(block):
        return
    elif _is_item(block) or _is_pause(block):
        drafts.open(block, f"{block.mark} {text}".strip())
    elif fields.begins_session(text) and words <= 30:
        drafts.open(block, text)
    else:
        drafts.add_or_close(block)


def _is_pause(block: Block) -> bool:
    """Whether a line between items is a break or a meal and nothing else."""
    return not block.mark and word_count(block.text) <= 6 and entry_type(block.text) in _PAUSES


def _is_item(block: Block) -> bool:
    """Whether a block is a numbered heading, or numbered and too short to be a sentence."""
    if not re.fullmatch(r"\d{1,2}|[IVX]{1,5}|[A-H]", block.number):
        return False
    sentence = word_count(block.text) > 30 or re.search(r"[.;?]$", block.text.strip())
    return block.kind is BlockKind.HEADING or not sentence


def _read_headings(units: Sequence[Unit], drafts: Drafts, kind: str) -> None:
    """A record: the items of its agenda, listed or as headings; its paragraphs stay passages."""
    listing: float | None = None  # where the items of a list "Agenda:" begin (in points)
    for unit in units:
        for block in unit.blocks:
            heading = block.kind is BlockKind.HEADING
            if heading and not block.mark and _AGENDA_HEAD.fullmatch(block.text.rstrip(" :")):
                listing = block.box.x1 if drafts.current is None else None
                continue
            if listing is not None and block.mark:
                listing = min(listing, block.box.x0)
                _read_listed(block, drafts, at_margin=block.box.x0 <= listing + 4)
                continue
            if listing is not None:
                listing = None
                drafts.close()
            if heading and drafts.take_title(block):
                continue
            if heading and _heads_item(block, kind):
                late = late_hours(block)
                title = f"{block.mark} {block.text}" if block.number else block.text
                if drafts.reopen(title):
                    continue
                if late is not None:
                    open_late(drafts, block, late)
                else:
                    drafts.open(block, title)
            elif heading and ends_agenda(block.text):
                drafts.close()
            elif drafts.current is not None:
                drafts.current.members.append(block)


def _read_listed(block: Block, drafts: Drafts, *, at_margin: bool) -> None:
    """An item of a record's agenda, or a point below one."""
    if at_margin and (block.number or drafts.current is None or not drafts.current.head.number):
        drafts.open(block, block.numbered_text if block.number else block.text)
    else:
        drafts.add(block)


def _heads_item(block: Block, kind: str) -> bool:
    """Whether a record's heading is that of an agenda item."""
    text = block.text
    if fields.ITEM.match(text) or (block.number.isdigit() and kind == "record"):
        return True
    return fields.begins_session(text) and word_count(text) <= 25
