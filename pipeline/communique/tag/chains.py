"""Patterns laid out as chains of places, each apart from all others but for their beginning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.tag import normalise
from communique.tag.beginnings import NAME_SYMBOL
from communique.tag.syntax import Branch, Choice, Gap, Word

STOP_SYMBOL = f"-{normalise.STOP}"
CONNECTING_SYMBOL = "connecting"


@dataclass(slots=True, eq=False)
class Chain:
    """A place within one pattern: what a symbol, a gap or a name leads to, what ends here."""

    step: dict[str, list[Chain]] = field(default_factory=dict)
    gaps: list[tuple[int, Chain]] = field(default_factory=list)
    names: list[tuple[int, Chain]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


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
    """

    def __init__(self, branches: Iterable[tuple[Branch, int]], language: str) -> None:
        self._language = language
        self.root = Chain()
        self.alphabet: set[str] = {STOP_SYMBOL, NAME_SYMBOL, CONNECTING_SYMBOL}
        for branch, number in branches:
            self._add(self.root, branch, number)

    def _add(self, root: Chain, branch: Branch, number: int) -> None:
        before_gap: list[Chain] = []
        nodes = [root]
        for slot in branch:
            if isinstance(slot, Choice):
                skipping = (before_gap or nodes) if slot.optional else []
                nodes = self._choice(slot, nodes) + skipping
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

    def _choice(self, choice: Choice, nodes: list[Chain]) -> list[Chain]:
        """The nodes after one of a choice's phrases; all its phrases meet in one."""
        meeting = Chain()
        unseen = False
        for phrase in choice.phrases:
            symbols = [symbol for word in phrase for symbol in self._word_symbols(word)]
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

    def _word_symbols(self, word: Word) -> list[str]:
        if word.exact:
            return [f"={word.text}"]
        if word.prefix:
            return [f"{normalise.prefix_key(word.text)}*"]
        return [f"-{key}" for key in normalise.phrase_keys(word.text, self._language)]
