"""Day headings of an agenda, and the days of a meeting that they mean.

A heading such as "Wednesday 14 July" or "Day 2" says less than a date: the
year, and sometimes the month, are on the cover. It may also say something that
the cover contradicts; then the meeting's own dates hold and a note says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from communique.extract.date_grammar import DATE_WORDS, PartialDate, weekday_of
from communique.extract.dates import FoundDate, find_dates
from communique.extract.folding import fold, fold_in_place

_NUMBER_WORDS = (
    "one first un premier premiere 1er 1ere 1re 1st i",
    "two second deux deuxieme second seconde 2e 2eme 2nd 2nde ii",
    "three third trois troisieme 3e 3eme 3rd iii",
    "four fourth quatre quatrieme 4e 4eme 4th iv",
    "five fifth cinq cinquieme 5e 5eme 5th v",
    "six sixth sixieme 6e 6eme 6th vi",
)
_NUMBER = {word: i for i, words in enumerate(_NUMBER_WORDS, 1) for word in words.split()}
_DAY_LABEL = re.compile(
    r"\W*(?:(?:day|jour(?:nee)?)\s*(?:n[o°]\s*|#\s*)?(?P<after>\d{1,2}|[a-z]{1,6})\b"
    r"|(?P<before>\w{1,10})\s+(?:day|jour(?:nee)?)\b)"
)
_PART_OF_DAY = re.compile(
    r"[\s(\[,:–—-]*\b(?:(?:seance|session) (?:du |de l[’']))?"
    r"(?:morning|afternoon|evening|full day|all day|half[- ]day|matinee|matin|"
    r"apres-midi|soiree|soir|toute la journee|a\.?m\.?|p\.?m\.?|continued|cont[’']?d|suite)"
    r"(?![a-z])(?: (?:session|sitting))?[\s)\].:]*"
)
_LEADING = re.compile(
    r"(?:(?:draft|provisional|revised|projet de?)\s+)?(?:programme|program|agenda|ordre du jour)\s+"
    r"(?:for|of|on|du|de|pour)\s+(?:the\s+|le\s+)?|\b(?:on|le|the)\s+"
)
#: The words that stand before a date, and all that a day's heading begins with but "day".
_LEADING_WORDS = "draft provisional revised projet programme program agenda ordre on le the"
_FIRST_WORDS = DATE_WORDS.union(_LEADING_WORDS.split(), _NUMBER)
#: What a label begins with that has its number behind it, or none: "Day 2", "Journée 2".
_DAY = ("day", "jour")
#: The first four letters of all these, or the whole word where it has no more than three.
_FIRST_LETTERS = frozenset(word[:4] for word in _FIRST_WORDS.union(_DAY))
_LETTERS = re.compile(r"[a-z]*")
_BEGINNING = re.compile(r"\W*(?:\d|(?P<word>[^\W\d_]+))")
_WEEKDAY = re.compile(
    r"([^\W\d_]{3,9})\.?(?:,?\s+(\d{1,2})(?:\s?(?:st|nd|rd|th|er|e))?\b(?![:.]\d|\s?h))?"
)
_SEPARATORS = " \t\n\r:;,.|–—-•·()[]│"
#: A sign between a bare weekday and a title: "Wednesday – Technical visits".
_PARTED = re.compile(r"\w+\s*[:–—|-]\s*[“\"«]?[A-ZÀ-Ý]")
#: Days before and after the meeting on which something belonging to it happens.
_NEAR = timedelta(days=7)
_LONGEST_TITLE = 90
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class DayHeading:
    """What a day heading says.

    Attributes
    ----------
    date
        The day meant, ``None`` where neither heading nor context tells it.
    printed
        The date as far as it is printed.
    ordinal
        2 for "Day 2", ``None`` without such a label.
    rest
        Text that follows the date on the same line, such as a title.
    note
        One plain sentence where the print contradicts the meeting's dates or
        the calendar, else empty.
    """

    date: date | None
    printed: PartialDate
    ordinal: int | None = None
    rest: str = ""
    note: str = ""


@lru_cache(maxsize=2048)
def day_heading(text: str, start: date | None = None, end: date | None = None) -> DayHeading | None:
    """Read a line as the heading of one day of an agenda.

    Parameters
    ----------
    text
        The line.
    start, end
        First and last day of the meeting, as far as known.

    Returns
    -------
    DayHeading or None
        ``None`` where the line is no day heading: a sentence, a range of days,
        a date in the middle of other words.
    """
    line = " ".join(text.split())
    if not line or len(line) > 200 or not _may_head_day(line):
        return None
    ordinal, at = _label(line)
    body = line[at:].lstrip(_SEPARATORS)
    if ordinal is not None and body.startswith("/"):
        again, behind = _label(body)  # "Day 1 / Jour 1"
        body = body[behind:].lstrip(_SEPARATORS) if again == ordinal else body
    leading = _LEADING.match(fold_in_place(body))
    if leading:
        body = body[leading.end() :]
    body, swapped = _weekday_and_numbers(body)
    found = swapped or find_dates(body[:80])
    if found and found[0].start == 0:
        if found[0].is_range or found[0].first.day is None:
            return None
        printed, rest = found[0].first, body[found[0].end :]
    else:
        printed, rest = _bare_weekday(body)
        if printed.weekday is None and ordinal is None:
            return None
    rest = _after_part_of_day(_without_other_language(rest, printed))
    day, note = place_day(printed, start, end, ordinal)
    alone = printed.weekday is not None and printed.day is None and ordinal is None
    if rest and alone and (day is None or _PARTED.search(body) is None):
        return None
    if rest and not _is_title(rest, printed, ordinal):
        return None
    return DayHeading(day, printed, ordinal, rest, note)


def _may_head_day(line: str) -> bool:
    """Whether a line begins as a date or the label of a day may."""
    beginning = _BEGINNING.match(line)
    if beginning is None:
        return False
    word = beginning["word"]
    return word is None or _may_open_heading(word)


@lru_cache(maxsize=1024)  # most lines begin with one of a few words
def _may_open_heading(word: str) -> bool:
    low = fold_in_place(word)
    # Nine letters are the most that a weekday is read from.
    return low.startswith(_DAY) or not _FIRST_WORDS.isdisjoint((fold(word), fold(word[:9]), low))


def may_begin_day(head: str) -> bool:
    """Whether a line may head a day, by its first four characters."""
    if not head.isascii() or not head[:1].isalpha():
        return True
    letters = _LETTERS.match(head.lower())
    word = letters.group() if letters else ""
    return word.startswith(_DAY[0]) or word in _FIRST_LETTERS


def _without_other_language(rest: str, printed: PartialDate) -> str:
    """Take off the same day in another language: "/ Jeudi 12 juin 2008"."""
    match = re.match(r"\s*[/|–—-]\s*|\s*\(", rest)
    found = find_dates(rest[match.end() : match.end() + 60]) if match else []
    if match is None or printed.day is None or not found or found[0].start > 0:
        return rest
    other = found[0].first
    same = other.day == printed.day and printed.month in (None, other.month)
    if found[0].is_range or not same:
        return rest
    return rest[match.end() + found[0].end :].removeprefix(")")


_NUMBERS = re.compile(r"\W*([^\W\d_]+)[\s,.]+(?=\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})")


def _weekday_and_numbers(body: str) -> tuple[str, list[FoundDate]]:
    """Read "Wednesday 09/01/2019": the weekday tells which number is the month."""
    match = _NUMBERS.match(body)
    weekday = weekday_of(match.group(1)) if match else None
    if match is None or weekday is None:
        return body, []
    rest = body[match.end() :]
    found = find_dates(rest[:40])
    if not found or found[0].start != 0 or found[0].is_range:
        return body, []
    first = found[0].first
    turned = PartialDate(first.year, first.day, first.month)
    day, other = first.date, turned.date if (first.day or 13) <= 12 else None
    if other and other.weekday() == weekday and (day is None or day.weekday() != weekday):
        first = turned
    first = PartialDate(first.year, first.month, first.day, weekday)
    return rest, [FoundDate(0, found[0].end, first, first)]


def place_day(
    printed: PartialDate,
    start: date | None,
    end: date | None,
    ordinal: int | None = None,
) -> tuple[date | None, str]:
    """Say which day a printed date means, given the days of the meeting.

    Parameters
    ----------
    printed
        The date as far as it is printed.
    start, end
        First and last day of the meeting, as far as known.
    ordinal
        Which day of the meeting it is said to be, from 1.

    Returns
    -------
    tuple of (date or None, str)
        The day, and a plain sentence on a contradiction (else empty).
    """
    first = start or end
    last = end or start
    if first is None or last is None or first > last:
        day = printed.date
        return day, _weekday_note(printed, day)
    if printed.day is None:
        return _by_weekday_or_ordinal(printed, first, last, ordinal), ""
    if printed.month is None:
        near = [day for day in _days(first, last, _NEAR) if day.day == printed.day]
        day = min(near, key=lambda one: _distance(one, first, last)) if near else None
        return day, _weekday_note(printed, day)
    years = sorted({first.year, last.year})
    if printed.year is not None:
        day = printed.date
        if day is not None and _distance(day, first, last) <= _NEAR.days:
            return day, _weekday_note(printed, day)
    candidates = [day for year in years if (day := _on(year, printed.month, printed.day))]
    near = [day for day in candidates if _distance(day, first, last) <= _NEAR.days]
    if near:
        day = min(near, key=lambda one: _distance(one, first, last))
        if printed.year is None:
            return day, _weekday_note(printed, day)
        return day, _slip(printed, first, last, day)
    inside = [
        day
        for day in _days(first, last, timedelta())
        if day.day == printed.day and printed.weekday in (None, day.weekday())
    ]
    if len(inside) == 1:
        return inside[0], _slip(printed, first, last, inside[0])
    day = printed.date or min(candidates, key=lambda one: _distance(one, first, last), default=None)
    if day is None:
        return None, ""
    return (
        day,
        f"A day heading says {day.isoformat()}, outside the meeting's {_range(first, last)}.",
    )


def _label(line: str) -> tuple[int | None, int]:
    """The number in "Day 2", "Première journée" and where the label ends."""
    match = _DAY_LABEL.match(fold_in_place(line))
    if match is None:
        return None, 0
    word = match.group("after") or match.group("before")
    number = int(word) if word.isdecimal() else _NUMBER.get(word)
    return (number, match.end()) if number else (None, 0)


def _bare_weekday(body: str) -> tuple[PartialDate, str]:
    """A weekday alone or with a day's number: "Wednesday", "Wednesday 14th"."""
    match = _WEEKDAY.match(body)
    weekday = weekday_of(match.group(1)) if match else None
    if match is None or weekday is None:
        return PartialDate(), body
    day = int(match.group(2) or 0)
    return PartialDate(day=day if 1 <= day <= 31 else None, weekday=weekday), body[match.end() :]


