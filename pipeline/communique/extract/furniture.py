"""Page furniture: running headers and footers, page numbers, margin strips, watermarks.

Furniture is known by its place at the edge of the page and by coming back on
other pages (numbers in it may change), never by its wording alone; but for the
controls of a printed web page, which stand anywhere.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

import numpy as np

from communique.extract.folding import SMALL_LETTERS
from communique.extract.layout import Line, Page, Word
from communique.extract.lines import ALMOST, rows_of, segments, single, unstruck, wide_spaces
from communique.extract.placed import ANGLE, PlacedWords
from communique.extract.rows import Upright, rows_at_once
from communique.extract.speaker_cards import with_cards
from communique.extract.times import parse_time_range
from communique.extract.web_prints import is_print_stamp, is_web_control, may_hold_control

_EDGE = 0.16  # share of the page's height in which furniture is looked for
_DEPTH = 6  # rows from the edge that can be furniture
_WATERMARK = 40.0  # the smallest type size of a watermark
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|pg\.?)?\s*[-–—|│.\[(]*\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—|│.\])]*"
    r"(?:\s*(?:/|of|de|sur|\|)\s*\d{1,4})?",
    re.IGNORECASE,
)
#: "Page 1 ISO/TC 211": says what it is, on the only page too.
_PAGE_AND_NAME = re.compile(
    r"page\s+\d{1,4}(?:\s*(?:/|of|de|sur)\s*\d{1,4})?(?:\s+\S+){0,7}", re.IGNORECASE
)
_COTE_LINE = re.compile(
    r"(?:[\divx]{1,4}\s*[│|]\s*)?[A-Z]{1,8}(?:/[A-Z0-9]{1,10}){0,6}\s*\(\d{2,4}\)\s*\d+"
    r"(?:/[A-Z]+\d*)*(?:\s*[│|]\s*[\divx]{1,4})?",
)
#: A table's header row, printed again on every page that the table runs over.
_TABLE_HEAD = re.compile(
    r"(?:time|timing|hours?|heures?|horaires?|date|item|n[o°]\.?|point)s?\s+(?:agenda|items?|topics?"
    r"|sessions?|subjects?|sujets?|thèmes?|points?|titles?|title|activit|event|programme|intitul)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
#: Roman digits that are a word; the letter comes before what must stand before it, since an
#: expression that begins with letters is tried only where one of them is.
_ROMAN = re.compile(r"[ivxl](?<!\w[ivxl])[ivxl]{0,5}\b")
#: All but letters that are no Roman digits, and that nothing else becomes where case is folded.
_NOT_SKETCHED = bytes(set(range(256)) - set(b"bcdegmopqruzBCDEGMOPQRUZ"))


@dataclass(frozen=True, slots=True, eq=False)
class CleanPage:
    """A page as rows of running text, with what was taken out of them.

    ``rows`` are full-width rows from top to bottom, ``furniture`` the lines
    recognised as running headers, footers and page numbers, ``aside`` the words
    that do not run with the text (margin strips, watermarks). A page is equal
    to itself alone, so that what was worked out for it is found at once.
    """

    page: Page
    rows: tuple[Line, ...]
    furniture: tuple[Line, ...]
    aside: tuple[Word, ...]

    def without(self, hidden: Set[Line]) -> CleanPage:
        """The page without some rows, and the very same page for the same rows."""
        number = self.page.number
        baselines = {row.baseline for row in hidden if row.page == number}
        if not baselines:
            return self
        rows = enumerate(self.rows)  # most of them stand elsewhere
        indices = [at for at, row in rows if row.baseline in baselines and row in hidden]
        return _hiding(self, tuple(indices)) if indices else self


@lru_cache(maxsize=16)  # cover and body mostly leave out the same rows of the first pages
def _hiding(page: CleanPage, indices: tuple[int, ...]) -> CleanPage:
    shown = [True] * len(page.rows)
    for index in indices:
        shown[index] = False
    return replace(page, rows=tuple(compress(page.rows, shown)))


class _Edge(NamedTuple):
    """A piece of a row near a page's edge."""

    page: int
    top: bool
    y: float
    line: Line


