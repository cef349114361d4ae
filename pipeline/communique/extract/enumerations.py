"""Enumerations inside a sentence: "agree to 1) …; 2) …; and 3) …" as parts of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_MARK = re.compile(
    r"(?:(?<=\s)|(?<=^)|(?<=[:;,]))\(?(?P<number>\d{1,2}|[a-z]|[ivx]{1,5})\)\s*(?=[^\W\d_]|[“\"«])"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_JOINING = re.compile(r"(?:[,;:]|^|\b(?:and|or|et|ou|as well as|ainsi que))\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an enumeration: its number, its text and where it begins."""

    number: str
    text: str
    start: int


def split_enumeration(text: str) -> tuple[str, list[Item]]:
    """Part a paragraph into its opening words and the items it enumerates.

    Parameters
    ----------
    text : str
        A paragraph in one line.

    Returns
    -------
    tuple of (str, list of Item)
        The words before the first item, and the items in order; no items where
        the paragraph enumerates nothing: the numbers must run on from 1, "a" or
        "i", be set off by a colon, a semicolon or a comma, and hold words.
    """
    if text.count(")") < 2:
        return text, []
    marks = list(_MARK.finditer(text))
    if len(marks) < 2:
        return text, []
    for series in (_digits, _romans, _letters):
        chosen = _run(marks, series, text)
        if len(chosen) >= 2:
            return _cut(text, chosen)
    return text, []


def _digits(position: int) -> str:
    return str(position + 1)


def _letters(position: int) -> str:
    return chr(ord("a") + position) if position < 26 else ""


def _romans(position: int) -> str:
    return _ROMAN[position] if position < len(_ROMAN) else ""


def _run(
    marks: list[re.Match[str]], series: Callable[[int], str], text: str
) -> list[re.Match[str]]:
    chosen: list[re.Match[str]] = []
    for mark in marks:
        expected = series(len(chosen))
        # the first may follow any word ("should make sure that a) …")
        if mark["number"] == expected and (not chosen or _JOINING.search(text[: mark.start()])):
            chosen.append(mark)
    return chosen


def _cut(text: str, marks: list[re.Match[str]]) -> tuple[str, list[Item]]:
    items = []
    for index, mark in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else len(text)
        body = text[mark.end() : end].strip()
        if len(body.split()) < 2:
            return text, []
        items.append(Item(mark["number"], body, mark.end()))
    return text[: marks[0].start()].strip(), items
