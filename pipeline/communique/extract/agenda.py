"""Agenda entries: from blocks to sessions, breaks, groups and visits.

An entry begins with a time, with the label of a parallel group or, in agendas
without a timetable, with an item's number. Everything up to the next entry
belongs to it: documents, action, questions, speakers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from communique.extract import fields
from communique.extract.agenda_drafts import Drafts, ends_agenda
from communique.extract.agenda_entries import entry_of
from communique.extract.agenda_timetable import read_group_row, read_timetable
from communique.extract.agenda_units import Unit, stands_out, units_of
from communique.extract.layout import Block, BlockKind
from communique.records import AgendaEntry


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
    units = list(units_of(blocks))
    timed = sum(unit.hours is not None or unit.late_hours is not None for unit in units)
    drafts = Drafts(start, end)
    if timed >= 3 or (timed >= 1 and kind == "agenda"):
        read_timetable(units, drafts)
    elif kind == "agenda":
        _read_items(units, drafts)
    elif kind in ("record", "summary"):
        _read_headings(units, drafts, kind)
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
    words = len(text.split())
    day = drafts.day_named(text) if len(text) <= 120 else None
    if day is not None and stands_out(block) and not block.number:
        drafts.new_day(day)
    elif fields.GROUP.match(text) and drafts.held and words <= 40:
        drafts.open_group(block)
    elif stands_out(block) and drafts.take_title(block):
        return
    elif _is_item(block):
        drafts.open(block, f"{block.mark} {text}".strip())
    elif fields.SESSION.match(text) and words <= 30:
        drafts.open(block, text)
    else:
        drafts.add_or_close(block)


def _is_item(block: Block) -> bool:
    """Whether a block is a numbered heading, or numbered and too short to be a sentence."""
    if not re.fullmatch(r"\d{1,2}|[IVX]{1,5}|[A-H]", block.number):
        return False
    sentence = len(block.text.split()) > 30 or re.search(r"[.;?]$", block.text.strip())
    return block.kind is BlockKind.HEADING or not sentence


def _read_headings(units: Sequence[Unit], drafts: Drafts, kind: str) -> None:
    """A record: its "Item N" headings are entries, its paragraphs stay passages."""
    for unit in units:
        for block in unit.blocks:
            heading = block.kind is BlockKind.HEADING
            if heading and drafts.take_title(block):
                continue
            if heading and _heads_item(block, kind):
                drafts.open(block, f"{block.mark} {block.text}" if block.number else block.text)
            elif heading and ends_agenda(block.text):
                drafts.close()
            elif drafts.current is not None:
                drafts.current.members.append(block)


def _heads_item(block: Block, kind: str) -> bool:
    """Whether a record's heading is that of an agenda item."""
    text = block.text
    if fields.ITEM.match(text) or (block.number.isdigit() and kind == "record"):
        return True
    return fields.SESSION.match(text) is not None and len(text.split()) <= 25
