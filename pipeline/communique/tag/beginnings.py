"""Which words of texts may begin a match, told for many texts at once by what follows them.

Most words begin some pattern, and hardly any of them a match: "to" does where "whom" comes
within four words. So for each word that begins patterns and each other word is noted within how
many words the other must follow for one of the patterns to go on, and a text's words are
looked up in pairs, all of them with the next word, then with the one after it, and so on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

#: What patterns ask of words, as far as one word answers to it.
Symbols = tuple[str, ...]
Numbers = npt.NDArray[np.int64]

#: The symbol of a capitalised word.
NAME_SYMBOL = "name"

#: Places of the table of pairs for each symbol that patterns ask for, and most of all. Pairs that
#: share one are told apart later, by walking: a place may say too much and never too little.
_PLACES_A_SYMBOL, _MOST_PLACES = 256, 1 << 24
_SPREAD = 0x9E3779B1  # parts the places of words that are neighbours by number


class Beginnings:
    """The words that texts hold by number, and what must follow those that begin patterns.

    Parameters
    ----------
    symbols
        How many there are.
    """

    def __init__(self, symbols: int) -> None:
        #: of a word and one behind it: within how many words the second must come
        self._pairs = bytearray(min(_MOST_PLACES, 1 << (symbols * _PLACES_A_SYMBOL).bit_length()))
        self._mask = len(self._pairs) - 1
        #: of each word: how far it looks ahead, and whether it is a match alone
        self._reach = np.zeros(256, np.uint8)
        self._whole = np.zeros(256, np.bool_)
        #: whether a name may follow it, and whether it is a part of one: too many for pairs
        self._before_name = np.zeros(256, np.bool_)
        self._name = np.zeros(256, np.bool_)
        self._size = 0
        self._wanting: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self._holding: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, symbols: Symbols, wanted: Sequence[Mapping[str, int]], *, whole: bool) -> None:
        """Take in a word; the first has the number 0.

        Parameters
        ----------
        symbols
            Its own.
        wanted
            Symbols of which one must follow for a pattern that it begins to go on, and within
            how many words.
        whole
            Whether it is a match alone.
        """
        number = self._size
        self._size += 1
        if self._size > len(self._reach):
            for name in ("_reach", "_whole", "_before_name", "_name"):
                old = getattr(self, name)
                setattr(self, name, np.concatenate((old, np.zeros_like(old))))
        pairs, mask, most = self._pairs, self._mask, 0
        own = number * _SPREAD & mask
        for some in wanted:
            for symbol, reach in some.items():
                if reach > most:  # noqa: PLR1730 - hardly one is
                    most = reach
                if symbol == NAME_SYMBOL:
                    self._before_name[number] = True
                    continue
                self._wanting[symbol].append((own, reach))
                for other in self._holding.get(symbol, ()):
                    place = (own + other) & mask
                    if pairs[place] < reach:  # noqa: PLR1730 - most are there already
                        pairs[place] = reach
        self._reach[number] = most
        if whole:
            self._whole[number] = True
        for symbol in symbols:
            if symbol == NAME_SYMBOL:
                self._name[number] = True
            self._holding[symbol].append(number)
            for before, reach in self._wanting.get(symbol, ()):
                place = (before + number) & mask
                if pairs[place] < reach:  # noqa: PLR1730 - most are there already
                    pairs[place] = reach

    def likely(self, words: Numbers, edges: Sequence[int]) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        """The places of words that may begin a match, and of each whether one of several words.

        Parameters
        ----------
        words
            The numbers of all texts' words, one text behind the other.
        edges
            Where each text begins among them, and where the last one ends.
        """
        reach = self._reach.take(words)
        places = reach.nonzero()[0]
        bounds = np.array(edges)
        ends = bounds[1:].repeat(bounds[1:] - bounds[:-1])
        left = np.minimum(reach.take(places), ends.take(places) - places - 1)
        # each word with each one that it looks at: a dozen at most, since gaps are bounded
        asking = places.repeat(left)
        ahead = np.arange(1, len(asking) + 1) - (left.cumsum() - left).repeat(left)
        spots = words.take(asking) * _SPREAD
        spots += words.take(asking + ahead)
        spots &= self._mask
        longer = np.zeros(len(words), np.bool_)
        longer[asking[np.frombuffer(self._pairs, np.uint8).take(spots) >= ahead]] = True
        places = places[left > 0]
        named = self._before_name.take(words.take(places))
        longer[places[named & self._name.take(words.take(places + 1))]] = True
        begins = (longer | self._whole.take(words)).nonzero()[0]
        return begins, longer.take(begins)
