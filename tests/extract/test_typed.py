"""Words as they are typed, from what is printed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.spacing_accents import joined_accents
from communique.extract.typed import breaks_off, typed

ODD = "\ufffe\u00ad\u2010-\ufb00\ufb03\ufb06\u200b\ufeff´`¨ˆ˜ˇ˚˘¯˙˝"
PRINTED = st.text(alphabet=st.sampled_from("aeEn1é" + ODD), max_size=12)
SPELT_OUT = {0xFB00: "ff", 0xFB03: "ffi", 0xFB06: "st", 0x200B: "", 0xFEFF: ""}


def by_every_step(printed: str) -> str:
    clean = printed.rstrip("\ufffe\u00ad").replace("\u00ad", "").translate(SPELT_OUT)
    clean = re.sub("-\u2010|\u2010-", "-", clean.replace("\ufffe", "")).strip()
    return joined_accents(clean)


@given(PRINTED | st.text(alphabet="aeEn1é-", max_size=12))
def test_no_step_is_left_out_that_would_change_a_word(printed: str) -> None:
    assert typed(printed) == by_every_step(printed)


@given(st.sampled_from("aé1"), st.sampled_from(ODD))
def test_each_odd_character_is_seen_wherever_it_stands(letter: str, odd: str) -> None:
    for printed in (odd, odd + letter, letter + odd, letter + odd + letter):
        assert typed(printed) == by_every_step(printed)


@given(PRINTED)
def test_a_word_that_breaks_off_is_not_typed_as_it_is_printed(printed: str) -> None:
    assert not breaks_off(printed) or typed(printed) != printed


@pytest.mark.parametrize(
    ("printed", "broken"), [("co\ufffe", True), ("co\u00ad", True), ("co-", False)]
)
def test_a_hyphen_that_only_breaks_a_word_is_told(printed: str, broken: bool) -> None:
    assert breaks_off(printed) is broken
