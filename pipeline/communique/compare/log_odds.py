"""Which counts are larger in one place than elsewhere, by more than chance allows."""

from __future__ import annotations

import numpy as np

from communique.compare.shares import FloatArray, IntArray

_TINY = 1e-9
#: Terms taken at a time: a large collection has millions, and each step takes room for all.
_ROWS = 1 << 15


def log_odds(counts: IntArray) -> FloatArray:
    r"""z-scores of each term's log-odds in each period against all other periods.

    Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008,
    Fightin' words, Political Analysis 16, eq. 16, 22 and 23). With :math:`y_w` the count of
    term w in the period, :math:`y'_w` in the others, n and n' their sums,

    .. math::

        \delta_w = \log\frac{y_w + \alpha_w}{n + \alpha_0 - y_w - \alpha_w}
                 - \log\frac{y'_w + \alpha_w}{n' + \alpha_0 - y'_w - \alpha_w},
        \qquad
        z_w = \delta_w \Big/ \sqrt{\frac{1}{y_w + \alpha_w} + \frac{1}{y'_w + \alpha_w}}

    The prior :math:`\alpha_w = \alpha_0 f_w` has the frequencies :math:`f_w` of the whole
    collection and weighs as much as a period of average length,
    :math:`\alpha_0 = N / P`: it draws rare terms towards no difference.

    Parameters
    ----------
    counts
        A row per term, a column per period; all terms of a kind, since their sums are
        the periods' lengths. A term must occur somewhere.

    Returns
    -------
    numpy.ndarray
        z-scores in the shape of ``counts``; above 0 where the period has more. 0 for a
        period without terms and where there is no other.
    """
    return weighed_log_odds(counts, counts.sum(axis=0))


def weighed_log_odds(counts: IntArray, lengths: IntArray) -> FloatArray:
    """As :func:`log_odds`, for some of the terms, with the periods' lengths given.

    Parameters
    ----------
    counts
        A row per term, a column per period.
    lengths
        Occurrences of all terms by period.
    """
    filled = lengths > 0
    if filled.sum() < 2 or not len(counts):
        return np.zeros(counts.shape)
    z = np.empty(counts.shape)
    for start in range(0, len(counts), _ROWS):
        z[start : start + _ROWS] = _scores(counts[start : start + _ROWS], lengths)
    return z


def _scores(counts: IntArray, lengths: IntArray) -> FloatArray:
    """The z-scores of some terms, each of them by itself."""
    filled = lengths > 0
    whole = counts.sum(axis=1, keepdims=True).astype(float)
    length = lengths.sum()
    prior_length = length / filled.sum()
    prior = prior_length * whole / length
    here, there = counts + prior, whole - counts + prior
    rest_here = lengths + prior_length - here
    rest_there = length - lengths + prior_length - there
    # Where a collection has one single term, nothing else could have stood there: no odds.
    open_to_doubt = filled & (rest_here > _TINY) & (rest_there > _TINY)
    ratio = np.ones(counts.shape)
    np.divide(here * rest_there, rest_here * there, out=ratio, where=open_to_doubt)
    z: FloatArray = np.log(ratio) / np.sqrt(1 / here + 1 / there)
    return z