def clean_pages(pages: Sequence[Page]) -> list[CleanPage]:
    """Split every page into running text, furniture and asides."""
    drafts = _drafts(pages)
    body = _body_size(drafts)
    repeated = _repeated(drafts, body)
    offset = _numbering(drafts)
    for index, draft in enumerate(drafts):
        repeated[index].update(_lone(draft, body))
    return [_cleaned(draft, index, repeated[index], offset) for index, draft in enumerate(drafts)]


def _lone(draft: CleanPage, body: float) -> Iterator[Line]:
    """Small type alone at the very top or bottom of a page after the first."""
    rows = draft.rows
    if draft.page.number == 1 or len(rows) < 4:
        return
    height = draft.page.height
    for row, inner in ((rows[0], rows[1]), (rows[-1], rows[-2])):
        middle = (row.box.top + row.box.bottom) / 2
        if row.size > 0.9 * body or 0.075 * height < middle < 0.925 * height:
            continue
        if abs(inner.baseline - row.baseline) >= 2 * max(row.size, inner.size):
            yield from segments(row, 2.0)


def _numbering(drafts: Sequence[CleanPage]) -> int | None:
    """What to add to a page's index to get its printed number, if pages agree on it."""
    votes: Counter[int] = Counter()
    for index, draft in enumerate(drafts):
        offsets = set()
        for row in (*draft.rows[:2], *draft.rows[-2:]):
            for piece in segments(row, 2.0):
                number = _PAGE_NUMBER.fullmatch(piece.text.strip())
                digits = _DIGITS.search(number.group()) if number is not None else None
                if digits is not None:
                    offsets.add(int(digits.group()) - index)
        votes.update(offsets)
    if not votes:
        return None
    offset = max(votes, key=lambda key: (votes[key], -abs(key)))
    return offset if votes[offset] >= 2 else None


def _drafts(pages: Sequence[Page]) -> list[CleanPage]:
    """The rows of each page, what a browser adds in printing taken out of them."""
    parted = [_parted(page.words) for page in pages]
    plain = {
        place: Upright(words, page.rules, page.number)
        for place, (page, (words, _)) in enumerate(zip(pages, parted, strict=True))
        if isinstance(words, PlacedWords) and words.largest < _WATERMARK
    }
    told = dict(zip(plain, rows_at_once(list(plain.values())), strict=True))
    drafts = []
    for place, (page, (words, aside)) in enumerate(zip(pages, parted, strict=True)):
        rows = told.get(place)
        if rows is None:
            rows, marks = _rows(words, page)
            aside = [*aside, *marks]  # noqa: PLW2901
        drafts.append(_draft(page, rows, aside))
    return drafts


def _draft(page: Page, all_rows: Sequence[Line], aside: Sequence[Word]) -> CleanPage:
    rows: list[Line] = []
    controls: list[Line] = []
    for row in all_rows:
        (controls if _is_control(row) else rows).append(row)
    for at, top in ((0, True), (-1, False)):
        if len(rows) > 1 and is_print_stamp([p.text for p in segments(rows[at], 2.0)], top=top):
            controls.append(rows.pop(at))
    return CleanPage(page, tuple(rows), tuple(controls), tuple(aside))


