"""Bullets and printed numbers at the start of a paragraph or list item."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from communique.extract.times import parse_time_range

_BULLETS = (
    "•●○◦▪▫■□◆◇►▶➢➤✓✔‣⁃∙·*–—−-»¾ØüvqoÿŸ\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\uf06f\uf076\uf0e0\uf0be"
)
#: A bullet, dashes, or a sign that is nothing but a bullet and touches the text.
_BULLET = re.compile(
    rf"[{re.escape(_BULLETS)}\ue000-\uf8ff](?=\s|$)|--?(?=\s)"
    r"|[•●○◦▪■□◆►▶➢➤✓✔‣⁃∙\ue000-\uf8ff](?=\S)"
)
_NUMBER = re.compile(
    r"""(?:
        \((?P<bracketed>\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)       # (1) (a) (iv)
      | (?P<closed>\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)            # 1) a) iv)
      | (?P<dotted>\d{1,3}(?:\.\d{1,3}){0,3}|[A-HIVX]|[IVX]{2,5}|[a-z])\.(?!\d)   # 1. 2.3. A. IV.
      | (?P<deep>\d{1,2}(?:\.\d{1,2}){1,3})                     # 2.3 2.3.1
      | (?P<dashed>\d{1,2}|[IVX]{1,4})[-–](?=\s\S)           # 1- III-
      | (?P<slashed>\d{1,2})/
      | §\s?(?P<section>\d{1,3})
      | (?P<bare>\d{1,3})(?=\s\s|\t|$)
    )(?=\s|$)""",
    re.VERBOSE,
)


#: The two letters that a number of letters may begin with.
_TWO_DIGITS = frozenset(a + b for a in "ivxIVX" for b in "ivxIVX")


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before a paragraph's text: a bullet or a number.

    ``printed`` is as on the page, ``number`` without punctuation (empty for a
    bullet), ``length`` the characters that it takes.
    """

    printed: str
    number: str
    style: str
    length: int


def find_marker(text: str) -> Marker | None:
    """The bullet or number that a line begins with, if any."""
    return _marker(text) if may_be_marker(text[:2]) else None


def may_be_marker(head: str) -> bool:
    """Whether a line may begin with a bullet or number, by its first two characters.

    Most lines begin with a word.
    """
    return not head.isalpha() or len(head) < 2 or head in _TWO_DIGITS


@lru_cache(maxsize=2048)
def _marker(text: str) -> Marker | None:
    bullet = _BULLET.match(text)
    if bullet is not None:
        return Marker(bullet.group(), "", f"bullet {bullet.group()}", bullet.end())
    match = _NUMBER.match(text)
    if match is None or (
        match["deep"] is not None and parse_time_range(text, loose=True) is not None
    ):
        return None
    style, number = next((k, v) for k, v in match.groupdict().items() if v is not None)
    return Marker(match.group(), number, f"{style} {_series(number)}", match.end())


def follows(marker: Marker, earlier: Marker | None) -> bool:
    """Whether a number is the next of a series that an earlier one belongs to."""
    if earlier is None or marker.style != earlier.style or not marker.number:
        return False
    a, b = earlier.number, marker.number
    if a.isdigit() and b.isdigit():
        return int(b) == int(a) + 1
    return len(a) == len(b) == 1 and ord(b) == ord(a) + 1


def is_marker(text: str) -> bool:
    """Whether a text is nothing but a bullet or a number."""
    text = text.strip()
    marker = find_marker(text)
    return marker is not None and marker.length == len(text)


def _series(number: str) -> str:
    if number[0].isdigit():
        return f"digit{number.count('.')}"
    if number in {"i", "v", "x"} or (len(number) > 1 and set(number.lower()) <= set("ivx")):
        return "roman" if number.islower() else "ROMAN"
    return "letter" if number.islower() else "LETTER"
