"""Where a paragraph ends, and how its lines join to one text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from drawing import line, word, words, wrapped
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.days import day_heading
from communique.extract.fields import begins_field, names_people
from communique.extract.flows import Flow, flow_of
from communique.extract.hyphenation import Vocabulary, _mended_text, _tidy, join_lines
from communique.extract.layout import Line, Word
from communique.extract.lines import rows_of
from communique.extract.markers import find_marker
from communique.extract.paragraphs import (
    _LEADERS,
    _may_open,
    ends_in_leaders,
    ends_sentence,
    paragraphs,
)
from communique.extract.times import parse_time_range

FIRST = (
    "Ministers recalled that common platforms spare small agencies the cost of building their own"
    " and that the savings show only where the old systems are switched off for good."
)
SECOND = (
    "Skills remain short everywhere, and the salaries that the market offers cannot be matched by"
    " an administration that pays by seniority alone."
)


def flow(*held: list[Word]) -> Flow:
    rows = rows_of([word for part in held for word in part], 1)
    return Flow(tuple(rows), 72.0, 522.0)


def texts(column: Flow) -> list[str]:
    known = Vocabulary(column.lines)
    return [join_lines(part.lines, known) for part in paragraphs(column)]


def lines(*parts: str) -> list[Line]:
    return [line(part, y=100.0 + 12 * number) for number, part in enumerate(parts)]


def joined(*parts: str, known: str = "") -> str:
    held = lines(*parts)
    return join_lines(held, Vocabulary([*held, *([line(known)] if known else [])]))


def test_space_between_lines_parts_paragraphs() -> None:
    assert texts(flow(wrapped(FIRST, 72, 100, 450), wrapped(SECOND, 72, 145, 450))) == [
        FIRST,
        SECOND,
    ]


def test_indented_first_lines_part_paragraphs_without_space() -> None:
    held: list[Word] = []
    y = 100.0
    for text in (FIRST, SECOND, FIRST.replace("Ministers", "Delegates")):
        head, tail = text[:80].rsplit(" ", 1)[0], text[len(text[:80].rsplit(" ", 1)[0]) :]
        held += wrapped(head, 90, y, 450)
        held += wrapped(tail, 72, y + 12, 450)
        y = max(word.baseline for word in held) + 12
    assert [text.split()[0] for text in texts(flow(held))] == ["Ministers", "Skills", "Delegates"]


def test_bullets_part_items_and_their_wrapped_lines_stay() -> None:
    held: list[Word] = []
    for number, text in enumerate((FIRST, SECOND)):
        y = 100 + 40 * number
        held += [*wrapped("•", 72, y, 20), *wrapped(text, 90, y, 430)]
    found = paragraphs(flow(held))
    assert [part.marker.printed for part in found if part.marker] == ["•", "•"]
    assert [part.text_left for part in found] == pytest.approx([90, 90])
    assert texts(flow(held)) == [f"• {FIRST}", f"• {SECOND}"]


@pytest.mark.parametrize("form", ["{}. ", "({}) ", "{}) "])
def test_printed_numbers_part_paragraphs_set_without_space(form: str) -> None:
    held: list[Word] = []
    for number, text in enumerate((FIRST, SECOND, FIRST), 1):
        y = max((word.baseline for word in held), default=88) + 12
        held += wrapped(form.format(number) + text, 72, y, 450)
    found = paragraphs(flow(held))
    assert [part.marker.number for part in found if part.marker] == ["1", "2", "3"]


def test_a_year_that_begins_a_line_is_no_number() -> None:
    text = f"{FIRST[:-1]} in the course of the year that went before this meeting and in all of"
    column = flow(wrapped(text, 72, 100, 450), wrapped("2004. The others followed.", 72, 136, 450))
    assert all(part.marker is None for part in paragraphs(column))


@pytest.mark.parametrize(("gap", "parted"), [(7, False), (14, True)])
def test_a_number_after_an_unended_line_needs_more_than_a_stretched_space(
    gap: float, parted: bool
) -> None:
    text = f"{FIRST[:-1]} in the course of the year, and the deadline falls on Monday 9 November"
    first = wrapped(text, 72, 100, 450)
    y = first[-1].baseline + 12
    number = word("10.", 72, y)
    column = flow(first, [number], words("Proposals follow.", number.box.x1 + gap, y))
    found = paragraphs(Flow(column.lines, 72.0, max(row.box.x1 for row in column.lines[-2:])))
    assert [part.marker.printed for part in found if part.marker] == (["10."] if parted else [])


def test_a_bold_title_is_parted_from_the_text_below_it() -> None:
    column = flow(wrapped("The next steps", 72, 100, 450, bold=True), wrapped(FIRST, 72, 112, 450))
    assert texts(column) == ["The next steps", FIRST]


def test_a_bullet_set_alone_gets_the_text_below_it() -> None:
    column = flow(wrapped("•", 72, 100, 20), wrapped(FIRST, 90, 112, 430))
    assert texts(column) == [f"• {FIRST}"]


def test_a_column_without_lines_has_no_paragraphs() -> None:
    assert paragraphs(Flow((), 0, 0)) == []


@pytest.mark.parametrize(
    ("parts", "known", "whole"),
    [
        (("the coordi-", "nation of work"), "", "the coordination of work"),
        (("a well-", "known case"), "", "a well-known case"),
        (("the Asia-", "Pacific forum"), "", "the Asia-Pacific forum"),
        (("the 2009-", "2010 budget"), "", "the 2009-2010 budget"),
        (("the e-", "government case"), "e-government", "the e-government case"),
        (("in cyber-", "space now"), "cyber-space", "in cyber-space now"),
        (("in co-", "ordination with"), "", "in co-ordination with"),
        (("in co-", "ordination with"), "coordination", "in coordination with"),
        (("they asked –", "twice"), "", "they asked – twice"),
        (("one line", "and another"), "", "one line and another"),
        (("a stop", ". and"), "", "a stop. and"),
    ],
)
def test_words_broken_at_a_lines_end_are_made_whole(
    parts: tuple[str, ...], known: str, whole: str
) -> None:
    assert joined(*parts, known=known) == whole


def test_a_break_that_the_file_marks_is_undone() -> None:
    first, second = lines("the coordi", "nation of work")
    last = replace(first.words[-1], joins=True)
    first = Line(first.page, first.box, (*first.words[:-1], last), first.baseline)
    assert join_lines([first, second], Vocabulary([first, second])) == "the coordination of work"


def test_the_vocabulary_counts_words_without_punctuation_and_case() -> None:
    counts = Vocabulary(lines("Share, share", "(share) «share»"))
    assert counts["share"] == 4


WORDS = st.lists(st.text("abcdefghijklmnop", min_size=2, max_size=9), min_size=1, max_size=40).map(
    " ".join
)


@given(WORDS, st.integers(80, 450))
def test_a_text_set_in_any_width_reads_as_it_was_written(text: str, width: int) -> None:
    column = flow(wrapped(text, 72, 100, width))
    assert join_lines(column.lines, Vocabulary(column.lines)) == text


@given(st.lists(WORDS, min_size=1, max_size=6), st.integers(120, 450), st.integers(10, 40))
def test_paragraphs_keep_all_lines_in_order(held: list[str], width: int, space: int) -> None:
    placed: list[Word] = []
    for text in held:
        y = max((word.baseline for word in placed), default=80.0) + space
        placed += wrapped(text, 72, y, width)
    column = flow(placed)
    found = [own for part in paragraphs(column) for own in part.lines]
    assert [own.text for own in found] == [own.text for own in column.lines]


def test_a_bold_title_goes_on_below_a_time_at_the_right_edge() -> None:
    title = "2. Approval of the summary record of the meeting before and of"
    held = [
        *words(title, 72, 100, bold=True),
        *words("[9:45 – 10:00]", 450, 100, bold=True),
        *words("what was decided there by the", 72, 112, bold=True),
        *words("Group", 72, 124, bold=True),
    ]
    rows = flow_of(rows_of(held, 1)).lines
    [part] = paragraphs(Flow(rows, 72.0, 522.0))
    text = join_lines(part.lines, Vocabulary(part.lines))
    assert text == f"[9:45 – 10:00] {title} what was decided there by the Group"


def test_a_dash_below_a_full_bold_line_is_a_bullet() -> None:
    held = [
        *wrapped("Sharing back-office services", 72, 100, 150, bold=True),
        *words("– What stands in the way of", 72, 112),
        *words("sharing?", 72, 124),
    ]
    right = max(one.box.x1 for one in held)
    found = paragraphs(Flow(tuple(rows_of(held, 1)), 72.0, right))
    assert [part.marker.printed for part in found if part.marker] == ["–"]


def test_a_number_that_a_word_calls_for_begins_no_item() -> None:
    held = [
        *words("The debate follows the table of paragraph 3 and that of Box", 72, 100),
        *words("1. It is open to all.", 72, 112),
    ]
    [part] = paragraphs(Flow(tuple(rows_of(held, 1)), 72.0, 345.0))
    assert part.marker is None


@given(st.text(".!?:;…\"'”’»)] ab", max_size=8))
def test_a_sentence_ends_in_a_full_stop_that_nothing_but_closing_marks_follow(text: str) -> None:
    closing = r"[\"'”’»)\]]*$"
    assert ends_sentence(text) == bool(re.search(rf"[.!?:;…]{closing}", text))
    stops = (".", "!", "?", "…")
    assert ends_sentence(text, stops) == bool(re.search(rf"[.!?…]{closing}", text))


@given(st.lists(st.sampled_from([".", "...", "....", "12", "1", "٣", "²", "a"]), min_size=1))
def test_dots_and_a_page_number_end_a_line_of_contents(parts: list[str]) -> None:
    held = line(" ".join(parts))
    assert ends_in_leaders(held) == bool(_LEADERS.search(held.text))


BEGINNINGS = """
• – 1. 12) (a) a) IV. A. § 2.3 9:00-10:00 De 14h noon Until 12 midi Monday mer. 14 July On the Day
Première One journée Draft le Documents: Speakers: Chair Session 2 Group A Doc. Topic The Éléments
"""


@given(
    st.lists(st.sampled_from(BEGINNINGS.split()), min_size=1, max_size=5).map(" ".join)
    | st.text(min_size=1, max_size=12)
)
def test_a_line_whose_first_letters_open_nothing_begins_as_running_text_does(text: str) -> None:
    if not _may_open(text[:4]):
        assert find_marker(text) is None
        assert parse_time_range(text) is None
        assert day_heading(text) is None
        assert not begins_field(text)
        assert not names_people(text)


@given(
    st.lists(
        st.lists(st.sampled_from(["co-", "-", "well", "the", "2-", "(", "so,"]), min_size=1),
        min_size=2,
    )
)
def test_lines_without_a_broken_word_read_as_if_their_ends_were_looked_at(
    held: list[list[str]],
) -> None:
    lines = [line(" ".join(texts)) for texts in held]
    known = Vocabulary(lines)
    assert join_lines(lines, known) == _tidy(_mended_text(lines, known))
