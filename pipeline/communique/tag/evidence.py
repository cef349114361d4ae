"""The words that speak for a theme, as a span of the passage's own text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.tag.scoring import Hit

#: What evidence neither begins nor ends with.
_EDGES = " \t\r\n\u00a0,;:.!?()[]{}\"'“”«»‘’-–—•"
#: Small words that evidence does not end with: they belong to what follows.
_SMALL = (
    *("and", "or", "of", "for", "from", "with", "that", "which", "is", "are", "was", "were", "be"),
    *("et", "ou", "de", "des", "du", "que", "qui", "est", "sont", "était", "étaient"),
)
_TAIL = re.compile(rf"[\s\W]+(?:{'|'.join(_SMALL)})\Z", re.IGNORECASE)
#: Characters that such a word takes with the blank or sign before it.
_LONGEST_TAIL = 12


def best_hit(hits: Sequence[Hit]) -> Hit | None:
    """The strongest hit; of equals the longest, then the first in the text."""
    if len(hits) == 1:
        return hits[0]
    return min(hits, key=lambda hit: (-hit.strength, hit.start - hit.end, hit.start), default=None)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets moved inwards past white space, punctuation, and small words at the end.

    Where nothing would be left, the offsets stay.
    """
    first, last = start, end
    while first < last and text[first] in _EDGES:
        first += 1
    while True:
        while last > first and text[last - 1] in _EDGES:
            last -= 1
        tail = _tail(text, max(first, last - _LONGEST_TAIL), last)
        if tail is None or tail.start() <= first:
            return (first, last) if first < last else (start, end)
        last = tail.start()


def _tail(text: str, start: int, end: int) -> re.Match[str] | None:
    """The small word that a part of a text ends with, and what stands before it."""
    part = text[start:end]
    # beyond ASCII a letter may be like another in more ways than its small form tells
    if part.isascii() and not part.lower().endswith(_SMALL):
        return None
    return _TAIL.search(text, start, end)
