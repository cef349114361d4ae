"""Pages that run sideways are turned; a margin strip turns nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drawing import page, words
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.layout import Page, Word
from communique.extract.orientation import dominant_angle, turn, upright
from communique.records import Box

TEXT = "The meeting agreed to publish the register of shared platforms"
BOXES = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    st.integers(0, 200),
    st.integers(0, 300),
    st.integers(0, 100),
    st.integers(0, 100),
)


def sideways(upright_page: Page, angle: int) -> Page:
    """The page as it looks when it is turned anticlockwise, so that its text runs at an angle."""
    back = (360 - angle) % 360
    width, height = upright_page.width, upright_page.height

    def turned(word: Word) -> Word:
        baseline = {90: width - word.baseline, 180: height - word.baseline}
        y = {90: word.baseline, 180: height - word.baseline, 270: height - word.baseline}[angle]
        assert baseline
        return replace(word, box=turn(word.box, width, height, back), baseline=y, angle=angle)

    size = (height, width) if angle in (90, 270) else (width, height)
    return replace(
        upright_page,
        width=size[0],
        height=size[1],
        words=tuple(turned(word) for word in upright_page.words),
    )


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_runs_sideways_is_turned_upright(angle: int) -> None:
    before = page(words(TEXT, 72, 100), words(TEXT, 72, 130))
    after = upright(sideways(before, angle))
    assert (after.width, after.height, after.turned) == (before.width, before.height, angle)
    assert {word.angle for word in after.words} == {0}
    for word, was in zip(after.words, before.words, strict=True):
        assert word.text == was.text
        assert word.box.x0 == pytest.approx(was.box.x0, abs=0.01)
        assert word.box.top == pytest.approx(was.box.top, abs=0.01)
        assert word.baseline == pytest.approx(was.baseline, abs=0.01)


def test_an_upright_page_is_left_alone() -> None:
    before = page(words(TEXT, 72, 100))
    assert upright(before) is before
    assert upright(page()) == page()


def test_a_margin_strip_turns_no_page() -> None:
    strip = [replace(word, angle=90) for word in words("GOV/PGC/EGOV/A(2004)2 Unclassified", 20, 9)]
    short = page(words("The meeting is closed. Thank you.", 72, 100), strip)
    assert dominant_angle(short) == 0
    assert upright(short) is short


@given(
    BOXES, st.sampled_from([(400, 300), (595, 842), (842, 595)]), st.sampled_from([90, 180, 270])
)
def test_a_turn_and_the_turn_back_change_nothing(
    box: Box, size: tuple[int, int], angle: int
) -> None:
    width, height = size
    once = turn(box, width, height, angle)
    if angle in (90, 270):
        width, height = height, width
    assert turn(once, width, height, 360 - angle) == box
    assert turn(box, *size, 0) == box
