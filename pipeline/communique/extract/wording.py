"""Long lists of wordings, each tried only on texts that hold the words it cannot do without.

A pattern for "the participants agreed to …" fails on most texts for want of any of the words
*agreed*, *decided*, *resolved* …, but an engine that backtracks finds that out at every word
anew. So the words without which an alternative cannot match are read off its expression
once, and which alternatives of all lists a text's words leave possible is worked out once
for the text: only these are tried, and where their first word is known, only there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, reduce
from operator import itemgetter, or_
from threading import Lock

from communique.extract.folding import lower_for_search, without_signs
from communique.extract.wording_needs import KEY_LENGTH, needs_of

_key_of = itemgetter(slice(KEY_LENGTH))
#: Words that a wording opens with in capitals or small letters as they stand.
_OWN_CASE = re.compile(r"\\b\(\?-i:((?:\\.|[^()\\])+)\)")
#: What keeps an expression from being written in small letters: a case of its own, the name of
#: a group, or capitals in a class, of which a range may hold signs.
_CASED = re.compile(r"\(\?-i:|\(\?P|\[[^\]]*[A-ZÀ-Þ]")
_ESCAPED = re.compile(r"\\.")
_ESCAPED_OR_CAPITAL = re.compile(r"\\.|[A-ZÀ-Þ]")
#: An alternative's needs, of which the first ones count.
_NEEDS = 4
#: Every list that a module has.
_ALL: list[Wording] = []


class _Alternative:
    """One wording of a list, and what a text must hold for it to match.

    ``needs`` are sets of beginnings of words, of each of which a text must hold one; a ``^``
    stands before words that it must begin with. Where there are none, nothing is known.
    """

    def __init__(self, source: str) -> None:
        needs = needs_of(source)
        self._source = source
        self._small = _in_small_letters(source)
        self._at_start = needs.at_start
        self._first = needs.first
        opening = needs.first or frozenset()
        if needs.at_start:
            opening = frozenset(f"^{key}" for key in opening)
        sets = filter(None, (opening, needs.rarest, *needs.others))
        self.needs = tuple(dict.fromkeys(sets))[:_NEEDS]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Its expression, for a text in small letters where it can be written so.

        A long list of words is tried several times as fast where no case is to be ignored.
        """
        if self._small is None:
            return re.compile(rf"(?<!\w)(?:{self._source})", re.IGNORECASE)
        return re.compile(rf"(?<!\w)(?:{self._small})")

    @cached_property
    def _lead(self) -> re.Pattern[str] | None:
        """What it opens with in a case of its own, which is looked for much faster."""
        own_case = _OWN_CASE.match(self._source)
        return re.compile(own_case[1]) if own_case else None

    def found(self, words: TextWords) -> bool:
        """Whether it stands in a text."""
        text = words.text if self._small is None else words.small
        if self._at_start:
            return self.pattern.match(text) is not None
        match = self.pattern.match
        if self._first is not None:
            for key in self._first & words.keys:
                for at in words.places(key):
                    if match(text, at):
                        return True
            return False
        if self._lead is None:
            return self.pattern.search(text) is not None
        lead = self._lead.search(text)
        while lead is not None:
            if match(text, lead.start()):
                return True
            lead = self._lead.search(text, lead.start() + 1)
        return False


