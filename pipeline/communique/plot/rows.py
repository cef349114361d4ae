"""Tables to the rows that a chart draws: plain values, and text for those who point at one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from communique.errors import CommuniqueError
from communique.plot.palette import INK, MUTED, RULE
from communique.plot.words import are_years

#: A row of a chart's data.
Row = dict[str, Any]
FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"


def checked(name: str, table: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """The table, if it can be drawn.

    Raises
    ------
    CommuniqueError
        If it lacks a column or has no row.
    """
    if missing := [column for column in columns if column not in table]:
        raise CommuniqueError(f"the table {name} lacks the column {missing[0]}")
    if table.empty:
        raise CommuniqueError(
            f"the table {name} is empty, so there is nothing to draw",
            "see in documents.csv which documents have a year and passages",
        )
    return table


def with_shares(priorities: pd.DataFrame) -> pd.DataFrame:
    """The rows of periods that have weighed passages.

    Raises
    ------
    CommuniqueError
        If there is no such period.
    """
    rows = priorities[priorities["share"].notna()]
    if rows.empty:
        raise CommuniqueError(
            "no period has passages that carry weight, so there is nothing to draw",
            "see in documents.csv which documents have a year and passages",
        )
    return rows


def periods(priorities: pd.DataFrame) -> list[str]:
    """The periods of a table in order."""
    return sorted({str(period) for period in priorities["period"]})


def themes(priorities: pd.DataFrame) -> list[str]:
    """The themes of a table in its order."""
    return list(dict.fromkeys(map(str, priorities["theme"])))


def chosen(priorities: pd.DataFrame, asked: Iterable[str] | None) -> list[str]:
    """The themes that were asked for, in that order; all where none was.

    Raises
    ------
    CommuniqueError
        If the table has no such theme.
    """
    every = themes(priorities)
    if asked is None:
        return every
    found = list(dict.fromkeys(asked))
    if unknown := [theme for theme in found if theme not in every]:
        raise CommuniqueError(
            f"there is no theme {unknown[0]!r} in the table", f"the themes are {', '.join(every)}"
        )
    return found or every


def records(table: pd.DataFrame) -> list[Row]:
    """The rows of a table, each a mapping by column."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def named(theme: str, names: Mapping[str, str] | None) -> str:
    """The name of a theme, its id where it has none."""
    return (names or {}).get(theme) or theme


def number(value: Any) -> float | None:
    """A number that JSON has, or none."""
    return None if pd.isna(value) or not math.isfinite(float(value)) else float(value)


def data(rows: list[Row]) -> alt.InlineData:
    """The rows as a chart's data."""
    return alt.InlineData(values=rows)


def names_axis(column: str, rows: list[Row], *, widest: int) -> alt.Y:
    """A line for each row with its name, in the rows' order; ``widest`` pixels of it are shown."""
    return alt.Y(
        f"{column}:N",
        title=None,
        sort=[row[column] for row in rows],
        axis=alt.Axis(
            domain=False, ticks=False, labelLimit=widest, labelColor=INK, labelPadding=8, grid=True
        ),
    )


def periods_axis(
    every: list[str],
    *,
    labelled: Iterable[str] | None = None,
    padding: int = 8,
    flush: bool | None = None,
) -> alt.X:
    """The axis of periods, years at their distance from one another, others side by side.

    Parameters
    ----------
    every
        The periods in order.
    labelled
        Periods that are written out; ``None``: all.
    padding
        Pixels before the first period and behind the last.
    flush
        Whether the labels at the ends stay within the axis; ``None``: as Vega does by default.
    """
    if not are_years(every):
        return alt.X(
            "period:O",
            title=None,
            sort=every,
            scale=alt.Scale(type="point", padding=0.5),
            axis=alt.Axis(
                values=every if labelled is None else sorted(labelled), labelAngle=0, grid=False
            ),
        )
    at = sorted(map(int, every if labelled is None else labelled))
    return alt.X(
        "period:Q",
        title=None,
        scale=alt.Scale(domain=[int(every[0]), int(every[-1])], padding=padding, nice=False),
        axis=alt.Axis(
            values=at,
            format="d",
            grid=False,
            labelFlush=alt.Undefined if flush is None else flush,
        ),
    )


def titled(title: str, subtitle: str) -> alt.TitleParams:
    """A title with a line of explanation below it."""
    return alt.TitleParams(
        title,
        subtitle=subtitle,
        anchor="start",
        fontSize=16,
        fontWeight=600,
        color=INK,
        subtitleColor=MUTED,
        subtitleFontSize=12,
        offset=12,
    )


def style() -> alt.Config:
    """What all charts have in common: one typeface, quiet axes, no frame."""
    return alt.Config(
        font=FONT,
        background="#ffffff",
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=MUTED,
            titleColor=MUTED,
            titleFontWeight="normal",
            labelFontSize=11,
            titleFontSize=11,
            domainColor=RULE,
            tickColor=RULE,
            gridColor="#e8ecf0",
        ),
        legend=alt.LegendConfig(labelColor=MUTED, titleColor=MUTED, titleFontWeight="normal"),
        header=alt.HeaderConfig(labelColor=INK, titleColor=MUTED),
    )
