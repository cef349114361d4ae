"""Ranks of themes over periods: who overtakes whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import altair as alt
import pandas as pd

from communique.plot.palette import FAINT, HUES, INK
from communique.plot.rows import (
    Row,
    checked,
    chosen,
    data,
    named,
    periods,
    periods_axis,
    records,
    style,
    titled,
    with_shares,
)
from communique.plot.words import Words, are_years

_COLUMNS = ("period", "theme", "share", "low", "high", "rank", "rank_low", "rank_high")
#: Themes that are drawn in colour unless others are asked for: the first of the last period.
HIGHLIGHTED = 6
_STEP = 34
#: The names of periods that are no years are broader.
_BROAD_STEP = 84
_ROW = 18
_REST = "rest"


def rank_chart(
    priorities: pd.DataFrame,
    *,
    themes: Iterable[str] | None = None,
    names: Mapping[str, str] | None = None,
    language: str = "en",
) -> alt.LayerChart:
    """Each theme's rank over the periods, some themes in colour and named at the end.

    Parameters
    ----------
    priorities
        The table ``priorities``. Periods without weighed passages are left out.
    themes
        Themes in colour, at most seven; ``None``: the first six of the last period.
    names
        Names of themes by id.
    language
        ``en`` or ``fr``.

    Raises
    ------
    CommuniqueError
        If the table cannot be drawn, or has no such theme.
    """
    known = with_shares(checked("priorities", priorities, _COLUMNS))
    words = Words(language, known["period"])
    every = periods(known)
    last = known[known["period"] == every[-1]]
    if themes is None:
        leading = last.sort_values(["rank", "rank_high", "share"], kind="stable")
        bright = [str(theme) for theme in leading["theme"].head(HIGHLIGHTED)]
    else:
        bright = chosen(known, themes)[: len(HUES)]
    rows = _rows(known, bright, words, names)
    deepest = int(known["rank"].max())
    wide = _STEP * max(len(every) - 1, 1) if are_years(every) else _BROAD_STEP * len(every)
    x = periods_axis(every, flush=False)
    scale = alt.Scale(domain=[deepest + 0.5, 0.5], nice=False, zero=False)
    marks = sorted({1, *range(5, deepest + 1, 5)})
    y = alt.Y("rank:Q", title=words("rank"), scale=scale, axis=alt.Axis(values=marks, format="d"))
    tooltip = [
        alt.Tooltip("name:N", title=words("theme")),
        alt.Tooltip("period:N", title=words("period")),
        alt.Tooltip("rank:Q", title=words("rank")),
        alt.Tooltip("ranks:N", title=words("interval")),
        alt.Tooltip("value:N", title=words("share")),
    ]
    base = alt.Chart(data(rows))
    rest = base.transform_filter(f"datum.colour == '{_REST}'")
    grey = rest.mark_line(color=FAINT, strokeWidth=1, strokeJoin="round", opacity=0.6).encode(
        x=x, y=y, detail="theme:N"
    )
    shown = base.transform_filter(f"datum.colour != '{_REST}'")
    colour = alt.Color(
        "theme:N",
        scale=alt.Scale(domain=bright, range=list(HUES[: len(bright)])),
        legend=None,
    )
    line = shown.mark_line(strokeWidth=2.4, strokeJoin="round", opacity=0.9).encode(
        x=x, y=y, color=colour
    )
    dots = shown.mark_circle(size=46, opacity=1).encode(x=x, y=y, color=colour, tooltip=tooltip)
    labels = (
        alt.Chart(data(_labels(rows, every[-1])))
        .mark_text(align="left", dx=26, fontSize=12, color=INK)
        .encode(x=x, y=alt.Y("at:Q", scale=scale), text="label:N")
    )
    keys = (
        alt.Chart(data(_labels(rows, every[-1])))
        .mark_circle(xOffset=17, size=46, opacity=1)
        .encode(x=x, y=alt.Y("at:Q", scale=scale), color=colour)
    )
    return alt.LayerChart(layer=[grey, line, dots, keys, labels]).properties(
        title=titled(words("ranks"), words("rank of")),
        width=wide,
        height=_ROW * deepest,
        config=style(),
    )


def _rows(
    known: pd.DataFrame, bright: list[str], words: Words, names: Mapping[str, str] | None
) -> list[Row]:
    return [
        {
            "period": str(row["period"]),
            "theme": str(row["theme"]),
            "name": named(str(row["theme"]), names),
            "rank": int(row["rank"]),
            "ranks": f"{row['rank_low']}–{row['rank_high']}",
            "value": words.percent(row["share"], 1),
            "colour": str(row["theme"]) if row["theme"] in bright else _REST,
        }
        for row in records(known)
    ]


def _labels(rows: list[Row], last: str) -> list[Row]:
    """Names at the ends of the lines, one row apart where themes share a rank."""
    ends = [row for row in rows if row["period"] == last and row["colour"] != _REST]
    found: list[Row] = []
    for row in sorted(ends, key=lambda row: (row["rank"], row["name"])):
        at = max(row["rank"], found[-1]["at"] + 1) if found else row["rank"]
        label = f"{row['name']} ({row['ranks']})"
        found.append({"period": last, "theme": row["theme"], "at": at, "label": label})
    return found
