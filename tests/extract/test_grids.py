"""Ruled tables from their rules; frames and stray lines are none."""

from __future__ import annotations

import pytest
from drawing import flat_rule, frame, page, upright_rule
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.grids import find_grids
from communique.extract.layout import Rule


def stops(most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(20, 90), min_size=2, max_size=most)


@given(stops(4), stops(6))
def test_a_full_grid_gives_every_cell_in_its_place(widths: list[int], heights: list[int]) -> None:
    columns = [72.0 + sum(widths[:n]) for n in range(len(widths) + 1)]
    rows = [100.0 + sum(heights[:n]) for n in range(len(heights) + 1)]
    (grid,) = find_grids(page(rules=frame(columns, rows)))
    assert (grid.columns, grid.rows) == (len(widths), len(heights))
    assert [(row, column) for row, column, _ in grid.cells] == [
        (row, column) for row in range(grid.rows) for column in range(grid.columns)
    ]
    for row, column, box in grid.cells:
        assert (box.x0, box.x1) == pytest.approx((columns[column], columns[column + 1]), abs=1)
        assert (box.top, box.bottom) == pytest.approx((rows[row], rows[row + 1]), abs=1)


def test_tables_one_below_the_other_are_two() -> None:
    rules = (*frame([72, 200, 400], [100, 150, 200]), *frame([72, 300, 400], [400, 450, 500]))
    grids = find_grids(page(rules=rules))
    assert sorted(round(grid.box.top) for grid in grids) == [100, 400]


def test_a_table_open_at_its_sides_is_closed() -> None:
    across = [flat_rule(72, 400, y) for y in (100, 150, 200)]
    (grid,) = find_grids(page(rules=(*across, upright_rule(200, 100, 200))))
    assert (grid.columns, grid.rows) == (2, 2)


def test_a_row_that_spans_the_columns_is_one_cell() -> None:
    across = [flat_rule(72, 400, y) for y in (100, 130, 200)]
    down = [
        upright_rule(72, 100, 200),
        upright_rule(400, 100, 200),
        upright_rule(200, 130, 200),
    ]
    (grid,) = find_grids(page(rules=(*across, *down)))
    assert [(row, column) for row, column, _ in grid.cells] == [(0, 0), (1, 0), (1, 1)]


@pytest.mark.parametrize(
    "rules",
    [
        (),
        tuple(flat_rule(72, 500, y) for y in (100, 200, 300)),
        frame([72, 500], [100, 700]),
        (upright_rule(300, 100, 700),),
        frame([72, 74, 500], [100, 103, 700]),
        tuple(flat_rule(72, 76, 100 + y) for y in range(0, 600, 5)),
    ],
    ids=["nothing", "lines", "a frame", "a column rule", "a doubled frame", "dashes"],
)
def test_what_parts_no_columns_is_no_table(rules: tuple[Rule, ...]) -> None:
    assert find_grids(page(rules=rules)) == []


def test_a_drawing_of_thousands_of_lines_is_left_alone() -> None:
    rules = tuple(flat_rule(72 + n % 50, 400, 100 + n / 5) for n in range(2_000))
    assert find_grids(page(rules=rules)) == []


@given(
    st.lists(st.floats(0, 3), min_size=1, max_size=4),
    st.lists(st.tuples(st.booleans(), st.integers(100, 500)), max_size=8),
)
def test_uprights_on_one_line_are_no_table_where_no_rule_crosses_them(
    lines: list[float], halves: list[tuple[bool, int]]
) -> None:
    uprights = [upright_rule(300 + x, 100, 500) for x in lines]
    flats = [flat_rule(302, 500, y) if right else flat_rule(100, 301, y) for right, y in halves]
    assert find_grids(page(rules=(*uprights, *flats))) == []
