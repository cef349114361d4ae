"""Rows of words in several type sizes, or on baselines that all but agree.

Columns beside each other seldom stand on quite the same lines, a bullet is set in a size of
its own, and so is the number of a page. What there is to tell of such a row is told of its
words' numbers, as of a plain one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import sub

import numpy as np

from communique.extract.layout import Line, heaviest
from communique.extract.lines import (
    FOOTNOTE_MARK,
    NEARLY,
    RAISED,
    RAISED_IN_FULL,
    SMALL,
    SMALL_TYPE,
    TOUCHING,
    reads_plainly,
)
from communique.extract.making import made_box
from communique.extract.placed import PlacedRun, PlacedWords


def uneven_row(words: PlacedWords, start: int, end: int, page: int) -> Line | None:
    """The row that words from one place up to another make, where they only stand side by side.

    Parameters
    ----------
    words, start, end
        Words with nothing else near them, ordered by baseline and then from the left.
    page : int
        The page's number.

    Returns
    -------
    Line or None
        What `rows_of` makes of them; ``None`` where some may be glued, dropped or joined, or
        make more than one row.
    """
    if end - start < 2:
        return None
    lefts = words.lefts[start:end]
    order = sorted(range(end - start), key=lefts.__getitem__)
    held = words.at(np.array(order) + start)
    lefts, baselines, tops, sizes, _, rights, bottoms, _ = held.table.tolist()
    smallest = min(sizes)
    if smallest <= 0 or max(baselines) - min(baselines) > NEARLY * max(smallest, SMALL_TYPE):
        return None
    beside = [a if a < b else b for a, b in pairwise(sizes)]
    spaces = list(map(sub, lefts[1:], rights))
    if True in [space <= TOUCHING * size for space, size in zip(spaces, beside, strict=True)]:
        return None
    texts = held.texts
    text = " ".join(texts)
    if not reads_plainly(text, texts) or _may_be_raised(texts, baselines, sizes):
        return None
    lengths = list(map(len, texts))
    if smallest < SMALL_TYPE:
        beside = [max(size, SMALL_TYPE) for size in beside]
    return Line.plain(
        page,
        made_box(lefts[0], min(tops), rights[-1], max(bottoms)),
        PlacedRun(held, 0, len(texts)),
        heaviest(baselines, lengths),
        texts=texts,
        lefts=lefts,
        rights=rights,
        joins=held.joins,
        text=text,
        size=heaviest(sizes, lengths),
        broadest=max(spaces),
        style=None,
        beside=beside,
    )


def _may_be_raised(
    texts: Sequence[str], baselines: Sequence[float], sizes: Sequence[float]
) -> bool:
    """Whether any word that may be a footnote's mark stands raised above the one beside it."""
    body = max(sizes)
    small, least = SMALL * body, RAISED * body
    if max(baselines) - min(baselines) <= least:
        return False
    neighbours = [baselines[1], *baselines[:-1]]
    return any(
        beside - own > (least if size <= small else RAISED_IN_FULL * body)
        and FOOTNOTE_MARK.fullmatch(text)
        for text, own, beside, size in zip(texts, baselines, neighbours, sizes, strict=True)
    )
