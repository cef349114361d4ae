r"""Precision and recall of the tags, from a sample of reviewed passages.

Passages that were less likely to be drawn stand for more others, so that each counts
:math:`a_i = 1 / \pi_i`. With f the tag (0 or 1) and y the coders' verdict (0 to 1),

.. math:: P = \frac{\sum_i a_i f_i y_i}{\sum_i a_i f_i}, \qquad
          R = \frac{\sum_i a_i f_i y_i}{\sum_i a_i y_i}

are ratio estimators of what a review of all passages would give. Their variance is the
linearised one of a ratio over documents, since passages of one document resemble each
other (Särndal, Swensson & Wretman 1992, §5.6). As in :mod:`communique.compare.intervals`
the design effect (over a simple sample of Kish's size) is drawn towards that of all
themes together and never taken below 1, and its degrees of freedom go into the effective
size (Korn & Graubard 1998); the interval is Wilson's (1927) for that size, which holds
for rates near 0 and 1 too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from communique.compare.intervals import LEVEL, POOLED_FREEDOM
from communique.review.verdicts import Verdict

FloatArray = npt.NDArray[np.float64]

#: Stands for all themes together.
ALL = "(all)"


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate from 0 to 1 between the ends of its 95 % interval; NaN where there is none."""

    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A rate, its size by Kish and its design effect (NaN: unknown) from so many documents."""

    rate: float
    size: float
    effect: float
    documents: int


def scores(
    found: Sequence[Verdict],
    tags: pd.DataFrame,
    document_of: Mapping[str, str],
    themes: Sequence[str],
) -> pd.DataFrame:
    """Precision and recall by theme, and over all themes.

    Parameters
    ----------
    found
        Verdicts with probabilities.
    tags
        The tags that are judged, with ``passage`` and ``theme``.
    document_of
        The document of each reviewed passage.
    themes
        The themes that have rows, in this order; the row ``(all)`` stands first.

    Returns
    -------
    pandas.DataFrame
        ``theme``; ``reviewed``, ``tagged`` and ``true``, numbers of passages reviewed for the
        theme, of those tagged with it, and of those that carry it (parts of a passage
        where coders differ); ``precision``, ``recall`` with ``_low`` and ``_high``.
    """
    human, tagged = _arrays(found, tags, themes)
    weight = np.array([1 / (one.probability or np.nan) for one in found])
    _, cluster = np.unique([document_of[one.passage] for one in found], return_inverse=True)
    asked = ~np.isnan(human)
    true, marked = np.where(asked, human, 0.0), tagged * asked
    hits = true * marked
    table: dict[str, Sequence[object]] = {
        "theme": [ALL, *themes],
        "reviewed": [int(asked.any(axis=1).sum()), *asked.sum(axis=0).tolist()],
        "tagged": [int(marked.sum()), *marked.sum(axis=0).astype(int).tolist()],
        "true": [float(true.sum()), *true.sum(axis=0).tolist()],
    }
    for name, base in (("precision", marked), ("recall", true)):
        every = _ratio(hits, base, weight, cluster)
        each = [_ratio(hits[:, [t]], base[:, [t]], weight, cluster) for t in range(len(themes))]
        rates = [_rate(one, every.effect) for one in (every, *each)]
        table[name] = [one.rate for one in rates]
        table[f"{name}_low"] = [one.low for one in rates]
        table[f"{name}_high"] = [one.high for one in rates]
    return pd.DataFrame(table)


def wilson(rate: float, size: float) -> tuple[float, float]:
    """The 95 % interval of a proportion from an effective number of cases (Wilson 1927)."""
    z = float(special.ndtri(1 - (1 - LEVEL) / 2))
    middle = rate + z * z / (2 * size)
    half = z * np.sqrt(rate * (1 - rate) / size + z * z / (4 * size * size))
    scale = 1 + z * z / size
    low = 0.0 if rate <= 0 else float((middle - half) / scale)
    high = 1.0 if rate >= 1 else float((middle + half) / scale)
    return low, high


def _arrays(
    found: Sequence[Verdict], tags: pd.DataFrame, themes: Sequence[str]
) -> tuple[FloatArray, FloatArray]:
    """Passages × themes: verdicts (NaN: not asked), and tags as 0 and 1."""
    pairs = set(zip(tags["passage"].astype(str), tags["theme"].astype(str), strict=True))
    human = [[one.human.get(theme, np.nan) for theme in themes] for one in found]
    tagged = [[float((one.passage, theme) in pairs) for theme in themes] for one in found]
    shape = (len(found), len(themes))
    return np.array(human, dtype=float).reshape(shape), np.array(tagged, dtype=float).reshape(shape)


def _ratio(
    hits: FloatArray, base: FloatArray, weight: FloatArray, cluster: npt.NDArray[np.int64]
) -> _Ratio:
    """The ratio of two weighted sums over passages × themes."""
    heavy = weight[:, None] * base
    total = heavy.sum()
    there = base.any(axis=1)
    documents = len(np.unique(cluster[there]))
    if total <= 0:
        return _Ratio(float("nan"), 0.0, float("nan"), 0)
    rate = float((weight[:, None] * hits).sum() / total)
    size = float(total**2 / (heavy**2).sum())
    simple = rate * (1 - rate) / size
    if documents < 2 or simple <= 1e-12:
        return _Ratio(rate, size, float("nan"), documents)
    rest = np.bincount(cluster, weight * (hits - rate * base).sum(axis=1))
    variance = documents / (documents - 1) * float((rest**2).sum()) / total**2
    return _Ratio(rate, size, variance / simple, documents)


def _rate(one: _Ratio, pooled: float) -> Rate:
    if not one.size:
        return Rate(one.rate, one.rate, one.rate)
    pooled = 1.0 if np.isnan(pooled) else pooled
    own = pooled if np.isnan(one.effect) else one.effect
    freedom = max(one.documents - 1, 0)
    effect = (freedom * own + POOLED_FREEDOM * pooled) / (freedom + POOLED_FREEDOM)
    tail = 1 - (1 - LEVEL) / 2
    shrink = special.ndtri(tail) / special.stdtrit(freedom + POOLED_FREEDOM, tail)
    low, high = wilson(one.rate, one.size / max(effect, 1.0) * float(shrink) ** 2)
    return Rate(one.rate, low, high)
