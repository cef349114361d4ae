"""Tables without lines, such as timetables: their rows, and the headings that span them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from statistics import median

from communique.extract.bands import Band
from communique.extract.days import day_heading
from communique.extract.flows import Cell, Flow, Region, Split, Table, box_around, flow_of
from communique.extract.gutters import Column, Gutter, cut, stops_of, wider_than_spaces
from communique.extract.layout import Line, Rule
from communique.extract.row_labels import (
    CONTINUED,
    DANGLING,
    holds_labels,
    is_label,
    starts_with_range,
)
from communique.extract.times import is_moment, parse_time_range
from communique.records import Box


def timetable(
    bands: Sequence[Band], gutter: Gutter, rules: Sequence[Rule], split: Split
) -> list[Region] | None:
    """The cells of a table without lines, read row by row.

    A heading that spans the columns (a day of a timetable) stands between two
    parts of the table.

    Parameters
    ----------
    bands : sequence of Band
        The bands that the gutter parts.
    gutter : Gutter
        The gutter, by the indices that its bands have on the page.
    rules : sequence of Rule
        The page's ruling lines, which may part the rows.
    split : callable
        Reads the lines of one cell, which may stand in columns of their own.

    Returns
    -------
    list of Region or None
        Tables and the headings between them; ``None`` where the bands hold no table.
    """
    heads = {i for i, band in enumerate(bands) if _is_spanning_head(band)}
    stops = stops_of([band for i, band in enumerate(bands) if i not in heads], gutter)
    stops = [stop for stop in stops if not _inside_times(stop, bands)]
    if not stops:
        return None
    across = {i for i in heads if _crosses(bands[i], stops)}
    inner = [band for i, band in enumerate(bands) if i not in across]
    columns = cut(inner, stops)
    if not all(columns):
        return None
    timed = any(starts_with_range(line.text) for _, line in columns[0])
    if not timed:
        last = [starts_with_range(line.text) for _, line in columns[-1]]
        if sum(last) >= 0.6 * len(last):
            return None  # times at the right edge: each belongs to the title on its line
    labelled = holds_labels(columns, gutter) and (timed or wider_than_spaces(inner, stops))
    if not labelled and not (gutter.sided >= 3 and wider_than_spaces(inner, stops)):
        return None
    if not across:
        return [_table(bands, columns, stops, rules, split, labelled=labelled)]
    regions: list[Region] = []
    for spans, part in groupby(enumerate(bands), key=lambda item: item[0] in across):
        held = [band for _, band in part]
        if spans:
            regions += [flow_of(band.rows) for band in held]
        else:
            columns = cut(held, stops)
            regions.append(_table(held, columns, stops, rules, split, labelled=labelled))
    return regions


def _inside_times(stop: float, bands: Sequence[Band]) -> bool:
    """Whether a strip of white runs between the starts and the ends of ranges of times."""
    timed = within = 0
    for band in bands:
        for row in band.rows:
            if not row.box.x0 < stop < row.box.x1:
                continue
            time = parse_time_range(row.text)
            if time is None:
                continue
            timed += 1
            if time.end:
                words = zip(row.texts, row.rights, strict=True)
                left = " ".join([text for text, x1 in words if x1 <= stop])
                within += len(left) < time.length - 2
    return timed >= 2 and within >= 0.5 * timed


def _is_spanning_head(band: Band) -> bool:
    """A row of one piece that is a day heading, or in bold."""
    if len(band.rows) != 1 or band.gaps:
        return False
    row = band.rows[0]
    return False not in row.bolds or day_heading(row.text) is not None


def _crosses(band: Band, stops: Sequence[float]) -> bool:
    left, right = band.rows[0].box.x0, band.rows[0].box.x1
    return any(left < stop < right for stop in stops)


def _table(
    bands: Sequence[Band],
    columns: Sequence[Column],
    stops: Sequence[float],
    rules: Sequence[Rule],
    split: Split,
    *,
    labelled: bool,
) -> Table:
    """The rows of a table between two spanning headings."""
    box = box_around([line for column in columns for _, line in column])
    starts = _row_starts(bands, columns[0], box, rules, labelled=labelled)
    cells: dict[tuple[int, int], list[Line]] = {}
    for number, column in enumerate(columns):
        for index, line in column:
            row = bisect_right(starts, index)
            cells.setdefault((row, number), []).append(line)
    edges = [
        min([line.box.x0 for _, line in column], default=stop)
        for column, stop in zip(columns, (box.x0, *stops), strict=True)
    ]
    right_edges = [max([line.box.x1 for _, line in column], default=0.0) for column in columns]
    made = []
    for (row, number), held in sorted(cells.items()):
        flows: list[Flow] = []
        for region in split(held):
            if isinstance(region, Flow):
                right = max(region.right, right_edges[number])
                flows.append(Flow(region.lines, edges[number], right))
            else:
                flows += [flow for cell in region.cells for flow in cell.flows]
        made.append(Cell(row, number, tuple(flows)))
    return Table(box, tuple(made), tuple(edges), ruled=False)


def _row_starts(
    bands: Sequence[Band],
    labels: Column,
    box: Box,
    rules: Sequence[Rule],
    *,
    labelled: bool,
) -> list[int]:
    """The indices of the bands that begin a row of the table."""
    left = dict(labels)
    ruled = sorted(
        rule.box.top
        for rule in rules
        if rule.horizontal
        and rule.box.width >= 0.85 * box.width
        and box.top < rule.box.top < box.bottom
    )
    if ruled and not _shared(ruled, left.values(), labelled=labelled):
        return [
            next(i for i, band in enumerate(bands) if band.baseline > y)
            for y in ruled
            if any(band.baseline > y for band in bands)
        ]
    if not labelled:
        return sorted(index for index in left if index > 0)
    gaps = [b.baseline - a.baseline for a, b in pairwise(bands)]
    leading = median([gap for gap in gaps if gap > 2] or [12.0])
    starts = []
    before: Line | None = None
    for index, line in sorted(left.items(), key=lambda item: item[0]):
        tight = before is not None and line.baseline - before.baseline <= 1.5 * leading
        if before is None or _begins_row(before, line, tight=tight):
            starts.append(index)
        before = line
    return [start for start in starts if start > 0]


def _begins_row(before: Line, line: Line, *, tight: bool) -> bool:
    """Whether a line of the labels' column begins a row, and does not go on with a label."""
    if not tight:
        return True
    if DANGLING.search(before.text) or CONTINUED.match(line.text):
        return False
    return is_label(line.text) or not is_label(before.text)


def _shared(ruled: Sequence[float], left: Iterable[Line], *, labelled: bool) -> bool:
    """Whether two labels stand between the same two rules: then these part no rows."""
    strips = []
    start: Line | None = None  # a time that the line below may be the end of
    for line in left:
        ends = (
            start is not None
            and is_moment(line.text)
            and line.baseline - start.baseline <= 1.6 * line.size
        )
        if (not labelled or is_label(line.text)) and not ends:
            strips.append(sum(y < line.baseline for y in ruled))
        start = line if is_moment(line.text) and not ends else None
    return len(strips) - len(set(strips)) > (0 if labelled else 0.5 * len(strips))
