"""How sure a theme is: the seat that a calibrated model takes beside the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol

from communique.tag.passage_text import PassageText
from communique.tag.taxonomy import Pattern

#: Score of a theme that nothing speaks for, and the most that rules ever give.
FLOOR, CEILING = 0.02, 0.98
#: From this score on a theme is a tag.
THRESHOLD = 0.5
#: Words from which on a passage is long.
LONG = 70

_HINT, _ONE_WORD = 0.34, 0.68


class Hit(NamedTuple):
    """A pattern of a theme found in a passage, at these characters."""

    theme: str
    pattern: str
    start: int
    end: int
    strength: float


Hits = Mapping[str, Sequence[Hit]]
#: The taggers that a user may ask for, the default first.
TaggerName = Literal["accurate", "fast", "rules"]


class Scorer(Protocol):
    """Gives a probability per theme; rules and models are used alike.

    ``source`` is what a tag says where this scorer decided it. ``thresholds``
    may set a theme's own threshold; others use :data:`THRESHOLD`. ``description``
    identifies a model in a run's record and is empty for rules.
    """

    source: Literal["rules", "model"]
    thresholds: Mapping[str, float]
    description: Mapping[str, str]

    def scores(
        self, passages: Sequence[PassageText], hits: Sequence[Hits]
    ) -> list[dict[str, float]]:
        """A probability (0 to 1) for every theme, one mapping per passage, in order."""
        ...

    def evidence(self, passage: PassageText, theme: str) -> tuple[int, int] | None:
        """Characters that speak for a theme where no pattern does; ``None``: not known."""
        ...

    def roles(self, passages: Sequence[PassageText]) -> list[str]:
        """The likeliest role of each passage, in order."""
        ...

    def problem(self, passage: PassageText) -> str:
        """Why a passage is left to the rules, one sentence; empty where it is not."""
        ...


def pattern_strength(pattern: Pattern) -> float:
    """How far one hit of a pattern is trusted, from 0 to 1: the more words, the further.

    A hint alone stays below :data:`THRESHOLD`; two different hints reach it.
    """
    if pattern.kind == "hint":
        return _HINT
    return {1: _ONE_WORD, 2: 0.78}.get(pattern.words, 0.86)


class RuleScorer:
    """Scores from the number and specificity of hits.

    Each different pattern counts as an independent witness that errs with the
    probability ``1 - strength``; repeating one pattern adds nothing. In a passage
    of more than :data:`LONG` words a single word met once is a mention in passing
    and weighs no more than a hint. The result behaves like a smoothed precision
    but is **not calibrated**: read it as an order.
    """

    source: Literal["rules", "model"] = "rules"

    def __init__(self, themes: Iterable[str]) -> None:
        self.themes = tuple(themes)
        self._known = frozenset(self.themes)
        self.thresholds: Mapping[str, float] = {}
        self.description: Mapping[str, str] = {}

    def scores(
        self, passages: Sequence[PassageText], hits: Sequence[Hits]
    ) -> list[dict[str, float]]:
        """A score from 0.02 (nothing speaks for it) to 0.98 for every theme."""
        silent = dict.fromkeys(self.themes, FLOOR)
        return [
            silent | self.heard(passage, found)
            for passage, found in zip(passages, hits, strict=True)
        ]

    def heard(self, passage: PassageText, found: Hits) -> dict[str, float]:
        """The scores of the themes that something speaks for in a passage."""
        if not found:
            return {}
        long = _is_long(passage)
        return {
            theme: _witnesses(own, long) for theme, own in found.items() if theme in self._known
        }

    def evidence(self, passage: PassageText, theme: str) -> tuple[int, int] | None:
        """Rules have no evidence but their hits."""
        return None

    def roles(self, passages: Sequence[PassageText]) -> list[str]:
        """The roles that came with the passages."""
        return [passage.role for passage in passages]

    def problem(self, passage: PassageText) -> str:
        """Nothing: rules are for every passage."""
        return ""


def _is_long(passage: PassageText) -> bool:
    return passage.text.count(" ") >= LONG


def _witnesses(hits: Sequence[Hit], long: bool) -> float:
    if not hits:
        return FLOOR
    if len(hits) == 1:  # most themes of most passages
        return _witness(hits[0].strength, long)
    strengths = {hit.pattern: hit.strength for hit in hits}
    names = [hit.pattern for hit in hits]
    doubt = 1.0 - FLOOR
    for pattern, strength in strengths.items():
        passing = long and strength <= _ONE_WORD and names.count(pattern) == 1
        doubt *= 1.0 - _trust(strength, passing)
    return min(CEILING, 1.0 - doubt)


@lru_cache(maxsize=64)
def _witness(strength: float, passing: bool) -> float:
    return min(CEILING, 1.0 - (1.0 - FLOOR) * (1.0 - _trust(strength, passing)))


def _trust(strength: float, passing: bool) -> float:
    """How far a pattern is trusted that is perhaps but mentioned in passing."""
    return min(strength, _HINT) if passing and strength <= _ONE_WORD else strength
