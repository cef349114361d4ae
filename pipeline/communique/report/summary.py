"""The report in short: what came first, what rose and fell, and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from communique.plot.changes import SIGNIFICANT
from communique.report.standing import Period
from communique.report.themes import ThemeLabel
from communique.report.wording import Wording

#: Themes named after the first, risers and fallers named, new themes named.
_FOLLOW, _MOVERS, _NEW = 2, 3, 4
#: A place among the first.
_AMONG = 3


def summary(
    periods: Sequence[Period],
    labels: Mapping[str, ThemeLabel],
    documents: pd.DataFrame,
    say: Wording,
) -> list[list[Markup]]:
    """The paragraphs of the summary, each a list of sentences.

    Parameters
    ----------
    periods
        The periods, in order.
    labels
        The themes.
    documents
        The table of all documents, the failed ones too.
    say
        The words.
    """
    compared = [period for period in periods if period.compared]
    basis = _basis(periods, compared, documents, say)
    if not compared:
        return [[say("nothing")], basis]
    last = compared[-1]
    own = _Sentences(labels, say)
    paragraphs = [own.first(last), own.changes(compared), own.over_time(compared), basis]
    return [paragraph for paragraph in paragraphs if paragraph]


def theme_button(label: ThemeLabel, period: str) -> Markup:
    """A theme's name that opens its passages of a period."""
    return Markup(
        '<button type="button" class="theme" data-theme="{}" data-period="{}">{}</button>'
    ).format(label.id, period, label.name)


class _Sentences:
    """Sentences about themes, whose names open their passages."""

    def __init__(self, labels: Mapping[str, ThemeLabel], say: Wording) -> None:
        self._labels, self._say = labels, say

    def first(self, last: Period) -> list[Markup]:
        say, figures = self._say, self._say.figures
        leading = last.leading()
        if not leading:
            return [say("no themes", period=last.name)]
        top = [row for row in leading if row["rank"] == leading[0]["rank"]]
        rest = leading[len(top) : len(top) + max(_FOLLOW + 1 - len(top), 0)]
        intervals = [figures.percents(row["low"], row["high"]) for row in top]
        key = "first one" if len(top) == 1 else "first several"
        names = [self._theme(row) for row in top]
        if len(set(intervals)) > 1:
            key = "first several apart"
            names = [
                say("share of", theme=name, share=interval)
                for name, interval in zip(names, intervals, strict=True)
            ]
        said = say(
            key,
            period=last.name,
            themes=say.enumerate(names),
            share=figures.percent(top[0]["share"]),
            interval=intervals[0],
        )
        sentences = [said]
        if rest:
            sentences.append(say("follow", themes=say.enumerate([self._share(r) for r in rest])))
        worst = max(int(row["rank_high"]) for row in top)
        sure = "sure" if worst == 1 else "near" if worst <= _AMONG else "open"
        if len(top) == 1:
            sentences.append(say(f"first is {sure}", worst=worst))
        return sentences

    def changes(self, compared: Sequence[Period]) -> list[Markup]:
        say, last = self._say, compared[-1]
        rows = [row for row in last.rows.values() if pd.notna(row["change"])]
        if not rows:
            return [say("no earlier")]
        previous = str(rows[0]["previous"])
        rows.sort(key=lambda row: (-row["change"], row["theme"]))
        sure = [row for row in rows if row["p_adjusted"] < SIGNIFICANT]
        rose = [row for row in sure if row["change"] > 0][:_MOVERS]
        fell = [row for row in sure if row["change"] < 0][-_MOVERS:][::-1]
        if sure:
            return [
                say(key, previous=previous, themes=say.enumerate([self._change(r) for r in some]))
                for key, some in (("rose", rose), ("fell", fell))
                if some
            ]
        rise = self._change(rows[0]) if rows[0]["change"] > 0 else None
        fall = self._change(rows[-1]) if rows[-1]["change"] < 0 else None
        if rise and fall:
            return [say("none sure", previous=previous, rise=rise, fall=fall)]
        if rise or fall:
            key = "none sure rise" if rise else "none sure fall"
            return [say(key, previous=previous, rise=rise, fall=fall)]
        return [say("no change", previous=previous)]

    def over_time(self, compared: Sequence[Period]) -> list[Markup]:
        if len(compared) < 2:
            return []
        say, last = self._say, compared[-1]
        times = Counter(
            str(row["theme"])
            for period in compared
            for row in period.leading()
            if row["rank"] <= _AMONG
        )
        sentences = []
        if times:
            most = min(times, key=lambda theme: (-times[theme], theme))
            name = theme_button(self._labels[most], last.name)
            sentences.append(say("often", count=len(compared), theme=name, times=times[most]))
        new = [row for row in last.leading() if row["first_seen"] == last.name]
        if new:
            named = [self._theme(row) for row in new[:_NEW]]
            sentences.append(say("new", period=last.name, themes=say.enumerate(named)))
        return sentences

    def _theme(self, row: Mapping[str, Any]) -> Markup:
        return theme_button(self._labels[str(row["theme"])], str(row["period"]))

    def _share(self, row: Mapping[str, Any]) -> Markup:
        share = self._say.figures.percent(row["share"])
        return self._say("share of", theme=self._theme(row), share=share)

    def _change(self, row: Mapping[str, Any]) -> Markup:
        ends = {end: self._say.figures.points(row[f"change_{end}"]) for end in ("low", "high")}
        points = self._say.figures.points(row["change"])
        return self._say("change of", theme=self._theme(row), change=points, **ends)


def _basis(
    periods: Sequence[Period],
    compared: Sequence[Period],
    documents: pd.DataFrame,
    say: Wording,
) -> list[Markup]:
    """What the figures rest on, and what is missing."""
    sentences = []
    if compared:
        passages = sum(period.passages for period in compared)
        count = sum(period.documents for period in compared)
        sentences.append(say("basis", passages=passages, count=count))
        last = compared[-1]
        if len(compared) > 1:
            of_last = {"passages": last.passages, "count": last.documents}
            sentences.append(say("basis year", **of_last))
    status = Counter(documents["status"])
    counts = {"failed of": status["failed"], "partial of": status["partial"]}
    parts = [say(key, count=count) for key, count in counts.items() if count]
    if parts:
        sentences.append(say("troubled", parts=say.enumerate(parts)))
    if empty := [period.name for period in periods if not period.compared]:
        sentences.append(say("empty years", periods=say.enumerate(empty)))
    return sentences
