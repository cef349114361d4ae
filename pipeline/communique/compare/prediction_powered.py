r"""Shares corrected for the tagger's errors by a reviewed probability sample.

Let f be the tag of a passage (0 or 1), y what people say of it (0 to 1), w the weight of its
role and :math:`\pi` its probability of being reviewed. The share by tags alone,
:math:`F = \sum w_i f_i / \sum w_i`, is off by as much as the tagger is. Over the reviewed
passages S, each counting :math:`a_i = w_i / \pi_i`, the *rectifier*

.. math:: D = \frac{\sum_{i \in S} a_i (y_i - \lambda f_i)}{\sum_{i \in S} a_i},
          \qquad \hat\theta = \lambda F + D

takes the error out (prediction-powered inference: Angelopoulos et al. 2023a, 2023b; with
inclusion probabilities as in design-based supervised learning: Egami et al. 2023). In the
terms of surveys it is a regression estimator of a ratio (Särndal, Swensson & Wretman 1992,
§6.4, 7.3): whatever the tagger does, it is right on average; the better the tagger, the
shorter the interval.

1. *Power.* :math:`\lambda` is the slope of y on f in the reviewed sample, 0 to 1, which makes
   the variance least (PPI++): a useless tag gets 0, so that the human sample speaks alone, a
   perfect one 1. It is per theme over all periods, drawn towards that of all themes as if
   four passages more had been seen.
2. *A period's own rectifier* is used where at least 30 of its passages, or all of them, were
   reviewed. The uncertainty is that of the pseudo-outcomes
   :math:`\tilde y_i = \lambda f_i + D + (R_i a_i / w_i)(W / A)(y_i - \lambda f_i - D)`, R being 1
   for reviewed passages and else 0, W the sum of w and A that of a over S. Their weighted mean
   is :math:`\hat\theta`, so that a bootstrap over documents (:mod:`communique.compare.intervals`)
   gives both what documents and what the review leave uncertain.
3. *A borrowed rectifier* is used elsewhere: the estimate of all periods together less their
   share by tags, :math:`\Delta`, is added to F. That supposes that the tagger's error is alike
   in all periods. How far it is not shows in the periods' own errors, whose spread beyond
   chance (moments, over all themes in proportion to their variance; DerSimonian & Laird 1986)
   goes into the interval with the linearised variance of :math:`\Delta` over documents.
   The parts are joined by squaring and adding the arms of their intervals (Zou & Donner 2008).
4. *Errors not yet seen.* Where a review met few cases or none, the variance of y among tagged
   and among untagged passages is reckoned with half a case more on either side (Jeffreys), and
   what this adds goes into the interval. It vanishes where all passages were reviewed.

If every reviewed tag is right the corrected share is that of the tags; if every passage was
reviewed it is that of the people, interval included.

References
----------
Angelopoulos et al. (2023a), Prediction-powered inference, Science 382. Angelopoulos, Duchi &
Zrnic (2023b), PPI++: Efficient prediction-powered inference, arXiv 2311.01453. DerSimonian &
Laird (1986), Meta-analysis in clinical trials, Controlled Clinical Trials 7. Egami, Hinck,
Stewart & Wei (2023), Using imperfect surrogates for downstream inference, NeurIPS 36.
Särndal, Swensson & Wretman (1992), Model assisted survey sampling. Zou & Donner (2008),
Construction of confidence limits about effect measures, Statistics in Medicine 27.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from communique.compare.intervals import (
    LEVEL,
    RESAMPLES,
    Resampled,
    interval,
    resampled,
)
from communique.compare.rectifier import (
    Rectifier,
    common_rectifier,
    power_of,
    unseen_variance,
)
from communique.compare.reviewed_passages import Reviewed, reviewed_passages
from communique.compare.shares import FloatArray, PeriodSample, period_samples, weighted_shares
from communique.compare.weighing import Weighed

BoolArray = npt.NDArray[np.bool_]

#: Fewest reviewed passages of a period from which on it is corrected by itself.
FEWEST_REVIEWED = 30
#: Where the rectifier of a share comes from.
OWN, BORROWED, NONE = "period", "all periods", "none"
#: The columns of the table and their types.
COLUMNS = {
    "period": "str",
    "theme": "str",
    "share": "float64",
    "low": "float64",
    "high": "float64",
    "correction": "float64",
    "reviewed": "Int64",
    "rectifier": "str",
}

_SEED = 2311


@dataclass(frozen=True)
class CorrectedPeriod:
    """One period's corrected shares: a value per theme in every array.

    ``naive`` are the shares by tags alone, ``reviewed`` numbers of passages, ``rectifier``
    one of :data:`OWN`, :data:`BORROWED` and :data:`NONE` (then the share is NaN).
    ``resampled`` holds the shares and draws that ranks and changes can be had from;
    it is ``None`` where the period has no weighed passage.
    """

    period: str
    naive: FloatArray
    shares: FloatArray
    low: FloatArray
    high: FloatArray
    reviewed: npt.NDArray[np.int64]
    rectifier: tuple[str, ...]
    resampled: Resampled | None


def corrected_shares(
    weighed: Weighed,
    reviews: pd.DataFrame,
    themes: Sequence[str],
    *,
    scores: pd.DataFrame | None = None,
    draws: int = RESAMPLES,
    fewest: int = FEWEST_REVIEWED,
) -> pd.DataFrame:
    """Shares by period and theme, corrected by a reviewed sample.

    Parameters
    ----------
    weighed
        Passages and the tagger's own tags; see :func:`communique.compare.weighing.weigh`.
    reviews
        ``passage``, ``theme``, ``human`` (0 to 1: whether, or for which part of the coders,
        the passage carries the theme) and ``probability`` (above 0, to 1: that of the passage
        being reviewed). A row per passage and theme that was asked for, those without the
        theme too. Passages that carry no weight are left out.
    themes
        The themes that have rows, in this order.
    scores
        Probabilities that count in place of the tags, as for
        :func:`communique.compare.shares.period_samples`.
    draws
        Number of resamples for intervals, at least 100.
    fewest
        Reviewed passages from which on a period has its own rectifier, at least 2.

    Returns
    -------
    pandas.DataFrame
        The columns of :data:`COLUMNS`: ``share`` between ``low`` and ``high``, corrected;
        ``correction``, what the review added to the share by tags; ``reviewed``, passages of
        the period that were reviewed for the theme; ``rectifier``: ``period``, ``all periods``
        (borrowed), ``none`` (the theme was not reviewed) or nothing (no passage weighs).

    Raises
    ------
    CommuniqueError
        If the reviews cannot be used, or no reviewed passage carries weight.
    """
    parts = [
        pd.DataFrame(
            {
                "period": one.period,
                "theme": list(themes),
                "share": one.shares,
                "low": one.low,
                "high": one.high,
                "correction": one.shares - one.naive,
                "reviewed": one.reviewed,
                "rectifier": list(one.rectifier),
            }
        )
        for one in corrected_periods(
            weighed, reviews, themes, scores=scores, draws=draws, fewest=fewest
        )
    ]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))
    return table.astype(COLUMNS)


def corrected_periods(
    weighed: Weighed,
    reviews: pd.DataFrame,
    themes: Sequence[str],
    *,
    scores: pd.DataFrame | None = None,
    draws: int = RESAMPLES,
    fewest: int = FEWEST_REVIEWED,
) -> list[CorrectedPeriod]:
    """The figures of :func:`corrected_shares` as arrays, with resamples, period by period."""
    samples = period_samples(weighed, themes, scores)
    filled = [sample for sample in samples if len(sample.weight)]
    if not filled:
        return [_empty(sample, len(themes)) for sample in samples]
    every = reviewed_passages(weighed, filled, reviews, themes)
    bounds = np.cumsum([0, *(len(sample.weight) for sample in filled)])
    own = [every.of(np.arange(*ends)) for ends in pairwise(bounds)]
    power = power_of(every)
    common = common_rectifier(every, own, power)
    parts = dict(zip([sample.period for sample in filled], own, strict=True))
    return [
        _corrected(sample, parts[sample.period], every, power, common, draws, fewest)
        if sample.period in parts
        else _empty(sample, len(themes))
        for sample in samples
    ]


def _empty(sample: PeriodSample, count: int) -> CorrectedPeriod:
    nothing = np.full(count, np.nan)
    none = np.zeros(count, dtype=np.int64)
    return CorrectedPeriod(
        sample.period, nothing, nothing, nothing, nothing, none, ("",) * count, None
    )


def _corrected(
    sample: PeriodSample,
    part: Reviewed,
    every: Reviewed,
    power: FloatArray,
    common: Rectifier,
    draws: int,
    fewest: int,
) -> CorrectedPeriod:
    count = part.count
    # alone: what could be borrowed would be one's own
    alone = (count == every.count) & (count > 1)
    own = (count >= fewest) | (count == len(part.weight)) | alone
    given = every.count > 0
    lent = _borrowing(sample, common, draws)
    made = _alone(sample, part, np.where(own, power, 1.0), own, draws)

    def chosen(mine: FloatArray, borrowed: FloatArray) -> FloatArray:
        found: FloatArray = np.where(own, mine, borrowed)
        found[..., ~given] = np.nan
        return found

    shares = chosen(made.shares, lent.shares)
    return CorrectedPeriod(
        period=sample.period,
        naive=part.share,
        shares=shares,
        low=chosen(made.low, lent.low),
        high=chosen(made.high, lent.high),
        reviewed=count,
        rectifier=tuple(
            NONE if not there else OWN if mine else BORROWED
            for there, mine in zip(given, own, strict=True)
        ),
        resampled=replace(
            made.base,
            shares=shares,
            sizes=chosen(made.base.sizes, lent.base.sizes),
            draws=chosen(made.draws, lent.draws),
        ),
    )


@dataclass(frozen=True)
class _Figures:
    shares: FloatArray
    low: FloatArray
    high: FloatArray
    draws: FloatArray
    base: Resampled


def _alone(
    sample: PeriodSample, part: Reviewed, power: FloatArray, own: BoolArray, draws: int
) -> _Figures:
    """The figures of a period by its own rectifier, for the themes that have one."""
    rest = part.human - power * part.tag
    mean = np.where(own, part.mean(rest), 0.0)
    scale = np.divide(part.weight.sum(), part.heavy.sum(axis=0), out=np.zeros(len(own)), where=own)
    raised = part.heavy / part.weight[:, None] * scale
    outcome = power * part.tag + mean + raised * (rest - mean)
    outcome = np.where(own, outcome, part.tag)
    # an estimate beyond 0 or 1 is put to the end, its uncertainty kept
    shares = weighted_shares(part.weight, outcome)
    outcome += np.clip(shares, 0, 1) - shares
    base = resampled(replace(sample, scores=outcome), draws)
    low, high = interval(base.shares, base.sizes)
    unseen = np.where(own, np.sqrt(unseen_variance(part)), 0.0)
    return _joined(base, base.shares, low, high, np.zeros(len(own)), unseen, unseen, draws)


def _borrowing(sample: PeriodSample, common: Rectifier, draws: int) -> _Figures:
    """The figures of a period by the rectifier of all periods."""
    base = resampled(sample, draws)
    low, high = interval(base.shares, base.sizes)
    difference = np.nan_to_num(common.difference)
    tail = 1 - (1 - LEVEL) / 2
    stretch = special.stdtrit(common.freedom, tail) / special.ndtri(tail)
    deviation = np.nan_to_num(common.deviation) * stretch
    spread = np.nan_to_num(common.spread)
    arm = np.hypot(deviation, spread)
    figures = _joined(base, base.shares, low, high, difference, arm, spread, draws)
    # the common part of the error is drawn alike in all periods: it cancels in their changes
    lot = np.random.default_rng([_SEED, 0]).standard_normal(figures.draws.shape)
    return replace(figures, draws=np.clip(figures.draws + deviation * lot, 0, 1))


def _joined(
    base: Resampled,
    shares: FloatArray,
    low: FloatArray,
    high: FloatArray,
    difference: FloatArray,
    deviation: FloatArray,
    drawn: FloatArray,
    draws: int,
) -> _Figures:
    """Shares plus a difference with its standard error: squared arms are added.

    ``drawn`` is the part of the standard error that the resamples get here.
    """
    z = float(special.ndtri(1 - (1 - LEVEL) / 2))
    middle = shares + difference
    lot = np.random.default_rng([_SEED, 1, *base.period.encode()]).standard_normal(
        (draws, len(shares))
    )
    return _Figures(
        shares=np.clip(middle, 0, 1),
        low=np.clip(middle - np.hypot(shares - low, z * deviation), 0, 1),
        high=np.clip(middle + np.hypot(high - shares, z * deviation), 0, 1),
        draws=np.clip(base.draws + difference + drawn * lot, 0, 1),
        base=base,
    )
