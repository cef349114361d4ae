"""Times of day: every printed form, and the numbers that only look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.cues import holds_any
from communique.extract.folding import lower_for_search
from communique.extract.times import (
    _CLOCK,
    _CLOCK_WORDS,
    _NOON,
    TimeRange,
    _next_clock,
    _time_range,
    find_time_ranges,
    following,
    parse_time_range,
)

PRINTED = [
    ("9:00 -- 10:00 Welcome", "09:00", "10:00", "Welcome"),
    ("10:00 -- 10.30 Overview", "10:00", "10:30", "Overview"),
    ("09.30 - 10.00", "09:30", "10:00", ""),
    ("9.45: Opening", "09:45", "", "Opening"),
    ("12.00-13.30: Lunch", "12:00", "13:30", "Lunch"),
    ("13h30 – 13h45 Reprise", "13:30", "13:45", "Reprise"),
    ("16h – 16h30 Pause", "16:00", "16:30", "Pause"),
    ("9 h 30 Ouverture", "09:30", "", "Ouverture"),
    ("10h Pause", "10:00", "", "Pause"),
    ("10:10–10:50 Keynote", "10:10", "10:50", "Keynote"),
    ("8.30: Coffee", "08:30", "", "Coffee"),
    ("de 9 h 30 à 10 h 15 : Séance 1", "09:30", "10:15", "Séance 1"),
    ("from 9:30 to 10:15 Session", "09:30", "10:15", "Session"),
    ("à partir de 14h", "14:00", "", ""),
    ("9.30 am – 10.15 am Session 1", "09:30", "10:15", "Session 1"),
    ("2:00-3:30 pm Panel", "14:00", "15:30", "Panel"),
    ("11:00-1:00 pm Panel", "11:00", "13:00", "Panel"),
    ("11.30 a.m. to 12.30 p.m. Debate", "11:30", "12:30", "Debate"),
    ("12 noon – 1.30 pm Lunch", "12:00", "13:30", "Lunch"),
    ("Noon Lunch", "12:00", "", "Lunch"),
    ("midi : déjeuner", "12:00", "", "déjeuner"),
    ("18:10-(19:40) Reception", "18:10", "19:40", "Reception"),
    ("09:00 hrs Arrival", "09:00", "", "Arrival"),
    ("0900-1000 Registration", "09:00", "10:00", "Registration"),
    ("0930 – 1015 hrs Registration", "09:30", "10:15", "Registration"),
    ("9-10.30 Session 1", "09:00", "10:30", "Session 1"),
    ("9-11 am Session 1", "09:00", "11:00", "Session 1"),
    ("(14:00-15:30) Visit", "14:00", "15:30", "Visit"),
    ("until 12:30", "", "12:30", ""),
    ("12:30 - 2:00 Lunch", "12:30", "14:00", "Lunch"),
    ("14h30-14h55 – Debriefing", "14:30", "14:55", "Debriefing"),
    ("9h-12h Visite", "09:00", "12:00", "Visite"),
    ("11h25-12h Data", "11:25", "12:00", "Data"),
    ("10:00-11:00 (CEST) Welcome", "10:00", "11:00", "Welcome"),
    ("10:30Coffee", "10:30", "", "Coffee"),
    ("16:30 –", "16:30", "", ""),
    ("9.30 Welcome", "09:30", "", "Welcome"),
    ("14:00 \t Session 2", "14:00", "", "Session 2"),
    ("• 10:00 – 11:00 Panel", "10:00", "11:00", "Panel"),
    ("9 h 30 - 10 h", "09:30", "10:00", ""),
    ("9h00-12h30 Bureau", "09:00", "12:30", "Bureau"),
    ("22:00 - midnight Dinner", "22:00", "00:00", "Dinner"),
]

NO_TIMES = [
    "14-15 July 2004",
    "1.2 Background",
    "10.30 % of services",
    "10.30 million users",
    "(15 min)",
    "1-1",
    "4-2 Sichuan",
    "2004-2010 strategy",
    "2001-2021",
    "1. Governments",
    "12 countries replied",
    "10.10.2010",
    "14/07/2004",
    "24 h sur 24",
    "3 of 10:1",
    "42 delegates",
    "9.3 per cent",
    "Session 1. 9",
    "9 - 10 October",
    "9-10.10.2010",
    "",
    "2.15 describes the indicator",
    "Après-midi libre",
]


@pytest.mark.parametrize(("line", "start", "end", "rest"), PRINTED)
def test_a_line_gives_its_times_and_the_rest(line: str, start: str, end: str, rest: str) -> None:
    found = parse_time_range(line)
    assert found is not None
    assert (found.start, found.end, found.rest) == (start, end, rest)
    assert line[found.length :] == rest


@pytest.mark.parametrize("line", NO_TIMES)
def test_numbers_dates_and_durations_are_no_times(line: str) -> None:
    assert parse_time_range(line) is None


def test_a_column_of_times_allows_what_may_be_a_number() -> None:
    assert parse_time_range("2.15 describes") is None
    loose = parse_time_range("2.15 describes", loose=True)
    assert loose is not None
    assert loose.start == "02:15"


def test_times_inside_a_line_are_found_with_their_place() -> None:
    text = "Thursday 27 March 2025 08:45 Coffee, 9.00-10.30 plenary (15 min), 18h30 dinner"
    found = find_time_ranges(text)
    assert [(x.start, x.end) for x in found] == [("08:45", ""), ("09:00", "10:30"), ("18:30", "")]
    assert text[found[1].position :].startswith("9.00-10.30")


def test_a_time_glued_to_a_year_is_found() -> None:
    assert [x.start for x in find_time_ranges("27 March 202508:45 Coffee")] == ["08:45"]


def test_prose_with_numbers_holds_no_times() -> None:
    text = "In 2004-2010 12.50 % of 14-15 countries, 24h/24, cut 3.25 to 4.50 points (see 1.2)."
    assert find_time_ranges(text) == []


def test_the_half_day_clock_follows_the_entry_before() -> None:
    afternoon = parse_time_range("1:30-3:00 Panel")
    assert afternoon is not None
    assert afternoon.start == "01:30"
    moved = following("11:00", afternoon)
    assert (moved.start, moved.end) == ("13:30", "15:00")
    assert following("", afternoon) == afternoon


CLOCKS = st.tuples(st.integers(0, 23), st.integers(0, 59))
FORMS = st.sampled_from(["{h}:{m:02d}", "{h:02d}:{m:02d}", "{h}h{m:02d}", "{h} h {m:02d}"])


@given(CLOCKS, FORMS, st.sampled_from(["", " Opening", ": Opening", " – Opening"]))
def test_every_sure_clock_is_read(clock: tuple[int, int], form: str, tail: str) -> None:
    hour, minute = clock
    found = parse_time_range(form.format(h=hour, m=minute) + tail)
    assert found is not None
    assert found.start == f"{hour:02d}:{minute:02d}"
    assert found.end == ""
    assert found.rest in ("", "Opening")


@given(CLOCKS, CLOCKS, st.sampled_from(["-", " - ", " -- ", "–", " — ", " to ", " à "]))
def test_every_range_in_order_is_read(a: tuple[int, int], b: tuple[int, int], link: str) -> None:
    first, second = (f"{hour:02d}:{minute:02d}" for hour, minute in sorted([a, b]))
    found = parse_time_range(f"{first}{link}{second} Session")
    assert found is not None
    assert (found.start, found.end, found.rest) == (first, second, "Session")


@given(st.text(alphabet="0123456789:.h-–()apm àto\tMJulyin%", max_size=60))
def test_any_text_gives_ordered_valid_times(text: str) -> None:
    end = 0
    for found in find_time_ranges(text):
        assert isinstance(found, TimeRange)
        assert found.position >= end
        assert found.length > 0
        end = found.position + found.length
        assert found.rest == text[end:]
        for value in (found.start, found.end):
            assert value == "" or (int(value[:2]) < 24 and int(value[3:]) < 60)


@given(
    st.integers(1, 28), st.integers(1, 28), st.sampled_from(["July", "juillet", "October", "mai"])
)
def test_no_range_of_days_is_a_range_of_times(a: int, b: int, month: str) -> None:
    assert parse_time_range(f"{a}-{b} {month} 2004") is None


@given(st.text("noNmMidDayuteghI ıİ-", max_size=20))
def test_a_time_without_a_digit_is_one_of_few_words(text: str) -> None:
    assert not _CLOCK.search(text) or holds_any(lower_for_search(text), _CLOCK_WORDS)


@given(st.text(" 0123459.:hH-%noI٣\u00a0", max_size=20), st.integers(0, 20))
def test_the_next_time_is_the_first_one_found(text: str, position: int) -> None:
    worded = holds_any(lower_for_search(text), _CLOCK_WORDS)
    found, sought = _next_clock(text, position, worded=worded), _CLOCK.search(text, position)
    assert (found and found.span()) == (sought and sought.span())


@given(st.text("noNmMid 129.:h٣²", max_size=12))
def test_a_time_begins_with_a_digit_or_the_letter_of_such_a_word(text: str) -> None:
    if _CLOCK.match(text):
        assert text[0].isdecimal() or text[0] in _NOON


LEADS = """
at|AT|from|\u017ftarting at|À partir de|à|dès|DÈS|vers|ca.|c.|circa|about|Around|between|entre|de
until|TILL|jusqu’à|Jusqu'à|noon|Midday|m\u0131di|M\u0130DI|Minuit|midnight|No|the|In|Item|été|-|(|•
"""


@given(
    st.sampled_from(LEADS.replace("\n", "|").split("|")),
    st.sampled_from(["", " ", "  ", "–", " ("]),
    st.sampled_from(["", "9:00", "9h30", "10:00-11:30", "noon", "a", "d 9:00", "5 July"]),
    st.booleans(),
)
def test_no_time_is_passed_over_for_its_first_letters(
    lead: str, between: str, time: str, loose: bool
) -> None:
    text = f"{lead}{between}{time}"
    assert parse_time_range(text, loose=loose) == _time_range(text, loose)
