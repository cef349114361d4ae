"""Labels of entries and items, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.labels import label_type, split_label

LABELS = [
    ("Session 1. Incentives for Change", "1", "Incentives for Change"),
    ("Session 2: “Around coffee” talks", "2", "“Around coffee” talks"),
    ("Item 2 Adoption of the agenda", "2", "Adoption of the agenda"),
    ("Group A: Partnering", "A", "Partnering"),
    ("Séance 3 – Débat", "3", "Débat"),
    ("Point 4 de l'ordre du jour : Rapport", "4", "Rapport"),
    ("Breakout session B: Skills", "B", "Skills"),
    ("Atelier n° 2 : Les données", "2", "Les données"),
    ("Session One: Trust", "1", "Trust"),
    ("Première séance : Confiance", "1", "Confiance"),
    ("III. Outlook", "III", "Outlook"),
    ("Panel II – Outlook", "II", "Outlook"),
    ("Item 4.a) Budget", "4.a", "Budget"),
    ("Session 2A – Data", "2A", "Data"),
    ("1. Welcome", "1", "Welcome"),
    ("(a) Welcome", "a", "Welcome"),
    ("A. Partnering", "A", "Partnering"),
    ("4-2 Framework in practice", "4-2", "Framework in practice"),
    ("E-1 Exercise", "E-1", "Exercise"),
    ("2.1 Manual", "2.1", "Manual"),
    ("Session 1", "1", ""),
]


@pytest.mark.parametrize(("title", "number", "rest"), LABELS)
def test_label_is_parted_from_the_title(title: str, number: str, rest: str) -> None:
    assert split_label(title) == (number, rest)


@pytest.mark.parametrize(
    "title",
    [
        "Plenary session",
        "Group discussion",
        "Session in plenary",
        "Point d'information",
        "4th OECD Symposium",
        "2004 Synthesis Report",
        "5G networks and government",
        "Workshop on data",
        "Points clés",
        "e-Government in Mexico",
        "A new deal for data",
        "I want to register",
        "12.30",
        "Part of the solution",
    ],
)
def test_what_only_looks_like_a_label_stays(title: str) -> None:
    assert split_label(title) == ("", title)


def test_some_labels_give_a_type() -> None:
    assert label_type("Breakout session B: data") == "breakout"
    assert label_type("Plenary 2: trust") == "plenary"
    assert label_type("Incentives") == ""


@given(st.text(max_size=80))
def test_a_title_loses_nothing_but_its_label(title: str) -> None:
    assert title.strip().endswith(split_label(title)[1])


@given(st.integers(1, 99), st.sampled_from(["Session", "Item", "Séance", "Point", "Group"]))
def test_every_number_is_read(number: int, word: str) -> None:
    for separator in (". ", ": ", " – ", " "):
        assert split_label(f"{word} {number}{separator}Trust") == (str(number), "Trust")


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("Session 2 / Séance 2", ""),
        ("Session 2 / Séance 2 : Platforms", "Platforms"),
        ("Workshop 2 | Atelier 2 – Platforms", "Platforms"),
        ("Session 2 / Séance 3", "/ Séance 3"),
    ],
)
def test_a_label_in_two_languages_is_one_label(title: str, rest: str) -> None:
    assert split_label(title) == ("2", rest)
