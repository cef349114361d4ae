"""What a page holds before anyone says what it means: words, lines, rules, blocks.

Boxes are PDF points from the page's top left corner; pages count from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.extract.geometry import Numbers
from communique.extract.once import once
from communique.extract.picking import picked
from communique.records import Box

#: The rows of a table of words: those from `TOP` to `FACE` tell the least of a line,
#: those from `SIZE` to `BOTTOM` the most.
X0, BASELINE, TOP, SIZE, FACE, X1, BOTTOM, ANGLE = range(8)
#: Places in a sequence.
Places = npt.NDArray[np.intp]
#: The place of each style in a look: size, whether bold or italic, colour.
_BOLD, _ITALIC = 1, 2


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is drawn: its text, place and type face.

    ``baseline`` is the y of the line that the glyphs stand on, ``size`` the
    effective type size in points, ``angle`` the direction of writing in degrees
    (0 for upright text, counted anticlockwise) and ``joins`` says that a hyphen
    at the line's end was a word break and has been taken off.
    """

    text: str
    box: Box
    baseline: float
    size: float
    font: str = ""
    bold: bool = False
    italic: bool = False
    angle: int = 0
    colour: int = 0
    joins: bool = False

    def __hash__(self) -> int:
        return hash((self.text, self.box.x0, self.baseline))  # all fields would tell no more


