"""Agenda entries: label, type and the action asked, from wording in two languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.entry_types import action_types, entry_type, label_type, split_label
from communique.records import ENTRY_TYPES

TYPES = [
    ("Coffee break", "break"),
    ("Tea / coffee break – Foyer", "break"),
    ("Coffee", "break"),
    ("Break", "break"),
    ("Pause-café", "break"),
    ("Pause", "break"),
    ("Health break", "break"),
    ("Breaking down silos between ministries", "session"),
    ("Breaking the silos: joined-up government", "session"),
    ("Lunch", "meal"),
    ("Lunch hosted by the Ministry of Finance", "meal"),
    ("Lunch and Group Photo", "meal"),
    ("Working lunch: what comes after the strategy?", "meal"),
    ("Déjeuner offert par le ministère de l'Intérieur", "meal"),
    ("Official dinner", "meal"),
    ("Dîner", "meal"),
    ("Buffet lunch in the garden", "meal"),
    ("Welcome cocktail at the Intercontinental Hotel", "social"),
    ("Cocktail de bienvenue", "social"),
    ("Evening reception hosted by the Mayor", "social"),
    ("Social dinner", "social"),
    ("Social programme", "social"),
    ("Group Photo", "other"),
    ("Guided visit to the national data centre", "visit"),
    ("Study visit: the service centre of Lisbon", "visit"),
    ("Visite guidée du guichet unique de Bruxelles", "visit"),
    ("Technical tour", "visit"),
    ("Tour de table: national strategies", "session"),
    ("Registration", "registration"),
    ("Registration and coffee", "registration"),
    ("Enregistrement des participants", "registration"),
    ("Accueil des participants et café", "registration"),
    ("Registration of businesses online: four cases", "session"),
    ("Welcome and introduction", "opening"),
    ("Opening remarks", "opening"),
    ("Opening", "opening"),
    ("Opening of the meeting by the Chair", "opening"),
    ("Introduction", "opening"),
    ("Ouverture de la réunion", "opening"),
    ("Mot de bienvenue", "opening"),
    ("Allocutions d'ouverture", "opening"),
    ("Adoption of the draft agenda", "opening"),
    ("Opening up government data", "session"),
    ("Open government in practice", "session"),
    ("Closing remarks", "closing"),
    ("Wrap-up", "closing"),
    ("Conclusions and next steps", "closing"),
    ("Conclusion", "closing"),
    ("Clôture", "closing"),
    ("Conclusions et clôture de la réunion", "closing"),
    ("Close of the meeting", "closing"),
    ("End of the General Assembly", "closing"),
    ("Closing the digital divide", "session"),
    ("Peer Review of e-Government in Mexico", "review"),
    ("Examen par les pairs de l'administration électronique en Belgique", "review"),
    ("Break out groups following the structure of the report", "breakout"),
    ("Parallel sessions", "breakout"),
    ("Séances parallèles", "breakout"),
    ("Travaux en groupes", "breakout"),
    ("Group A: Partnering for change", "breakout"),
    ("Groupe 2 : compétences", "breakout"),
    ("Report back from the breakout groups", "plenary"),
    ("Restitution des groupes de travail", "plenary"),
    ("Plenary discussion: trust", "plenary"),
    ("Débat en séance plénière", "plenary"),
    ("Steering Group meeting", "meeting"),
    ("Meeting of the Bureau", "meeting"),
    ("Bureau meeting (closed)", "meeting"),
    ("Réunion du Bureau", "meeting"),
    ("Réunion restreinte du comité directeur", "meeting"),
    ("Outcomes of the Ministerial meeting", "session"),
    ("Any other business", "other"),
    ("Incentives for change", "session"),
    ("From silos to platforms: who pays?", "session"),
    ("Mesurer les résultats de l'administration numérique", "session"),
]


@pytest.mark.parametrize(("title", "kind"), TYPES)
def test_type_by_wording(title: str, kind: str) -> None:
    assert entry_type(title) == kind


def test_label_counts_for_the_type() -> None:
    assert entry_type("Partnering for change", "Group A") == "breakout"
    assert entry_type("Partnering for change", "Session 2") == "session"
    assert label_type("Breakout session B: data") == "breakout"
    assert label_type("Incentives") == ""


def test_a_numbered_conclusion_with_a_subject_is_a_session() -> None:
    title = "Conclusion: Identifying best practices on incentives"
    assert entry_type(title, "Session 3") == "session"
    assert entry_type("Session 3. " + title) == "session"
    assert entry_type("Conclusion", "Session 3") == "closing"


def test_a_description_speaks_for_an_empty_title() -> None:
    assert entry_type("", "", "Coffee break in the foyer.") == "break"


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


ACTIONS = [
    ("for discussion. The aim of this session is to decide who pays.", ("discussion",)),
    ("For discussion and approval. The objective is information.", ("discussion", "approval")),
    ("For discussion and drafting.", ("discussion", "drafting")),
    ("For information", ("information",)),
    ("For information, comment and decision.", ("information", "comment", "decision")),
    ("Pour discussion et approbation.", ("discussion", "approval")),
    ("Pour information. Le Secrétariat rendra compte.", ("information",)),
    ("Pour décision", ("decision",)),
    ("Delegates are invited to comment on the outline.", ("comment",)),
    ("The Committee is invited to ADOPT the draft agenda.", ("adoption",)),
    ("Les délégués sont invités à approuver le mandat.", ("approval",)),
    ("Discussion", ("discussion",)),
    ("Comments on the structure will be welcomed.", ("comment",)),
    ("The aim of the parallel sessions is to compare experiences.", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "expected"), ACTIONS)
def test_action_types(text: str, expected: tuple[str, ...]) -> None:
    assert action_types(text) == expected


@given(st.text(max_size=80))
def test_any_title_has_a_type_and_loses_nothing_but_its_label(title: str) -> None:
    assert entry_type(title) in ENTRY_TYPES
    _, rest = split_label(title)
    assert title.strip().endswith(rest)


@given(st.integers(1, 99), st.sampled_from(["Session", "Item", "Séance", "Point", "Group"]))
def test_every_number_is_read(number: int, word: str) -> None:
    for separator in (". ", ": ", " – ", " "):
        assert split_label(f"{word} {number}{separator}Trust") == (str(number), "Trust")
