"""The cover of a document: every column that its first pages fill.

Covers differ by decade and by designer; what holds is the wording of the
imprint, the order (who, what, when, where) and that a title stands out. So the
lines are labelled first (`communique.extract.front`), and each column then
takes the best of the lines that may fill it, with the page behind the cover
and the report's own sentences as second and third witnesses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.extract.attendance import (
    count_participants,
    event_dates,
    find_hosts,
    read_paragraphs,
)
from communique.extract.bodies import Bodies, body_in_sentence, find_bodies, is_body
from communique.extract.contradictions import date_note, motto_note
from communique.extract.date_grammar import PartialDate
from communique.extract.dates import FoundDate, find_dates
from communique.extract.folding import fold
from communique.extract.front import Front, read_front
from communique.extract.front_lines import FrontLine
from communique.extract.furniture import CleanPage
from communique.extract.imprint import Imprint
from communique.extract.kind import document_kind, named_kind
from communique.extract.language import body_languages
from communique.extract.layout import Line
from communique.extract.meeting import (
    MeetingName,
    edition_in_sentence,
    is_bare,
    motto_in_sentence,
    names_meeting,
    quoted_end,
    quoted_motto,
    read_meeting,
    without_place_and_date,
)
from communique.extract.occasion import as_issue, iso_span, meeting_dates, meeting_place
from communique.extract.official import running_cote, whole_imprints
from communique.extract.places import find_place
from communique.extract.titles import (
    TitleBlock,
    best_title,
    dated_title,
    meeting_block,
    motto_block,
    title_blocks,
)

_ISSUED = re.compile(
    r"(?:date )?(?:issued|of issue|published|released|publié|diffusé|date de (?:publication"
    r"|diffusion))(?: on| le)?\s*:",
    re.IGNORECASE,
)
_ATTENDED = re.compile(
    r"(?:number of |nombre de )?(?:participants|delegates|attendees|délégués)\s*:\s*(\d{1,4})\b"
    r"(?![/.:-]\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d./-])((?:19[6-9]|20[0-5])\d)(?![\d/-])")
_RELEASE = re.compile(
    r"\b(?:press|news|media) (?:release|statement|notice)|communique (?:de|a la) presse|"
    r"\bfor immediate release|pour diffusion immediate|\bembargo"
)
#: Paragraphs in which a text introduces its meeting.
_OPENING = 8
#: Kinds whose title, where it is no meeting's name, is the meeting's motto.
_MEETING_KINDS = frozenset({"agenda", "summary", "record", "communique"})


@dataclass(frozen=True, slots=True)
class Cover:
    """What a document's front says; the fields are columns of ``documents.csv``.

    Attributes
    ----------
    contact
        Text of the contact notice, for reading the persons out of it.
    lines
        Rows of the pages that are cover or repeat it, and so no text.
    notes
        Plain sentences on contradictions.
    """

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
    contact: str = ""
    lines: frozenset[Line] = frozenset()
    notes: tuple[str, ...] = ()


def read_cover(pages: Sequence[CleanPage], file_name: str = "") -> Cover:
    """Read the cover off a document's pages.

    Parameters
    ----------
    pages
        All pages, running headers already set apart.
    file_name
        Name of the file, a last resort for the kind.

    Returns
    -------
    Cover
        With empty fields for what the document does not say.
    """
    front = read_front(pages)
    front = replace(front, lines=tuple(whole_imprints(front.lines)))
    imprint = _imprint(front.lines)
    if not imprint.cote and (cote := running_cote(pages)) is not None:
        imprint = replace(imprint, cote=str(cote), cote_type=cote.type, cote_year=cote.year)
    covering = _whole_rows((*front.lines, *front.repeated))
    uncovered = [page.without(covering) for page in pages]
    text = read_paragraphs(uncovered)
    body = [row for page in uncovered for row in page.rows]
    languages = body_languages(text) or _cover_languages(front)
    language = languages[0] if languages else ""

    issue_line = _issue_line(front.lines, imprint)
    own = [item for item in front.lines if item is not issue_line]
    top = _above_title(own)
    bodies = find_bodies([item.line for item in top])
    named = set(bodies.lines)
    blocks = title_blocks([item for item in own if item.line not in named], language)
    behind = title_blocks(front.repeated, language)
    main = best_title(blocks) or best_title(behind)
    kind = document_kind(
        _headlines(own, blocks, behind),
        [row.text for row in body[:400]],
        imprint.cote_type,
        file_name,
    )
    main = _dominant_kind(own, main) or dated_title(own, main) or main
    name, theme = _meeting_and_theme(
        (*own, *front.repeated), blocks, behind, main, text, bodies, kind
    )
    issued = imprint.issued or (_iso(issue_line) if issue_line else "") or _labelled_issue(own)
    told = text
    if not issued and (release := _release_line(own)) is not None:
        issued = _iso(release)
        own = [item for item in own if item is not release]
        told = [part for part in text if names_meeting(part)]
    titled = (_year_of(block) for block in (main, *blocks, *behind) if block)
    years = [year for year in (*titled, _year_in(issued), imprint.cote_year) if year]
    years += _running_years(front)
    when = meeting_dates(own, front.repeated, told, body, years)
    if not issued and kind in ("issues-paper", "other") and when is not None and not name.name:
        issued, when = as_issue(when, own)
        years = [year for year in (_year_in(issued), *years) if year]
    start, end = iso_span(when)
    place = meeting_place(own, front.repeated, text)
    return Cover(
        kind=kind,
        language=languages,
        original_language=imprint.original_language,
        cote=imprint.cote,
        classification=imprint.classification,
        reference=imprint.reference,
        issued=issued,
        cancels=imprint.cancels,
        directorate=bodies.directorate,
        committee=bodies.committee or body_in_sentence(text[:_OPENING]),
        title=_title_text(main.text) if main else _kind_title(own),
        meeting=name.name,
        edition=name.edition,
        theme_title=theme,
        start_date=start,
        end_date=end,
        year=_year_in(start) or _month_year(when) or next(iter(years), None),
        city=place.city if place else "",
        country=(place.country,) if place and place.country else (),
        participants=_labelled_number(own) or count_participants(text),
        hosts=_hosts(own, text),
        contact=" ".join(item.text for item in own if item.label == "contact"),
        lines=_covering_rows(front, covering, blocks, theme),
        notes=tuple(
            filter(
                None,
                (
                    motto_note(theme, _other_mottos(behind, text)) if theme else "",
                    date_note(start, end, front.repeated, event_dates(told)) if end else "",
                ),
            )
        ),
    )


def _imprint(lines: Sequence[FrontLine]) -> Imprint:
    """All imprints of a cover in one; of each field the first counts."""
    parts = [item.imprint for item in lines if item.imprint is not None]
    dated = sorted((part for part in parts if part.issued), key=lambda part: not part.distributed)
    coted = next((part for part in parts if part.cote), Imprint())
    return Imprint(
        cote=coted.cote,
        cote_type=coted.cote_type,
        cote_year=coted.cote_year,
        classification=next((part.classification for part in parts if part.classification), ""),
        reference=next((part.reference for part in parts if part.reference), ""),
        original_language=next((p.original_language for p in parts if p.original_language), ()),
        issued=dated[0].issued if dated else "",
        cancels=next((part.cancels for part in parts if part.cancels), ""),
    )


def _issue_line(lines: Sequence[FrontLine], imprint: Imprint) -> FrontLine | None:
    """The date of issue that stands alone among the imprint of an official cover."""
    if imprint.issued or not (imprint.cote or imprint.reference or imprint.original_language):
        return None
    days = [item for item in lines if item.label == "date" and _lone_date(item.text)]
    for index, item in enumerate(lines):
        if item.label == "title" and not item.furniture:
            near = any(other.label == "imprint" for other in lines[index + 1 : index + 4])
            if not near:
                return None
        lone = _lone_date(item.text) if item in days else None
        if lone is not None and lone.first.year is not None and not lone.is_range:
            placed = find_place(item.text)
            if placed is None or len(days) > 1:
                return item
    return None


def _other_mottos(behind: Sequence[TitleBlock], text: Sequence[str]) -> list[str]:
    opening = [part for part in text[:_OPENING] if names_meeting(part)]
    return [
        *(read_meeting(block.text).motto for block in behind),
        *(quoted_motto(block.text) for block in behind),
        *(motto_in_sentence(part) for part in opening),
    ]


def _release_line(lines: Sequence[FrontLine]) -> FrontLine | None:
    """The place and date over the text of a press release, which is the day it came out."""
    if not any(_RELEASE.search(fold(item.text)) for item in lines if not item.furniture):
        return None
    for item in lines:
        dates = find_dates(item.text) if item.label == "date" and not item.furniture else []
        if dates and not dates[0].is_range and dates[0].first.date is not None:
            return item
    return None


def _lone_date(text: str) -> FoundDate | None:
    """The date that a line is, with no more than a place beside it."""
    dates = find_dates(text)
    if len(dates) != 1 or dates[0].first.day is None:
        return None
    rest = text[: dates[0].start] + text[dates[0].end :]
    place = find_place(rest)
    if place is not None:
        rest = rest[: place.start] + rest[place.end :]
    return dates[0] if len(rest.strip(" ,.-–—:()")) <= 3 else None


def _above_title(lines: Sequence[FrontLine]) -> list[FrontLine]:
    """Lines in which directorate and committee may stand."""
    return [item for item in lines if item.label == "title" and not item.furniture]


def _cover_languages(front: Front) -> tuple[str, ...]:
    codes = body_languages(item.text for item in front.lines if not item.furniture)
    return codes[:1]


def _whole_rows(items: Sequence[FrontLine]) -> set[Line]:
    """Rows all of whose words are the cover's (beside a column of text they are not)."""
    words: dict[Line, int] = {}
    for item in items:
        if not item.furniture:
            words[item.row] = words.get(item.row, 0) + len(item.line.texts)
    return {row for row, count in words.items() if count >= len(row.texts)}


