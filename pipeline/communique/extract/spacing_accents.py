"""Accents that were typed as characters of their own: ``Fr´ed´eric``, ``Kunˇcak``.

Old TeX fonts hold no accented letters; they print the accent, then the letter.
"""

from __future__ import annotations

import re
import unicodedata

_COMBINING = {
    "´": "\u0301",
    "`": "\u0300",
    "¨": "\u0308",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "ˇ": "\u030c",
    "˚": "\u030a",
    "˘": "\u0306",
    "¯": "\u0304",
    "˙": "\u0307",
    "˝": "\u030b",
}
#: The accents that are joined, as one string.
ACCENTS = "".join(_COMBINING)
_ANY = re.compile(f"[{ACCENTS}]")
_SPACING = re.compile(rf"(?<=[^\W\d_])([{ACCENTS}])([^\W\d_])|(?<!\w)([´¨ˆ˜ˇ˚])([A-Z])(?=[^\W\d_])")
#: "l´accord": an accent typed for an apostrophe.
_ELISION = re.compile(r"\W*(?:[ldnscjmt]|qu|jusqu|lorsqu|puisqu|aujourd)[´`]", re.IGNORECASE)


def joined_accents(word: str) -> str:
    """A word whose spacing accents stand on the letters behind them.

    Examples
    --------
    >>> joined_accents("Fr´ed´eric"), joined_accents("Kunˇcak")
    ('Frédéric', 'Kunčak')
    """
    if not _ANY.search(word) or _ELISION.match(word):
        return word
    return _SPACING.sub(_join, word)


def _join(match: re.Match[str]) -> str:
    accent, letter = match.group(1) or match.group(3), match.group(2) or match.group(4)
    whole = unicodedata.normalize("NFC", letter + _COMBINING[accent])
    return whole if len(whole) == 1 else match.group()
