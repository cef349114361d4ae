r"""How far a share can be trusted: a cluster bootstrap, made honest for few clusters.

Passages of one document resemble each other, so documents are resampled, not passages
(Davison & Hinkley 1997, §3.8; Field & Welsh 2007). A plain percentile interval from
three or five documents is far too short, and that of a theme which nobody mentioned is
the point 0. Hence the bootstrap here gives the *variance*, and the interval is that of a
proportion from as many independent passages as would be equally uncertain:

1. :math:`C - 1` of C clusters are drawn with replacement, B times, which makes the
   bootstrap's variance unbiased for small C (Rao & Wu 1988), and the weighted share is
   computed from each draw.
2. The design effect of theme t is :math:`d_t = s_t^2 / v_t`: the bootstrap's variance over
   that of a simple sample, :math:`v_t = p_t (1 - p_t) / n`, with Kish's
   :math:`n = (\sum w)^2 / \sum w^2` for unequal weights (Kish 1965). A variance from few
   clusters is itself uncertain, and rare themes have next to none, so it is drawn
   towards that of all themes together, :math:`D = \sum s_t^2 / \sum v_t`, as
   :math:`\tilde d_t = (\nu d_t + \nu_0 D) / (\nu + \nu_0)` with :math:`\nu = C - 1` and
   :math:`\nu_0` the weight of the pooled one (the moderated variance of Smyth 2004);
   it is never taken below 1.
3. The effective size :math:`n_t = (n / \tilde d_t) (z / t_{\nu + \nu_0})^2` has the
   degrees of freedom in it (Korn & Graubard 1998).
4. The interval is Jeffreys' for :math:`n_t p_t` successes in :math:`n_t` trials, the
   quantiles of :math:`\mathrm{Beta}(n_t p_t + ½,\; n_t (1 - p_t) + ½)`, with the ends 0 and
   1 where nothing or everything was tagged (Brown, Cai & DasGupta 2001). It neither
   leaves 0 to 1 nor collapses.

Ranks and changes need all themes at once. The draws of step 1 are therefore bent to the
margins of step 4, theme by theme and keeping their order (an empirical copula), so that
shares, ranks and changes rest on the same resamples and themes that go together in
documents go together there.

References
----------
Brown, Cai & DasGupta (2001), Interval estimation for a binomial proportion, Statistical
Science 16. Davison & Hinkley (1997), Bootstrap methods and their application. Field &
Welsh (2007), Bootstrapping clustered data, JRSS B 69. Kish (1965), Survey sampling. Korn &
Graubard (1998), Confidence intervals for proportions with small expected number of
positive counts estimated from survey data, Survey Methodology 24. Rao & Wu (1988),
Resampling inference with complex survey data, JASA 83. Smyth (2004), Linear models and
empirical Bayes methods, Statistical Applications in Genetics and Molecular Biology 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.polynomial import chebyshev
from scipy import special

from communique.compare.shares import Amounts, FloatArray, IntArray, PeriodSample

Unit = Literal["documents", "sections", "passages"]

#: How many resamples are drawn of each period.
RESAMPLES = 4000
#: Probability that an interval holds the true figure.
LEVEL = 0.95
#: Fewest documents, and else fewest sections, that are resampled.
FEWEST_DOCUMENTS = 3
FEWEST_SECTIONS = 5
#: What the design effect of all themes weighs, in degrees of freedom.
POOLED_FREEDOM = 4.0

#: Degree of the polynomials that stand for a margin's quantiles.
_DEGREE = 40
_SEED = 1961
_TINY = 1e-12


@dataclass(frozen=True)
class Resampled:
    """One period's shares with their uncertainty.

    ``shares`` and ``sizes`` (effective numbers of passages) have one value per theme,
    ``draws`` a row per resample and a column per theme.
    """

    period: str
    unit: Unit
    shares: FloatArray
    sizes: FloatArray
    draws: FloatArray


def resampled(sample: PeriodSample, draws: int = RESAMPLES) -> Resampled:
    """Resample a period that has at least one passage.

    The random numbers depend on the period's name alone, so that other periods and the
    order of rows change nothing.

    Parameters
    ----------
    sample
        The period's passages.
    draws
        Number of resamples, at least 100.
    """
    unit, codes = clusters(sample)
    weight, tagged = totals(sample.weight, sample.amounts, codes)
    random = np.random.default_rng([_SEED, *sample.period.encode()])
    shares = sample.shares
    plain = bootstrap(weight, tagged, draws, random)
    sizes = effective_sizes(shares, plain, kish_size(sample.weight), len(weight))
    return Resampled(
        period=sample.period,
        unit=unit,
        shares=shares,
        sizes=sizes,
        draws=bent(plain, shares, sizes, random),
    )


def clusters(sample: PeriodSample) -> tuple[Unit, IntArray]:
    """What is resampled in a period, and the cluster of each passage, from 0.

    Documents where there are at least 3; else the sections of the outermost level of
    headings that has at least 5 of them; else the passages.
    """
    documents, codes = np.unique(np.array(sample.documents, dtype=str), return_inverse=True)
    if len(documents) >= FEWEST_DOCUMENTS:
        return "documents", codes
    deepest = max(map(len, sample.sections), default=0)
    for depth in range(1, deepest + 1):
        paths: dict[tuple[str, ...], int] = {}
        places = [
            paths.setdefault((document, *section[:depth]), len(paths))
            for document, section in zip(sample.documents, sample.sections, strict=True)
        ]
        if len(paths) >= FEWEST_SECTIONS:
            return "sections", np.array(places, dtype=np.int64)
    return "passages", np.arange(len(sample.weight), dtype=np.int64)


def totals(weight: FloatArray, carries: Amounts, codes: IntArray) -> tuple[FloatArray, FloatArray]:
    """Each cluster's weight, and its weight of passages that carry each theme."""
    relative = weight / weight.max()
    count = int(codes.max()) + 1
    tagged = np.zeros((count, carries.shape[1]))
    np.add.at(tagged, codes, relative[:, None] * carries)
    weights = np.zeros(count)
    np.add.at(weights, codes, relative)
    return weights, tagged


