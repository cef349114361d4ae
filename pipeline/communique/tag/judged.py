"""What a tagger says of one passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.records import Tag


class ThemeScores(Mapping[str, float]):
    """A score of each of some themes, 0 to 1 with 4 decimals.

    They are rounded when one is first asked for: a run asks for none.

    Parameters
    ----------
    themes
        In the taxonomy's order.
    exact
        Scores of themes; 0 where there is none.
    """

    def __init__(self, themes: Sequence[str], exact: Mapping[str, float]) -> None:
        self._themes = themes
        self._exact = exact

    @cached_property
    def _short(self) -> dict[str, float]:
        return {theme: round(self._exact.get(theme, 0.0), 4) for theme in self._themes}

    def __getitem__(self, theme: str) -> float:
        return self._short[theme]

    def __iter__(self) -> Iterator[str]:
        return iter(self._themes)

    def __len__(self) -> int:
        return len(self._themes)

    def __repr__(self) -> str:
        return repr(self._short)


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
    scores: Mapping[str, float]
    role: str
    problem: str
