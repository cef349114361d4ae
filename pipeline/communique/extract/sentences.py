"""Paragraphs of running text, each folded and cut into sentences when that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from communique.extract.folding import fold_in_place
from communique.extract.once import once

_SENTENCE_END = re.compile(r"[.!?;•]\s+(?=[A-ZÀ-Ý“\"(•–])")
#: No sentence is read further than this, in characters.
_LONGEST = 1500


class ReadParagraph:
    """A paragraph that is asked for several things, of which few paragraphs hold any."""

    def __init__(self, text: str) -> None:
        self._text = text

    @once
    def low(self) -> str:
        """The folded text, as long as the text itself."""
        # typographic apostrophes alone do not make a text worth folding letter by letter
        return fold_in_place(self._text.replace("’", "'"))

    @once
    def sentences(self) -> list[tuple[str, str]]:
        """Its sentences with their folded text: cut behind full stops and in front of bullets."""
        text, low = self._text, self.low
        return [(text[place], low[place]) for place in _places(text)]


def _places(text: str) -> Iterator[slice]:
    begin = 0
    for end in _SENTENCE_END.finditer(text):
        yield slice(begin, min(end.start() + 1, begin + _LONGEST))
        begin = end.end()
    if text[begin:].strip():
        yield slice(begin, begin + _LONGEST)


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
    return tuple(map(ReadParagraph, texts))


def sentences_of(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The sentences of paragraphs with their folded text, cut as far as they are asked for."""
    for paragraph in read(texts):
        yield from paragraph.sentences
