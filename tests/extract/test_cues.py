"""A cheap look never rules out what the rule behind it accepts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.extract import (
    attendance,
    front,
    imprint,
    kind,
    meeting,
    mentions,
    names,
    offices,
    paragraphs,
    people,
    places,
    private,
    speakers,
)
from communique.extract.cues import cues, holds_any
from communique.extract.folding import lower_for_search

Look = Callable[[str], bool]


def _any_of(*words: str) -> Look:
    return lambda text: holds_any(text, words)


def _in_small_letters(words: tuple[str, ...]) -> Look:
    return lambda text: holds_any(lower_for_search(text), words)


def _begins_like_an_office(text: str) -> bool:
    before = offices._BEFORE.match(text)
    begin = before.end() if before else 0
    return lower_for_search(text[begin : begin + 3]) in offices._BEGINNINGS


_LOOKS: list[tuple[str, re.Pattern[str], Look]] = [
    ("issued", imprint._ISSUED, _any_of(*imprint._ISSUED_CUES)),
    ("cancels", imprint._CANCELS, _any_of(*imprint._CANCELS_CUES)),
    ("contact", imprint._CONTACT, _any_of(*imprint._CONTACT_CUES)),
    ("notice", imprint._NOTICE, _any_of(*imprint._NOTICE_CUES)),
    ("original", imprint._ORIGINAL, imprint._may_name_original),
    ("online", places._ONLINE, _any_of(*places._ONLINE_CUES)),
    ("premises", places._AT_THE_OECD, _any_of(*places._PREMISES_CUES)),
    ("counted", attendance._COUNT, _any_of(*attendance._PEOPLE_CUES)),
    (
        "number",
        attendance._COUNT,
        lambda text: bool(holds_any(text, attendance._NUMBER_CUES) or re.search(r"\d", text)),
    ),
    ("came", attendance._CAME, _any_of(*attendance._CAME_CUES)),
    ("dots", front._DOTS, front._is_dotted),
    (
        "governs",
        paragraphs._GOVERNS,
        lambda text: bool(paragraphs._GOVERNS.search(text, max(len(text) - 12, 0))),
    ),
    ("event", attendance._EVENT, _any_of(*attendance._EVENT_CUES)),
    ("meeting", meeting._NOUN, _any_of(*meeting._NOUN_CUES)),
    ("host", attendance._HOST, _any_of(*attendance._HOST_CUES)),
    ("not agenda", kind._AGENDA_LINE, _any_of(*kind._AGENDA_CUES)),
    ("schedule", kind._NOT_A_SCHEDULE, _any_of(*kind._AGENDA_CUES)),
    *((name, pattern, _any_of(*kind._KIND_CUES[name])) for name, pattern in kind._NAMED.items()),
    ("ask", private._CONTACT, _in_small_letters(private._CONTACT_CUES)),
    ("please", mentions._PLEASE_CONTACT, mentions._may_ask_to_contact),
    ("elected", mentions._ELECTED, mentions._may_elect),
    ("office", offices._LINE, _begins_like_an_office),
    ("under", offices._UNDER, people.may_name_officers),
    ("title", names._HONORIFIC, lambda text: names._TITLE_BEGINS.search(text) is not None),
    ("sentence end", mentions.SENTENCE_END, lambda text: mentions._STOP.search(text) is not None),
    ("dash", speakers._DASH, lambda text: speakers._DASHES.search(text) is not None),
]


@pytest.mark.parametrize(
    ("pattern", "look"), [looks[1:] for looks in _LOOKS], ids=[looks[0] for looks in _LOOKS]
)
def test_look_passes_what_the_rule_finds(pattern: re.Pattern[str], look: Look) -> None:
    examples = 300 if pattern in (offices._LINE, attendance._CAME) else 25

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern))
    def passes(text: str) -> None:
        found = pattern.search(text)
        if found is not None:  # the rules for offices look where a line begins
            assert look(text[found.start() :]) or look(text)

    passes()


_NUMBERS = st.text(alphabet="0123456789 ().-/+t", max_size=40)


@settings(max_examples=500)
@given(_NUMBERS)
def test_telephone_numbers_hold_a_long_number(text: str) -> None:
    for rule in (private._LABELLED, private._NUMBER, private._NATIONAL):
        assert rule.search(text) is None or private._LONG_NUMBER.search(text)


@pytest.mark.parametrize("rule", [private._LABELLED, private._NUMBER, private._NATIONAL])
def test_each_telephone_number_holds_a_long_number(rule: re.Pattern[str]) -> None:
    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(rule))
    def holds(text: str) -> None:
        assert private._LONG_NUMBER.search(text)

    holds()


def test_words_between_bars() -> None:
    assert cues("tel|fax |©") == ("tel", "fax ", "©")
    assert holds_any("by fax or ©", cues("tel|fax |©"))
    assert not holds_any("by fax", cues("tel|fax |©"))


@given(st.text(alphabet="sSſiIıİéÉkK\u212a", max_size=6))
def test_small_letters_are_those_of_a_search_that_ignores_case(text: str) -> None:
    for sought in ("s", "i", "é", "k", "is"):
        found = re.search(sought, text, re.IGNORECASE)
        assert found is None or sought in lower_for_search(text)
