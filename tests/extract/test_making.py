"""Words made by the thousand are like words made one by one."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.layout import Word
from communique.extract.making import made_box, made_words, smallest_box
from communique.records import Box

ONE_BY_ONE = Word("Paris", Box(1.0, 2.0, 3.0, 4.0), 3.5, 11.0, "Arial", True, False, 90, 255, True)


def made() -> Word:
    style = (11.0, "Arial", True, False, 90, 255)
    return made_words(["Paris"], [style], [True], [1.0], [2.0], [3.0], [4.0], [3.5])[0]


def test_a_made_word_equals_one_that_was_constructed() -> None:
    assert made() == ONE_BY_ONE
    assert hash(made()) == hash(ONE_BY_ONE)
    assert hash(made().box) == hash(ONE_BY_ONE.box)
    assert repr(made()) == repr(ONE_BY_ONE)
    assert (type(made()), type(made().box)) == (Word, Box)


@pytest.mark.parametrize("name", [field.name for field in fields(Word)])
def test_a_made_word_is_frozen(name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(made(), name, getattr(ONE_BY_ONE, name))


@pytest.mark.parametrize("name", [field.name for field in fields(Box)])
def test_a_made_box_is_frozen(name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(made().box, name, 0.0)


def test_a_made_word_can_be_copied_and_sent() -> None:
    assert pickle.loads(pickle.dumps(made())) == ONE_BY_ONE
    assert replace(made(), text="Lyon") == replace(ONE_BY_ONE, text="Lyon")


def test_words_are_made_in_order_and_none_is_left_out() -> None:
    style, numbers = (9.0, "", False, False, 0, 0), [0.0, 1.0]
    words = made_words("ab", [style] * 2, [False] * 2, *[numbers] * 5)
    assert [(word.text, word.box.top) for word in words] == [("a", 0.0), ("b", 1.0)]
    with pytest.raises(ValueError, match="shorter"):
        made_words("ab", [style], [False] * 2, *[numbers] * 5)


def test_a_made_box_equals_one_that_was_constructed() -> None:
    assert made_box(1.0, 2.0, 3.0, 4.0) == ONE_BY_ONE.box
    assert type(made_box(1.0, 2.0, 3.0, 4.0)) is Box


_EDGE = st.floats(-100, 100)


@given(st.lists(st.builds(Box, _EDGE, _EDGE, _EDGE, _EDGE), min_size=1, max_size=5))
def test_the_smallest_box_is_the_union_of_all(boxes: list[Box]) -> None:
    union = boxes[0]
    for box in boxes[1:]:
        union = union.union(box)
    assert smallest_box(boxes) == union
