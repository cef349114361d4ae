"""Printed dates, in English and in French, with what they leave out.

``find_dates`` reads a text word by word; a date it finds keeps the parts that
are printed (`PartialDate`), so that "Wednesday 14 July" is a date without a
year and not a guess. Ranges and lists of days give a first and a last day.
What day an agenda's heading means is a matter of `communique.extract.days`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from communique.extract.cote import full_year
from communique.extract.date_grammar import (
    LIST_WORDS,
    PartialDate,
    may_begin,
    names_month,
    possible,
    read_written,
    tokenize,
)
from communique.extract.folding import fold

_ROMAN_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii"
_ROMAN = dict(zip(_ROMAN_NUMERALS.split(), range(1, 13), strict=True))
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<from>\d{1,2})\.?[ ]?[-–/][ ]?)?(?P<day>\d{1,2})(?P<sep>[./-])"
    r"(?P<month>\d{1,2}|[IVX]{1,4})(?P=sep)(?P<year>\d{4}|\d\d)(?![\d/]|[.:-]\d)"
)
_ISO = re.compile(r"(?<![\d./-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-]|\.\d)")
_ISO_MONTH = re.compile(r"(?<![\d./-])(\d{4})-(0[1-9]|1[0-2])(?![\d/-]|\.\d)")
_MONTH_OF_YEAR = re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2])/((?:19|20)\d\d)(?![\d/-]|\.\d)")
_DIGIT = re.compile(r"\d")
#: What stands in every date that is written in numbers alone.
_NUMBER_AND_SIGN = re.compile(r"\d[./-]")
#: A text with more numeric dates than this is a table of figures.
_MOST = 500
_JOIN = re.compile(
    r"\s*(?:\([^()]{1,20}\)\s*)?(?P<how>[-‐‑–—−―~]{1,2}|to|until|till|through|au|jusqu['’]au|and|et|&|/|\+)"
    r"\s*(?:the\s+|le\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date or a range of days at ``text[start:end]``.

    For a single day ``first`` equals ``last``. ``ambiguous`` says that day and
    month are both numbers up to 12; they are read in that order.
    """

    start: int
    end: int
    first: PartialDate
    last: PartialDate
    ambiguous: bool = False

    @property
    def is_range(self) -> bool:
        return (self.first.year, self.first.month, self.first.day) != (
            self.last.year,
            self.last.month,
            self.last.day,
        )


def find_dates(text: str) -> list[FoundDate]:
    """Find every date and range of days in a text.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of FoundDate
        In order and without overlap. A year alone, a weekday alone and a
        number pair such as ``2004-05`` are no dates here; of an impossible day
        (31 June 2004) the month is left.
    """
    return list(_dates(text)) if _DIGIT.search(text) else []


@lru_cache(maxsize=2048)
def _dates(text: str) -> tuple[FoundDate, ...]:
    found = _numeric_dates(text) if _NUMBER_AND_SIGN.search(text) else []
    tokens = tokenize(text) if names_month(text) else []
    taken = sorted(((item.start, item.end) for item in found), reverse=True)
    index = 0
    while index < len(tokens):
        token = tokens[index]
        while taken and taken[-1][1] <= token.start:
            taken.pop()
        if taken and taken[-1][0] <= token.start:
            index += 1
            continue
        reading = read_written(tokens, index) if may_begin(token) else None
        if reading is None:
            index += 1
            continue
        first, last, index = reading
        found.append(FoundDate(token.start, tokens[index - 1].end, first, last))
    return tuple(_merged(text, sorted(found, key=lambda item: item.start)))


def parse_date(text: str) -> FoundDate | None:
    """Read a text that is one date or range of days and nothing else.

    Unlike `find_dates` this accepts ``2024-03`` as a month.
    """
    month = _ISO_MONTH.fullmatch(text.strip())
    if month:
        partial = PartialDate(int(month.group(1)), int(month.group(2)))
        return FoundDate(0, len(text), partial, partial)
    found = find_dates(text)
    if len(found) != 1:
        return None
    around = text[: found[0].start] + text[found[0].end :]
    words = [token.fold for token in tokenize(around) if token.fold.isalnum()]
    return found[0] if all(word in {"from", "on", "the", "du", "le"} for word in words) else None


def _numeric_dates(text: str) -> list[FoundDate]:
    found: list[FoundDate] = []
    for match in _ISO.finditer(text):
        year, month, day = (int(match.group(group)) for group in (1, 3, 4))
        if 1900 <= year <= 2099 and 1 <= month <= 12 and day:
            _add(found, match, PartialDate(year, month, day))
    for match in _NUMERIC.finditer(text):
        roman = _ROMAN.get(match.group("month").lower())
        day = int(match.group("day"))
        month = roman or int(match.group("month") if match.group("month").isdigit() else 0)
        if month > 12 >= day and not roman:
            day, month = month, day
        elif match.group("month").isalpha() and not roman:
            continue
        year = full_year(match.group("year"))
        if not (1 <= month <= 12 and 1 <= day <= 31 and 1900 <= year <= 2099):
            continue
        begin = int(match.group("from") or 0)
        if begin > day:
            begin = 0
        ambiguous = not roman and day <= 12 and month <= 12 and day != month and not begin
        first = PartialDate(year, month, begin) if begin else None
        _add(found, match, PartialDate(year, month, day), first, ambiguous)
    held = [range(item.start, item.end) for item in found[:_MOST]]
    for match in _MONTH_OF_YEAR.finditer(text):
        if not any(match.start() in span for span in held):
            _add(found, match, PartialDate(int(match.group(2)), int(match.group(1))))
    return found[:_MOST]


def _add(
    found: list[FoundDate],
    match: re.Match[str],
    last: PartialDate,
    first: PartialDate | None = None,
    ambiguous: bool = False,
) -> None:
    if possible(last):
        found.append(FoundDate(match.start(), match.end(), first or last, last, ambiguous))


def _merged(text: str, found: list[FoundDate]) -> list[FoundDate]:
    """Join dates that only a range word stands between."""
    merged: list[FoundDate] = []
    for item in found:
        if merged and not merged[-1].is_range:
            before = merged[-1]
            join = _JOIN.fullmatch(text, before.end, item.start)
            first = _inherit_year(before.first, item.first)
            if join is not None and _goes_on(first, item, join.group("how")):
                merged[-1] = FoundDate(before.start, item.end, first, item.last)
                continue
        merged.append(item)
    return merged


def _inherit_year(first: PartialDate, last: PartialDate) -> PartialDate:
    if first.year is not None or last.year is None:
        return first
    later = first.month is not None and last.month is not None and first.month > last.month
    return replace(first, year=last.year - 1 if later else last.year)


def _goes_on(first: PartialDate, item: FoundDate, how: str) -> bool:
    if (first.day is None) != (item.first.day is None):
        return False
    begin, end = first.date, item.last.date
    if begin is None or end is None:
        low = (first.year or 0, first.month or 0, first.day or 0)
        high = (item.last.year or first.year or 0, item.last.month or 0, item.last.day or 0)
        return low < high
    days = (end - begin).days
    return 0 < days <= (10 if fold(how) in LIST_WORDS else 400)
