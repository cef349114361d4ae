"""Themes that come together in passages, more often than chance would have it."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor, log2

import altair as alt
import pandas as pd

from communique.errors import CommuniqueError
from communique.plot.palette import HUES, INK, MUTED
from communique.plot.rows import Row, data, named, names_axis, number, records, style, titled
from communique.plot.words import Words

_COLUMNS = ("theme_a", "theme_b", "passages", "expected", "lift", "low", "high")
#: Pairs in fewer passages say nothing about a habit.
FEWEST = 3
#: Lifts are drawn on a scale of powers of two, cut off here.
_LEAST, _MOST = 1 / 16, 64.0


def strongest(table: pd.DataFrame, *, count: int = 15, fewest: int = FEWEST) -> pd.DataFrame:
    """The pairs whose lift is large for certain: by the lower end of its interval.

    Parameters
    ----------
    table
        The table of :func:`communique.compare.pairs.theme_pairs`.
    count
        Pairs at most.
    fewest
        Passages that a pair must be found in.

    Raises
    ------
    CommuniqueError
        If a column is missing.
    """
    if missing := [column for column in _COLUMNS if column not in table]:
        raise CommuniqueError(f"the table of pairs lacks the column {missing[0]}")
    kept = table[(table["passages"] >= fewest) & table["lift"].notna()]
    order = kept.sort_values(
        ["low", "lift", "theme_a", "theme_b"], ascending=[False, False, True, True], kind="stable"
    )
    return order.head(count).reset_index(drop=True)


def pairs(
    table: pd.DataFrame,
    *,
    count: int = 15,
    fewest: int = FEWEST,
    names: Mapping[str, str] | None = None,
    language: str = "en",
) -> alt.LayerChart:
    """How much more often than by chance two themes stand in one passage, with intervals.

    Parameters
    ----------
    table
        The table of :func:`communique.compare.pairs.theme_pairs`.
    count
        Pairs at most: those whose lift is large for certain.
    fewest
        Passages that a pair must be found in.
    names
        Names of themes by id.
    language
        ``en`` or ``fr``.

    Raises
    ------
    CommuniqueError
        If the table cannot be drawn, or no pair is frequent enough.
    """
    words = Words(language)
    chosen = strongest(table, count=count, fewest=fewest)
    if chosen.empty:
        raise CommuniqueError(
            f"no two themes come together in {fewest} passages",
            "pairs in fewer passages say little and are not drawn",
        )
    rows = [_row(row, words, names) for row in records(chosen)]
    ends = [end for row in rows for end in (row["low"], row["high"], 1.0)]
    powers = range(floor(log2(min(ends))), ceil(log2(max(ends))) + 1)
    domain = [2.0 ** powers[0], 2.0 ** powers[-1]]
    scale = alt.Scale(type="log", base=2, domain=domain, nice=False)
    ticks = alt.Axis(values=[2.0**power for power in powers], format=".3~g", grid=False)
    base = alt.Chart(data(rows)).encode(
        y=names_axis("pair", rows, widest=380),
        tooltip=[
            alt.Tooltip("pair:N", title=words("pair")),
            alt.Tooltip("value:N", title=words("lift")),
            alt.Tooltip("interval:N", title=words("interval")),
            alt.Tooltip("passages:N", title=words("passages")),
            alt.Tooltip("expected:N", title=words("expected")),
        ],
    )
    even = alt.Chart(data([{"even": 1}])).mark_rule(color=MUTED, strokeWidth=1)
    spans = base.mark_rule(color=HUES[0], strokeWidth=2, opacity=0.6)
    dots = base.mark_circle(color=HUES[0], size=80, opacity=1)
    figures = base.mark_text(align="left", dx=8, fontSize=11, color=INK)
    return alt.LayerChart(
        layer=[
            even.encode(x=alt.X("even:Q", scale=scale)),
            spans.encode(
                x=alt.X("low:Q", title=words("lift"), scale=scale, axis=ticks), x2="high:Q"
            ),
            dots.encode(x=alt.X("lift:Q", scale=scale)),
            figures.encode(x=alt.X("high:Q", scale=scale), text="value:N"),
        ]
    ).properties(
        title=titled(words("pairs"), words("pairs of", fewest=fewest)),
        width=460,
        height=24 * len(rows),
        config=style(),
    )


def _row(row: Row, words: Words, names: Mapping[str, str] | None) -> Row:
    return {
        "pair": " + ".join(named(str(row[name]), names) for name in ("theme_a", "theme_b")),
        "lift": _within(row["lift"]),
        "low": _within(row["low"]),
        "high": _within(row["high"]),
        "value": f"×\u202f{words.number(row['lift'])}",
        "interval": f"{words.number(row['low'])}–{words.number(row['high'])}",
        "passages": words.number(row["passages"], 0),
        "expected": words.number(row["expected"]),
    }


def _within(value: float) -> float:
    """A lift on the scale; one without an upper end reaches to its border."""
    found = number(value)
    return _MOST if found is None else min(max(found, _LEAST), _MOST)
