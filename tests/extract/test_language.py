from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract import language
from communique.extract.cues import cues
from communique.extract.folding import beyond_ascii, fold
from communique.extract.language import body_languages, language_of

#: One of each of some languages, and one of none.
SENTENCES = (
    "Governments have learned that technology alone does not bring about change.",
    "Les gouvernements ont appris que la technologie ne suffit pas à elle seule.",
    "Die Verwaltung ist ein Dienst für alle und nicht nur für wenige.",
    "El gobierno de los ciudadanos es para todos y no solo para unos.",
    "GOV 2004 12",
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Governments have learned that technology alone does not bring about change.", "en"),
        ("Les gouvernements ont appris que la technologie ne suffit pas à elle seule.", "fr"),
        ("LES PARTICIPANTS ONT SOULIGNÉ L’IMPORTANCE DES COMPÉTENCES", "fr"),
        ("Opening remarks", "en"),
        ("Remarques d’ouverture", "fr"),
        ("Pause café", "fr"),
        ("Die Verwaltung ist ein Dienst für alle und nicht nur für wenige.", "de"),
        ("El gobierno de los ciudadanos es para todos y no solo para unos.", "es"),
        ("Правительства обсудили цифровые услуги", "ru"),
        ("デジタル政府に関する会議", "ja"),
        ("جدول الأعمال", "ar"),
        ("", ""),
        ("2004 / 15", ""),
    ],
)
def test_language(text: str, code: str) -> None:
    assert language_of(text) == code


def test_body_of_one_language_with_a_quotation() -> None:
    body = ["The delegates agreed on the next steps and thanked the host for the meeting."] * 6
    assert body_languages([*body, "Réunion des hauts responsables de l’administration"]) == ("en",)


def test_bilingual_body() -> None:
    english = ["The committee agreed that the report should be made public."] * 4
    french = ["Le comité est convenu que le rapport devait être rendu public."] * 4
    assert body_languages(french + english) == ("en", "fr")


def test_nothing_to_go_by() -> None:
    assert body_languages([]) == ()
    assert body_languages(["12", "--"]) == ()


@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_text(texts: list[str]) -> None:
    languages = body_languages(texts)
    assert len(languages) <= 2
    assert list(languages) == sorted(languages)


_MIXED = cues("le|the|La|de|di|und|été|MÊME|y|con|het|α|Δ|2004")


def _folded(text: str) -> list[str]:
    return language._folded_words(text, beyond_ascii(text))


@given(st.lists(st.sampled_from(_MIXED), max_size=30) | st.just([*_MIXED] * 100))
def test_one_sum_weighs_all_languages(words: list[str]) -> None:
    scores = dict.fromkeys(language._WORDS, 0)
    for word in map(fold, words):
        for code in scores:
            if word in language._WORDS[code]:
                scores[code] += 2
            elif word in language._TELLING.get(code, ()):
                scores[code] += 1
    assert language._scores(_folded(" ".join(words)), tuple(scores)) == [*scores.values()]


def test_a_text_as_long_as_any_is_weighed_right() -> None:
    assert language_of("y " * 20_000 + "the", ("en", "es")) == "es"


def test_usual_letters_fold_to_letters() -> None:
    usual = [chr(code) for code in range(0x2030) if not language._RARE.search(chr(code))]
    assert {"é", "œ", "’", "–", "α", "\u0131"} <= {*usual}
    for char in usual:
        folded = fold(char)
        assert folded
        letter = bool(language._LETTERS.fullmatch(char))
        assert all(bool(language._LETTERS.fullmatch(part)) == letter for part in folded), char


@given(st.text(max_size=40) | st.text(alphabet="aÉœ ’“–_1.²ªΔ", max_size=20))
def test_words_are_folded_one_by_one(text: str) -> None:
    words = [fold(word) for word in language._LETTERS.findall(text)]
    assert _folded(text) == words


@given(
    st.lists(
        st.tuples(st.sampled_from(SENTENCES), st.integers(min_value=1, max_value=12)), max_size=12
    )
)
def test_languages_are_as_if_all_of_a_body_had_been_read(held: list[tuple[str, int]]) -> None:
    texts = [" ".join([sentence] * times) for sentence, times in held]
    words: dict[str, int] = {}
    for text in texts:
        if code := language_of(text):
            words[code] = words.get(code, 0) + len(text.split())
    enough = language.BILINGUAL_SHARE * sum(words.values())
    bilingual = all(code in words and words[code] >= enough for code in ("en", "fr"))
    most = sorted(words, key=lambda code: (-words[code], code))[:1]
    assert body_languages(texts) == (("en", "fr") if bilingual else tuple(most))


@given(st.text(alphabet=[*map(chr, range(128))], max_size=40))
def test_words_of_plain_letters_are_what_stands_between_other_signs(text: str) -> None:
    assert _folded(text) == re.findall("[a-z]+", text.lower())
