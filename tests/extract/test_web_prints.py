"""The controls of a printed web page are furniture; text that speaks of them is not."""

from __future__ import annotations

import pytest
from drawing import page, words, wrapped
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.furniture import clean_pages
from communique.extract.web_prints import is_web_control


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