def bootstrap(
    weight: FloatArray, tagged: FloatArray, draws: int, random: np.random.Generator
) -> FloatArray:
    """Shares in resamples of C - 1 out of C clusters; a lone cluster gives itself.

    Parameters
    ----------
    weight
        The clusters' weights, above 0.
    tagged
        A row per cluster, a column per theme: weight of the passages that carry it.
    draws
        Number of resamples.
    random
        Where the randomness comes from.

    Returns
    -------
    numpy.ndarray
        A row per resample, a column per theme.
    """
    count = len(weight)
    times = random.multinomial(max(count - 1, 1), np.full(count, 1 / count), size=draws)
    found: FloatArray = (times @ tagged) / (times @ weight)[:, None]
    return found


def kish_size(weight: FloatArray) -> float:
    """How many passages of equal weight would tell as much as these."""
    relative = weight / weight.max()
    return float(relative.sum() ** 2 / (relative**2).sum())


def effective_sizes(shares: FloatArray, plain: FloatArray, size: float, count: int) -> FloatArray:
    """The number of independent passages that would be as uncertain, per theme.

    Parameters
    ----------
    shares
        The shares, 0 to 1.
    plain
        The shares in the resamples.
    size
        Kish's number of passages.
    count
        Number of clusters.
    """
    simple = shares * (1 - shares) / size
    variance = plain.var(axis=0) if count > 1 else simple
    rare = simple <= _TINY
    pooled = variance[~rare].sum() / simple[~rare].sum() if not rare.all() else 1.0
    effect = np.divide(variance, simple, out=np.full_like(shares, pooled), where=~rare)
    freedom = count - 1
    moderated = (freedom * effect + POOLED_FREEDOM * pooled) / (freedom + POOLED_FREEDOM)
    tail = 1 - (1 - LEVEL) / 2
    shrink = special.ndtri(tail) / special.stdtrit(freedom + POOLED_FREEDOM, tail)
    sizes: FloatArray = size / np.maximum(moderated, 1.0) * shrink**2
    return sizes


def interval(shares: FloatArray, sizes: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The lower and upper ends of the shares' 95 % intervals."""
    tail = (1 - LEVEL) / 2
    low = _beta_quantile(shares, sizes, np.array(tail))
    high = _beta_quantile(shares, sizes, np.array(1 - tail))
    low = np.where(shares <= _TINY, 0.0, np.minimum(low, shares))
    high = np.where(shares >= 1 - _TINY, 1.0, np.maximum(high, shares))
    return low, high


def bent(
    plain: FloatArray, shares: FloatArray, sizes: FloatArray, random: np.random.Generator
) -> FloatArray:
    """The resamples with Jeffreys' margins, each theme's own order of them kept.

    Equal values stand in random order, since nothing tells them apart.
    """
    lots = random.random(plain.shape)
    order = np.lexsort((lots, np.round(plain, 12)), axis=0)
    found = np.empty_like(plain)
    np.put_along_axis(found, order, margins(shares, sizes, len(plain)), axis=0)
    return found


def margins(shares: FloatArray, sizes: FloatArray, draws: int) -> FloatArray:
    r"""Quantiles of each share's margin at the levels (i + ½) / draws, i from 0.

    The logit of such a quantile is a smooth function of the probit of its level, so it is
    worked out at 41 levels and interpolated by a polynomial through Chebyshev points
    (Trefethen 2019, Approximation theory and approximation practice, ch. 8): within
    :math:`10^{-10}` of the quantile, in a fraction of the time. Equal shares of equal size
    get equal margins, to the bit, whatever stands beside them.

    Parameters
    ----------
    shares, sizes
        The shares, 0 to 1, and their effective numbers of passages.
    draws
        Number of resamples, at least 2.

    Returns
    -------
    numpy.ndarray
        A row per level, rising, and a column per theme.
    """
    probits = special.ndtri((np.arange(draws) + 0.5) / draws)
    points = chebyshev.chebpts1(_DEGREE + 1)
    below, above = special.ndtr(probits[-1] * points), special.ndtr(-probits[-1] * points)
    # the polynomials are orthogonal at these points, so that each one's part is a sum
    parts = chebyshev.chebvander(points, _DEGREE).T * (2 / (_DEGREE + 1))
    parts[0] /= 2
    found = np.empty((draws, len(shares)))
    for theme, (share, size) in enumerate(zip(shares, sizes, strict=True)):
        logits = np.log(_beta_quantile(share, size, below))
        logits -= np.log(_beta_quantile(1 - share, size, above))
        terms = (parts * logits).sum(axis=1)
        found[:, theme] = special.expit(chebyshev.chebval(probits / probits[-1], terms))
    return found


def _beta_quantile(
    shares: FloatArray | float, sizes: FloatArray | float, level: FloatArray
) -> FloatArray:
    hits = sizes * shares
    found: FloatArray = special.betaincinv(hits + 0.5, sizes - hits + 0.5, level)
    return found
