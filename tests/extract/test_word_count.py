"""Counting words without making them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.word_count import word_count


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), (" ", 0), ("one", 1), ("two words", 2), (" two  words ", 2), ("a\u00a0b\nc", 3)],
)
def test_words_stand_between_white_space(text: str, count: int) -> None:
    assert word_count(text) == count


@given(st.text(alphabet=st.sampled_from("ab é’\u00a0\u2003\u00ad\t\n\x1f\u3000")) | st.text())
def test_words_are_counted_as_they_are_split(text: str) -> None:
    assert word_count(text) == len(text.split())
