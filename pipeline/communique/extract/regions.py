"""Reading order: running text, columns and tables, from top to bottom of a page.

A page is cut into regions along its ruled tables and along gutters: vertical
strips of white that several rows in a row leave open. A gutter parts columns of
prose, which are read one after the other, or the cells of a table without
lines, which are read row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from communique.extract.days import day_heading
from communique.extract.fields import GROUP
from communique.extract.furniture import CleanPage
from communique.extract.grids import Grid, find_grids
from communique.extract.layout import Line, Page, Rule, Word
from communique.extract.lines import line_of, rows_of, segments
from communique.extract.markers import is_marker
from communique.extract.times import parse_time_range
from communique.records import Box

_LABEL = re.compile(
    r"(?:session|séance|item|point|day|jour|group|groupe|part|partie|mon|tues|wednes|thurs|fri"
    r"|satur|sun|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\w*\b",
    re.IGNORECASE,
)
_DEPTH = 3
_NARROWEST = 4.5  # points; a gutter between columns of small type


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines of one column, with the column's left and right edge."""

    lines: tuple[Line, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its place in the table and what it holds."""

    row: int
    column: int
    flows: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, ruled or not: its cells in reading order and its columns' left edges."""

    box: Box
    cells: tuple[Cell, ...]
    columns: tuple[float, ...]
    ruled: bool


Region = Flow | Table


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows that stand beside each other."""

    rows: tuple[Line, ...]
    pieces: tuple[Line, ...]

    @property
    def words(self) -> list[Word]:
        return [word for row in self.rows for word in row.words]

    @property
    def baseline(self) -> float:
        return self.rows[0].baseline


@dataclass(frozen=True, slots=True)
class _Gutter:
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


def page_regions(clean: CleanPage) -> list[Region]:
    """The regions of a page in reading order."""
    grids = [grid for grid in find_grids(clean.page)]
    words = [word for row in clean.rows for word in row.words]
    tables: list[Table] = []
    inside: set[Word] = set()
    for grid in grids:
        table = _ruled(grid, [word for word in words if word not in inside], clean.page)
        if table is not None:
            held = {word for word in words if _within(word, grid.box)}
            inside |= held
            tables.append(table)
    if not inside:
        rows = list(clean.rows)
    else:
        rows = rows_of([word for word in words if word not in inside], clean.page.number)
    regions: list[Region] = []
    for table in sorted(tables, key=lambda t: t.box.top):
        above = [row for row in rows if row.baseline < table.box.top + 2]
        rows = [row for row in rows if row.baseline >= table.box.top + 2]
        regions += _split(above, clean.page.rules, 0)
        regions.append(table)
    regions += _split(rows, clean.page.rules, 0)
    return regions


def _within(word: Word, box: Box) -> bool:
    x, y = (word.box.x0 + word.box.x1) / 2, word.baseline - 0.3 * word.size
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _ruled(grid: Grid, words: Sequence[Word], page: Page) -> Table | None:
    cells: list[Cell] = []
    taken: set[Word] = set()
    for row, column, box in grid.cells:
        held = [word for word in words if word not in taken and _within(word, box)]
        taken.update(held)
        flows = _flows(rows_of(held, page.number), box.x0, box.x1) if held else ()
        cells.append(Cell(row, column, flows))
    filled = [cell for cell in cells if cell.flows]
    first = 0.16 * page.height  # a table that goes on from the page before
    if len({cell.column for cell in filled}) < (1 if grid.box.top < first else 2):
        return None
    lefts: dict[int, float] = {}
    for _, column, box in grid.cells:
        lefts[column] = min(lefts.get(column, box.x0), box.x0)
    ordered = _reading_order(filled)
    return Table(grid.box, tuple(ordered), tuple(lefts[c] for c in sorted(lefts)), ruled=True)


def _reading_order(cells: Sequence[Cell]) -> list[Cell]:
    """Row by row; column by column where a few rows hold prose side by side."""
    rows = {cell.row for cell in cells}
    labels = sum(_is_label(_text(cell)) for cell in cells if cell.column == 0)
    words = [len(_text(cell).split()) for cell in cells if cell.row > min(rows)]
    sideways = (
        2 <= len(rows) <= 4 and labels == 0 and bool(words) and sum(words) / len(words) >= 8
    ) or _grouped(cells)
    if sideways:
        return sorted(cells, key=lambda cell: (cell.column, cell.row))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


_GROUP = re.compile(r"(?:group|groupe|breakout|workshop|atelier|stream|track)\b", re.IGNORECASE)


def _grouped(cells: Sequence[Cell]) -> bool:
    first = min(cell.row for cell in cells)
    heads = [cell for cell in cells if cell.row == first]
    return len(heads) >= 2 and all(_GROUP.match(_text(cell)) for cell in heads)


def _text(cell: Cell) -> str:
    return " ".join(line.text for flow in cell.flows for line in flow.lines)


def _flows(rows: Sequence[Line], left: float, right: float) -> tuple[Flow, ...]:
    if not rows:
        return ()
    edge = min(right, max(row.box.x1 for row in rows) + 6)
    return (Flow(tuple(rows), left, edge),)


def _is_label(text: str) -> bool:
    text = text.strip()
    return bool(text) and (
        parse_time_range(text) is not None
        or (len(text) < 60 and _LABEL.match(text) is not None)
    )


def _split(rows: Sequence[Line], rules: Sequence[Rule], depth: int) -> list[Region]:
    if not rows:
        return []
    bands = _bands(rows)
    gutter = _best_gutter(bands) if depth <= _DEPTH else None
    if gutter is None:
        return [_flow(rows)]
    first, last = _with_tails(bands, gutter)
    regions = _prose_columns(bands[first : last + 1], gutter, rules, depth)
    if regions is None:
        first, last = gutter.first, gutter.last
        regions = _columns(bands[first : last + 1], gutter, rules, depth)
    if regions is None:
        return [_flow(rows)]
    before = [row for band in bands[:first] for row in band.rows]
    after = [row for band in bands[last + 1 :] for row in band.rows]
    return [*_split(before, rules, depth), *regions, *_split(after, rules, depth)]


def _flow(rows: Sequence[Line]) -> Flow:
    return Flow(
        tuple(map(_time_first, _with_centred_labels(rows))), min(row.box.x0 for row in rows), max(row.box.x1 for row in rows)
    )


def _with_centred_labels(rows: Sequence[Line]) -> list[Line]:
    """Put a number or time that is set half-way beside two lines before the first of them."""
    result: list[Line] = []
    for index, row in enumerate(rows):
        before = result[-1] if result else None
        after = rows[index + 1] if index + 1 < len(rows) else None
        if (
            before is not None
            and after is not None
            and max(row.baseline - before.baseline, after.baseline - row.baseline)
            < 0.85 * row.size
            and _is_label_row(row)
            and all(_beside(word, line) for word in row.words for line in (before, after))
        ):
            words = sorted((*row.words, *before.words), key=lambda word: word.box.x0)
            result[-1] = Line(before.page, before.box.union(row.box), tuple(words), before.baseline)
            continue
        result.append(row)
    return result


def _is_label_row(row: Line) -> bool:
    return all(
        is_marker(piece.text) or parse_time_range(piece.text) is not None
        for piece in segments(row, 1.5)
    )


def _beside(word: Word, line: Line) -> bool:
    return all(
        word.box.x1 <= other.box.x0 + 1 or word.box.x0 >= other.box.x1 - 1 for other in line.words
    )


def _time_first(line: Line) -> Line:
    """Read a time set at the right edge of a line before the line's text."""
    pieces = segments(line, 1.5)
    if len(pieces) < 2:
        return line
    time = parse_time_range(pieces[-1].text)
    if time is None or not time.end or time.rest.strip(" )]"):
        return line
    words = (*pieces[-1].words, *(word for piece in pieces[:-1] for word in piece.words))
    return Line(line.page, line.box, words, line.baseline)


def _bands(rows: Sequence[Line]) -> list[_Band]:
    bands: list[list[Line]] = []
    for row in rows:
        if bands:
            first = bands[-1][0]
            overlap = min(first.box.bottom, row.box.bottom) - max(first.box.top, row.box.top)
            apart = all(
                row.box.x0 > other.box.x1 or row.box.x1 < other.box.x0 for other in bands[-1]
            )
            if apart and overlap > 0.4 * min(first.box.height, row.box.height):
                bands[-1].append(row)
                continue
        bands.append([row])
    return [
        _Band(tuple(band), tuple(piece for row in band for piece in segments(row, 1.2)))
        for band in bands
    ]


def _best_gutter(bands: Sequence[_Band]) -> _Gutter | None:
    """The gutter that most bands use on both sides, if it parts real columns."""
    best: _Gutter | None = None
    seen: set[tuple[int, int]] = set()
    for index, band in enumerate(bands):
        pieces = sorted(band.pieces, key=lambda piece: piece.box.x0)
        for a, b in zip(pieces, pieces[1:], strict=False):
            if b.box.x0 - a.box.x1 < 9 or _markers(pieces, a):
                continue
            key = (round(a.box.x1 / 3), round(b.box.x0 / 3))
            if key in seen:
                continue
            seen.add(key)
            gutter = _grow(bands, index, a.box.x1, b.box.x0)
            if gutter.facing >= 2 and (
                best is None or (gutter.facing, gutter.sided) > (best.facing, best.sided)
            ):
                best = gutter
    return best


def _markers(pieces: Sequence[Line], last: Line) -> bool:
    """Whether all that stands left of the gap is a bullet or number."""
    left = [piece for piece in pieces if piece.box.x1 <= last.box.x1]
    return is_marker(" ".join(piece.text for piece in left))


def _grow(bands: Sequence[_Band], start: int, x0: float, x1: float) -> _Gutter:
    first = last = start
    for step in (-1, 1):
        index = start + step
        while 0 <= index < len(bands):
            open_ = _open(bands[index], x0, x1)
            if open_ is None:
                break
            x0, x1 = open_
            first, last = min(first, index), max(last, index)
            index += step
    while first < last and _tail_of_above(bands, first, x0, x1):
        first += 1
    while first < last and not _sides(bands[first], x0, x1)[1]:
        first += 1
    while last > first and not _sides(bands[last], x0, x1)[1]:
        last -= 1
    sides = [_sides(band, x0, x1) for band in bands[first : last + 1]]
    left = [i for i, (here, _) in enumerate(sides) if here]
    right = [i for i, (_, here) in enumerate(sides) if here]
    facing = 0
    if left and right:
        facing = min(
            sum(right[0] - 1 <= i <= right[-1] + 1 for i in left),
            sum(left[0] - 1 <= i <= left[-1] + 1 for i in right),
        )
    return _Gutter(first, last, x0, x1, sum(all(side) for side in sides), facing)


def _tail_of_above(bands: Sequence[_Band], first: int, x0: float, x1: float) -> bool:
    """Whether a run's first band is the last line of something that crosses the gutter."""
    if first == 0 or first + 1 >= len(bands):
        return False
    above = bands[first].baseline - bands[first - 1].baseline
    below = bands[first + 1].baseline - bands[first].baseline
    crossed = any(word.box.x0 < x1 - 1 and word.box.x1 > x0 + 1 for word in bands[first - 1].words)
    size = max(row.size for row in bands[first].rows)
    return crossed and above <= 1.45 * size and below >= 1.3 * above


def _open(band: _Band, x0: float, x1: float) -> tuple[float, float] | None:
    """What a band leaves open of a strip, if it is still wide enough."""
    spans = sorted((word.box.x0, word.box.x1) for word in band.words)
    gaps = []
    at = x0
    for a, b in spans:
        if b <= at or a >= x1:
            continue
        if a > at:
            gaps.append((at, min(a, x1)))
        at = max(at, b)
    if at < x1:
        gaps.append((at, x1))
    gaps = [gap for gap in gaps if not _a_space(band, gap)]
    if not gaps:
        return None
    widest = max(gaps, key=lambda gap: gap[1] - gap[0])
    return widest if widest[1] - widest[0] >= _NARROWEST else None


def _a_space(band: _Band, gap: tuple[float, float]) -> bool:
    """Whether a gap is no wider than the row's own spaces between words."""
    for row in band.rows:
        spaces = [b.box.x0 - a.box.x1 for a, b in zip(row.words, row.words[1:], strict=False)]
        at = next(
            (
                i
                for i, (a, b) in enumerate(zip(row.words, row.words[1:], strict=False))
                if a.box.x1 <= gap[0] + 0.5 and b.box.x0 >= gap[1] - 0.5
            ),
            None,
        )
        if at is not None and len(spaces) > 1:
            others = spaces[:at] + spaces[at + 1 :]
            if spaces[at] < 1.6 * median(others):
                return True
    return False


def _sides(band: _Band, x0: float, x1: float) -> tuple[bool, bool]:
    middle = (x0 + x1) / 2
    return (
        any(word.box.x1 <= middle for word in band.words),
        any(word.box.x0 >= middle for word in band.words),
    )


def _with_tails(bands: Sequence[_Band], gutter: _Gutter) -> tuple[int, int]:
    """First and last band of columns of which one begins or ends before the other."""
    first, last = gutter.first, gutter.last
    while first > 0 and _goes_on(bands[first - 1], bands[first], gutter):
        first -= 1
    while last + 1 < len(bands) and _goes_on(bands[last], bands[last + 1], gutter, below=True):
        last += 1
    return first, last


def _goes_on(upper: _Band, lower: _Band, gutter: _Gutter, *, below: bool = False) -> bool:
    new = lower if below else upper
    size = max(row.size for row in new.rows)
    beside = _sides(new, gutter.x0, gutter.x1)
    crossing = any(word.box.x0 < gutter.x1 and word.box.x1 > gutter.x0 for word in new.words)
    close = lower.baseline - upper.baseline <= 1.75 * size
    return close and not crossing and beside != (True, True) and any(beside)


def _prose_columns(
    bands: Sequence[_Band], gutter: _Gutter, rules: Sequence[Rule], depth: int
) -> list[Region] | None:
    """Columns of running text, one after the other, if that is what the bands hold."""
    stops = _stops(bands, gutter)
    columns = _cut(bands, stops)
    if columns is None or _labelled(columns, gutter):
        return None
    running = [_is_prose([line for _, line in column]) for column in columns]
    # the last lines of a page's second column may be two
    long = all(len(line.text) >= 12 for column in columns for _, line in column)
    if not any(running) or gutter.facing < (2 if long else 3):
        return None
    if not _wider_than_spaces(bands, stops):
        return None
    times = [sum(_starts_with_range(line.text) for _, line in column) for column in columns]
    if times[0] >= 2 and not any(times[1:]):
        return None  # the first column is a timetable, the others belong to its rows
    if all(GROUP.match(column[0][1].text) for column in columns):
        return [_parallel(columns)]
    regions: list[Region] = []
    for column in columns:
        regions += _split([line for _, line in column], rules, depth + 1)
    return regions


def _starts_with_range(text: str) -> bool:
    time = parse_time_range(text)
    return time is not None and (bool(time.end) or not time.rest.strip())


def _parallel(columns: Sequence[Sequence[tuple[int, Line]]]) -> Table:
    """Groups that meet at the same time, side by side: a table of one row."""
    cells = []
    for number, column in enumerate(columns):
        lines = [line for _, line in column]
        cells.append(Cell(0, number, (_flow(lines),)))
    lines = [line for column in columns for _, line in column]
    box = Box(
        min(line.box.x0 for line in lines),
        min(line.box.top for line in lines),
        max(line.box.x1 for line in lines),
        max(line.box.bottom for line in lines),
    )
    return Table(box, tuple(cells), tuple(cell.flows[0].left for cell in cells), ruled=False)


def _cut(
    bands: Sequence[_Band], stops: Sequence[float]
) -> list[list[tuple[int, Line]]] | None:
    columns: list[list[tuple[int, Line]]] = [[] for _ in range(len(stops) + 1)]
    for index, band in enumerate(bands):
        for row in band.rows:
            for column, part in _parts(row, stops):
                columns[column].append((index, part))
    return None if any(not column for column in columns) else columns


def _labelled(columns: Sequence[Sequence[tuple[int, Line]]], gutter: _Gutter) -> bool:
    """Whether the first column holds the labels of a timetable's rows."""
    first = [line.text for _, line in columns[0]]
    labels = sum(_is_label(text) for text in first)
    if labels <= 3 and _returns_to_margin(columns[0]):
        return False
    return gutter.sided >= 2 and labels >= max(1, 0.4 * len(first))


def _returns_to_margin(column: Sequence[tuple[int, Line]]) -> bool:
    """Whether text behind a label goes on at the label's own margin, as in no table."""
    lines = [line for _, line in column]
    return any(
        _is_label(a.text)
        and not _is_label(b.text)
        and not _DANGLING.search(a.text)
        and not _CONTINUED.match(b.text)
        and b.baseline - a.baseline <= 1.7 * a.size
        and len(b.text.split()) >= 2
        for a, b in zip(lines, lines[1:], strict=False)
    )


def _columns(
    bands: Sequence[_Band], gutter: _Gutter, rules: Sequence[Rule], depth: int
) -> list[Region] | None:
    """The cells of a table without lines, read row by row.

    A heading that spans the columns (a day of a timetable) stands between two
    parts of the table.
    """
    heads = {i for i, band in enumerate(bands) if _is_spanning_head(band)}
    stops = _stops([band for i, band in enumerate(bands) if i not in heads], gutter)
    across = {i for i in heads if _crosses(bands[i], stops)}
    inner = [band for i, band in enumerate(bands) if i not in across]
    columns = _cut(inner, stops)
    if columns is None:
        return None
    labelled = _labelled(columns, gutter) and (
        any(_starts_with_range(line.text) for _, line in columns[0])
        or _wider_than_spaces(inner, stops)
    )
    if not labelled and not (gutter.sided >= 3 and _wider_than_spaces(inner, stops)):
        return None
    regions: list[Region] = []
    part: list[_Band] = []
    for i, band in enumerate(bands):
        if i in across:
            regions += _part(part, stops, rules, depth, labelled=labelled)
            regions.append(_flow(band.rows))
            part = []
        else:
            part.append(band)
    return [*regions, *_part(part, stops, rules, depth, labelled=labelled)]


def _is_spanning_head(band: _Band) -> bool:
    """A row of one piece that is a day heading, or in bold."""
    if len(band.rows) != 1 or len(band.pieces) != 1:
        return False
    row = band.rows[0]
    return day_heading(row.text) is not None or all(word.bold for word in row.words)


def _crosses(band: _Band, stops: Sequence[float]) -> bool:
    left, right = band.rows[0].box.x0, band.rows[0].box.x1
    return any(left < stop < right for stop in stops)


def _part(
    bands: Sequence[_Band],
    stops: Sequence[float],
    rules: Sequence[Rule],
    depth: int,
    *,
    labelled: bool,
) -> list[Region]:
    """The rows of a table between two spanning headings."""
    if not bands:
        return []
    columns: list[list[tuple[int, Line]]] = [[] for _ in range(len(stops) + 1)]
    for index, band in enumerate(bands):
        for row in band.rows:
            for column, part in _parts(row, stops):
                columns[column].append((index, part))
    return [_table(bands, columns, stops, rules, depth, labelled=labelled)]


def _wider_than_spaces(bands: Sequence[_Band], stops: Sequence[float]) -> bool:
    """Whether the gutters are clearly wider than the spaces between words beside them."""
    across: list[float] = []
    within: list[float] = []
    for band in bands:
        for row in band.rows:
            for a, b in zip(row.words, row.words[1:], strict=False):
                gap = b.box.x0 - a.box.x1
                crossed = any(a.box.x1 <= stop <= b.box.x0 for stop in stops)
                (across if crossed else within).append(gap)
    if not across or not within:
        return True
    return median(across) >= 2 * median(within)


def _stops(bands: Sequence[_Band], gutter: _Gutter) -> list[float]:
    """The middles of all strips that stay open over the whole run of bands."""
    spans = sorted((word.box.x0, word.box.x1) for band in bands for word in band.words)
    stops = []
    at = spans[0][1]
    for a, b in spans:
        if a - at >= _NARROWEST:
            middle = (a + at) / 2
            both = sum(all(_sides(band, at, a)) for band in bands)
            if at <= (gutter.x0 + gutter.x1) / 2 <= a or both >= 2:
                stops.append(middle)
        at = max(at, b)
    return stops or [(gutter.x0 + gutter.x1) / 2]


def _parts(row: Line, stops: Sequence[float]) -> list[tuple[int, Line]]:
    parts: dict[int, list[Word]] = {}
    for word in row.words:
        middle = (word.box.x0 + word.box.x1) / 2
        parts.setdefault(sum(middle > stop for stop in stops), []).append(word)
    return [(column, line_of(words, row.page)) for column, words in sorted(parts.items())]


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether a column holds running text that wraps on its own."""
    left = min(line.box.x0 for line in lines)
    right = max(line.box.x1 for line in lines)
    if len(lines) < 3 or sum(len(line.text) for line in lines) / len(lines) < 16:
        return False
    full = sum(line.box.x1 > left + 0.8 * (right - left) for line in lines)
    wrapped = sum(line.text[:1].islower() for line in lines)
    return wrapped >= 0.25 * len(lines) and full >= 0.3 * len(lines)


def _table(
    bands: Sequence[_Band],
    columns: Sequence[Sequence[tuple[int, Line]]],
    stops: Sequence[float],
    rules: Sequence[Rule],
    depth: int,
    *,
    labelled: bool,
) -> Table:
    starts = _row_starts(bands, columns, rules, labelled=labelled)
    lines = [line for column in columns for _, line in column]
    left, right = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    cells: dict[tuple[int, int], list[Line]] = {}
    for number, column in enumerate(columns):
        for index, line in column:
            row = sum(start <= index for start in starts)
            cells.setdefault((row, number), []).append(line)
    edges = [
        min((line.box.x0 for _, line in column), default=stop)
        for column, stop in zip(columns, (left, *stops), strict=True)
    ]
    made = []
    for (row, number), held in sorted(cells.items()):
        flows: list[Flow] = []
        for region in _split(held, rules, depth + 1):
            if isinstance(region, Flow):
                right_edge = max(line.box.x1 for _, line in columns[number])
                flows.append(Flow(region.lines, edges[number], max(region.right, right_edge)))
            else:
                flows += [flow for cell in region.cells for flow in cell.flows]
        made.append(Cell(row, number, tuple(flows)))
    box = Box(left, min(line.box.top for line in lines), right, max(ln.box.bottom for ln in lines))
    return Table(box, tuple(made), tuple(edges), ruled=False)


_CONTINUED = re.compile(r"[-–—]|(?:noon|midi|midday|[ap]\.?\s?m\b)", re.IGNORECASE)
_DANGLING = re.compile(r"(?:[-–—/]|\bà|\bto|\bet|\band)\s*$")


def _row_starts(
    bands: Sequence[_Band],
    columns: Sequence[Sequence[tuple[int, Line]]],
    rules: Sequence[Rule],
    *,
    labelled: bool,
) -> list[int]:
    """The indices of the bands that begin a row of the table."""
    left = {index: line for index, line in columns[0]}
    span = max(line.box.x1 for column in columns for _, line in column) - min(
        line.box.x0 for column in columns for _, line in column
    )
    lines = [line for column in columns for _, line in column]
    top, bottom = min(ln.box.top for ln in lines), max(ln.box.bottom for ln in lines)
    ruled = sorted(
        rule.box.top
        for rule in rules
        if rule.horizontal and rule.box.width >= 0.85 * span and top < rule.box.top < bottom
    )
    if ruled and not _shared(ruled, left.values(), labelled=labelled):
        return [
            next(i for i, band in enumerate(bands) if band.baseline > y)
            for y in ruled
            if any(band.baseline > y for band in bands)
        ]
    gaps = [b.baseline - a.baseline for a, b in zip(bands, bands[1:], strict=False)]
    leading = median([gap for gap in gaps if gap > 2] or [12.0])
    starts = []
    before: tuple[int, Line] | None = None
    for index in sorted(left):
        line = left[index]
        if before is None:
            starts.append(index)
        elif labelled:
            continued = _DANGLING.search(before[1].text) or _CONTINUED.match(line.text)
            tight = line.baseline - before[1].baseline <= 1.5 * leading
            if not (continued and tight) and (
                _is_label(line.text) or not tight or not _is_label(before[1].text)
            ):
                starts.append(index)
        else:
            starts.append(index)
        before = (index, line)
    return [start for start in starts if start > 0]


def _is_moment(text: str) -> bool:
    """Whether a text is one time of day: a start above its end, in one cell."""
    time = parse_time_range(text, loose=True)
    return time is not None and not time.end and not time.rest.strip()


def _shared(ruled: Sequence[float], left: Iterable[Line], *, labelled: bool) -> bool:
    """Whether two labels stand between the same two rules: then these part no rows."""
    strips = []
    start: Line | None = None  # a time that the line below may be the end of
    for line in left:
        ends = (
            start is not None
            and _is_moment(line.text)
            and line.baseline - start.baseline <= 1.6 * line.size
        )
        if (not labelled or _is_label(line.text)) and not ends:
            strips.append(sum(y < line.baseline for y in ruled))
        start = line if _is_moment(line.text) and not ends else None
    return len(strips) - len(set(strips)) > (0 if labelled else 0.5 * len(strips))
