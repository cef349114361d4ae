"""Text to tokens: every run of letters and digits, and every other character alone.

Both languages share it, so that ``e-government``, ``l'administration`` and
``public–private`` fall into the same pieces however they are typed. It is one
pass of one simple pattern: linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

#: Combining accents, soft hyphens and zero-width marks, which stay inside a word.
_MARKS = "[\u0300-\u036f\u00ad\u200b-\u200d]"
#: A word or one other character, then at most one blank. Letters are taken by runs: marks
#: among them are rare, and to ask at each letter which of both it is takes far longer.
PIECES = re.compile(rf"(?:[^\W_]+(?:{_MARKS}+[^\W_]*)*|(?:{_MARKS}+[^\W_]*)+|[\W_]) ?")

#: Characters of a text that are read; what lies beyond is no passage.
MOST_CHARACTERS = 100_000

_SURROGATES = re.compile("[\ud800-\udfff]")


def readable(text: str, most: int = MOST_CHARACTERS) -> str:
    """The first characters of a text, each lone surrogate as U+FFFD: no UTF-8 can hold one."""
    cut = text[:most]
    return cut if cut.isascii() else _SURROGATES.sub("\ufffd", cut)


class Pieces(NamedTuple):
    """What is :func:`readable` of a text, cut into words, each with the blank after it."""

    text: str
    pieces: Sequence[str]


def pieces_of(text: str) -> Pieces:
    """Cut a text into words.

    Examples
    --------
    >>> pieces_of("Open  data.").pieces
    ['Open ', ' ', 'data', '.']
    """
    read = readable(text)
    return Pieces(read, PIECES.findall(read))


def word_of(piece: str) -> str:
    """A piece without the blank after its word."""
    return piece[:-1] if len(piece) > 1 and piece[-1] == " " else piece
