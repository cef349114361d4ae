"""Long lists of wordings, each tried only on texts that hold the words it cannot do without.

A pattern for "the participants agreed to …" fails on most texts for want of any of the words
*agreed*, *decided*, *resolved* …, but an engine that backtracks finds that out at every word
anew. So the words without which an alternative cannot match are read off its expression
once, and those of a text once for all lists: only alternatives that share enough of them are
tried, and where their first word is known, only there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain

from communique.extract.folding import lower_for_search
from communique.extract.wording_needs import KEY_LENGTH, needs_of

#: A word, and what its first letters are.
_WORD = re.compile(rf"(\w{{1,{KEY_LENGTH}}})\w*")
_ASCII_WORD = re.compile(_WORD.pattern, re.ASCII)  # the same where there is no other, but faster
#: Every list that a module has.
_ALL: list[Wording] = []


class _Words:
    """A text without capitals, its words by their first letters, and the one it opens with."""

    def __init__(self, text: str) -> None:
        self.low = lower_for_search(text)
        word = _ASCII_WORD if self.low.isascii() else _WORD
        self.keys = frozenset(word.findall(self.low))
        opening = word.match(self.low)
        self.opening = opening[1] if opening else ""


class _Alternative:
    """One wording of a list, and what a text must hold for it to match.

    ``keys`` are beginnings of words, one of which a text must hold (empty: nothing is known).
    """

    def __init__(self, source: str) -> None:
        needs = needs_of(source)
        self.keys = needs.rarest
        self._source = source
        self._at_start = needs.at_start
        self._first = needs.first
        self._others = needs.others
        if needs.first and needs.first not in (needs.rarest, *needs.others):
            self._others = (needs.first, *needs.others)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Its expression."""
        return re.compile(rf"(?<!\w)(?:{self._source})", re.IGNORECASE)

    def possible(self, words: _Words) -> bool:
        """Whether it may stand in a text that holds one of its keys."""
        if self._at_start and self._first and words.opening not in self._first:
            return False
        return not any(map(words.keys.isdisjoint, self._others))

    def found(self, text: str, words: _Words) -> bool:
        """Whether it stands in a text."""
        if self._at_start:
            return self.pattern.match(text) is not None
        if self._first is None:
            return self.pattern.search(text) is not None
        match, find = self.pattern.match, words.low.find
        for key in self._first & words.keys:
            at = find(key)
            while at >= 0:  # within a word the expression fails at once
                if match(text, at):
                    return True
                at = find(key, at + 1)
        return False


class Wording:
    """Wordings of which any may stand in a text, in any case; read and compiled when needed."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = tuple(patterns)

    def search(self, text: str) -> bool:
        """Whether one of the wordings stands anywhere in a text."""
        words = _words(text)
        for one in self._possible(words):  # noqa: SIM110 - a generator would cost more
            if one.found(text, words):
                return True
        return False

    def possible(self, text: str) -> bool:
        """Whether a text holds what one of the wordings needs; ``False`` is certain."""
        return bool(self._possible(_words(text)))

    def match(self, text: str) -> bool:
        """Whether a text begins with one of the wordings."""
        return self._whole.match(text) is not None

    def _possible(self, words: _Words) -> Collection[_Alternative]:
        """The alternatives that a text with such words may hold."""
        index, by_key, unkeyed = self._index
        shared = index & words.keys
        if not shared and not unkeyed:
            return ()
        near = {*unkeyed}.union(*map(by_key.__getitem__, shared))
        return [one for one in near if one.possible(words)]

    def prepare(self) -> None:
        """Read and compile all that `search` may need."""
        _, by_key, unkeyed = self._index
        for one in chain(unkeyed, *by_key.values()):
            one.pattern  # noqa: B018 - kept from now on

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        either = "|".join(f"(?:{pattern})" for pattern in self._patterns)
        return re.compile(rf"(?<!\w)(?:{either})", re.IGNORECASE)

    @cached_property
    def _index(
        self,
    ) -> tuple[frozenset[str], dict[str, list[_Alternative]], list[_Alternative]]:
        """The words that alternatives need, the alternatives by these, and those without any."""
        by_key: dict[str, list[_Alternative]] = {}
        unkeyed: list[_Alternative] = []
        for pattern in self._patterns:
            for one in map(_Alternative, alternatives(pattern)):
                for key in one.keys:
                    by_key.setdefault(key, []).append(one)
                if not one.keys:
                    unkeyed.append(one)
        return frozenset(by_key), by_key, unkeyed


def at_word(*patterns: str) -> Wording:
    r"""A list of wordings that each begin where a word or the text begins, in any case.

    Each alternative must open with ``^`` or with ``\b`` before a letter.
    """
    wording = Wording(patterns)
    _ALL.append(wording)
    return wording


def prepare_wordings() -> None:
    """Read and compile the lists of all modules loaded so far, before processes are forked."""
    for wording in _ALL:
        wording.prepare()


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
