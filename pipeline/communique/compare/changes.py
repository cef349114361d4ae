"""Changes of shares from one period to the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from communique.compare.intervals import LEVEL, Resampled
from communique.compare.shares import FloatArray


@dataclass(frozen=True)
class Change:
    """What became of each theme since an earlier period.

    ``change`` is the share less the earlier share, between ``low`` and ``high``;
    ``p`` is two-sided, ``p_adjusted`` allows for the number of themes.
    """

    change: FloatArray
    low: FloatArray
    high: FloatArray
    p: FloatArray
    p_adjusted: FloatArray


def change(now: Resampled, before: Resampled) -> Change:
    r"""The change of every theme between two periods.

    The periods have no document in common, so that their resamples are independent and
    resample b of one less resample b of the other is a resample of the change,
    :math:`\Delta_{tb} = p_{tb} - p'_{tb}`. The interval is its middle 95 %, widened to
    hold the change itself. The p-value is
    :math:`2 \min(\#\{\Delta_{tb} \le 0\}, \#\{\Delta_{tb} \ge 0\}) + 1` over
    :math:`B + 1`, at most 1 (Davison & Hinkley 1997, §4.4: a resample never says that
    anything is impossible); over the themes it is adjusted by Benjamini & Hochberg
    (1995), which holds the expected share of false alarms among the changes that are
    called real.

    Parameters
    ----------
    now, before
        The periods, with the same themes and number of resamples.
    """
    differences = now.draws - before.draws
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(differences, (tail, 1 - tail), axis=0)
    own = now.shares - before.shares
    beyond = np.minimum((differences <= 0).sum(axis=0), (differences >= 0).sum(axis=0))
    p = np.minimum((2 * beyond + 1) / (len(differences) + 1), 1.0)
    return Change(
        change=own,
        low=np.minimum(low, own),
        high=np.maximum(high, own),
        p=p,
        p_adjusted=adjusted(p),
    )


def adjusted(p: FloatArray) -> FloatArray:
    r"""P-values that allow for their number (Benjamini & Hochberg 1995).

    The k-th smallest of m becomes :math:`\min_{j \ge k} \min(1, p_{(j)} m / j)`, as in R's
    ``p.adjust`` and :func:`scipy.stats.false_discovery_control`; the package that holds the
    latter takes longer to load than most comparisons take.

    Parameters
    ----------
    p
        P-values, 0 to 1.
    """
    order = np.argsort(p)
    raised = p[order] * (len(p) / np.arange(1, len(p) + 1, dtype=float))
    found = np.empty_like(p)
    found[order] = np.minimum.accumulate(raised[::-1])[::-1]
    return np.clip(found, 0.0, 1.0)
