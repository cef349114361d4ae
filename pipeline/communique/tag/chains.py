"""Patterns laid out as chains of places, each apart from all others but for their beginning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import starmap
from typing import NamedTuple

from communique.tag import normalise
from communique.tag.beginnings import NAME_SYMBOL
from communique.tag.syntax import Branch, Choice, Gap, Name, Slot, Word

STOP_SYMBOL = f"-{normalise.STOP}"
CONNECTING_SYMBOL = "connecting"

#: Words of a name at most: more than any text holds, since small words in it do not count.
UNBOUNDED = 1 << 32


@dataclass(slots=True, eq=False)
class Chain:
    """A place within one pattern: what a symbol, a gap or a name leads to, what ends here."""

    step: dict[str, list[Chain]] = field(default_factory=dict)
    gaps: list[tuple[int, Chain]] = field(default_factory=list)
    names: list[tuple[int, Chain]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


class Ending(NamedTuple):
    """How a pattern ends: within how many words, and with one of which symbols."""

    reach: int
    symbols: frozenset[str]


class Chains:
    """The chains of many patterns.

    Parameters
    ----------
    branches
        The slots of each pattern with the number that a match reports.
    language
        ``en`` or ``fr``, by which words become keys.

    Attributes
    ----------
    root
        The place where all begin.
    alphabet
        All symbols that patterns ask for, and those of what no pattern names.
    endings
        Of each symbol that patterns begin with, how they end. What is told is what holds at
        least: no match reaches further, and none ends otherwise.
    """

    def __init__(self, branches: Iterable[tuple[Branch, int]], language: str) -> None:
        self._language = language
        self.root = Chain()
        self.alphabet: set[str] = {STOP_SYMBOL, NAME_SYMBOL, CONNECTING_SYMBOL}
        self.endings: defaultdict[str, list[Ending]] = defaultdict(list)
        for branch, number in branches:
            self._add(self.root, branch, number)

    def _add(self, root: Chain, branch: Branch, number: int) -> None:
        before_gap: list[Chain] = []
        nodes = [root]
        told = [(slot, self._symbols_of(slot)) for slot in branch]
        for slot, phrases in told:
            if isinstance(slot, Choice):
                skipping = (before_gap or nodes) if slot.optional else []
                nodes = self._choice(phrases, nodes) + skipping
                before_gap = []
                continue
            following = Chain()
            for node in nodes:
                edges = node.gaps if isinstance(slot, Gap) else node.names
                edges.append((slot.most, following))
            before_gap = nodes if isinstance(slot, Gap) else []
            nodes = [following]
        for node in nodes:
            if node is not root:
                node.ends.append(number)
        self._note_ending(told)

    def _note_ending(self, told: Sequence[tuple[Slot, list[list[str]]]]) -> None:
        """Take in how a pattern of some slots ends, by what it may begin with."""
        first: set[str] = set()
        last: set[str] = set()
        for slots, place, found in ((told, 0, first), (told[::-1], -1, last)):
            for slot, phrases in slots:
                if isinstance(slot, Name):
                    found.add(NAME_SYMBOL)
                    break
                if isinstance(slot, Choice):
                    found.update(symbols[place] for symbols in phrases if symbols)
                    if not slot.optional and all(phrases):
                        break
        ending = Ending(sum(starmap(_longest, told)), frozenset(last))
        for symbol in first:
            self.endings[symbol].append(ending)

    def _choice(self, phrases: list[list[str]], nodes: list[Chain]) -> list[Chain]:
        """The nodes after one of a choice's phrases; all its phrases meet in one."""
        meeting = Chain()
        unseen = False
        for symbols in phrases:
            self.alphabet.update(symbols)
            unseen = unseen or not symbols
            reached = nodes
            for symbol in symbols[:-1]:
                following = Chain()
                for node in reached:
                    node.step.setdefault(symbol, []).append(following)
                reached = [following]
            for node in reached if symbols else []:
                node.step.setdefault(symbols[-1], []).append(meeting)
        return [meeting, *nodes] if unseen else [meeting]

    def _symbols_of(self, slot: Slot) -> list[list[str]]:
        """Of each of a choice's phrases the symbols, none where it holds nothing that is seen."""
        if not isinstance(slot, Choice):
            return []
        return [
            [symbol for word in phrase for symbol in self._word_symbols(word)]
            for phrase in slot.phrases
        ]

    def _word_symbols(self, word: Word) -> list[str]:
        if word.exact:
            return [f"={word.text}"]
        if word.prefix:
            return [f"{normalise.prefix_key(word.text)}*"]
        return [f"-{key}" for key in normalise.phrase_keys(word.text, self._language)]


def _longest(slot: Slot, phrases: list[list[str]]) -> int:
    """Words that stand for a slot at most, its phrases as symbols."""
    if isinstance(slot, Choice):
        return max(map(len, phrases), default=0)
    return slot.most if isinstance(slot, Gap) else UNBOUNDED


def wanted_behind(chains: Collection[Chain]) -> dict[str, int]:
    """Symbols by which a match goes on from some places, and within how many words."""
    wanted = {symbol: 1 for one in chains for symbol in one.step}
    for one in chains:
        if one.names:
            wanted[NAME_SYMBOL] = 1
        for most, following in one.gaps:  # only words stand behind a gap
            for symbol in following.step:
                if wanted.get(symbol, 0) <= most:
                    wanted[symbol] = most + 1
    return wanted


def wanted_after_name(root: Chain) -> dict[str, int]:
    """The same behind the first word of a name that patterns begin with."""
    wanted = wanted_behind([following for _, following in root.names])
    if any(most > 1 for most, _ in root.names):  # the name may go on
        wanted = {NAME_SYMBOL: 1, CONNECTING_SYMBOL: 1} | wanted
    return wanted


def behind_names(place: Chain) -> list[Chain]:
    """The places behind the names that a place asks for, and behind names that follow these."""
    found = [following for _, following in place.names]
    return found + [further for following in found for further in behind_names(following)]
