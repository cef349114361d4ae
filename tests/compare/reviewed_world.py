"""Documents with a true coding, tags that miss it in a known way, and a review of some."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from communique.compare.weighing import Weighed

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class World:
    """``true`` and ``tagged`` are passages × themes, ``shares`` periods × themes."""

    weighed: Weighed
    themes: list[str]
    true: Flags
    tagged: Flags
    shares: npt.NDArray[np.float64]

    def by_people(self) -> Weighed:
        """The same passages, tagged as they truly are."""
        return Weighed(
            self.weighed.passages,
            marks(self.weighed.passages, self.themes, self.true),
            self.weighed.periods,
            {},
            {},
        )


@dataclass(frozen=True)
class Errors:
    """How often a theme is found where it is, and where it is not."""

    sensitivity: float
    false_positive: float


PERFECT = Errors(1.0, 0.0)


def world(
    random: np.random.Generator,
    prevalence: dict[str, float],
    errors: dict[str, Errors],
    *,
    periods: int = 6,
    documents: int = 10,
    length: int = 20,
    likeness: float = 0.05,
) -> World:
    """Documents drawn at random, their passages alike by an intraclass correlation."""
    themes = sorted(prevalence)
    mean = np.array([prevalence[theme] for theme in themes])
    spread = (1 - likeness) / likeness
    count = periods * documents
    chance = random.beta(mean * spread, (1 - mean) * spread, size=(count, len(themes)))
    true = random.random((count, length, len(themes))) < chance[:, None]
    hit = [errors[theme].sensitivity for theme in themes]
    false = [errors[theme].false_positive for theme in themes]
    lot = random.random(true.shape)
    tagged = np.where(true, lot < hit, lot < false).reshape(-1, len(themes))
    place = np.repeat(np.arange(count), length)
    period = np.array([str(2001 + n // documents) for n in place])
    document = np.array([f"d{n:03}" for n in place])
    order = np.tile(np.arange(length), count)
    passages = pd.DataFrame(
        {
            "passage": [f"{d}.{n:03}" for d, n in zip(document, order, strict=True)],
            "document": document,
            "period": period,
            "section": "",
            "weight": random.choice([1.0, 2.0, 3.0], len(place)),
        }
    )
    names = tuple(sorted(set(period)))
    weighed = Weighed(passages, marks(passages, themes, tagged), names, {}, {})
    return World(
        weighed, themes, true.reshape(-1, len(themes)), tagged, np.tile(mean, (periods, 1))
    )


def marks(passages: pd.DataFrame, themes: list[str], flags: Flags) -> pd.DataFrame:
    rows, columns = np.nonzero(flags)
    return pd.DataFrame(
        {
            "passage": passages["passage"].to_numpy()[rows],
            "theme": np.array(themes, dtype=object)[columns],
        }
    )


def reviews(
    random: np.random.Generator, of: World, number: float, *, seldom: tuple[str, ...] = ()
) -> pd.DataFrame:
    """A review of about so many passages: tagged ones more often, those of some periods less."""
    size = np.where(of.tagged.any(axis=1), 1.5, 1.0)
    size[of.weighed.passages["period"].isin(seldom)] *= 0.15
    chance = np.minimum(1.0, number * size / size.sum())
    drawn = np.flatnonzero(random.random(len(chance)) < chance)
    return pd.DataFrame(
        {
            "passage": np.repeat(of.weighed.passages["passage"].to_numpy()[drawn], len(of.themes)),
            "theme": of.themes * len(drawn),
            "human": of.true[drawn].astype(float).ravel(),
            "probability": np.repeat(chance[drawn], len(of.themes)),
        }
    )
