"""Long lists of wordings, each tried only on texts that hold the words it cannot do without.

A pattern for "the participants agreed to …" fails on most texts for want of any of the words
*agreed*, *decided*, *resolved* …, but an engine that backtracks finds that out at every word
anew. So the words without which an alternative cannot match are read off its expression
once, and those of a text once for all lists: only alternatives that share enough of them are
tried, and where their first word is known, only there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from communique.extract.folding import lower_for_search
from communique.extract.wording_needs import KEY_LENGTH, needs_of

_WORD = re.compile(r"\w+")


class _Words:
    """The words of a text, by their first letters without capitals."""

    def __init__(self, text: str) -> None:
        self._low = lower_for_search(text)
        self.keys = frozenset([word[:KEY_LENGTH] for word in _WORD.findall(self._low)])

    @cached_property
    def starts(self) -> dict[str, list[int]]:
        """Where they begin."""
        starts: dict[str, list[int]] = {}
        for word in _WORD.finditer(self._low):
            starts.setdefault(word.group()[:KEY_LENGTH], []).append(word.start())
        return starts


class _Alternative:
    """One wording of a list, and what a text must hold for it to match."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._needs = needs_of(source)

    @property
    def keys(self) -> frozenset[str]:
        """Beginnings of words, one of which a text must hold; empty: nothing is known."""
        return self._needs.rarest

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{self._source})", re.IGNORECASE)

    def possible(self, keys: frozenset[str]) -> bool:
        """Whether a text that has words with such beginnings, one of its own, may hold it."""
        return not any(map(keys.isdisjoint, self._needs.others))

    def found(self, text: str, words: _Words) -> bool:
        """Whether it stands in a text."""
        if self._needs.at_start:
            return self._pattern.match(text) is not None
        first = self._needs.first
        if first is None:
            return self._pattern.search(text) is not None
        match, starts = self._pattern.match, words.starts
        for key in words.keys & first:
            for at in starts[key]:
                if match(text, at):
                    return True
        return False


class Wording:
    """Wordings of which any may stand in a text, in any case; read and compiled when needed."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = tuple(patterns)

    def search(self, text: str) -> bool:
        """Whether one of the wordings stands anywhere in a text."""
        words = _words(text)
        possible = self._possible(words.keys)
        return bool(possible) and any(one.found(text, words) for one in possible)

    def possible(self, text: str) -> bool:
        """Whether a text holds what one of the wordings needs; ``False`` is certain."""
        return bool(self._possible(_words(text).keys))

    def match(self, text: str) -> bool:
        """Whether a text begins with one of the wordings."""
        return self._whole.match(text) is not None

    def _possible(self, keys: frozenset[str]) -> list[_Alternative]:
        """The alternatives that a text with such words may hold."""
        index, by_key, unkeyed = self._index
        shared = index & keys
        if not shared:
            return [one for one in unkeyed if one.possible(keys)]
        near = {place: one for key in shared for place, one in by_key[key]}
        return [one for one in [*near.values(), *unkeyed] if one.possible(keys)]

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        either = "|".join(f"(?:{pattern})" for pattern in self._patterns)
        return re.compile(rf"(?<!\w)(?:{either})", re.IGNORECASE)

    @cached_property
    def _index(
        self,
    ) -> tuple[frozenset[str], dict[str, list[tuple[int, _Alternative]]], list[_Alternative]]:
        """The alternatives by the words they need, those words, and alternatives without any."""
        by_key: dict[str, list[tuple[int, _Alternative]]] = {}
        unkeyed: list[_Alternative] = []
        sources = (part for pattern in self._patterns for part in alternatives(pattern))
        for place, source in enumerate(sources):
            one = _Alternative(source)
            for key in one.keys:
                by_key.setdefault(key, []).append((place, one))
            if not one.keys:
                unkeyed.append(one)
        return frozenset(by_key), by_key, unkeyed


def at_word(*patterns: str) -> Wording:
    r"""A list of wordings that each begin where a word or the text begins, in any case.

    Each alternative must open with ``^`` or with ``\b`` before a letter.
    """
    return Wording(patterns)


def alternatives(pattern: str) -> Iterator[str]:
    """The parts of an expression between the bars that stand in no bracket."""
    depth = begin = 0
    in_class = False
    for part in re.finditer(r"\\.|[()|\[\]]", pattern, re.DOTALL):
        sign = part.group()
        if in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign == "|" and not depth:
            yield pattern[begin : part.start()]
            begin = part.end()
        else:
            depth += (sign == "(") - (sign == ")")
    yield pattern[begin:]


@lru_cache(maxsize=64)  # many lists are asked of one text in turn
def _words(text: str) -> _Words:
    return _Words(text)
