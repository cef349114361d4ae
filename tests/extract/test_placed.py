"""Words of a page as a table are the words that are made of it."""

from __future__ import annotations

import numpy as np
import pytest
from drawing import word, words
from test_rows import placed

from communique.extract.placed import PlacedRun

HELD = [
    *words("plain and", 72, 100),
    word("bold", 150, 100, bold=True),
    word("bro", 180, 100, joins=True),
    word("small", 72, 112, size=7.0),
]


def test_placed_words_are_the_words_that_they_were_made_of() -> None:
    found = placed(HELD)
    assert len(found) == 5
    assert list(found) == HELD
    assert (found[2], found[1:3], found[-1]) == (HELD[2], tuple(HELD[1:3]), HELD[-1])
    assert found == tuple(HELD)
    assert hash(found) == hash(tuple(HELD))
    assert found == placed(HELD)
    assert found != placed(HELD[:4])
    assert found != "words"


@pytest.mark.parametrize("places", [[], [3], [4, 0, 2]])
def test_words_at_places(places: list[int]) -> None:
    assert list(placed(HELD).at(np.array(places, np.intp))) == [HELD[place] for place in places]


def test_a_run_is_some_of_the_words_and_so_is_its_part() -> None:
    run = PlacedRun(placed(HELD), 1, 4)
    assert run.words == tuple(HELD[1:4])
    assert [style[2] for style in run.styles] == [False, True, False]
    told = run.part(1, 3)
    assert told is not None
    part, even = told
    assert part.words == tuple(HELD[2:4])
    assert (even.top, even.bottom) == (HELD[2].box.top, HELD[2].box.bottom)
    assert (even.baseline, even.size) == (HELD[2].baseline, HELD[2].size)
    assert PlacedRun(placed(HELD), 0, 5).part(2, 5) is None
