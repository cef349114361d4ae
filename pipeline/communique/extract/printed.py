"""Where the words of a page's text lie: told of all its characters at once."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from communique.extract.geometry import Places
from communique.extract.typed import HYPHEN_BREAK, ODD

#: What each character of a page's text is, as a sum of the following.
Kinds = npt.NDArray[np.uint8]
#: Part of a word; a hyphen that breaks a word, and so ends it; no blank, but ends a word all the
#: same; a sign of which words are not made as they are typed.
_PART, _BREAK, _CONTROL, _ODD = 1, 2, 4, 8
#: Kinds by code. The last of them stands for all above, too, which are parts of words.
_KINDS = np.full(0x10000, _PART, np.uint8)
for _blank in re.finditer(r"[\s\0-\x1f]", "".join(map(chr, range(0x3002)))):
    _KINDS[_blank.start()] = 0 if _blank.group().isspace() else _CONTROL
for _sign in ODD:
    _KINDS[ord(_sign)] |= _ODD
_KINDS[ord(HYPHEN_BREAK)] |= _BREAK
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1b]")


def kinds_of(text: str) -> Kinds:
    """What the characters of a page's text are."""
    codes = np.frombuffer(text.encode("utf-32-le"), "<u4")
    kinds: Kinds = _KINDS[np.minimum(codes, len(_KINDS) - 1)]
    return kinds


def words_at(kinds: Kinds) -> tuple[Places, Places]:
    """Where the words of a page's text begin, and where they end.

    A hyphen that breaks a word belongs to the word before it, and ends it.

    Examples
    --------
    >>> starts, ends = words_at(kinds_of("A co\ufffeoperative  plan"))
    >>> starts.tolist(), ends.tolist()
    ([0, 2, 5, 16], [1, 5, 14, 20])
    """
    starts = (kinds & _PART).view(bool)
    apart = ~starts
    ends = starts.copy()
    ends[:-1] &= apart[1:]
    if np.bitwise_or.reduce(kinds) & _BREAK:
        breaks = (kinds & _BREAK) != 0
        ends |= breaks
        apart |= breaks
    starts[1:] &= apart[:-1]  # nothing here goes on with what stands before
    return np.flatnonzero(starts), np.flatnonzero(ends) + 1


def odd_at(kinds: Kinds) -> Places:
    """Where signs stand in words that are not typed as they are printed."""
    return np.flatnonzero((kinds & (_ODD | _PART)) == _ODD | _PART)


def printed_words(text: str, kinds: Kinds) -> list[str]:
    """The words of a page's text as printed: those that `words_at` places.

    Examples
    --------
    >>> text = "A co\ufffeoperative  plan"
    >>> printed_words(text, kinds_of(text)) == ["A", "co\ufffe", "operative", "plan"]
    True
    """
    found = np.bitwise_or.reduce(kinds)
    if found & _BREAK:
        text = text.replace(HYPHEN_BREAK, HYPHEN_BREAK + " ")
    if found & _CONTROL:
        text = _CONTROLS.sub(" ", text)
    return text.split()
