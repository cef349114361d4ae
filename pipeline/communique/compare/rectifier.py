"""What a reviewed sample tells of the tagger's error: steps 1, 3 and 4 of the correction.

The formulas and their sources stand in :mod:`communique.compare.prediction_powered`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from communique.compare.intervals import FEWEST_DOCUMENTS, POOLED_FREEDOM
from communique.compare.reviewed_passages import Reviewed
from communique.compare.shares import FloatArray

_TINY = 1e-12


@dataclass(frozen=True)
class Rectifier:
    """What is added to the shares of periods that borrow; a value per theme.

    ``deviation`` is the standard error with ``freedom`` degrees of freedom, ``spread`` the
    standard deviation of the periods' true errors around the common one.
    """

    difference: FloatArray
    deviation: FloatArray
    spread: FloatArray
    freedom: int


def power_of(every: Reviewed) -> FloatArray:
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
    return np.asarray(np.clip(slope, 0.0, 1.0), dtype=np.float64)


def common_rectifier(every: Reviewed, own: Sequence[Reviewed], power: FloatArray) -> Rectifier:
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
    variance, freedom = _variance(added, every)
    return Rectifier(
        difference=difference,
        deviation=np.sqrt(variance + unseen_variance(every)),
        spread=_spread(every, own, difference),
        freedom=freedom,
    )


def _variance(added: FloatArray, part: Reviewed) -> tuple[FloatArray, int]:
    """The variance of a sum over passages by theme, and its degrees of freedom.

    Documents are the units where at least 3 have reviewed passages, else the passages are.
    """
    reviewed = part.heavy.any(axis=1)
    names, codes = np.unique(part.document, return_inverse=True)
    units = len(np.unique(part.document[reviewed]))
    if units >= FEWEST_DOCUMENTS:
        sums = np.zeros((len(names), added.shape[1]))
        np.add.at(sums, codes, added)
    else:
        sums, units = added, max(int(reviewed.sum()), 2)
    found: FloatArray = units / (units - 1) * (sums**2).sum(axis=0)
    return found, units - 1


def _spread(every: Reviewed, own: Sequence[Reviewed], difference: FloatArray) -> FloatArray:
    """How far periods' errors lie around the common one beyond chance, by theme.

    A method of moments over all themes: what the squared distances are too large by, each
    in proportion to the theme's variance of a single error.
    """
    error = every.human - every.tag
    simple = every.mean((error - np.nan_to_num(every.mean(error))) ** 2)
    beyond, scale = 0.0, 0.0
    for part in own:
        total = part.heavy.sum(axis=0)
        size = np.divide(total**2, (part.heavy**2).sum(axis=0), out=total.copy(), where=total > 0)
        some = (part.count > 1) & (np.nan_to_num(simple) > _TINY)
        if not some.any():
            continue
        rest = part.human - part.tag
        mean = np.nan_to_num(part.mean(rest))
        relative = part.heavy / np.where(total > 0, total, 1.0)
        chance, _ = _variance(relative * (rest - mean), part)
        away = (mean - difference) ** 2 - chance
        # periods count by how much they tell
        beyond += float((size[some] * away[some] / simple[some]).sum())
        scale += float(size[some].sum())
    excess = max(0.0, beyond) / scale if scale else 0.0
    return np.asarray(np.sqrt(excess * np.nan_to_num(simple)), dtype=np.float64)


def unseen_variance(part: Reviewed) -> FloatArray:
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
