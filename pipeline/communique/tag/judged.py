"""What a tagger says of one passage."""

from __future__ import annotations

from dataclasses import dataclass

from communique.records import Tag


@dataclass(frozen=True, slots=True)
class Judged:
    """What the tagger says of one passage.

    Attributes
    ----------
    tags
        In the taxonomy's order.
    scores
        Every theme's score, 0 to 1 with 4 decimals.
    role
        The likeliest role; without a model the one that came with the passage.
    problem
        Why the passage was not judged as others are; mostly empty.
    """

    tags: list[Tag]
    scores: dict[str, float]
    role: str
    problem: str
