"""Things taken from many places at once are those that are taken one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.picking import picked


@given(st.lists(st.integers(0, 4), max_size=6))
def test_each_thing_is_that_at_its_place(places: list[int]) -> None:
    expected = tuple("abcde"[place] for place in places)
    assert picked("abcde", places) == expected
    assert picked(dict(enumerate("abcde")), places) == expected


@pytest.mark.parametrize("places", [[3], [0, 3]])
def test_what_is_not_there_is_not_made_up(places: list[int]) -> None:
    with pytest.raises(IndexError):
        picked("abc", places)
