"""Lists of wordings find what one expression made of all of them would."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communique.extract import entry_types, fragments, openings, role_headings, role_words
from communique.extract.folding import lower_for_search
from communique.extract.wording import Wording, alternatives, at_word
from communique.extract.wording_needs import KEY_LENGTH, Needs, needs_of

_ATOMS = st.sampled_from(
    [
        "agree",
        "OECD",
        "agreed",
        "agrees?",
        "it",
        "the",
        "séances?",
        r"l['’]avis",
        r"follow[- ]?up",
        "[A-H]",
        "(?-i:M)",
        r"\w+",
        r"\d{1,2}",
        r"(?:now|also)?",
        r"and\b",
        r"\s",
        " ",
        "-",
    ]
)
_EXPRESSIONS = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.builds("{} {}".format, inner, inner),
        st.builds("{}{}".format, inner, inner),
        st.builds("(?:{}|{})".format, inner, inner),
        st.builds("(?:{})?".format, inner),
        st.builds("(?:{} ){{0,2}}?{}".format, inner, inner),
        st.builds("(?:{})+".format, inner),
        st.builds("(?:{}){{1,1}}".format, inner),
        st.builds("{}[^.]{{0,9}}{}".format, inner, inner),
        st.builds(r"{}\b.{{0,9}}\b{}".format, inner, inner),
        st.builds(r"(?!{}){}".format, inner, inner),
        st.builds(r"(?<!the )\b{}".format, inner),
        st.builds(r"{}$".format, inner),
    ),
    max_leaves=8,
)
_BEGINNINGS = ["^", r"\b(?=[^\W\d_])", r"\b(?-i:[A-Z]\w*) ", r"\b(?-i:agree|IT)"]
_WORDINGS = st.lists(
    st.builds("{}{}".format, st.sampled_from(_BEGINNINGS), _EXPRESSIONS),
    min_size=1,
    max_size=4,
)
_VOCABULARY = """
OECD oecd Oecd agree agreed AGREES agreement it item IT the Séance SÉANCES l’avis l'avis follow
follow-up up a B M m now also andes and 1 12 x ſéance İt ıt \u212a _it it_ .
"""
_WORDS = st.sampled_from(_VOCABULARY.split())
_TEXTS = st.lists(st.tuples(_WORDS, st.sampled_from([" ", " ", "-", ". ", ""])), max_size=9).map(
    lambda parts: "".join(word + sign for word, sign in parts)
)
_LISTS = [
    value
    for module in (role_words, openings, entry_types, fragments)
    for value in vars(module).values()
    if isinstance(value, Wording)
] + [wording for _, wording in role_headings.HEADINGS]


def _one_expression(patterns: list[str]) -> re.Pattern[str]:
    either = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{either})", re.IGNORECASE)


@given(_WORDINGS, st.lists(_TEXTS, min_size=1, max_size=5))
@example([r"\bagreed (?:to|that)|\bit was agreed"], ["They have AGREED that.", "agree to"])
@example([r"\bit\b"], ["İt", "item"])
@example([r"\bséance"], ["SÉANCE", "ſéances"])
def test_what_is_found_is_what_one_expression_finds(patterns: list[str], texts: list[str]) -> None:
    wording, whole = at_word(*patterns), _one_expression(patterns)
    for text in texts:
        assert wording.search(text) == (whole.search(text) is not None)
        assert wording.match(text) == (whole.match(text) is not None)


@given(st.sampled_from(_LISTS), st.lists(st.integers(0, 10**6), max_size=12))
def test_a_list_is_found_where_its_own_words_stand(wording: Wording, picks: list[int]) -> None:
    words = re.findall(r"[^\W\d_]+", " ".join(wording._patterns))
    text = " ".join(words[pick % len(words)] for pick in picks)
    whole = _one_expression(list(wording._patterns))
    assert wording.search(text) == (whole.search(text) is not None)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from([" ", " ", ". A"])), max_size=20))
def test_what_most_sentences_say_is_told_by_each_of_them(picks: list[tuple[int, str]]) -> None:
    words = re.findall(r"[^\W\d_]+", " ".join(role_words._PROCEDURAL._patterns))
    text = "".join(words[pick % len(words)] + sign for pick, sign in picks)
    sentences = [part for part in role_words._SENTENCE_END.split(text) if part]
    hits = sum(map(role_words._PROCEDURAL.search, sentences))
    most = hits > 0 and 2 * hits >= len(sentences)
    assert role_words._mostly(role_words._PROCEDURAL, text) == most


@pytest.mark.parametrize(
    ("expression", "needs"),
    [
        (r"\bagreed to\b", Needs(frozenset(["agre"]), (frozenset(["to"]),), frozenset(["agre"]))),
        (
            r"\b(?:we|they) (?:\w+ )?(?:agreed|decided) on",
            Needs(
                frozenset(["agre", "deci"]),
                (frozenset(["we", "they"]),),
                frozenset(["we", "they"]),
            ),
        ),
        (r"^\w+ conclusions?$", Needs(frozenset(["conc"]), at_start=True)),
        (r"\bag\w+", Needs()),
        (r"\w+ed", Needs()),
    ],
)
def test_needs_are_read_off_an_expression(expression: str, needs: Needs) -> None:
    assert needs_of(expression) == needs


def test_an_expression_that_cannot_be_read_needs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("communique.extract.wording_needs.importlib.import_module", fails)
    assert needs_of(r"\bagreed") == Needs()
    assert at_word(r"\bagreed").search("They agreed.")


def test_alternatives_are_parted_at_bars_outside_brackets() -> None:
    parts = alternatives(r"\ba(?:b|c)|[|)]d\||^e")
    assert list(parts) == [r"\ba(?:b|c)", r"[|)]d\|", "^e"]


@pytest.mark.parametrize("code", [*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xE0, 0x100)])
def test_small_letters_make_one_of_what_any_case_takes_for_one(code: int) -> None:
    letter = chr(code)
    if not letter.isalpha():
        return
    same = re.compile(letter, re.IGNORECASE)
    alike = [chr(other) for other in range(0x80, 0x3000) if same.fullmatch(chr(other))]
    assert {lower_for_search(other) for other in alike} <= {letter.lower()}
    assert all(len(lower_for_search(f"{other}x")) == KEY_LENGTH - 2 for other in alike)
