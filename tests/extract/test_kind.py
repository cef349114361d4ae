from __future__ import annotations

import pytest

from communique.extract.kind import document_kind, named_kind
from communique.records import KINDS


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("DRAFT AGENDA", "agenda"),
        ("Provisional agenda (revised)", "agenda"),
        ("Draft annotated agenda", "agenda"),
        ("Second General Assembly – Agenda", "agenda"),
        ("Agenda of the 3rd meeting of the network", "agenda"),
        ("Programme", "agenda"),
        ("PROJET D’ORDRE DU JOUR", "agenda"),
        ("Ordre du jour provisoire annoté", "agenda"),
        ("SUMMARY REPORT", "summary"),
        ("Summary of discussions", "summary"),
        ("Seminar highlights", "summary"),
        ("Rapport de synthèse", "summary"),
        ("Chair's summary", "summary"),
        ("Summary record of the 32nd meeting", "record"),
        ("Compte rendu succinct de la 12e réunion", "record"),
        ("Compte rendu de la réunion", "record"),
        ("Compte rendu de synthèse", "summary"),
        ("Minutes", "record"),
        ("Procès-verbal de la 3e session", "record"),
        ("Communiqué", "communique"),
        ("Communiqué de presse", "communique"),
        ("Ministerial statement", "communique"),
        ("Declaration on open government", "communique"),
        ("Issues paper", "issues-paper"),
        ("BACKGROUND NOTE", "issues-paper"),
        ("Note de réflexion", "issues-paper"),
        ("List of participants", "list"),
        ("Liste provisoire des participants", "list"),
        ("2030 Agenda for Sustainable Development", ""),
        ("4th Symposium on E-Government", ""),
        ("", ""),
    ],
)
def test_lines_that_name_a_kind(line: str, kind: str) -> None:
    assert named_kind(line) == kind


def test_the_first_headline_wins() -> None:
    assert document_kind(["Issues paper", "Annotated agenda"], []) == "issues-paper"


def test_summary_record_beats_summary() -> None:
    assert document_kind(["Summary", "Summary record of the 5th session"], []) == "record"


def test_type_letter_of_the_cote() -> None:
    assert document_kind(["4th Symposium"], ["Some text."], cote_type="A") == "agenda"
    assert document_kind(["4th Symposium"], ["Some text."], cote_type="M") == "record"


def test_a_body_of_times_is_an_agenda() -> None:
    body = [
        "9:00 Welcome",
        "9:30 Session 1",
        "Speakers",
        "10:45 Coffee",
        "11:00 Session 2",
        "12:30 Lunch",
    ]
    assert document_kind(["Conference 2020"], body) == "agenda"


def test_reporting_prose() -> None:
    summary = [
        "Participants agreed that leadership matters.",
        "Delegates stressed the role of incentives.",
        "Countries discussed their plans and participants welcomed the offer.",
    ]
    assert document_kind(["Meeting of e-leaders"], summary) == "summary"
    record = [
        "The Committee approved the agenda.",
        "The Chair opened the meeting. The Committee took note of the report.",
        "The Committee adopted the draft and the Secretariat agreed to circulate it.",
        "The Committee invited delegates to comment.",
    ]
    assert document_kind(["Meeting of the Committee"], record) == "record"


def test_ministers_speak() -> None:
    body = ["We, the Ministers of the member countries, met in Paris."]
    assert document_kind(["Digital government"], body) == "communique"


def test_nothing_tells() -> None:
    assert document_kind([], []) == "other"
    assert document_kind([], ["Prose."], file_name="2004-seoul-agenda.pdf") == "agenda"


@pytest.mark.parametrize("headlines", [["x" * 500], ["("], ["–"], [""]])
def test_always_a_known_kind(headlines: list[str]) -> None:
    assert document_kind(headlines, headlines) in KINDS


def test_a_call_is_a_communique() -> None:
    assert document_kind(["Lisbon Call for Open Data"], []) == "communique"
    assert document_kind(["Appel de Venise"], []) == "communique"
    assert document_kind(["OECD Call for papers"], []) == "other"
