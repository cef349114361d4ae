"""Text to tokens: every run of letters and digits, and every other character alone.

Both languages share it, so that ``e-government``, ``l'administration`` and
``public–private`` fall into the same pieces however they are typed. It is one
pass of one simple pattern: linear in the length of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

#: A word (combining accents, soft hyphens and zero-width marks stay inside it)
#: or one other character, then at most one space.
WORDS = re.compile("((?:[^\\W_]|[\u0300-\u036f\u00ad\u200b-\u200d])+|[\\W_])( ?)")

#: Characters of a text that are read; what lies beyond is no passage.
MOST_CHARACTERS = 100_000

_SURROGATES = re.compile("[\ud800-\udfff]")


def readable(text: str, most: int = MOST_CHARACTERS) -> str:
    """The first characters of a text, each lone surrogate as U+FFFD: no UTF-8 can hold one."""
    return _SURROGATES.sub("\ufffd", text[:most])


class Tokeniser:
    """Makes a spaCy ``Doc`` of what is :func:`readable` of a text; offsets stay true."""

    def __init__(self, vocab: Vocab) -> None:
        from spacy.tokens import Doc  # noqa: PLC0415 - the words alone are had without spaCy

        self.vocab = vocab
        self._doc = Doc

    def __call__(self, text: str) -> Doc:
        pieces = WORDS.findall(readable(text))
        return self._doc(
            self.vocab,
            words=[word for word, _ in pieces],
            spaces=[space == " " for _, space in pieces],
        )
