"""A cheap look never rules out what the rule behind it accepts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.extract import (
    agenda_entries,
    attendance,
    blocks,
    cote,
    entry_types,
    fields,
    front,
    front_lines,
    imprint,
    kind,
    labels,
    meeting,
    mentions,
    names,
    noise,
    offices,
    openings,
    paragraphs,
    people,
    places,
    private,
    speakers,
    talks,
    wording,
)
from communique.extract.cues import (
    cues,
    found_at,
    holds_any,
    holds_digit,
    places_of,
    telling,
    words_of,
)
from communique.extract.folding import lower_for_search

Look = Callable[[str], bool]


def _any_of(*words: str) -> Look:
    return lambda text: holds_any(text, words)


def _has_word_of(words: frozenset[bytes]) -> Look:
    return lambda text: not words.isdisjoint(words_of(text))


def _whole(pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"\A(?:{pattern.pattern})\Z")


def _in_small_letters(words: tuple[str, ...]) -> Look:
    return lambda text: holds_any(lower_for_search(text), words)


def _begins_like_an_office(text: str) -> bool:
    before = offices._BEFORE.match(text)
    begin = before.end() if before else 0
    return lower_for_search(text[begin : begin + 3]) in offices._BEGINNINGS


def _may_act_in_french(text: str) -> bool:
    return openings._may_act_in_french(wording.words_of(text))


_LOOKS: list[tuple[str, re.Pattern[str], Look]] = [
    ("issued", imprint._ISSUED, _any_of(*imprint._ISSUED_CUES)),
    ("cancels", imprint._CANCELS, _any_of(*imprint._CANCELS_CUES)),
    ("contact", imprint._CONTACT, imprint._may_be_contact),
    ("notice", imprint._NOTICE, imprint._may_be_notice),
    ("imprint", imprint._ISSUED, imprint._may_be_imprint),
    ("cancelled", imprint._CANCELS, imprint._may_be_imprint),
    ("classified", _whole(imprint._CLASSIFICATION), imprint._may_be_imprint),
    ("organisation", _whole(imprint._ORGANISATION), imprint._may_be_imprint),
    ("language", _whole(imprint._LANGUAGE_LINE), imprint._may_be_imprint),
    ("reference", imprint._REFERENCE, imprint._may_be_imprint),
    ("original language", imprint._ORIGINAL, imprint._may_be_imprint),
    ("hosted", front_lines._HOSTED, _has_word_of(front_lines._HOST_WORDS)),
    ("original", imprint._ORIGINAL, imprint._may_name_original),
    ("online", places._ONLINE, _any_of(*places._ONLINE_CUES)),
    ("virtual", places._ONLINE, places._may_name_place),
    ("the OECD", places._AT_THE_OECD, places._may_name_place),
    ("premises", places._AT_THE_OECD, _any_of(*places._PREMISES_CUES)),
    *(
        (f"fixed {name}", pattern, imprint.may_be_fixed)
        for name, pattern in (
            ("contact", imprint._CONTACT),
            ("address", imprint._ADDRESS),
            ("notice", imprint._NOTICE),
            ("issued", imprint._ISSUED),
            ("cancelled", imprint._CANCELS),
            ("classified", _whole(imprint._CLASSIFICATION)),
            ("organisation", _whole(imprint._ORGANISATION)),
            ("language", _whole(imprint._LANGUAGE_LINE)),
            ("reference", imprint._REFERENCE),
            ("original language", imprint._ORIGINAL),
            ("rule", _whole(imprint._RULE)),
            ("cote", cote._TAIL),
        )
    ),
    ("cote", cote._TAIL, imprint._may_be_imprint),
    ("counted", attendance._COUNT, _has_word_of(attendance._PEOPLE_WORDS)),
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
    ("meeting", meeting._NOUN, _has_word_of(meeting._NOUN_WORDS)),
    ("host", attendance._HOST, _any_of(*attendance._HOST_CUES)),
    ("hosts", attendance._HOST, _has_word_of(attendance._HOST_WORDS)),
    ("not agenda", kind._AGENDA_LINE, _any_of(*kind._AGENDA_CUES)),
    ("schedule", kind._NOT_A_SCHEDULE, _any_of(*kind._AGENDA_CUES)),
    ("agenda", kind._AGENDA_LINE, kind._may_name_kind),
    *((f"{name} kind", pattern, kind._may_name_kind) for name, pattern in kind._NAMED.items()),
    *((name, pattern, _any_of(*kind._KIND_CUES[name])) for name, pattern in kind._NAMED.items()),
    ("ask", private._CONTACT, _in_small_letters(private._CONTACT_CUES)),
    ("please", mentions._PLEASE_CONTACT, mentions._may_ask_to_contact),
    ("elected", mentions._ELECTED, mentions._may_elect),
    ("office", offices._LINE, _begins_like_an_office),
    ("under", offices._UNDER, people.may_name_officers),
    ("chaired under", offices._UNDER, _in_small_letters(offices._UNDER_CUES)),
    ("chaired by", offices._BY, _in_small_letters(offices._BY_CUES)),
    ("office inside", people._OFFICE_INSIDE, _any_of(*people._INSIDE_CUES)),
    ("future", openings._ACTS_NEXT_IN_FRENCH._whole, _may_act_in_french),
    ("social", entry_types._SOCIAL, entry_types._may_be_social),
    ("authors", mentions._AUTHORS, _in_small_letters(mentions._AUTHORS_CUES)),
    ("title", names._HONORIFIC, lambda text: names._TITLE_BEGINS.search(text) is not None),
    ("sentence end", mentions.SENTENCE_END, lambda text: mentions._STOP.search(text) is not None),
    ("number or address", mentions.PRIVATE, mentions._may_be_private),
    ("caption", blocks._CAPTION, lambda text: text[:3] in blocks._CAPTIONS),
    ("numbered caption", blocks._NUMBERED_CAPTION, lambda text: text[:3] in blocks._CAPTIONS),
    ("documents", fields.DOCUMENTS, fields.may_begin_field),
    ("action", fields.ACTION, fields.may_begin_field),
    ("noise", noise._BEGINNING, noise._may_begin_noise),
    ("topic", talks._TITLED, _any_of(":")),
    ("quoted", talks._QUOTED, _any_of(*talks._QUOTES)),
    ("people", agenda_entries._INLINE_PEOPLE, agenda_entries._may_name_people),
    ("purpose", fields.PURPOSE, agenda_entries._may_name_purpose),
    ("group", fields.GROUP, fields.begins_group),
    ("session", fields.SESSION, fields.begins_session),
    ("label", labels._LABEL, lambda text: labels._may_begin_label(text.strip())),
    ("ordinal", labels._ORDINAL_LABEL, lambda text: text.strip()[:3] in labels._FIRST_OF_ORDINALS),
    ("number of a label", labels._BARE, lambda text: labels._may_be_number(text.strip()[:2])),
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


@given(st.text(alphabet="0123 ().-/+t٣’\u3000", max_size=12) | _NUMBERS)
def test_a_long_number_is_a_row_of_its_signs(text: str) -> None:
    assert private._may_hold_number(text) or private._LONG_NUMBER.search(text) is None


_SAID_BY = """
presented by led the panel chaired opened par introduction animée présidée remarks comments, Mr H.E.
The Honourable Hon S. E. MM. Dr Mme Mrs Mr.Berg ONE two (Ann and . : ; !
"""


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_SAID_BY.split()), max_size=12).map(" ".join), st.text(max_size=9))
def test_what_begins_at_known_places_is_found_there(text: str, rest: str) -> None:
    text += rest
    places = places_of(lower_for_search(text), offices._BY_CUES)
    begun = [match.start() for match in names._TITLE_BEGINS.finditer(text)]
    for pattern, where in ((offices._BY, places), (names._HONORIFIC, begun)):
        found = [match.span() for match in found_at(pattern, text, where)]
        assert found == [match.span() for match in pattern.finditer(text)]
    assert mentions._sentences(text) == mentions.SENTENCE_END.split(text)


_COMING = """
120 1,200 30. -12 fifty-two soixante et douze a hundred one hundred and ten two hundred
une centaine de cent-vingt senior officials participants delegates from experts often and , -
"""


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*_COMING.split(), "une centaine de", "a hundred"]), max_size=9))
def test_people_are_counted_where_a_number_begins(said: list[str]) -> None:
    for text in (" ".join(said), "".join(said)):
        found = [match.span() for match in attendance._counted(text)]
        assert found == [match.span() for match in attendance._COUNT.finditer(text)]


@pytest.mark.parametrize("number", sorted(attendance._NUMBERS))
def test_each_number_in_words_is_found_where_it_begins(number: str) -> None:
    text = f"Some {number} participants"
    found = [match.span() for match in attendance._counted(text)]
    assert found == [match.span() for match in attendance._COUNT.finditer(text)] != []


@given(st.text(max_size=9) | st.text(alphabet="a ²½٣௧7é\ud800", max_size=5))
def test_a_digit_is_seen_in_any_script(text: str) -> None:
    assert holds_digit(text) == (re.search(r"\d", text) is not None)


def test_words_are_runs_of_folded_letters() -> None:
    assert words_of("Tél.01 – l’Été, 2e ſ_x") == (b"tel", b"l", b"ete", b"e", b"s", b"x")
    assert telling("tel fax") == {b"tel", b"fax"}


def test_words_between_bars() -> None:
    assert cues("tel|fax |©") == ("tel", "fax ", "©")
    assert holds_any("by fax or ©", cues("tel|fax |©"))
    assert not holds_any("by fax", cues("tel|fax |©"))


@given(st.text(alphabet="sSſiIıİéÉkK\u212a", max_size=6))
def test_small_letters_are_those_of_a_search_that_ignores_case(text: str) -> None:
    for sought in ("s", "i", "é", "k", "is"):
        found = re.search(sought, text, re.IGNORECASE)
        assert found is None or sought in lower_for_search(text)
