"""How sure a figure is: it is reckoned again on documents drawn with replacement.

Passages of one document resemble each other, so whole documents are drawn and not
passages (the cluster bootstrap; Field and Welsh 2007, "Bootstrapping clustered data").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from communique.evaluate.decisions import Floats
from communique.tag.gold import GoldPassage

#: Resamples, and the seed that they are drawn with.
RESAMPLES, SEED = 1000, 20_010
#: Fewer documents tell nothing about others: there is no interval then.
FEWEST = 5

_AT_ONCE = 100

Places = npt.NDArray[np.intp]
Interval = tuple[float, float] | None


def units(passages: Sequence[GoldPassage]) -> Places:
    """Which document each passage belongs to, numbered from 0 in order of appearance.

    A passage that names no document is one of its own.
    """
    numbers: dict[tuple[str, str], int] = {}
    keys = [("group", p.group) if p.group else ("passage", p.id) for p in passages]
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)


def totals(values: Floats, unit: Places) -> Floats:
    """Sum the rows (passages) of an array by unit: units × the array's other axes."""
    count = int(unit.max()) + 1 if len(unit) else 0
    flat = values.reshape(len(values), -1)
    columns = [np.bincount(unit, column, minlength=count) for column in flat.T]
    return np.array(columns, dtype=np.float64).T.reshape(count, *values.shape[1:])


def resampled(by_unit: Floats) -> Floats:
    """Totals over units drawn with replacement, :data:`RESAMPLES` times, with a fixed seed.

    Parameters
    ----------
    by_unit
        Units × any axes: counts.

    Returns
    -------
    array
        Resamples × the same axes. Calls with equally many units draw the same units, so
        that figures of two taggers may be compared resample by resample.
    """
    flat = by_unit.reshape(len(by_unit), -1)
    sums = [drawn @ flat for drawn in _draws(len(by_unit))]
    return np.concatenate(sums).reshape(RESAMPLES, *by_unit.shape[1:])


def interval(figures: Floats, documents: int) -> Interval:
    """The middle 95 % of a figure over resamples (percentile bootstrap).

    Resamples without the figure (``nan``) are left out. ``None`` where there are fewer
    than :data:`FEWEST` documents or no resample has the figure.
    """
    known = figures[~np.isnan(figures)]
    if documents < FEWEST or not len(known):
        return None
    low, high = np.quantile(known, [0.025, 0.975])
    return float(low), float(high)


def _draws(count: int) -> Iterator[Floats]:
    """How often each unit is drawn, some resamples at a time."""
    random = np.random.default_rng(SEED)
    for start in range(0, RESAMPLES, _AT_ONCE):
        size = min(_AT_ONCE, RESAMPLES - start)
        drawn = random.integers(0, max(count, 1), size=(size, count))
        shifted = drawn + np.arange(size)[:, None] * count
        tally = np.bincount(shifted.reshape(-1), minlength=size * count)
        yield tally.reshape(size, count).astype(np.float64)
