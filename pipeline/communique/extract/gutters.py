"""Gutters: strips of white that several rows in a row leave open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median

from communique.extract.layout import Line, Word
from communique.extract.lines import cut_before, line_of, segments, wide_spaces
from communique.extract.markers import is_marker
from communique.extract.once import once
from communique.extract.times import parse_time_range

_NARROWEST = 4.5  # points; a gutter between columns of small type
_GAP = 1.2  # times the type size, between the pieces of a row
#: Of so many places it is kept how far a strip stays open from there; no real page has as many.
_MOST_KEPT = 50_000
#: First and last band, left and right edge.
_Strip = tuple[int, int, float, float]
_LEFT = attrgetter("box.x0")


@dataclass(eq=False)
class Band:
    """Rows that stand beside each other; what they are asked is worked out once."""

    rows: tuple[Line, ...]

    @once
    def gaps(self) -> list[tuple[float, float, Sequence[Word]]]:
        """From where to where wide white space reaches in the rows, and the words left of it."""
        if len(self.rows) == 1:
            row = self.rows[0]
            cuts = wide_spaces(row, _GAP)
            if not cuts:
                return []  # as most
            if self.single:
                words = row.words
                return [(words[at - 1].box.x1, words[at].box.x0, words[:at]) for at in cuts]
        pieces = sorted([piece for row in self.rows for piece in segments(row, _GAP)], key=_LEFT)
        edges = [(a.box.x1, b.box.x0) for a, b in pairwise(pieces)]
        return [
            (x0, x1, [word for piece in pieces if piece.box.x1 <= x0 for word in piece.words])
            for x0, x1 in edges
        ]

    @once
    def cuts(self) -> dict[tuple[float, ...], list[tuple[int, Line]]]:
        """The columns and parts that stops have cut the rows into, by the stops."""
        return {}

    @once
    def words(self) -> tuple[Word, ...]:
        """The words of all rows, row by row."""
        if len(self.rows) == 1:
            return self.rows[0].words
        return tuple(word for row in self.rows for word in row.words)

    @once
    def spans(self) -> list[tuple[float, float]]:
        """From where to where each word reaches, from left to right."""
        boxes = [word.box for word in self.words]
        return sorted([(box.x0, box.x1) for box in boxes])

    @once
    def blocks(self) -> list[tuple[float, float]]:
        """From where to where the words reach that no white parts which is wide enough."""
        if self.single:
            row = self.rows[0]
            if row.broadest < _NARROWEST:
                return [(row.box.x0, row.box.x1)]  # as most rows of running text
            wide = [at for at, (space, _) in enumerate(row.spaces, 1) if space >= _NARROWEST]
            edges = pairwise((0, *wide, len(row.words)))
            return [(row.words[a].box.x0, row.words[b - 1].box.x1) for a, b in edges]
        found = []
        start, at = self.spans[0]
        for a, b in self.spans:
            if a - at >= _NARROWEST:
                found.append((start, at))
                start = a
            at = b if b > at else at
        return [*found, (start, at)]

    @once
    def openings(self) -> list[tuple[float, float]]:
        """The white between and beside the words that is wide enough for a gutter."""
        blocks = self.blocks
        inner = [(a, b) for (_, a), (b, _) in pairwise(blocks)]
        return [(float("-inf"), blocks[0][0]), *inner, (blocks[-1][1], float("inf"))]

    @once
    def spaces(self) -> list[list[float]]:
        """The white between the words of each row, from the narrowest to the widest."""
        return [sorted([space for space, _ in row.spaces]) for row in self.rows]

    @once
    def single(self) -> bool:
        """Whether the band is one row whose words stand one behind the other, as most are."""
        return len(self.rows) == 1 and self.rows[0].apart

    @once
    def reach(self) -> tuple[float, float]:
        """Where the first of its words ends, and where the last one begins."""
        if self.single:
            words = self.rows[0].words
            return words[0].box.x1, words[-1].box.x0
        return min([x1 for _, x1 in self.spans]), self.spans[-1][0]

    @property
    def baseline(self) -> float:
        """The baseline of the first row."""
        return self.rows[0].baseline


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


def bands_of(rows: Sequence[Line]) -> list[Band]:
    """Group rows that stand beside each other on baselines of their own."""
    bands: list[list[Line]] = []
    for row in rows:
        box = row.box
        first = bands[-1][0].box if bands else None
        if first is not None and box.top < first.bottom:
            overlap = min(first.bottom, box.bottom) - max(first.top, box.top)
            if overlap > 0.4 * min(first.height, box.height) and all(
                box.x0 > other.box.x1 or box.x1 < other.box.x0 for other in bands[-1]
            ):
                bands[-1].append(row)
                continue
        bands.append([row])
    return [Band(tuple(band)) for band in bands]


def best_gutter(bands: Sequence[Band]) -> Gutter | None:
    """The gutter that most bands use on both sides, if it parts real columns."""
    best: Gutter | None = None
    seen: set[tuple[int, int]] = set()
    grown: set[_Strip] = set()
    upwards, downwards = _Reach(bands, -1), _Reach(bands, 1)
    for index, band in enumerate(bands):
        for left, right, before in band.gaps:
            key = (round(left / 3), round(right / 3))
            if right - left < 9 or key in seen or _is_marked(before):
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
        passed = []
        at = (index, x0, x1)
        while (known := self._ends.get(at)) is None:
            passed.append(at)
            beyond = at[0] + self._step
            inside = 0 <= beyond < len(self._bands)
            open_ = _open(self._bands[beyond], at[1], at[2]) if inside else None
            if open_ is None:
                known = at
                break
            at = (beyond, *open_)
        if len(self._ends) > _MOST_KEPT:
            self._ends.clear()
        for place in passed:
            self._ends[place] = known
        return known


def _is_marked(before: Sequence[Word]) -> bool:
    """Whether all that stands left of a gap is a bullet or number."""
    return is_marker(" ".join([word.text for word in before]))


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
    facing = 0
    if left and right:
        facing = min(
            sum(right[0] - 1 <= i <= right[-1] + 1 for i in left),
            sum(left[0] - 1 <= i <= left[-1] + 1 for i in right),
        )
    return Gutter(first, last, x0, x1, len(set(left).intersection(right)), facing)


def _tail_of_above(bands: Sequence[Band], first: int, x0: float, x1: float) -> bool:
    """Whether a run's first band is the last line of something that crosses the gutter."""
    if first == 0 or first + 1 >= len(bands):
        return False
    above = bands[first].baseline - bands[first - 1].baseline
    below = bands[first + 1].baseline - bands[first].baseline
    crossed = any(word.box.x0 < x1 - 1 and word.box.x1 > x0 + 1 for word in bands[first - 1].words)
    size = max(row.size for row in bands[first].rows)
    return crossed and above <= 1.45 * size and below >= 1.3 * above


