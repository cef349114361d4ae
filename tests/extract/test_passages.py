"""Passages: what an analyst would quote, and what nobody would."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from drawing import block, heading
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.extract.agenda import read_agenda
from communique.extract.layout import Block, BlockKind
from communique.extract.passages import _LEADERS, _has_leaders, _mostly_letters, read_passages
from communique.records import ROLES, Passage

SENTENCE = "Common platforms spare small agencies the cost of building their own."


def passages(blocks: Sequence[Block], kind: str = "summary") -> list[Passage]:
    agenda = read_agenda(blocks, kind=kind, start=date(2004, 7, 14), end=date(2004, 7, 14))
    return read_passages(blocks, agenda, kind=kind, language="en")


def texts(blocks: Sequence[Block], kind: str = "summary") -> list[str]:
    return [passage.text for passage in passages(blocks, kind)]


def item(text: str, mark: str = "•", x: float = 90) -> Block:
    return block(text, BlockKind.ITEM, mark=mark, x=x)


def test_a_paragraph_is_a_passage_under_its_headings() -> None:
    (found,) = passages([heading("Conclusions"), block(SENTENCE, number="4", mark="4.", page=3)])
    assert (found.text, found.number, found.section) == (SENTENCE, "4", ("Conclusions",))
    assert (found.order, found.page, found.entry, found.language) == (1, 3, None, "en")
    assert found.words == len(SENTENCE.split())


def test_a_heading_is_no_passage() -> None:
    assert texts([heading("Conclusions"), heading("Priorities of the meeting")]) == []


def test_each_bullet_is_a_passage_under_its_lead() -> None:
    found = passages(
        [block("Governments should:"), item("share platforms,"), item("train employees.")]
    )
    assert [passage.text for passage in found][-2:] == ["share platforms,", "train employees."]
    assert all(passage.section == ("Governments should",) for passage in found[-2:])


def test_an_enumeration_in_a_sentence_comes_apart() -> None:
    text = "Ministers agreed to: 1) share platforms; 2) train employees; and 3) publish accounts."
    found = passages([block(text, number="7", mark="7.")])
    assert [(passage.number, passage.text) for passage in found] == [
        ("7", "Ministers agreed to:"),
        ("1", "share platforms;"),
        ("2", "train employees; and"),
        ("3", "publish accounts."),
    ]
    assert {passage.section for passage in found[1:]} == {("Ministers agreed to",)}


@pytest.mark.parametrize(
    "text",
    [
        "Contact: Anna Berg, Tel: +33 1 45 24 80 36, E-mail: anna.berg@oecd.org",
        "Introduction ............................ 4",
        "2004",
        "* * *",
    ],
)
def test_what_nobody_would_quote_is_left_out(text: str) -> None:
    assert texts([block(text), block(SENTENCE)]) == [SENTENCE]


@pytest.mark.parametrize(
    "title",
    [
        "Table of contents",
        "List of participants",
        "Liste des participants",
        "References",
        "Annex 2. List of participants",
    ],
)
def test_lists_of_names_and_contents_are_left_out(title: str) -> None:
    held = [heading(title), block("Anna Berg, Ministry of Finance, Sweden"), item("Jean Roux")]
    assert texts(held) == []


def test_captions_are_left_out() -> None:
    caption = block("Figure 3. Share of services that are online", BlockKind.CAPTION)
    assert texts([caption, block(SENTENCE)]) == [SENTENCE]


def test_a_footnote_counts_where_it_says_something() -> None:
    short = block("See GOV/PGC(2004)2.", BlockKind.FOOTNOTE, number="1")
    long = block(
        "Two delegations reserved their position, since their parliaments had not yet debated the"
        " matter and elections stood before the door.",
        BlockKind.FOOTNOTE,
        number="2",
    )
    assert texts([block(SENTENCE), short, long]) == [SENTENCE, long.text]


def test_running_text_in_a_cell_counts_and_labels_do_not() -> None:
    held = [
        block("Sweden", BlockKind.CELL, table=1),
        block(SENTENCE, BlockKind.CELL, table=1, column=1),
    ]
    assert texts(held) == [SENTENCE]


AGENDA = [
    heading("Wednesday 14 July"),
    block("9:00 – 9:30 Welcome"),
    block("9:30 – 11:00 Session 1. Shared platforms"),
    block("Who pays for what all of them use?"),
    item("Who may leave, and when?"),
    block("Documents: GOV/PGC(2004)2"),
    block("Lead Speaker -- Ms. Anna BERG, Ministry of Finance, Sweden"),
    block("11:00 – 11:30 Coffee break"),
]


def test_an_agenda_entry_is_one_passage_with_its_questions() -> None:
    found = passages(AGENDA, "agenda")
    assert [passage.entry for passage in found] == [1, 2, 3]
    assert found[1].text == (
        "Shared platforms Who pays for what all of them use? Who may leave, and when?"
    )
    assert [passage.role for passage in found] == ["procedural", "session", "procedural"]


def test_documents_and_speakers_are_in_no_entrys_passage() -> None:
    for text in texts(AGENDA, "agenda"):
        assert "GOV/PGC" not in text
        assert "BERG" not in text


def test_the_paragraphs_of_a_record_stay_passages_of_their_own() -> None:
    found = passages(
        [
            heading("Item 2. Shared platforms"),
            block(SENTENCE, number="4", mark="4."),
            block("Delegates welcomed the report of the Secretariat.", number="5", mark="5."),
        ],
        "record",
    )
    assert [(passage.number, passage.entry) for passage in found] == [("4", 1), ("5", 1)]


def test_a_passage_in_another_language_says_so() -> None:
    french = "Les ministres ont souligné que les agents de l’État manquent de temps et de moyens."
    found = passages([block(SENTENCE), block(french)])
    assert [passage.language for passage in found] == ["en", "fr"]


def test_contact_data_are_redacted_in_running_text() -> None:
    text = (
        "Delegates who wish to send their comments on the draft report to the Secretariat may write"
        " to anna.berg@oecd.org before the end of the month, or call +33 1 45 24 80 36 at any time"
        " of the day, and will be given an answer within a week of the date of receipt."
    )
    for found in passages([block(text)]):
        assert "@" not in found.text
        assert "45 24" not in found.text


def test_no_blocks_no_passages() -> None:
    assert passages([]) == []


WORDS = st.lists(
    st.sampled_from(
        ["share", "platforms", "1)", "2)", "a)", "b@c.org", "+33 1 45 24 80 36", "trust.", "2004"]
    ),
    min_size=1,
    max_size=14,
).map(" ".join)
SHAPES = st.sampled_from(list(BlockKind))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(WORDS, SHAPES), max_size=8), st.sampled_from(["agenda", "record", "summary"])
)
def test_any_blocks_give_sound_passages(held: list[tuple[str, BlockKind]], kind: str) -> None:
    found = passages([block(text, shape) for text, shape in held], kind)
    assert [passage.order for passage in found] == list(range(1, len(found) + 1))
    for passage in found:
        assert passage.text.strip()
        assert passage.role in ROLES
        assert "@" not in passage.text
        assert "45 24" not in passage.text


@given(st.text(". \t…_12a", max_size=16))
def test_leaders_to_a_page_number_are_told_from_full_stops(text: str) -> None:
    assert _has_leaders(text) == (_LEADERS.search(text) is not None)


@given(st.text(alphabet="aÉß1 .–\ud800", max_size=12))
def test_letters_of_any_kind_are_counted(text: str) -> None:
    letters = sum(map(str.isalpha, text))
    assert _mostly_letters(text) == (letters >= 0.5 * len(text.replace(" ", "")))
