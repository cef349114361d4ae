from __future__ import annotations

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from communique.extract.folding import (
    fold,
    fold_in_place,
    folds_one_for_one,
    in_any_case,
    without_signs,
)


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


@given(st.text(max_size=40) | st.text(alphabet="ABÉÀçœßẞΣςİ\u0301\u0327한", max_size=12))
def test_each_character_folds_by_itself(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    assert fold(text) == "".join(c for c in decomposed if not unicodedata.combining(c))
    assert fold_in_place(text) == "".join((fold(char) or " ")[0] for char in text)


@given(st.text(max_size=40) | st.text(alphabet="AÉßẞİ\u0301한", max_size=6))
def test_characters_that_fold_to_just_one_are_known(text: str) -> None:
    assert folds_one_for_one(text) == all(len(fold(char)) == 1 for char in text)


@given(st.text(min_size=41, max_size=80))
@example("".join(map(chr, range(0xC0, 0x180))))
def test_a_text_of_many_signs_folds_character_by_character(text: str) -> None:
    assert fold(text) == "".join(map(fold, text.lower()))
    assert fold_in_place(text) == "".join((fold(char) or " ")[0] for char in text)


@given(st.text(max_size=80) | st.text(alphabet="ab1_É’Ø –\x1f.\u0301한\ud800٣\n", max_size=20))
def test_words_are_parted_at_signs(text: str) -> None:
    assert without_signs(text).split() == re.findall(r"\w+", text)
    assert len(without_signs(text)) == len(text)


def test_a_beginning_is_known_in_every_case_that_an_expression_ignores() -> None:
    for letter in "abcdefghijklmnopqrstuvwxyzàâçéèêîïôùûœ":
        pattern = re.compile(letter, re.IGNORECASE)
        alike = {char for char in map(chr, range(0x2FFFF)) if pattern.match(char)}
        assert alike <= in_any_case([letter])
    assert {"day", "DAY", "dAy"} <= in_any_case(["day"])
