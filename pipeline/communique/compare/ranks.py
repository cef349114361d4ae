"""Places of themes by share, and how far the data let them move."""

from __future__ import annotations

import numpy as np

from communique.compare.intervals import LEVEL
from communique.compare.shares import FloatArray, IntArray

#: Digits to which two shares must agree to stand on the same place.
_DIGITS = 12


def ranks(shares: FloatArray) -> IntArray:
    r"""The place of each theme, 1 for the largest share.

    Themes with equal shares stand on the same, best place, and the places after them
    stay empty (1, 2, 2, 4), as in a table of results:
    :math:`r_t = 1 + \#\{u : p_u > p_t\}`.

    Parameters
    ----------
    shares
        One share per theme.
    """
    fallen = -np.round(shares, _DIGITS)
    found: IntArray = np.searchsorted(np.sort(fallen), fallen) + 1
    return found


def rank_intervals(shares: FloatArray, draws: FloatArray) -> tuple[IntArray, IntArray]:
    """The best and the worst place of each theme in 95 % of the resamples.

    The ends are places that were taken in a resample, and are widened to hold the
    place by the share itself (Goldstein & Spiegelhalter 1996, League tables and their
    limitations, JRSS A 159). Each interval speaks for its theme alone, not for the whole
    order at once.

    Parameters
    ----------
    shares
        One share per theme.
    draws
        A row per resample, a column per theme.
    """
    order = np.argsort(-draws, axis=1, kind="stable")
    places = np.empty(order.shape, dtype=np.int64)
    np.put_along_axis(places, order, np.arange(1, draws.shape[1] + 1)[None, :], axis=1)
    tail = (1 - LEVEL) / 2
    low = np.quantile(places, tail, axis=0, method="lower")
    high = np.quantile(places, 1 - tail, axis=0, method="higher")
    own = ranks(shares)
    return np.minimum(low, own), np.maximum(high, own)
