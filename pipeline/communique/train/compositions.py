"""New texts made of gold passages' clauses, for an encoder that learns from another."""

from __future__ import annotations

import random
from collections.abc import Sequence

from communique.tag.clauses import clauses
from communique.tag.gold import GoldPassage

_MOST_FIRST, _MOST_SECOND = 4, 3  # clauses of a text, by passage
_TWO = 0.75  # share of texts that are made of two passages


def compositions(passages: Sequence[GoldPassage], lots: random.Random) -> list[str]:
    """A new text for each passage: neighbouring clauses of it, and mostly of another.

    Parameters
    ----------
    passages
        What is put together; texts of two languages never are.
    lots
        What decides.
    """
    cuts = [clauses(passage.text) for passage in passages]
    by_language: dict[str, list[int]] = {}
    for place, passage in enumerate(passages):
        by_language.setdefault(passage.language, []).append(place)

    def some(place: int, most: int) -> list[str]:
        spans = cuts[place]
        if not spans:
            return []
        count = lots.randint(1, min(most, len(spans)))
        begin = lots.randint(0, len(spans) - count)
        text = passages[place].text
        return [text[start:end] for start, end in spans[begin : begin + count]]

    found = []
    for place, passage in enumerate(passages):
        parts = some(place, _MOST_FIRST)
        if lots.random() < _TWO:
            others = some(lots.choice(by_language[passage.language]), _MOST_SECOND)
            parts = parts + others if lots.random() < 0.5 else others + parts
        found.append(" ".join(parts))
    return found
