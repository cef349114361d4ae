"""Enumerations inside a sentence come apart, and nothing else does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.enumerations import Item, split_enumeration


def parts(text: str) -> tuple[str, list[tuple[str, str]]]:
    opening, items = split_enumeration(text)
    return opening, [(item.number, item.text) for item in items]


@pytest.mark.parametrize(
    ("text", "opening", "numbers"),
    [
        (
            "Ministers agreed to: 1) share platforms; 2) train employees; and 3) publish data.",
            "Ministers agreed to:",
            ["1", "2", "3"],
        ),
        (
            "Countries should: (a) name one owner, (b) fund the work and (c) report on it yearly.",
            "Countries should:",
            ["a", "b", "c"],
        ),
        (
            "Les ministres souhaitent : i) partager les registres ; ii) former les agents ;"
            " et iii) publier les comptes.",
            "Les ministres souhaitent :",
            ["i", "ii", "iii"],
        ),
        ("1) share platforms; 2) train employees.", "", ["1", "2"]),
    ],
)
def test_items_and_their_opening(text: str, opening: str, numbers: list[str]) -> None:
    got, items = parts(text)
    assert got == opening
    assert [number for number, _ in items] == numbers


def test_items_hold_their_words_and_know_where_they_begin() -> None:
    text = "Ministers agreed to: 1) share platforms; 2) train employees; and 3) publish data."
    _, items = split_enumeration(text)
    assert [item.text for item in items] == [
        "share platforms;",
        "train employees; and",
        "publish data.",
    ]
    assert all(text[item.start :].lstrip().startswith(item.text) for item in items)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nothing is enumerated here.",
        "Only one: 1) share platforms.",
        "They skip: 1) share platforms; 3) publish data.",
        "They begin late: 2) share platforms; 3) publish data.",
        "See article 4 a) and article 5 b) of the Recommendation.",
        "One word each: 1) speed; 2) trust.",
        "Numbers (12) and (13) of the annex say so.",
    ],
)
def test_what_is_no_enumeration_stays_whole(text: str) -> None:
    assert split_enumeration(text) == (text, [])


WORD = st.sampled_from(
    ["share", "platforms", "trust", "skills", "open", "registers", "publish", "accounts", "train"]
)
PHRASES = st.lists(st.lists(WORD, min_size=2, max_size=6).map(" ".join), min_size=2, max_size=9)
ROMANS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
SERIES = st.sampled_from([[str(n) for n in range(1, 10)], list("abcdefghi"), ROMANS])


@given(PHRASES, SERIES, st.sampled_from(["{})", "({})"]), st.sampled_from(["; ", ", "]))
def test_a_written_enumeration_is_read_back(
    phrases: list[str], series: list[str], style: str, link: str
) -> None:
    printed = [
        f"{style.format(number)} {phrase}" for number, phrase in zip(series, phrases, strict=False)
    ]
    opening, items = split_enumeration(f"They agreed to: {link.join(printed)}.")
    assert opening == "They agreed to:"
    assert [item.number for item in items] == series[: len(phrases)]
    assert [item.text.rstrip(",;.") for item in items] == phrases


PIECES = st.lists(
    st.one_of(
        WORD,
        st.sampled_from(["1)", "2)", "(3)", "a)", "(b)", "i)", "ii)", ";", ":", "and", "et", ","]),
    ),
    max_size=30,
).map(" ".join)


@given(PIECES)
def test_numbers_run_on_and_no_word_is_lost(text: str) -> None:
    opening, items = split_enumeration(text)
    assert all(isinstance(item, Item) for item in items)
    if not items:
        assert opening == text
        return
    numbers = [item.number for item in items]
    firsts = [[str(n) for n in range(1, 20)], [*"abcdefghijklmnopqrst"], ROMANS]
    assert any(numbers == series[: len(numbers)] for series in firsts)
    joined = f"{opening} " + " ".join(item.text for item in items)
    marks = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})\)")
    assert sorted(marks.sub(" ", joined).split()) == sorted(marks.sub(" ", text).split())
    starts = [item.start for item in items]
    assert starts == sorted(starts)
