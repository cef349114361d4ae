from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract import days
from communique.extract.days import day_heading, may_begin_day

START, END = date(2004, 7, 14), date(2004, 7, 15)

HEADINGS = [
    ("Wednesday 14 July", date(2004, 7, 14)),
    ("Wednesday 14 th July", date(2004, 7, 14)),
    ("WEDNESDAY, JULY 14", date(2004, 7, 14)),
    ("Jeudi 15 juillet (matin)", date(2004, 7, 15)),
    ("Day 1 – Wednesday 14th July", date(2004, 7, 14)),
    ("DAY TWO: 15 July", date(2004, 7, 15)),
    ("Deuxième journée - jeudi 15 juillet 2004", date(2004, 7, 15)),
    ("Jour 1", date(2004, 7, 14)),
    ("Day 2", date(2004, 7, 15)),
    ("Thursday", date(2004, 7, 15)),
    ("Thursday (continued)", date(2004, 7, 15)),
    ("Mercredi 14", date(2004, 7, 14)),
    ("Friday 16 July", date(2004, 7, 16)),
    ("15 July 2004 (morning session)", date(2004, 7, 15)),
    ("Programme for Thursday 15 July", date(2004, 7, 15)),
]


@pytest.mark.parametrize(("text", "day"), HEADINGS)
def test_inherits_from_the_meeting(text: str, day: date) -> None:
    heading = day_heading(text, START, END)
    assert heading is not None
    assert (heading.date, heading.note, heading.rest) == (day, "", "")


@pytest.mark.parametrize(
    "text",
    [
        "14-15 July 2004",
        "14 July was a day of work",
        "The day after",
        "Monday to Friday",
        "Thursday is the second day.",
        "On 14 July 2004 the delegates met in Seoul and discussed incentives.",
        "",
        "Session 1",
    ],
)
def test_no_heading(text: str) -> None:
    assert day_heading(text, START, END) is None


def test_title_on_the_same_line() -> None:
    heading = day_heading("Tuesday 13 July Welcome cocktail at the hotel", START, END)
    assert heading is not None
    assert (heading.date, heading.rest) == (date(2004, 7, 13), "Welcome cocktail at the hotel")


def test_year_slip_follows_the_meeting() -> None:
    heading = day_heading("Thursday 27 February 2019", date(2020, 2, 26), date(2020, 2, 28))
    assert heading is not None
    assert heading.date == date(2020, 2, 27)
    assert "2019-02-27" in heading.note
    assert "2020-02-27" in heading.note


def test_month_slip_follows_the_weekday() -> None:
    heading = day_heading("Wednesday 14 June", START, END)
    assert heading is not None
    assert heading.date == date(2004, 7, 14)
    assert heading.note


def test_wrong_weekday_is_noted_only() -> None:
    heading = day_heading("Wednesday 15 July", START, END)
    assert heading is not None
    assert heading.date == date(2004, 7, 15)
    assert "Thursday" in heading.note


def test_turn_of_the_year() -> None:
    heading = day_heading("Monday 2 January", date(2011, 12, 30), date(2012, 1, 3))
    assert heading is not None
    assert heading.date == date(2012, 1, 2)


def test_without_a_meeting() -> None:
    bare = day_heading("Day 1: Seminar (All day)")
    assert bare is not None
    assert (bare.date, bare.ordinal, bare.rest) == (None, 1, "Seminar (All day)")
    full = day_heading("Monday 4 October 2021")
    assert full is not None
    assert full.date == date(2021, 10, 4)


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 4), st.integers(0, 4))
def test_every_day_of_a_meeting(start: date, length: int, nth: int) -> None:
    end = start + timedelta(days=length)
    day = start + timedelta(days=min(nth, length))
    for text in (f"{day:%A} {day.day} {day:%B}", f"{day:%A}, {day:%B} {day.day}", f"{day:%A}"):
        heading = day_heading(text, start, end)
        assert heading is not None
        assert (heading.date, heading.note) == (day, "")


@given(
    st.text(max_size=120)
    | st.sampled_from(["Day 99", "Jour x", "Monday 31", "32 July", "Sunday (", "day 0"]),
    st.none() | st.dates(),
    st.none() | st.dates(),
)
def test_never_raises(text: str, start: date | None, end: date | None) -> None:
    day_heading(text, start, end)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Thursday 15 July 2004 / Jeudi 15 juillet 2004", ""),
        ("Thursday 15 July (jeudi 15 juillet)", ""),
        ("Day 2 / Jour 2 – Thursday 15 July", ""),
        ("Thursday 15 July / Jeudi 15 juillet – Shared platforms", "Shared platforms"),
    ],
)
def test_one_day_in_two_languages(text: str, rest: str) -> None:
    heading = day_heading(text, START, END)
    assert heading is not None
    assert (heading.date, heading.rest) == (date(2004, 7, 15), rest)


def test_another_day_behind_the_first_is_not_taken_off() -> None:
    heading = day_heading("Wednesday 14 July / Thursday 15 July", START, END)
    assert heading is None or heading.rest != ""


def test_a_bare_weekday_and_a_title_in_a_meeting_of_one_week() -> None:
    start, end = date(2017, 10, 2), date(2017, 10, 5)
    found = day_heading("Wednesday – “Tech day”", start, end)
    assert found is not None
    assert (found.date, found.rest) == (date(2017, 10, 4), "“Tech day”")
    assert day_heading("Wednesday was the last day for comments", start, end) is None
    assert day_heading("Wednesday – Tech day") is None


_WORDS = """
Day day DÀY jour Journée Première One 2 14 14th Wednesday Wednesdays WEDNESDAY: Mercredi, mer. July
juillet 2004 14/07/2004 09.01.2019 2004-07-14 On on le The Programme programme for Ordre du Draft
provisional Projet Agenda Session Überblick ﬁnal Étude “ « ( / – • _ (morning) a.m. Lunch until 14h
"""
_LINES = st.lists(
    st.tuples(st.sampled_from(_WORDS.split()), st.sampled_from([" ", " ", "", ". ", "\n"])),
    max_size=8,
).map(lambda parts: "".join(word + gap for word, gap in parts))


@given(st.one_of(_LINES, st.text(max_size=40)))
def test_a_line_that_is_ruled_out_at_once_heads_no_day(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(days, "_may_head_day", lambda line: True)
        heading = day_heading.__wrapped__(text, START, END)
    assert heading is None or days._may_head_day(" ".join(text.split()))


@given(st.one_of(_LINES, st.text(max_size=40)))
def test_four_letters_that_rule_a_line_out_begin_no_day(text: str) -> None:
    assert may_begin_day(text[:4]) or not days._may_head_day(" ".join(text.split()))
