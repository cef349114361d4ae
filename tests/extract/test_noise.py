"""Lines that belong to the making of a document and to no passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.noise import _NOTICE, is_noise


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


@given(
    st.lists(
        st.sampled_from(
            [
                "All",
                "rights",
                "reserved",
                "tous",
                "droits",
                "RÉSERVÉS",
                "réservés",
                "has",
                "received",
                "funding",
                "from",
                "the",
                "a",
                "bénéficié",
                "d’un",
                "financement",
                "reſerved",
                "receıved",
                "2008",
                "OECD",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_a_notice_is_told_by_a_word_that_it_holds(text: str) -> None:
    assert is_noise(text) >= (_NOTICE.fullmatch(text) is not None)
