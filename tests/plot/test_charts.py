from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plot_tables import some_diversity, some_pairs, some_priorities

import communique
from communique import plot
from communique.errors import CommuniqueError
from communique.plot.changes import biggest
from communique.plot.cooccurrence import strongest
from communique.plot.palette import AMOUNTS, HUES, INK, MUTED, contrast, shade, text_on, thresholds
from communique.plot.saving import svg
from communique.plot.words import Words

NAMES = {"data": "Data & <registers>", "skills": "Skills"}
#: Every chart, by what draws it.
CHARTS: dict[str, Callable[..., Any]] = {
    "heatmap": lambda **how: plot.heatmap(some_priorities(), **how),
    "lines": lambda **how: plot.lines(some_priorities(), **how),
    "ranks": lambda **how: plot.rank_chart(some_priorities(), **how),
    "movers": lambda **how: plot.movers(some_priorities(), **how),
    "pairs": lambda **how: plot.pairs(some_pairs(), **how),
}


def rows(chart: Any, holding: str) -> list[dict[str, Any]]:
    """The rows of a chart's data that have a field."""
    held = chart.to_dict()["datasets"].values()
    return [row for values in held for row in values if holding in row]


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_charts_are_drawn_with_titles_names_and_tooltips(name: str, language: str) -> None:
    chart = CHARTS[name](names=NAMES, language=language)
    spec = chart.to_dict()
    assert spec["title"]["text"] == Words(language)(name)
    assert "tooltip" in str(spec)
    drawn = svg(spec)
    assert "Data &amp; &lt;registers&gt;" in drawn
    assert spec["title"]["text"].split("’")[0] in drawn
    assert svg(CHARTS[name](names=NAMES, language=language).to_dict()) == drawn


def test_a_chart_shows_the_shares_that_the_table_holds() -> None:
    table = some_priorities()
    for chart in (plot.heatmap(table), plot.lines(table)):
        drawn = {(row["period"], row["theme"]): row["share"] for row in rows(chart, "share")}
        held = {(row.period, row.theme): row.share for row in table.itertuples()}
        assert drawn == held


def test_a_period_without_passages_is_a_gap_and_no_nought() -> None:
    table = some_priorities(empty=2010)
    drawn = rows(plot.lines(table), "share")
    assert {row["share"] for row in drawn if row["period"] == "2010"} == {None}
    assert {row["alone"] for row in drawn if row["period"] == "2013"} == {True}
    assert {row["alone"] for row in drawn if row["period"] == "2009"} == {False}
    assert {
        row["figure"] for row in rows(plot.heatmap(table), "figure") if row["share"] is None
    } == {"–"}
    assert {row["period"] for row in rows(plot.rank_chart(table), "rank")} == {
        "2008",
        "2009",
        "2013",
    }


def test_years_stand_at_their_distance_and_other_periods_in_order() -> None:
    spec = plot.lines(some_priorities()).to_dict()["spec"]
    assert spec["layer"][0]["encoding"]["x"]["type"] == "quantitative"
    named = some_priorities()
    named["period"] = named["period"] + "-x"
    spec = plot.lines(named).to_dict()["spec"]
    assert spec["layer"][0]["encoding"]["x"]["type"] == "ordinal"
    assert "<svg" in svg(plot.rank_chart(named).to_dict())


def test_names_of_longer_periods_do_not_run_into_each_other() -> None:
    spans = {"2008": "2001-2005", "2009": "2006-2010", "2013": "2011-2015"}
    table = some_priorities()
    table["period"] = table["period"].replace(spans)
    broad = 60  # pixels that the name of a period takes at this size
    assert plot.rank_chart(table).to_dict()["width"] / len(spans) > broad
    assert plot.heatmap(table).to_dict()["width"] / len(spans) > broad
    (panel,) = {
        tuple(layer["encoding"]["x"]["axis"]["values"])
        for layer in plot.lines(table).to_dict()["spec"]["layer"]
    }
    assert panel == ("2001-2005", "2011-2015")
    assert "the last period" in str(plot.rank_chart(table).to_dict()["title"])


