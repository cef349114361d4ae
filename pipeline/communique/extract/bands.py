"""Bands of a page: rows that stand beside each other, and the white that they leave open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from operator import attrgetter

from communique.extract.layout import Line
from communique.extract.lines import ALMOST, segments, wide_spaces
from communique.extract.once import once
from communique.records import Box

NARROWEST = 4.5  # points; a gutter between columns of small type
_GAP = 1.2  # times the type size, between the pieces of a row
_LEFT = attrgetter("box.x0")


class Band:
    """Rows that stand beside each other.

    ``baseline`` is that of the first row; ``single`` says whether the band is one row whose
    words stand one behind the other, as most are. What every such band is asked is there from
    the beginning, the rest is worked out once.
    """

    def __init__(self, rows: tuple[Line, ...]) -> None:
        row = rows[0]
        self.rows = rows
        self.baseline = row.baseline
        self.single = len(rows) == 1 and row.apart
        if self.single:
            self.reach = row.rights[0], row.lefts[-1]
            if row.widest < ALMOST * _GAP:
                self.gaps = ()

    @once
    def gaps(self) -> Sequence[tuple[float, float, Sequence[str]]]:
        """From where to where wide white space reaches in the rows, and the words left of it."""
        if self.single:
            row = self.rows[0]
            texts, lefts, rights = row.texts, row.lefts, row.rights
            return [(rights[at - 1], lefts[at], texts[:at]) for at in wide_spaces(row, _GAP)]
        pieces = sorted([piece for row in self.rows for piece in segments(row, _GAP)], key=_LEFT)
        edges = [(a.box.x1, b.box.x0) for a, b in pairwise(pieces)]
        return [
            (x0, x1, [text for piece in pieces if piece.box.x1 <= x0 for text in piece.texts])
            for x0, x1 in edges
        ]

    @once
    def spans(self) -> list[tuple[float, float]]:
        """From where to where each word reaches, from left to right."""
        return sorted(
            [span for row in self.rows for span in zip(row.lefts, row.rights, strict=True)]
        )

    @once
    def blocks(self) -> list[tuple[float, float]]:
        """From where to where the words reach that no white parts which is wide enough."""
        if self.single:
            row = self.rows[0]
            lefts, rights = row.lefts, row.rights
            if row.broadest < NARROWEST:
                return [(lefts[0], rights[-1])]  # as most rows of running text
            wide = [at for at, space in enumerate(row.spaces, 1) if space >= NARROWEST]
            return [(lefts[a], rights[b - 1]) for a, b in pairwise((0, *wide, len(lefts)))]
        found = []
        start, at = self.spans[0]
        for a, b in self.spans:
            if a - at >= NARROWEST:
                found.append((start, at))
                start = a
            at = b if b > at else at
        return [*found, (start, at)]

    @once
    def openings(self) -> list[tuple[float, float]]:
        """The white between and beside the words that is wide enough for a gutter.

        It is asked of rows that stand beside each other: in one alone, few words are looked at.
        """
        blocks = self.blocks
        inner = [(a, b) for (_, a), (b, _) in pairwise(blocks)]
        return [(-inf, blocks[0][0]), *inner, (blocks[-1][1], inf)]

    @once
    def spaces(self) -> list[list[float]]:
        """The white between the words of each row, from the narrowest to the widest."""
        return [sorted(row.spaces) for row in self.rows]

    @once
    def reach(self) -> tuple[float, float]:
        """Where the first of its words ends, and where the last one begins."""
        return min([x1 for _, x1 in self.spans]), self.spans[-1][0]


def bands_of(rows: Sequence[Line]) -> list[Band]:
    """Group rows that stand beside each other on baselines of their own."""
    bands: list[list[Line]] = []
    first: Box | None = None
    for row in rows:
        box = row.box
        beside = first is not None and (box.x0 > first.x1 or box.x1 < first.x0)
        if first is not None and beside and box.top < first.bottom:
            overlap = min(first.bottom, box.bottom) - max(first.top, box.top)
            if overlap > 0.4 * min(first.height, box.height) and all(
                box.x0 > other.box.x1 or box.x1 < other.box.x0 for other in bands[-1]
            ):
                bands[-1].append(row)
                continue
        bands.append([row])
        first = box
    return [Band(tuple(band)) for band in bands]


def may_part(rows: Sequence[Line]) -> bool:
    """Whether white may part rows: where none is wide, and none stand beside each other, it cannot.

    Parameters
    ----------
    rows : sequence of Line
        The rows of a page or column from top to bottom.
    """
    above: Box | None = None
    for row in rows:
        box = row.box
        if row.widest >= ALMOST * _GAP:
            return True
        beside = above is not None and (box.x0 > above.x1 or box.x1 < above.x0)
        if above is not None and beside and box.top < above.bottom:
            return True
        above = box
    return False


def open_in(band: Band, x0: float, x1: float) -> tuple[float, float] | None:
    """What a band leaves open of a strip, if it is still wide enough."""
    if band.single:
        return _open_in_row(band, x0, x1)
    widest: tuple[float, float] | None = None
    width = 0.0
    for left, right in band.openings:
        if right - x0 < NARROWEST:
            continue
        if left >= x1:
            break
        start = left if left > x0 else x0
        end = right if right < x1 else x1
        wide = end - start
        if wide >= NARROWEST and wide > width and not _a_space(band, (start, end)):
            widest, width = (start, end), wide
    return widest


def _open_in_row(band: Band, x0: float, x1: float) -> tuple[float, float] | None:
    """What a row alone leaves open of a strip beside its words, or between two in a wide space.

    Only the words at the strip are looked at, and only a space that is wide enough is compared
    with the row's others.
    """
    row = band.rows[0]
    lefts, rights = row.lefts, row.rights
    widest: tuple[float, float] | None = None
    width = 0.0
    end = lefts[0] if lefts[0] < x1 else x1
    if end - x0 >= NARROWEST:
        widest, width = (x0, end), end - x0
    if row.broadest >= NARROWEST:
        for at in range(bisect_right(lefts, x0) or 1, len(lefts)):
            left, right = rights[at - 1], lefts[at]
            if left >= x1:
                break
            start = left if left > x0 else x0
            end = right if right < x1 else x1
            wide = end - start
            if wide >= NARROWEST and wide > width and not _is_usual(right - left, band.spaces[0]):
                widest, width = (start, end), wide
    start = rights[-1] if rights[-1] > x0 else x0
    wide = x1 - start
    return (start, x1) if wide >= NARROWEST and wide > width else widest


def _a_space(band: Band, gap: tuple[float, float]) -> bool:
    """Whether a gap is no wider than the row's own spaces between words."""
    left, right = gap[0] + 0.5, gap[1] - 0.5
    for number, row in enumerate(band.rows):
        lefts, rights = row.lefts, row.rights
        at = bisect_left(lefts, right)
        if 0 < at < len(lefts):
            end = rights[at - 1]
            if end <= left and _is_usual(lefts[at] - end, band.spaces[number]):
                return True
    return False


def _is_usual(space: float, spaces: Sequence[float]) -> bool:
    """Whether one of a row's spaces, from the narrowest to the widest, is like the others."""
    others = len(spaces) - 1
    if not others:
        return False
    own = bisect_left(spaces, space)
    half = others // 2
    middle = spaces[half + (half >= own)]
    if others % 2 == 0:
        middle = (spaces[half - 1 + (half - 1 >= own)] + middle) / 2
    return space < 1.6 * middle
