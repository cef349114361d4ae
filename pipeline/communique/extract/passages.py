"""Passages: the units that an analyst would quote, each with its place and section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from communique.extract import fields
from communique.extract.agenda import Agenda
from communique.extract.enumerations import split_enumeration
from communique.extract.language import language_of
from communique.extract.layout import Block, BlockKind
from communique.extract.making import smallest_box
from communique.extract.people import names_anybody, names_people
from communique.extract.private import is_contact_line, redacted
from communique.extract.roles import role_of
from communique.extract.sections import Placed, place
from communique.extract.times import parse_time_range
from communique.extract.word_count import word_count
from communique.records import AgendaEntry, Box, Passage

_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}|[…_]{2,}\s*\d{1,3}$")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_TWO_DOTS = re.compile(r"\.\s?\.")
_CONTENTS = re.compile(
    r"(?:table of contents|contents|sommaire|table des matières|list of (?:boxes|figures|tables)"
    r"|liste des (?:encadrés|graphiques|tableaux))\b",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"(?:annex\w*\s*\w*\s*[.:–—-]*\s*)?(?:(?:provisional |draft |final )?list of (?:participants"
    r"|delegates|attendees|speakers)|participants? ?list|participants?$|attendees?$|attendance$"
    r"|liste (?:provisoire )?des (?:participants|délégués)|list of documents|liste des documents"
    r"|documents$|references$|bibliography|bibliographie|références$|acknowledge?ments|remerciements"
    r"|contacts?$)",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[“«\"].*[”»\"][.]?", re.DOTALL)
_REFERENCE_NOTE = re.compile(
    r"(?:see\b|voir\b|cf\.|ibid|op\. cit|source|https?://|www\.|available at|oecd \(|ocde \()",
    re.IGNORECASE,
)


def read_passages(
    blocks: Sequence[Block], agenda: Agenda, *, kind: str, language: str
) -> list[Passage]:
    """The passages of a document in reading order.

    Parameters
    ----------
    blocks : sequence of Block
        The document's blocks without its cover.
    agenda : Agenda
        Its agenda: a timed or numbered entry is one passage with all that
        belongs to it; under an "Item N" heading of a record every paragraph
        stays a passage of its own.
    kind, language : str
        The document's kind and main language.
    """
    merged = not agenda.reported
    owner = {id(block): number for number, owned in agenda.blocks.items() for block in owned}
    entries = {entry.entry: entry for entry in agenda.entries}
    made: list[Passage] = []
    written: set[int] = set()
    for placed in place(blocks):
        block = placed.block
        number = owner.get(id(block))
        if number is not None and merged:
            if number not in written:
                written.add(number)
                made.append(
                    _entry_passage(len(made) + 1, entries[number], agenda, placed, kind, language)
                )
            continue
        if block.kind is BlockKind.HEADING and block.table is None:
            continue
        if not _substantial(placed) or (kind == "list" and word_count(block.text) < 25):
            continue
        for text, printed, chain in _parts(placed):
            made.append(
                _passage(len(made) + 1, block, text, printed, chain, placed, number, kind, language)
            )
    return made


def _substantial(placed: Placed) -> bool:
    block = placed.block
    text = block.text
    if block.kind in (BlockKind.HEADING, BlockKind.CAPTION):
        return False
    if _has_leaders(text) or is_contact_line(text):
        return False
    words = word_count(text)
    if _in_list(placed.section, words):
        return False
    if not _mostly_letters(text):
        return False
    if words <= 60 and _QUOTE.fullmatch(text) and block.italic:
        return False  # an epigraph or pull quote
    if block.kind is BlockKind.FOOTNOTE:
        return words >= 12 and not _REFERENCE_NOTE.match(text)
    if block.kind is BlockKind.CELL:
        return words >= 12 or (words >= 7 and bool(re.search(r"[.;:?!]$", text)))
    if block.kind is BlockKind.PARAGRAPH and not block.number:
        return words >= 5 or (words >= 3 and bool(re.search(r"[.:;?!]$", text)))
    return words >= 2 or text.endswith((".", ";"))


def _mostly_letters(text: str) -> bool:
    """Whether half of a text's signs are letters, or more."""
    half = 0.5 * (len(text) - text.count(" "))
    if len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS)) >= half:
        return True  # those without accents are counted at once, and do in nearly all texts
    return sum(map(str.isalpha, text)) >= half


