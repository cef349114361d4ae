"""Texts in portions: what is done for many at once is bounded in what it holds at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

#: Characters of the texts that are worked on together: more would take more memory than time.
_CHARACTERS = 100_000


def portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Texts in their order, as many together as hold some characters, one at least."""
    begin = size = 0
    for place, text in enumerate(texts):
        size += len(text)
        if size > _CHARACTERS and place > begin:
            yield texts[begin:place]
            begin, size = place, len(text)
    yield texts[begin:]
