"""Words as they are read from a page: a table of numbers, of which words are made when asked for.

What is asked of most lines is their text and the numbers around them; the words of a page are
many, and each is two objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from communique.extract.geometry import Numbers, Places
from communique.extract.layout import Even, Style, Word
from communique.extract.making import made_words
from communique.extract.once import once
from communique.extract.picking import picked

#: The rows of a table of words: those from `TOP` to `FACE` tell the least of a line,
#: those from `SIZE` to `BOTTOM` the most.
X0, BASELINE, TOP, SIZE, FACE, X1, BOTTOM, ANGLE = range(8)


class PlacedWords(Sequence[Word]):
    """The words of a page, which are made at the first time of asking for any.

    Parameters
    ----------
    texts, joins
        What `Word` calls ``text`` and ``joins``, of each word.
    table : array of shape (8, words)
        A column of numbers for each word, all finite, in the rows `X0` to `ANGLE`.
    looks
        What each face of the row `FACE` looks like; words of one face look the same.
    """

    def __init__(
        self, texts: Sequence[str], joins: Sequence[bool], table: Numbers, looks: Sequence[Style]
    ) -> None:
        self.texts = texts
        self.joins = joins
        self.table = table
        self.looks = looks

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, at: int | slice) -> Word | tuple[Word, ...]:
        return self._words[at]

    def __iter__(self) -> Iterator[Word]:
        return iter(self._words)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PlacedWords | tuple):
            return self._words == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._words)  # as of a tuple, which may be equal

    @once
    def _words(self) -> tuple[Word, ...]:
        return self.made(0, len(self))

    @once
    def turned(self) -> bool:
        """Whether any of the words may not be upright: their faces are few."""
        return any(angle != 0 for _, _, _, _, angle, _ in self.looks)

    @once
    def largest(self) -> float:
        """The largest type size that an upright word may have."""
        sizes = [size for size, _, _, _, angle, _ in self.looks if angle == 0]
        return max(sizes, default=0.0)

    @once
    def lefts(self) -> list[float]:
        """Where each word begins."""
        numbers: list[float] = self.table[X0].tolist()
        return numbers

    @once
    def rights(self) -> list[float]:
        """Where each word ends."""
        numbers: list[float] = self.table[X1].tolist()
        return numbers

    def made(self, start: int, end: int) -> tuple[Word, ...]:
        """The words from one place up to another."""
        x0s, baselines, tops, _, faces, x1s, bottoms, _ = self.table[:, start:end].tolist()
        texts, joins = self.texts[start:end], self.joins[start:end]
        styles = picked(self.looks, list(map(int, faces)))
        return tuple(made_words(texts, styles, joins, x0s, tops, x1s, bottoms, baselines))

    def styles(self, start: int, end: int) -> tuple[Style, ...]:
        """How the words from one place up to another look."""
        return picked(self.looks, list(map(int, self.table[FACE, start:end].tolist())))

    def at(self, places: Places) -> PlacedWords:
        """The words at some places, in the order of these."""
        chosen = places.tolist()
        return PlacedWords(
            picked(self.texts, chosen),
            picked(self.joins, chosen),
            self.table.take(places, axis=1),
            self.looks,
        )


class PlacedRun:
    """Words of a page that stand one behind the other: a `Run`.

    Parameters
    ----------
    words : PlacedWords
        The words of the page.
    start, end : int
        From which place up to which.
    """

    __slots__ = ("_end", "_start", "_words")

    def __init__(self, words: PlacedWords, start: int, end: int) -> None:
        self._words = words
        self._start = start
        self._end = end

    @property
    def words(self) -> tuple[Word, ...]:
        return self._words.made(self._start, self._end)

    @property
    def styles(self) -> tuple[Style, ...]:
        return self._words.styles(self._start, self._end)

    def part(self, start: int, end: int) -> tuple[PlacedRun, Even] | None:
        words, start, end = self._words, self._start + start, self._start + end
        baselines, tops, sizes, _, _, bottoms = words.table[BASELINE:ANGLE, start:end].tolist()
        baseline, size = baselines[0], sizes[0]
        count = end - start
        if baselines.count(baseline) < count or sizes.count(size) < count:
            return None
        return PlacedRun(words, start, end), Even(baseline, size, min(tops), max(bottoms))
