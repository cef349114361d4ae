"""Role-weighted shares of themes by period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from communique.compare.weighing import Weighed

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class PeriodSample:
    """The passages of one period as arrays: their weights, and which themes they carry.

    ``carries`` has a row per passage and a column per theme; ``documents`` and
    ``sections`` are the passages' own, ``sections`` from the outermost heading inwards.
    """

    period: str
    weight: FloatArray
    carries: npt.NDArray[np.bool_]
    documents: tuple[str, ...]
    sections: tuple[tuple[str, ...], ...]

    @property
    def shares(self) -> FloatArray:
        return weighted_shares(self.weight, self.carries)


def weighted_shares(weight: FloatArray, carries: npt.NDArray[np.bool_]) -> FloatArray:
    r"""Share of each theme in the weight of the passages.

    .. math:: p_t = \frac{\sum_i w_i y_{it}}{\sum_i w_i}

    with :math:`w_i` the weight of passage i's role and :math:`y_{it}` 1 where it carries
    theme t, else 0. Since a passage may carry several themes or none, the shares of a
    period need not sum to 1; they do where every passage carries exactly one.

    Parameters
    ----------
    weight
        Weights above 0, one a passage.
    carries
        A row per passage, a column per theme.

    Returns
    -------
    numpy.ndarray
        One share per theme, 0 to 1; NaN where there is no passage.
    """
    if not len(weight):
        return np.full(carries.shape[1], np.nan)
    # Weights relative to the heaviest: their scale then has no part in rounding errors.
    relative = weight / weight.max()
    shares: FloatArray = relative @ carries / relative.sum()
    return shares


def period_samples(weighed: Weighed, themes: Sequence[str]) -> list[PeriodSample]:
    """The weighed passages by period, periods in order, passages by id.

    Parameters
    ----------
    weighed
        Passages and tags.
    themes
        The themes that become columns; tags of others are left out.
    """
    passages = weighed.passages
    row_of = pd.Index(passages["passage"])
    column_of = pd.Index(list(themes))
    rows = row_of.get_indexer(pd.Index(weighed.tags["passage"]))
    columns = column_of.get_indexer(pd.Index(weighed.tags["theme"]))
    known = (rows >= 0) & (columns >= 0)
    carries = np.zeros((len(row_of), len(column_of)), dtype=bool)
    carries[rows[known], columns[known]] = True
    weight = passages["weight"].to_numpy(dtype="float64")
    documents = passages["document"].to_numpy(dtype=object)
    sections = passages["section"].to_numpy(dtype=object)
    period = passages["period"].to_numpy(dtype=object)
    samples = []
    for name in weighed.periods:
        of = np.flatnonzero(period == name)
        samples.append(
            PeriodSample(
                period=name,
                weight=weight[of],
                carries=carries[of],
                documents=tuple(documents[of]),
                sections=tuple(tuple(path.split(" > ")) for path in sections[of]),
            )
        )
    return samples
