"""Patterns as one automaton over symbols: many patterns cost hardly more than one.

A *symbol* is what a pattern asks of a word: its key (``-share``), its exact
form (``=ICT``), a beginning (``interoperab*``), or its nature (a capitalised
word). Patterns are first laid out as separate chains of nodes; nodes that the
same symbols lead to are merged (subset construction) when a text first leads there,
so that a text is walked once and not once per pattern. Gaps are bounded and within a
sentence. Where a walk may lead anywhere is told beforehand, for the words of many texts
at once (:mod:`communique.tag.beginnings`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from threading import Lock
from typing import NamedTuple, cast

from communique.tag.beginnings import NAME_SYMBOL, Beginnings, Numbers, Symbols
from communique.tag.chains import (
    CONNECTING_SYMBOL,
    STOP_SYMBOL,
    UNBOUNDED,
    Chain,
    Chains,
    behind_names,
    wanted_after_name,
    wanted_behind,
)
from communique.tag.syntax import Branch

#: Held while a word gets its number: two threads may meet new words at once.
_NUMBERING = Lock()


@dataclass(slots=True, eq=False)
class _Node:
    """A place within all patterns that agree so far."""

    #: What a symbol leads to: places that become one node when a text leads there.
    step: dict[str, _Node | list[Chain]]
    #: The longest gap that may follow, what stands behind it, and the words that it needs.
    gaps: list[tuple[int, _Node, set[int]]]
    names: list[tuple[int, _Node]]
    ends: tuple[int, ...]
    #: The numbers of the words that lead on from it, once they are asked for.
    words: set[int] | None = None


@dataclass(slots=True, eq=False)
class _Begun:
    """What a word begins: by which symbols, whether with a name, and what it is alone.

    A match of several words that it begins by its symbols ends with one of some words, within
    a number of them (0: there is no bound to them, since names are among them). That is told
    when a text first asks for it: most words that texts hold never begin so much.
    """

    symbols: Symbols
    name: bool
    ends: list[int]
    ending: tuple[int, set[int]] | None = None


class _Opening(NamedTuple):
    """What a symbol begins: the patterns that it is alone, and what goes on with others."""

    ends: list[int]
    wanted: dict[str, int]


#: A match: where it begins, where it ends (word excluded), its number.
Match = tuple[int, int, int]


class Automaton:
    """Finds which of many patterns match in a text.

    Parameters
    ----------
    branches
        The slots of each pattern with the number that a match reports.
    language
        ``en`` or ``fr``, by which words become keys.
    """

    def __init__(self, branches: Iterable[tuple[Branch, int]], language: str) -> None:
        chains = Chains(branches, language)
        self.alphabet = chains.alphabet
        self._merged: dict[frozenset[int], _Node] = {}
        #: those of each word by its number
        self.symbols: list[Symbols] = []
        self._numbers: dict[Symbols, int] = {}
        #: the numbers of the words that a symbol stands for
        self._holding: defaultdict[str, set[int]] = defaultdict(set)
        #: the sets of numbers that every word of a symbol belongs to
        self._kept: defaultdict[str, list[set[int]]] = defaultdict(list)
        self._begun: list[_Begun] = []
        self._beginnings = Beginnings(len(self.alphabet))
        self._root = self._merge([chains.root])
        self._first = chains.root.step
        #: of each symbol that words begin patterns by
        self._openings: dict[str, _Opening] = {}
        self._endings = chains.endings
        #: by the symbols that words begin patterns by: how far those reach, and their last words
        self._last: dict[Symbols, tuple[int, set[int]]] = {}
        #: the beginning as the place before a name, and what must stand behind the name
        self._names = replace(self._root, step={})
        self._after_name = wanted_after_name(chains.root)
        behind = behind_names(chains.root)
        wanted = wanted_behind(behind)
        self._closing = self._words_of(wanted.keys() - {NAME_SYMBOL})
        self._closing_reach = max(wanted.values(), default=0)
        self._name_closes = any(following.ends for following in behind)
        self._name_alone = any(following.ends for _, following in chains.root.names)
        self._capitalised = self._words_of([NAME_SYMBOL])
        self._connecting = self._words_of([CONNECTING_SYMBOL])
        self._stop = self.number((STOP_SYMBOL,))

    def number(self, symbols: Symbols) -> int:
        """The number that stands for a word of some symbols in texts.

        There are hardly more than patterns tell words apart, and so no bound but the
        patterns' own.
        """
        number = self._numbers.get(symbols)
        if number is None:
            with _NUMBERING:
                number = self._numbers.get(symbols)
                if number is None:
                    number = len(self.symbols)
                    self._learn(symbols, number)
                    self._numbers[symbols] = number  # from now on a text may hold it
        return number

    def matches(self, words: Numbers, edges: Sequence[int], most: int) -> list[set[Match]]:
        """Matches in each of some texts, their places counted from the text's first word.

        Parameters
        ----------
        words
            The numbers of all texts' words, one text behind the other.
        edges
            Where each text begins among them, and where the last one ends.
        most
            Matches beyond which the rest of a text is not looked at.
        """
        starts, longer = self._beginnings.likely(words, edges)
        bounds = starts.searchsorted(edges).tolist()
        likely = list(zip(starts.tolist(), longer.tolist(), strict=True))
        numbers = words.tolist()
        found: list[set[Match]] = []
        for (first, last), (begin, end) in zip(pairwise(bounds), pairwise(edges), strict=True):
            own: set[Match] = set()
            if first < last:
                self._find(numbers[begin:end], begin, likely[first:last], most, own)
            found.append(own)
        return found

    def _find(
        self,
        text: Sequence[int],
        begin: int,
        likely: Iterable[tuple[int, bool]],
        most: int,
        found: set[Match],
    ) -> None:
        """Add a text's matches, those of one word or those that may be of more."""
        names = closing = 0
        root = self._root
        for place, longer in likely:
            start = place - begin
            after = start + 1
            begun = self._begun[text[start]]
            walked = longer
            if longer:
                reach, last = begun.ending or self._ending_of(begun)
                # mostly the next words begin what then has no end: to walk would find as much
                walked = not reach or not last.isdisjoint(text[after : after + reach])
            if walked:
                for symbol in begun.symbols:
                    node = root.step[symbol]
                    if isinstance(node, list):
                        node = self._step(root, symbol)
                    for end, number in self._walk(node, after, text):
                        found.add((start, end, number))
            else:
                for number in begun.ends:
                    found.add((start, after, number))
            if begun.name and (longer or self._name_alone):
                if start >= names:
                    names, closing = self._name_run(start, text)
                if start < closing:
                    for end, number in self._walk(self._names, start, text):
                        found.add((start, end, number))
            if len(found) > most:
                break

    def _learn(self, symbols: Symbols, number: int) -> None:
        """Take in a word and what begins with it."""
        self.symbols.append(symbols)
        first, ends, wanted = [], [], []
        for symbol in symbols:
            self._holding[symbol].add(number)
            for words in self._kept.get(symbol, ()):
                words.add(number)
            if symbol in self._first:
                opening = self._openings.get(symbol) or self._opening(symbol)
                first.append(symbol)
                ends += opening.ends
                wanted.append(opening.wanted)
        name = bool(self._names.names) and NAME_SYMBOL in symbols
        if name:
            wanted.append(self._after_name)
        self._begun.append(_Begun(tuple(first), name, ends))
        self._beginnings.add(symbols, wanted, whole=bool(ends) or (name and self._name_alone))

    def _opening(self, symbol: str) -> _Opening:
        """What a symbol begins that some patterns begin with: words of several kinds have it."""
        begun = self._first[symbol]
        ends = [number for one in begun for number in one.ends]
        found = self._openings[symbol] = _Opening(ends, wanted_behind(begun))
        return found

    def _ending_of(self, begun: _Begun) -> tuple[int, set[int]]:
        """How far patterns that a word begins by its symbols reach, and their last words."""
        found = self._last.get(begun.symbols)
        if found is None:
            endings = [ending for symbol in begun.symbols for ending in self._endings[symbol]]
            reach = max([ending.reach for ending in endings], default=0)
            symbols = set[str]().union(*[ending.symbols for ending in endings])
            found = 0 if reach >= UNBOUNDED else reach, self._words_of(symbols)
            self._last[begun.symbols] = found
        begun.ending = found
        return found

    def _walk(self, node: _Node, start: int, text: Sequence[int]) -> list[tuple[int, int]]:
        """Matches that go on from a node: where each ends (word excluded) and its number."""
        found: list[tuple[int, int]] = []
        waiting = [(node, start)]
        size, all_symbols = len(text), self.symbols
        while waiting:
            node, place = waiting.pop()
            for number in node.ends:
                found.append((place, number))
            if place >= size:
                continue
            step = node.step
            for symbol in all_symbols[text[place]]:
                if symbol in step:
                    behind = step[symbol]
                    if isinstance(behind, list):
                        behind = self._step(node, symbol)
                    waiting.append((behind, place + 1))
            for most, following, words in node.gaps:
                last = place + most + 1
                if words.isdisjoint(text[place:last]):
                    continue
                for ahead in range(place, min(last, size)):
                    here = text[ahead]
                    if here in words:
                        for symbol in all_symbols[here]:
                            if symbol in following.step:
                                waiting.append((self._step(following, symbol), ahead + 1))
                    if here == self._stop:
                        break
            if node.names:
                for most, following in node.names:
                    waiting.extend((following, end) for end in self._name_ends(place, most, text))
        return found

    def _name_run(self, start: int, text: Sequence[int]) -> tuple[int, int]:
        """Where words that names may be made of end, the first at a place, and what closes them.

        That is the last place of what may stand behind a name that begins a pattern: no such
        pattern that begins with one of these words begins further on.
        """
        end = start + 1
        size, capitalised, connecting = len(text), self._capitalised, self._connecting
        while end < size and (text[end] in capitalised or text[end] in connecting):
            end += 1
        if self._name_closes:  # it may be anything
            return end, end
        behind = text[start : end + self._closing_reach]
        if self._closing.isdisjoint(behind):
            return end, -1
        return end, max(start + n for n, number in enumerate(behind) if number in self._closing)

    def _name_ends(self, place: int, most: int, text: Sequence[int]) -> list[int]:
        """Where a name of capitalised words that begins at a place may end (excluded)."""
        ends: list[int] = []
        for ahead in range(place, len(text)):
            if text[ahead] in self._capitalised:
                ends.append(ahead + 1)
                if len(ends) == most:
                    break
            elif ahead == place or text[ahead] not in self._connecting:
                break
        return ends

    def _step(self, node: _Node, symbol: str) -> _Node:
        """What a symbol of a node leads to."""
        following = node.step[symbol]
        if isinstance(following, list):
            following = node.step[symbol] = self._merge(_unique(following))
        return following

    def _leading_on(self, node: _Node) -> set[int]:
        """The numbers of the words that lead on from a node, those to come among them."""
        if node.words is None:
            node.words = self._words_of(node.step)
        return node.words

    def _words_of(self, symbols: Iterable[str]) -> set[int]:
        """The numbers of the words that have one of some symbols, those to come among them."""
        words = set[int]()
        for symbol in symbols:
            # in this order, since a word may get its number meanwhile
            self._kept[symbol].append(words)
            words.update(self._holding.get(symbol, ()))
        return words

    def _merge(self, chains: list[Chain]) -> _Node:
        """One node for several places that a text can be at together."""
        members = frozenset(map(id, chains))
        if members in self._merged:
            return self._merged[members]
        first, *others = chains  # mostly there is but one
        gathered = first.step.copy()
        for one in others:
            for symbol, behind in one.step.items():
                gathered[symbol] = gathered[symbol] + behind if symbol in gathered else behind
        step = cast("dict[str, _Node | list[Chain]]", gathered)
        gaps: dict[int, list[Chain]] = {}
        names: dict[int, list[Chain]] = {}
        for one in chains:
            for most, gap in one.gaps:
                gaps.setdefault(most, []).append(gap)
            for most, name in one.names:
                names.setdefault(most, []).append(name)
        ends = tuple(sorted({number for one in chains for number in one.ends}))
        after_gaps = []
        for most in sorted(gaps):
            following = self._merge(_unique(gaps[most]))
            after_gaps.append((most, following, self._leading_on(following)))
        after_names = [(most, self._merge(_unique(names[most]))) for most in sorted(names)]
        node = _Node(step, after_gaps, after_names, ends)
        self._merged[members] = node
        return node


def _unique(chains: list[Chain]) -> list[Chain]:
    return chains if len(chains) == 1 else list({id(one): one for one in chains}.values())
