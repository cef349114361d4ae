"""From the blocks gathered for an agenda entry to its columns: title, label, action, documents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.extract import fields
from communique.extract.actions import action_types
from communique.extract.agenda_drafts import Draft, only_people
from communique.extract.agenda_units import DURATION
from communique.extract.cues import cues, holds_any
from communique.extract.entry_types import entry_type
from communique.extract.folding import lower_for_search
from communique.extract.labels import split_label
from communique.extract.layout import Block
from communique.extract.markers import find_marker
from communique.extract.people import names_people
from communique.extract.private import redacted
from communique.extract.word_count import word_count
from communique.records import AgendaEntry

_INLINE_PEOPLE = re.compile(
    r"(?<=\s)\(?(?:(?:co-?)?chairs?|moderators?|speakers?|lead speakers?|facilitators?|presenters?"
    r"|panell?ists?|discussants?|rapporteurs?|président(?:e|s)?|modérat(?:eur|rice)s?"
    r"|intervenant(?:e|s|es)?|chaired by|moderated by|presented by|introduced by|convened by"
    r"|présidée? par|animée? par|présentée? par)\s?(?::|(?<=by)\s|(?<=par)\s)",
    re.IGNORECASE,
)
#: What every text that names people so holds, and what stands behind their office.
_PEOPLE_CUES = cues(
    "chair|moderat|speaker|facilitator|presenter|panel|discussant|rapporteur|président|modérat"
    "|intervenant|presented|introduced|convened|animé|présenté|présidé"
)
_SAID_BY_CUES = cues(":|by|par")
_PURPOSE_CUES = cues("for|pour")
#: How long an entry lasts, in brackets at its title's end.
_LASTING = re.compile(rf"\s*[(\[]{DURATION.pattern}[)\]]\s*$", re.IGNORECASE)
_TITLE_END = re.compile(r"(?<=[.:?!])\s+(?=[A-ZÀ-Ý“\"«])")


@dataclass(slots=True)
class _Said:
    """What the blocks under an entry's title say of it."""

    documents: list[str] = field(default_factory=list)
    action: list[str] = field(default_factory=list)
    description: list[str] = field(default_factory=list)


def entry_of(number: int, draft: Draft) -> AgendaEntry:
    """The entry that a draft has become.

    Parameters
    ----------
    number : int
        The entry's number in the document, from 1.
    draft : Draft
        The draft, with all its blocks.
    """
    title, extra = _cut_title(draft)
    if title.endswith((")", "]")):
        title = _LASTING.sub("", title)
    title, documents = fields.split_documents(title)
    if draft.group:
        title = fields.without_room(title)
    label, bare = _split_label(title, group=draft.group)
    bare, types = _split_purpose(bare)
    said = _said(draft.blocks, _Said(documents, [], [extra] if extra else []))
    kind = ("visit" if fields.OPTION.match(title) else "breakout") if draft.group else ""
    if draft.tag:
        label = label or split_label(draft.tag)[0]
    action, description = " ".join(filter(None, said.action)), " ".join(said.description)
    return AgendaEntry(
        entry=number,
        page=draft.head.page,
        title=redacted(bare.strip(" .:;–—-\t") or title),
        type=kind or _type_under(draft.tag, entry_type(title, label, description)),
        parent=draft.parent + 1 if draft.parent is not None else None,
        date=draft.day.isoformat() if draft.day else "",
        start=draft.start,
        end=draft.end,
        number=label,
        action=redacted(action) if action else "",
        action_type=types or (action_types(action) if action else ()),
        documents=tuple(dict.fromkeys(said.documents)),
        description=redacted(description) if description else "",
    )


def _type_under(tag: str, kind: str) -> str:
    """An entry's type, where its title says nothing of it but the line above does."""
    above = entry_type(tag) if tag and kind == "session" else ""
    return above if above in ("plenary", "breakout") else kind


def _split_label(title: str, *, group: bool) -> tuple[str, str]:
    """Part a title's label from its words; a group's label is that of its room, if it has one."""
    label, bare = fields.split_room(title) if group else ("", "")
    if not label:
        label, bare = split_label(title)
    return label, bare or title


def _split_purpose(title: str) -> tuple[str, tuple[str, ...]]:
    """Take what is asked of the meeting out of a title's end: "Budget [for decision]"."""
    purpose = fields.PURPOSE.search(title) if _may_name_purpose(title) else None
    if purpose is None or purpose.end() < len(title) - 2 or purpose.start() <= 3:
        return title, ()
    return title[: purpose.start()].rstrip(" ([–—-:,"), action_types(purpose.group())


def _may_name_purpose(text: str) -> bool:
    return holds_any(lower_for_search(text), _PURPOSE_CUES)


def _said(blocks: Iterable[tuple[Block, str]], said: _Said) -> _Said:
    """Tell documents, action and description apart by column, by field name and by form."""
    listing = False  # a line "Documents:" whose list follows in blocks of its own
    for block, role in blocks:
        text = block.text
        if role == "documents":
            said.documents += fields.listed_documents(text)
        elif role == "action":
            said.action.append(text)
        elif role in ("people", "place"):
            continue
        elif fields.only_cotes(text):
            said.documents += fields.listed_documents(text)
            listing = False
        elif (match := fields.DOCUMENTS.match(text)) is not None:
            said.documents += fields.listed_documents(text[match.end() :])
            listing = not text[match.end() :].strip()
        elif (match := fields.ACTION.match(text)) is not None:
            said.action.append(text[match.end() :].strip())
            listing = False
        elif fields.PURPOSE.match(text) and word_count(text) <= 60 and not said.action:
            said.action.append(text.strip("[]() "))
        elif listing and (block.mark or find_marker(text)):
            said.documents += fields.listed_documents(text)
        else:
            listing = False
            rest, found = fields.split_documents(text)
            said.documents += found
            if rest and not names_people(text):
                said.description.append(rest)
    return said


def _cut_title(draft: Draft) -> tuple[str, str]:
    """Part a title from the running text that follows it in the same block."""
    title = " ".join(draft.title.split())
    bold = draft.head.bold_prefix.strip()
    at = title.find(bold) if bold else -1
    if bold and at == 0 and only_people(bold) and len(title) > len(bold) + 8:
        return title[len(bold) :].strip(" .:–—-"), bold
    if bold and at >= 0 and len(bold.split()) >= 1 and len(title.split()) - len(bold.split()) > 14:
        cut = at + len(bold)
        if cut < len(title) and len(title[:cut].split()) >= 2:
            return title[:cut], title[cut:].strip(" .:–—-")
    person = _INLINE_PEOPLE.search(title) if _may_name_people(title) else None
    if person is not None and person.start() > 3:
        return title[: person.start()].strip(" .:;–—-("), title[person.start() :].strip()
    if len(title.split()) > 32:
        parts = _TITLE_END.split(title, maxsplit=1)
        if len(parts) == 2 and 2 <= len(parts[0].split()) <= 30:
            return parts[0], parts[1]
    return title, ""


def _may_name_people(text: str) -> bool:
    low = lower_for_search(text)
    return holds_any(low, _SAID_BY_CUES) and holds_any(low, _PEOPLE_CUES)
