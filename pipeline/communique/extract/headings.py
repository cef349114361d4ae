"""Which blocks are headings: short, set apart by style or numbering, no sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from string import ascii_lowercase

from communique.extract.furniture import CleanPage
from communique.extract.layout import Block, BlockKind, Line
from communique.extract.markers import Marker
from communique.extract.word_count import word_count

_SMALL_LETTERS = ascii_lowercase.encode()
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_NUMBER_OF_HEADING = re.compile(r"(?:digit[12]|ROMAN)$")
_LABEL_HEADING = re.compile(
    r"(?:item|point|session|séance|annex|annexe|appendix|part|partie|chapter|chapitre|section"
    r"|article)\s+(?:n[o°]\s*)?[\dIVXA-H]+\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Look:
    """The usual type of a document's text: size, whether bold or italic, colour."""

    size: float
    bold: bool
    italic: bool
    colour: int


def usual_look(pages: Sequence[CleanPage]) -> Look:
    """The look of most of the text."""
    looks: Counter[tuple[float, bool, bool, int]] = Counter()
    for page in pages:
        for (size, bold, italic, colour), count in page_looks(page).items():
            looks[round(size * 2) / 2, bold, italic, colour] += count
    if not looks:
        return Look(11.0, bold=False, italic=False, colour=0)
    return Look(*max(looks, key=lambda look: (looks[look], look)))


@lru_cache(maxsize=16)  # the cover's reader asks for the pages that the body's reader asks for
def page_looks(page: CleanPage) -> dict[tuple[float, bool, bool, int], int]:
    """How many characters of a page are set in each look, as `Line.looks` says of a line."""
    looks: dict[tuple[float, bool, bool, int], int] = {}
    last, letters = None, 0
    for row in page.rows:
        for look, count in row.looks.items():
            if look == last:  # as in most rows, and told faster than where it is in a table
                letters += count
                continue
            if last is not None:
                looks[last] = looks.get(last, 0) + letters
            last, letters = look, count
    if last is not None:
        looks[last] = looks.get(last, 0) + letters
    return looks


def is_heading(lines: Sequence[Line], text: str, marker: Marker | None, look: Look) -> bool:
    """Whether lines look like a heading: short, set apart by style or numbering, no sentence.

    Parameters
    ----------
    lines : sequence of Line
        The lines, at least one.
    text : str
        Their text without the marker.
    marker : Marker or None
        The bullet or number before them.
    look : Look
        The usual type of the document's text.
    """
    if len(lines) > 8 or (marker is not None and not marker.number):
        return False
    end, count = text[-1:], word_count(text)
    if not 0 < count <= 40 or end in (";", ",") or (end == "." and count > 9):
        return False  # as most running text is soon told
    if not _TWO_LETTERS.search(text):
        return False
    bold = _in_bold(lines)
    told_by_bold = bold and not look.bold
    if (len(lines) > 4 or count > 26) and not (told_by_bold or _in_capitals(text)):
        return False
    size = max([line.size for line in lines])
    if size >= 1.15 * look.size and end not in (".", ";") and (bold or end != ":"):
        return True
    if told_by_bold and not (end == "?" and count > 9):
        return not (end == ":" and count > 12)
    if count >= 2 and _in_capitals(text) and sum(map(str.isalpha, text)) >= 5:
        return True
    if end in (".", ":", "?"):
        return False
    if count <= 16 and names_part(text):
        return True
    if count > 14 or len(lines) > 2:
        return False
    if not look.italic and all(map(_is_italic, lines)):
        return text[:1].isupper()
    if all(line.colour != look.colour for line in lines) and text[:1].isupper():
        return True
    return marker is not None and _NUMBER_OF_HEADING.search(marker.style) is not None


def _in_bold(lines: Sequence[Line]) -> bool:
    """Whether all words of more than one character are in bold."""
    for line in lines:  # noqa: SIM110 - mostly the first tells, for less than `all` takes to begin
        if _holds_other(line.texts, line.bolds):
            return False
    return True


def _holds_other(texts: Sequence[str], styled: Sequence[bool]) -> bool:
    """Whether some of the words of more than one character is not in a style."""
    if False in styled:
        for text, own in zip(texts, styled, strict=True):
            if not own and len(text) > 1:
                return True
    return False


def _is_italic(line: Line) -> bool:
    """Whether all words of more than one character are in italics."""
    if True not in [italic for _, _, italic, _ in line.looks]:  # as in most lines
        return max(map(len, line.texts), default=0) < 2
    return not _holds_other(line.texts, line.italics)


def _in_capitals(text: str) -> bool:
    """Whether nearly all letters of a text are capitals (of a text without letters, too)."""
    letters = text.encode("ascii", "ignore")
    small = len(letters) - len(letters.translate(None, _SMALL_LETTERS))
    if len(text) < 6 * small:
        return False  # more than three in twenty are small, which is soon counted
    most = 0.85 * sum(map(str.isalpha, text))
    if sum(map(str.isupper, text)) < most:
        return False
    return sum([character.isupper() for character in text if character.isalpha()]) >= most


def names_part(text: str) -> bool:
    """Whether a text begins with the label of a part: "Session 2", "Annex A", "Chapter IV"."""
    return _LABEL_HEADING.match(text) is not None


def with_numbered_headings(blocks: list[Block]) -> list[Block]:
    """Know headings that nothing but their number sets apart from the text.

    A short line with a number and no full stop, over text without numbers, is a
    heading where most numbers of the document stand before such lines.

    Parameters
    ----------
    blocks : list of Block
        All blocks of a document in reading order.
    """
    numbered = [i for i, block in enumerate(blocks) if block.table is None and _is_numbered(block)]
    short = {
        i
        for i in numbered
        if i + 1 < len(blocks) and _is_short(blocks[i]) and _is_under_heading(blocks[i + 1])
    }
    if len(short) < 2 or len(short) < 0.7 * len(numbered):
        return blocks
    return [
        replace(block, kind=BlockKind.HEADING) if i in short else block
        for i, block in enumerate(blocks)
    ]


def _is_numbered(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and block.number.isdigit()


def _is_short(block: Block) -> bool:
    return (
        len(block.lines) == 1
        and word_count(block.text) <= 10
        and not re.search(r"[.;:,]$", block.text)
    )


def _is_under_heading(block: Block) -> bool:
    """Whether a block is a heading itself, or text without a number."""
    return block.kind is BlockKind.HEADING or (len(block.lines) >= 2 and not _is_numbered(block))


def heading_rank(block: Block) -> tuple[float, ...]:
    """How deep a heading is: the smaller, the further out."""
    text, lines = block.text, block.lines
    size = max([line.size for line in lines])
    capitals = _in_capitals(text) and any(map(str.isalpha, text))
    depth = block.number.count(".") if block.number[:1].isdigit() else 0
    return (-round(size), not capitals, not block.bold, block.italic, depth)
