from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.extract import dates
from communique.extract.date_grammar import PartialDate
from communique.extract.dates import find_dates, parse_date

EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
FR = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]

SPANS = [
    ("14-15 July 2004", "2004-07-14", "2004-07-15"),
    ("14 - 15 JULY 2004", "2004-07-14", "2004-07-15"),
    ("11-12 octobre 2010", "2010-10-11", "2010-10-12"),
    ("11-12 OCTOBRE 2010", "2010-10-11", "2010-10-12"),
    ("22-Jun-2004", "2004-06-22", "2004-06-22"),
    ("22-Jun-98", "1998-06-22", "1998-06-22"),
    ("24-févr.-1999", "1999-02-24", "1999-02-24"),
    ("24th of June 2009", "2009-06-24", "2009-06-24"),
    ("4 th October 2021", "2021-10-04", "2021-10-04"),
    ("1er octobre 2010", "2010-10-01", "2010-10-01"),
    ("le 1er et le 2 octobre 2010", "2010-10-01", "2010-10-02"),
    ("30 and 31 May 2018", "2018-05-30", "2018-05-31"),
    ("31 May - 1 June 2018", "2018-05-31", "2018-06-01"),
    ("31 mai et 1er juin 2018", "2018-05-31", "2018-06-01"),
    ("31-1 June 2018", "2018-05-31", "2018-06-01"),
    ("30 December 2004 – 2 January 2005", "2004-12-30", "2005-01-02"),
    ("28 December - 2 January 2005", "2004-12-28", "2005-01-02"),
    ("from 3 to 5 May 2006", "2006-05-03", "2006-05-05"),
    ("du 3 au 5 mai 2006", "2006-05-03", "2006-05-05"),
    ("du mercredi 3 au vendredi 5 mai 2006", "2006-05-03", "2006-05-05"),
    ("2, 3 and 4 May 2006", "2006-05-02", "2006-05-04"),
    ("Tuesday, March 26, 2002", "2002-03-26", "2002-03-26"),
    ("July 14-15, 2004", "2004-07-14", "2004-07-15"),
    ("May 30 to June 2, 2004", "2004-05-30", "2004-06-02"),
    ("4 – 6 October, 2021", "2021-10-04", "2021-10-06"),
    ("Wednesday 14 - Thursday 15 July 2004", "2004-07-14", "2004-07-15"),
    ("14.-15.07.2004", "2004-07-14", "2004-07-15"),
    ("5.IX.2024", "2024-09-05", "2024-09-05"),
    ("25/09/2022", "2022-09-25", "2022-09-25"),
    ("09/25/2022", "2022-09-25", "2022-09-25"),
    ("2018-10-05", "2018-10-05", "2018-10-05"),
    ("Sept. 3, 2004", "2004-09-03", "2004-09-03"),
    ("mai-juin 2010", "2010-05", "2010-06"),
    ("October 2018", "2018-10", "2018-10"),
    ("03/2024", "2024-03", "2024-03"),
    ("2024-03", "2024-03", "2024-03"),
]


