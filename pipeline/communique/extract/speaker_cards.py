"""Speaker cards of a web programme: initials in a circle, a name, an office, a body.

Cards stand side by side, so that a page's rows run across them. Each card is
read as an item of a list instead: its badge as an office before the name, its
line breaks as commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from communique.extract.affiliations import looks_like_affiliation
from communique.extract.folding import fold
from communique.extract.layout import Line, Word
from communique.extract.lines import ALMOST, line_of, segments, wide_spaces
from communique.extract.names import name_at
from communique.extract.offices import office_at
from communique.records import Box

_INITIALS = re.compile(r"[^\W\d_a-zß-ÿ]{2,3}")
_LONGEST = 3
#: The same as a word of a row; an expression that begins with a blank is tried at blanks alone.
_WORD_OF_INITIALS = re.compile(f" {_INITIALS.pattern} ")
_LINKED = re.compile(
    r"(?:[,&/(–—-]|\b(?:of|and|for|the|in|at|de|du|des|la|le|les|et|pour|à|d['’]|l['’]))$", re.I
)
_GAP = 1.2  # times the type size, between what stands side by side
_WIDE = ALMOST * _GAP  # a row whose white space is no wider is in one piece
_MOST_LINES = 6  # under a name
_REACH = 70.0  # points from the initials to the name beside them


@dataclass(frozen=True, slots=True)
class _Card:
    """The lines of a card from top to bottom, with a badge first where ``badged``."""

    lines: tuple[Line, ...]
    initials: Line
    badged: bool

    @property
    def pieces(self) -> tuple[Line, ...]:
        return (*self.lines, self.initials)

    @property
    def box(self) -> Box:
        box = self.initials.box
        for line in self.lines:
            box = box.union(line.box)
        return box


def with_cards(rows: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Read speaker cards with initials as the items of a list.

    Parameters
    ----------
    rows : sequence of Line
        The rows of a page from top to bottom.

    Returns
    -------
    tuple of list of Line
        The rows with one row for each card, in reading order, and the initials
        that were taken out. Without such cards the rows are returned as they are.
    """
    apart = [row for row in rows if row.widest >= _WIDE or len(row.text) <= _LONGEST]
    if not any(map(_may_hold_initials, apart)):
        return list(rows), []  # as on nearly every page
    pieces = [piece for row in rows for piece in segments(row, _GAP)]
    cards = list(_cards(pieces))
    if not cards:
        return list(rows), []
    taken = {id(piece) for card in cards for piece in card.pieces}
    kept: list[Line] = []
    by_word = {word: id(piece) for piece in pieces for word in piece.words}
    for row in rows:
        words = [word for word in row.words if by_word[word] not in taken]
        if len(words) == len(row.words):
            kept.append(row)
        elif words:
            kept.append(line_of(words, row.page))
    right = max(row.box.x1 for row in rows)
    for group in _beside_each_other(cards):
        kept += _stacked(group, right)
    return sorted(kept, key=lambda row: row.baseline), [card.initials for card in cards]


def _may_hold_initials(row: Line) -> bool:
    """Whether a word that may be initials stands apart in a row, which has mostly one piece."""
    if row.widest < _WIDE:
        return len(row.text) <= _LONGEST and _INITIALS.fullmatch(row.text) is not None
    if _WORD_OF_INITIALS.search(f" {row.text} ") is None:
        return False
    texts = row.texts
    return any(
        end == start + 1 and _INITIALS.fullmatch(texts[start])
        for start, end in pairwise((0, *wide_spaces(row, _GAP), len(texts)))
    )


def _cards(pieces: Sequence[Line]) -> Iterable[_Card]:
    used: set[int] = set()
    for initials in pieces:
        if len(initials.texts) != 1 or not _INITIALS.fullmatch(initials.text):
            continue
        name = next(
            (
                piece
                for piece in pieces
                if 0 < piece.box.x0 - initials.box.x1 <= _REACH
                and abs(piece.baseline - initials.baseline) <= 2.5 * piece.size
                and _stands_for(initials.text, piece.text)
                and id(piece) not in used
            ),
            None,
        )
        if name is None:
            continue
        lines = _under(name, pieces)
        badge = _badge(name, pieces)
        card = _Card((badge, *lines) if badge else lines, initials, badge is not None)
        used.update(map(id, card.pieces))
        yield card


