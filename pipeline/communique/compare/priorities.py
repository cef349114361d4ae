"""The table of priorities: shares, ranks and changes by period and theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from communique.compare.changes import change
from communique.compare.design import Design
from communique.compare.intervals import RESAMPLES, Resampled, interval, resampled
from communique.compare.prediction_powered import corrected_periods
from communique.compare.ranks import rank_intervals, ranks
from communique.compare.shares import FloatArray, PeriodSample, period_samples
from communique.compare.weighing import Weighed, weigh
from communique.errors import CommuniqueError

#: The columns of the table and their types.
COLUMNS: Mapping[str, Any] = {
    "period": "str",
    "theme": "str",
    "documents": "Int64",
    "passages": "Int64",
    "tagged": "Int64",
    "share": "float64",
    "low": "float64",
    "high": "float64",
    "rank": "Int64",
    "rank_low": "Int64",
    "rank_high": "Int64",
    "previous": "str",
    "change": "float64",
    "change_low": "float64",
    "change_high": "float64",
    "p_adjusted": "float64",
    "first_seen": "str",
    "resampled": "str",
    "correction": "float64",
    "reviewed": "Int64",
    "rectifier": "str",
}


def priorities(
    documents: pd.DataFrame | None,
    passages: pd.DataFrame,
    tags: pd.DataFrame,
    *,
    weights: Mapping[str, float] | None = None,
    themes: Iterable[str] = (),
    design: Design | None = None,
    scores: pd.DataFrame | None = None,
    reviews: pd.DataFrame | None = None,
    draws: int = RESAMPLES,
) -> pd.DataFrame:
    """What each period put first: one row per period and theme, zeros included.

    Parameters
    ----------
    documents, passages, tags
        Tables of a dataset; see :func:`communique.compare.weighing.weigh` for the
        columns that are needed. Without ``documents`` the years are taken from the
        other tables.
    weights
        Weights from 0 of the roles that shall not have their default weight.
    themes
        Themes that have rows although no passage carries them, in the order that the
        rows shall have. Themes that only the tags name follow, by name.
    design
        Which documents are compared, by what periods, standardised or not, and with what
        baseline; by default all, by year, each with the year before.
    scores
        Probabilities that count in place of the tags: ``passage``, ``theme``, ``score``, a
        row for each weighed passage and theme. ``tagged`` and ``first_seen`` still speak
        of tags.
    reviews
        A reviewed probability sample that corrects the shares for the tagger's errors, as
        for :func:`communique.compare.prediction_powered.corrected_shares`. Themes that
        were not reviewed have no share then.
    draws
        Number of resamples for intervals, at least 100.

    Returns
    -------
    pandas.DataFrame
        The columns of :data:`COLUMNS`. ``documents`` and ``passages`` are those of the
        period that carry weight. A period without any has no share, rank or interval,
        and is never the one compared with. ``resampled`` names what the intervals come
        from: ``documents``, ``sections`` or ``passages``. ``correction``, ``reviewed`` and
    ``rectifier`` say what a review added to the share, from how many passages of the
    period, and whose error it is (empty without a review). ``frame.attrs`` tells the
        ``weights`` that were used and the documents ``left_out`` with the reason.

    Raises
    ------
    CommuniqueError
        If the tables or the weights cannot be used, or the baseline is no period with
        passages.
    """
    chosen = Design() if design is None else design
    return priorities_of(
        weigh(documents, passages, tags, weights, chosen),
        themes=themes,
        baseline=chosen.baseline,
        scores=scores,
        reviews=reviews,
        draws=draws,
    )


def priorities_of(
    weighed: Weighed,
    *,
    themes: Iterable[str] = (),
    baseline: str = "",
    scores: pd.DataFrame | None = None,
    reviews: pd.DataFrame | None = None,
    draws: int = RESAMPLES,
) -> pd.DataFrame:
    """The table of :func:`priorities`, from passages that are weighed already."""
    named = list(dict.fromkeys(map(str, themes)))
    # Computed by name and shown as asked: the order of rows must not change a figure.
    every = sorted({*named, *weighed.themes})
    shown = [*named, *(theme for theme in every if theme not in named)]
    samples = period_samples(weighed, every, scores)
    seen = _first_seen(samples, every)
    standings = _standings(samples, weighed, every, scores, reviews, draws)
    always = _baseline(standings, baseline) if every else None
    parts: list[pd.DataFrame] = []
    before = always
    for sample in samples:
        now = standings.get(sample.period)
        frame = pd.DataFrame(_counts(sample, every) | {"first_seen": seen}, index=every)
        if now is not None:
            same = before is not None and before.resampled.period == sample.period
            told = _standing(now) | _changes(now, None if same else before)
            frame = frame.join(pd.DataFrame(told, index=list(now.themes)))
            before = always or now
        parts.append(frame.loc[shown])
    return _typed(parts, {"weights": dict(weighed.weights), "left_out": dict(weighed.left_out)})


@dataclass(frozen=True)
class _Standing:
    """A period's shares with their intervals, for the themes that have any."""

    themes: Sequence[str]
    resampled: Resampled
    low: FloatArray
    high: FloatArray
    review: Mapping[str, Any]


