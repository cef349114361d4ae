"""Shares of themes over periods: the heat map, and lines with their interval bands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import altair as alt
import pandas as pd

from communique.plot.palette import AMOUNTS, HUES, INK, text_on, thresholds
from communique.plot.rows import (
    Row,
    checked,
    chosen,
    data,
    named,
    number,
    periods,
    periods_axis,
    records,
    style,
    themes,
    titled,
    with_shares,
)
from communique.plot.words import Words, are_years

_COLUMNS = ("period", "theme", "tagged", "share", "low", "high", "rank")
_CELL, _ROW = 34, 21
#: The names of periods that are no years are broader.
_BROAD_CELL = 66


def heatmap(
    priorities: pd.DataFrame, *, names: Mapping[str, str] | None = None, language: str = "en"
) -> alt.LayerChart:
    """Every theme's share in every period, dark where it is large.

    Parameters
    ----------
    priorities
        The table ``priorities``; rows are drawn in its order of themes. A period
        without weighed passages is an empty column.
    names
        Names of themes by id.
    language
        ``en`` or ``fr``.

    Raises
    ------
    CommuniqueError
        If the table cannot be drawn.
    """
    known = checked("priorities", priorities, _COLUMNS)
    words = Words(language, known["period"])
    rows = _rows(known, words, names)
    bounds = thresholds(max(row["share"] for row in rows if row["share"] is not None))
    order = [named(theme, names) for theme in themes(priorities)]
    columns = periods(priorities)
    dark = min(
        (bound for bound, colour in zip(bounds, AMOUNTS[1:], strict=True) if _white(colour)),
        default=2,
    )
    base = alt.Chart(data(rows)).encode(
        x=alt.X("period:O", title=None, sort=columns, axis=_top()),
        y=alt.Y("name:N", title=None, sort=order, axis=_side()),
        tooltip=_tooltip(words),
    )
    cells = base.mark_rect(stroke="#ffffff", strokeWidth=1.5).encode(
        color=alt.condition(
            "isValid(datum.share)",
            alt.Color(
                "share:Q",
                scale=alt.Scale(type="threshold", domain=bounds, range=list(AMOUNTS)),
                legend=alt.Legend(
                    title=words("share"),
                    orient="bottom",
                    gradientLength=300,
                    labelExpr=f"isFinite(datum.value) ? {_percent_label(words)} : ''",
                ),
            ),
            alt.value("#ffffff"),
        )
    )
    figures = base.mark_text(fontSize=11).encode(
        text="figure:N",
        color=alt.condition(f"datum.share >= {dark}", alt.value("#ffffff"), alt.value(INK)),
    )
    return alt.LayerChart(layer=[cells, figures]).properties(
        title=titled(words("heatmap"), words("heatmap of")),
        width=(_CELL if are_years(columns) else _BROAD_CELL) * len(columns),
        height=_ROW * len(order),
        config=style(),
    )


def lines(
    priorities: pd.DataFrame,
    *,
    themes: Iterable[str] | None = None,
    names: Mapping[str, str] | None = None,
    language: str = "en",
    columns: int = 5,
) -> alt.FacetChart:
    """Each theme's share over the periods with its interval as a band, one panel a theme.

    Panels share their axes. Years stand at their distance; a period without weighed
    passages breaks the line, and a figure without neighbours has its interval as a stroke.

    Parameters
    ----------
    priorities
        The table ``priorities``.
    themes
        Themes to draw, in this order; ``None``: all of them in the table's.
    names
        Names of themes by id.
    language
        ``en`` or ``fr``.
    columns
        Panels in a row.

    Raises
    ------
    CommuniqueError
        If the table cannot be drawn, or has no such theme.
    """
    shown = chosen(checked("priorities", priorities, _COLUMNS), themes)
    words = Words(language, priorities["period"])
    kept = priorities[priorities["theme"].isin(shown)]
    rows = _rows(kept, words, names)
    _mark_alone(rows)
    every = periods(priorities)
    labelled = {every[0], every[-1]}
    if are_years(every):  # names of longer periods would run into each other
        labelled.add(every[len(every) // 2])
    x = periods_axis(every, labelled=labelled, padding=6, flush=True)
    base = alt.Chart(data(rows)).encode(x=x)
    share = alt.Y(
        "share:Q",
        title=None,
        axis=alt.Axis(tickCount=3, labelExpr=_percent_label(words), domain=False, ticks=False),
    )
    band = base.mark_area(color=HUES[0], opacity=0.18, invalid="break-paths-show-domains")
    line = base.mark_line(color=HUES[0], strokeWidth=1.6, invalid="break-paths-show-domains")
    dots = base.mark_circle(color=HUES[0], size=14, opacity=1)
    strokes = base.transform_filter("datum.alone").mark_rule(color=HUES[0], opacity=0.45)
    panel = alt.LayerChart(
        layer=[
            band.encode(y=alt.Y("low:Q", title=None), y2="high:Q"),
            strokes.encode(y=alt.Y("low:Q", title=None), y2="high:Q"),
            line.encode(y=share),
            dots.encode(y=share, tooltip=_tooltip(words)),
        ]
    ).properties(width=150, height=84)
    return panel.facet(
        facet=alt.Facet(
            "name:N",
            sort=[named(theme, names) for theme in shown],
            title=None,
            header=alt.Header(labelAnchor="start", labelFontSize=12, labelPadding=4),
        ),
        columns=columns,
    ).properties(title=titled(words("lines"), words("lines of")), config=style())


def _rows(priorities: pd.DataFrame, words: Words, names: Mapping[str, str] | None) -> list[Row]:
    with_shares(priorities)
    return [
        {
            "period": str(row["period"]),
            "theme": str(row["theme"]),
            "name": named(str(row["theme"]), names),
            "share": number(row["share"]),
            "low": number(row["low"]),
            "high": number(row["high"]),
            "figure": words.number(100 * row["share"], 0),
            "value": words.percent(row["share"], 1),
            "interval": words.percents(row["low"], row["high"]),
            "tagged": words.number(row["tagged"], 0),
        }
        for row in records(priorities)
    ]


def _mark_alone(rows: list[Row]) -> None:
    """Mark the figures that have no figure of their theme in the periods beside them."""
    by_theme: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: str(row["period"])):
        by_theme.setdefault(row["theme"], []).append(row)
    for series in by_theme.values():
        known = [False, *(row["share"] is not None for row in series), False]
        for place, row in enumerate(series, start=1):
            row["alone"] = known[place] and not known[place - 1] and not known[place + 1]


def _white(colour: str) -> bool:
    return text_on(colour) != INK


def _percent_label(words: Words) -> str:
    """How Vega writes a share on an axis."""
    return f"format(datum.value * 100, '.3~g') + '{words.percent_sign}'"


def _tooltip(words: Words) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title=words("theme")),
        alt.Tooltip("period:N", title=words("period")),
        alt.Tooltip("value:N", title=words("share")),
        alt.Tooltip("interval:N", title=words("interval")),
        alt.Tooltip("tagged:N", title=words("passages")),
    ]


def _top() -> alt.Axis:
    return alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False, title=None)


def _side() -> alt.Axis:
    return alt.Axis(domain=False, ticks=False, labelLimit=240, labelColor=INK, labelPadding=8)
