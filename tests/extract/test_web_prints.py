"""The controls of a printed web page are furniture; text that speaks of them is not."""

from __future__ import annotations

import re

import pytest
from drawing import page, words, wrapped
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.furniture import clean_pages
from communique.extract.web_prints import (
    _ONE_PIECE,
    _SIGN,
    _is_web_control,
    is_print_stamp,
    is_web_control,
    may_hold_control,
)


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


#: One of each way in which a control begins, and text.
PIECES = """
accept all|accéder au contenu|accepter tout|accessibility|accueil|add to calendar|afficher plus
aller au menu|ajouter au calendrier|abonnez-vous à la lettre|back to top|bookmark this page
ce site utilise des cookies|clear filters|click here to print this page|close window|Close
connexion|contact us|cookie settings|day 2|download pdf|e-mail|email this page|enregistrer|en
envoyer à un ami|facebook|fermer la fenêtre|filter by theme|filtrer par jour|go to content
go back to previous page|haut de page|home|imprimer|jump to menu|linkedin|lire la suite|load more
log in|login|manage cookies|mentions légales|menu|necessary only|next|nous utilisons des cookies
nous contacter|only necessary|our website uses cookies|partager sur X|passer au menu|pdf
plan du site|précédent|previous|PRINT|printer friendly|privacy policy|read less|recommander à un ami
rechercher|refuse all|refuser tout|register now|reject cookies|retour en haut|rss|s’abonner
s'abonner à la newsletter|save this page|se connecter|search|see profile|send to a friend|share on X
show details|sign up to our newsletter|sign in|site map|sitemap|skip to content|subscribe|suivant
stay informed: subscribe for the newsletter|télécharger pdf|terms & conditions|the top of the page
this site uses cookies|top|tout refuser|tweet this|twitter|version imprimable|view all talks
voir plus|we use cookies|x|you are here: home > Forum|vous êtes ici : accueil > Forum
Home › Agenda|www.example.org|Ministers met in Paris|\u017fave|\u212ae|1/2
"""
BETWEEN = st.sampled_from([" ", "   ", " | ", "/", " / ", "] [", "«", " ☆"])


@pytest.mark.parametrize("piece", re.split(r"[|\n]", PIECES.strip()))
def test_no_way_to_begin_a_control_is_passed_over(piece: str) -> None:
    for row in (piece, f"[{piece}]", f"{piece} | {piece}   {piece}"):
        assert is_web_control(row) == _is_web_control(row)
        assert may_hold_control(row) >= _is_web_control(row)


@given(st.lists(st.tuples(st.sampled_from(re.split(r"[|\n]", PIECES.strip())), BETWEEN)))
def test_a_row_is_only_passed_over_that_holds_no_control(held: list[tuple[str, str]]) -> None:
    row = "".join(piece + between for piece, between in held)[:160]
    assert is_web_control(row) == (bool(row.strip()) and _is_web_control(row))
    for printed in (row, row.upper(), row.replace("s", "\u017f"), row.replace("k", "\u212a")):
        assert may_hold_control(printed) >= (bool(row.strip()) and _is_web_control(printed))


def test_a_row_in_one_piece_holds_no_sign_and_no_odd_white_space() -> None:
    for char in map(chr, range(0x10000)):
        plain = char == " " or not (char.isspace() or _SIGN.match(char))
        assert (_ONE_PIECE.fullmatch(char) is not None) is plain
