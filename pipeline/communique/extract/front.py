"""Which lines of a document's first pages are cover, and which is the first of its body.

A cover fills the first page, or heads it; the second page often repeats the
title before the text begins. Lines are told by what they say first and by how
they are set second: running text is set full width in the body's type, a title
is large, bold, in capitals or centred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from communique.extract.dates import find_dates
from communique.extract.days import day_heading
from communique.extract.folding import fold
from communique.extract.front_lines import (
    FrontLine,
    Labelled,
)
from communique.extract.furniture import CleanPage
from communique.extract.headings import page_looks
from communique.extract.meeting import names_meeting
from communique.extract.places import country_code
from communique.extract.times import find_time_ranges, parse_time_range

_NUMBERED = re.compile(
    r"\(?(?:\d{1,3}|[ivx]{1,4}|[IVX]{1,4}|[a-z])[.)]\s*\S|\d{1,2}(?:\.\d{1,2})+\.?\s+\S"
)
_BULLET = re.compile(r"[•●▪■◦‣➢*\uf0a7\uf0b7–-]\s+\S")
_DOTS = re.compile(r"\.{5,}|(?:\s\.){5,}|…{3,}")
_BODY_HEADING = re.compile(
    r"(?:\d{1,2}\.?\s+|[ivx]{1,4}\.\s+)?(?:introduction|background|preamble|preambule|contexte|"
    r"context|foreword|"
    r"avant-propos|table of contents|contents|table des matieres|sommaire|objectives?|objectifs?|"
    r"overview|"
    r"executive summary|resume|purpose(?: of the meeting)?|key (?:messages|findings|conclusions)|"
    r"main (?:conclusions|messages)|opening|ouverture|welcome|session 1\b.*|seance 1\b.*|"
    r"item 1\b.*|"
    r"point 1\b.*|about (?:the|this) (?:meeting|event|seminar|symposium|conference|forum)|"
    r"aims?(?: of the meeting)?|note by the secretariat|note du secretariat)\s*[:.]?"
)
_PERSON = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|M|Mme|Mlle|Sr|Sra|Herr|Frau)\.? [A-ZÀ-Ý]")
#: Lines behind a line that tell whether the text begins with it.
_AHEAD = 12
_LOWER_WORD = re.compile(r"\b[a-zà-ÿ]{2,}")


@dataclass(frozen=True, slots=True)
class Front:
    """The lines of a document's front, and the rows of the pages that they are.

    ``lines`` are the cover's, ``repeated`` the heads of the page behind a full
    cover, ``full`` says that the first page is nothing but cover.
    """

    lines: tuple[FrontLine, ...] = ()
    repeated: tuple[FrontLine, ...] = ()
    full: bool = False


def read_front(pages: Sequence[CleanPage]) -> Front:
    """Find the cover's lines on the first pages.

    Parameters
    ----------
    pages
        All pages of a document.

    Returns
    -------
    Front
        Without lines where the document has no pages or no text.
    """
    if not pages:
        return Front()
    first = next((page for page in pages[:3] if page.rows), pages[0])
    body = body_size(pages)
    labelled = Labelled(first, furniture=True)
    stop, read = _body_starts(first, labelled, body)
    labelled.until = float("inf") if stop is None else stop
    lines = [
        item
        for item in chain(read, labelled)
        if stop is None
        or item.furniture
        or item.row.baseline < stop
        or item.fixed in ("contact", "notice")
        or (item.fixed == "imprint" and item.imprint is not None and item.imprint.alone)
    ]
    full = stop is None
    repeated: list[FrontLine] = []
    following = next((page for page in pages if page.page.number > first.page.number), None)
    if full and following is not None:
        stop, head = _body_starts(following, Labelled(following, furniture=False), body)
        until = float("inf") if stop is None else stop
        repeated = [item for item in head if item.row.baseline < until]
        if stop is None and len(repeated) > 14:
            repeated = []
    return Front(tuple(lines), tuple(repeated), full)


def body_size(pages: Sequence[CleanPage]) -> float:
    """The type size that most characters of a document are set in, in points."""
    weight: dict[float, int] = {}
    for page in pages[:12]:
        for (size, _, _, _), letters in page_looks(page).items():
            half = round(size * 2) / 2
            weight[half] = weight.get(half, 0) + letters
    return max(weight, key=lambda size: (weight[size], -size)) if weight else 10.0


def _body_starts(
    page: CleanPage, lines: Iterator[FrontLine], body: float
) -> tuple[float | None, list[FrontLine]]:
    """Baseline of the first line that is no cover, and the lines that were read to find it.

    The baseline is ``None`` if all of the page is cover.
    """
    read: list[FrontLine] = []
    rows: list[FrontLine] = []
    index = -1
    while True:
        index += 1
        ahead = [other for other in rows[index + 1 :] if other.row is not rows[index].row]
        while len(ahead) < _AHEAD and (other := next(lines, None)) is not None:
            read.append(other)
            if not other.furniture:
                rows.append(other)
                if index + 1 < len(rows) and other.row is not rows[index].row:
                    ahead.append(other)
        if index >= len(rows):
            return None, read
        item = rows[index]
        if item.fixed:  # an imprint, a contact or a notice
            continue
        if _is_paragraph(item, ahead, body):
            return _with_heading(rows, index, body), read
        if item.label in ("host", "kind"):
            continue
        if _begins_body(item, ahead, page, body):
            return _with_heading(rows, index, body), read


def _begins_body(
    item: FrontLine, following: Sequence[FrontLine], page: CleanPage, body: float
) -> bool:
    text = item.row.text
    large = item.line.size >= 1.25 * body
    time = parse_time_range(text)
    if time is not None and re.search(r"[^\W\d_]{3}", time.rest):
        return True
    if time is not None and not time.rest.strip() and following:
        return True
    if _BODY_HEADING.fullmatch(fold(text).replace("’", "'").strip()):
        return True
    if day_heading(text) is not None and (
        item.label != "date" or any(_has_time(other.row.text) for other in following[:5])
    ):
        return True
    if item.label == "date":
        return False
    if _is_dotted(text) or (not item.centred and _ends_in_time(text)):
        return True
    if (_NUMBERED.match(text) or _BULLET.match(text)) and not large:
        return len(text) >= 24 or any(_NUMBERED.match(other.text) for other in following[:4])
    if _PERSON.match(text) and any(_PERSON.match(other.text) for other in following[:4]):
        return True
    if _in_columns(item, following, page, body):
        return True
    return not _is_deck(item, following) and _is_prose(item, following, page, body)


def _is_dotted(text: str) -> bool:
    """Whether a line of dots leads from a heading to its page."""
    return (text.count(".") >= 5 or "…" in text) and _DOTS.search(text) is not None


@lru_cache(maxsize=32)  # a line is looked at for itself, and for those before it
def _small_words(text: str) -> int:
    """How many words in small letters a line holds."""
    return len(_LOWER_WORD.findall(text))


def _has_time(text: str) -> bool:
    return parse_time_range(text) is not None or _ends_in_time(text)


def _ends_in_time(text: str) -> bool:
    """Whether a bracketed range of times closes a line: "Opening (9:30 - 9:45)"."""
    return (
        text.rstrip(" .").endswith((")", "]"))
        and any(found.end and not found.rest.strip(" )].") for found in find_time_ranges(text))
        and not find_dates(text)
    )


def _is_deck(item: FrontLine, following: Sequence[FrontLine]) -> bool:
    """A subtitle in small type that names the meeting and its dates."""
    text = item.row.text
    if not names_meeting(text):
        return False
    for other in following[:1]:
        if other.row.baseline - item.row.baseline <= 1.8 * max(item.line.size, 6.0):
            text = f"{text} {other.row.text}"
    whole = re.sub(r"\s+", " ", text)
    return (
        len(whole) <= 220
        and any(found.first.day is not None for found in find_dates(whole))
        and not re.search(
            r"\b(?:was|were|will|is|are|has|have|took|met|gathered|brought|a été|sera|était|est|"
            r"ont)\b",
            whole,
        )
    )


def _in_columns(
    item: FrontLine, following: Sequence[FrontLine], page: CleanPage, body: float
) -> bool:
    """Whether a line of running text has another beside it in a second column."""
    if not _column_text(item, body):
        return False
    middle = page.page.width / 2
    left = item.line.box.x1 <= middle * 1.06
    if not left and item.line.box.x0 < middle * 0.94:
        return False
    beside = [
        other
        for other in following[:8]
        if _column_text(other, body)
        and (other.line.box.x0 >= middle * 0.94 if left else other.line.box.x1 <= middle * 1.06)
        and other.row.baseline - item.row.baseline <= 3 * max(item.line.size, 6.0)
    ]
    return bool(beside)


def _column_text(item: FrontLine, body: float) -> bool:
    line = item.line
    return (
        not line.bold
        and line.size <= body + 1.6
        and _small_words(line.text) >= 4
        and item.label == "title"
    )


def _is_paragraph(item: FrontLine, following: Sequence[FrontLine], body: float) -> bool:
    """Whether a line begins a paragraph: plain lines in the body's type that end as a sentence."""
    line = item.row
    if (
        len(item.line.texts) < len(line.texts)
        or line.bold
        or line.italic
        or not -1 <= line.size - body <= 1.6
    ):
        return False
    if line.text.rstrip().endswith((".", "!", "?", ":")) or not line.text[:1].isupper():
        return False
    lines = [line]
    for other in following[:12]:
        row, last = other.row, lines[-1]
        if (
            abs(row.size - line.size) > 0.6
            or row.bold
            or row.italic
            or not 0 < row.baseline - last.baseline <= 1.9 * max(line.size, 6.0)
            or row.box.x0 > lines[-1].box.x0 + 4
            or row.box.x0 < line.box.x0 - 40
        ):
            break
        lines.append(row)
        if row.text.rstrip().endswith((".", "!", "?", ";", ":")):
            break
    text = " ".join(row.text for row in lines)
    return (
        (len(lines) >= 3 or (len(lines) == 2 and lines[1].text[:1].islower()))
        and _small_words(text) >= 0.45 * len(text.split())
        and line.box.width >= 0.75 * max(row.box.width for row in lines)
        and text.rstrip().endswith((".", ";", ":"))
        and _small_words(text) >= 12
    )


