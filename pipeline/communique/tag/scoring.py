"""How sure a theme is: the seat that a calibrated model takes beside the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from communique.tag.passage_text import PassageText
from communique.tag.taxonomy import Pattern

#: Score of a theme that nothing speaks for, and the most that rules ever give.
FLOOR, CEILING = 0.02, 0.98
#: From this score on a theme is a tag.
THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern of a theme found in a passage, at these characters."""

    theme: str
    pattern: str
    start: int
    end: int
    strength: float


Hits = Mapping[str, Sequence[Hit]]


class Scorer(Protocol):
    """Gives a probability per theme; rules and models are used alike.

    ``source`` is what a tag says where this scorer decided it. ``thresholds``
    may set a theme's own threshold; others use :data:`THRESHOLD`.
    """

    source: Literal["rules", "model"]
    thresholds: Mapping[str, float]

    def scores(
        self, passages: Sequence[PassageText], hits: Sequence[Hits]
    ) -> list[dict[str, float]]:
        """A probability (0 to 1) for every theme, one mapping per passage, in order."""
        ...

    def evidence(self, passage: PassageText, theme: str) -> tuple[int, int] | None:
        """Characters that speak for a theme where no pattern does; ``None``: not known."""
        ...


def pattern_strength(pattern: Pattern) -> float:
    """How far one hit of a pattern is trusted, from 0 to 1: the more words, the further.

    A hint alone stays below :data:`THRESHOLD`; two different hints reach it.
    """
    if pattern.kind == "hint":
        return 0.34
    return {1: 0.68, 2: 0.78}.get(pattern.words, 0.86)


class RuleScorer:
    """Scores from the number and specificity of hits.

    Each different pattern counts as an independent witness that errs with the
    probability ``1 - strength``; repeating one pattern adds nothing. The result
    behaves like a smoothed precision but is **not calibrated**: read it as an order.
    """

    source: Literal["rules", "model"] = "rules"

    def __init__(self, themes: Iterable[str]) -> None:
        self.themes = tuple(themes)
        self.thresholds: Mapping[str, float] = {}

    def scores(
        self, passages: Sequence[PassageText], hits: Sequence[Hits]
    ) -> list[dict[str, float]]:
        """A score from 0.02 (nothing speaks for it) to 0.98 for every theme."""
        if len(passages) != len(hits):
            raise ValueError(f"{len(passages)} passages, but hits of {len(hits)}")
        return [
            {theme: _witnesses(found.get(theme, ())) for theme in self.themes} for found in hits
        ]

    def evidence(self, passage: PassageText, theme: str) -> tuple[int, int] | None:
        """Rules have no evidence but their hits."""
        return None


def _witnesses(hits: Sequence[Hit]) -> float:
    doubt = 1.0 - FLOOR
    for strength in {hit.pattern: hit.strength for hit in hits}.values():
        doubt *= 1.0 - strength
    return min(CEILING, 1.0 - doubt)
