"""The rows of a document's pages, told of all their words at once.

On most pages no word is drawn twice or struck through, and most rows stand alone, their
words set in one size with white space between them. Where that is so, the table of the
words' numbers tells it for many pages together; only the rest is looked at word by word.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from communique.extract.geometry import Numbers, Places
from communique.extract.layout import Line, Rule
from communique.extract.lines import (
    BESIDE,
    LETTERS,
    LOWER,
    NEARLY,
    RAISE,
    RAISED_MARKS,
    SMALL_TYPE,
    SPOT,
    SPOT_TYPE,
    STRUCK_ABOVE,
    STRUCK_BELOW,
    TOUCHING,
    bars_of,
    rows_of,
    single,
    unstruck,
)
from communique.extract.making import made_box
from communique.extract.picking import picked
from communique.extract.placed import (
    BASELINE,
    BOTTOM,
    FACE,
    SIZE,
    TOP,
    X0,
    X1,
    PlacedRun,
    PlacedWords,
)
from communique.extract.uneven import uneven_row

Bools = npt.NDArray[np.bool_]
#: Of a level where its words begin and end, whether nothing below belongs to it, whether it is
#: a plain line, its face or -1, its baseline, box, type size, widest white space, words and text.
_Part = tuple[
    int, int, bool, bool, int, float, float, float, float, float, float, float, Sequence[str], str
]  # fmt: skip
_BLANK, _ZERO, _NINE, _ASCII = map(ord, " 09\x7f")
#: More than rounding can make of a distance.
_HAIR = 1e-6
#: So many pages are told at once, which bounds what is held besides their words.
_AT_ONCE = 16
#: Parts words on levels that are a hundredth of a point apart, wherever on the page they begin.
_LEVELS_APART = 1e6
#: So many levels near to others are looked at word by word.
_FEW = 100
#: The height of pages, one below the other, up to which rounding makes less than a hair.
_DEEPEST = 1e7


class Upright(NamedTuple):
    """The upright words of a page, what is drawn around them, and the page's number."""

    words: PlacedWords
    rules: Sequence[Rule]
    page: int


class _Levels(NamedTuple):
    """What there is of the words on each baseline, or on runs of them, from the top.

    The pages lie one below the other here. ``start`` and ``end`` are places of words,
    ``nearest`` is how near to each other two words begin, ``tightest`` and ``widest`` the
    white space between two words.
    """

    start: Places
    end: Places
    first: Numbers
    last: Numbers
    left: Numbers
    top: Numbers
    smallest: Numbers
    lowest_face: Numbers
    largest: Numbers
    highest_face: Numbers
    right: Numbers
    bottom: Numbers
    nearest: Numbers
    tightest: Numbers
    widest: Numbers

    def beside(self, step: int) -> Numbers:
        """The white space between each and the one so many steps below; less than 0 across."""
        left, right = self.left, self.right
        return np.maximum(left[step:] - right[:-step], left[:-step] - right[step:])


def rows_at_once(pages: Sequence[Upright]) -> list[list[Line] | None]:
    """The rows that `rows_of` makes of each page, or none where some words must be dropped.

    Returns
    -------
    list
        Of each page its rows, ``None`` where a word is drawn twice (see `single`) or struck
        through (see `unstruck`).
    """
    found: list[list[Line] | None] = []
    for at in range(0, len(pages), _AT_ONCE):
        found += _rows(pages[at : at + _AT_ONCE])
    return found


def _rows(pages: Sequence[Upright]) -> list[list[Line] | None]:
    counts = [len(page.words) for page in pages]
    if not any(counts):
        return [[] for _ in pages]
    table = np.concatenate([page.words.table for page in pages], axis=1)
    depth = float(np.ptp(table[BASELINE]) + 4 * np.abs(table[SIZE]).max()) + 10.0
    if len(pages) > 1 and len(pages) * depth > _DEEPEST:
        return [_rows([page])[0] for page in pages]
    tops = [depth * place for place in range(len(pages))]
    y = table[BASELINE] + np.repeat(tops, counts)
    order = _reading_order(table[X0], y)
    words = _as_one([page.words for page in pages], table, order)
    levels = _levels(words.table, y[order])
    ends = levels.start.searchsorted(np.cumsum(counts))
    doubled = _pages_of(_may_be_doubled(levels, words.table[X0]), ends)
    struck = _pages_of(_may_be_struck(levels, pages, tops), ends)
    parts = _parts(words, levels)
    rows: list[list[Line] | None] = []
    start = 0
    for place, (page, end) in enumerate(zip(pages, ends.tolist(), strict=True)):
        dropped = (place in doubled and len(single(page.words)) < len(page.words)) or (
            place in struck and len(unstruck(page.words, page.rules)) < len(page.words)
        )
        rows.append(None if dropped else _lines(words, parts[start:end], page.page))
        start = end
    return rows