def _is_prose(
    item: FrontLine, following: Sequence[FrontLine], page: CleanPage, body: float
) -> bool:
    """Running text: full width or a sentence, in the body's type."""
    line, text = item.row, item.row.text
    if _large_prose(item, following, body):
        return True
    if line.size > body + 1.6 or (line.bold and len(text) < 90) or text.isupper():
        return False
    lower = _small_words(text)
    plain = not line.bold and not line.italic and not item.centred and line.size <= body + 0.6
    if plain and lower >= 4 and text.rstrip().endswith(".") and text[0].isupper():
        return True
    if lower < 6:
        return False
    ended = text.rstrip().endswith((".", ";", ":", "?"))
    sentence = ended and lower >= 9
    if item.centred and line.box.width < 0.7 * page.page.width:
        return sentence and len(text) > 90
    width = line.box.width >= 0.6 * page.page.width
    indent = 4 if item.centred else 40
    goes_on = any(
        abs(other.row.size - line.size) <= 0.6
        and not other.row.bold
        and (_small_words(other.row.text) >= 2 or other.row.text.rstrip().endswith((".", ";")))
        and 0 < other.row.baseline - line.baseline <= 2.2 * max(line.size, 6.0)
        and abs(other.row.box.x0 - line.box.x0) <= indent
        for other in following[:1]
    )
    return sentence or (width and goes_on) or (width and lower >= 12 and not item.centred)


