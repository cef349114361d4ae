"""Reading order: running text, columns and tables, from top to bottom of a page.

A page is cut into regions along its ruled tables and along gutters: vertical
strips of white that several rows in a row leave open. A gutter parts columns of
prose, which are read one after the other, or the cells of a table without
lines, which are read row by row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial

from communique.extract.bands import Band, bands_of, may_part
from communique.extract.columns import prose_columns
from communique.extract.flows import Cell, Flow, Region, Table, flow_of
from communique.extract.furniture import CleanPage
from communique.extract.grids import Grid, find_grids
from communique.extract.gutters import best_gutter, with_tails
from communique.extract.layout import Line, Page, Rule, Word
from communique.extract.lines import rows_of
from communique.extract.row_labels import is_label
from communique.extract.timetables import timetable
from communique.records import Box

#: How often columns are looked for within columns.
_DEPTH = 3
_GROUP = re.compile(r"(?:group|groupe|breakout|workshop|atelier|stream|track)\b", re.IGNORECASE)


def page_regions(clean: CleanPage) -> list[Region]:
    """The regions of a page in reading order."""
    return list(_regions(clean))


@lru_cache(maxsize=16)  # the cover's reader asks for the pages that the body's reader asks for
def _regions(clean: CleanPage) -> tuple[Region, ...]:
    grids = find_grids(clean.page)
    words = [word for row in clean.rows for word in row.words] if grids else []
    tables: list[Table] = []
    outside = words
    for grid in grids:
        table = _ruled(grid, outside, clean.page)
        if table is not None:
            outside = [word for word in outside if not _within(word, grid.box)]
            tables.append(table)
    rows = list(clean.rows)
    if len(outside) < len(words):
        rows = rows_of(outside, clean.page.number)
    regions: list[Region] = []
    for table in sorted(tables, key=lambda t: t.box.top):
        above = [row for row in rows if row.baseline < table.box.top + 2]
        rows = [row for row in rows if row.baseline >= table.box.top + 2]
        regions += _split(above, clean.page.rules, 0)
        regions.append(table)
    regions += _split(rows, clean.page.rules, 0)
    return tuple(regions)


def _middle(word: Word) -> tuple[float, float]:
    return (word.box.x0 + word.box.x1) / 2, word.baseline - 0.3 * word.size


def _within(word: Word, box: Box) -> bool:
    x, y = _middle(word)
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _ruled(grid: Grid, words: Sequence[Word], page: Page) -> Table | None:
    cells: list[Cell] = []
    left = [(*_middle(word), word) for word in words]
    for row, column, box in grid.cells:
        x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom
        held, other = [], []
        for placed in left:
            x, y, word = placed
            if x0 <= x <= x1 and top <= y <= bottom:
                held.append(word)
            else:
                other.append(placed)
        left = other
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
    labels = sum(is_label(_text(cell)) for cell in cells if cell.column == 0)
    words = [len(_text(cell).split()) for cell in cells if cell.row > min(rows)]
    sideways = (
        2 <= len(rows) <= 4 and labels == 0 and bool(words) and sum(words) / len(words) >= 8
    ) or _grouped(cells)
    if sideways:
        return sorted(cells, key=lambda cell: (cell.column, cell.row))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


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


def _split(rows: Sequence[Line], rules: Sequence[Rule], depth: int) -> list[Region]:
    """Part rows along their gutters, first along the best."""
    if len(rows) == 1 or (rows and not may_part(rows)):
        return [flow_of(rows)]  # running text, as on most pages, or in a table's cell
    return _parted(bands_of(rows), rules, depth)


def _parted(bands: Sequence[Band], rules: Sequence[Rule], depth: int) -> list[Region]:
    """Part bands along their best gutter; what lies above and below is parted in turn."""
    if not bands:
        return []
    gutter = best_gutter(bands) if depth <= _DEPTH and len(bands) > 1 else None
    if gutter is None:
        return [_flow(bands)]
    deeper = partial(_split, rules=rules, depth=depth + 1)
    first, last = with_tails(bands, gutter)
    regions = prose_columns(bands[first : last + 1], gutter, deeper)
    if regions is None:
        first, last = gutter.first, gutter.last
        regions = timetable(bands[first : last + 1], gutter, rules, deeper)
    if regions is None:
        return [_flow(bands)]
    above, below = bands[:first], bands[last + 1 :]
    return [*_parted(above, rules, depth), *regions, *_parted(below, rules, depth)]


def _flow(bands: Sequence[Band]) -> Flow:
    return flow_of([row for band in bands for row in band.rows])
