"""How many words a text has, as one step after another asks of the same texts."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=512)
def word_count(text: str) -> int:
    """The number of words between white space, which takes long to count in a paragraph."""
    return len(text.split())
