"""The weighed passages with what people said of them, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from communique.compare.shares import FloatArray, IntArray, PeriodSample, weighted_shares
from communique.compare.weighing import Weighed
from communique.errors import CommuniqueError


@dataclass(frozen=True)
class Reviewed:
    """The passages of one or all periods with their reviews; arrays are passages × themes.

    ``tag`` is f, ``human`` is y (0 where not reviewed), ``heavy`` is a (0 where not reviewed),
    ``missed`` is 1 less the probability of being reviewed.
    """

    weight: FloatArray
    tag: FloatArray
    human: FloatArray
    heavy: FloatArray
    missed: FloatArray
    document: IntArray

    def of(self, rows: IntArray) -> Reviewed:
        return Reviewed(
            self.weight[rows],
            self.tag[rows],
            self.human[rows],
            self.heavy[rows],
            self.missed[rows],
            self.document[rows],
        )

    @property
    def count(self) -> IntArray:
        """Reviewed passages, by theme."""
        return np.asarray((self.heavy > 0).sum(axis=0), dtype=np.int64)

    @property
    def share(self) -> FloatArray:
        """Shares by tags alone."""
        return weighted_shares(self.weight, self.tag)

    def mean(self, values: FloatArray) -> FloatArray:
        """The mean of passages × themes over the reviewed ones, by theme; NaN without any."""
        total = self.heavy.sum(axis=0)
        sums = (self.heavy * values).sum(axis=0)
        found: FloatArray = np.divide(sums, total, out=np.full(len(total), np.nan), where=total > 0)
        return found


def reviewed_passages(
    weighed: Weighed,
    samples: Sequence[PeriodSample],
    reviews: pd.DataFrame,
    themes: Sequence[str],
) -> Reviewed:
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
    return Reviewed(
        weight=weight,
        tag=np.concatenate([sample.amounts for sample in samples]).astype(np.float64),
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
