"""The heat map as a table of buttons: one a theme and year, figure and interval in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from communique.plot.palette import shade, thresholds
from communique.report.standing import Period
from communique.report.themes import ThemeLabel, families
from communique.report.wording import Wording


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``figure`` is empty where the period has no passages."""

    period: str
    figure: str
    interval: str
    shade: int
    label: str
    tagged: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One theme with its cells in the order of the periods."""

    theme: ThemeLabel
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HeatTable:
    """The table: rows by family, and the bounds of its shades for the legend."""

    groups: tuple[tuple[str, tuple[HeatRow, ...]], ...]
    bounds: tuple[float, ...]


def heat_table(
    periods: Sequence[Period], labels: Mapping[str, ThemeLabel], say: Wording
) -> HeatTable:
    """The heat map's table.

    Parameters
    ----------
    periods
        The periods, in order.
    labels
        The themes.
    say
        The words.
    """
    shares = [row["share"] for period in periods for row in period.rows.values()]
    largest = max((share for share in shares if pd.notna(share)), default=0.0)
    bounds = thresholds(largest)
    groups = tuple(
        (
            family,
            tuple(
                HeatRow(label, tuple(_cell(period, label, bounds, say) for period in periods))
                for label in members
            ),
        )
        for family, members in families(dict(labels))
    )
    return HeatTable(groups, tuple(bounds))


def _cell(period: Period, label: ThemeLabel, bounds: Sequence[float], say: Wording) -> Cell:
    row: dict[str, Any] | None = period.rows.get(label.id)
    if row is None or pd.isna(row["share"]):
        none = say("cell none", theme=label.name, period=period.name).unescape()
        return Cell(period.name, "", "", 0, none, 0)
    figures = say.figures
    told = say(
        "cell",
        theme=label.name,
        period=period.name,
        share=figures.percent(row["share"]),
        interval=figures.percents(row["low"], row["high"]),
        rank=row["rank"],
    )
    low, high = (figures.number(100 * row[end], 0) for end in ("low", "high"))
    return Cell(
        period=period.name,
        figure=figures.number(100 * row["share"], 0),
        interval=f"{low}–{high}",
        shade=shade(row["share"], bounds),
        label=told.unescape(),
        tagged=0 if pd.isna(row["tagged"]) else int(row["tagged"]),
    )
