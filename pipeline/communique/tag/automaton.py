"""Patterns as one automaton over symbols: many patterns cost hardly more than one.

A *symbol* is what a pattern asks of a word: its key (``-share``), its exact
form (``=ICT``), a beginning (``interoperab*``), or its nature (a capitalised
word). Patterns are first laid out as separate chains of nodes; nodes that the
same symbols lead to are merged (subset construction) when a text first leads there,
so that a text is walked once and not once per pattern. Gaps are bounded, within a
sentence, and entered only where the sentence holds a word that may end them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import compress

from communique.tag import normalise
from communique.tag.syntax import Branch, Choice, Gap, Word

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
    #: Symbols of which the sentence must hold one for a match to go on from here by more
    #: than the next word, and by any; ``None`` where it may without, or ends here.
    far: frozenset[str] | None
    needs: frozenset[str] | None


#: Nodes with their steps, what they need beyond them, and how many words lead to them.
_Begun = tuple[tuple[_Node, dict[str, "_Node | list[_Chain]"], Set[str] | None, int], ...]


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
        self._names = replace(self._root, step={}, needs=self._root.far)
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
        sentences = _sentences(read)
        symbols = [*read, ()]
        begun = list(map(self._beginnings.__getitem__, read))
        for start in compress(range(len(read)), begun):
            for node, step, far, words in begun[start]:
                after = start + words
                # most beginnings end with the next word, which is told here at once
                for symbol in symbols[after]:
                    if symbol in step:
                        break
                else:
                    if far is not None and far.isdisjoint(sentences[after]):
                        continue
                for end, number in self._from(node, after, symbols, sentences):
                    found.add((start, end, number))
            if len(found) > most:
                break
        return found

    def _begin(self, symbols: Symbols) -> _Begun:
        """Where a match can be that begins with a word, and how many words it has read."""
        begun = [(self._step(self._root, s), 1) for s in symbols if s in self._root.step]
        if self._names.names and NAME_SYMBOL in symbols:
            begun.append((self._names, 0))
        return tuple((node, node.step, node.far, words) for node, words in begun)

    def _from(
        self, node: _Node, start: int, symbols: Sequence[Symbols], sentences: Sequence[Set[str]]
    ) -> Iterator[tuple[int, int]]:
        """Matches that go on from a node: where each ends (word excluded) and its number."""
        waiting = [(node, start)]
        size = len(symbols) - 1
        while waiting:
            node, place = waiting.pop()
            for number in node.ends:
                yield place, number
            if place >= size:
                continue
            for symbol in symbols[place]:
                if symbol in node.step:
                    waiting.append((self._step(node, symbol), place + 1))
            for most, following in node.gaps:
                step = following.step
                if not step.keys().isdisjoint(sentences[place]):
                    for ahead in range(place, min(place + most + 1, size)):
                        here = symbols[ahead]
                        for symbol in here:
                            if symbol in step:
                                waiting.append((self._step(following, symbol), ahead + 1))
                        if here == _STOP:
                            break
            if not node.names or NAME_SYMBOL not in symbols[place]:
                continue
            for most, following in node.names:
                if following.needs is None or not following.needs.isdisjoint(sentences[place]):
                    waiting.extend((following, end) for end in _name_ends(place, most, symbols))

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
        for chain in chains:
            for symbol, following in chain.step.items():
                gathered.setdefault(symbol, []).extend(following)
            for most, gap in chain.gaps:
                gaps.setdefault(most, []).append(gap)
            for most, name in chain.names:
                names.setdefault(most, []).append(name)
        step.update(gathered)
        ends = tuple(sorted({number for chain in chains for number in chain.ends}))
        after_gaps = [(most, self._merge(_unique(gaps[most]))) for most in sorted(gaps)]
        after_names = [(most, self._merge(_unique(names[most]))) for most in sorted(names)]
        onward = [following.needs for _, following in (*after_gaps, *after_names)]
        far = needs = None
        if not ends and None not in onward:
            far = frozenset[str]().union(*(needs or () for needs in onward))
            needs = far.union(step)
        node = _Node(step, after_gaps, after_names, ends, far, needs)
        self._merged[members] = node
        return node


def _sentences(symbols: Sequence[Symbols]) -> list[Set[str]]:
    """For each word, and the place after the last, all symbols of its sentence."""
    found: list[Set[str]] = []
    begin = 0
    for _ in range(symbols.count(_STOP)):
        end = symbols.index(_STOP, begin) + 1
        found += [set().union(*symbols[begin:end])] * (end - begin)
        begin = end
    found += [set().union(*symbols[begin:])] * (len(symbols) - begin)
    return [*found, frozenset()]


def _unique(chains: list[_Chain]) -> list[_Chain]:
    return list({id(chain): chain for chain in chains}.values())


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
