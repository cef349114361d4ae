"""Rows told of all words of a page at once are those that are made word by word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from drawing import flat_rule, word, words
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.layout import Line, Rule, Style, Word
from communique.extract.lines import cut_before, line_of, rows_of, single, unstruck
from communique.extract.placed import PlacedWords
from communique.extract.rows import Upright, rows_at_once

ASKED = ("text", "size", "widest", "broadest", "apart", "looks", "bold", "italic", "colour")
OF_EACH = ("texts", "lefts", "rights", "joins", "styles", "bolds", "italics", "words", "spaces")


def placed(held: Sequence[Word]) -> PlacedWords:
    """Words as if they had been read from a page."""
    faces: dict[Style, int] = {}
    table = [
        (
            one.box.x0,
            one.baseline,
            one.box.top,
            one.size,
            faces.setdefault(
                (one.size, one.font, one.bold, one.italic, one.angle, one.colour), len(faces)
            ),
            one.box.x1,
            one.box.bottom,
            one.angle,
        )
        for one in held
    ]
    texts, joins = [one.text for one in held], [one.joins for one in held]
    return PlacedWords(texts, joins, np.array(table, float).reshape(-1, 8).T, list(faces))


def asked(line: Line) -> list[object]:
    of_each = [tuple(getattr(line, name)) for name in OF_EACH]  # before the line makes its words
    return [line, *(getattr(line, name) for name in ASKED), *of_each]


def at_once(held: Sequence[Word], rules: Sequence[Rule] = ()) -> list[Line] | None:
    (found,) = rows_at_once([Upright(placed(held), rules, 1)])
    return found


def slowly(held: Sequence[Word], rules: Sequence[Rule] = ()) -> list[Line] | None:
    kept = unstruck(single(held), rules)
    return rows_of(kept, 1) if len(kept) == len(held) else None


def check(held: Sequence[Word], rules: Sequence[Rule] = ()) -> None:
    found, expected = at_once(held, rules), slowly(held, rules)
    assert (found is None) is (expected is None)
    if found is not None and expected is not None:
        assert list(map(asked, found)) == list(map(asked, expected))
        again = [line_of(line.words, 1) for line in found]
        for line, made in zip(found, again, strict=True):
            if line.baseline == made.baseline:
                assert asked(line)[1:] == [*asked(made)[1:3], line.widest, *asked(made)[4:]]
                assert line.widest == pytest.approx(made.widest)
            cut = [cut_before(one, range(1, len(one.texts))) for one in (line, made)]
            assert [asked(part)[2:] for part in cut[0]] == [asked(part)[2:] for part in cut[1]]
            assert [part.box for part in cut[0]] == [part.box for part in cut[1]]


_WORDS = st.builds(
    word,
    st.sampled_from(["act", "of", "a", "B", "4", "th", ")", "note²", "été,", "in all", "é 2"]),
    st.sampled_from([72.0, 72.5, 74.0, 100.0, 130.0, 160.0, 300.0, 330.0]),
    st.sampled_from([60.0, 61.0, 62.3, 64.0, 67.0, 72.0, 79.1, 84.0, 96.0, 104.0]),
    st.sampled_from([10.0, 10.0, 10.0, 10.0, 6.5, 16.0, 0.0]),
    bold=st.sampled_from([False, False, True]),
)
_BARS = st.builds(
    flat_rule, st.just(70.0), st.sampled_from([75.0, 400.0]), st.sampled_from([57.3, 69.5, 73.0])
)


@given(st.lists(_WORDS, min_size=1, max_size=14), st.lists(_BARS, max_size=2))
def test_rows_of_any_words(held: list[Word], rules: list[Rule]) -> None:
    check(held, rules)


@given(st.lists(st.tuples(st.lists(_WORDS, max_size=8), st.lists(_BARS, max_size=1)), max_size=20))
def test_pages_told_together_are_those_told_alone(
    pages: list[tuple[list[Word], list[Rule]]],
) -> None:
    given = [Upright(placed(held), rules, at) for at, (held, rules) in enumerate(pages)]
    together = [rows and list(map(asked, rows)) for rows in rows_at_once(given)]
    alone = [rows and list(map(asked, rows)) for one in given for rows in rows_at_once([one])]
    assert together == alone


def test_pages_without_bounds_are_told_alone() -> None:
    high = words("far above", 72, -3e7)
    near = [*words("on the page", 72, 100), word("th", 200, 96.5, 6)]
    given = [Upright(placed(held), (), at) for at, held in enumerate([high, near, [], near])]
    found = [[row.text for row in rows or ()] for rows in rows_at_once(given)]
    assert found == [["far above"], ["th", "on the page"], [], ["th", "on the page"]]


def test_what_stands_raised_among_a_row_is_not_doubled() -> None:
    held = [*words("from 9.30", 72, 100), *words("p.m.", 140, 99), *words("in plenary", 190, 100)]
    check(held)
    found = at_once(held)
    assert found is not None
    assert [row.text for row in found] == ["from 9.30 p.m. in plenary"]


@given(
    st.lists(st.sampled_from([10.0, 12.0, 12.5, 24.0]), min_size=1, max_size=8),
    st.lists(st.sampled_from([10.0, 12.0, 12.7, 24.0]), max_size=8),
    st.sampled_from([0.0, 0.3, 1.9, 3.0, 6.0]),
    st.sampled_from([10.0, 14.0, 30.0]),
)
def test_rows_of_columns_side_by_side(
    leadings: list[float], others: list[float], shift: float, size: float
) -> None:
    held = words("A large title", 72, 80, size)
    for left, steps, y in ((72, leadings, 100.0), (320, others, 100.0 + shift)):
        for number, step in enumerate(steps):
            y += step  # noqa: PLW2901
            held += words(f"row {number} of the column", left, y)
    check(held)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["the", "act", "th", "4", "2", "a", "B", "c", "(1)"]),
            st.sampled_from([-1.0, 0.2, 1.0, 2.0, 3.0, 4.0, 30.0]),
            st.sampled_from([0.0, 0.0, 0.0, -1.5, -3.0, -4.5, -6.5, 1.5, 3.0, 4.5, 12.0]),
            st.sampled_from([10.0, 10.0, 10.0, 6.0, 14.0]),
        ),
        min_size=2,
        max_size=9,
    )
)
def test_rows_of_words_raised_and_lowered_beside_others(
    pieces: list[tuple[str, float, float, float]],
) -> None:
    held: list[Word] = []
    x = 72.0
    for text, space, shift, size in pieces:
        held.append(word(text, x + space, 100.0 + shift, size))
        x = held[-1].box.x1
    check(held)


@pytest.mark.parametrize("letters", ["a b c", "a b c d", "S U M M A R Y"])
def test_words_set_letter_by_letter_are_joined_as_ever(letters: str) -> None:
    check([*words(letters, 72, 100), *words("and after", 72, 112)])


def test_a_word_may_be_drawn_twice_on_two_baselines() -> None:
    held = [*words("drawn twice", 72, 100), *words("drawn", 72.4, 100.6)]
    check(held)
    assert at_once(held) is None


def test_raised_marks_and_ordinals_are_taken_with_their_rows() -> None:
    held = words("on the 4", 72, 100)
    held += [word("th", held[-1].box.x1 + 0.1, 96.5, 6), *words("of May", 130, 100)]
    check([*held, *words("and after", 72, 112)])
    found = at_once(held)
    assert found is not None
    assert [row.text for row in found] == ["on the 4th of May"]


def test_another_column_may_stand_between_a_row_and_what_is_raised_above_it() -> None:
    held = words("on the 4", 72, 104.5)
    held += [word("th", held[-1].box.x1 + 0.1, 100.5, 6), *words("beside", 300, 102)]
    check(held)
    found = at_once(held)
    assert found is not None
    assert [row.text for row in found] == ["beside", "on the 4th"]


def test_a_row_knows_how_its_words_look() -> None:
    plain = words("all in one face", 72, 100, bold=True)
    mixed = [*words("partly", 72, 120, bold=True), *words("so", 120, 120)]
    check([*plain, *mixed])


def test_no_rows_are_told_of_words_of_which_some_must_be_dropped() -> None:
    held = words("drawn once", 72, 100)
    assert at_once([*held, *held]) is None
    bar = flat_rule(70, 200, 97.3)
    assert at_once(held, [bar]) is None
    assert at_once([]) == []
