"""How many words a text has, as one step after another asks of the same texts."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=512)
def word_count(text: str) -> int:
    """The number of words between white space."""
    if text[:1] in " " or text[-1] == " " or "  " in text or not text.isprintable():
        return len(text.split())
    return text.count(" ") + 1  # the one white space here: no word need be made to count it