def _stands_for(initials: str, text: str) -> bool:
    """Whether letters are the first ones of a name's words, or of its first and last."""
    name = name_at(text)
    if name is None or text[name.end :].strip():
        return False
    letters = [fold(word)[:1] for word in text.split()]
    sought = fold(initials)
    return len(letters) >= 2 and sought in ("".join(letters), letters[0] + letters[-1])


def _badge(name: Line, pieces: Sequence[Line]) -> Line | None:
    """The office that stands alone above a name: "Moderator"."""
    for piece in pieces:
        near = 0 < name.baseline - piece.baseline <= 2.4 * name.size
        if near and -4 <= piece.box.x0 - name.box.x0 <= 12 and len(piece.texts) <= 3:
            office = office_at(f"{piece.text}:")
            if office is not None and not office.rest:
                return piece
    return None


def _under(name: Line, pieces: Sequence[Line]) -> tuple[Line, ...]:
    lines = [name]
    for piece in sorted(pieces, key=lambda one: one.baseline):
        step = piece.baseline - lines[-1].baseline
        if (
            0.8 * piece.size < step <= 1.8 * name.size
            and abs(piece.box.x0 - name.box.x0) <= 4
            and not (piece.bold and name.bold)
            and piece.size <= 1.1 * name.size
            and len(lines) <= _MOST_LINES
        ):
            lines.append(piece)
    return tuple(lines)


def _beside_each_other(cards: Sequence[_Card]) -> list[list[_Card]]:
    groups: list[list[_Card]] = []
    for card in sorted(cards, key=lambda one: one.box.top):
        if groups and any(card.box.top < other.box.bottom - 4 for other in groups[-1]):
            groups[-1].append(card)
        else:
            groups.append([card])
    return [sorted(group, key=lambda one: (one.box.x0, one.box.top)) for group in groups]


def _stacked(group: Sequence[_Card], right: float) -> list[Line]:
    """Set each card of a group on a row of its own, within the height of the group."""
    top = min(card.lines[0].baseline for card in group)
    bottom = max(card.box.bottom for card in group)
    step = (bottom - top) / len(group)
    left = min(card.box.x0 for card in group)
    rows = []
    for place, card in enumerate(group):
        beside = [other.box.x0 for other in group if other.box.x0 > card.box.x1]
        words = _read(card, min(beside, default=right))
        rows.append(_set(words, left, right, top + place * step, step, card.lines[0].page))
    return rows


def _read(card: _Card, edge: float) -> list[Word]:
    """The words of a card as an item's: a badge with a colon, commas at its line breaks."""
    first = card.lines[0].words[0]
    words = [replace(first, text="•", bold=False)]
    for index, line in enumerate(card.lines):
        words += line.words
        following = card.lines[index + 1] if index + 1 < len(card.lines) else None
        mark = ":" if card.badged and index == 0 else ","
        if following is None or (index > card.badged and _runs_on(line, following, edge)):
            continue
        words[-1] = replace(words[-1], text=words[-1].text.rstrip(",;:") + mark)
    return words


def _runs_on(line: Line, following: Line, edge: float) -> bool:
    """Whether a line of a card goes on in the next: it is full, or ends in a link word."""
    if line.joins[-1] or _LINKED.search(line.text) or following.text[:1].islower():
        return True
    fits = line.box.x1 + 0.3 * line.size + (following.rights[0] - following.lefts[0]) <= edge
    return not fits and not looks_like_affiliation(following.text.split(",")[0])


def _set(
    words: Sequence[Word], left: float, right: float, baseline: float, step: float, page: int
) -> Line:
    """Set words in one row between two edges."""
    gap = 0.28 * words[0].size
    width = sum(word.box.width + gap for word in words)
    scale = min(1.0, (right - left) / max(width, 1.0))
    placed = []
    x = left
    for word in words:
        size = min(word.size, step / 1.2)
        box = Box(x, baseline - 0.75 * size, x + scale * word.box.width, baseline + 0.2 * size)
        placed.append(replace(word, box=box, baseline=baseline, size=size))
        x = box.x1 + scale * gap
    return line_of(placed, page)
