"""Changes of shares: the biggest risers and fallers with their intervals."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from communique.errors import CommuniqueError
from communique.plot.palette import FELL, INK, MUTED, ROSE
from communique.plot.rows import Row, checked, data, named, names_axis, records, style, titled
from communique.plot.words import Words

_COLUMNS = ("period", "theme", "previous", "change", "change_low", "change_high", "p_adjusted")
#: Adjusted p-value below which a change is said to be more than chance.
SIGNIFICANT = 0.05


def biggest(priorities: pd.DataFrame, *, period: str | None = None, count: int = 6) -> pd.DataFrame:
    """The rows of the themes that rose and fell most, from the largest rise down.

    Parameters
    ----------
    priorities
        The table ``priorities``.
    period
        The period whose changes are meant; ``None``: the last that has any.
    count
        Risers at most, and fallers at most.

    Returns
    -------
    pandas.DataFrame
        Rows of ``priorities``; empty where no period has an earlier one to compare with.

    Raises
    ------
    CommuniqueError
        If a column is missing, or the period has no changes.
    """
    compared = checked("priorities", priorities, _COLUMNS)
    compared = compared[compared["change"].notna()]
    if period is None:
        period = str(compared["period"].max()) if len(compared) else ""
    elif not (compared["period"] == period).any():
        known = ", ".join(sorted(set(compared["period"].astype(str)))) or "none"
        raise CommuniqueError(
            f"the period {period!r} has no changes", f"periods with changes are: {known}"
        )
    of = compared[compared["period"] == period].sort_values(
        ["change", "theme"], ascending=[False, True], kind="stable"
    )
    rose, fell = of[of["change"] > 0].head(count), of[of["change"] < 0].tail(count)
    return pd.concat([rose, fell], ignore_index=True)


def movers(
    priorities: pd.DataFrame,
    *,
    period: str | None = None,
    count: int = 6,
    names: Mapping[str, str] | None = None,
    language: str = "en",
) -> alt.LayerChart:
    """The biggest risers and fallers since the period before, with intervals.

    A filled dot is a change with an adjusted p-value below 0.05, an open one may be chance.

    Parameters
    ----------
    priorities
        The table ``priorities``.
    period
        The period whose changes are drawn; ``None``: the last that has any.
    count
        Risers at most, and fallers at most.
    names
        Names of themes by id.
    language
        ``en`` or ``fr``.

    Raises
    ------
    CommuniqueError
        If the table cannot be drawn, or no theme changed.
    """
    words = Words(language)
    chosen = biggest(priorities, period=period, count=count)
    if chosen.empty:
        raise CommuniqueError(
            "there are no changes to draw", "changes need two periods with passages that differ"
        )
    rows = [_row(row, words, names) for row in records(chosen)]
    ways = alt.Scale(domain=["rose", "fell"], range=[ROSE, FELL])
    base = alt.Chart(data(rows)).encode(
        y=names_axis("name", rows, widest=260),
        tooltip=[
            alt.Tooltip("name:N", title=words("theme")),
            alt.Tooltip("value:N", title=words("change")),
            alt.Tooltip("interval:N", title=words("interval")),
            alt.Tooltip("p:N", title=words("p")),
        ],
    )
    x = alt.X(
        "change:Q",
        title=words("change"),
        axis=alt.Axis(labelExpr=_points(), grid=False, tickCount=8),
    )
    zero = alt.Chart(data([{"zero": 0}])).mark_rule(color=MUTED, strokeWidth=1).encode(x="zero:Q")
    spans = base.mark_rule(strokeWidth=2).encode(
        x=alt.X("low:Q", title=words("change")),
        x2="high:Q",
        color=alt.Color("way:N", scale=ways, legend=None),
    )
    dots = base.mark_point(size=80, strokeWidth=2, opacity=1, filled=True).encode(
        x=x,
        stroke=alt.Stroke("way:N", scale=ways, legend=None),
        fill=alt.condition(
            "datum.sure", alt.Fill("way:N", scale=ways, legend=None), alt.value("#ffffff")
        ),
    )
    figures = base.mark_text(align="left", dx=9, fontSize=11, color=INK).encode(
        x=alt.X("high:Q"), text="value:N"
    )
    now, before = str(chosen["period"].iloc[0]), str(chosen["previous"].iloc[0])
    return alt.LayerChart(layer=[zero, spans, dots, figures]).properties(
        title=titled(words("movers"), words("change of", now=now, before=before)),
        width=520,
        height=26 * len(rows),
        config=style(),
    )


def _row(row: Row, words: Words, names: Mapping[str, str] | None) -> Row:
    return {
        "name": named(str(row["theme"]), names),
        "change": float(row["change"]),
        "low": float(row["change_low"]),
        "high": float(row["change_high"]),
        "way": "rose" if row["change"] > 0 else "fell",
        "sure": bool(row["p_adjusted"] < SIGNIFICANT),
        "value": words.points(row["change"]),
        "interval": f"{words.points(row['change_low'])} – {words.points(row['change_high'])}",
        "p": words.number(row["p_adjusted"], 3),
    }


def _points() -> str:
    """How Vega writes a change on an axis: in points, with its sign."""
    return "(datum.value > 0 ? '+' : '') + replace(format(datum.value * 100, '.0f'), '-', '−')"