class _Register:
    """The alternatives of all lists read so far, and the words that they need.

    Each need of an alternative is one bit of a number, and a word stands for all those that it
    meets: so the words of a text tell at once, for all lists, which alternatives it may hold.
    """

    def __init__(self) -> None:
        self.bits = 0
        self._alternatives: list[_Alternative] = []
        self._by_key: dict[str, int] = {}
        self._unneeded = 0
        self._reading = Lock()  # two threads may ask for two lists at once

    def add(self, alternatives: Iterable[_Alternative]) -> int:
        """Take in a list; the first bit of each of its alternatives."""
        with self._reading:
            bits = 0
            for one in alternatives:
                bit = 1 << _NEEDS * len(self._alternatives)
                self._alternatives.append(one)
                bits |= bit
                for need in one.needs:
                    for key in need:
                        self._by_key[key] = self._by_key.get(key, 0) | bit
                    bit <<= 1
                for _ in range(_NEEDS - len(one.needs)):
                    self._unneeded |= bit
                    bit <<= 1
            self.bits |= bits
        return bits

    def near(self, keys: Iterable[str]) -> int:
        """The first bits of the alternatives that may stand in a text of some words."""
        bits = reduce(or_, filter(None, map(self._by_key.get, keys)), self._unneeded)
        bits &= bits >> 1  # at each even place now two needs
        return bits & bits >> 2

    def finds(self, bits: int, words: TextWords) -> bool:
        """Whether one of the alternatives that bits stand for stands in a text."""
        while bits:
            place = bits.bit_length() - 1
            if self._alternatives[place // _NEEDS].found(words):
                return True
            bits ^= 1 << place
        return False

    def told_by(self, bits: int) -> Iterator[_Alternative]:
        """The alternatives that bits stand for."""
        while bits:
            place = bits.bit_length() - 1
            yield self._alternatives[place // _NEEDS]
            bits ^= 1 << place


_REGISTER = _Register()


class TextWords:
    """A text's words, in small letters with blanks between them, and by their first letters.

    Where many lists are asked of one text, they are best handed to each. ``near`` are those of
    the register's bits ``known`` that stand for alternatives which the text may hold.
    """

    __slots__ = ("_places", "keys", "known", "near", "small", "spaced", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.small = lower_for_search(text)
        self.spaced = f" {without_signs(self.small)} "
        self.keys = set(map(_key_of, self.spaced.split()))
        self.near = self.known = 0
        self._places: dict[str, list[int]] = {}

    def places(self, key: str) -> list[int]:
        """Where in the text words with a beginning stand; many alternatives ask for the same."""
        places = self._places.get(key)
        if places is None:
            places = self._places[key] = []
            # A shorter key is a whole word. The blank before a word stands where the word
            # does in the text, as there is one more before the first.
            word, find = f" {key}" if len(key) == KEY_LENGTH else f" {key} ", self.spaced.find
            at = find(word)
            while at >= 0:
                places.append(at)
                at = find(word, at + 1)
        return places

    def look(self) -> None:
        """Find out which alternatives of the lists read so far the text may hold."""
        opening = self.spaced[1 : 1 + KEY_LENGTH].partition(" ")[0]
        self.near = _REGISTER.near((*self.keys, f"^{opening}"))
        self.known = _REGISTER.bits


class Wording:
    """Wordings of which any may stand in a text, in any case; read and compiled when needed."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = tuple(patterns)

    def search(self, text: str) -> bool:
        """Whether one of the wordings stands anywhere in a text."""
        return self.stands_in(words_of(text))

    def stands_in(self, words: TextWords) -> bool:
        """Whether one of the wordings stands anywhere in a text whose words are known."""
        index = self._index
        if words.known < index:  # nobody has asked before, or the list was read since
            words.look()
        near = words.near & index
        return near != 0 and _REGISTER.finds(near, words)

    def match(self, text: str) -> bool:
        """Whether a text begins with one of the wordings."""
        return self._whole.match(text) is not None

    def prepare(self) -> None:
        """Read and compile all that `search` may need."""
        for one in _REGISTER.told_by(self._index):
            one.pattern  # noqa: B018 - kept from now on

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        either = "|".join(f"(?:{pattern})" for pattern in self._patterns)
        return re.compile(rf"(?<!\w)(?:{either})", re.IGNORECASE)

    @cached_property
    def _index(self) -> int:
        """The bits of its alternatives in the register."""
        return _REGISTER.add(
            _Alternative(source) for pattern in self._patterns for source in alternatives(pattern)
        )


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


def _in_small_letters(source: str) -> str | None:
    """An expression that finds in a text's small letters what another finds in any case."""
    if _CASED.search(_ESCAPED.sub("", source)):
        return None
    return _ESCAPED_OR_CAPITAL.sub(_lowered, source)


def _lowered(found: re.Match[str]) -> str:
    return found.group() if found.group()[0] == "\\" else found.group().lower()


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
def words_of(text: str) -> TextWords:
    """A text's words, as lists of wordings look for them."""
    return TextWords(text)
