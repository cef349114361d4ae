"""Pairing what was found with what should be: best pairs first, each item once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Pairs:
    """Places in the gold record to places in the table, and the way back."""

    row_of: dict[int, int] = field(default_factory=dict)
    gold_of: dict[int, int] = field(default_factory=dict)


def pair_up(candidates: Iterable[tuple[Any, ...]]) -> Pairs:
    """Pair greedily.

    Parameters
    ----------
    candidates
        Tuples that end with the places in gold and table; what stands before them is
        the cost, and ties go by place.
    """
    pairs = Pairs()
    for *_, gold, row in sorted(candidates):
        if gold not in pairs.row_of and row not in pairs.gold_of:
            pairs.row_of[gold] = row
            pairs.gold_of[row] = gold
    return pairs


def given_rows(rows: int, pairs: Pairs, optional: set[int]) -> list[int]:
    """The rows that count as given: all but those paired with an optional gold item."""
    return [row for row in range(rows) if pairs.gold_of.get(row) not in optional]
