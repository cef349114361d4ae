"""What patterns see of texts: the words that may matter to them, by number, and their places.

What stands between two blanks, mostly a word with its punctuation, is read once and
remembered, so that most of a text is looked up and not read.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from communique.tag import normalise
from communique.tag.automaton import Automaton
from communique.tag.beginnings import NAME_SYMBOL, Numbers, Symbols
from communique.tag.chains import CONNECTING_SYMBOL, STOP_SYMBOL
from communique.tag.normalise import keys_in
from communique.tag.tokenise import PIECES, word_of

#: Small words (keys) that may stand inside a name.
_CONNECTING = frozenset(
    ["of", "for", "and", "on", "in", "to", "de", "et", "pour", "a", "en", "&", ","]
)


class Sight(NamedTuple):
    """The words of texts that patterns see, one text behind the other.

    Attributes
    ----------
    words
        The number of each for the automaton.
    edges
        Where each text begins among them, and where the last one ends.
    starts, ends
        Of each word the characters of its text.
    """

    words: Numbers
    edges: list[int]
    starts: list[int]
    ends: list[int]


#: What is seen of one run, packed, since that of many runs is then put together at once: of each
#: word its number, where it begins and where it ends; at last how far the next run begins.
Seen = bytes
_AT_LAST = -1


class _Words(dict[tuple[str, str], int | None]):
    """The number of a word, by its key and piece; ``None``: it is not seen."""

    #: Distinct words remembered; beyond it the memory is emptied, never grown.
    most_words = 200_000

    def __init__(self, automaton: Automaton) -> None:
        super().__init__()
        self._automaton = automaton
        begins = sorted(symbol[:-1] for symbol in automaton.alphabet if symbol.endswith("*"))
        #: the beginnings that patterns ask for, by their first two letters, or the only one
        self._begins = {
            first: [begin for begin in begins if begin[:2] == first]
            for first in {begin[:2] for begin in begins}
        }

    def __missing__(self, word: tuple[str, str]) -> int | None:
        if len(self) >= self.most_words:
            self.clear()
        key, piece = word
        symbols = self._symbols(key, word_of(piece))
        number = self[word] = None if symbols is None else self._automaton.number(symbols)
        return number

    def _symbols(self, key: str, form: str) -> Symbols | None:
        if key in {normalise.SKIPPED, normalise.JOINED}:
            return None
        if key == normalise.STOP:
            return (STOP_SYMBOL,)
        found = [f"-{key}", f"={form}"]
        for first in {key[:1], key[:2]} & self._begins.keys():
            found += [f"{begin}*" for begin in self._begins[first] if key.startswith(begin)]
        if form[0].isupper():
            found.append(NAME_SYMBOL)
        elif key in _CONNECTING:
            found.append(CONNECTING_SYMBOL)
        # of a word that no pattern asks for: true as a word that is seen, and in no pattern
        alphabet = self._automaton.alphabet
        return tuple([symbol for symbol in found if symbol in alphabet]) or ("",)


class Runs(dict[str, Seen]):
    """What is seen of a text without a blank, read when it is first asked for.

    Parameters
    ----------
    language
        ``en`` or ``fr``.
    automaton
        Whose words are seen.
    """

    #: Distinct runs remembered, and the longest; beyond the first the memory is emptied.
    most_runs, longest = 50_000, 60

    def __init__(self, language: str, automaton: Automaton) -> None:
        super().__init__()
        self._keys = keys_in(language)
        self._words = _Words(automaton)

    def __missing__(self, run: str) -> Seen:
        pieces = PIECES.findall(run)
        seen = self.read(pieces, self._keys.of(pieces))
        if len(run) <= self.longest:
            if len(self) >= self.most_runs:
                self.clear()
            self[run] = seen
        return seen

    def of(self, texts: Sequence[str]) -> Sight:
        """What is seen of texts."""
        # a dash is told from a hyphen by the piece before it, which may be a blank only here
        runs = [
            text.split(" ") if text[:1] != " " and "  " not in text else [text] for text in texts
        ]
        seen = list(map(self.__getitem__, chain.from_iterable(runs)))
        return sight_of(seen, list(map(len, runs)))

    def read(self, pieces: Sequence[str], keys: Sequence[str]) -> Seen:
        """What is seen of a text in pieces that have these keys."""
        seen = array("i")
        end = 0
        read = map(self._words.__getitem__, zip(keys, pieces, strict=True))
        for piece, key, word in zip(pieces, keys, read, strict=True):
            start, end = end, end + len(piece)
            if word is not None:
                seen.extend((word, start, start + len(word_of(piece))))
            elif key == normalise.JOINED and seen:  # it belongs to the word before it
                seen[-1] = start + len(word_of(piece))
        seen.extend((_AT_LAST, 0, end + 1))
        return seen.tobytes()


def sight_of(seen: Sequence[Seen], runs: Sequence[int]) -> Sight:
    """What is seen of texts.

    Parameters
    ----------
    seen
        What is seen of each run, one text behind the other.
    runs
        How many runs each text has, one at least.
    """
    numbers, starts, ends = np.frombuffer(b"".join(seen), np.intc).reshape(-1, 3).T
    is_last = numbers == _AT_LAST
    is_word = ~is_last
    last_rows = is_last.nonzero()[0]
    sizes = ends[last_rows].astype(np.int64)
    begins = sizes.cumsum() - sizes
    in_text = np.array(runs, np.int64)
    last_runs = in_text.cumsum()
    begins -= begins[last_runs - in_text].repeat(in_text)
    before = begins[is_last.cumsum()[is_word]]
    edges = last_rows[last_runs - 1] + 1 - last_runs
    return Sight(
        numbers[is_word].astype(np.int64),
        [0, *edges.tolist()],
        (starts[is_word] + before).tolist(),
        (ends[is_word] + before).tolist(),
    )