def _has_leaders(text: str) -> bool:
    """Whether dots or underscores lead to a page number, as in a table of contents."""
    if "…" not in text and "_" not in text and _TWO_DOTS.search(text) is None:
        return False
    return _LEADERS.search(text) is not None


def _in_list(section: tuple[str, ...], words: int) -> bool:
    """Whether a text of so many words belongs to a table of contents or a list of names."""
    if not section:
        return False
    if _opens_list(section[-1]):
        return True
    if _CONTENTS.match(section[-1]):
        return words <= 12
    return words <= 25 and any(map(_opens_list, section))


@lru_cache(maxsize=256)  # all that stands below a heading asks the same
def _opens_list(heading: str) -> bool:
    return _LISTS.match(heading) is not None


def _parts(placed: Placed) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """A block's text, or its enumeration's opening and items: (text, number, section)."""
    block = placed.block
    numbered = block.mark.endswith(")")
    opening, items = split_enumeration(f"{block.mark} {block.text}" if numbered else block.text)
    if not items:
        yield block.text, block.number, placed.section
        return
    if len(opening.split()) >= 2:
        yield opening, block.number, placed.section
    lead = opening.rstrip(" :")
    for item in items:
        yield item.text, item.number, (*placed.section, lead) if lead else placed.section


def _passage(
    order: int,
    block: Block,
    text: str,
    number: str,
    section: tuple[str, ...],
    placed: Placed,
    entry: int | None,
    kind: str,
    language: str,
) -> Passage:
    text = redacted(text)
    lead_in = section[-1] if len(section) > len(placed.section) else placed.lead_in
    own = _language(text, language)
    return Passage(
        order=order,
        page=block.page,
        box=block.box,
        text=text,
        section=section,
        number=number,
        entry=entry,
        role=role_of(
            text,
            kind=kind,
            section=section,
            is_entry=False,
            entry_type="",
            lead_in=lead_in,
            language=own,
        ),
        language=own,
    )


def _entry_passage(
    order: int,
    entry: AgendaEntry,
    agenda: Agenda,
    placed: Placed,
    kind: str,
    language: str,
) -> Passage:
    blocks = agenda.blocks[entry.entry]
    head = blocks[0]
    text = _entry_text(entry, agenda)
    own = _language(text, language)
    return Passage(
        order=order,
        page=entry.page,
        box=_box([block for block in blocks if block.page == head.page] or [head]),
        text=text,
        section=placed.section,
        number="",
        entry=entry.entry,
        role=role_of(
            text,
            kind=kind,
            section=placed.section,
            is_entry=True,
            entry_type=entry.type,
            lead_in="",
            language=own,
        ),
        language=own,
    )


def _entry_text(entry: AgendaEntry, agenda: Agenda) -> str:
    """An entry in one line: title, description, questions and action, as printed.

    Documents and speakers have tables of their own and are left out.
    """
    parts = [entry.title]
    titled = False
    for block in agenda.blocks[entry.entry]:
        text = block.text
        if not titled and entry.title and entry.title in redacted(text):
            titled = True
            parts.append(redacted(text).partition(entry.title)[2].strip(" .:;–—-"))
            continue
        if agenda.roles.get(id(block)) in ("documents", "people", "place"):
            continue
        may_be_field = fields.may_begin_field(text)
        if (
            fields.only_cotes(text)
            or (may_be_field and fields.DOCUMENTS.match(text))
            or is_contact_line(text)
            or _only_names(text)
        ):
            continue
        if parse_time_range(text) is not None and word_count(text) <= 8:
            continue
        action = fields.ACTION.match(text) if may_be_field else None
        parts.append(text[action.end() :] if action else text)
    return redacted(" ".join(" ".join(parts).split()))


def _box(blocks: Sequence[Block]) -> Box:
    return smallest_box([block.box for block in blocks])


def _language(text: str, fallback: str) -> str:
    """A passage's own language where it has enough words to tell, else the document's."""
    own = language_of(text) if word_count(text) >= 6 else ""
    return own or fallback


def _only_names(text: str) -> bool:
    """Whether a line names persons, or the office that stands over them, and nothing else."""
    if not names_people(text):
        return False
    return text.rstrip().endswith(":") or names_anybody(text)
