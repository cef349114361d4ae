"""What a document says twice and not alike: two mottos, two dates of one meeting.

The cover's reading stands in the tables; a plain sentence names the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.extract.dates import FoundDate, find_dates
from communique.extract.folding import fold
from communique.extract.front_lines import FrontLine

#: Share of a motto's words that another must hold to be a version of it.
_ALIKE = 0.5


def motto_note(motto: str, others: Sequence[str]) -> str:
    """A sentence on a second version of a meeting's motto.

    Parameters
    ----------
    motto
        The one that the cover prints.
    others
        Mottos printed elsewhere, empty ones among them.

    Returns
    -------
    str
        Empty where nothing contradicts the cover.
    """
    own = _words(motto)
    for other in others:
        words = _words(other)
        shared = len(own & words)
        if own and words and own != words and shared >= _ALIKE * min(len(own), len(words)):
            if own < words or words < own:
                continue  # a shortened version says nothing else
            return f"The motto is printed in two versions: “{motto}” and “{other}”."
    return ""


def date_note(
    start: str, end: str, repeated: Sequence[FrontLine], sentences: Sequence[FoundDate]
) -> str:
    """A sentence on other dates that the next page or the text gives for the same meeting.

    Parameters
    ----------
    start, end
        ISO days of the meeting as read; nothing is said where one is missing.
    repeated
        Lines of the page behind the cover.
    sentences
        Dates in sentences about this meeting.

    Returns
    -------
    str
        Empty where the other dates agree, or lie so far off that they belong to
        another meeting.
    """
    if not start or not end:
        return ""
    printed = [
        found
        for item in repeated
        if item.label == "date" and not item.furniture
        for found in find_dates(item.text)
    ]
    for found in (*printed, *sentences):
        first, last = found.first.date, found.last.date
        if first is None or last is None:
            continue
        begin, until = first.isoformat(), last.isoformat()
        if (begin, until) == (start, end) or (start <= begin and until <= end):
            continue
        slip = (begin[5:], until[5:]) == (start[5:], end[5:])
        shifted = (
            begin[:7] == start[:7] and until[:7] == end[:7] and begin <= end and start <= until
        )
        if slip or shifted:
            return (
                f"The dates are printed in two versions: {_span(start, end)} "
                f"and {_span(begin, until)}."
            )
    return ""


def _span(start: str, end: str) -> str:
    return start if start == end else f"{start} to {end}"


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", fold(text)) if len(word) > 2}