def _parted(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """The upright words of a page, and those that are not."""
    if not isinstance(words, PlacedWords):
        aside = [word for word in words if word.angle != 0]
        return ([word for word in words if word.angle == 0], aside) if aside else (words, ())
    if not words.turned:
        return words, ()  # as on most pages
    turned = words.table[ANGLE] != 0
    return words.at(np.flatnonzero(~turned)), words.at(np.flatnonzero(turned))


def _rows(words: Sequence[Word], page: Page) -> tuple[list[Line], Sequence[Word]]:
    """The rows of a page's upright words, looked at one by one, and its watermarks."""
    words = unstruck(single(words), page.rules)
    marks = _watermarks(words, page)
    aside = [word for word in words if word in marks]
    if aside:
        words = [word for word in words if word not in marks]
    return rows_of(words, page.number), aside


def _is_control(row: Line) -> bool:
    if not may_hold_control(row.text):
        return False  # as most rows
    if is_web_control(row.text):
        return True
    if row.widest < ALMOST:
        return False  # nothing parts its words
    texts = list(row.texts)
    wide = wide_spaces(row, 1.0)
    for index in wide:
        texts[index] = f"  {texts[index]}"
    return bool(wide) and is_web_control(" ".join(texts))


def _watermarks(words: Sequence[Word], page: Page) -> set[Word]:
    """Very large words that lie across other words."""
    large = [word for word in words if word.size >= _WATERMARK] if len(words) > 40 else []
    return {
        word
        for word in large
        if sum(
            other.size < word.size / 2
            and other.box.x0 < word.box.x1
            and other.box.x1 > word.box.x0
            and other.box.top < word.box.bottom
            and other.box.bottom > word.box.top
            for other in words
        )
        >= 3
    }


def _body_size(drafts: Sequence[CleanPage]) -> float:
    letters: dict[float, int] = {}
    for draft in drafts:
        for row in draft.rows:
            letters[row.size] = letters.get(row.size, 0) + len(row.text)
    weight: Counter[float] = Counter()
    for size, count in letters.items():
        weight[round(size * 2) / 2] += count
    return max(weight, key=lambda size: (weight[size], size)) if weight else 0.0


@lru_cache(maxsize=256)  # what stands at the edge of a page stands there on the next
def _key(text: str) -> str:
    return _ROMAN.sub("#", _DIGITS.sub("#", text.casefold())).replace(" ", "")


def _sketch(text: str) -> bytes:
    """Some letters of a text, which are the same in all texts that have one key."""
    return text.encode("utf-8", "surrogatepass").translate(SMALL_LETTERS, _NOT_SKETCHED)


def _edges(draft: CleanPage, index: int) -> list[_Edge]:
    height = draft.page.height
    found = []
    for top, rows in ((True, draft.rows[:_DEPTH]), (False, draft.rows[-_DEPTH:])):
        for row in rows:
            middle = (row.box.top + row.box.bottom) / 2
            at_edge = (middle < _EDGE * height) if top else (middle > (1 - _EDGE) * height)
            if at_edge and not _TABLE_HEAD.match(row.text):
                found += [_Edge(index, top, row.baseline, piece) for piece in segments(row, 2.0)]
    return found


def _repeated(drafts: Sequence[CleanPage], body: float) -> list[set[Line]]:
    """For each page its pieces near the edge that come back at their height on enough pages."""
    if len(drafts) < 2:
        return [set() for _ in drafts]
    sketched: dict[tuple[bytes, bool], list[_Edge]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        for edge in _edges(draft, index):
            sketched[_sketch(edge.line.text), edge.top].append(edge)
    groups: dict[tuple[str, bool], list[_Edge]] = defaultdict(list)
    for edges in sketched.values():
        if len(edges) > 1:  # as few: most text stands at no other page's edge
            for edge in edges:
                groups[_key(edge.line.text), edge.top].append(edge)
    pages = len(drafts)
    found: list[set[Line]] = [set() for _ in drafts]
    for (key, _), alike_edges in groups.items():
        if len(alike_edges) < 2:
            continue
        # what has a time is the first or last row of a timetable
        edges = [edge for edge in alike_edges if parse_time_range(edge.line.text) is None]
        strips: dict[int, set[int]] = defaultdict(set)
        for edge in edges:
            strips[round(edge.y / 3)].add(edge.page)
        outermost = {edge.page for edge in edges if _outermost(edge, drafts)}
        for edge in edges:
            strip = round(edge.y / 3)
            alike = strips[strip - 1] | strips[strip] | strips[strip + 1]
            if edge.page in outermost and len(key) >= 4:
                alike |= outermost
            if _enough(alike, pages, edge, body):
                found[edge.page].add(edge.line)
    return found


def _outermost(edge: _Edge, drafts: Sequence[CleanPage]) -> bool:
    """Whether a piece stands in the very first or last row of its page."""
    return drafts[edge.page].rows[0 if edge.top else -1].baseline == edge.y


def _enough(alike: set[int], pages: int, edge: _Edge, body: float) -> bool:
    if len(alike) < 2:
        return False
    heading = edge.line.bold and edge.line.size >= body
    share = len(alike) / max(1, pages - (0 not in alike))
    if share >= (0.7 if heading else 0.5):
        return True
    if heading:
        return False
    parity = {index for index in range(1, pages) if index % 2 == edge.page % 2}
    return len(alike & parity) >= max(2, 0.6 * len(parity))


def _cleaned(draft: CleanPage, index: int, repeated: Set[Line], offset: int | None) -> CleanPage:
    rows = list(draft.rows)
    furniture = list(draft.furniture)
    for top in (True, False):
        depth = 0
        while rows and depth < _DEPTH:
            row = rows[0 if top else -1]
            rest, taken = _without(row, index, repeated, draft.page, offset, top=top)
            if not taken:
                break
            furniture.extend(taken)
            rows.pop(0 if top else -1)
            if rest is not None:
                rows.insert(0 if top else len(rows), rest)
                break
            depth += 1
    rows, late = _inner(rows, repeated)
    rows, initials = with_cards(rows)
    return replace(draft, rows=tuple(rows), furniture=(*furniture, *late, *initials))


def _inner(rows: list[Line], repeated: Set[Line]) -> tuple[list[Line], list[Line]]:
    """Take out repeated rows near the edge that a row of text stands outside of."""
    if not repeated:
        return rows, []
    kept, taken = [], []
    tops = {piece.box.top for piece in repeated}
    for row in rows:
        pieces = segments(row, 2.0) if row.box.top in tops else []
        if pieces and all(piece in repeated for piece in pieces) and len(_key(row.text)) >= 4:
            taken.append(row)
        else:
            kept.append(row)
    return kept, taken


def _without(
    row: Line,
    index: int,
    repeated: Set[Line],
    page: Page,
    offset: int | None,
    *,
    top: bool,
) -> tuple[Line | None, list[Line]]:
    """A row at the edge without its furniture: what is left, and what was taken."""
    middle = (row.box.top + row.box.bottom) / 2
    if not ((middle < _EDGE * page.height) if top else (middle > (1 - _EDGE) * page.height)):
        return row, []
    pieces = segments(row, 2.0)
    taken = [
        piece
        for piece in pieces
        if piece in repeated
        or _is_number(piece, page, index, offset, alone=len(pieces) == 1, top=top)
        or _is_cote(piece, index)
    ]
    left = [piece for piece in pieces if piece not in taken]
    if not left:
        return None, taken
    if taken and len(left) == 1:
        return left[0], taken
    return row, []


def _is_number(
    piece: Line, page: Page, index: int, offset: int | None, *, alone: bool, top: bool
) -> bool:
    """A page number: in step with the others, or alone at the very edge of the page."""
    edge = piece.box.top < 0.09 * page.height if top else piece.box.bottom > 0.9 * page.height
    if edge and _PAGE_AND_NAME.fullmatch(piece.text.strip()):
        return True
    if not _PAGE_NUMBER.fullmatch(piece.text.strip()):
        return False
    digits = re.findall(r"\d+", piece.text)
    if digits and offset is not None:
        return int(digits[0]) - index == offset
    return alone and edge


def _is_cote(piece: Line, index: int) -> bool:
    return index > 0 and bool(_COTE_LINE.fullmatch(piece.text.strip()))
