"""The words that speak for a theme, as a span of the passage's own text."""

from __future__ import annotations

from collections.abc import Iterable

from communique.tag.scoring import Hit

#: What evidence neither begins nor ends with.
_EDGES = " \t\r\n\u00a0,;:.!?()[]{}\"'“”«»‘’-–—•"


def best_hit(hits: Iterable[Hit]) -> Hit | None:
    """The strongest hit; of equals the longest, then the first in the text."""
    return min(hits, key=lambda hit: (-hit.strength, hit.start - hit.end, hit.start), default=None)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets moved inwards past white space and punctuation, unless nothing would be left."""
    first, last = start, end
    while first < last and text[first] in _EDGES:
        first += 1
    while last > first and text[last - 1] in _EDGES:
        last -= 1
    return (first, last) if first < last else (start, end)
