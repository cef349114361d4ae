"""Accents that capitals have lost: ``COMITE DES AFFAIRES FISCALES``.

Covers typed before about 2005 print capitals without accents. A list of the
words that names of bodies and titles are made of gives them back.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from string import ascii_lowercase

from communique.extract.folding import fold

_WORD = re.compile(r"[^\W\d_]+")
#: Words that tell a line in capitals to be French.
_FRENCH_WORDS = """
de des du la le les et sur pour l d au aux en une un dans comite compte seance reunion direction
"""
_FRENCH = frozenset(_FRENCH_WORDS.split())
#: All bytes but those of ASCII's small letters.
_NOT_SMALL = bytes(code for code in range(256) if chr(code) not in ascii_lowercase)
_ORDINAL = re.compile(r"(?<=\d)(?:EME|E)\b")


def with_accents(text: str) -> str:
    """French text in capitals without accents, given its accents back.

    Parameters
    ----------
    text
        A line or a name.

    Returns
    -------
    str
        The text in capitals still; unchanged where it is not in capitals, not
        French, or where it has accents of its own (then a word without them
        is meant to have none).
    """
    if not is_capitals(text):
        return text
    if not text.isascii() and any(char.isalpha() and not char.isascii() for char in text):
        return text
    if not any(fold(word) in _FRENCH for word in _WORD.findall(text)):
        return text
    return _WORD.sub(lambda match: _restored(match.group()), text)


def is_capitals(text: str) -> bool:
    """Whether a text is set in capitals, but for an ordinal's letters."""
    if 5 * len(text.encode("ascii", "ignore").translate(None, _NOT_SMALL)) > len(text):
        return False  # too many letters are small, which is soon counted
    letters = [char for char in _ORDINAL.sub("", text) if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) >= 0.8 * len(letters)


def _restored(word: str) -> str:
    accented = _accented().get(fold(word)) if word.isupper() else None
    return accented.upper() if accented is not None else word


@cache
def _accented() -> dict[str, str]:
    file = resources.files("communique.extract.gazetteer").joinpath("french_accents.txt")
    return {fold(word): word for word in file.read_text("utf-8").split()}


def load_accents() -> None:
    """Read the table of accents now rather than when a text first needs it."""
    _accented()
