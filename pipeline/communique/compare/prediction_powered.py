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
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from communique.compare.intervals import (
    FEWEST_DOCUMENTS,
    LEVEL,
    POOLED_FREEDOM,
    RESAMPLES,
    Resampled,
    interval,
    resampled,
)
from communique.compare.shares import FloatArray, PeriodSample, period_samples, weighted_shares
from communique.compare.weighing import Weighed
from communique.errors import CommuniqueError

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
_TINY = 1e-12


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


@dataclass(frozen=True)
class _Reviewed:
    """The passages of one or all periods with their reviews; arrays are passages × themes.

    ``tag`` is f, ``human`` is y (0 where not reviewed), ``heavy`` is a (0 where not reviewed),
    ``missed`` is 1 less the probability of being reviewed.
    """

    weight: FloatArray
    tag: FloatArray
    human: FloatArray
    heavy: FloatArray
    missed: FloatArray
    document: npt.NDArray[np.int64]

    def of(self, rows: npt.NDArray[np.int64]) -> _Reviewed:
        return _Reviewed(
            self.weight[rows],
            self.tag[rows],
            self.human[rows],
            self.heavy[rows],
            self.missed[rows],
            self.document[rows],
        )

    @property
    def count(self) -> npt.NDArray[np.int64]:
        """Reviewed passages, by theme."""
        return np.asarray((self.heavy > 0).sum(axis=0), dtype=np.int64)

    @property
    def share(self) -> FloatArray:
        """Shares by tags alone."""
        return self.weight @ self.tag / self.weight.sum()

    def mean(self, values: FloatArray) -> FloatArray:
        """The mean of passages × themes over the reviewed ones, by theme; NaN without any."""
        total = self.heavy.sum(axis=0)
        sums = (self.heavy * values).sum(axis=0)
        return np.divide(sums, total, out=np.full(len(total), np.nan), where=total > 0)


@dataclass(frozen=True)
class _Rectifier:
    """What is added to the shares of periods that borrow; a value per theme.

    ``deviation`` is the standard error with ``freedom`` degrees of freedom, ``spread`` the
    standard deviation of the periods' true errors around the common one.
    """

    difference: FloatArray
    deviation: FloatArray
    spread: FloatArray
    freedom: int


def corrected_shares(
    weighed: Weighed,
    reviews: pd.DataFrame,
    themes: Sequence[str],
    *,
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
        for one in corrected_periods(weighed, reviews, themes, draws=draws, fewest=fewest)
    ]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))
    return table.astype(COLUMNS)


def corrected_periods(
    weighed: Weighed,
    reviews: pd.DataFrame,
    themes: Sequence[str],
    *,
    draws: int = RESAMPLES,
    fewest: int = FEWEST_REVIEWED,
) -> list[CorrectedPeriod]:
    """The figures of :func:`corrected_shares` as arrays, with resamples, period by period."""
    samples = period_samples(weighed, themes)
    filled = [sample for sample in samples if len(sample.weight)]
    if not filled:
        return [_empty(sample, len(themes)) for sample in samples]
    every = _together(weighed, filled, reviews, themes)
    bounds = np.cumsum([0, *(len(sample.weight) for sample in filled)])
    own = [every.of(np.arange(a, b)) for a, b in zip(bounds[:-1], bounds[1:], strict=True)]
    power = _power(every)
    common = _rectifier(every, own, power)
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
    part: _Reviewed,
    every: _Reviewed,
    power: FloatArray,
    common: _Rectifier,
    draws: int,
    fewest: int,
) -> CorrectedPeriod:
    count = part.count
    # alone: what could be borrowed would be one's own
    alone = (count == every.count) & (count > 1)
    own = (count >= fewest) | (count == len(part.weight)) | alone
    given = every.count > 0
    lent = _borrowing(sample, part, common, draws)
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
    sample: PeriodSample, part: _Reviewed, power: FloatArray, own: BoolArray, draws: int
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
    base = resampled(replace(sample, carries=outcome), draws)
    low, high = interval(base.shares, base.sizes)
    unseen = np.where(own, np.sqrt(_unseen(part)), 0.0)
    return _joined(base, base.shares, low, high, np.zeros(len(own)), unseen, unseen, draws)


