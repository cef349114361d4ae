from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.meeting import (
    MeetingName,
    edition_in_sentence,
    is_bare,
    motto_in_sentence,
    names_meeting,
    quoted_end,
    quoted_motto,
    read_meeting,
    without_place_and_date,
)


@pytest.mark.parametrize(
    ("title", "name", "edition", "motto"),
    [
        ("4th SYMPOSIUM ON E-GOVERNMENT", "SYMPOSIUM ON E-GOVERNMENT", "4", ""),
        ("Fourth Annual Forum", "Annual Forum", "4", ""),
        ("OECD 4th Symposium on Budgets", "OECD Symposium on Budgets", "4", ""),
        ("XIIth Session of the Committee", "Session of the Committee", "12", ""),
        ("E-Leaders Meeting 2010", "E-Leaders Meeting", "", ""),
        ("2012 Leaders Meeting - Agility", "Leaders Meeting", "", "Agility"),
        ("Leaders Meeting “A new start”", "Leaders Meeting", "", "A new start"),
        ("Third Seminar on Data: Who owns it?", "Seminar on Data", "3", "Who owns it?"),
        ("Second General Assembly – Agenda", "General Assembly", "2", ""),
        (
            "Summary record of the 32nd meeting of the Budget Committee",
            "Meeting of the Budget Committee",
            "32",
            "",
        ),
        (
            "Projet d’ordre du jour de la 4e réunion du Réseau",
            "Réunion du Réseau",
            "4",
            "",
        ),
        (
            "Quatrième Symposium sur l'administration : Réussir",
            "Symposium sur l'administration",
            "4",
            "Réussir",
        ),
        (
            "Meeting of Digital Officials, Lisbon, 21-22 September 2017",
            "Meeting of Digital Officials",
            "",
            "",
        ),
        (
            "Issued at the close of the Leaders Meeting, Lisbon, 20-21 September 2017",
            "Leaders Meeting",
            "",
            "",
        ),
        ("Summary report", "", "", ""),
        ("Issues paper for Session 2", "", "", ""),
        ("Government at a glance", "", "", ""),
    ],
)
def test_titles(title: str, name: str, edition: str, motto: str) -> None:
    assert read_meeting(title) == MeetingName(name, edition, motto)


def test_bare_names() -> None:
    assert is_bare("Meeting")
    assert is_bare("Réunion annuelle")
    assert not is_bare("Meeting of the Committee")


def test_mottos() -> None:
    assert (
        motto_in_sentence("the meeting titled “Better by design” took place") == "Better by design"
    )
    assert motto_in_sentence("la réunion intitulée « Mieux servir » a eu lieu") == "Mieux servir"
    assert motto_in_sentence("the “front office” is closed") == ""
    assert quoted_motto("“Better by design”") == "Better by design"
    assert quoted_motto("both “carrots” and “sticks” are used") == ""


def test_place_and_date_at_the_end() -> None:
    assert without_place_and_date("Leaders Meeting, Bern, 29 October 2013") == "Leaders Meeting"
    assert without_place_and_date("Réunion des chefs, en ligne, 3 mai 2021") == "Réunion des chefs"
    assert without_place_and_date("Data in Bern, 29 October 2013").startswith("Data in Bern")


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    meeting = read_meeting(text)
    assert meeting.edition == "" or meeting.edition.isdecimal()
    motto_in_sentence(text)
    quoted_motto(text)


@given(st.integers(1, 199), st.sampled_from(["Meeting of Budget Officials", "Forum on Tax"]))
def test_any_edition(number: int, name: str) -> None:
    suffix = (
        "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    assert read_meeting(f"The {number}{suffix} {name}") == MeetingName(name, str(number), "")
    assert names_meeting(name)


@pytest.mark.parametrize(
    ("title", "name", "edition"),
    [
        ("128th meeting, 26 November 2018", "Meeting", "128"),
        ("th 128 meeting", "Meeting", "128"),
        ("4 session of the Budget Committee", "Session of the Budget Committee", "4"),
        ("Compte rendu de la 4 e session du Comité", "Session du Comité", "4"),
        ("Vingt-troisième session du Comité", "Session du Comité", "23"),
        ("Twenty-first session of the Council", "Session of the Council", "21"),
        ("OECD 55th session of the Council", "Session of the Council", "55"),
        ("Working Party No. 3 meeting", "Working Party No. 3 meeting", ""),
        ("Data kick-off meeting agenda", "Data kick-off meeting", ""),
    ],
)
def test_torn_and_long_ordinals(title: str, name: str, edition: str) -> None:
    assert read_meeting(title) == MeetingName(name, edition, "")


def test_the_edition_in_a_sentence() -> None:
    sentence = "The 5th Technical Coding Workshop took place in Bern."
    assert edition_in_sentence(sentence, "Technical Coding Workshop") == "5"
    assert edition_in_sentence(sentence, "Other Coding Workshop") == ""
    assert edition_in_sentence("The workshop is on.", "Workshop") == ""


def test_a_quoted_end() -> None:
    assert quoted_end("Leaders Meeting “Open by design”") == len("Leaders Meeting ")
    assert quoted_end("“Open by design”") == 0
    assert quoted_end("Meeting on “open data” and more") == 0


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Atelier sur les guichets et les services en ligne", None),
        ("Seminar on payments online", None),
        ("Seminar on payments, online", "Seminar on payments"),
        ("Réunion du réseau des budgets, en ligne", "Réunion du réseau des budgets"),
    ],
)
def test_what_is_online_is_told_apart_from_where_one_meets(title: str, name: str | None) -> None:
    assert read_meeting(title).name == (name or title)
