"""The table of priorities: shares, ranks and changes by period and theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from communique.compare.changes import change
from communique.compare.design import Design
from communique.compare.intervals import RESAMPLES, Resampled, interval, resampled
from communique.compare.ranks import rank_intervals, ranks
from communique.compare.shares import PeriodSample, period_samples
from communique.compare.weighing import weigh
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
    draws
        Number of resamples for intervals, at least 100.

    Returns
    -------
    pandas.DataFrame
        The columns of :data:`COLUMNS`. ``documents`` and ``passages`` are those of the
        period that carry weight. A period without any has no share, rank or interval,
        and is never the one compared with. ``resampled`` names what the intervals come
        from: ``documents``, ``sections`` or ``passages``. ``frame.attrs`` tells the
        ``weights`` that were used and the documents ``left_out`` with the reason.

    Raises
    ------
    CommuniqueError
        If the tables or the weights cannot be used, or the baseline is no period with
        passages.
    """
    chosen = Design() if design is None else design
    weighed = weigh(documents, passages, tags, weights, chosen)
    named = list(dict.fromkeys(map(str, themes)))
    # Computed by name and shown as asked: the order of rows must not change a figure.
    every = sorted({*named, *weighed.tags["theme"]})
    shown = [*named, *(theme for theme in every if theme not in named)]
    samples = period_samples(weighed, every, scores)
    seen = _first_seen(samples, every)
    parts: list[pd.DataFrame] = []
    baseline = _baseline(samples, chosen.baseline, draws) if every else None
    before = baseline
    for sample in samples:
        now = resampled(sample, draws) if len(sample.weight) and every else None
        columns = _counts(sample, every) | {"first_seen": seen}
        if now is not None:
            compared = None if before is not None and before.period == now.period else before
            columns |= _standing(now) | _changes(now, compared)
            before = baseline or now
        parts.append(pd.DataFrame(columns, index=every).loc[shown])
    return _typed(parts, {"weights": dict(weighed.weights), "left_out": dict(weighed.left_out)})


def _baseline(samples: list[PeriodSample], name: str, draws: int) -> Resampled | None:
    """The period that all are compared with, where one is named."""
    if not name:
        return None
    sample = next((sample for sample in samples if sample.period == name), None)
    if sample is None or not len(sample.weight):
        having = [sample.period for sample in samples if len(sample.weight)]
        raise CommuniqueError(
            f"there is nothing to compare with in {name}",
            f"periods with passages are {', '.join(having) or 'none'}",
        )
    return resampled(sample, draws)


def _counts(sample: PeriodSample, themes: list[str]) -> dict[str, Any]:
    return {
        "period": sample.period,
        "theme": themes,
        "documents": len(set(sample.documents)),
        "passages": len(sample.weight),
        "tagged": sample.carries.sum(axis=0),
    }


def _standing(now: Resampled) -> dict[str, Any]:
    low, high = interval(now.shares, now.sizes)
    rank_low, rank_high = rank_intervals(now.shares, now.draws)
    return {
        "share": now.shares,
        "low": low,
        "high": high,
        "rank": ranks(now.shares),
        "rank_low": rank_low,
        "rank_high": rank_high,
        "resampled": now.unit,
    }


def _changes(now: Resampled, before: Resampled | None) -> dict[str, Any]:
    if before is None:
        return {}
    found = change(now, before)
    return {
        "previous": before.period,
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
