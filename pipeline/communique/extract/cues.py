"""Words without which a longer rule cannot hold: a cheap look before a dear one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from communique.extract.folding import SMALL_LETTERS, beyond_ascii, fold

#: For ``bytes.translate``: 1 for every digit, and 0 for all else.
_DIGITS = bytes(chr(code).isdecimal() for code in range(256))


def cues(words: str) -> tuple[str, ...]:
    """Words, or parts of words, written with bars between them."""
    return tuple(words.split("|"))


def holds_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of some words, or parts of words, stands in a text.

    Looking for a few fixed strings takes a small part of the time of an expression that is
    tried at every letter. The text is folded or in small letters as the words are.
    """
    for word in words:  # noqa: SIM110 - `any` over a generator or a map would take twice as long
        if word in text:
            return True
    return False


def telling(words: str) -> frozenset[bytes]:
    """Words of which some stands in whatever a rule accepts; blanks part them.

    Where none of them is among the `words_of` a text, the rule need not be tried.
    """
    return frozenset(words.encode("ascii").split())


@lru_cache(maxsize=32)  # one line is asked for all that it may be in turn
def words_of(text: str) -> tuple[bytes, ...]:
    """The words of a folded text in their order, as runs of ASCII's letters alone.

    A line is so told once for all rules which words they might find in it. A word that
    an expression finds between boundaries is among them, but others may be torn.
    """
    small = fold(text).encode("utf-8", "surrogatepass").translate(SMALL_LETTERS)
    return tuple(small.split())


def holds_digit(text: str) -> bool:
    """Whether a digit of any script is in a text; an expression tells it many times as slowly."""
    if 1 in text.encode("utf-8", "surrogatepass").translate(_DIGITS):
        return True
    return not text.isascii() and any(map(str.isdecimal, beyond_ascii(text)))


def places_of(text: str, words: tuple[str, ...]) -> list[int]:
    """Where some words, or parts of words, begin in a text, from left to right."""
    places: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            places.append(at)
            at = text.find(word, at + 1)
    places.sort()
    return places


def found_at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """What an expression finds in a text, where it can begin at some places alone.

    ``pattern.finditer`` tries a long list of words at every letter.
    """
    end = 0
    for at in places:
        match = pattern.match(text, at) if at >= end else None
        if match is not None:
            yield match
            end = match.end()
