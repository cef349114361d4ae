"""How many themes a period spreads its attention over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from communique.compare.design import Design
from communique.compare.intervals import LEVEL, RESAMPLES, resampled
from communique.compare.shares import FloatArray, period_samples
from communique.compare.weighing import weigh

#: The columns of the table and their types.
COLUMNS: Mapping[str, Any] = {
    "period": "str",
    "effective": "float64",
    "low": "float64",
    "high": "float64",
}


def effective_themes(
    documents: pd.DataFrame | None,
    passages: pd.DataFrame,
    tags: pd.DataFrame,
    *,
    weights: Mapping[str, float] | None = None,
    design: Design | None = None,
    draws: int = RESAMPLES,
) -> pd.DataFrame:
    """The effective number of themes in each period.

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
    weighed = weigh(documents, passages, tags, weights, design)
    themes = sorted(set(weighed.tags["theme"]))
    rows = []
    for sample in period_samples(weighed, themes):
        row: tuple[str, float, float, float] = (sample.period, np.nan, np.nan, np.nan)
        if sample.carries.any():
            now = resampled(sample, draws)
            own = float(hill_number(now.shares))
            tail = (1 - LEVEL) / 2
            low, high = np.nanquantile(hill_number(now.draws), (tail, 1 - tail))
            row = (sample.period, own, min(float(low), own), max(float(high), own))
        rows.append(row)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


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
