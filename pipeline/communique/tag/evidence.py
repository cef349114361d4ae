"""The words that speak for a theme, as a span of the passage's own text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.tag.scoring import Hit

#: What evidence neither begins nor ends with.
_EDGES = " \t\r\n\u00a0,;:.!?()[]{}\"'“”«»‘’-–—•"
#: Small words that evidence does not end with: they belong to what follows.
_TAIL = re.compile(
    r"[\s\W]+(?:and|or|of|for|from|with|that|which|is|are|was|were|be|"
    r"et|ou|de|des|du|que|qui|est|sont|était|étaient)\Z",
    re.IGNORECASE,
)
#: Characters that such a word takes with the blank or sign before it.
_LONGEST_TAIL = 12


def best_hit(hits: Iterable[Hit]) -> Hit | None:
    """The strongest hit; of equals the longest, then the first in the text."""
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
        tail = _TAIL.search(text, max(first, last - _LONGEST_TAIL), last)
        if tail is None or tail.start() <= first:
            return (first, last) if first < last else (start, end)
        last = tail.start()
