"""From words to lines: rows, raised marks, letter-spacing, doubled and struck words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from drawing import flat_rule, line, word, words
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.layout import Word
from communique.extract.lines import (
    _apart,
    _beside,
    _by_baseline,
    _glued,
    _hangs_on_one,
    _is_drawn,
    _letterspaced,
    _plain_line,
    box_of,
    line_of,
    rows_of,
    segments,
    single,
    unstruck,
    wide_spaces,
)


def texts(held: list[Word]) -> list[str]:
    return [row.text for row in rows_of(held, 1)]


def raised(before: Word, text: str, after: str = "", rise: float = 3.5) -> list[Word]:
    """A word, small text raised behind it, and what follows."""
    mark = word(text, before.box.x1 + 0.1, before.baseline - rise, 0.6 * before.size)
    return [before, mark, *words(after, mark.box.x1 + 3, before.baseline, before.size)]


def test_words_on_one_baseline_are_a_row_from_left_to_right() -> None:
    held = [*words("second half", 300, 100.4), *words("first half", 72, 100)]
    held += words("below", 72, 112)
    assert texts(held) == ["first half second half", "below"]
    assert rows_of([], 1) == []


def test_small_type_and_large_type_share_a_row() -> None:
    assert texts([word("SUMMARY", 72, 100, 14), word("report", 160, 100.5, 9)]) == [
        "SUMMARY report"
    ]


@pytest.mark.parametrize("mark", ["1", "12", "*", "†", "¹", "(3)"])
def test_a_footnote_mark_is_left_out(mark: str) -> None:
    assert texts(raised(word("agreed", 72, 100), mark, "to act")) == ["agreed to act"]


@pytest.mark.parametrize("mark", ["¹", "²³", "⁴"])
def test_a_mark_in_the_words_own_type_is_left_out(mark: str) -> None:
    assert texts([word(f"agreed{mark}", 72, 100)]) == ["agreed"]


@pytest.mark.parametrize(
    ("number", "ending"),
    [("4", "th"), ("21", "st"), ("2", "nd"), ("3", "rd"), ("1", "er"), ("2", "ème"), ("2", "e")],
)
def test_a_raised_ordinal_is_glued_to_its_number(number: str, ending: str) -> None:
    assert texts(raised(word(number, 72, 100), ending, "meeting")) == [f"{number}{ending} meeting"]


def test_a_lowered_index_stays_with_its_word() -> None:
    assert texts(raised(word("CO", 72, 100), "2", "emissions", rise=-2)) == ["CO2 emissions"]


def test_a_footnotes_own_number_stands_before_its_text() -> None:
    number = word("1", 72, 697, 5)
    note = words("See the annex to the report", 77, 700, 8)
    assert texts([number, *note]) == ["1 See the annex to the report"]


def test_letters_set_apart_are_words_again() -> None:
    held: list[Word] = []
    x = 72.0
    for part in ("SUMMARY", "REPORT"):
        for letter in part:
            held.append(word(letter, x, 100, 14))
            x = held[-1].box.x1 + 4
        x += 10
    assert texts(held) == ["SUMMARY REPORT"]


@pytest.mark.parametrize("text", ["1 2 3", "a b", "Plan A or B", "I am what I am"])
def test_short_words_and_numbers_are_not_glued(text: str) -> None:
    assert texts(words(text, 72, 100)) == [text]


def test_a_word_drawn_twice_counts_once() -> None:
    once = words("fake bold title", 72, 100)
    shadow = [
        replace(w, box=replace(w.box, x0=w.box.x0 + 0.4, x1=w.box.x1 + 0.4), baseline=100.3)
        for w in once
    ]
    assert single([*once, *shadow]) == once


def test_a_word_said_twice_counts_twice() -> None:
    held = words("bla bla bla", 72, 100) + words("bla bla bla", 72, 112)
    assert single(held) == held


def test_struck_words_are_dropped_and_underlined_ones_kept() -> None:
    held = words("keep strike under", 72, 100)
    keep, strike, under = held
    bar = flat_rule(strike.box.x0 - 1, strike.box.x1 + 1, 97.3)
    below = flat_rule(under.box.x0, under.box.x1, 101.5)
    assert unstruck(held, [bar, below]) == [keep, under]
    assert unstruck(held, []) == held


def test_a_dash_is_not_struck_by_its_own_height() -> None:
    held = [word("–", 72, 100), word("2004", 90, 100)]
    assert unstruck(held, [flat_rule(60, 130, 97)]) == held


def test_a_row_is_split_at_wide_white() -> None:
    row = line_of([*words("9:00 Welcome", 72, 100), *words("Room 4", 400, 100)], 1)
    assert [part.text for part in segments(row)] == ["9:00 Welcome", "Room 4"]
    assert [part.text for part in segments(row, 50)] == [row.text]


def test_a_lines_look_is_that_of_most_of_it() -> None:
    mixed = line_of([word("A", 72, 100, 8), word("headline", 90, 100, 14, bold=True)], 2)
    assert (mixed.size, mixed.bold, mixed.italic, mixed.page) == (14, True, False, 2)
    assert mixed.box == box_of(mixed.words)
    assert not line("plain").bold


SPOTS = st.tuples(
    st.integers(0, 50), st.integers(1, 40), st.text("abcdefgh", min_size=3, max_size=8)
)


@given(st.lists(SPOTS, max_size=30, unique_by=lambda spot: spot[:2]))
def test_rows_keep_every_letter_and_run_downwards(spots: list[tuple[int, int, str]]) -> None:
    held = [word(text, 72 + 8 * x, 20.0 * y) for x, y, text in spots]
    rows = rows_of(held, 1)
    assert sorted("".join(row.text for row in rows).replace(" ", "")) == sorted(
        "".join(text for _, _, text in spots)
    )
    assert [row.baseline for row in rows] == sorted(row.baseline for row in rows)
    for row in rows:
        parts = segments(row)
        assert [w for part in parts for w in part.words] == list(row.words)


_STYLED = st.lists(
    st.tuples(
        st.sampled_from(["a", "of", "budget"]),
        st.sampled_from([9.0, 10.0]),
        st.booleans(),
        st.booleans(),
        st.sampled_from([0, 255]),
    ),
    min_size=1,
    max_size=5,
)


@given(_STYLED)
def test_looks_weigh_the_characters_of_all_words(
    styled: list[tuple[str, float, bool, bool, int]],
) -> None:
    held = [
        word(text, 72 + 60 * place, 100, size, bold=bold, italic=italic, colour=colour)
        for place, (text, size, bold, italic, colour) in enumerate(styled)
    ]
    found = line_of(held, 1)
    weights: Counter[tuple[float, bool, bool, int]] = Counter()
    for text, *look in styled:
        weights[tuple(look)] += len(text)
    assert found.looks == weights
    assert found.bold == (2 * sum(len(one.text) for one in held if one.bold) > weights.total())
    assert found.italic == (2 * sum(len(one.text) for one in held if one.italic) > weights.total())


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["the", "act", "a", "B", "4", "th", ")", "note²", "x.", ""]),
            st.sampled_from([-0.5, 0.5, 1.2, 1.25, 3.0, 11.0, 40.0]),
            st.sampled_from([0.0, 0.0, 0.0, -2.0]),
            st.sampled_from([10.0, 10.0, 10.0, 6.0, 0.0]),
        ),
        min_size=1,
        max_size=9,
    )
)
def test_plain_lines_are_what_the_full_rules_make(
    held: list[tuple[str, float, float, float]],
) -> None:
    row: list[Word] = []
    x = 72.0
    for text, space, rise, size in held:
        row.append(word(text, x + space, 100 + rise, size))
        x = row[-1].box.x1
    found = _plain_line(row, 1)
    if found is not None:
        full = line_of(_letterspaced(_glued(sorted(row, key=lambda w: (w.box.x0, w.box.x1)))), 1)
        assert found == full
        assert (found.text, found.size) == (full.text, full.size)
        assert (found.broadest, found.apart) == (full.broadest, full.apart)
        assert found.widest == pytest.approx(full.widest)
        assert [part.words for part in segments(found)] == [part.words for part in segments(full)]


_PLACED = st.lists(
    st.builds(
        word,
        st.sampled_from(["a", "the", "of"]),
        st.sampled_from([72.0, 72.5, 73.9, 78.0, 200.0]),
        st.floats(0, 60) | st.sampled_from([10.0, 10.9, 11.7, 12.0, 13.9, 18.1]),
        st.sampled_from([0.0, 5.0, 11.0, 30.0, 60.0]),
    ),
    max_size=12,
)


@given(_PLACED)
def test_a_word_is_compared_with_all_that_may_stand_on_its_spot(held: list[Word]) -> None:
    kept: list[Word] = []
    for one in held:
        if not _is_drawn(one, [other for other in kept if other.text == one.text]):
            kept.append(one)
    assert single(held) == kept


@given(_PLACED)
def test_words_are_taken_row_by_row_as_when_they_are_taken_one_by_one(held: list[Word]) -> None:
    rows: list[list[Word]] = []
    for one in sorted(held, key=lambda w: (w.baseline, w.box.x0)):
        first = rows[-1][0] if rows else None
        if first is not None and one.baseline - first.baseline <= 0.22 * max(
            min(one.size, first.size), 4.0
        ):
            rows[-1].append(one)
        else:
            rows.append([one])
    assert _by_baseline(held) == rows


def test_a_row_is_cut_anew_for_every_gap_and_its_parts_are_kept() -> None:
    row = line_of([word("one", 72, 100), word("two", 130, 100), word("three", 400, 100)], 1)
    wide, wider = segments(row, 1.0), segments(row, 5.0)
    assert [part.text for part in wide] == ["one", "two", "three"]
    assert [part.text for part in wider] == ["one two", "three"]
    wide.clear()
    assert [part.text for part in segments(row, 1.0)] == ["one", "two", "three"]


_SIDE_BY_SIDE = st.lists(
    st.builds(
        word,
        st.sampled_from(["a", "4", "th", "21", "act"]),
        st.floats(72, 140),
        st.just(100.0),
        st.sampled_from([5.0, 8.0, 10.0]),
    ),
    min_size=1,
    max_size=3,
)


@given(_SIDE_BY_SIDE, _SIDE_BY_SIDE)
def test_no_word_belongs_to_a_row_that_lies_apart(held: list[Word], others: list[Word]) -> None:
    if _apart(held, others, max(other.size for other in others)):
        for one in held:
            assert not _hangs_on_one(one, others)
            assert not any(_beside(one, other) for other in others)


@given(st.lists(st.tuples(st.sampled_from(["a", "bold"]), st.booleans(), st.sampled_from([9, 10]))))
def test_looks_count_the_characters_of_each(held: list[tuple[str, bool, int]]) -> None:
    placed = [
        word(text, 72 + 40 * place, 100, size, bold=bold)
        for place, (text, bold, size) in enumerate([("of", False, 10), *held])
    ]
    counts: Counter[tuple[float, bool, bool, int]] = Counter()
    for one in placed:
        counts[one.size, one.bold, one.italic, one.colour] += len(one.text)
    assert line_of(placed, 1).looks == counts


@given(st.lists(st.sampled_from([3.0, 8.0, 12.0, 30.0]), max_size=8), st.sampled_from([0.9, 1.5]))
def test_white_is_wide_beside_the_type_of_its_words(spaces: list[float], gap: float) -> None:
    placed = [word("of", 72, 100)]
    for place, space in enumerate(spaces):
        placed.append(word("of", placed[-1].box.x1 + space, 100, (10, 12, 3)[place % 3]))
    wide = [
        place
        for place, (a, b) in enumerate(pairwise(placed), 1)
        if b.box.x0 - a.box.x1 > gap * max(4, min(a.size, b.size))
    ]
    assert wide_spaces(line_of(placed, 1), gap) == wide