def _open(band: Band, x0: float, x1: float) -> tuple[float, float] | None:
    """What a band leaves open of a strip, if it is still wide enough."""
    if band.single:
        return _open_in_row(band, x0, x1)
    widest: tuple[float, float] | None = None
    width = 0.0
    for left, right in band.openings:
        if right - x0 < _NARROWEST:
            continue
        if left >= x1:
            break
        start = left if left > x0 else x0
        end = right if right < x1 else x1
        wide = end - start
        if wide >= _NARROWEST and wide > width and not _a_space(band, (start, end)):
            widest, width = (start, end), wide
    return widest


def _open_in_row(band: Band, x0: float, x1: float) -> tuple[float, float] | None:
    """What a band's one row leaves open: only the words at the strip are looked at."""
    words = band.rows[0].words
    widest: tuple[float, float] | None = None
    width = 0.0
    at = bisect_right(words, x0, key=_LEFT)
    left = words[at - 1].box.x1 if at else float("-inf")
    while left < x1:
        right = words[at].box.x0 if at < len(words) else float("inf")
        start = left if left > x0 else x0
        end = right if right < x1 else x1
        wide = end - start
        if wide >= _NARROWEST and wide > width:
            inner = 0 < at < len(words)
            if not (inner and _is_usual(right - left, band.spaces[0])):
                widest, width = (start, end), wide
        if at == len(words):
            break
        left = words[at].box.x1
        at += 1
    return widest


def _a_space(band: Band, gap: tuple[float, float]) -> bool:
    """Whether a gap is no wider than the row's own spaces between words."""
    left, right = gap[0] + 0.5, gap[1] - 0.5
    for number, row in enumerate(band.rows):
        at = bisect_left(row.words, right, key=_LEFT)
        if 0 < at < len(row.words):
            a, b = row.words[at - 1].box, row.words[at].box
            if a.x1 <= left and _is_usual(b.x0 - a.x1, band.spaces[number]):
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
    crossing = any(word.box.x0 < gutter.x1 and word.box.x1 > gutter.x0 for word in new.words)
    close = lower.baseline - upper.baseline <= 2.3 * size
    if parse_time_range(new.rows[0].text) is not None:
        return False  # a timetable's next row
    return close and not crossing and beside != (True, True) and any(beside)


def stops_of(bands: Sequence[Band], gutter: Gutter) -> list[float]:
    """The middles of all strips that stay open over the whole run of bands."""
    blocks = sorted([block for band in bands for block in band.blocks])
    reaches = [band.reach for band in bands]
    centre = (gutter.x0 + gutter.x1) / 2
    stops = []
    at = blocks[0][1]
    for a, b in blocks:
        if a - at >= _NARROWEST:
            middle = (a + at) / 2
            if (
                at <= centre <= a
                or sum([leftmost <= middle <= rightmost for leftmost, rightmost in reaches]) >= 2
            ):
                stops.append(middle)
        at = b if b > at else at
    return stops or [centre]


def cut(bands: Sequence[Band], stops: Sequence[float]) -> list[Column]:
    """Cut bands into columns at the x of each stop; one without text comes out empty."""
    columns: list[Column] = [[] for _ in range(len(stops) + 1)]
    key = tuple(stops)
    for index, band in enumerate(bands):
        parts = band.cuts.get(key)
        if parts is None:
            parts = band.cuts[key] = [part for row in band.rows for part in _parts(row, stops)]
        for column, part in parts:
            columns[column].append((index, part))
    return columns


def _parts(row: Line, stops: Sequence[float]) -> list[tuple[int, Line]]:
    first = bisect_left(stops, row.box.x0)
    if first == len(stops) or stops[first] >= row.box.x1:
        return [(first, row)]  # no stop within the row
    columns = [bisect_left(stops, (word.box.x0 + word.box.x1) / 2) for word in row.words]
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


def wider_than_spaces(bands: Sequence[Band], stops: Sequence[float]) -> bool:
    """Whether the gutters are clearly wider than the spaces between words beside them."""
    across: list[float] = []
    within: list[float] = []
    for band in bands:
        for row in band.rows:
            for a, b in pairwise(row.words):
                end, start = a.box.x1, b.box.x0
                at = bisect_left(stops, end)
                crossed = at < len(stops) and stops[at] <= start
                (across if crossed else within).append(start - end)
    if not across or not within:
        return True
    return median(across) >= 2 * median(within)
