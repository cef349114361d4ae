"""How many themes a period spreads its attention over."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy import special

from communique.compare.design import Design
from communique.compare.intervals import LEVEL, RESAMPLES, bootstrap, clusters, totals
from communique.compare.shares import FloatArray, PeriodSample, period_samples
from communique.compare.weighing import Weighed, weigh

#: The columns of the table and their types.
COLUMNS: Mapping[str, Any] = {
    "period": "str",
    "effective": "float64",
    "low": "float64",
    "high": "float64",
}

_SEED = 1973


def effective_themes(
    documents: pd.DataFrame | None,
    passages: pd.DataFrame,
    tags: pd.DataFrame,
    *,
    weights: Mapping[str, float] | None = None,
    design: Design | None = None,
    draws: int = RESAMPLES,
) -> pd.DataFrame:
    r"""The effective number of themes in each period, D, with its interval.

    With s the standard deviation of :math:`\log D` in resamples of the period's C clusters
    (documents, else sections or passages), the interval is :math:`D \exp(\pm t_{C-1} s)`,
    from 1. The resamples are taken as drawn: bent to the shares' own intervals they would
    give themes that nobody mentioned a part, and every period more breadth than it has.

    Parameters
    ----------
    documents, passages, tags
        As for :func:`communique.compare.priorities`.
    weights
        Weights from 0 of the roles that shall not have their default weight.
    design
        Which documents are compared, and by what periods.
    draws
        Number of resamples, at least 100.

    Returns
    -------
    pandas.DataFrame
        The columns of :data:`COLUMNS`, one row a period. A period in which no passage
        carries a theme has no number.

    Raises
    ------
    CommuniqueError
        If the tables or the weights cannot be used.
    """
    return diversity_of(weigh(documents, passages, tags, weights, design), draws)


def diversity_of(weighed: Weighed, draws: int = RESAMPLES) -> pd.DataFrame:
    """The table of :func:`effective_themes`, from passages that are weighed already."""
    rows = []
    for sample in period_samples(weighed, weighed.themes):
        row: tuple[str, float, float, float] = (sample.period, np.nan, np.nan, np.nan)
        if sample.carries.any():
            row = (sample.period, *_breadth(sample, draws))
        rows.append(row)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _breadth(sample: PeriodSample, draws: int) -> tuple[float, float, float]:
    """The effective number of themes of a period, and the ends of its interval."""
    _, codes = clusters(sample)
    weight, tagged = totals(sample.weight, sample.amounts, codes)
    random = np.random.default_rng([_SEED, *sample.period.encode()])
    numbers = np.log(hill_number(bootstrap(weight, tagged, draws, random)))
    own = float(hill_number(sample.shares))
    known = numbers[np.isfinite(numbers)]  # a resample without any theme has no number
    if len(weight) < 2 or len(known) < 2:
        return own, np.nan, np.nan
    reach = float(special.stdtrit(len(weight) - 1, 1 - (1 - LEVEL) / 2) * known.std())
    return own, max(1.0, own * math.exp(-reach)), own * math.exp(reach)


def hill_number(shares: FloatArray) -> FloatArray:
    r"""The number of equally strong themes that would be as diverse.

    The exponential of Shannon's entropy of the themes' parts in all mentions,
    :math:`\exp(-\sum_t q_t \log q_t)` with :math:`q_t = p_t / \sum_u p_u`: the diversity of
    order 1 (Hill 1973, Diversity and evenness, Ecology 54; Jost 2006, Entropy and
    diversity, Oikos 113). 1 where one theme stands alone, T where T themes share evenly.

    Parameters
    ----------
    shares
        Shares from 0, themes along the last axis.

    Returns
    -------
    numpy.ndarray
        One number for each row of shares; NaN where all are 0.
    """
    total = shares.sum(axis=-1, keepdims=True)
    parts = np.divide(shares, total, out=np.zeros_like(shares), where=total > 0)
    terms = np.where(parts > 0, parts * np.log(np.where(parts > 0, parts, 1.0)), 0.0)
    numbers: FloatArray = np.where(total[..., 0] > 0, np.exp(-terms.sum(axis=-1)), np.nan)
    return numbers
