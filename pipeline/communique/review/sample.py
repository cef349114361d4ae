r"""A probability sample of passages for review.

The unit is the passage with all themes, not the single tag. A sample of tags alone
would tell how many of them are right and nothing of those that are missing; whoever reads
a passage can mark wrong tags and add missing ones in one go, so that recall and the
correction of shares, which need the untagged passages, rest on the same sample as precision.

Every passage of the documents that count in a comparison has a known probability of being
drawn, :math:`\pi_i > 0`:

.. math:: \pi_i = \min(1, c\, s_i), \qquad \sum_i \pi_i = n

1. *Year.* :math:`s_i` is divided by the root of the number of passages of its year, so
   that small years get more than their proportion and large ones still more passages
   (power allocation; Bankier 1988).
2. *Score.* A passage whose least certain tag scores below 0.6 is drawn twice as often as
   others, for there the errors are; a procedural passage a quarter as often, for it weighs
   nothing in a comparison by default.
3. *Theme.* A passage is drawn the more often the rarer its rarest theme is, up to twice as
   often, lest rare themes have no case.

The passages are put in the order of year, band of scores, rarest theme and score, and drawn
systematically along the running sum of :math:`\pi` from one random start (Madow 1949;
Särndal, Swensson & Wretman 1992, §3.6): every year, band and theme gets its expected number
but for less than one passage, and :math:`\pi_i` holds exactly. Recorded as the stratum are the
band and the year, or several years in a row where one alone would have less than five.

References
----------
Bankier (1988), Power allocations, The American Statistician 42. Madow (1949), On the theory
of systematic sampling II, Annals of Mathematical Statistics 20. Särndal, Swensson & Wretman
(1992), Model assisted survey sampling.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from communique.compare.weighing import weigh
from communique.errors import CommuniqueError
from communique.records import ROLES

FloatArray = npt.NDArray[np.float64]

#: Bands of a passage by the score of its least certain tag: name, lowest score.
BANDS = (("sure", 0.85), ("likely", 0.6), ("doubtful", 0.0))
UNTAGGED = "untagged"
#: How much more often a doubtful passage is drawn than others, and a procedural one.
DOUBTFUL, PROCEDURAL = 2.0, 0.25
#: Most that the rarity of a theme adds.
RAREST = 2.0
#: Fewest passages that a stratum is expected to have in the sample.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """A passage of the sample.

    ``stratum`` is a number that tells nothing of the tags, ``drawn`` how many passages of
    its stratum were drawn, ``probability`` its own chance to be, from above 0 to 1.
    """

    passage: str
    stratum: str
    drawn: int
    probability: float


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn, by passage id, from how many passages; and the strata by number."""

    drawn: tuple[Drawn, ...]
    frame: int
    strata: Mapping[str, str]


def draw(
    documents: pd.DataFrame,
    passages: pd.DataFrame,
    tags: pd.DataFrame,
    n: int,
    *,
    seed: int = 0,
) -> Sample:
    """Draw passages for review.

    Parameters
    ----------
    documents, passages, tags
        Tables of a dataset.
    n
        Passages to draw, at least 1; all are drawn where there are not more.
    seed
        Another seed, another sample; the order of rows changes nothing.

    Raises
    ------
    CommuniqueError
        If ``n`` is below 1, the seed negative, or no passage counts in a comparison.
    """
    if n < 1:
        raise CommuniqueError(f"{n} passages cannot be drawn", "ask for 1 or more")
    if seed < 0:
        raise CommuniqueError(f"the seed {seed} is negative", "give a number from 0")
    frame = _frame(documents, passages, tags)
    if not len(frame):
        raise CommuniqueError(
            "no passage counts in a comparison, so that there is nothing to review",
            "a document counts if it was read, names a year and is no list",
        )
    probability = inclusion_probabilities(_sizes(frame), n)
    start = np.random.default_rng([seed, 1949]).random()
    chosen = systematic(probability, start)
    names = _strata(frame, probability)
    strata = {name: f"s{place}" for place, name in enumerate(sorted(set(names)), start=1)}
    drawn_of = Counter(names[place] for place in np.flatnonzero(chosen))
    found = [
        Drawn(
            passage=str(frame["passage"].iloc[place]),
            stratum=strata[names[place]],
            drawn=drawn_of[names[place]],
            # as it will stand in the sheet
            probability=round(float(probability[place]), 6),
        )
        for place in np.flatnonzero(chosen)
    ]
    return Sample(
        drawn=tuple(sorted(found, key=lambda one: one.passage)),
        frame=len(frame),
        strata={number: name for name, number in strata.items()},
    )


