"""The report's charts, drawn when it is made, each with a text that says what it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd
from markupsafe import Markup

from communique.plot import diversity, lines, movers, pairs, rank_chart
from communique.plot.changes import biggest
from communique.plot.cooccurrence import strongest
from communique.plot.places import HIGHLIGHTED
from communique.plot.saving import svg
from communique.report.inline_svg import inline_svg
from communique.report.standing import Period
from communique.report.themes import ThemeLabel
from communique.report.wording import Wording

#: Highest points that the text of the lines names.
_PEAKS = 6


@dataclass(frozen=True)
class Charts:
    """The drawings by name; one that there is nothing to draw of is missing.

    ``moved`` and ``met`` are the rows behind the movers and the pairs.
    """

    drawn: Mapping[str, Markup]
    moved: pd.DataFrame
    met: pd.DataFrame


def charts(
    priorities: pd.DataFrame,
    periods: Sequence[Period],
    pairs_table: pd.DataFrame,
    diversity_table: pd.DataFrame,
    labels: Mapping[str, ThemeLabel],
    say: Wording,
) -> Charts:
    """Draw whatever the tables allow.

    Parameters
    ----------
    priorities
        The table ``priorities``.
    periods
        The same, read.
    pairs_table, diversity_table
        What :mod:`communique.compare.pairs` and :mod:`communique.compare.diversity` give.
    labels
        The themes.
    say
        The words.
    """
    compared = [period for period in periods if period.compared]
    moved = biggest(priorities) if len(compared) > 1 else priorities.head(0)
    met = strongest(pairs_table)
    if not compared:
        return Charts({}, moved, met)
    names = {theme: label.name for theme, label in labels.items()}
    known: dict[str, Any] = {"names": names, "language": say.language}
    order = [theme for theme in labels if theme in set(priorities["theme"])]
    first, last = compared[0].name, compared[-1].name
    span = {"first": first, "last": last}
    drawn = {
        "lines": _drawn(
            "lines",
            lines(priorities, themes=order, **known),
            say("lines alt", count=len(order), peaks=_peaks(compared, names, say), **span),
            say,
        ),
        "ranks": _drawn(
            "ranks",
            rank_chart(priorities, **known),
            say("ranks alt", places=_places(compared[-1], names, say), **span),
            say,
        ),
    }
    if len(moved):
        rose, fell = moved[moved["change"] > 0], moved[moved["change"] < 0].iloc[::-1]
        told = {"rose": _changes(rose, names, say), "fell": _changes(fell, names, say)}
        drawn["movers"] = _drawn(
            "movers", movers(priorities, **known), say("movers alt", **told), say
        )
    if len(met):
        told = {"pairs": _pairs(met, names, say)}
        drawn["pairs"] = _drawn("pairs", pairs(pairs_table, **known), say("pairs alt", **told), say)
    spread = diversity_table[diversity_table["effective"].notna()]
    if len(spread) > 1:
        figures, end = say.figures, spread.iloc[-1]
        numbers = {key: figures.number(end[key]) for key in ("effective", "low", "high")}
        ends = {"first": spread.iloc[0]["period"], "last": end["period"]}
        alt_text = say("diversity alt", **ends, **numbers)
        chart = diversity(diversity_table, language=say.language)
        drawn["diversity"] = _drawn("diversity", chart, alt_text, say)
    return Charts(drawn, moved, met)


def _drawn(name: str, chart: alt.TopLevelMixin, description: Markup, say: Wording) -> Markup:
    spec = chart.to_dict()
    spec.pop("title", None)  # the page has its own heading
    return inline_svg(svg(spec), f"chart-{name}", say(name).unescape(), description.unescape())


def _peaks(compared: Sequence[Period], names: Mapping[str, str], say: Wording) -> Markup:
    rows = [row for period in compared for row in period.leading()]
    rows.sort(key=lambda row: (-row["share"], row["period"], row["theme"]))
    highest: dict[str, dict[str, Any]] = {}
    for row in rows:
        highest.setdefault(row["theme"], row)
    told = [
        say(
            "peak",
            theme=names[row["theme"]],
            share=say.figures.percent(row["share"]),
            period=row["period"],
        )
        for row in list(highest.values())[:_PEAKS]
    ]
    return say.enumerate(told) if told else say("nobody")


def _places(last: Period, names: Mapping[str, str], say: Wording) -> Markup:
    told = [
        say(
            "place",
            theme=names[row["theme"]],
            rank=row["rank"],
            low=row["rank_low"],
            high=row["rank_high"],
        )
        for row in last.leading()[:HIGHLIGHTED]
    ]
    return say.enumerate(told) if told else say("nobody")


def _changes(rows: pd.DataFrame, names: Mapping[str, str], say: Wording) -> Markup:
    points = say.figures.points
    told = [
        say(
            "change of",
            theme=names[row["theme"]],
            change=points(row["change"]),
            low=points(row["change_low"]),
            high=points(row["change_high"]),
        )
        for row in rows.to_dict("records")
    ]
    return say.enumerate(told) if told else say("nobody")


def _pairs(rows: pd.DataFrame, names: Mapping[str, str], say: Wording) -> Markup:
    told = [
        say(
            "pair of",
            a=names[row["theme_a"]],
            b=names[row["theme_b"]],
            lift=say.figures.number(row["lift"]),
        )
        for row in rows.to_dict("records")
    ]
    return say.enumerate(told)
