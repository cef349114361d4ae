"""The rows of a page, told of all its words at once.

On most pages no word is drawn twice or struck through, and most rows stand alone, their
words set in one size with white space between them. Where that is so, the table of the
words' numbers tells it for the whole page; only the rest is looked at word by word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from communique.extract.geometry import Numbers
from communique.extract.layout import Line, Rule, Word
from communique.extract.lines import (
    BESIDE,
    LOWER,
    NEARLY,
    RAISE,
    SMALL_TYPE,
    STRUCK_ABOVE,
    STRUCK_BELOW,
    TOUCHING,
    bars_of,
    reads_plainly,
    rows_of,
    same_spot,
    single,
    unstruck,
)
from communique.extract.making import made_box
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

Bools = npt.NDArray[np.bool_]
#: More than rounding can make of a distance.
_HAIR = 1e-6


class _Levels(NamedTuple):
    """What there is of the words on each baseline of a page, or on runs of them, from the top.

    ``tightest`` and ``widest`` are the white space between two words in a row.
    """

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
    tightest: Numbers
    widest: Numbers

    def beside(self, step: int) -> Numbers:
        """The white space between each and the one so many steps below; less than 0 across."""
        left, right = self.left, self.right
        return np.maximum(left[step:] - right[:-step], left[:-step] - right[step:])


def rows_at_once(words: PlacedWords, rules: Sequence[Rule], page: int) -> list[Line] | None:
    """The rows that `rows_of` makes of upright words, or none where some must be dropped.

    Parameters
    ----------
    words, rules
        The upright words of a page, and what is drawn around them.
    page : int
        The page's number.

    Returns
    -------
    list of Line or None
        ``None`` where a word is drawn twice (see `single`) or struck through (see `unstruck`).
    """
    if not words:
        return []
    ordered, starts, ends, levels, nearest = _by_level(words)
    if (_may_be_doubled(levels, nearest) and len(single(words)) < len(words)) or (
        _may_be_struck(levels, rules) and len(unstruck(words, rules)) < len(words)
    ):
        return None
    closed = _closed(levels)
    # what `lines` asks of the words of a plain line one by one
    plain = closed & (levels.smallest == levels.largest) & (levels.smallest > 0)
    plain &= levels.tightest > TOUCHING * levels.largest
    plain[1:] &= closed[:-1]
    faces = np.where(levels.lowest_face == levels.highest_face, levels.lowest_face, -1)
    texts, joins, looks = ordered.texts, ordered.joins, ordered.looks
    lefts, rights = ordered.lefts, ordered.rights
    lines: list[Line] = []
    open_words: list[Word] = []
    for start, end, is_closed, is_plain, face, y, left, top, right, bottom, size, wide in zip(
        starts,
        ends,
        closed.tolist(),
        plain.tolist(),
        faces.astype(np.intp).tolist(),
        levels.first.tolist(),
        levels.left.tolist(),
        levels.top.tolist(),
        levels.right.tolist(),
        levels.bottom.tolist(),
        levels.largest.tolist(),
        levels.widest.tolist(),
        strict=True,
    ):
        if is_plain:
            said = texts[start:end]
            text = " ".join(said)
            if reads_plainly(text, said):
                box = made_box(left, top, right, bottom)
                lines.append(
                    Line.plain(
                        page,
                        box,
                        PlacedRun(ordered, start, end),
                        y,
                        texts=said,
                        lefts=lefts[start:end],
                        rights=rights[start:end],
                        joins=joins[start:end],
                        text=text,
                        size=size,
                        broadest=wide,
                        style=looks[face] if face >= 0 else None,
                    )
                )
                continue
        open_words += ordered.made(start, end)
        if is_closed:
            lines += rows_of(open_words, page)
            open_words = []
    return lines


def _by_level(
    words: PlacedWords,
) -> tuple[PlacedWords, list[int], list[int], _Levels, float]:
    """Words level by level: where those of each begin and end, and what there is of them.

    The last number is how near to each other two words of one level begin. Words that do
    not come so, from left to right on each level, are put in order.
    """
    table = words.table
    begins = np.ones(len(words), bool)
    np.not_equal(table[BASELINE, 1:], table[BASELINE, :-1], out=begins[1:])
    starts = np.flatnonzero(begins)
    order = np.argsort(table[BASELINE, starts], kind="stable")
    y = table[BASELINE, starts[order]]
    if (y[1:] == y[:-1]).any():
        return _by_level(words.at(np.argsort(table[BASELINE], kind="stable")))
    nearest = (table[X0, 1:] - table[X0, :-1])[~begins[1:]].min(initial=np.inf)
    if nearest < 0:
        return _by_level(words.at(np.lexsort((table[X0], table[BASELINE]))))
    spaces = np.empty(len(words))
    np.subtract(table[X0, 1:], table[X1, :-1], out=spaces[1:])
    spaces[starts] = np.inf
    tightest = np.minimum.reduceat(spaces, starts)
    spaces[starts] = 0.0
    levels = np.vstack(
        [
            table[X0, starts],
            np.minimum.reduceat(table[TOP : FACE + 1], starts, axis=1),
            np.maximum.reduceat(table[SIZE : BOTTOM + 1], starts, axis=1),
            tightest,
            np.maximum.reduceat(spaces, starts),
        ]
    ).take(order, axis=1)
    ends = np.append(starts[1:], len(words))
    return words, starts[order].tolist(), ends[order].tolist(), _Levels(y, y, *levels), nearest


def _may_be_doubled(levels: _Levels, nearest: float) -> bool:
    """Whether any two words begin so near to each other that they may be one, drawn twice."""
    limit = same_spot(float(levels.largest.max()))
    if nearest <= limit:
        return True
    for step in range(1, len(levels.first)):
        close = levels.first[step:] - levels.first[:-step] <= limit
        if not close.any():
            break
        if (close & (levels.beside(step) <= limit)).any():
            return True
    return False


def _may_be_struck(levels: _Levels, rules: Sequence[Rule]) -> bool:
    """Whether any thin line runs where it strikes through words of some size on some level."""
    if not rules:
        return False
    heights = np.array(bars_of(rules)[1])
    below = heights[np.searchsorted(heights, levels.first - STRUCK_BELOW * levels.largest)]
    return bool((below <= levels.first - STRUCK_ABOVE * levels.smallest).any())


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
