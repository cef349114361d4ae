"""Dates written with a month's name: words in, days, months and years out.

A small grammar over the words of a text, English and French side by side. It
reads one date or list of days at one place; `communique.extract.dates` walks
over the text and joins what belongs together.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from communique.extract.cote import full_year
from communique.extract.folding import fold

_MONTHS = (
    "january jan janvier janv",
    "february feb febr fevrier fevr fev",
    "march mar mars",
    "april apr avril avr",
    "may mai",
    "june jun juin",
    "july jul juillet juil",
    "august aug aout",
    "september sept sep septembre",
    "october oct octobre",
    "november nov novembre",
    "december dec decembre",
)
_WEEKDAYS = (
    "monday mon lundi lun",
    "tuesday tue tues mardi",
    "wednesday wed weds mercredi mer",
    "thursday thu thur thurs jeudi jeu",
    "friday fri vendredi ven",
    "saturday sat samedi sam",
    "sunday sun dimanche dim",
)
_MONTH = {name: index for index, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAY = {name: index for index, names in enumerate(_WEEKDAYS) for name in names.split()}
#: The months' and weekdays' names, folded.
DATE_WORDS = frozenset((*_MONTH, *_WEEKDAY))
_ABBREVIATED = {
    name
    for names in (*_MONTHS, *_WEEKDAYS)
    for name in names.split()
    if any(other != name and other.startswith(name) for other in names.split())
}
#: English words that are months only with a capital or beside a year.
_ALSO_WORDS = {"may", "march", "mar", "august", "jan", "dec", "sept"}
_ORDINALS = {"st", "nd", "rd", "th", "er", "re", "ere", "eme", "e", "o", "º", "°"}
_DASHES = {"-", "‐", "‑", "–", "—", "−", "―", "~"}
_RANGE_WORDS = {"to", "until", "till", "through", "au"}
LIST_WORDS = {"and", "et", "&", "/", "+", "or", "ou"}
_ARTICLES = {"the", "le", "du", "on"}
_OF = {"of", "de", "d"}

_TOKEN = re.compile(r"\d+|[^\W\d_]+|\S")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is printed.

    Attributes
    ----------
    year
        1900 to 2099, or ``None``.
    month
        1 to 12, or ``None``.
    day
        1 to 31, or ``None``.
    weekday
        0 (Monday) to 6, or ``None`` where no weekday is printed.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def date(self) -> date | None:
        """The day, where year, month and day are there and the month is long enough."""
        if self.year is None or self.month is None or self.day is None:
            return None
        if self.day > monthrange(self.year, self.month)[1]:
            return None
        return date(self.year, self.month, self.day)

    @property
    def iso(self) -> str:
        """``2004-07-14``, ``2004-07`` or ``2004``; empty where the year is missing."""
        if self.year is None:
            return ""
        parts = [f"{self.year:04d}"]
        for part in (self.month, self.day):
            if part is None:
                break
            parts.append(f"{part:02d}")
        return "-".join(parts)


#: First day, last day, and the place of the next token.
Reading = tuple[PartialDate, PartialDate, int]


def weekday_of(word: str) -> int | None:
    """0 (Monday) to 6 for a weekday's name or abbreviation, else ``None``."""
    return _WEEKDAY.get(fold(word).strip(" .,"))


@dataclass(slots=True)  # one for each word: not frozen, which takes longer to make
class Token:
    """A word, number or mark at ``start`` to ``end`` of the text."""

    text: str
    start: int
    end: int
    fold: str
    #: no blank between this token and the one before
    glued: bool


def tokenize(text: str) -> list[Token]:
    """Words, numbers and marks of a text, with their places."""
    tokens: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(text):
        word = match.group()
        tokens.append(Token(word, match.start(), match.end(), fold(word), match.start() == end))
        end = match.end()
    return tokens


def names_month(text: str) -> bool:
    """Whether a month's name is among a text's words: no written date goes without."""
    words: list[str] = _LETTERS.findall(text)
    return not _MONTH.keys().isdisjoint(map(fold, words))