def _pages_of(told: Bools, ends: Places) -> set[int]:
    """The pages on which something is told of a level, by the levels that they end before."""
    return set(ends.searchsorted(np.flatnonzero(told), "right").tolist()) if told.any() else set()


def _reading_order(x0: Numbers, y: Numbers) -> Places:
    """The places of words from the top, and from the left where they stand on one level."""
    # one number for each is sorted in a tenth of the time, and nearly always tells the order
    order = (y * _LEVELS_APART + x0).argsort(kind="stable")
    x0s, ys = x0[order], y[order]
    above, left = ys[1:] < ys[:-1], x0s[1:] < x0s[:-1]
    if (above | (left & (ys[1:] == ys[:-1]))).any():
        return np.lexsort((x0, y))
    return order


def _as_one(pages: Sequence[PlacedWords], table: Numbers, order: Places) -> PlacedWords:
    """The words of pages as those of one, in an order; the table is that of all of them."""
    faces = [len(words.looks) for words in pages]
    table[FACE] += np.repeat(np.cumsum([0, *faces[:-1]]), [len(words) for words in pages])
    chosen = order.tolist()
    texts = picked(list(chain.from_iterable([words.texts for words in pages])), chosen)
    joins: Sequence[bool] = [False] * len(chosen)
    if any(True in words.joins for words in pages):
        joins = picked(list(chain.from_iterable([words.joins for words in pages])), chosen)
    looks = list(chain.from_iterable([words.looks for words in pages]))
    return PlacedWords(texts, joins, table.take(order, axis=1), looks)


def _levels(table: Numbers, y: Numbers) -> _Levels:
    """What there is of words in reading order on each of their levels."""
    count = len(y)
    begins = np.ones(count, bool)
    np.not_equal(y[1:], y[:-1], out=begins[1:])
    start = np.flatnonzero(begins)
    steps, spaces = np.empty((2, count))
    np.subtract(table[X0, 1:], table[X0, :-1], out=steps[1:])
    np.subtract(table[X0, 1:], table[X1, :-1], out=spaces[1:])
    steps[start] = spaces[start] = np.inf
    least = np.minimum.reduceat(np.vstack([table[TOP : FACE + 1], steps, spaces]), start, axis=1)
    spaces[start] = 0.0
    most = np.maximum.reduceat(np.vstack([table[SIZE : BOTTOM + 1], spaces]), start, axis=1)
    top, smallest, lowest_face, nearest, tightest = least
    largest, highest_face, right, bottom, widest = most
    level = y[start]
    return _Levels(
        start=start,
        end=np.append(start[1:], count),
        first=level,
        last=level,
        left=table[X0, start],
        top=top,
        smallest=smallest,
        lowest_face=lowest_face,
        largest=largest,
        highest_face=highest_face,
        right=right,
        bottom=bottom,
        nearest=nearest,
        tightest=tightest,
        widest=widest,
    )


def _parts(words: PlacedWords, levels: _Levels) -> list[_Part]:
    """The levels as they are made into lines: each a line of its own, or one with the next."""
    closed = _closed(levels)
    # what `lines` asks of the words of a plain line one by one
    plain = closed & (levels.smallest == levels.largest) & (levels.smallest > 0)
    plain &= levels.tightest > TOUCHING * levels.largest
    plain[1:] &= closed[:-1]
    faces = np.where(levels.lowest_face == levels.highest_face, levels.lowest_face, -1)
    starts, ends = levels.start.tolist(), levels.end.tolist()
    held = [words.texts[start:end] for start, end in zip(starts, ends, strict=True)]
    said = list(map(" ".join, held))
    # the text is one for all words, so that what is asked of it is asked once
    text = " ".join(["", *said, ""])
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    edges = np.flatnonzero(codes == _BLANK)
    if len(edges) != len(words) + 1:  # some word holds a blank itself
        edges = np.cumsum([0, *[len(word) + 1 for word in words.texts]])
    # letters set apart are so many short words behind each other, none a number of two digits
    lengths, last = edges[1:] - edges[:-1] - 1, edges[1:] - 1
    digits = (codes >= _ZERO) & (codes <= _NINE)
    short = (lengths <= 2) & ~((lengths == 2) & digits[last] & digits[last - 1])
    apart = short[LETTERS - 1 :]
    for shift in range(LETTERS - 1):
        apart = apart & short[shift : shift + len(apart)]
    plain[levels.start.searchsorted(np.flatnonzero(apart), "right") - 1] = False
    if not RAISED_MARKS.isdisjoint(map(chr, set(codes[codes > _ASCII].tolist()))):
        plain &= [RAISED_MARKS.isdisjoint(one) for one in said]
    return list(
        zip(
            starts,
            ends,
            closed.tolist(),
            plain.tolist(),
            faces.astype(np.intp).tolist(),
            words.table[BASELINE, levels.start].tolist(),
            levels.left.tolist(),
            levels.top.tolist(),
            levels.right.tolist(),
            levels.bottom.tolist(),
            levels.largest.tolist(),
            levels.widest.tolist(),
            held,
            said,
            strict=True,
        )
    )


