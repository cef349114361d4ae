"""Gutters: strips of white that several rows in a row leave open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median

from communique.extract.bands import NARROWEST, Band, open_in
from communique.extract.layout import Line, Word
from communique.extract.lines import cut_before, line_of
from communique.extract.markers import is_marker
from communique.extract.times import parse_time_range

#: Of so many places it is kept how far a strip stays open from there; no real page has as many.
_MOST_KEPT = 50_000
_START = itemgetter(0)
#: First and last band, left and right edge.
_Strip = tuple[int, int, float, float]


@dataclass(frozen=True, slots=True)
class Gutter:
    """A strip of white from band ``first`` to ``last``.

    ``sided`` bands have text on both sides; ``facing`` is how many bands on the
    side with fewer stand beside the other side, on lines of their own or not.
    """

    first: int
    last: int
    x0: float
    x1: float
    sided: int
    facing: int


#: The lines of a column, each with the index of the band that it stands in.
Column = list[tuple[int, Line]]


def best_gutter(bands: Sequence[Band]) -> Gutter | None:
    """The gutter that most bands use on both sides, if it parts real columns."""
    best: Gutter | None = None
    seen: set[tuple[int, int]] = set()
    grown: set[_Strip] = set()
    upwards, downwards = _Reach(bands, -1), _Reach(bands, 1)
    for index, band in enumerate(bands):
        for left, right, before in band.gaps:
            if right - left < 9:
                continue
            key = (round(left / 3), round(right / 3))
            if key in seen or _is_marked(before):
                continue
            seen.add(key)
            first, x0, x1 = upwards.end(index, left, right)
            last, x0, x1 = downwards.end(index, x0, x1)
            strip = (first, last, x0, x1)
            if strip in grown:
                continue  # from another row of the same columns
            grown.add(strip)
            gutter = _trimmed(bands, strip)
            if gutter.facing >= 2 and (
                best is None or (gutter.facing, gutter.sided) > (best.facing, best.sided)
            ):
                best = gutter
    return best


class _Reach:
    """How far strips of white stay open upwards (-1) or downwards (1), and how wide.

    From whichever row of two columns one sets out, the strips soon are the same, and what is
    known of one row is known of all: the time does not grow with the square of the rows.
    """

    def __init__(self, bands: Sequence[Band], step: int) -> None:
        self._bands = bands
        self._step = step
        self._ends: dict[tuple[int, float, float], tuple[int, float, float]] = {}

    def end(self, index: int, x0: float, x1: float) -> tuple[int, float, float]:
        """The last band that leaves a strip open, coming from a band, and what of it."""
        bands, step, ends = self._bands, self._step, self._ends
        passed = []
        at = (index, x0, x1)
        while (known := ends.get(at)) is None:
            passed.append(at)
            index += step
            open_ = open_in(bands[index], x0, x1) if 0 <= index < len(bands) else None
            if open_ is None:
                known = at
                break
            x0, x1 = open_
            at = index, x0, x1
        if len(ends) > _MOST_KEPT:
            ends.clear()
        ends.update(dict.fromkeys(passed, known))
        return known


def _is_marked(before: Sequence[str]) -> bool:
    """Whether all that stands left of a gap is a bullet or number."""
    return is_marker(" ".join(before))


def _trimmed(bands: Sequence[Band], strip: _Strip) -> Gutter:
    """A strip of white without the bands at its ends that do not stand on both of its sides."""
    first, last, x0, x1 = strip
    while first < last and _tail_of_above(bands, first, x0, x1):
        first += 1
    while first < last and not _sides(bands[first], x0, x1)[1]:
        first += 1
    while last > first and not _sides(bands[last], x0, x1)[1]:
        last -= 1
    middle = (x0 + x1) / 2
    reaches = [band.reach for band in bands[first : last + 1]]
    left = [i for i, (leftmost, _) in enumerate(reaches) if leftmost <= middle]
    right = [i for i, (_, rightmost) in enumerate(reaches) if rightmost >= middle]
    if len(left) == len(right) == len(reaches):
        return Gutter(first, last, x0, x1, len(left), len(left))  # as in most tables
    facing = 0
    if left and right:
        facing = min(
            bisect_right(left, right[-1] + 1) - bisect_left(left, right[0] - 1),
            bisect_right(right, left[-1] + 1) - bisect_left(right, left[0] - 1),
        )
    return Gutter(first, last, x0, x1, len(set(left).intersection(right)), facing)


def _tail_of_above(bands: Sequence[Band], first: int, x0: float, x1: float) -> bool:
    """Whether a run's first band is the last line of something that crosses the gutter."""
    if first == 0 or first + 1 >= len(bands):
        return False
    above = bands[first].baseline - bands[first - 1].baseline
    below = bands[first + 1].baseline - bands[first].baseline
    crossed = any(a < x1 - 1 and b > x0 + 1 for a, b in bands[first - 1].spans)
    size = max(row.size for row in bands[first].rows)
    return crossed and above <= 1.45 * size and below >= 1.3 * above


def _sides(band: Band, x0: float, x1: float) -> tuple[bool, bool]:
    middle = (x0 + x1) / 2
    leftmost, rightmost = band.reach
    return leftmost <= middle, rightmost >= middle


