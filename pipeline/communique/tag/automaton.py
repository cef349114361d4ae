"""Patterns as one automaton over symbols: many patterns cost hardly more than one.

A *symbol* is what a pattern asks of a word: its key (``-share``), its exact
form (``=ICT``), a beginning (``interoperab*``), or its nature (a capitalised
word). Patterns are first laid out as separate chains of nodes; nodes that the
same symbols lead to are then merged (subset construction), so that a text is
walked once and not once per pattern. Gaps are bounded, within a sentence, and
entered only where the passage holds a word that may end them.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from communique.tag import normalise
from communique.tag.syntax import Branch, Choice, Gap, Word

STOP_SYMBOL = f"-{normalise.STOP}"
NAME_SYMBOL = "name"
CONNECTING_SYMBOL = "connecting"

Symbols = tuple[str, ...]


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

    step: dict[str, _Node] = field(default_factory=dict)
    gaps: list[tuple[int, _Node]] = field(default_factory=list)
    names: list[tuple[int, _Node]] = field(default_factory=list)
    ends: tuple[int, ...] = ()
    #: Symbols of which a text must hold one for a match to go on from here;
    #: ``None`` where a match may end here.
    needs: frozenset[str] | None = None


class Automaton:
    """Finds which of many patterns match from a place in a text.

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
        self._merged.clear()
        #: Symbols that a match can begin with.
        self.beginning = frozenset(self._root.step) | ({NAME_SYMBOL} if self._root.names else set())

    def from_place(
        self, start: int, symbols: list[Symbols], present: Set[str]
    ) -> set[tuple[int, int]]:
        """Matches that begin at a word: where each ends (word excluded) and its number.

        ``symbols`` holds each word's symbols, ``present`` all symbols of the text.
        """
        found: set[tuple[int, int]] = set()
        waiting = [(self._root, start)]
        size = len(symbols)
        while waiting:
            node, place = waiting.pop()
            for number in node.ends:
                found.add((place, number))
            if place >= size:
                continue
            step = node.step
            for symbol in symbols[place]:
                if symbol in step:
                    waiting.append((step[symbol], place + 1))
            for most, following in node.gaps:
                step = following.step
                if following.needs is None or not following.needs.isdisjoint(present):
                    for ahead in range(place, min(place + most + 1, size)):
                        here = symbols[ahead]
                        for symbol in here:
                            if symbol in step:
                                waiting.append((step[symbol], ahead + 1))
                        if STOP_SYMBOL in here:
                            break
            if not node.names or NAME_SYMBOL not in symbols[place]:
                continue
            for most, following in node.names:
                if following.needs is not None and following.needs.isdisjoint(present):
                    continue
                waiting.extend((following, end) for end in _name_ends(place, most, symbols))
        return found

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
        node = self._merged[members] = _Node()
        step: dict[str, list[_Chain]] = {}
        gaps: dict[int, list[_Chain]] = {}
        names: dict[int, list[_Chain]] = {}
        for chain in chains:
            for symbol, following in chain.step.items():
                step.setdefault(symbol, []).extend(following)
            for most, gap in chain.gaps:
                gaps.setdefault(most, []).append(gap)
            for most, name in chain.names:
                names.setdefault(most, []).append(name)
        node.step = {symbol: self._merge(_unique(step[symbol])) for symbol in step}
        node.gaps = [(most, self._merge(_unique(gaps[most]))) for most in sorted(gaps)]
        node.names = [(most, self._merge(_unique(names[most]))) for most in sorted(names)]
        node.ends = tuple(sorted({number for chain in chains for number in chain.ends}))
        onward = [following.needs for _, following in (*node.gaps, *node.names)]
        if not node.ends and None not in onward:
            node.needs = frozenset(step).union(*(needs or () for needs in onward))
        return node


def _unique(chains: list[_Chain]) -> list[_Chain]:
    return list({id(chain): chain for chain in chains}.values())


def _name_ends(place: int, most: int, symbols: list[Symbols]) -> list[int]:
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