def _headlines(
    lines: Sequence[FrontLine], blocks: Sequence[TitleBlock], behind: Sequence[TitleBlock]
) -> list[str]:
    """Lines that may name the document's kind, the plainest first."""
    kinds = [item.text for item in lines if item.label == "kind"]
    dated = [item.text for item in lines if item.label == "date" and not item.furniture]
    ranked = sorted(blocks, key=lambda block: -block.weight)
    return [*kinds, *(b.text for b in ranked), *dated, *(b.text for b in behind)]


def _dominant_kind(lines: Sequence[FrontLine], title: TitleBlock | None) -> TitleBlock | None:
    """A line such as "Highlights from Budapest" that dwarfs every other title."""
    for order, item in enumerate(lines):
        if item.label != "kind" or item.furniture or len(item.text.split()) < 3:
            continue
        if title is None or item.line.size >= 1.4 * title.size:
            return TitleBlock(item.text, (item,), order, item.line.size, "")
    return None


def _running_years(front: Front) -> list[int]:
    """Years that the running header of the first page prints ("E-Leaders 2019")."""
    texts = (item.text for item in front.lines if item.furniture and item.label == "title")
    return [int(year) for text in texts for year in _YEAR.findall(text)]


def _meeting_and_theme(
    lines: Sequence[FrontLine],
    blocks: Sequence[TitleBlock],
    behind: Sequence[TitleBlock],
    main: TitleBlock | None,
    text: Sequence[str],
    bodies: Bodies,
    kind: str,
) -> tuple[MeetingName, str]:
    """The meeting's name and motto from cover, second page and running text."""
    block = meeting_block(blocks, main)
    second = meeting_block(behind, None)
    name = read_meeting(block.text) if block else MeetingName()
    other = read_meeting(second.text) if second else MeetingName()
    if not name.name or is_bare(name.name):
        bare = bool(name.name) or kind in _MEETING_KINDS
        whose = bodies.group or (bodies.committee if name.name else "") if bare else ""
        full = "" if is_bare(other.name) else other.name
        name = MeetingName(
            full or whose or name.name or other.name, name.edition or other.edition, name.motto
        )
    motto = name.motto or (motto_block(blocks, block, lines) if block else "")
    if kind == "communique" and main is not None and motto == main.text:
        motto = ""  # a declaration's title is what was declared
    motto = motto or next((quoted for b in blocks if (quoted := quoted_motto(b.text))), "")
    if not motto and main is not None and block not in (None, main) and kind in _MEETING_KINDS:
        told = named_kind(main.text) or is_body(main.text) or kind == "communique"
        motto = "" if told else main.text
    motto = motto or other.motto or (motto_block(behind, second, lines) if second else "")
    opening = [part for part in text[:_OPENING] if names_meeting(part)]
    motto = motto or next((quoted for part in opening if (quoted := motto_in_sentence(part))), "")
    edition = name.edition or (other.edition if _same_name(name.name, other.name) else "")
    edition = edition or next(
        (found for part in opening[:3] if (found := edition_in_sentence(part, name.name))), ""
    )
    return MeetingName(name.name, edition, motto), motto


