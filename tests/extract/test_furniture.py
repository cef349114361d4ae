"""Page furniture is found by its place and its return; text at the edge stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from drawing import clean, flat_rule, page, word, words, wrapped
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.furniture import _ROMAN, CleanPage, clean_pages
from communique.extract.layout import Line, Page, Word

PROSE = (
    "Ministers recalled that common platforms spare small agencies the cost of building their own,"
    " and that the savings show only where the old systems are switched off. Several delegations"
    " had moved the payroll, the archive and the post room to one place within three years."
)
OTHERS = [
    "Skills are short everywhere, and the salaries that the market offers cannot be matched.",
    "Registers that were built for one purpose are being asked to serve a second and a third.",
    "Accounts of what was saved are rare, since nobody had written down what was spent before.",
    "Elections come round sooner than projects end, and a new minister brings a new programme.",
    "Users were asked last, if at all, although they alone could tell what was of use to them.",
    "Statutes name the paper form, the stamp and the counter, and bind those who would do without.",
]


def sheets(*edges: Sequence[Word], start: int = 1) -> list[Page]:
    """Pages of different prose, each with its own words at the edge."""
    return [
        page(
            edge,
            wrapped(OTHERS[index % 6] + " " + PROSE, 72, 150 + 3 * index, 450),
            wrapped(OTHERS[(index + 2) % 6], 72, 400 + 7 * index, 450),
            number=start + index,
        )
        for index, edge in enumerate(edges)
    ]


def taken(clean_page: CleanPage) -> list[str]:
    return [line.text for line in clean_page.furniture]


def kept(clean_page: CleanPage) -> str:
    return " ".join(row.text for row in clean_page.rows)


def test_a_header_that_comes_back_is_furniture() -> None:
    for done in clean_pages(sheets(*[words("Draft report on the meeting", 72, 40)] * 4)):
        assert taken(done) == ["Draft report on the meeting"]
        assert "Draft report" not in kept(done)
        assert PROSE.split(".", maxsplit=1)[0] in kept(done)


def test_headers_that_change_sides_on_odd_and_even_pages_are_furniture() -> None:
    left = [words(f"{number} │ C(2018)98/REV1", 72, 40) for number in (2, 4, 6)]
    right = [words(f"C(2018)98/REV1 │ {number}", 420, 40) for number in (3, 5, 7)]
    edges = [edge for pair in zip(left, right, strict=True) for edge in pair]
    for done in clean_pages(sheets([], *edges))[1:]:
        assert len(taken(done)) >= 1
        assert "C(2018)98" not in kept(done)


@pytest.mark.parametrize("form", ["{}", "- {} -", "Page {}", "{} / 4", "Page {} of 4", "{}."])
@pytest.mark.parametrize("y", [30, 815])
def test_page_numbers_are_furniture(form: str, y: float) -> None:
    for number, done in enumerate(
        clean_pages(sheets(*[words(form.format(n), 290, y) for n in range(1, 5)])), 1
    ):
        assert taken(done) == [form.format(number)]


def test_a_footer_with_a_number_that_changes_is_furniture() -> None:
    edges = [words(f"Summary record of the meeting {n}", 72, 810) for n in range(1, 5)]
    for done in clean_pages(sheets(*edges)):
        assert "Summary record" not in kept(done)


def test_text_at_the_edge_that_does_not_come_back_stays() -> None:
    edges = [words(OTHERS[n], 72, 45) for n in range(4)]
    for number, done in enumerate(clean_pages(sheets(*edges))):
        assert taken(done) == []
        assert kept(done).startswith(OTHERS[number])


def test_a_number_inside_the_text_stays() -> None:
    (done,) = clean_pages(sheets(words("In the end 42 countries took part.", 72, 300)))
    assert "42 countries" in kept(done)


def test_a_row_of_a_timetable_at_the_edge_stays() -> None:
    edges = [words("9:00 – 10:30 Plenary session", 72, 60) for _ in range(3)]
    for done in clean_pages(sheets(*edges)):
        assert "9:00 – 10:30 Plenary session" in kept(done)


def test_a_page_without_rows_holds_all_others() -> None:
    page = clean(words("one", 72, 100), words("two", 72, 130), words("three", 72, 160))
    first, second, third = page.rows
    alike = Line(1, second.box, second.words, second.baseline)
    level = Line(1, second.box, first.words, second.baseline)
    elsewhere = Line(2, third.box, third.words, third.baseline)
    bare = page.without({alike, elsewhere})
    assert bare.rows == (first, third)
    assert page.without({second}) is bare
    assert page.without({level}) is page
    assert page.without({elsewhere}) is page


def test_a_margin_strip_runs_with_no_row() -> None:
    strip = [replace(one, angle=90) for one in words("G O V / P G C ( 2 0 0 4 ) 2", 20, 400)]
    done = clean(wrapped(PROSE, 72, 150, 450), strip)
    assert [one.text for one in done.aside] == [one.text for one in strip]
    assert kept(done) == PROSE


def test_a_watermark_across_the_text_is_set_aside() -> None:
    text = wrapped(PROSE * 2, 72, 150, 450)
    done = clean(text, [word("DRAFT", 150, 200, 90)])
    assert [one.text for one in done.aside] == ["DRAFT"]
    assert "DRAFT" not in kept(done)


def test_a_large_title_over_nothing_stays() -> None:
    done = clean([word("OUTLOOK", 72, 80, 60)], wrapped(PROSE * 2, 72, 250, 450))
    assert "OUTLOOK" in kept(done)


def test_struck_and_doubled_words_do_not_reach_the_rows() -> None:
    text = words("The budget was tripled doubled", 72, 100)
    struck = text[3]
    bar = flat_rule(struck.box.x0 - 1, struck.box.x1 + 1, 97.4)
    twice = [replace(one, baseline=100.2) for one in text]
    assert kept(clean(text, twice, rules=(bar,))) == "The budget was doubled"


def test_no_word_is_lost_between_text_furniture_and_asides() -> None:
    edges = [
        [*words("Report on the meeting", 72, 40), *words(str(n), 500, 815)] for n in range(1, 6)
    ]
    for before, done in zip(sheets(*edges), clean_pages(sheets(*edges)), strict=True):
        held = [one.text for row in (*done.rows, *done.furniture) for one in row.words]
        held += [one.text for one in done.aside]
        assert sorted(held) == sorted(one.text for one in before.words)


def test_no_pages_and_empty_pages() -> None:
    assert clean_pages([]) == []
    (done,) = clean_pages([page()])
    assert (done.rows, done.furniture, done.aside) == ((), (), ())


def test_a_footer_that_says_page_is_furniture_on_the_only_page() -> None:
    body = wrapped(
        "The group will look at the schedule and at what is left to do. " * 4, 72, 100, 440
    )
    foot = words("Page 1 ISO/TC 211/HMMG", 72, 800)
    found = clean(body, foot)
    assert "HMMG" not in " ".join(row.text for row in found.rows)


@given(st.text(alphabet="ivxla1é -", max_size=16))
def test_roman_numbers_are_words_of_roman_digits(text: str) -> None:
    assert _ROMAN.sub("#", text) == re.sub(r"\b[ivxl]{1,6}\b", "#", text)
