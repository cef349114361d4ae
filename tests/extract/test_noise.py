"""Lines that belong to the making of a document and to no passage."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.noise import _NOISE, _may_be_noise, is_noise


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "Page 3",
        "Page 3 of 9",
        "page 3 sur 9",
        "JT03437215",
        "JT03548087 OFDE",
        "English - Or. English",
        "Français - Or. Anglais",
        "Or. English",
        "© OECD 2018",
        "All rights reserved.",
        "Tous droits réservés.",
        "Complete document available on OLIS in its original format",
        "Document complet disponible sur OLIS dans son format d'origine",
        "https://www.oecd.org/gov",
        "www.oecd.org",
        "This document and any map included herein are without prejudice to the status of or"
        " sovereignty over any territory.",
        "The opinions expressed in this paper are the sole responsibility of the author.",
        "  7  ",
    ],
)
def test_the_making_of_a_document_is_noise(text: str) -> None:
    assert is_noise(text)


@pytest.mark.parametrize(
    "text",
    [
        "9:00 – 10:30",
        "09.30",
        "42 countries replied.",
        "The opinions of users should be heard before a service is designed.",
        "Page numbers of the report were wrong.",
        "Share platforms.",
        "1. Share platforms.",
        "English is the language of the meeting.",
        "Rights of citizens in the digital age",
        "Ministers adopted the document on open data.",
        "See https://www.oecd.org/gov for the indicators that were agreed.",
    ],
)
def test_what_a_document_says_is_none(text: str) -> None:
    assert not is_noise(text)


@given(st.lists(st.sampled_from(["skills", "share", "2004", "platforms", "trust"]), min_size=4))
def test_a_sentence_of_words_is_never_noise(words: list[str]) -> None:
    if any(word.isalpha() for word in words):
        assert not is_noise(f"We {' '.join(words)}.")


#: One of each way in which noise begins or what only noise holds, and text.
BEGINNINGS = """
12|Page 3|page 3 of 9|SPECIMEN copy|spécimen|document complet disponible sur OLIS|JT03437215
Complete document available on OLIS|English - Or. French|or. English|Français - or. anglais
© OECD|(c) OECD|Copyright, all rights reserved|Tous droits réservés|this document is without
this map is without prejudice|https://example.org|www.example.org|----
a bénéficié d'un financement x
The network has received funding from the Union|close window|Close this window|print this page
printable version|back to top|site map|home|top of page|fermer la fenêtre|imprimer|haut de page
retour|plan du site|This paper does not necessarily reflect|the views expressed in it
les opinions exprimées ici|ce rapport n'engage pas|le document|la note|cette publication
these opinions do not commit|Ministers met|re\u017ferved|\u0130mprimer|s\u0131te map
"""


@pytest.mark.parametrize("text", re.split(r"[|\n]", BEGINNINGS.strip()))
def test_no_way_to_begin_noise_is_passed_over(text: str) -> None:
    assert _may_be_noise(text) or not _NOISE.fullmatch(text)


@given(st.lists(st.sampled_from(re.split(r"[|\n ]", BEGINNINGS.strip()))), st.booleans())
def test_only_text_is_passed_over(words: list[str], capitals: bool) -> None:
    text = " ".join(words).strip()
    text = text.upper() if capitals else text
    assert _may_be_noise(text) or not _NOISE.fullmatch(text)


@pytest.mark.parametrize(
    ("before", "said", "behind"),
    [
        (60, "all rights reserved", 120),
        (60, "tous droits réservés", 120),
        (119, " have received funding from ", 300),
        (120, "a bénéficié d’un financement ", 300),
    ],
)
def test_noise_that_begins_like_text_is_known_at_its_longest(
    before: int, said: str, behind: int
) -> None:
    text = "x" * before + said + "x" * behind
    assert _NOISE.fullmatch(text)
    assert not _NOISE.fullmatch(f"x{text}")
    assert not _NOISE.fullmatch(f"{text}x")
    assert _may_be_noise(text)