def _same_name(one: str, other: str) -> bool:
    first, second = set(fold(one).split()), set(fold(other).split())
    return bool(first and second) and len(first & second) * 2 > min(len(first), len(second))


def _iso(item: FrontLine) -> str:
    return find_dates(item.text)[0].first.iso


def _year_in(iso: str) -> int | None:
    return int(iso[:4]) if iso else None


def _year_of(block: TitleBlock | None) -> int | None:
    years = _YEAR.findall(block.text) if block else []
    return int(years[-1]) if years else None


def _month_year(when: tuple[PartialDate, PartialDate] | None) -> int | None:
    return when[0].year if when else None


def _labelled_issue(lines: Sequence[FrontLine]) -> str:
    """The day or month that a row such as "Issued: March 2009" gives, as ISO."""
    for item in lines:
        dates = find_dates(item.text) if _ISSUED.match(item.row.text) else []
        if dates and not dates[0].is_range:
            return dates[0].first.iso
    return ""


def _labelled_number(lines: Sequence[FrontLine]) -> int | None:
    """The number that a row such as "Participants: 120, from 15 countries" gives."""
    match = next(filter(None, (_ATTENDED.match(item.row.text) for item in lines)), None)
    return int(match.group(1)) if match else None


def _hosts(lines: Sequence[FrontLine], text: Sequence[str]) -> tuple[str, ...]:
    hosting = [
        item.row.text if item.text.endswith(":") else item.text
        for item in lines
        if item.label == "host"
    ]
    return find_hosts(hosting) or find_hosts(text)


def _kind_title(lines: Sequence[FrontLine]) -> str:
    return next((item.text for item in lines if item.label == "kind"), "")


def _title_text(text: str) -> str:
    """A title without place, date and a motto in quotation marks behind a meeting's name."""
    bare = without_place_and_date(text)
    quoted = quoted_end(bare)
    return bare[:quoted].rstrip(" :–—-") if quoted else bare


def _covering_rows(
    front: Front, covering: set[Line], blocks: Sequence[TitleBlock], theme: str
) -> frozenset[Line]:
    """Rows that are no text: the cover's, and what the next page repeats of it."""
    known = set(_words(theme))
    for block in blocks:
        known |= set(_words(block.text))
    repeats = [
        index
        for index, item in enumerate(front.repeated)
        if item.label != "title" or _shares(_words(item.text), known)
    ]
    own = {item.row for item in front.lines}
    own |= {item.row for item in front.repeated[: max(repeats, default=-1) + 1]}
    return frozenset(own & covering)


def _shares(words: Sequence[str], known: set[str]) -> bool:
    return bool(words) and sum(word in known for word in words) * 10 >= 6 * len(words)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", fold(text)) if len(word) > 2]
