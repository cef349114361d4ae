"""Words and boxes made by the thousand: filled in while they are open, see `opened`."""

from __future__ import annotations

from collections.abc import Iterable

from communique.extract.layout import Style, Word
from communique.records import Box, opened

_OpenBox, _OpenWord = opened(Box), opened(Word)


def made_words(
    texts: Iterable[str],
    styles: Iterable[Style],
    joins: Iterable[bool],
    x0s: Iterable[float],
    tops: Iterable[float],
    x1s: Iterable[float],
    bottoms: Iterable[float],
    baselines: Iterable[float],
) -> list[Word]:
    """Words from their parts, in order: ``Word(text, Box(x0, top, x1, bottom), …)`` of each."""
    words: list[Word] = []
    for text, style, join, x0, top, x1, bottom, baseline in zip(
        texts, styles, joins, x0s, tops, x1s, bottoms, baselines, strict=True
    ):
        box = _OpenBox()
        box.x0 = x0
        box.top = top
        box.x1 = x1
        box.bottom = bottom
        box.__class__ = Box
        word = _OpenWord()
        word.text = text
        word.box = box
        word.baseline = baseline
        word.size, word.font, word.bold, word.italic, word.angle, word.colour = style
        word.joins = join
        word.__class__ = Word
        words.append(word)
    return words


def made_box(x0: float, top: float, x1: float, bottom: float) -> Box:
    """``Box(x0, top, x1, bottom)``."""
    box = _OpenBox()
    box.x0 = x0
    box.top = top
    box.x1 = x1
    box.bottom = bottom
    box.__class__ = Box
    made: Box = box
    return made


def smallest_box(boxes: Iterable[Box]) -> Box:
    """The smallest box around boxes (at least one).

    Examples
    --------
    >>> smallest_box([Box(1, 2, 3, 4), Box(0, 3, 2, 5)])
    Box(x0=0, top=2, x1=3, bottom=5)
    """
    first, *others = boxes
    x0, top, x1, bottom = first.x0, first.top, first.x1, first.bottom
    for box in others:
        x0 = box.x0 if box.x0 < x0 else x0
        top = box.top if box.top < top else top
        x1 = box.x1 if box.x1 > x1 else x1
        bottom = box.bottom if box.bottom > bottom else bottom
    return made_box(x0, top, x1, bottom)
