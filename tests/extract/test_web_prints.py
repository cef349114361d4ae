"""The controls of a printed web page are furniture; text that speaks of them is not."""

from __future__ import annotations

import pytest
from drawing import page, words, wrapped
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.furniture import clean_pages
from communique.extract.web_prints import is_print_stamp, is_web_control


@pytest.mark.parametrize(
    "row",
    [
        "[Close window]",
        "Close this window",
        "[Close window] [forum.example.org]",
        "Print this page | Send to a friend",
        "» Back to top",
        "Printer-friendly version",
        "Skip to main content",
        "Home | Contact us | Site map | Privacy policy",
        "[Print]",
        "Fermer la fenêtre",
        "Fermer cette page",
        "Imprimer cette page · Envoyer cette page à un ami",
        "Imprimer l'article",
        "Haut de page ▲",
        "Retour à l’accueil",
        "Share on LinkedIn",
        "☆ Save   Add to calendar   Show more ▼",
        "Home › Network Days › Agenda",
        "Accueil > Actualités > Forum 2021",
        "Network   About   Agenda   Speakers   Log in",
        "All days   Wed 3 Mar   Thu 4 Mar   Filter by theme ▾",
        "We use cookies to remember your choice.   Accept all   Only necessary",
        "Tout accepter | Tout refuser",
        "+ Ajouter au calendrier   Afficher moins ▲",
        "Subscribe to our newsletter",
    ],
)
def test_controls_are_known(row: str) -> None:
    assert is_web_control(row)


@pytest.mark.parametrize(
    "row",
    [
        "",
        "Print",
        "Top",
        "Privacy policy",
        "www.example.org",
        "Contact us at forum@example.org",
        "Close window of opportunity for reform",
        "Ministries should print this page of the guide for every counter.",
        "Back to the top of government: leadership",
        "Share this: how agencies learn from one another",
        "10:00 Home affairs",
        "Retour d'expérience",
        "[Ireland]",
        "Partager",
        "Save",
        "Agenda   Speakers   Venue   Press",
        "Wed 3 Mar   Thu 4 Mar",
        "Home > office: how the pandemic moved work",
        "Ministries use cookies as other sites do.",
        "Day 1   Registration   Foyer   Print",
        "Show more restraint in procurement",
    ],
)
def test_text_is_left_alone(row: str) -> None:
    assert not is_web_control(row)


def test_controls_in_the_middle_of_a_page_are_taken_out() -> None:
    first = wrapped("Ministers recalled that common platforms spare the cost.", 72, 200, 450)
    last = wrapped("Several delegations had moved the payroll to one place.", 72, 400, 450)
    sheet = page(first, words("[Close window] [forum.example.org]", 72, 300), last, number=1)
    (done,) = clean_pages([sheet])
    assert [row.text for row in done.furniture] == ["[Close window] [forum.example.org]"]
    assert not any("Close" in row.text for row in done.rows)
    assert any("payroll" in row.text for row in done.rows)


@given(st.text(max_size=400))
def test_any_text_is_answered(text: str) -> None:
    assert is_web_control(text) in (True, False)


@pytest.mark.parametrize(
    ("pieces", "top", "expected"),
    [
        (["3/14/23, 9:05 AM", "Agenda | Network Days"], True, True),
        (["https://days.example.org/agenda", "2/5"], False, True),
        (["https://days.example.org/agenda", "14/03/2023"], False, True),
        (["9:05", "Welcome"], True, False),
        (["14/03/2023", "Agenda"], True, False),
        (["3/14/23, 9:05 AM", "Agenda"], False, False),
        (["See https://days.example.org/agenda", "2/5"], False, False),
        (["2/5"], False, False),
    ],
)
def test_a_browsers_stamp_is_known(pieces: list[str], top: bool, expected: bool) -> None:
    assert is_print_stamp(pieces, top=top) is expected


def test_a_stamp_on_a_single_page_is_furniture() -> None:
    text = wrapped("Ministers recalled that common platforms spare the cost.", 72, 200, 450)
    stamp = [*words("3/14/23, 9:05 AM", 20, 22, 8), *words("Agenda | Days", 240, 22, 8)]
    (done,) = clean_pages(
        [page(stamp, text, words("Save", 72, 300), words("Add to calendar", 120, 300))]
    )
    assert [row.text for row in done.rows] == [
        "Ministers recalled that common platforms spare the cost."
    ]
