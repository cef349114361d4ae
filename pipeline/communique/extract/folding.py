"""Text without accents and capitals, for comparing words as readers do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import product

#: Letters that count as the same in any case though they are no capitals of each other.
_CASES = {"i": "iIİı", "k": "kK\u212a", "s": "sSſ"}
_ASCII = bytes(range(128))
#: For ``bytes.translate``: ASCII's letters in small, and blanks for all else.
SMALL_LETTERS = bytes(
    ord(chr(code).lower()) if code < 128 and chr(code).isalpha() else 32 for code in range(256)
)
#: For ``bytes.translate``: ASCII's capitals in small.
_SMALL = bytes(ord(chr(code).lower()) if code < 128 else code for code in range(256))
#: More different characters than this are replaced one by one.
_FEW = 40
#: A blank for every sign that parts words; the bytes of other letters stay as they are.
_SIGNS_BLANK = bytes(
    code if code > 127 or re.fullmatch(r"\w", chr(code)) else 0x20 for code in range(256)
)


def fold(text: str) -> str:
    """Lower case without accents: ``Économiques`` and ``ECONOMIQUES`` are one."""
    if text.isascii():
        return text.lower()
    return _folded(text)


@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    return _each_folded(text, _BARE.__getitem__)


def fold_in_place(text: str) -> str:
    """Folded text with one character for each, so that offsets agree."""
    if text.isascii():
        return text.lower()
    return _each_folded(text, _bare_one)


def folds_one_for_one(text: str) -> bool:
    """Whether each character of a text folds to just one: no mark of its own, no ``ß``."""
    return {len(_BARE[char]) for char in beyond_ascii(text)} <= {1}


def lower_for_search(text: str) -> str:
    """Lower case as an expression that ignores case sees it: ``ſ`` is an s, ``İ`` and ``ı`` an i.

    A word in small letters that such an expression needs can be looked for in it first.
    """
    if text.isascii():
        return text.lower()
    return _lower(text)


@lru_cache(maxsize=512)  # one rule after another looks for words of its own in a text
def _lower(text: str) -> str:
    return text.replace("ſ", "s").replace("İ", "i").replace("ı", "i").lower()


def without_signs(text: str) -> str:
    """A text with a blank for each sign, so that its words are parted by blanks alone.

    Splitting it gives what an expression finds that looks for words, several times as fast.
    """
    if not text.isascii():
        text = _each_not_ascii(text, _blank_sign)
    small = text.encode("utf-8", "surrogatepass").translate(_SIGNS_BLANK)
    return small.decode("utf-8", "surrogatepass")


def beyond_ascii(text: str) -> str:
    """The characters of a text that are not ASCII, which are few in most.

    Examples
    --------
    >>> beyond_ascii("à l’été")
    'à’éé'
    """
    if text.isascii():
        return ""
    printed = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return printed.decode("utf-8", "surrogatepass")


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


def _bare_one(char: str) -> str:
    return (_BARE[char] or " ")[0]


def _blank_sign(char: str) -> str:
    return char if char.isalnum() else " "


def _each_not_ascii(text: str, becomes: Callable[[str], str]) -> str:
    """A text with something else for each character that is not ASCII."""
    return _replaced(text, set(beyond_ascii(text)), becomes)


def _each_folded(text: str, becomes: Callable[[str], str]) -> str:
    """A text with something else for each character that is not ASCII, and no capitals.

    ``str.lower`` takes much longer than this where a text is not all ASCII.
    """
    small = text.encode("utf-8", "surrogatepass").translate(_SMALL)
    others = small.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    return _replaced(small.decode("utf-8", "surrogatepass"), set(others), becomes)


def _replaced(text: str, others: set[str], becomes: Callable[[str], str]) -> str:
    """A text with something else for some characters, all that it holds beyond ASCII.

    Most texts hold few different ones, each of which is replaced at once in all its places.
    What a character becomes must stay what it is.
    """
    if len(others) > _FEW:
        return "".join([char if char.isascii() else becomes(char) for char in text])
    for char in others:
        other = becomes(char)
        if other != char:
            text = text.replace(char, other)
    return text