def inclusion_probabilities(sizes: FloatArray, n: int) -> FloatArray:
    """Probabilities proportional to sizes, none above 1, that sum to n (or to all there are).

    Parameters
    ----------
    sizes
        Sizes above 0.
    n
        The number to be drawn.
    """
    if n >= len(sizes):
        return np.ones(len(sizes))
    certain = np.zeros(len(sizes), dtype=bool)
    while True:
        left = n - certain.sum()
        found = np.where(certain, 1.0, left * sizes / sizes[~certain].sum())
        beyond = (found >= 1) & ~certain
        if not beyond.any():
            return np.asarray(found, dtype=np.float64)
        certain |= beyond


def systematic(probability: FloatArray, start: float) -> npt.NDArray[np.bool_]:
    """Draw along the running sum of probabilities, from a start between 0 and 1.

    An item is drawn where a whole number plus the start falls into its stretch of the sum.
    Nobody is drawn twice as no probability is above 1.
    """
    ends = np.cumsum(probability)
    # the sum is a whole number but for rounding, which must not cost or give an item
    if len(ends) and abs(ends[-1] - round(ends[-1])) < 1e-6:
        ends *= round(ends[-1]) / ends[-1]
    # nor must it on the way, where a sum is whole behind an item that is certain
    counts = np.ceil(np.round(np.concatenate(([0.0], ends)) - start, 9))
    drawn: npt.NDArray[np.bool_] = np.diff(counts) >= 1
    drawn |= probability >= 1 - 1e-12
    return drawn


def _frame(documents: pd.DataFrame, passages: pd.DataFrame, tags: pd.DataFrame) -> pd.DataFrame:
    """The passages that can be drawn, in the order of drawing."""
    weighed = weigh(documents, passages, tags, dict.fromkeys(ROLES, 1.0))
    frame = weighed.passages[["passage", "period", "text"]]
    frame = frame[frame["text"].str.strip() != ""]
    role = passages.set_index("passage")["role"]
    rated = tags[tags["passage"].isin(frame["passage"])].drop_duplicates(["passage", "theme"])
    count = rated["theme"].value_counts()
    rated = rated.assign(count=rated["theme"].map(count)).sort_values(["count", "theme"])
    rarest = rated.drop_duplicates("passage").set_index("passage")
    theme_of = rarest["theme"].to_dict()
    # a tag without a score is no certain one
    least = rated.assign(score=rated["score"].fillna(0.0)).groupby("passage")["score"].min()
    frame = frame.assign(
        role=frame["passage"].map(role),
        theme=[theme_of.get(passage, "") for passage in frame["passage"]],
        count=frame["passage"].map(rarest["count"]).astype("float64"),
        score=frame["passage"].map(least).astype("float64"),
    )
    frame["band"] = [_band(score) for score in frame["score"]]
    order = ["period", "band", "theme", "score", "passage"]
    return frame.sort_values(order, ignore_index=True)


def _strata(frame: pd.DataFrame, probability: FloatArray) -> list[str]:
    """The stratum of each passage: its band of scores, in as many years as it takes.

    Years go together until :data:`FEWEST` passages of the band are expected to be drawn, so
    that some stand for others where a part of a stratum comes back unreviewed.
    """
    expected = pd.Series(probability).groupby([frame["band"], frame["period"]]).sum()
    name_of: dict[tuple[str, str], str] = {}
    for band, of_band in expected.groupby(level=0):
        groups: list[list[str]] = []
        open_sum = float(FEWEST)
        for period, count in zip(of_band.index.get_level_values(1), of_band, strict=True):
            if open_sum >= FEWEST:
                groups.append([])
                open_sum = 0.0
            groups[-1].append(str(period))
            open_sum += float(count)
        if open_sum < FEWEST and len(groups) > 1:
            last = groups.pop()
            groups[-1] += last
        for group in groups:
            years = group[0] if len(group) == 1 else f"{group[0]} to {group[-1]}"
            name_of |= {(str(band), period): f"{band}, {years}" for period in group}
    return [name_of[pair] for pair in zip(frame["band"], frame["period"], strict=True)]


def _band(score: float) -> str:
    for name, lowest in BANDS:
        if score >= lowest:
            return name
    return UNTAGGED


def _sizes(frame: pd.DataFrame) -> FloatArray:
    of_year = frame["period"].map(frame["period"].value_counts()).to_numpy(dtype="float64")
    sizes = 1 / np.sqrt(of_year)
    sizes *= np.where(frame["band"] == "doubtful", DOUBTFUL, 1.0)
    sizes *= np.where(frame["role"] == "procedural", PROCEDURAL, 1.0)
    count = frame["count"].to_numpy(dtype="float64")
    if not np.isnan(count).all():
        usual = frame.groupby("theme")["count"].first().mean()  # the mean leaves out untagged ones
        rarity = np.clip(np.sqrt(usual / count), 1.0, RAREST)
        sizes *= np.where(np.isnan(rarity), 1.0, rarity)
    return np.asarray(sizes, dtype=np.float64)