def _borrowing(sample: PeriodSample, part: _Reviewed, common: _Rectifier, draws: int) -> _Figures:
    """The figures of a period by the rectifier of all periods."""
    base = resampled(replace(sample, carries=part.tag), draws)
    low, high = interval(base.shares, base.sizes)
    difference = np.nan_to_num(common.difference)
    tail = 1 - (1 - LEVEL) / 2
    stretch = stats.t.ppf(tail, common.freedom) / stats.norm.ppf(tail)
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
    z = float(stats.norm.ppf(1 - (1 - LEVEL) / 2))
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


def _power(every: _Reviewed) -> FloatArray:
    """The slope of people's verdicts on tags by theme, 0 to 1; 1 where nothing tells it."""
    pull = every.heavy**2 * every.missed
    total = pull.sum(axis=0)
    known = total > 0
    if not known.any():
        return np.ones(len(total))
    scale = np.where(known, total, 1.0)
    tag = every.tag - (pull * every.tag).sum(axis=0) / scale
    human = every.human - (pull * every.human).sum(axis=0) / scale
    square = (pull * tag**2).sum(axis=0)
    product = (pull * tag * human).sum(axis=0)
    whole = product.sum() / square.sum() if square.sum() > _TINY else 1.0
    count = np.maximum((pull > 0).sum(axis=0), 1)
    prior = POOLED_FREEDOM * total / count
    slope = np.divide(product + prior * whole, square + prior, out=np.ones(len(total)), where=known)
    return np.clip(slope, 0.0, 1.0)


def _rectifier(every: _Reviewed, own: Sequence[_Reviewed], power: FloatArray) -> _Rectifier:
    """What all periods together tell of the tagger's error."""
    rest = every.human - power * every.tag
    mean = every.mean(rest)
    difference = mean - (1 - power) * every.share
    middle = np.nan_to_num(mean)
    total = every.heavy.sum(axis=0)
    # what each passage adds to the error of the difference
    weight = every.weight[:, None] / every.weight.sum()
    relative = np.divide(every.heavy, total, out=np.zeros_like(every.heavy), where=total > 0)
    added = relative * (rest - middle) - (1 - power) * weight * (every.tag - every.share)
    reviewed = every.heavy.any(axis=1)
    documents = len(np.unique(every.document[reviewed]))
    if documents >= FEWEST_DOCUMENTS:
        sums = np.zeros((int(every.document.max()) + 1, len(power)))
        np.add.at(sums, every.document, added)
    else:
        sums, documents = added, max(int(reviewed.sum()), 2)
    variance = documents / (documents - 1) * (sums**2).sum(axis=0)
    return _Rectifier(
        difference=difference,
        deviation=np.sqrt(variance + _unseen(every)),
        spread=_spread(every, own, difference),
        freedom=documents - 1,
    )


def _spread(every: _Reviewed, own: Sequence[_Reviewed], difference: FloatArray) -> FloatArray:
    """How far periods' errors lie around the common one beyond chance, by theme."""
    error = every.human - every.tag
    simple = every.mean((error - np.nan_to_num(every.mean(error))) ** 2)
    seen, owed, scale = 0.0, 0.0, 0.0
    for part in own:
        total = part.heavy.sum(axis=0)
        some = (total > 0) & (np.nan_to_num(simple) > _TINY)
        if not some.any():
            continue
        rest = part.human - part.tag
        away = (part.mean(rest) - difference)[some] ** 2 / simple[some]
        chance = ((part.heavy**2 * part.missed).sum(axis=0)[some]) / total[some] ** 2
        # periods count by how much they tell
        pull = 1 / (chance + 1 / len(part.weight))
        seen += float((pull * away).sum())
        owed += float((pull * chance).sum())
        scale += float(pull.sum())
    excess = max(0.0, seen - owed) / scale if scale else 0.0
    return np.sqrt(excess * simple)