@pytest.mark.parametrize(("text", "first", "last"), SPANS)
def test_printed_forms(text: str, first: str, last: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert (found.first.iso, found.last.iso) == (first, last)


def test_what_is_not_printed_stays_unknown() -> None:
    [found] = find_dates("Wednesday 14 July")
    assert found.first == PartialDate(month=7, day=14, weekday=2)
    assert found.first.iso == ""
    [pair] = find_dates("14/15 July")
    assert (pair.first.day, pair.last.day, pair.last.year) == (14, 15, None)


def test_ambiguous_numbers() -> None:
    [found] = find_dates("06/09/2022")
    assert found.ambiguous
    assert found.first.iso == "2022-09-06"
    assert not find_dates("25/09/2022")[0].ambiguous


@pytest.mark.parametrize(
    "text",
    [
        "delegates may 2 march 3",
        "in 2010-2011 and 2004-05",
        "10.30 - 11.00",
        "sections 3.1.2 and 4.2",
        "Tel. (33-1) 45 24 98 76",
        "Session 2 Marching on",
        "version 1.2.3456.7",
        "JT00166527",
    ],
)
def test_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_times_do_not_hang_on() -> None:
    [found] = find_dates("Thursday 15 July 08:30 -- 9:00")
    assert found.first.day == found.last.day == 15
    [day] = find_dates("10.30 - 11.00 4 May 2004")
    assert (day.first.iso, day.start) == ("2004-05-04", 14)


def test_two_dates_of_a_cover() -> None:
    text = "OLIS : 24-Jul-1998 Dist. : 29-Jul-1998"
    assert [item.first.iso for item in find_dates(text)] == ["1998-07-24", "1998-07-29"]
    assert not any(item.is_range for item in find_dates(text))


def test_a_leap_day_of_no_leap_year() -> None:
    found = find_dates("29 February - 2 March 2019")
    assert found[-1].last.iso == "2019-03-02"


_PIECES = """
14 31 29 2004 98 July février may mars Wednesday th er of du - – / . , : h ( ) 2019 to and IX
"""
PIECES = _PIECES.split()
DAYS = st.dates(date(1961, 1, 1), date(2058, 12, 31))


@given(
    DAYS,
    st.booleans(),
    st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{d}-{m}-{y}", "{d} {m}, {y}"]),
)
def test_any_day_written_out(day: date, french: bool, form: str) -> None:
    month = (FR if french else EN)[day.month - 1]
    text = form.format(d=day.day, m=month, y=day.year)
    for variant in (text, text.upper(), f"Meeting of {text}."):
        assert [item.first.date for item in find_dates(variant)] == [day]


@given(DAYS, st.integers(1, 20), st.sampled_from([" - ", "–", " to ", " au ", " — "]))
def test_any_range(first: date, length: int, dash: str) -> None:
    last = first + timedelta(days=length)
    begin = f"{first.day} {EN[first.month - 1]} {first.year}"
    text = f"{begin}{dash}{last.day} {FR[last.month - 1]} {last.year}"
    [found] = find_dates(text)
    assert (found.first.date, found.last.date) == (first, last)
    assert text[found.start : found.end] == text
    if first.month == last.month:
        [found] = find_dates(f"{first.day}{dash}{last.day} {EN[last.month - 1]} {last.year}")
        assert (found.first.date, found.last.date) == (first, last)


@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=40,
    ),
    st.sampled_from(["", " "]),
)
def test_never_raises(words: list[str], joint: str) -> None:
    text = joint.join(words)
    end = 0
    for item in find_dates(text):
        assert end <= item.start < item.end <= len(text)
        end = item.end
        assert (
            item.first.date is None or item.last.date is None or item.first.date <= item.last.date
        )


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    find_dates(text)
    parse_date(text)


def test_a_month_in_two_languages() -> None:
    for text in ("20-21 April/avril 2017", "20-21, April 2017", "20-21 avril / April 2017"):
        found = find_dates(text)
        assert [(one.first.iso, one.last.iso) for one in found] == [("2017-04-20", "2017-04-21")]
    assert [one.last.iso for one in find_dates("April/May 2017")] == ["2017-05"]


_PIECES = (
    "4 14 2004 04 Mon. mardi, 1er may May févr. oct - – / . et and the of to 14/7 14.07.2004 a"
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(_PIECES.split()), max_size=9))
def test_texts_left_unread_hold_no_date(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    text = " ".join(words)
    found = find_dates(text)
    dates._dates.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr(dates, "names_month", lambda text: True)
        patched.setattr(dates, "may_begin", lambda token: True)
        patched.setattr(dates, "_NUMBER_AND_SIGN", dates._DIGIT)
        thorough = find_dates(text)
    dates._dates.cache_clear()
    assert found == thorough