def with_tails(bands: Sequence[Band], gutter: Gutter) -> tuple[int, int]:
    """First and last band of columns of which one begins or ends before the other."""
    first, last = gutter.first, gutter.last
    while first > 0 and _goes_on(bands[first - 1], bands[first], gutter):
        first -= 1
    while last + 1 < len(bands) and _goes_on(bands[last], bands[last + 1], gutter, below=True):
        last += 1
    return first, last


def _goes_on(upper: Band, lower: Band, gutter: Gutter, *, below: bool = False) -> bool:
    new = lower if below else upper
    size = max(row.size for row in new.rows)
    beside = _sides(new, gutter.x0, gutter.x1)
    crossing = any(a < gutter.x1 and b > gutter.x0 for a, b in new.spans)
    close = lower.baseline - upper.baseline <= 2.3 * size
    if parse_time_range(new.rows[0].text) is not None:
        return False  # a timetable's next row
    return close and not crossing and beside != (True, True) and any(beside)


def stops_of(bands: Sequence[Band], gutter: Gutter) -> list[float]:
    """The middles of all strips that stay open over the whole run of bands."""
    # which of two that begin at one place comes first is all the same
    blocks = sorted([block for band in bands for block in band.blocks], key=_START)
    centre = (gutter.x0 + gutter.x1) / 2
    stops = []
    at = blocks[0][1]
    for a, b in blocks:
        if a - at >= NARROWEST:
            middle = (a + at) / 2
            if at <= centre <= a or _stand_beside(bands, middle):
                stops.append(middle)
        at = b if b > at else at
    return stops or [centre]


def _stand_beside(bands: Sequence[Band], x: float) -> bool:
    """Whether two bands or more have text on both sides of a place."""
    return sum([leftmost <= x <= rightmost for leftmost, rightmost in [b.reach for b in bands]]) > 1


def cut(bands: Sequence[Band], stops: Sequence[float]) -> list[Column]:
    """Cut bands into columns at the x of each stop; one without text comes out empty."""
    columns: list[Column] = [[] for _ in range(len(stops) + 1)]
    for index, band in enumerate(bands):
        for row in band.rows:
            for column, part in _parts(row, stops):
                columns[column].append((index, part))
    return columns


def _parts(row: Line, stops: Sequence[float]) -> list[tuple[int, Line]]:
    first = bisect_left(stops, row.box.x0)
    if first == len(stops) or stops[first] >= row.box.x1:
        return [(first, row)]  # no stop within the row
    if row.apart:
        columns, places = _places(row, stops[first:])
        if not places:
            return [(first + columns[0], row)]
        parts = cut_before(row, places)
        return [(first + column, part) for column, part in zip(columns, parts, strict=True)]
    middles = [(a + b) / 2 for a, b in zip(row.lefts, row.rights, strict=True)]
    columns = [bisect_left(stops, middle) for middle in middles]
    places = [place for place, (a, b) in enumerate(pairwise(columns), 1) if a != b]
    if not places:
        return [(columns[0], row)]
    if columns == sorted(columns):
        parts = cut_before(row, places)
        return [(columns[place], part) for place, part in zip((0, *places), parts, strict=True)]
    apart: dict[int, list[Word]] = {}
    for column, word in zip(columns, row.words, strict=True):
        apart.setdefault(column, []).append(word)
    return [(column, line_of(words, row.page)) for column, words in sorted(apart.items())]


def _places(row: Line, stops: Sequence[float]) -> tuple[list[int], list[int]]:
    """The columns that words which stand one behind the other lie in, and where all but one begin.

    Only the words at the stops are looked at.
    """
    lefts, rights = row.lefts, row.rights
    columns: list[int] = []
    ends = [0]
    for column, stop in enumerate((*stops, float("inf"))):
        end = bisect_right(rights, stop)
        if end < len(rights) and (lefts[end] + rights[end]) / 2 <= stop:
            end += 1  # most of this word lies before the stop
        if end > ends[-1]:
            columns.append(column)
            ends.append(end)
    return columns, ends[1:-1]


def wider_than_spaces(bands: Sequence[Band], stops: Sequence[float]) -> bool:
    """Whether the gutters are clearly wider than the spaces between words beside them."""
    across: list[float] = []
    within: list[float] = []
    for band in bands:
        for row in band.rows:
            first = bisect_left(stops, row.box.x0)
            if first == len(stops) or stops[first] > row.box.x1:
                within += row.spaces  # no stop within the row
                continue
            crossed = _crossed(row, stops[first:])
            across += [row.spaces[at] for at in crossed]
            within += [space for at, space in enumerate(row.spaces) if at not in crossed]
    if not across or not within:
        return True
    return median(across) >= 2 * median(within)


def _crossed(row: Line, stops: Sequence[float]) -> set[int]:
    """The places of those of a row's spaces that a stop lies in."""
    lefts, rights = row.lefts, row.rights
    if not row.apart:
        spaces = enumerate(zip(rights, lefts[1:], strict=False))
        return {at for at, (end, start) in spaces if any(end <= stop <= start for stop in stops)}
    last = len(lefts) - 1
    crossed: set[int] = set()
    for stop in stops:  # it lies between the words that end before it and those that begin behind
        first = bisect_left(lefts, stop) - 1
        crossed.update(range(max(first, 0), min(bisect_right(rights, stop), last)))
    return crossed
