"""Themes that stand in one passage more or less often than chance would have it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy import special

from communique.compare.design import Design
from communique.compare.intervals import LEVEL, RESAMPLES, bootstrap, clusters, totals
from communique.compare.shares import Amounts, FloatArray, IntArray, PeriodSample, whole_sample
from communique.compare.weighing import Weighed, weigh

#: The columns of the table and their types.
COLUMNS: Mapping[str, Any] = {
    "theme_a": "str",
    "theme_b": "str",
    "passages": "Int64",
    "expected": "float64",
    "lift": "float64",
    "low": "float64",
    "high": "float64",
}

_SEED = 1965


def theme_pairs(
    documents: pd.DataFrame | None,
    passages: pd.DataFrame,
    tags: pd.DataFrame,
    *,
    weights: Mapping[str, float] | None = None,
    design: Design | None = None,
    draws: int = RESAMPLES,
) -> pd.DataFrame:
    r"""Pairs of themes that passages carry together, over all periods.

    With :math:`p_a` and :math:`p_b` the themes' role-weighted shares and :math:`p_{ab}`
    that of the passages which carry both, the lift is
    :math:`L = p_{ab} / (p_a p_b)` (the "interest" of Brin, Motwani, Ullman & Tsur 1997,
    Dynamic itemset counting, SIGMOD): 1 where the themes meet as often as if they knew
    nothing of each other. With s the standard deviation of :math:`\log L` in resamples of
    documents (of sections where there are few), the interval is
    :math:`L \exp(\pm t_{C-1} s)`: Student's quantile for C documents, since few of them
    tell s badly. It begins at 0 where one resample in 40 has no such passage.

    Parameters
    ----------
    documents, passages, tags
        As for :func:`communique.compare.priorities`.
    weights
        Weights from 0 of the roles that shall not have their default weight.
    design
        Which documents are compared; by default all.
    draws
        Number of resamples, at least 100.

    Returns
    -------
    pandas.DataFrame
        The columns of :data:`COLUMNS`, one row for every pair that some passage carries,
        ``theme_a`` before ``theme_b`` by name, the farthest above chance first.
        ``passages`` carry both; ``expected`` is how many would by chance.

    Raises
    ------
    CommuniqueError
        If the tables or the weights cannot be used.
    """
    return pairs_of(weigh(documents, passages, tags, weights, design), draws)


def pairs_of(weighed: Weighed, draws: int = RESAMPLES) -> pd.DataFrame:
    """The table of :func:`theme_pairs`, from passages that are weighed already."""
    themes = weighed.themes
    sample = whole_sample(weighed, themes)
    first, second = np.triu_indices(len(themes), k=1)
    both = sample.carries[:, first] * sample.carries[:, second]
    met = np.flatnonzero(both.any(axis=0))
    if not len(met):
        return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)
    first, second, both = first[met], second[met], both[:, met]
    lift, low, high = _lifts(sample, both, first, second, draws)
    counts = sample.carries.sum(axis=0)
    frame = pd.DataFrame(
        {
            "theme_a": [themes[place] for place in first],
            "theme_b": [themes[place] for place in second],
            "passages": both.sum(axis=0),
            "expected": counts[first] * counts[second] / len(sample.weight),
            "lift": lift,
            "low": low,
            "high": high,
        }
    ).astype(COLUMNS)
    order = ["lift", "theme_a", "theme_b"]
    return frame.sort_values(order, ascending=[False, True, True], ignore_index=True)


def _lifts(
    sample: PeriodSample, both: Amounts, first: IntArray, second: IntArray, draws: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The lift of each pair with the ends of its interval."""
    width = sample.carries.shape[1]
    _, codes = clusters(sample)
    marks = np.hstack([sample.carries, both]).astype(np.float64)
    weight, tagged = totals(sample.weight, marks, codes)
    found = bootstrap(weight, tagged, draws, np.random.default_rng(_SEED))
    own = tagged.sum(axis=0) / weight.sum()

    def lift(shares: FloatArray) -> FloatArray:
        chance = shares[..., first] * shares[..., second]
        quotient: FloatArray = np.divide(
            shares[..., width:], chance, out=np.full(chance.shape, np.nan), where=chance > 0
        )
        return quotient

    tail = (1 - LEVEL) / 2
    value, lifts = lift(own), lift(found)
    lacking = (~(lifts > 0)).mean(axis=0)
    # A resample without such a passage, or without one of the themes, has no logarithm.
    logs = np.log(np.where(lifts > 0, lifts, np.nan))
    spread = np.nanstd(logs, axis=0) if len(weight) > 1 else np.zeros(len(value))
    reach = special.stdtrit(max(len(weight) - 1, 1), 1 - tail) * spread
    return value, np.where(lacking > tail, 0.0, value * np.exp(-reach)), value * np.exp(reach)
