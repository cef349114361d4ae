"""Text without accents and capitals, for comparing words as readers do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import product

#: Letters that count as the same in any case though they are no capitals of each other.
_CASES = {"i": "iIİı", "k": "kK\u212a", "s": "sSſ"}
_NON_ASCII = re.compile(r"[^\x00-\x7f]")


def fold(text: str) -> str:
    """Lower case without accents: ``Économiques`` and ``ECONOMIQUES`` are one."""
    if text.isascii():
        return text.lower()
    return _folded(text)


@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    return _NON_ASCII.sub(_bare, text.lower())


def fold_in_place(text: str) -> str:
    """Folded text with one character for each, so that offsets agree."""
    if text.isascii():
        return text.lower()
    # "İ" is the one character that has two in lower case
    return _NON_ASCII.sub(_bare_one, text.replace("İ", "i").lower())


def lower_for_search(text: str) -> str:
    """Lower case as an expression that ignores case sees it: ``ſ`` is an s, ``İ`` and ``ı`` an i.

    A word in small letters that such an expression needs can be looked for in it first.
    """
    if text.isascii():
        return text.lower()
    return text.replace("ſ", "s").replace("İ", "i").replace("ı", "i").lower()


def in_any_case(beginnings: Iterable[str]) -> frozenset[str]:
    """Every way in which an expression that ignores case may find beginnings of words written.

    What a line begins with is so looked up as it stands. The beginnings are in small letters.
    """
    return frozenset(
        "".join(letters)
        for beginning in beginnings
        for letters in product(*(_CASES.get(char, (char, char.upper())) for char in beginning))
    )


class _Bare(dict[str, str]):
    """What each character folds to; filled as characters are met, so bounded by their number."""

    def __missing__(self, char: str) -> str:
        bare = self[char] = "".join(
            part
            for part in unicodedata.normalize("NFD", char.casefold())
            if not unicodedata.combining(part)
        )
        return bare


_BARE = _Bare()


def _bare(match: re.Match[str]) -> str:
    return _BARE[match[0]]


def _bare_one(match: re.Match[str]) -> str:
    return (_BARE[match[0]] or " ")[0]
