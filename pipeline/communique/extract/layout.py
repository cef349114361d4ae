"""What a page holds before anyone says what it means: words, lines, rules, blocks.

Boxes are PDF points from the page's top left corner; pages count from 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from operator import sub, truediv
from typing import NamedTuple, Protocol

from communique.extract.once import once
from communique.records import Box

#: Size, font, bold, italic, angle and colour of a word.
Style = tuple[float, str, bool, bool, int, int]
#: The place of each style in a look: size, whether bold or italic, colour.
_BOLD, _ITALIC = 1, 2
_new = object.__new__


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
    words: Sequence[Word]
    rules: tuple[Rule, ...] = ()
    images: tuple[Box, ...] = ()
    engine: str = "pdfium"
    turned: int = 0

    def __hash__(self) -> int:
        return hash((self.number, self.width, self.height, len(self.words)))


class Even(NamedTuple):
    """The baseline and type size of words, and where their boxes begin and end from the top."""

    baseline: float
    size: float
    top: float
    bottom: float


class Run(Protocol):
    """Words of a page that stand one behind the other, and are not made unless asked for."""

    @property
    def words(self) -> tuple[Word, ...]:
        """The words."""

    @property
    def styles(self) -> tuple[Style, ...]:
        """How each word looks."""

    def part(self, start: int, end: int) -> tuple[Run, Even] | None:
        """Some of the words, and what they have in common; ``None`` where they have not."""


class _Asked:
    """Has room for what is worked out of it once, beside the fields in their slots."""


@dataclass(slots=True, eq=False)  # not frozen, which takes several times as long to make
class Line(_Asked):
    """Words that stand on one baseline in one column, from left to right; nobody changes one.

    ``texts``, ``lefts``, ``rights``, ``joins``, ``styles`` and ``bolds`` have an entry for each
    word; the words themselves are made when they are asked for. ``text`` is all of it, ``size``
    the type size of most of its characters, ``broadest`` the widest white space between words
    in points and ``widest`` as a multiple of the type size beside it; ``apart`` says that the
    words stand one behind the other, none across the next. ``run`` is what a line makes its
    words of that was not made of these, ``style`` how all words of a line look that is known
    to be in one face.

    What every line is asked is there from the beginning, in slots, which are filled in a
    quarter of the time of a dictionary and read as fast; the rest is worked out once.
    """

    page: int
    box: Box
    baseline: float
    texts: Sequence[str]
    lefts: Sequence[float]
    rights: Sequence[float]
    joins: Sequence[bool]
    text: str
    size: float
    broadest: float
    widest: float
    apart: bool
    run: Run | None
    style: Style | None

    def __init__(self, page: int, box: Box, words: tuple[Word, ...], baseline: float) -> None:
        texts = [word.text for word in words]
        spaces, sizes = _spaces(words)
        self.page = page
        self.box = box
        self.baseline = baseline
        self.texts = texts
        self.lefts = [word.box.x0 for word in words]
        self.rights = [word.box.x1 for word in words]
        self.joins = [word.joins for word in words]
        self.text = " ".join(texts)
        self.size = heaviest([word.size for word in words], list(map(len, texts)))
        self.broadest = max(spaces, default=0.0)
        self.widest = max(map(truediv, spaces, sizes), default=0.0)
        self.apart = min(spaces, default=0.0) >= 0
        self.run = self.style = None
        self.words, self.spaces, self.beside = words, spaces, sizes

    @classmethod
    def plain(
        cls,
        page: int,
        box: Box,
        words: tuple[Word, ...] | Run,
        baseline: float,
        texts: Sequence[str],
        lefts: Sequence[float],
        rights: Sequence[float],
        joins: Sequence[bool],
        text: str,
        size: float,
        broadest: float,
        style: Style | None,
        beside: Sequence[float] = (),
    ) -> Line:
        """A line of words that stand apart, with what its maker has found out.

        ``text`` is ``texts`` with spaces between; ``style`` is that of all words, where they
        are known to be in one face; ``beside`` is given where they are in several sizes.
        """
        line = _new(cls)
        line.page = page
        line.box = box
        line.baseline = baseline
        line.texts = texts
        line.lefts = lefts
        line.rights = rights
        line.joins = joins
        line.text = text
        line.size = size
        line.broadest = broadest
        line.widest = broadest / (size if size > 4.0 else 4.0)
        line.apart = True
        line.style = style
        if isinstance(words, tuple):
            line.words, line.run = words, None
        else:
            line.run = words
        if style is not None:
            _, _, bold, italic, _, colour = style
            count = len(texts)
            line.looks = {(size, bold, italic, colour): len(text) - count + 1}
            line.bold, line.bolds = bold, [bold] * count
        if beside:
            line.beside = beside
            line.widest = max(map(truediv, map(sub, lefts[1:], rights), beside))
        return line

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Line):
            return NotImplemented
        return self is other or (
            (self.page, self.baseline, self.box) == (other.page, other.baseline, other.box)
            and self.words == other.words
        )

    def __hash__(self) -> int:
        return hash((self.page, self.baseline, self.box.x0, len(self.texts)))

    @once
    def words(self) -> tuple[Word, ...]:
        assert self.run is not None  # a line made of words keeps these
        return self.run.words

    @once
    def styles(self) -> Sequence[Style]:
        if self.run is not None:
            return self.run.styles
        return [(w.size, w.font, w.bold, w.italic, w.angle, w.colour) for w in self.words]

    @once
    def spaces(self) -> Sequence[float]:
        """The white space before each word but the first."""
        return list(map(sub, self.lefts[1:], self.rights))

    @once
    def beside(self) -> Sequence[float]:
        """The type size beside each of the `spaces`; one for all where they have the same."""
        return (self.size if self.size > 4.0 else 4.0,)  # of all words of a plain line

    @once
    def cut(self) -> dict[tuple[int, ...], list[Line]]:
        """The parts that the line has been cut into, by the places of the cuts."""
        return {}

    @once
    def looks(self) -> dict[tuple[float, bool, bool, int], int]:
        """How many characters are set in each look: size, whether bold or italic, colour."""
        styles = self.styles
        found: dict[tuple[float, bool, bool, int], int] = {}
        starts = [at for at, (a, b) in enumerate(pairwise(styles), 1) if a != b]
        edges = (0, *starts, len(styles)) if styles else ()
        for start, end in pairwise(edges):  # most words look as the one before does
            size, _, bold, italic, _, colour = styles[start]
            look = (size, bold, italic, colour)
            found[look] = found.get(look, 0) + sum(map(len, self.texts[start:end]))
        return found

    @once
    def bold(self) -> bool:
        return _most(self.looks, _BOLD)

    @once
    def bolds(self) -> list[bool]:
        """Which of the words are in bold."""
        return [bold for _, _, bold, _, _, _ in self.styles]

    @once
    def italics(self) -> list[bool]:
        """Which of the words are in italics."""
        return [italic for _, _, _, italic, _, _ in self.styles]

    @once
    def italic(self) -> bool:
        return _most(self.looks, _ITALIC)

    @once
    def colour(self) -> int:
        """The colour (0xRRGGBB) of the line's first word."""
        if self.style is not None:
            return self.style[5]
        return self.styles[0][5] if self.styles else 0


def _spaces(words: Sequence[Word]) -> tuple[list[float], list[float]]:
    """The white space between words, and the type size beside each."""
    spaces, sizes = [], []
    for last, word in pairwise(words):
        size = word.size if word.size < last.size else last.size
        spaces.append(word.box.x0 - last.box.x1)
        sizes.append(size if size > 4.0 else 4.0)
    return spaces, sizes


def heaviest(values: Sequence[float], weights: Sequence[int]) -> float:
    """The value that weighs most in all, of equals the greatest."""
    weight = dict.fromkeys(values, 0)
    if len(weight) == 1:
        return values[0]
    for value, more in zip(values, weights, strict=True):
        weight[value] += more
    return max(weight, key=lambda value: (weight[value], value)) if weight else 0.0


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
