"""Texts as n-grams see them: small letters and digits of ASCII, one blank between words.

All texts of a batch are one array of characters, of which each is looked up in a table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

#: Characters of a text that are looked at.
MOST_CHARACTERS = 20_000

_BLANK = 32
#: Each ASCII character in small letters, a blank for what is neither letter nor digit.
_PLAIN = bytes(
    ord(char.lower()) if char.isascii() and char.isalnum() else _BLANK
    for char in map(chr, range(128))
)
_ACCENT = re.compile("[\u0300-\u036f\u00ad]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
#: What each unit of UTF-16 is read as; filled as they are met, so bounded by their number.
_READ = np.zeros(1 << 16, np.uint8)
_READ[:128] = np.frombuffer(_PLAIN, np.uint8)
_UNMET, _SEVERAL = 0, 1  # marks in this table: the second for what is no one character


class Plain(NamedTuple):
    """The characters of texts, one text behind the other.

    Attributes
    ----------
    codes
        ASCII's numbers of them. Each text begins with a blank, and ends with one.
    edges
        Where each text begins among them, and where the last one ends.
    """

    codes: npt.NDArray[np.uint8]
    edges: npt.NDArray[np.int64]


def folded(text: str) -> str:
    """Lower case, without accents, one blank between words and at both ends."""
    return f" {' '.join(plain([text]).codes.tobytes().decode('ascii').split())} "


def plain(texts: Sequence[str]) -> Plain:
    """Bring texts to lower case, without accents, one blank between words and at both ends."""
    read, sizes = _read([text[:MOST_CHARACTERS] for text in texts])
    begins = sizes.cumsum() - sizes
    signs = read != _BLANK
    kept = signs.copy()
    kept[1:] |= signs[:-1]  # one blank behind each word
    kept[begins] = True
    places = kept.nonzero()[0]
    edges = np.append(places.searchsorted(begins), len(places))
    return Plain(read.take(places), edges)


def _read(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """Texts, each between two blanks, character by character, and how long each is with these."""
    sizes = np.array([len(text) + 2 for text in texts], np.int64)
    joined = "".join([f" {text} " for text in texts])
    if joined.isascii():
        return np.frombuffer(joined.encode("ascii").translate(_PLAIN.ljust(256)), np.uint8), sizes
    units = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), "<u2")
    read = _READ.take(units)
    if not read.all():
        for unit in set(units[read == _UNMET].tolist()):
            _READ[unit] = _one(chr(unit))
        read = _READ.take(units)
    several = (read == _SEVERAL).nonzero()[0]
    if not len(several):
        return read, sizes
    own = list(texts)
    # beyond the first 65,536 characters one is two units: then they are not counted alike
    alike = len(units) == len(joined)
    rows = set(sizes.cumsum().searchsorted(several, "right").tolist()) if alike else range(len(own))
    for row in rows:
        own[row] = _NON_ASCII.sub(_bare_of, own[row])
    return _read(own)


def _one(char: str) -> int:
    """The one character that a character is read as, or the mark that it is not one."""
    bare = _bare(char)
    return _PLAIN[ord(bare)] if len(bare) == 1 and not "\ud800" <= char <= "\udfff" else _SEVERAL


def _bare(char: str) -> str:
    """What a character beyond ASCII folds to, "?" for what is no part of a word."""
    plain = char.lower().replace("œ", "oe").replace("æ", "ae")
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", plain))
    return plain.encode("ascii", "replace").decode("ascii")


def _bare_of(match: re.Match[str]) -> str:
    return _bare(match[0])
