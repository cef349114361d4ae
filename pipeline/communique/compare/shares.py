"""Role-weighted shares of themes by period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from communique.compare.weighing import Weighed
from communique.errors import CommuniqueError

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
#: Passages × themes: yes or no, or probabilities.
Amounts = npt.NDArray[np.bool_] | FloatArray


@dataclass(frozen=True)
class PeriodSample:
    """The passages of one period as arrays: their weights, and which themes they carry.

    ``carries`` has a row per passage and a column per theme, as has ``scores``, the
    probabilities that count in its place where they are given; ``documents`` and
    ``sections`` are the passages' own, ``sections`` from the outermost heading inwards.
    """

    period: str
    weight: FloatArray
    carries: npt.NDArray[np.bool_]
    documents: tuple[str, ...]
    sections: tuple[tuple[str, ...], ...]
    scores: FloatArray | None = None

    @property
    def amounts(self) -> Amounts:
        """How far each passage carries each theme, 0 to 1."""
        return self.carries if self.scores is None else self.scores

    @property
    def shares(self) -> FloatArray:
        return weighted_shares(self.weight, self.amounts)


def weighted_shares(weight: FloatArray, carries: Amounts) -> FloatArray:
    r"""Share of each theme in the weight of the passages.

    .. math:: p_t = \frac{\sum_i w_i y_{it}}{\sum_i w_i}

    with :math:`w_i` the weight of passage i's role and :math:`y_{it}` 1 where it carries
    theme t, else 0 (or the probability that it does). Since a passage may carry several
    themes or none, the shares of a period need not sum to 1; they do where every passage
    carries exactly one.

    Parameters
    ----------
    weight
        Weights above 0, one a passage.
    carries
        A row per passage, a column per theme: 0 to 1.

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


def period_samples(
    weighed: Weighed, themes: Sequence[str], scores: pd.DataFrame | None = None
) -> list[PeriodSample]:
    """The weighed passages by period, periods in order, passages by id.

    Parameters
    ----------
    weighed
        Passages and tags.
    themes
        The themes that become columns; tags of others are left out.
    scores
        Probabilities: ``passage``, ``theme``, ``score``, a row for each weighed passage
        and theme.

    Raises
    ------
    CommuniqueError
        If a passage lacks the score of a theme, or a score is no probability.
    """
    whole = whole_sample(weighed, themes, scores)
    period = weighed.passages["period"].to_numpy(dtype=object)
    return [_part(whole, name, np.flatnonzero(period == name)) for name in weighed.periods]


def whole_sample(
    weighed: Weighed, themes: Sequence[str], scores: pd.DataFrame | None = None
) -> PeriodSample:
    """All weighed passages as one sample; arguments as for :func:`period_samples`."""
    passages = weighed.passages
    carries = np.zeros((len(passages), len(themes)), dtype=bool)
    rows, columns = _places(passages, themes, weighed.tags)
    known = (rows >= 0) & (columns >= 0)
    carries[rows[known], columns[known]] = True
    return PeriodSample(
        period="",
        weight=passages["weight"].to_numpy(dtype="float64"),
        carries=carries,
        documents=tuple(passages["document"].tolist()),
        sections=tuple(tuple(str(path).split(" > ")) for path in passages["section"].tolist()),
        scores=None if scores is None else _probabilities(passages, themes, scores),
    )


def _part(whole: PeriodSample, period: str, of: npt.NDArray[np.int64]) -> PeriodSample:
    return PeriodSample(
        period=period,
        weight=whole.weight[of],
        carries=whole.carries[of],
        documents=tuple(whole.documents[place] for place in of),
        sections=tuple(whole.sections[place] for place in of),
        scores=None if whole.scores is None else whole.scores[of],
    )


def _places(
    passages: pd.DataFrame, themes: Sequence[str], table: pd.DataFrame
) -> tuple[IntArray, IntArray]:
    """The row and column of each passage and theme of a table; -1 where there is none."""
    rows = pd.Index(passages["passage"]).get_indexer(pd.Index(table["passage"].astype(str)))
    columns = pd.Index(list(themes)).get_indexer(pd.Index(table["theme"].astype(str)))
    return rows.astype(np.int64), columns.astype(np.int64)


def _probabilities(
    passages: pd.DataFrame, themes: Sequence[str], scores: pd.DataFrame
) -> FloatArray:
    for name in ("passage", "theme", "score"):
        if name not in scores:
            raise CommuniqueError(f"the table scores lacks the column {name}")
    found = np.full((len(passages), len(themes)), np.nan)
    rows, columns = _places(passages, themes, scores)
    known = (rows >= 0) & (columns >= 0)
    values = pd.to_numeric(scores["score"], errors="coerce").to_numpy(dtype="float64")
    found[rows[known], columns[known]] = values[known]
    lacking = np.argwhere(~((found >= 0) & (found <= 1)))
    if len(lacking):
        row, column = lacking[0]
        raise CommuniqueError(
            f"there is no probability of {themes[column]} for the passage "
            f"{passages['passage'].iloc[row]}",
            "give every passage a score from 0 to 1 for every theme",
        )
    return found