def _after_part_of_day(rest: str) -> str:
    while match := _PART_OF_DAY.match(fold_in_place(rest)):
        rest = rest[match.end() :]
    stripped = rest.strip(_SEPARATORS)
    opened = stripped.count("(") - stripped.count(")")
    return stripped + ")" if opened == 1 else stripped


def _is_title(rest: str, printed: PartialDate, ordinal: int | None) -> bool:
    """Whether what follows a date can be a title on a day heading's line."""
    if printed.weekday is None and ordinal is None:
        return False
    return len(rest) <= _LONGEST_TITLE and not rest[0].islower() and not rest.endswith(".")


def _by_weekday_or_ordinal(
    printed: PartialDate, first: date, last: date, ordinal: int | None
) -> date | None:
    if printed.weekday is not None:
        for margin in (timedelta(), timedelta(days=2)):
            days = [day for day in _days(first, last, margin) if day.weekday() == printed.weekday]
            if len(days) == 1:
                return days[0]
    if ordinal is not None and ordinal <= (last - first).days + 1:
        return first + timedelta(days=ordinal - 1)
    return None


def _days(first: date, last: date, margin: timedelta) -> list[date]:
    begin = max(first.toordinal() - margin.days, date.min.toordinal())
    end = min(last.toordinal() + margin.days, begin + 60, date.max.toordinal())
    return [date.fromordinal(day) for day in range(begin, end + 1)]


def _distance(day: date, first: date, last: date) -> int:
    return max((first - day).days, (day - last).days, 0)


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _range(first: date, last: date) -> str:
    if first == last:
        return f"date {first.isoformat()}"
    return f"dates {first.isoformat()} to {last.isoformat()}"


def _slip(printed: PartialDate, first: date, last: date, day: date) -> str:
    said = printed.iso or f"day {printed.day} of month {printed.month}"
    return (
        f"A day heading says {said}, which contradicts the meeting's {_range(first, last)}; "
        f"read as {day.isoformat()}."
    )


def _weekday_note(printed: PartialDate, day: date | None) -> str:
    if day is None or printed.weekday is None or printed.weekday == day.weekday():
        return ""
    return (
        f"A day heading says {_NAMES[printed.weekday]} {day.isoformat()}, "
        f"which was a {_NAMES[day.weekday()]}."
    )
