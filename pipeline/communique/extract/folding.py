"""Text without accents and capitals, for comparing words as readers do."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache


def fold(text: str) -> str:
    """Lower case without accents: ``Économiques`` and ``ECONOMIQUES`` are one."""
    if text.isascii():
        return text.lower()
    return _folded(text)


@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    return "".join(
        char
        for char in unicodedata.normalize("NFD", text.casefold())
        if not unicodedata.combining(char)
    )


def fold_in_place(text: str) -> str:
    """Folded text with one character for each, so that offsets agree."""
    if text.isascii():
        return text.lower()
    return "".join(map(_folded_char, text))


@cache
def _folded_char(char: str) -> str:
    return (fold(char) or " ")[0]
