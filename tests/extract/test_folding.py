from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.extract.folding import fold, fold_in_place


def test_accents_and_capitals() -> None:
    assert fold("Économiques") == fold("ECONOMIQUES") == "economiques"
    assert fold("Straße") == "strasse"
    assert fold_in_place("Straße Ünïon") == "strase union"


@given(st.text(max_size=100))
def test_offsets_agree(text: str) -> None:
    assert len(fold_in_place(text)) == len(text)


@given(st.text(alphabet="ABCdefÉÀçœ ’'-", max_size=40))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())
