from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.accents import is_capitals, with_accents
from communique.extract.folding import fold


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("COMITE DES AFFAIRES FISCALES", "COMITÉ DES AFFAIRES FISCALES"),
        ("COMPTE RENDU DE LA 37e REUNION", "COMPTE RENDU DE LA 37e RÉUNION"),
        ("DIRECTION DES AFFAIRES FINANCIERES", "DIRECTION DES AFFAIRES FINANCIÈRES"),
        ("COMITÉ DE LA REFORME", "COMITÉ DE LA REFORME"),
        ("REFORM OF REGIONAL GOVERNMENT", "REFORM OF REGIONAL GOVERNMENT"),
        ("Comite des affaires fiscales", "Comite des affaires fiscales"),
        ("", ""),
    ],
)
def test_accents(printed: str, meant: str) -> None:
    assert with_accents(printed) == meant


@given(st.text(alphabet="ABCDEÉ dlu37e", max_size=60))
def test_nothing_but_accents_changes(text: str) -> None:
    assert fold(with_accents(text)) == fold(text)
    assert is_capitals(text) or with_accents(text) == text


@given(st.text(alphabet="ABCDEÉÑж dlu37e", max_size=60))
def test_four_letters_in_five_are_capitals(text: str) -> None:
    letters = [char for char in re.sub(r"(?<=\d)(?:EME|E)\b", "", text) if char.isalpha()]
    many = sum(map(str.isupper, letters)) >= 0.8 * len(letters)
    assert is_capitals(text) == (bool(letters) and many)
