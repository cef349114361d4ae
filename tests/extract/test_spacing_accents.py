"""Accents that a PDF prints as characters of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.spacing_accents import joined_accents


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Fr´ed´eric", "Frédéric"),
        ("Kunˇcak", "Kunčak"),
        ("H˚akon", "Håkon"),
        ("M¨ortberg", "Mörtberg"),
        ("`a", "`a"),
        ("don´t", "don´t"),
        ("plain", "plain"),
        ("l´accord", "l´accord"),
        ("qu´elle", "qu´elle"),
    ],
)
def test_accents_join_the_letter_behind_them(printed: str, meant: str) -> None:
    assert joined_accents(printed) == meant


@given(st.text(alphabet="abcE´`¨ˇ 1", max_size=30))
def test_letters_never_get_lost(text: str) -> None:
    letters = [c for c in text if c in "abcE1 "]
    kept = [c for c in joined_accents(text) if c in "abcE1 " or c not in "´`¨ˇ"]
    assert len(kept) == len(letters)