def _standings(
    samples: Sequence[PeriodSample],
    weighed: Weighed,
    themes: Sequence[str],
    scores: pd.DataFrame | None,
    reviews: pd.DataFrame | None,
    draws: int,
) -> dict[str, _Standing]:
    """The standing of every period that has passages, by tags or corrected by a review."""
    if not themes:
        return {}
    if reviews is None:
        found = {}
        for sample in samples:
            if len(sample.weight):
                now = resampled(sample, draws)
                found[sample.period] = _Standing(themes, now, *interval(now.shares, now.sizes), {})
        return found
    asked = [theme for theme in themes if theme in set(reviews["theme"])]
    corrected = corrected_periods(weighed, reviews, asked, scores=scores, draws=draws)
    return {
        one.period: _Standing(
            asked,
            one.resampled,
            one.low,
            one.high,
            {
                "correction": one.shares - one.naive,
                "reviewed": one.reviewed,
                "rectifier": list(one.rectifier),
            },
        )
        for one in corrected
        if one.resampled is not None
    }


def _baseline(standings: Mapping[str, _Standing], name: str) -> _Standing | None:
    """The period that all are compared with, where one is named."""
    if name and name not in standings:
        raise CommuniqueError(
            f"there is nothing to compare with in {name}",
            f"periods with passages are {', '.join(standings) or 'none'}",
        )
    return standings.get(name)


def _counts(sample: PeriodSample, themes: list[str]) -> dict[str, Any]:
    return {
        "period": sample.period,
        "theme": themes,
        "documents": len(set(sample.documents)),
        "passages": len(sample.weight),
        "tagged": sample.carries.sum(axis=0),
    }


def _standing(now: _Standing) -> dict[str, Any]:
    shares, draws = now.resampled.shares, now.resampled.draws
    rank_low, rank_high = rank_intervals(shares, draws)
    return {
        "share": shares,
        "low": now.low,
        "high": now.high,
        "rank": ranks(shares),
        "rank_low": rank_low,
        "rank_high": rank_high,
        "resampled": now.resampled.unit,
        **now.review,
    }


def _changes(now: _Standing, before: _Standing | None) -> dict[str, Any]:
    if before is None:
        return {}
    found = change(now.resampled, before.resampled)
    return {
        "previous": before.resampled.period,
        "change": found.change,
        "change_low": found.low,
        "change_high": found.high,
        "p_adjusted": found.p_adjusted,
    }


def _first_seen(samples: list[PeriodSample], themes: list[str]) -> npt.NDArray[np.object_]:
    """The first period with a weighed passage that carries the theme, empty if none has."""
    seen = np.full(len(themes), "", dtype=object)
    for sample in reversed(samples):
        seen[sample.carries.any(axis=0)] = sample.period
    return seen


def _typed(parts: list[pd.DataFrame], attrs: dict[str, Any]) -> pd.DataFrame:
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    frame = rows.reindex(columns=list(COLUMNS))
    words = [name for name, dtype in COLUMNS.items() if dtype == "str"]
    frame = frame.astype(dict.fromkeys(words, object)).fillna(dict.fromkeys(words, ""))
    frame = frame.astype(COLUMNS)
    frame.attrs.update(attrs)
    return frame