def may_begin(token: Token) -> bool:
    """Whether a date can begin at a token: at a number, a month or a weekday."""
    return token.text[0].isdecimal() or token.fold in _MONTH or token.fold in _WEEKDAY


def read_written(tokens: list[Token], index: int) -> Reading | None:
    """A date that begins at a token: its first and last day and the token after it."""
    for grammar in (_day_first, _month_first, _month_and_year):
        reading = grammar(tokens, index)
        if reading is not None:
            return reading
    return None


def _day_first(tokens: list[Token], index: int) -> Reading | None:
    """Wednesday 14 July 2004, 14-15 July, 1er et 2 octobre, 22-Jun-04, 24th of June."""
    days: list[tuple[int, int | None]] = []
    at = index
    while True:
        weekday, at = _skip_weekday(tokens, at)
        if days or weekday is not None:
            at = _skip(tokens, at, _ARTICLES)
        day = _day(tokens, at)
        if day is None:
            return None
        number, at = day
        days.append((number, weekday))
        at_month = _skip(tokens, at, _OF | {"'", "’"})
        if at_month < len(tokens) and tokens[at_month].text == "," and len(days) > 1:
            named = _month(tokens, at_month + 1)  # "25-27, February 2020"
            if named is not None and _year(tokens, named[1])[0] is not None:
                at_month += 1
        if at < len(tokens) and tokens[at].fold in _DASHES and tokens[at].glued:
            at_month = at + 1
        month = _month(tokens, at_month)
        if month is not None:
            break
        step = _skip_separator(tokens, at)
        if step == at or len(days) > 12:
            return None
        at = step
    number_of_month, at = month
    at = _same_month(tokens, at, number_of_month)
    hyphenated = at < len(tokens) and tokens[at].fold in _DASHES and tokens[at].glued
    year, after = _year(tokens, at, short=hyphenated)
    if year is None and not _may_stand_alone(tokens[at_month]):
        return None
    return _span(days, number_of_month, year, after)


def _month_first(tokens: list[Token], index: int) -> Reading | None:
    """Tuesday, March 26, 2002; July 14-15, 2004; July 14th."""
    weekday, at = _skip_weekday(tokens, index)
    month = _month(tokens, at)
    if month is None:
        return None
    name = tokens[at]
    number_of_month, at = month
    at = _skip(tokens, at, {"the"})
    days: list[tuple[int, int | None]] = []
    while True:
        day = _day(tokens, at)
        if day is None:
            if not days:
                return None
            break
        number, after = day
        if not days or number > days[-1][0]:
            days.append((number, weekday if not days else None))
            at = after
        else:
            break
        step = _skip_separator(tokens, at)
        following = _day(tokens, step) if step > at else None
        if following is None or _month(tokens, following[1]) is not None:
            break
        if tokens[at].fold == "," and _skip_separator(tokens, following[1]) == following[1]:
            break
        at = step
    year, after = _year(tokens, at)
    if year is None and (
        not _may_stand_alone(name) or _month(tokens, at) is not None or _is_clock(tokens, at)
    ):
        return None
    return _span(days, number_of_month, year, after)


def _month_and_year(tokens: list[Token], index: int) -> Reading | None:
    """May 2004, mai-juin 2004, October of 2018."""
    first = _month(tokens, index)
    if first is None:
        return None
    months = [first[0]]
    at = first[1]
    step = _skip_separator(tokens, at)
    second = _month(tokens, step) if step > at else None
    if second is not None:
        months.append(second[0])
        at = second[1]
    year, after = _year(tokens, _skip(tokens, at, _OF))
    if year is None:
        return None
    begin = year - 1 if months[0] > months[-1] else year
    return PartialDate(begin, months[0]), PartialDate(year, months[-1]), after


def _span(
    days: list[tuple[int, int | None]], month: int, year: int | None, after: int
) -> Reading | None:
    """First and last day of a list of days, which may begin in the month before."""
    last = PartialDate(year, month, days[-1][0], days[-1][1])
    first = PartialDate(year, month, days[0][0], days[0][1])
    if first.day is not None and last.day is not None and first.day > last.day:
        first = replace(first, month=12 if month == 1 else month - 1)
        if month == 1 and year is not None:
            first = replace(first, year=year - 1)
    if not (possible(first) and possible(last)):
        return None
    return first, last, after