def test_themes_can_be_chosen() -> None:
    drawn = rows(plot.lines(some_priorities(), themes=["skills"]), "share")
    assert {row["theme"] for row in drawn} == {"skills"}
    marked = rows(plot.rank_chart(some_priorities(), themes=["legal"]), "colour")
    assert {row["theme"] for row in marked if row["colour"] != "rest"} == {"legal"}
    with pytest.raises(CommuniqueError, match=r"no theme 'skill' .* the themes are data, skills"):
        plot.lines(some_priorities(), themes=["skill"])


def test_risers_come_before_fallers() -> None:
    table = some_priorities((2008, 2009))
    moved = biggest(table, count=2)
    changes = moved["change"].tolist()
    assert changes == sorted(changes, reverse=True)
    assert 0 not in changes
    known = table[table["change"].notna() & (table["change"] != 0)]["change"]
    assert (changes[0], changes[-1]) == (known.max(), known.min())
    assert changes[0] > 0 > changes[-1]
    assert {row["way"] for row in rows(plot.movers(table), "way")} == {"rose", "fell"}
    with pytest.raises(CommuniqueError, match="'1999' has no changes: periods with changes are"):
        biggest(table, period="1999")


def test_one_period_is_drawn_where_it_can_be() -> None:
    table = some_priorities((2008,))
    for chart in (plot.heatmap(table), plot.lines(table), plot.rank_chart(table)):
        assert "<svg" in svg(chart.to_dict())
    assert all(row["alone"] for row in rows(plot.lines(table), "alone"))
    with pytest.raises(CommuniqueError, match="changes need two periods"):
        plot.movers(table)


def test_pairs_are_ordered_by_what_is_certain_and_rare_ones_left_out() -> None:
    assert strongest(some_pairs())["theme_b"].tolist() == ["skills", "openness"]
    assert strongest(some_pairs(), fewest=1)["theme_a"].tolist() == ["legal", "data", "data"]
    assert "<svg" in svg(plot.pairs(some_pairs(), fewest=1).to_dict())
    with pytest.raises(CommuniqueError, match="no two themes"):
        plot.pairs(some_pairs(), fewest=99)


def test_diversity_breaks_where_there_is_none() -> None:
    drawn = rows(plot.diversity(some_diversity()), "effective")
    assert [row["effective"] for row in drawn] == [5.0, None, 7.5]
    assert "<svg" in svg(plot.diversity(some_diversity(), language="fr").to_dict())


@pytest.mark.parametrize("draw", [plot.heatmap, plot.lines, plot.rank_chart, plot.movers])
def test_what_cannot_be_drawn_is_told(draw: Callable[..., Any]) -> None:
    table = some_priorities()
    with pytest.raises(CommuniqueError, match="priorities is empty"):
        draw(table.head(0))
    with pytest.raises(CommuniqueError, match="priorities lacks the column theme"):
        draw(table.drop(columns="theme"))
    with pytest.raises(CommuniqueError, match="choose en or fr"):
        draw(table, language="de")
    if draw is not plot.movers:
        with pytest.raises(CommuniqueError, match="no period has passages"):
            draw(table.assign(share=float("nan")))


def test_text_on_every_shade_can_be_read() -> None:
    assert [colour for colour in AMOUNTS if contrast(text_on(colour), colour) < 4.5] == []
    assert contrast(MUTED, "#ffffff") >= 4.5
    assert contrast(INK, "#ffffff") >= 4.5
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    darker = [contrast(colour, "#ffffff") for colour in AMOUNTS]
    assert darker == sorted(darker)
    assert len(set(HUES)) == len(HUES)


@given(st.floats(0, 1))
def test_shades_reach_from_nought_to_the_largest(largest: float) -> None:
    bounds = thresholds(largest)
    assert len(bounds) == len(AMOUNTS) - 1
    steps = {round(b - a, 6) for a, b in pairwise([0, *bounds])}
    assert len(steps) == 1
    assert shade(0, bounds) == 0
    assert 0 <= shade(largest, bounds) < len(AMOUNTS)
    assert largest <= bounds[-1] + max(steps) + 1e-9


def test_plots_are_loaded_when_asked_for() -> None:
    code = (
        "import sys, communique\nbefore = 'altair' in sys.modules\n"
        "print(before, callable(communique.plot.heatmap), 'altair' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True"]
    assert communique.plot is plot
