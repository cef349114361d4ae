"""Patterns as one automaton over symbols: many patterns cost hardly more than one.

A *symbol* is what a pattern asks of a word: its key (``-share``), its exact
form (``=ICT``), a beginning (``interoperab*``), or its nature (a capitalised
word). Patterns are first laid out as separate chains of nodes; nodes that the
same symbols lead to are merged (subset construction) when a text first leads there,
so that a text is walked once and not once per pattern. Gaps are bounded and within a
sentence. Most beginnings lead nowhere, which the next few words tell at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain, compress, repeat
from typing import NamedTuple

from communique.tag import normalise
from communique.tag.syntax import MOST_GAP, Branch, Choice, Gap, Word

STOP_SYMBOL = f"-{normalise.STOP}"
NAME_SYMBOL = "name"
CONNECTING_SYMBOL = "connecting"

Symbols = tuple[str, ...]
#: The symbols of what ends a sentence.
_STOP = (STOP_SYMBOL,)


@dataclass(slots=True, eq=False)
class _Chain:
    """A place within one pattern, before merging."""

    step: dict[str, list[_Chain]] = field(default_factory=dict)
    gaps: list[tuple[int, _Chain]] = field(default_factory=list)
    names: list[tuple[int, _Chain]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Node:
    """A place within all patterns that agree so far."""

    #: What a symbol leads to: places that become one node when a text leads there.
    step: dict[str, _Node | list[_Chain]]
    gaps: list[tuple[int, _Node]]
    names: list[tuple[int, _Node]]
    ends: tuple[int, ...]
    #: Symbols of which one of the next so many words must hold one for a match to go on from
    #: here; ``None`` where it may without, or ends here.
    soon: frozenset[str] | None
    reach: int


#: A node that a word leads to, its symbols and reach as they count from the next word on, and
#: how many words the node has read.
_Begun = tuple[tuple[_Node, frozenset[str] | None, int, int], ...]


class _Text(NamedTuple):
    """The symbols of a text: of each word, and of several words together.

    Those of the words from one place up to another are ``every[edges[one]:edges[other]]``;
    places may lie as far beyond the last word as a gap reaches.
    """

    symbols: list[Symbols]
    every: list[str]
    edges: list[int]


class _Beginnings(dict[Symbols, _Begun]):
    """What begins with a word of some symbols, told when it is first asked for."""

    #: Distinct symbols remembered; beyond it the memory is emptied, never grown.
    most_words = 50_000

    def __init__(self, begin: Callable[[Symbols], _Begun]) -> None:
        super().__init__()
        self._begin = begin

    def __missing__(self, symbols: Symbols) -> _Begun:
        if len(self) >= self.most_words:
            self.clear()
        begun = self[symbols] = self._begin(symbols)
        return begun


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
        self.language = language
        self.alphabet: set[str] = {STOP_SYMBOL, NAME_SYMBOL, CONNECTING_SYMBOL}
        root = _Chain()
        for branch, number in branches:
            self._add(root, branch, number)
        self._merged: dict[frozenset[int], _Node] = {}
        self._root = self._merge([root])
        #: the beginning as the place before a name
        self._names = replace(self._root, step={})
        self._beginnings = _Beginnings(self._begin)

    def matches(self, read: Sequence[Symbols], most: int) -> set[tuple[int, int, int]]:
        """Matches in a text: where each begins, where it ends (word excluded), its number.

        Parameters
        ----------
        read
            Each word's symbols.
        most
            Matches beyond which the rest of the text is not looked at.
        """
        found: set[tuple[int, int, int]] = set()
        every = list(chain.from_iterable(read))
        edges = [0, *accumulate(map(len, read)), *repeat(len(every), MOST_GAP + 1)]
        text = _Text([*read, ()], every, edges)
        begun = list(map(self._beginnings.__getitem__, read))
        for start in compress(range(len(read)), begun):
            after = start + 1
            for node, soon, reach, words in begun[start]:
                # most beginnings are at an end here
                if soon and soon.isdisjoint(every[edges[after] : edges[after + reach]]):
                    continue
                for end, number in self._from(node, start + words, text):
                    found.add((start, end, number))
            if len(found) > most:
                break
        return found

    def _begin(self, symbols: Symbols) -> _Begun:
        """Where a match can be that begins with a word of these symbols."""
        nodes = [self._step(self._root, s) for s in symbols if s in self._root.step]
        begun: _Begun = tuple((node, node.soon, node.reach, 1) for node in nodes)
        if self._names.names and NAME_SYMBOL in symbols:
            # A name goes on, or what may stand behind it follows.
            behind = [following for _, following in self._names.names]
            soon = _needed([NAME_SYMBOL, CONNECTING_SYMBOL], behind)
            begun += ((self._names, soon, 1, 0),)
        return begun

    def _from(self, node: _Node, start: int, text: _Text) -> list[tuple[int, int]]:
        """Matches that go on from a node: where each ends (word excluded) and its number."""
        found: list[tuple[int, int]] = []
        waiting = [(node, start)]
        symbols, every, edges = text
        size = len(symbols) - 1
        while waiting:
            node, place = waiting.pop()
            for number in node.ends:
                found.append((place, number))
            if place >= size:
                continue
            for symbol in symbols[place]:
                if symbol in node.step:
                    waiting.append((self._step(node, symbol), place + 1))
            for most, following in node.gaps:
                step, soon = following.step, following.soon
                last = place + most + 1
                if soon and soon.isdisjoint(every[edges[place] : edges[last]]):
                    continue
                for ahead in range(place, min(last, size)):
                    here = symbols[ahead]
                    for symbol in here:
                        if symbol in step:
                            waiting.append((self._step(following, symbol), ahead + 1))
                    if here == _STOP:
                        break
            if node.names and NAME_SYMBOL in symbols[place]:
                for most, following in node.names:
                    waiting.extend((following, end) for end in _name_ends(place, most, symbols))
        return found

    def _step(self, node: _Node, symbol: str) -> _Node:
        """What a symbol of a node leads to."""
        following = node.step[symbol]
        if isinstance(following, list):
            following = node.step[symbol] = self._merge(_unique(following))
        return following

    def _add(self, root: _Chain, branch: Branch, number: int) -> None:
        before_gap: list[_Chain] = []
        nodes = [root]
        for slot in branch:
            if isinstance(slot, Choice):
                skipping = (before_gap or nodes) if slot.optional else []
                nodes = self._choice(slot, nodes) + skipping
                before_gap = []
                continue
            following = _Chain()
            for node in nodes:
                edges = node.gaps if isinstance(slot, Gap) else node.names
                edges.append((slot.most, following))
            before_gap = nodes if isinstance(slot, Gap) else []
            nodes = [following]
        for node in nodes:
            if node is not root:
                node.ends.append(number)

    def _choice(self, choice: Choice, nodes: list[_Chain]) -> list[_Chain]:
        """The nodes after one of a choice's phrases; all its phrases meet in one."""
        meeting = _Chain()
        unseen = False
        for phrase in choice.phrases:
            symbols = [symbol for word in phrase for symbol in self._word_symbols(word)]
            self.alphabet.update(symbols)
            unseen = unseen or not symbols
            reached = nodes
            for symbol in symbols[:-1]:
                following = _Chain()
                for node in reached:
                    node.step.setdefault(symbol, []).append(following)
                reached = [following]
            for node in reached if symbols else []:
                node.step.setdefault(symbols[-1], []).append(meeting)
        return [meeting, *nodes] if unseen else [meeting]

    def _word_symbols(self, word: Word) -> list[str]:
        if word.exact:
            return [f"={word.text}"]
        if word.prefix:
            return [f"{normalise.prefix_key(word.text)}*"]
        return [f"-{key}" for key in normalise.phrase_keys(word.text, self.language)]

    def _merge(self, chains: list[_Chain]) -> _Node:
        """One node for several places that a text can be at together."""
        members = frozenset(map(id, chains))
        if members in self._merged:
            return self._merged[members]
        step: dict[str, _Node | list[_Chain]] = {}
        gathered: dict[str, list[_Chain]] = {}
        gaps: dict[int, list[_Chain]] = {}
        names: dict[int, list[_Chain]] = {}
        for one in chains:
            for symbol, following in one.step.items():
                gathered.setdefault(symbol, []).extend(following)
            for most, gap in one.gaps:
                gaps.setdefault(most, []).append(gap)
            for most, name in one.names:
                names.setdefault(most, []).append(name)
        step.update(gathered)
        ends = tuple(sorted({number for one in chains for number in one.ends}))
        after_gaps = [(most, self._merge(_unique(gaps[most]))) for most in sorted(gaps)]
        after_names = [(most, self._merge(_unique(names[most]))) for most in sorted(names)]
        soon = None
        if not ends and not names:
            soon = _needed(step, [following for _, following in after_gaps])
        node = _Node(step, after_gaps, after_names, ends, soon, max(gaps, default=0) + 1)
        self._merged[members] = node
        return node


def _needed(first: Iterable[str], behind: Sequence[_Node]) -> frozenset[str] | None:
    """Some symbols, and those that lead on from nodes; ``None`` where one needs none."""
    if any(node.ends or node.gaps or node.names for node in behind):
        return None
    return frozenset(first).union(*[node.step for node in behind])


def _unique(chains: list[_Chain]) -> list[_Chain]:
    return list({id(one): one for one in chains}.values())


def _name_ends(place: int, most: int, symbols: Sequence[Symbols]) -> list[int]:
    """Where a name of capitalised words that begins at a place may end (excluded)."""
    ends: list[int] = []
    for ahead in range(place, len(symbols)):
        if NAME_SYMBOL in symbols[ahead]:
            ends.append(ahead + 1)
            if len(ends) == most:
                break
        elif ahead == place or CONNECTING_SYMBOL not in symbols[ahead]:
            break
    return ends
