"""Names of persons, and capitalised words that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract import names
from communique.extract.names import (
    Evidence,
    find_honorifics,
    is_given_name,
    may_hold_name,
    name_at,
    normal_name,
)

NAMES = [
    ("Mr. Ryoji FUKUI, Ministry", "Ryoji Fukui", "Mr", Evidence.HONORIFIC),
    ("M. Jean-Pierre DUPONT, Directeur", "Jean-Pierre Dupont", "M", Evidence.HONORIFIC),
    ("Mme la Ministre Anne Durand", "Anne Durand", "Mme", Evidence.HONORIFIC),
    ("Mr.Nakayama Hideki, NHK", "Nakayama Hideki", "Mr", Evidence.HONORIFIC),
    ("Prof.Dr. Murakami Hiroshi", "Murakami Hiroshi", "Prof Dr", Evidence.HONORIFIC),
    ("H.E. Mr. Choi Kee-young", "Choi Kee-young", "HE Mr", Evidence.HONORIFIC),
    ("Dr. Wang Qian Vice President", "Wang Qian", "Dr", Evidence.HONORIFIC),
    ("Mr. Young", "Young", "Mr", Evidence.HONORIFIC),
    ("Lars Frelle-Petersen, Denmark", "Lars Frelle-Petersen", "", Evidence.NAME),
    ("A. Lopez, OECD", "A. Lopez", "", Evidence.NAME),
    ("Simone M Lloyd", "Simone M Lloyd", "", Evidence.NAME),
    ("Vincent van der BERG", "Vincent van der Berg", "", Evidence.NAME),
    ("O'NEILL Sean", "O'Neill Sean", "", Evidence.NAME),
    ("MARCO DAGLIO", "Marco Daglio", "", Evidence.NAME),
    ("Angus McDONALD", "Angus McDonald", "", Evidence.NAME),
    ("Roland Séférian, MF", "Roland Séférian", "", Evidence.NAME),
    ("Jane Green, United Kingdom", "Jane Green", "", Evidence.NAME),
    ("Quorra Vextil", "Quorra Vextil", "", Evidence.SHAPE),
]

NO_NAMES = [
    "Peer Reviewers followed by comments",
    "European Commission",
    "New Zealand",
    "Slovak Republic",
    "Home Affairs",
    "Smart Cities",
    "OECD Secretariat",
    "UN ESCAP",
    "Coffee Break",
    "Auditorium Roland Barthes",
    "Director-General Smith",
    "Le Monde",
    "comments from Mexico",
    "Korea",
    "",
    "12 countries",
    "Ministère des Finances",
    "Administration Électronique",
]


@pytest.mark.parametrize(("text", "name", "honorific", "evidence"), NAMES)
def test_names_in_usual_spelling(text: str, name: str, honorific: str, evidence: Evidence) -> None:
    found = name_at(text)
    assert found is not None
    assert (found.text, found.honorific, found.evidence) == (name, honorific, evidence)


@pytest.mark.parametrize("text", NO_NAMES)
def test_bodies_places_and_titles_are_no_names(text: str) -> None:
    assert name_at(text) is None


def test_honorifics_inside_a_text() -> None:
    text = "chaired by Ms. Lee (Korea) and Mr Berg; the mrs. and 5 m. are none"
    assert [text[i : i + 2] for i in find_honorifics(text)] == ["Ms", "Mr"]


def test_given_names_fold_accents_and_hyphens() -> None:
    assert is_given_name("Jérôme")
    assert is_given_name("Jean-Christophe")
    assert not is_given_name("Ministry")


@given(st.text(max_size=80))
def test_a_name_lies_within_its_text(text: str) -> None:
    found = name_at(text)
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert found.text.strip() == found.text != ""


@given(st.lists(st.sampled_from(["FUKUI", "Ryoji", "VAN", "DER", "BERG", "O'NEILL"]), min_size=1))
def test_spelling_keeps_the_letters(words: list[str]) -> None:
    assert normal_name(words).casefold() == " ".join(words).casefold()


_PARTS = """
Ann LEE van der d' De J. J.-P. Mr M. Mme le la ministre président H.E. Prof. Łukasz Øre é ß O’Neill
Jean-Pierre and , ( 3 of Å x
"""
_NAME_PARTS = st.sampled_from(_PARTS.split())


@given(
    st.lists(st.tuples(_NAME_PARTS, st.sampled_from([" ", " ", "  ", "\u00a0", "", ".", "-"]))),
    st.text("AÉŁaé .-’'dl\u00a01,", max_size=12),
)
def test_no_name_is_where_none_may_be(parts: list[tuple[str, str]], rest: str) -> None:
    text = "".join(word + sign for word, sign in parts) + rest
    if any(name_at(text, place) for place in range(len(text))):
        assert may_hold_name(text)


@given(st.text("ABzé .-’'dl\u00a01,", max_size=24))
def test_plain_capitals_are_told_as_all_capitals_are(text: str) -> None:
    plain = text.encode("ascii", "ignore").decode()
    assert may_hold_name(plain) == (names._TWO_CAPITALS.search(plain) is not None)
