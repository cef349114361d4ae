"""The packaged model: any text is tagged or left, evidence is exact, company is no matter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import CommuniqueError
from communique.records import ROLES
from communique.tag import TAGGERS, PassageText, Tagger, load_tagger, load_taxonomy
from communique.tag.hybrid import ModelScorer
from communique.tag.taxonomy import Taxonomy

WORDS = st.sampled_from(
    [
        "agencies share one payroll system",
        "nobody at the cabinet table owns it",
        "les ministères refusent de prêter leurs agents",
        "lunch will be served",
        "what would make offices come on board?",
        "; ",
        ". ",
        ", and ",
        "\x00\x07",
        "ÉTAT",
        "data",
        "\u200b",
        "12 %",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=8).map(" ".join))
PASSAGES = [
    PassageText("No minister feels answerable for the portal; it has four owners.", "en"),
    PassageText("Les formulaires demandent ce que l'administration sait déjà.", "fr"),
    PassageText("Coffee break", "en", kind="agenda"),
    PassageText(
        "Offices that give up their own servers may keep half of what they save.",
        "en",
        section=("Session 2", "Getting offices on board"),
    ),
]


@pytest.fixture(scope="module", params=["accurate", "fast"])
def tagger(request: pytest.FixtureRequest) -> Tagger:
    return load_tagger(request.param)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, language=st.sampled_from(["en", "fr", "", "de"]))
@pytest.mark.parametrize("name", ["accurate", "fast"])
def test_evidence_is_exact_on_any_text(name: str, text: str, language: str) -> None:
    (judged,) = load_tagger(name).judge([PassageText(text, language)])
    for found in judged.tags:
        assert text[found.start : found.end] == found.evidence
        assert found.evidence.strip()
        assert 0 < found.score <= 1
    assert all(0 <= score <= 1 for score in judged.scores.values())
    assert bool(judged.problem) == (language == "de") or not language


def test_a_passage_is_judged_alike_in_any_company(tagger: Tagger) -> None:
    together = list(tagger.judge(PASSAGES))
    backwards = list(tagger.judge(PASSAGES[::-1]))[::-1]
    alone = [judged for passage in PASSAGES for judged in tagger.judge([passage])]
    assert together == backwards == alone


def test_what_is_meant_is_found_without_its_word(tagger: Tagger) -> None:
    tags = tagger(PassageText("Offices that join may keep half of what they save.", "en"))
    assert "incentives" in {found.theme for found in tags}


def test_running_the_meeting_is_no_theme_and_a_role(tagger: Tagger) -> None:
    (judged,) = tagger.judge([PassageText("Coffee break", "en", kind="agenda")])
    assert judged.tags == []
    assert judged.role == "procedural"


def test_every_role_is_one_of_the_codebook(tagger: Tagger) -> None:
    assert {judged.role for judged in tagger.judge(PASSAGES)} <= set(ROLES)


@pytest.mark.parametrize(
    "passage",
    [
        PassageText("Die Minister haben die gemeinsame Plattform der Länder beschlossen.", ""),
        PassageText("Los ministros acordaron que los datos se compartan.", "es"),
        PassageText("部長們同意共享數據", ""),
    ],
)
def test_another_language_is_left_to_the_rules_and_said(
    tagger: Tagger, passage: PassageText
) -> None:
    (judged,) = tagger.judge([passage])
    assert "tagged by rules alone" in judged.problem
    assert {found.source for found in judged.tags} <= {"rules"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "governance " * 9_100,
        "SHARED DATA CENTRES SAVE MONEY AND ENERGY",
        "\x00\x01\x02 \x1b[31m",
        "a" * 100_000,
        "sskkiillllss ooff ssttaaffff",
        "\ud800",
    ],
)
def test_odd_texts_are_tagged_or_left(tagger: Tagger, text: str) -> None:
    (judged,) = tagger.judge([PassageText(text, "en")])
    assert all(text[one.start : one.end] == one.evidence for one in judged.tags)


def test_capitals_and_small_letters_say_the_same_to_the_rules_and_ngrams() -> None:
    fast = load_tagger("fast")
    small, large = (fast(PassageText(t, "en")) for t in ("open data", "OPEN DATA"))
    assert [one.theme for one in small] == [one.theme for one in large]


def test_another_taxonomy_runs_with_rules() -> None:
    packaged = load_taxonomy()
    own = Taxonomy(packaged.version, packaged.families, packaged.themes[:3], packaged.vetoes)
    tagger = load_tagger("accurate", taxonomy=own)
    tags = tagger("A national strategy with a vision and a roadmap.")
    assert {one.source for one in tags} == {"rules"}


def test_an_unknown_tagger_is_told() -> None:
    with pytest.raises(CommuniqueError, match="use accurate, fast, rules"):
        load_tagger("best")
    assert TAGGERS == ("accurate", "fast", "rules")


def test_the_encoder_reads_again_only_where_clauses_are_close() -> None:
    scorer = ModelScorer()
    leads = PassageText("Lunch will be served at noon; offices that join may keep half.", "en")
    close = PassageText("Offices that join may keep half; those that stay out pay a charge.", "en")
    again = scorer.witnesses.remainder
    assert scorer.evidence(leads, "incentives") == (30, len(leads.text))
    assert again.cache_info().misses == 0
    assert scorer.evidence(close, "incentives") is not None
    assert 1 <= again.cache_info().misses <= 2


def test_passages_that_say_the_same_are_read_once() -> None:
    witnesses = ModelScorer().witnesses
    first = PassageText("Data are shared.", "en", passage="1", document="a", kind="agenda")
    second = replace(first, passage="2", document="b", year=1999)
    elsewhere = replace(first, kind="summary")
    assert witnesses.reading(first) is witnesses.reading(second)
    assert witnesses.reading(elsewhere) is not witnesses.reading(first)


def test_a_long_passage_of_many_clauses_has_evidence() -> None:
    text = "Nobody came then; " * 400 + "offices that join may keep half of what they save."
    span = ModelScorer().evidence(PassageText(text, "en"), "incentives")
    assert span is not None
    assert 0 <= span[0] < span[1] <= len(text)
