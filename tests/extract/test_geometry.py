"""From a PDF's own coordinates to the page as it is seen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.geometry import Placement, rounded
from communique.records import Box

LEFT, BOTTOM, ACROSS, UP = 20.0, 30.0, 400.0, 600.0
TURNS = st.sampled_from([0, 90, 180, 270])


def placement(rotation: int) -> Placement:
    width, height = (UP, ACROSS) if rotation in (90, 270) else (ACROSS, UP)
    return Placement(width=width, height=height, left=LEFT, bottom=BOTTOM, rotation=rotation)


@pytest.mark.parametrize(
    ("rotation", "corner"),
    [(0, (0, UP)), (90, (0, 0)), (180, (ACROSS, 0)), (270, (UP, ACROSS))],
)
def test_the_lower_left_corner_goes_round_with_the_page(
    rotation: int, corner: tuple[float, float]
) -> None:
    assert placement(rotation).point(LEFT, BOTTOM) == corner


@given(
    TURNS,
    st.tuples(st.floats(0, ACROSS), st.floats(0, ACROSS)),
    st.tuples(st.floats(0, UP), st.floats(0, UP)),
)
def test_a_box_stays_on_the_page_and_keeps_its_sides(
    rotation: int, across: tuple[float, float], up: tuple[float, float]
) -> None:
    (x0, x1), (y0, y1) = sorted(across), sorted(up)
    seen = placement(rotation)
    box = seen.box(LEFT + x0, BOTTOM + y0, LEFT + x1, BOTTOM + y1)
    assert -0.01 <= box.x0 <= box.x1 <= seen.width + 0.01
    assert -0.01 <= box.top <= box.bottom <= seen.height + 0.01
    sides = (x1 - x0, y1 - y0) if rotation in (0, 180) else (y1 - y0, x1 - x0)
    assert (box.width, box.height) == pytest.approx(sides, abs=0.02)


#: Numbers halfway between two hundredths, and their neighbours, are the hard ones.
HALFWAY = st.integers(-200_000, 200_000).map(lambda eighth: eighth / 8)
NEAR = st.builds(
    lambda hundredths, off: (hundredths + 0.5) / 100 + off,
    st.integers(-10_000_000, 10_000_000),
    st.floats(-1e-6, 1e-6),
)


@given(st.lists(HALFWAY | NEAR | st.floats(width=32) | st.floats()))
def test_many_numbers_are_rounded_as_each_alone(numbers: list[float]) -> None:
    together = rounded(np.array(numbers, float)).tolist()
    assert list(map(repr, together)) == [repr(round(number, 2)) for number in numbers]


@given(TURNS, st.lists(st.tuples(*[st.floats(-1000, 1000)] * 4), min_size=1, max_size=5))
def test_many_boxes_are_placed_as_each_alone(
    rotation: int, corners: list[tuple[float, float, float, float]]
) -> None:
    seen = placement(rotation)
    together = np.stack(seen.sides(*np.array(corners).T))
    assert [Box(*sides) for sides in rounded(together).T.tolist()] == [
        seen.box(*corner) for corner in corners
    ]