class PlacedWords(tuple[Word, ...]):
    """Words as read from a page, with what else reading them leaves behind.

    ``texts`` are their texts, ``table`` has a column of numbers for each word, all finite, in
    the rows `X0` to `ANGLE`; words of one face look the same. Who makes other words of them
    makes a plain tuple, which has neither.
    """

    texts: Sequence[str]
    table: Numbers

    @classmethod
    def of(cls, words: Iterable[Word], texts: Sequence[str], table: Numbers) -> PlacedWords:
        """Words with their texts and their table."""
        made = cls(words)
        made.texts = texts
        made.table = table
        return made

    def at(self, places: Places) -> PlacedWords:
        """The words at some places, in the order of these."""
        chosen = places.tolist()
        return self.of(
            picked(self, chosen), picked(self.texts, chosen), self.table.take(places, axis=1)
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line or the edge of a filled box, horizontal or vertical."""

    box: Box

    @property
    def horizontal(self) -> bool:
        return self.box.width >= self.box.height


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size after rotation, its words and what is drawn around them."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    images: tuple[Box, ...] = ()
    engine: str = "pdfium"
    turned: int = 0

    def __hash__(self) -> int:
        return hash((self.number, self.width, self.height, len(self.words)))


@dataclass(frozen=True)
class Line:
    """Words that stand on one baseline in one column, from left to right.

    What is asked of a line again and again is worked out once and kept with it.
    """

    page: int
    box: Box
    words: tuple[Word, ...]
    baseline: float

    def __init__(self, page: int, box: Box, words: tuple[Word, ...], baseline: float) -> None:
        self._keep({"page": page, "box": box, "words": words, "baseline": baseline})

    def _keep(self, kept: dict[str, Any]) -> None:
        """Have this for ``__dict__``: made of itself, it shares its keys with others, and is slow.

        To set the fields of a frozen class one by one takes several times as long, too.
        """
        object.__setattr__(self, "__dict__", kept)

    @classmethod
    def plain(
        cls,
        page: int,
        box: Box,
        words: tuple[Word, ...],
        baseline: float,
        *,
        text: str,
        size: float,
        broadest: float,
        alike: bool,
    ) -> Line:
        """A line of words in one size that stand apart, with what its maker has found out.

        Words that are ``alike`` are in one face.
        """
        line = cls.__new__(cls)
        kept = {
            "page": page,
            "box": box,
            "words": words,
            "baseline": baseline,
            "text": text,
            "size": size,
            "broadest": broadest,
            "widest": broadest / (size if size > 4.0 else 4.0),
            "apart": True,
        }
        if alike:
            first, count = words[0], len(words)
            look = first.size, first.bold, first.italic, first.colour
            kept["looks"] = {look: len(text) - count + 1}
            kept["bold"], kept["bolds"] = first.bold, [first.bold] * count
            kept["italic"] = first.italic
        line._keep(kept)
        return line

    def __hash__(self) -> int:
        return hash((self.page, self.baseline, self.box.x0, len(self.words)))

    @once
    def text(self) -> str:
        return " ".join([word.text for word in self.words])

    @once
    def spaces(self) -> tuple[tuple[float, float], ...]:
        """The white space before each word but the first, and the type size beside it."""
        found = []
        for last, word in pairwise(self.words):
            size = word.size if word.size < last.size else last.size
            found.append((word.box.x0 - last.box.x1, size if size > 4.0 else 4.0))
        return tuple(found)

    @once
    def widest(self) -> float:
        """The widest white space, as a multiple of the type size beside it."""
        return max([space / size for space, size in self.spaces], default=0.0)

    @once
    def broadest(self) -> float:
        """The widest white space, in points."""
        return max([space for space, _ in self.spaces], default=0.0)

    @once
    def apart(self) -> bool:
        """Whether the words stand one behind the other, none across the next."""
        return min(self.spaces, default=(0.0,))[0] >= 0

    @once
    def cut(self) -> dict[tuple[int, ...], list[Line]]:
        """The parts that the line has been cut into, by the places of the cuts."""
        return {}

    @once
    def size(self) -> float:
        """The type size of most of the line's characters."""
        weight: dict[float, int] = {}
        for word in self.words:
            weight[word.size] = weight.get(word.size, 0) + len(word.text)
        if len(weight) == 1:
            return self.words[0].size
        return max(weight, key=lambda size: (weight[size], size)) if weight else 0.0

    @once
    def looks(self) -> dict[tuple[float, bool, bool, int], int]:
        """How many characters are set in each look: size, whether bold or italic, colour."""
        words = self.words
        first = words[0]
        size, bold, italic, colour = first.size, first.bold, first.italic, first.colour
        for word in words:
            if (
                word.size != size
                or word.bold is not bold
                or word.italic is not italic
                or word.colour != colour
            ):
                break
        else:
            return {(size, bold, italic, colour): len(self.text) - len(words) + 1}  # as most lines
        found: dict[tuple[float, bool, bool, int], int] = {}
        for word in words:
            look = (word.size, word.bold, word.italic, word.colour)
            found[look] = found.get(look, 0) + len(word.text)
        return found

    @once
    def bold(self) -> bool:
        return _most(self.looks, _BOLD)

    @once
    def bolds(self) -> list[bool]:
        """Which of the words are in bold."""
        return [word.bold for word in self.words]

    @once
    def italic(self) -> bool:
        return _most(self.looks, _ITALIC)

    @property
    def colour(self) -> int:
        """The colour (0xRRGGBB) of the line's first word."""
        return self.words[0].colour if self.words else 0


def _most(looks: dict[tuple[float, bool, bool, int], int], style: int) -> bool:
    """Whether most of the characters are in a style that some of the looks have."""
    if len(looks) == 1:
        ((look, count),) = looks.items()
        return bool(look[style]) and count > 0
    held = sum([count for look, count in looks.items() if look[style]])
    return 2 * held > sum(looks.values())


class BlockKind(Enum):
    """What a block of text is on the page, before its meaning is known."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    FOOTNOTE = "footnote"
    CELL = "cell"
    CAPTION = "caption"


@dataclass(slots=True, eq=False)  # not frozen, which takes six times as long to make
class Block:
    """A paragraph, heading, list item, footnote or table cell, joined to one line of text.

    Nobody changes a block: `dataclasses.replace` makes another.

    ``number`` is the printed number or letter without its punctuation (empty
    for a bullet), ``mark`` the bullet or number as printed, ``level`` the depth
    of a heading or list item from 0, ``row`` and ``column`` the place in
    a table, ``table`` the table's number in the document.
    """

    kind: BlockKind
    text: str
    page: int
    box: Box
    lines: tuple[Line, ...] = ()
    number: str = ""
    mark: str = ""
    level: int = 0
    table: int | None = None
    row: int = 0
    column: int = 0
    bold_prefix: str = ""
    pages: tuple[int, ...] = field(default=())

    @property
    def numbered_text(self) -> str:
        """The text with its printed number, if it has one."""
        return f"{self.mark} {self.text}".strip() if self.number else self.text

    @property
    def size(self) -> float:
        return self.lines[0].size if self.lines else 0.0

    @property
    def bold(self) -> bool:
        return bool(self.lines) and all(line.bold for line in self.lines)

    @property
    def italic(self) -> bool:
        return bool(self.lines) and all(line.italic for line in self.lines)