def possible(partial: PartialDate) -> bool:
    if partial.day is None or partial.month is None:
        return True
    return partial.day <= monthrange(partial.year or 2000, partial.month)[1]


def _day(tokens: list[Token], at: int) -> tuple[int, int] | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if not token.text.isdecimal() or len(token.text) > 2 or not 1 <= int(token.text) <= 31:
        return None
    if token.glued and at >= 2 and tokens[at - 1].text in ".:," and tokens[at - 2].text.isdecimal():
        return None
    if token.glued and tokens[at - 1].text.isalpha():
        return None
    after = at + 1
    if after < len(tokens) and tokens[after].fold in _ORDINALS:
        long = len(tokens[after].fold) > 1 or tokens[after].text in "º°"
        if tokens[after].glued or (long and tokens[after].fold not in {"re", "ere"}):
            after += 1
    if _is_clock(tokens, after):
        return None
    return int(token.text), after


def _is_clock(tokens: list[Token], at: int) -> bool:
    """Whether the number in front of ``at`` is an hour: ``9:00``, ``9.30``, ``9h``."""
    if at >= len(tokens) or not tokens[at].glued:
        return False
    if tokens[at].fold in {"h", "am", "pm"}:
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        tokens[at].text in ":."
        and following is not None
        and following.glued
        and following.text.isdecimal()
    )


def _month(tokens: list[Token], at: int) -> tuple[int, int] | None:
    if at >= len(tokens) or tokens[at].fold not in _MONTH:
        return None
    after = at + 1
    if after < len(tokens) and tokens[after].text == "." and tokens[at].fold in _ABBREVIATED:
        after += 1
    return _MONTH[tokens[at].fold], after


def _same_month(tokens: list[Token], at: int, number: int) -> int:
    """Past the same month in the other language: "20-21 April/avril 2017"."""
    if at < len(tokens) and tokens[at].fold in _DASHES | {"/", "|"}:
        again = _month(tokens, at + 1)
        if again is not None and again[0] == number and _year(tokens, again[1])[0] is not None:
            return again[1]
    return at


def _may_stand_alone(name: Token) -> bool:
    """Whether a month's name without a year beside it is surely a month."""
    return name.fold not in _ALSO_WORDS or name.text[0].isupper()


def _year(tokens: list[Token], at: int, short: bool = False) -> tuple[int | None, int]:
    """A year and where it ends; the place is ``at`` itself where there is none."""
    look = at
    if look < len(tokens):
        mark = tokens[look].fold
        look += mark in {",", "'", "’"} or (short and mark in _DASHES)
    if look >= len(tokens) or not tokens[look].text.isdecimal():
        return None, at
    digits = tokens[look].text
    if len(digits) == 4 and 1900 <= int(digits) <= 2099:
        return int(digits), look + 1
    apostrophe = look > at and tokens[at].text in "'’"
    if len(digits) == 2 and tokens[look].glued and (apostrophe or short):
        return full_year(digits), look + 1
    return None, at


def _skip(tokens: list[Token], at: int, words: set[str]) -> int:
    while at < len(tokens) and tokens[at].fold in words:
        at += 1
    return at


def _skip_weekday(tokens: list[Token], at: int) -> tuple[int | None, int]:
    if at >= len(tokens) or tokens[at].fold not in _WEEKDAY:
        return None, at
    weekday = _WEEKDAY[tokens[at].fold]
    at += 1
    while at < len(tokens) and tokens[at].text in {",", "."}:
        at += 1
    return weekday, at


def _skip_separator(tokens: list[Token], at: int) -> int:
    """Past what stands between two days of a list: a dash, a comma, "and" …"""
    step = at
    while step < len(tokens) and step < at + 3:
        word = tokens[step].fold
        if not (word in _DASHES or word in _RANGE_WORDS or word in LIST_WORDS or word == ","):
            break
        step += 1
    return step
