from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.compare.words import Words, plain_words, words_of


def flagged(words: Words, flag: str) -> set[str]:
    flags = getattr(words, flag)
    return {word for word, is_so in zip(words.vocabulary, flags, strict=True) if is_so and word}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Joined-up Services, 2004!", ["joined-up", "services"]),
        ("L’État d'aujourd’hui", ["l'", "état", "d'", "aujourd'hui"]),
        ("government's e-services", ["government", "e-services"]),
        ("13h30: COVID-19 (21st)", ["covid-19"]),
        ("re\u00adform of cafe\u0301s", ["reform", "of", "cafés"]),
        ("", []),
    ],
)
def test_words_are_small_keep_accents_and_leave_numbers_out(text: str, words: list[str]) -> None:
    assert plain_words(text) == words


@given(st.lists(st.text(max_size=60), max_size=5), st.sampled_from(["en", "fr", "", "de"]))
def test_any_text_becomes_words_in_its_order(texts: list[str], language: str) -> None:
    found = words_of(texts, language)
    for place, text in enumerate(texts):
        own = found.word[found.passage == place]
        assert [found.vocabulary[w] for w in own if w >= 0] == plain_words(text)


def test_names_are_known_by_their_capitals_within_sentences() -> None:
    found = words_of(
        [
            "The experience of Korea shows how interoperability grows.",
            "Interoperability matters; in Korea it was early.",
            "Delegates heard how AI changed the work of offices.",
        ],
        "en",
    )
    assert flagged(found, "name") == {"korea"}


def test_titles_are_no_witness_for_names() -> None:
    found = words_of(["Building Trust Through Open Registers", "Open Registers Today"], "en")
    assert not flagged(found, "name")


def test_who_is_addressed_is_named_also_in_a_title() -> None:
    found = words_of(["Lead Speaker Mr. Ryo FUKUDA, Ministry of Registers", "M. Jean Petit"], "en")
    assert flagged(found, "name") == {"ryo", "fukuda", "jean", "petit"}


def test_days_are_names_and_known_words_are_none() -> None:
    texts = ["from july onwards on the Internet", "on the Internet again"]
    assert flagged(words_of(texts, "en"), "name") == {"july", "internet"}
    assert flagged(words_of(texts, "en", known=["internet"]), "name") == {"july"}


def test_stop_words_are_those_of_the_language() -> None:
    assert "ai" not in flagged(words_of(["AI and data"], "en"), "stop")
    assert flagged(words_of(["la mise en place"], "fr"), "stop") == {"la", "en"}
    assert flagged(words_of(["the end la fin"], "de"), "stop") == {"the", "la"}
