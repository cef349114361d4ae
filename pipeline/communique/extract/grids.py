"""Ruled tables: from ruling lines to rows of cells.

The geometry is pdfplumber's (edges, their intersections, the smallest cells
between them); the lines come from PDFium, so that no page is read twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)

from communique.extract.layout import Page, Rule
from communique.records import Box

_SNAP = 3.0
_MAX_RULES = 1_500


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its box and its cells with their row and column, from 0."""

    box: Box
    cells: tuple[tuple[int, int, Box], ...]

    @property
    def columns(self) -> int:
        return 1 + max(column for _, column, _ in self.cells)

    @property
    def rows(self) -> int:
        return 1 + max(row for row, _, _ in self.cells)


def find_grids(page: Page) -> list[Grid]:
    """The ruled tables of a page with at least two columns, from top to bottom.

    A frame around a paragraph or the whole page is no table.
    """
    rules = [rule for rule in page.rules if max(rule.box.width, rule.box.height) >= 8]
    if len(rules) > _MAX_RULES or all(rule.horizontal for rule in rules):
        return []  # lines across the page are no table's, and are all that most pages have
    closing = _closing_edges(rules)
    edges = [_edge(rule) for rule in rules]
    upright = [edge["x0"] for edge in edges if edge["orientation"] == "v"]
    if not closing and max(upright) - min(upright) <= _SNAP:
        return []  # all are snapped to one line, which has no cell beside it
    merged = merge_edges(edges + closing, _SNAP, _SNAP, _SNAP, _SNAP)
    intersections = edges_to_intersections(merged, _SNAP, _SNAP)
    if len(intersections) > 2_500:
        return []
    tables = cells_to_tables(intersections_to_cells(intersections))
    grids = [_grid([Box(*map(float, cell)) for cell in table]) for table in tables]
    return [grid for grid in grids if grid is not None]


def _edge(rule: Rule) -> dict[str, Any]:
    box = rule.box
    if rule.horizontal:
        middle = (box.top + box.bottom) / 2
        return _line(box.x0, middle, box.x1, middle, "h")
    middle = (box.x0 + box.x1) / 2
    return _line(middle, box.top, middle, box.bottom, "v")


def _line(x0: float, top: float, x1: float, bottom: float, orientation: str) -> dict[str, Any]:
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": orientation,
        "object_type": "line",
    }


def _closing_edges(rules: Sequence[Rule]) -> list[dict[str, Any]]:
    """Draw the outer sides of a table that has only inner vertical rules."""
    flat = [rule.box for rule in rules if rule.horizontal and rule.box.width >= 60]
    upright = [rule.box for rule in rules if not rule.horizontal]
    closing = []
    for upper in flat:
        inside = [
            side
            for side in upright
            if upper.x0 + 5 < side.x0 < upper.x1 - 5 and side.top <= upper.bottom + _SNAP
        ]
        if not inside:
            continue
        below = [
            lower
            for lower in flat
            if lower.top > upper.top + 6
            and abs(lower.x0 - upper.x0) <= _SNAP
            and abs(lower.x1 - upper.x1) <= _SNAP
        ]
        if not below:
            continue
        lower = min(below, key=lambda box: box.top)
        if any(side.bottom >= lower.top - _SNAP for side in inside):
            for x in (upper.x0, upper.x1):
                closing.append(_line(x, upper.top, x, lower.top, "v"))
    return closing


def _grid(cells: Sequence[Box]) -> Grid | None:
    cells = [cell for cell in cells if cell.width >= 8 and cell.height >= 6]
    if len(cells) < 2:
        return None
    tops = _stops(cell.top for cell in cells)
    lefts = _stops(cell.x0 for cell in cells)
    placed = sorted(
        ((_nearest(cell.top, tops), _nearest(cell.x0, lefts), cell) for cell in cells),
        key=lambda item: (item[0], item[1]),
    )
    box = cells[0]
    for cell in cells[1:]:
        box = box.union(cell)
    if len(lefts) < 2:
        return None
    return Grid(box=box, cells=tuple(placed))


def _stops(values: Any) -> list[float]:
    stops: list[float] = []
    for value in sorted(values):
        if not stops or value - stops[-1] > 2 * _SNAP:
            stops.append(value)
    return stops


def _nearest(value: float, stops: Sequence[float]) -> int:
    return min(range(len(stops)), key=lambda i: abs(stops[i] - value))