def _unseen(part: _Reviewed) -> FloatArray:
    """Variance that the reviewed mean has beyond what was seen, by theme."""
    total = part.heavy.sum(axis=0)
    found = np.zeros(len(total))
    for group in (part.tag >= 0.5, part.tag < 0.5):
        heavy = part.heavy * group
        sums, squares = heavy.sum(axis=0), (heavy**2).sum(axis=0)
        there = squares > 0
        size = np.divide(sums**2, squares, out=np.zeros(len(total)), where=there)
        rate = np.divide(
            (heavy * part.human).sum(axis=0), sums, out=np.zeros(len(total)), where=there
        )
        smooth = (size * rate + 0.5) / (size + 1)
        more = np.maximum(smooth * (1 - smooth) - rate * (1 - rate), 0.0)
        pull = (heavy**2 * part.missed).sum(axis=0)
        found += np.divide(more * pull, total**2, out=np.zeros(len(total)), where=total > 0)
    return found


def _together(
    weighed: Weighed,
    samples: Sequence[PeriodSample],
    reviews: pd.DataFrame,
    themes: Sequence[str],
) -> _Reviewed:
    """All weighed passages with their reviews, period after period."""
    _check(reviews)
    passages = weighed.passages
    order = [np.flatnonzero(passages["period"] == sample.period) for sample in samples]
    ids = pd.Index(passages["passage"].to_numpy(dtype=object)[np.concatenate(order)])
    rows = ids.get_indexer(pd.Index(reviews["passage"].astype(str)))
    columns = pd.Index(list(themes)).get_indexer(pd.Index(reviews["theme"].astype(str)))
    used = (rows >= 0) & (columns >= 0)
    if not used.any():
        raise CommuniqueError(
            "no reviewed passage weighs in this comparison",
            "review a sample of the documents, kinds and roles that are compared",
        )
    shape = (len(ids), len(themes))
    human, chance = np.zeros(shape), np.full(shape, np.inf)
    place = (rows[used], columns[used])
    human[place] = reviews["human"].to_numpy(dtype="float64")[used]
    chance[place] = reviews["probability"].to_numpy(dtype="float64")[used]
    weight = np.concatenate([sample.weight for sample in samples])
    weight = weight / weight.max()
    documents = [name for sample in samples for name in sample.documents]
    return _Reviewed(
        weight=weight,
        tag=np.concatenate([sample.carries for sample in samples]).astype(np.float64),
        human=human,
        heavy=weight[:, None] / chance,
        missed=np.where(np.isfinite(chance), 1 - chance, 0.0),
        document=np.unique(np.array(documents, dtype=str), return_inverse=True)[1],
    )


def _check(reviews: pd.DataFrame) -> None:
    needed = ("passage", "theme", "human", "probability")
    if missing := [name for name in needed if name not in reviews]:
        raise CommuniqueError(f"the reviews lack the column {missing[0]}")
    for name in ("human", "probability"):
        values = reviews[name].to_numpy(dtype="float64")
        fits: Any = (values >= 0) & (values <= 1) & ((values > 0) | (name == "human"))
        if not fits.all():
            first = reviews["passage"].iloc[int(np.flatnonzero(~fits)[0])]
            raise CommuniqueError(
                f"the reviews have the {name} {values[~fits][0]:g} at the passage {first!r}",
                "it must be a number up to 1, a probability above 0",
            )
    if (twice := reviews.duplicated(["passage", "theme"])).any():
        passage, theme = reviews.loc[twice, ["passage", "theme"]].iloc[0]
        raise CommuniqueError(f"the reviews have the passage {passage!r} and {theme!r} twice")
