r"""Does the error depend on year or language? A tagger whose error does would fake a trend.

For one kind of error (false tags, or misses) let :math:`e_k` be the errors among the
:math:`n_k` occasions for one at level :math:`k` (a band of years, a language), and
:math:`r = \sum_k e_k / \sum_k n_k`. An occasion for a false tag is a theme that a passage
does not carry, for a miss one that it carries. The statistic is

.. math:: X^2 = \sum_k \frac{(e_k - n_k r)^2}{n_k \, r (1 - r)}

Errors in one document go together, so that :math:`X^2` has no chi-square distribution;
its own is found by dealing the levels out to the documents anew, 999 times:
:math:`p = (1 + \#\{X^2_* \ge X^2\}) / 1000` (Phipson and Smyth 2010, "Permutation
p-values should never be zero"). The test says that levels differ, not why: gold passages
of one level may be harder than those of another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from communique.evaluate.decisions import Bools, Floats
from communique.evaluate.intervals import Places, totals

PERMUTATIONS, SEED = 999, 20_020

_TIE = 1e-9  # sums in another order must not count as larger


@dataclass(frozen=True, slots=True)
class Level:
    """Errors of one kind among the occasions for one at one level; ``rate`` is 0 to 1."""

    level: str
    errors: int
    occasions: int
    rate: float


@dataclass(frozen=True, slots=True)
class DriftTest:
    """Whether one kind of error differs between levels.

    Attributes
    ----------
    error
        ``false tags`` or ``misses``.
    across
        ``years`` or ``languages``.
    documents
        That levels were dealt out to; one with passages of two levels counts as two.
    statistic, p
        ``None`` where there are not two levels with occasions.
    """

    error: str
    across: str
    documents: int
    levels: tuple[Level, ...]
    statistic: float | None
    p: float | None


def drift_tests(
    wanted: Bools, given: Bools, unit: Places, labels: Mapping[str, Sequence[str]]
) -> tuple[DriftTest, ...]:
    """Test both kinds of errors across each labelling.

    Parameters
    ----------
    wanted, given
        Passages × themes.
    unit
        The document of each passage.
    labels
        By what is compared (``years``, ``languages``) each passage's level; passages
        without one (``""``) are left out.
    """
    kinds = {
        "false tags": ((given & ~wanted).sum(axis=1), (~wanted).sum(axis=1)),
        "misses": ((wanted & ~given).sum(axis=1), wanted.sum(axis=1)),
    }
    return tuple(
        drift_test(error, across, errors, occasions, unit, levels)
        for across, levels in labels.items()
        for error, (errors, occasions) in kinds.items()
    )


def drift_test(
    error: str, across: str, errors: Places, occasions: Places, unit: Places, labels: Sequence[str]
) -> DriftTest:
    """Test whether errors per occasion differ between levels.

    Parameters
    ----------
    error, across
        What to call the kind of error and the levels.
    errors, occasions
        Counts of each passage.
    unit
        The document of each passage.
    labels
        The level of each passage, ``""``: none.
    """
    kept = np.array([bool(label) for label in labels], dtype=np.bool_) & (occasions > 0)
    names = sorted({label for label, keep in zip(labels, kept, strict=True) if keep})
    if not names:
        return DriftTest(error, across, 0, (), None, None)
    own = np.array([names.index(x) for x, keep in zip(labels, kept, strict=True) if keep], np.intp)
    cells, which = np.unique(np.column_stack([unit[kept], own]), axis=0, return_inverse=True)
    counts = np.column_stack([errors[kept], occasions[kept]]).astype(np.float64)
    by_cell = totals(counts, which.reshape(-1).astype(np.intp))
    level = cells[:, 1].astype(np.intp)
    found = totals(by_cell, level)
    levels = tuple(
        Level(name, int(e), int(n), float(e / n))
        for name, e, n in zip(names, *found.T, strict=True)
    )
    if len(names) < 2:
        return DriftTest(error, across, len(cells), levels, None, None)
    statistic = heterogeneity(found[:, 0], found[:, 1])
    random = np.random.default_rng(SEED)
    reached = 0
    for _ in range(PERMUTATIONS):
        dealt = totals(by_cell, random.permutation(level))
        reached += heterogeneity(dealt[:, 0], dealt[:, 1]) >= statistic - _TIE
    p = (1 + reached) / (1 + PERMUTATIONS)
    return DriftTest(error, across, len(cells), levels, statistic, p)


def heterogeneity(errors: Floats, occasions: Floats) -> float:
    """The statistic :math:`X^2`, 0 where no decision or every decision is wrong."""
    rate = errors.sum() / occasions.sum()
    if not 0 < rate < 1:
        return 0.0
    spread = occasions * rate * (1 - rate)
    return float(((errors - occasions * rate) ** 2 / spread).sum())
