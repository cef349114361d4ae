"""Properties that hold for every text, and what a tag says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.records import Box, Document, Passage
from communique.tag import PassageText, Tagger, passage_texts, scores, tag
from communique.tag.evidence import trimmed
from communique.tag.judged import ThemeScores
from communique.tag.passage_text import SMALL_WORDS, language_of
from communique.tag.scoring import Hits

TAGGER = Tagger()
FRAGMENTS = st.sampled_from(
    [
        "open government data",
        "l’interopérabilité des systèmes",
        "“Carrots” and “sticks”",
        "Ministry of Finance",
        "e-government, ",
        "co-ordination\u00ad across ministries",
        "ﬁnancial incentives ",
        "dites-le-nous une fois. ",
        "\u200b\ud7ff \t",
        "\u0301é ",
        "…",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(FRAGMENTS | st.text(max_size=5)).map("".join))


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, language=st.sampled_from(["en", "fr", "", "xx"]))
def test_evidence_is_exact_on_any_text(text: str, language: str) -> None:
    passage = PassageText(text, language=language, passage="d.1", document="d", year=2004)
    tags = TAGGER(passage)
    assert tags == TAGGER(passage)
    assert [t.theme for t in tags] == [
        i for i in TAGGER.taxonomy.ids if i in {t.theme for t in tags}
    ]
    for found in tags:
        assert text[found.start : found.end] == found.evidence
        assert found.evidence.strip()
        assert 0.5 <= found.score <= 1.0
        assert found.score == round(found.score, 4)
        assert (found.passage, found.document, found.year) == ("d.1", "d", 2004)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_a_doc_gives_the_text_back(text: str) -> None:
    assert TAGGER.doc(text).text == text


@settings(max_examples=50, deadline=None)
@given(texts=st.lists(TEXTS, max_size=5))
def test_scores_name_every_theme_and_agree_with_the_tags(texts: list[str]) -> None:
    for by_theme, tags in zip(TAGGER.scores(texts), TAGGER.pipe(texts), strict=True):
        assert tuple(by_theme) == TAGGER.taxonomy.ids
        assert {theme for theme, score in by_theme.items() if score >= 0.5} == {
            t.theme for t in tags
        }


@settings(max_examples=300, deadline=None)
@given(
    words=st.lists(
        st.sampled_from([*sorted(SMALL_WORDS), "skills", "staff", "data", "training", ",", "."]),
        min_size=1,
        max_size=12,
    ),
    language=st.sampled_from(["en", "fr"]),
)
def test_evidence_tells_and_does_not_end_in_a_joining_word(words: list[str], language: str) -> None:
    for found in TAGGER(PassageText(" ".join(words), language=language)):
        own = re.findall(r"\w+", found.evidence)
        assert not SMALL_WORDS.issuperset(own), found
        assert own[-1] not in {"and", "of", "for", "et", "de"}, found


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("The member States and the other signatories, skills of and for", "skills"),
        ("skills — and", "skills"),
        ("The skills and the tools", "skills"),
        ("Des compétences et de", "compétences"),
        ("and", "and"),
        ("R&D and", "R&D"),
        ("demand", "demand"),
    ],
)
def test_evidence_is_trimmed_to_what_tells(text: str, evidence: str) -> None:
    begin = text.index(evidence)
    end = len(text) if not text.endswith("tools") else text.index(" the tools")
    start, stop = trimmed(text, begin, end)
    assert text[start:stop] == evidence


SMALL = re.compile(
    r"[\s\W]+(?:and|or|of|for|from|with|that|which|is|are|was|were|be|"
    r"et|ou|de|des|du|que|qui|est|sont|était|étaient)\Z",
    re.IGNORECASE,
)


@settings(max_examples=500)
@given(
    st.lists(
        st.sampled_from(
            [
                *[
                    "of",
                    "OF",
                    "oſ",
                    "ıs",
                    "İs",
                    "des",
                    "été",
                    "ÉTAIT",
                    "which",
                    "wHich",
                    "that",
                    "s",
                    "data",
                    "of.",
                ],
                " ",
                "'",
                "-",
                "’",
            ]
        )
        | st.text(max_size=3),
        max_size=8,
    ).map("".join)
)
def test_no_small_word_is_left_at_the_end_of_evidence(text: str) -> None:
    start, stop = trimmed(text, 0, len(text))
    if (start, stop) != (0, len(text)):  # all of it stays where nothing else would
        tail = SMALL.search(text, max(start, stop - 12), stop)
        assert tail is None or tail.start() <= start


def test_a_lone_surrogate_and_an_endless_text_are_read() -> None:
    assert TAGGER("\ud800 open data \udfff")[0].evidence == "open data"
    assert TAGGER("(" * 300_000 + " open data") == []


def test_plain_strings_are_numbered_from_one() -> None:
    assert {t.passage for t in tag(["Coffee.", "Open data for all."])} == {"2"}


def test_scores_of_a_silent_passage_are_low() -> None:
    (by_theme,) = TAGGER.scores(["Coffee is served."])
    assert set(by_theme.values()) == {0.02}
    (by_theme,) = scores(["Coffee is served."])
    assert max(by_theme.values()) < 0.1


def test_more_witnesses_raise_the_score() -> None:
    one, two = TAGGER.scores(["Interoperability.", "Interoperability and open standards."])
    assert two["interoperability"] > one["interoperability"]


def test_one_word_in_passing_makes_no_theme_of_a_long_passage() -> None:
    long = "Delegates walked along the river and looked at the boats there. " * 8
    assert TAGGER("Interoperability was named. ") != []
    assert TAGGER(long + "Interoperability was named.") == []
    assert TAGGER(long + "Interoperability was named. Interoperability it is.") != []


def test_language_is_guessed_from_small_words() -> None:
    assert language_of(PassageText("Les services de l'État dans les régions")) == "fr"
    assert language_of(PassageText("The services of the state in the regions")) == "en"
    assert language_of(PassageText("The services", language="fr")) == "fr"
    assert language_of(PassageText("")) == "en"


def test_a_document_gives_its_passages_with_ids_and_year() -> None:
    passages = (
        Passage(1, 1, Box(0, 0, 1, 1), "Open data."),
        Passage(2, 1, Box(0, 0, 1, 1), "Lunch."),
    )
    document = Document("agenda-2004", "a.pdf", "0", language=("en",), year=2004, passages=passages)
    first, second = passage_texts(document)
    assert (first.passage, first.document, first.year, first.language) == (
        "agenda-2004.1",
        "agenda-2004",
        2004,
        "en",
    )
    assert second.text == "Lunch."


class Model:
    """A scorer that is sure of two themes, one of which the rules find as well."""

    source = "model"
    thresholds = {"strategy": 0.9}  # noqa: RUF012
    description = {"tagger": "sure"}  # noqa: RUF012

    def scores(self, passages: list[PassageText], hits: list[Hits]) -> list[dict[str, float]]:
        return [{"data": 0.91236, "skills": 0.7, "strategy": 0.8} for _ in passages]

    def evidence(self, passage: PassageText, theme: str) -> tuple[int, int] | None:
        return (0, 7) if theme == "skills" else None

    def roles(self, passages: list[PassageText]) -> list[str]:
        return ["discussion" for _ in passages]

    def problem(self, passage: PassageText) -> str:
        return ""


def test_a_model_decides_and_the_rules_give_evidence() -> None:
    (judged,) = Tagger(scorer=Model()).judge(["Clerks, with open data."])  # type: ignore[arg-type]
    found = {t.theme: t for t in judged.tags}
    assert judged.role == "discussion"
    assert set(found) == {"data", "skills"}
    assert (found["data"].source, found["data"].evidence) == ("both", "open data")
    assert found["data"].score == 0.9124
    assert (found["skills"].source, found["skills"].evidence) == ("model", "Clerks")


@pytest.mark.parametrize(
    ("text", "language", "theme"),
    [
        ("Coordination across ministries", "en", "governance"),
        ("CO-ORDINATION ACROSS MINISTRIES", "en", "governance"),
        ("co‑ordination across ministries", "en", "governance"),
        ("Organizational change", "en", "change-management"),
        ("Organisational change", "en", "change-management"),
        ("agencies’ reluctance: carrots and sticks", "en", "incentives"),
        ("l'interopérabilité", "fr", "interoperability"),
        ("l’interopérabilité", "fr", "interoperability"),
        ("L'INTEROPERABILITE", "fr", "interoperability"),
        ("l'inte\u0301rope\u0301rabilite\u0301", "fr", "interoperability"),
        ("les marchés publics", "fr", "investment"),
        ("le marché public", "fr", "investment"),
    ],
)
def test_spellings_match(text: str, language: str, theme: str) -> None:
    assert theme in {t.theme for t in TAGGER(PassageText(text, language=language))}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Ministry of Finance welcomed delegates.", "en"),
        ("A note by the Public Governance Committee.", "en"),
        ("PUBLIC GOVERNANCE AND TERRITORIAL DEVELOPMENT DIRECTORATE", "en"),
        ("Une marche publique partira de la gare.", "fr"),
        ("Le ministère des Finances accueille les délégués.", "fr"),
        (
            "See the report “Making Life Easy for Citizens and Businesses” for the details.",
            "en",
        ),
    ],
)
def test_names_and_titles_are_no_theme(text: str, language: str) -> None:
    assert TAGGER(PassageText(text, language=language)) == []


def test_governance_of_data_is_data_alone() -> None:
    assert [t.theme for t in TAGGER("The governance of data must be settled.")] == ["data"]


def test_a_crisis_in_an_opening_clause_is_no_theme() -> None:
    assert "resilience" not in {
        t.theme for t in TAGGER("In the aftermath of the crisis, delegates met.")
    }
    assert "resilience" in {t.theme for t in TAGGER("The crisis forced ministries to act.")}


_HALFWAY = st.integers(0, 10_000).map(lambda parts: (parts + 0.5) / 10_000)


@given(st.lists(_HALFWAY | st.floats(0, 1)))
def test_scores_are_rounded_when_they_are_asked_for(exact: list[float]) -> None:
    themes = [f"{place}" for place in range(len(exact) + 1)]
    told = ThemeScores(themes, dict(zip(themes, exact, strict=False)))
    assert list(told.values()) == [*(round(score, 4) for score in exact), 0.0]
    assert told == dict(told.items())
