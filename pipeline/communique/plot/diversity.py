"""How many themes share the attention of a period."""

from __future__ import annotations

import altair as alt
import pandas as pd

from communique.plot.palette import HUES
from communique.plot.rows import checked, data, number, periods_axis, records, style, titled
from communique.plot.words import Words

_COLUMNS = ("period", "effective", "low", "high")


def diversity(table: pd.DataFrame, *, language: str = "en") -> alt.LayerChart:
    """The effective number of themes over the periods, with its interval as a band.

    Parameters
    ----------
    table
        The table of :func:`communique.compare.diversity.effective_themes`.
    language
        ``en`` or ``fr``.

    Raises
    ------
    CommuniqueError
        If the table cannot be drawn.
    """
    known = checked("diversity", table, _COLUMNS)
    words = Words(language, known["period"])
    rows = [
        {
            "period": str(row["period"]),
            "effective": number(row["effective"]),
            "low": number(row["low"]),
            "high": number(row["high"]),
            "value": words.number(row["effective"]),
            "interval": f"{words.number(row['low'])}–{words.number(row['high'])}",
        }
        for row in records(known.sort_values("period"))
    ]
    every = [str(row["period"]) for row in rows]
    x = periods_axis(every)
    y = alt.Y("effective:Q", title=words("effective"), axis=alt.Axis(tickCount=5, domain=False))
    bottom = alt.Y("low:Q", title=words("effective"), scale=alt.Scale(zero=True))
    base = alt.Chart(data(rows)).encode(x=x)
    tooltip = [
        alt.Tooltip("period:N", title=words("period")),
        alt.Tooltip("value:N", title=words("effective")),
        alt.Tooltip("interval:N", title=words("interval")),
    ]
    return alt.LayerChart(
        layer=[
            base.mark_area(color=HUES[0], opacity=0.14, invalid="break-paths-show-domains").encode(
                y=bottom, y2="high"
            ),
            base.mark_rule(color=HUES[0], opacity=0.35).encode(y=bottom, y2="high"),
            base.mark_line(color=HUES[0], invalid="break-paths-show-domains").encode(y=y),
            base.mark_circle(color=HUES[0], size=40, opacity=1).encode(y=y, tooltip=tooltip),
        ]
    ).properties(
        title=titled(words("diversity"), words("diversity of")),
        width=680,
        height=180,
        config=style(),
    )
