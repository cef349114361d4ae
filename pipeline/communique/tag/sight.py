"""What patterns see of texts: the words that may matter to them, by number, and their places.

What stands between two blanks, mostly a word with its punctuation, is read once and
remembered, so that most of a text is looked up and not read.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain
from struct import Struct
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
    starts: Sequence[int]
    ends: Sequence[int]


#: What is seen of one run, packed, since that of many runs is then put together at once: of each
#: word its number, where it begins and where it ends; at last how far the next run begins.
Seen = bytes
_AT_LAST = -1
#: Pack what is seen of a run with one word, and of one with two.
_pack_word, _pack_words = Struct("6i").pack, Struct("9i").pack

#: Signs that stand behind a word and leave what is seen of it as it is.
_SIGNS = frozenset(",.;:?!)")
#: Keys of what is not seen.
_UNSEEN = frozenset([normalise.SKIPPED, normalise.JOINED])


class _Words(dict[tuple[str, str], int | None]):
    """The number of a word, by its key and piece; ``None``: it is not seen."""

    #: Distinct words remembered; beyond it the memory is emptied, never grown.
    most_words = 200_000

    def __init__(self, automaton: Automaton) -> None:
        super().__init__()
        self._automaton = automaton
        begins = sorted(symbol[:-1] for symbol in automaton.alphabet if symbol.endswith("*"))
        #: the beginnings that patterns ask for, by their first letter
        self._begins = {
            first: tuple(begin for begin in begins if begin[:1] == first)
            for first in {begin[:1] for begin in begins}
        }

    def __missing__(self, word: tuple[str, str]) -> int | None:
        if len(self) >= self.most_words:
            self.clear()
        key, piece = word
        symbols = self._symbols(key, word_of(piece))
        number = self[word] = None if symbols is None else self._automaton.number(symbols)
        return number

    def _symbols(self, key: str, form: str) -> Symbols | None:
        if key in _UNSEEN:
            return None
        if key == normalise.STOP:
            return (STOP_SYMBOL,)
        # of a word that no pattern asks for: true as a word that is seen, and in no pattern
        return tuple(self._asked_for(key, form)) or ("",)

    def _asked_for(self, key: str, form: str) -> list[str]:
        """What patterns ask for that a word answers to."""
        alphabet = self._automaton.alphabet
        found = [symbol for symbol in (f"-{key}", f"={form}") if symbol in alphabet]
        begins = self._begins.get(key[0], ())
        if key.startswith(begins):  # few do
            found += [f"{begin}*" for begin in begins if key.startswith(begin)]
        if form[0].isupper():
            found.append(NAME_SYMBOL)
        elif key in _CONNECTING:
            found.append(CONNECTING_SYMBOL)
        return found


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
        seen = self._seen(run)
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

    def _seen(self, run: str) -> Seen:
        # most runs are a word, or a word and a sign: these need not be cut, nor have neighbours
        words, keys, size = self._words, self._keys, len(run)
        if run.isalnum():
            number = words[keys[run], run]
            if number is not None:
                return _pack_word(number, 0, size, _AT_LAST, 0, size + 1)
        elif run[-1:] in _SIGNS and run[:-1].isalnum():
            word, sign, place = run[:-1], run[-1], size - 1
            number, behind = words[keys[word], word], words[keys[sign], sign]
            if number is not None and behind is not None:
                return _pack_words(number, 0, place, behind, place, size, _AT_LAST, 0, size + 1)
        pieces = PIECES.findall(run)
        return self.read(pieces, keys.of(pieces))

    def read(self, pieces: Sequence[str], keys: Sequence[str]) -> Seen:
        """What is seen of a text in pieces that have these keys."""
        seen = array("i")
        end = 0
        words = self._words
        for word in zip(keys, pieces, strict=True):
            key, piece = word
            start, end = end, end + len(piece)
            number = words[word]
            if number is not None:
                seen.extend((number, start, start + len(word_of(piece))))
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
    table = np.frombuffer(b"".join(seen), np.intc).reshape(-1, 3)
    is_last = table[:, 0] == _AT_LAST
    last_rows, word_rows = is_last.nonzero()[0], (~is_last).nonzero()[0]
    sizes = table[:, 2].take(last_rows).astype(np.int64)
    begins = sizes.cumsum() - sizes
    in_text = np.array(runs, np.int64)
    last_runs = in_text.cumsum()
    begins -= begins[last_runs - in_text].repeat(in_text)
    before = begins.take(is_last.cumsum().take(word_rows))
    words = table.take(word_rows, axis=0)
    edges = last_rows[last_runs - 1] + 1 - last_runs
    return Sight(
        words[:, 0].astype(np.int64),
        [0, *edges.tolist()],
        (words[:, 1] + before).data,  # of most words nobody asks for them
        (words[:, 2] + before).data,
    )