def _large_prose(item: FrontLine, following: Sequence[FrontLine], body: float) -> bool:
    """A first page set in larger type than the rest: three full lines of a sentence."""
    lines = [item.row, *(other.row for other in following[:2])]
    return (
        item.row.size > body + 1.6
        and len(lines) == 3
        and not item.row.bold
        and all(abs(line.size - item.row.size) <= 0.3 for line in lines)
        and all(_small_words(line.text) >= 5 for line in lines)
        and all(abs(line.box.x0 - lines[1].box.x0) <= 2 for line in lines[1:])
        and not item.centred
    )


def _leads_in(item: FrontLine, first: FrontLine) -> bool:
    """Whether a plain line with a colon at its end opens the list that begins below it."""
    return (
        item.label == "title"
        and item.row.text.rstrip().endswith(":")
        and not item.row.bold
        and abs(item.row.size - first.row.size) <= 0.6
        and _small_words(item.row.text) >= 3
    )


def _with_heading(rows: Sequence[FrontLine], index: int, body: float) -> float:
    """The body's first baseline, with the heading that stands over it."""
    start = rows[index].row.baseline
    at = index - 1
    taken = 0
    while at >= 0 and rows[at].row is rows[index].row:
        at -= 1
    if at >= 0 and _leads_in(rows[at], rows[index]):
        start, at = rows[at].row.baseline, at - 1
    while at > 0 and taken < 2:
        item, above = rows[at], rows[at - 1]
        gap_above = item.row.baseline - above.row.baseline
        gap_below = start - item.row.baseline
        heading = (
            (item.label == "title" or country_code(item.text) != "")
            and item.line.size <= body + 4
            and not item.centred
            and gap_above > 1.15 * gap_below
            and any(other.label in ("date", "kind") for other in rows[:at])
        )
        if not heading:
            break
        start = item.row.baseline
        taken += 1
        at -= 1
    return start
