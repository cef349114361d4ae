"""Where the words of a page's text lie: told of all its characters at once."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from communique.extract.typed import HYPHEN_BREAK

#: Offsets into a page's text.
Places = npt.NDArray[np.intp]
#: Codes up to the last blank of Unicode, and one more that stands for all above.
_CODES = range(0x3002)
#: Whether the character of such a code is part of a word.
_PARTS = np.ones(len(_CODES), bool)
for _blank in re.finditer(r"[\s\0-\x1f]", "".join(map(chr, _CODES))):
    _PARTS[_blank.start()] = False
#: What ends a word and is no blank.
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1b]")


def words_at(text: str) -> tuple[Places, Places]:
    """Where the words of a page's text begin, and where they end.

    A hyphen that breaks a word belongs to the word before it, and ends it.

    Examples
    --------
    >>> starts, ends = words_at("A co\ufffeoperative  plan")
    >>> starts.tolist(), ends.tolist()
    ([0, 2, 5, 16], [1, 5, 14, 20])
    """
    codes = np.frombuffer(text.encode("utf-32-le"), "<u4")
    parts = _PARTS[np.minimum(codes, len(_PARTS) - 1)]
    apart = ~parts | (codes == ord(HYPHEN_BREAK))  # nothing here goes on with what follows
    starts, ends = parts.copy(), parts.copy()
    starts[1:] &= apart[:-1]
    ends[:-1] &= apart[:-1] | ~parts[1:]
    return np.flatnonzero(starts), np.flatnonzero(ends) + 1


def printed_words(text: str) -> list[str]:
    """The words of a page's text as printed: those that `words_at` places.

    Examples
    --------
    >>> printed_words("A co\ufffeoperative  plan") == ["A", "co\ufffe", "operative", "plan"]
    True
    """
    apart = text.replace(HYPHEN_BREAK, HYPHEN_BREAK + " ")
    if _CONTROLS.search(apart):
        apart = _CONTROLS.sub(" ", apart)
    return apart.split()
