"""Paragraphs of running text, each folded and cut into sentences when that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from communique.extract.cues import holds_any
from communique.extract.folding import SMALL_LETTERS, fold_in_place
from communique.extract.once import once

_ENDS = tuple(".!?;•")
_SENTENCE_END = re.compile(r"[.!?;•]\s+(?=[A-ZÀ-Ý“\"(•–])")
#: No sentence is read further than this, in characters.
_LONGEST = 1500


class ReadParagraph:
    """A paragraph that is asked for several things, of which few paragraphs hold any.

    Parameters
    ----------
    text
        The paragraph.
    low
        The folded text, as long as the text itself.
    """

    def __init__(self, text: str, low: str) -> None:
        self._text = text
        self.low = low

    @once
    def words(self) -> list[bytes]:
        """The words of the folded text, as runs of ASCII's letters alone."""
        return self.low.encode("utf-8", "surrogatepass").translate(SMALL_LETTERS).split()

    def lacks(self, words: frozenset[bytes]) -> bool:
        """Whether none of some words stands in any of its sentences."""
        # a sentence that is read no further may end with a part of a word
        return len(self.low) <= _LONGEST and words.isdisjoint(self.words)

    @once
    def sentences(self) -> list[tuple[str, str]]:
        """Its sentences with their folded text: cut behind full stops and in front of bullets."""
        text, low = self._text, self.low
        begin = 0
        said: list[tuple[str, str]] = []
        # most paragraphs are one sentence, which is soon seen
        ends = _SENTENCE_END.finditer(text) if holds_any(text[:-1], _ENDS) else ()
        for end in ends:
            stop = min(end.start() + 1, begin + _LONGEST)
            said.append((text[begin:stop], low[begin:stop]))
            begin = end.end()
        if text[begin:].strip():
            said.append((text[begin : begin + _LONGEST], low[begin : begin + _LONGEST]))
        return said


def read(texts: Sequence[str]) -> tuple[ReadParagraph, ...]:
    """Paragraphs to be searched, the very same for the same texts.

    Parameters
    ----------
    texts
        A document's paragraphs.
    """
    return _read(tuple(texts))


@lru_cache(maxsize=4)  # one document's text, which is searched for hosts, guests, place and time
def _read(texts: tuple[str, ...]) -> tuple[ReadParagraph, ...]:
    lows = _folded("\n".join(texts)).split("\n")  # all at once, which is much faster
    if len(lows) != len(texts):  # as where a paragraph has a line break of its own
        lows = list(map(_folded, texts))
    return tuple(map(ReadParagraph, texts, lows))


def _folded(text: str) -> str:
    # typographic apostrophes alone do not make a text worth folding letter by letter
    return fold_in_place(text.replace("’", "'"))


def sentences_of(
    texts: Sequence[str], tells: Callable[[ReadParagraph], bool], first: int
) -> Iterator[tuple[int, str, str]]:
    """Sentences of those paragraphs that may tell something, as far as they are asked for.

    Parameters
    ----------
    texts
        A document's paragraphs.
    tells
        Says of a paragraph whether any of its sentences may tell something; the others need
        not be cut into sentences before one comes that does.
    first
        How many of the document's sentences are counted.

    Yields
    ------
    tuple of (int, str, str)
        How many sentences stand before this one, or any number from ``first`` on where as many
        do; the sentence, and its folded text.
    """
    place = 0
    uncounted: list[ReadParagraph] = []
    for paragraph in read(texts):
        if not tells(paragraph):
            uncounted.append(paragraph)
            continue
        for before in uncounted:
            if place >= first:
                break
            place += len(before.sentences)
        uncounted.clear()
        for sentence, low in paragraph.sentences:
            yield place, sentence, low
            place += 1