def _lines(words: PlacedWords, parts: Sequence[_Part], page: int) -> list[Line]:
    """The lines that the levels of a page make."""
    joins, looks = words.joins, words.looks
    lefts, rights = words.lefts, words.rights
    lines: list[Line] = []
    first = -1  # of the words of levels that are one with the next
    for part in parts:
        start, end, closed, plain, face, y, left, top, right, bottom, size, wide, texts, text = part
        if plain:
            line = Line.plain(
                page,
                made_box(left, top, right, bottom),
                PlacedRun(words, start, end),
                y,
                texts,
                lefts[start:end],
                rights[start:end],
                joins[start:end],
                text,
                size,
                wide,
                looks[face] if face >= 0 else None,
            )
            lines.append(line)
            continue
        first = start if first < 0 else first
        if closed:
            row = uneven_row(words, first, end, page)
            lines += [row] if row is not None else rows_of(words.made(first, end), page)
            first = -1
    return lines


def _may_be_doubled(levels: _Levels, x0: Numbers) -> Bools:
    """On which levels words begin so near to others that they may be one, drawn twice."""
    limit = SPOT * np.maximum(levels.largest, SPOT_TYPE)
    may = levels.nearest <= limit
    for step in range(1, len(limit)):
        reach = np.maximum(limit[step:], limit[:-step]) + _HAIR
        close = levels.first[step:] - levels.first[:-step] <= reach
        if not close.any():
            break
        near = np.flatnonzero(close & (levels.beside(step) <= reach)).tolist()
        if len(near) <= _FEW:  # what stands beside, or raised above, a row's words is not doubled
            near = [at for at in near if _meet(levels, x0, at, at + step, reach[at])]
        may[near] = True
    return may


def _meet(levels: _Levels, x0: Numbers, upper: int, lower: int, reach: float) -> bool:
    """Whether any words of two levels begin within reach of each other."""
    above = x0[levels.start[upper] : levels.end[upper]]
    below = x0[levels.start[lower] : levels.end[lower]]
    first, last = above.searchsorted(below - reach), above.searchsorted(below + reach, "right")
    return bool((first < last).any())


def _may_be_struck(levels: _Levels, pages: Sequence[Upright], tops: Sequence[float]) -> Bools:
    """On which levels words of some size are that a thin line may strike through."""
    heights = [
        height + top
        for page, top in zip(pages, tops, strict=True)
        for height in bars_of(page.rules)[1]
    ]
    below = np.array([*sorted(heights), np.inf])
    high = levels.first - STRUCK_BELOW * levels.largest - _HAIR
    low = levels.first - STRUCK_ABOVE * levels.smallest + _HAIR
    return below[below.searchsorted(high)] <= low


def _closed(levels: _Levels) -> Bools:
    """Which levels have nothing to do with any below.

    Words of a row may stand on several levels, and small words be raised above their row or
    lowered below it by a share of the type size, where they stand beside its words. Only
    the next row and the one after it are asked for such words.
    """
    closed = np.ones(len(levels.first), bool)
    highest = levels.first - RAISE * levels.largest - _HAIR
    lowest = levels.first + np.maximum(LOWER * levels.largest, NEARLY * SMALL_TYPE) + _HAIR
    closed[:-1] = np.minimum.accumulate(highest[:0:-1])[::-1] > levels.first[:-1]
    closed[:-1] &= np.maximum.accumulate(lowest[:-1]) < levels.first[1:]
    if closed.all():
        return closed  # nothing is near to anything, as on most pages
    rows, apart = _runs(levels)
    free = np.ones(len(rows.first), bool)
    for step in (1, 2):
        above, below = rows.largest[:-step], rows.largest[step:]
        shift = rows.first[step:] - rows.last[:-step]
        near = shift <= np.maximum(RAISE * below, LOWER * above) + _HAIR
        near &= rows.beside(step) <= BESIDE * np.maximum(above, below) + _HAIR
        for further in range(step):
            free[further : len(near) + further] &= ~near
    apart[apart] = free
    return apart


def _runs(levels: _Levels) -> tuple[_Levels, Bools]:
    """The runs of levels that may be one row, and which levels are the last of theirs."""
    apart = np.ones(len(levels.first), bool)
    reach = levels.first + NEARLY * np.maximum(levels.largest, SMALL_TYPE) + _HAIR
    apart[:-1] = np.maximum.accumulate(reach[:-1]) < levels.first[1:]
    starts = np.flatnonzero(np.append(True, apart[:-1]))
    runs = levels._replace(
        first=levels.first[starts],
        last=levels.last[apart],
        left=np.minimum.reduceat(levels.left, starts),
        right=np.maximum.reduceat(levels.right, starts),
        largest=np.maximum.reduceat(levels.largest, starts),
    )
    return runs, apart
