"""Times of day as agendas print them, in English and French, alone or as ranges.

``9:00 -- 10:00``, ``09.30 - 10.00``, ``13h30 – 13h45``, ``9 h 30``, ``2:00-3:30 pm``,
``0900-1000``, ``12 noon``, ``de 9 h 30 à 10 h 15``, ``18:10-(19:40)`` …
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from communique.extract.cues import cues, holds_any, holds_digit
from communique.extract.folding import in_any_case, lower_for_search


@dataclass(frozen=True, slots=True)
class TimeRange:
    """A time of day, or two, found in a text.

    ``start`` and ``end`` are ``HH:MM`` (00:00 to 23:59) or empty: ``end`` where
    only a beginning is printed, ``start`` for "until 12:30". ``position`` and
    ``length`` are what it takes of the text in characters, with the words and
    punctuation that belong to it; ``rest`` is the text behind it. ``half_day``
    says that morning and afternoon are not told apart by the print: an hour
    from 1 to 11 without a leading zero, an "h" or am/pm.
    """

    start: str
    end: str
    length: int
    rest: str
    position: int = 0
    half_day: bool = False


@dataclass(frozen=True, slots=True)
class _Clock:
    """One time as printed. ``form`` is colon, h, dot, bare, military or word."""

    hour: int
    minute: int
    form: str
    half: str
    padded: bool
    end: int

    @property
    def sure(self) -> bool:
        """Whether it is a time whatever stands around it."""
        return self.form in ("colon", "h", "word") or bool(self.half)

    @property
    def minutes(self) -> int:
        return self.hour % 24 * 60 + self.minute


#: Longer texts than this many characters are no lines of an agenda.
_LONGEST = 20_000

_HRS = r"(?:[ \t]?h(?:rs?|ours)?\b\.?)?"
_CLOCK = re.compile(
    # A year may be glued to the time behind it; any other digit may not.
    r"(?:(?<![\d.,:/])|(?<=\b20\d\d)|(?<=\b19\d\d))(?:"
    r"(?P<word>(?<![\w-])(?:(?:12[ \t]?)?noon|midday|midi|midnight|minuit)\b)"
    r"|(?P<mil>[0-2]\d[0-5]\d)(?!\d)(?P<milh>[ \t]?h(?:rs?|ours)?\b\.?)?"
    r"|(?P<hour>\d{1,2})(?:"
    rf"(?P<colon>[ \t]?:[ \t]?)(?P<m1>[0-5]\d)(?!\d)(?::00(?!\d))?{_HRS}"
    r"|(?P<h>[ \t]?(?:hrs?|hours?|heures?|h)\.?(?![^\W\d_]))"
    r"(?:[ \t]?(?P<m2>[0-5]\d)(?!\d|[ \t]?%))?"
    rf"|[.](?P<m3>[0-5]\d)(?!\d)(?P<dot>){_HRS}"
    r"|(?P<bare>)(?!\d|[.,:]\d)"
    r")(?:[ \t]?(?P<half>[ap]\.?[ \t]?m\b\.?))?)",
    re.IGNORECASE,
)
#: Every time holds a digit or one of these.
_DIGIT = re.compile(r"\d")
#: How the words begin.
_NOON = "nNmM"
_CLOCK_WORDS = cues("noon|midday|midi|midnight|minuit")
#: A number's unit or the rest of a date: what stands before it is no time.
_NO_TIME = re.compile(
    r"[ \t]*(?:%|‰|€|\$|£|°|per[ -]?cent|pour[ -]cent|percentage|(?-i:points\b|point de)|million|"
    r"billion|milliard"
    r"|euro|USD|EUR\b|GBP|kilom|km\b|m²|tonne|fois\b|times\b|years?\b|ans\b|months?\b|mois\b"
    r"|days?\b|jours?\b|[.,/][ \t]?\d|[ ]\d{3}\b)",
    re.IGNORECASE,
)
_DATE_BEHIND = re.compile(
    r"[ \t]{0,3}(?:st|nd|rd|th|er|[/-])?[ \t]{0,3}(?:of[ \t])?(?:jan|feb|f[ée]v|mar|apr|avr|may\b"
    r"|mai\b|jun|juin|jul|juil|aug|ao[uû]t|sep|oct|nov|d[eé]c)",
    re.IGNORECASE,
)
_TO = re.compile(
    r"[ \t]*(?:-{1,3}|[‐-―−~→>]{1,3}|\b(?:to|à|until|till|jusqu['’]à|and|et)\b)"
    r"[ \t]*(?P<open>[(\[])?[ \t]{0,3}",
    re.IGNORECASE,
)
_LEAD = r"from|starting at|at|de|entre|between|à partir de|dès|vers|à|circa|ca\.|c\.|about|around"
_UNTIL = r"until|till|jusqu['’]à"
_FROM = re.compile(
    rf"[ \t\-–—•·*]*[(\[]?[ \t]{{0,3}}(?:(?P<until>{_UNTIL})[ \t]+|(?:{_LEAD})[ \t]{{0,3}})?",
    re.IGNORECASE,
)
#: The first two letters of all these and of the times that are words.
_TWO_LETTERS = "un ti ju fr st at de en be dè ve ci ca ab ar no mi"
_FIRST_LETTERS = in_any_case(_TWO_LETTERS.split())
_LED = re.compile(rf"(?<!\w)(?:{_UNTIL}|{_LEAD})[ \t]{{1,3}}[(\[]?$", re.IGNORECASE)
#: "and" joins two times only after "between".
_PAIRS = {"and": "between", "et": "entre"}
_ZONE = re.compile(
    r"[ \t]{0,3}[(\[]?(?:(?:CES?T|GMT|UTC|[ECMP][SD]T|BST|WES?T|EES?T|JST|KST)\b"
    r"(?:[ \t]?[+\-−]\d{1,2}(?::?\d\d)?)?(?:[ \t]?/[ \t]?[A-Z]{3,4}\b){0,3}"
    r"|(?:Paris|local) time|heure (?:de Paris|locale))[)\]]?"
)
_CLOSE = re.compile(r"[ \t]*[)\]]?[ \t]*(?:[:;,.|/]|-{1,3}|[‐-―−])?[ \t]*")


def parse_time_range(text: str, *, loose: bool = False) -> TimeRange | None:
    """The time or range of times that a line begins with.

    Parameters
    ----------
    text
        A line of an agenda.
    loose
        Take any number that can be a time, also ``1.10`` and ``930``-like ones that
        might be a paragraph's number. For a column that is known to hold times.

    Returns
    -------
    TimeRange | None
        ``None`` where the line begins with something else: a date (``14-15 July``),
        a number (``1.2``), a share (``10.30 %``), a duration (``(15 min)``).
    """
    return _time_range(text, loose) if may_begin_time(text[:2]) else None


def may_begin_time(head: str) -> bool:
    """Whether a text may begin with a time, by its first two characters, as few lines do."""
    return not head.isalpha() or head in _FIRST_LETTERS


@lru_cache(maxsize=2048)  # many steps ask of a line whether a time begins it
def _time_range(text: str, loose: bool) -> TimeRange | None:
    text = text[:_LONGEST]
    prefix = _FROM.match(text)
    begin = prefix.end() if prefix else 0
    if text[begin : begin + 1] not in _NOON and not text[begin].isdecimal():
        return None
    return _range_at(text, begin, prefix, loose=loose, alone=True)


def is_moment(text: str) -> bool:
    """Whether a text is one time of day and no more, as in a cell of starts or of ends."""
    time = parse_time_range(text, loose=True)
    return time is not None and not time.end and not time.rest.strip()


def find_time_ranges(text: str, *, loose: bool = False) -> list[TimeRange]:
    """All times and ranges of times in a text, from left to right, without overlap.

    Stricter than `parse_time_range`: a single number with a dot counts only if
    ``loose``. ``position`` says where each begins.
    """
    text = text[:_LONGEST]
    found: list[TimeRange] = []
    worded = holds_any(lower_for_search(text), _CLOCK_WORDS)
    if not worded and not holds_digit(text):
        return found
    position = 0
    while position < len(text):
        clock = _next_clock(text, position, worded=worded)
        if clock is None:
            break
        before = _before(text, clock.start(), position)
        prefix = _FROM.match(text, before)
        if prefix is None or prefix.end() != clock.start():
            prefix = None
        here = _range_at(text, clock.start(), prefix, loose=loose, alone=loose)
        if here is None:
            position = clock.end() if clock.end() > clock.start() else clock.start() + 1
        else:
            found.append(here)
            position = here.position + here.length
    return found


def _next_clock(text: str, position: int, *, worded: bool) -> re.Match[str] | None:
    """The next time that is printed in a text, perhaps in a word."""
    if worded:
        return _CLOCK.search(text, position)
    for digit in _DIGIT.finditer(text, position):
        clock = _CLOCK.match(text, digit.start())
        if clock is not None:
            return clock
    return None


def following(previous: str, current: TimeRange) -> TimeRange:
    """Read a time of the half-day clock as what follows an earlier one.

    Parameters
    ----------
    previous
        Start of the entry before on the same day, ``HH:MM``, or empty.
    current
        The time as parsed: ``1:30-3:00`` behind ``11:00`` is in the afternoon.
    """
    if not current.half_day or not previous or current.start >= previous:
        return current
    start = _minutes(current.start) + 720
    if start >= 24 * 60 or _print(start) < previous:
        return current
    end = current.end
    if end and _minutes(end) < start:
        end = _print(_minutes(end) + 720) if _minutes(end) + 720 < 1440 else end
    return replace(current, start=_print(start), end=end, half_day=False)


def _before(text: str, start: int, floor: int) -> int:
    """Where the words that lead to a time at ``start`` begin."""
    window = max(floor, start - 16)
    words = _LED.search(text[window:start])
    return window + words.start() if words else start


def _range_at(
    text: str, begin: int, prefix: re.Match[str] | None, *, loose: bool, alone: bool
) -> TimeRange | None:
    first = _clock_at(text, begin)
    if first is None:
        return None
    second = _second(text, first, prefix, loose=loose)
    position = prefix.start() if prefix else begin
    if second is None:
        led = prefix is not None and bool(re.search(r"\w", prefix.group()))
        if not _stands_alone(text, first, loose=loose, alone=alone, led=led):
            return None
        stop, start, end = first.end, first.minutes % 1440, None
        if first.half:
            start = _with_half(first)
    else:
        stop = second.end
        start, end = _read(first, second)
    zone = _ZONE.match(text, stop)
    if zone:
        stop = zone.end()
    close = _CLOSE.match(text, stop)
    stop = close.end() if close else stop
    half_day = _half_day(first) and (second is None or _half_day(second))
    range_ = TimeRange(
        _print(start),
        "" if end is None else _print(end),
        stop - position,
        text[stop:],
        position,
        half_day,
    )
    if prefix is not None and prefix.group("until") and second is None:
        return replace(range_, start="", end=range_.start, half_day=False)
    return range_


def _clock_at(text: str, position: int) -> _Clock | None:
    match = _CLOCK.match(text, position)
    if match is None or match.end() == position:
        return None
    half = (match["half"] or "")[:1].lower()
    if match["word"]:
        hour = 0 if match["word"].lower() in ("midnight", "minuit") else 12
        return _Clock(hour, 0, "word", "", True, match.end())
    if match["mil"]:
        hour, minute = int(match["mil"][:2]), int(match["mil"][2:])
        if hour > 24 or (hour == 24 and minute):
            return None
        form = "h" if match["milh"] else "military"
        return _Clock(hour, minute, form, "", True, match.end())
    hour = int(match["hour"])
    minute = int(match["m1"] or match["m2"] or match["m3"] or 0)
    if (
        hour > 24
        or (hour == 24 and (minute or not match["colon"]))
        or (half and not 1 <= hour <= 12)
    ):
        return None
    form = "colon" if match["colon"] else "h" if match["h"] else "bare"
    if match["m3"]:
        form = "h" if re.search(r"h", match.group(), re.IGNORECASE) else "dot"
    if _NO_TIME.match(text, match.end()) and form in ("dot", "bare", "h"):
        return None
    if form == "colon" and re.match(r" ?000\b|:\d", text[match.end() : match.end() + 5]):
        return None
    padded = len(match["hour"]) == 2 and match["hour"][0] == "0"
    return _Clock(hour, minute, form, half, padded, match.end())


def _second(
    text: str, first: _Clock, prefix: re.Match[str] | None, *, loose: bool
) -> _Clock | None:
    """The end of a range that begins with ``first``, if the text goes on like one."""
    zone = _ZONE.match(text, first.end)
    link = _TO.match(text, zone.end() if zone else first.end)
    if link is None:
        return None
    word = link.group().strip().lower()
    if word in _PAIRS and (prefix is None or prefix.group().strip().lower() != _PAIRS[word]):
        return None
    second = _clock_at(text, link.end())
    if second is None or _DATE_BEHIND.match(text, second.end):
        return None
    if link["open"] and text[second.end : second.end + 1] not in (")", "]"):
        return None
    if "military" in (first.form, second.form):
        return second if _military(first, second, loose=loose) else None
    if first.form == "bare" and not (first.half or first.padded):
        # "9-10.30" and "9-11 am" are ranges; "14-15" and "1-1.30" are numbers.
        later = second.minutes > first.minutes or bool(second.half)
        if not (second.form != "bare" or second.half) or not later:
            return None
        if second.form == "dot" and not (6 <= first.hour <= 22 or second.half):
            return None
    if second.form == "bare" and not second.half:
        behind = text[second.end : second.end + 40]
        if second.minutes <= first.minutes or first.form == "bare":
            return None
        if behind and not re.match(r"[ \t]*(?:$|[:;,)\]]|\t|  )", behind):
            return None
    if first.form == "dot" and second.form == "dot" and not loose:
        # 1.10 - 1.25 may be sections; a meeting's sessions begin on fives.
        fives = first.minute % 5 == 0 and second.minute % 5 == 0
        if not fives and (first.hour < 7 or second.minutes <= first.minutes):
            return None
    return second


def _military(first: _Clock, second: _Clock, *, loose: bool) -> bool:
    if first.form != second.form and "h" not in (first.form, second.form):
        return False
    if second.minutes <= first.minutes:
        return False
    years = 19 <= first.hour <= 20 and 19 <= second.hour <= 20
    if second.form == "h" or first.form == "h":
        return True
    fives = first.minute % 5 == 0 and second.minute % 5 == 0
    return fives and (loose or not years)


def _stands_alone(text: str, clock: _Clock, *, loose: bool, alone: bool, led: bool) -> bool:
    """Whether one time without an end is a time, from its form and what follows it."""
    if clock.form in ("colon", "word") or clock.half:
        return True
    behind = text[clock.end : clock.end + 40]
    if clock.form == "h":
        return led or alone or clock.minute > 0 or clock.hour >= 6
    if clock.form == "dot":
        if _NO_TIME.match(behind) or _DATE_BEHIND.match(behind):
            return False
        if loose:
            return True
        likely = 7 <= clock.hour <= 22 and clock.minute % 5 == 0
        if re.match(r"[ \t]*[:;]|[ \t]*$", behind):
            return (alone or led) and likely
        opens = re.match(r"[ \t]*[|\t]|[ \t]*[-–—]+[ \t]|[ \t]+[\"“«(]?[^\W\d_]", behind)
        if opens is None or not alone:
            return led and likely
        capital = re.match(r"[ \t|–—-]*[\"“«(]?([^\W\d_])", behind)
        return likely and (capital is None or capital[1].isupper())
    if clock.form == "military":
        return loose and clock.padded and clock.hour < 19 and clock.minute % 5 == 0
    return False


def _read(first: _Clock, second: _Clock) -> tuple[int, int]:
    """Start and end in minutes of the day, with am/pm shared as people mean it."""
    start, end = first.minutes, second.minutes
    if second.form == "word" and second.hour == 0:
        end = 0
    if second.half:
        end = _with_half(second)
        if first.half:
            start = _with_half(first)
        elif first.form in ("colon", "dot", "bare") and not first.padded and 1 <= first.hour <= 12:
            same = _with_half(replace(first, half=second.half))
            start = same if same < end else start
    elif first.half:
        start = _with_half(first)
        if end <= start and second.hour < 12:
            end += 720
    elif end < start and _half_day(second) and end + 720 > start and first.hour <= 12:
        end += 720
    return start % 1440, end % 1440


def _half_day(clock: _Clock) -> bool:
    return (
        clock.form in ("colon", "dot", "bare")
        and not clock.half
        and not clock.padded
        and 1 <= clock.hour <= 11
    )


def _with_half(clock: _Clock) -> int:
    hour = clock.hour % 12 + (12 if clock.half == "p" else 0)
    return hour * 60 + clock.minute


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _print(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
