r"""Do scores mean what they say: of decisions scored 0.8, are eight in ten right?

Scores fall into ten bins of equal width. With :math:`n_b` of :math:`N` scores in bin
:math:`b`, their mean :math:`s_b` and the share :math:`r_b` of them whose theme the passage
carries, the expected calibration error is

.. math:: \mathrm{ECE} = \sum_b \frac{n_b}{N} \, |s_b - r_b|

(Naeini, Cooper and Hauskrecht 2015, "Obtaining well calibrated probabilities using
Bayesian binning", AAAI). Most themes are far from most passages, so that the lowest bin
weighs most: read the bins beside the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from communique.evaluate.decisions import Bools, Floats

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Scores from ``low`` up to ``high``: how many, their mean, and the share that is true."""

    low: float
    high: float
    count: int
    mean_score: float
    rate: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The expected calibration error (0 to 1), all scores' mean and rate, the filled bins."""

    ece: float
    mean_score: float
    rate: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Reliability over all themes' scores, and of each theme's."""

    pooled: Reliability
    by_theme: dict[str, Reliability]


def calibration(scores: Floats, wanted: Bools, themes: Sequence[str]) -> Calibration:
    """Compare scores (0 to 1) with what is true, both passages × themes."""
    return Calibration(
        reliability(scores.reshape(-1), wanted.reshape(-1)),
        {
            theme: reliability(scores[:, column], wanted[:, column])
            for column, theme in enumerate(themes)
        },
    )


def reliability(scores: Floats, true: Bools) -> Reliability:
    """The expected calibration error of scores (0 to 1), one or more, and its bins.

    A score on the edge of two bins falls into the upper one, 1 into the last.
    """
    place = np.minimum((scores * BINS).astype(np.intp), BINS - 1)
    count = np.bincount(place, minlength=BINS)
    said = np.bincount(place, scores, minlength=BINS)
    held = np.bincount(place, true.astype(np.float64), minlength=BINS)
    bins = tuple(
        Bin(b / BINS, (b + 1) / BINS, int(n), float(s / n), float(h / n))
        for b, (n, s, h) in enumerate(zip(count, said, held, strict=True))
        if n
    )
    error = float(np.abs(said - held).sum() / len(scores))
    return Reliability(error, float(scores.mean()), float(true.mean()), bins)
