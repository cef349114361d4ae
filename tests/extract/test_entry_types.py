"""Types of agenda entries, from wording in two languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.entry_types import entry_type
from communique.records import ENTRY_TYPES

TYPES = [
    ("Morning tea", "break"),
    ("Coffee/tea break", "break"),
    ("Welcome coffee", "break"),
    ("Welcome coffee and registration", "registration"),
    ("Accueil", "registration"),
    ("Arrival", "registration"),
    ("Sound check and connection", "registration"),
    ("Meeting room opens", "registration"),
    ("Historic Campus Tour", "visit"),
    ("Visites d’étude", "visit"),
    ("Group photograph in the garden", "other"),
    ("Photo session", "other"),
    ("Restaurant La Verrière", "meal"),
    ("Informal happy-hour gathering", "social"),
    ("Balade sur la digue", "social"),
    ("Walk-through of the draft", "session"),
    ("Trust in government: preparation of the ministerial meeting", "session"),
    ("Review and discuss breakout group findings", "session"),
    ("Fin de journée", "closing"),
    ("End of day one", "closing"),
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


def test_a_numbered_conclusion_with_a_subject_is_a_session() -> None:
    title = "Conclusion: Identifying best practices on incentives"
    assert entry_type(title, "Session 3") == "session"
    assert entry_type("Session 3. " + title) == "session"
    assert entry_type("Conclusion", "Session 3") == "closing"


def test_a_description_speaks_for_an_empty_title() -> None:
    assert entry_type("", "", "Coffee break in the foyer.") == "break"


@given(st.text(max_size=80))
def test_any_title_has_a_type(title: str) -> None:
    assert entry_type(title) in ENTRY_TYPES


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Accueil", "registration"),
        ("Accueil des participants", "registration"),
        ("Accueil des ministres", "opening"),
        ("Accueil par le maire", "opening"),
        ("Accueil des élèves handicapés : coûts et résultats", "session"),
        ("Reception offered by the mayor", "social"),
        ("Réception donnée par le maire", "social"),
        ("Reception of waste at municipal sites", "session"),
        ("Networking coffee", "break"),
        ("Coffee in the foyer", "break"),
        ("Coffee in the supply chain: who is paid, and when", "session"),
    ],
)
def test_welcomes_and_receptions(title: str, kind: str) -> None:
    assert entry_type(title) == kind
