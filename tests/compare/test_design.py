"""Periods, kinds, standardisation, baseline, probabilities."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from compare_tables import Tables, tables

from communique.compare import Design, compare, periods_of, priorities
from communique.compare.weighing import weigh
from communique.errors import CommuniqueError

YEARS: dict[str, int | None] = {"a": 2001, "b": 2004, "c": 2006, "d": 2011}


def given() -> Tables:
    entries = [
        (name, "conclusion", [theme])
        for name, themes in {
            "a": ("data", "data", "skills"),
            "b": ("data", "legal", "legal"),
            "c": ("skills", "legal"),
            "d": ("data", "skills", "skills", "skills"),
        }.items()
        for theme in themes
    ]
    found = tables(YEARS, entries)
    found.documents["kind"] = ["agenda", "summary", "agenda", "summary"]
    return found


def shares(of: Tables, design: Design, **more: object) -> pd.DataFrame:
    found = priorities(of.documents, of.passages, of.tags, design=design, draws=200, **more)  # type: ignore[arg-type]
    return found.pivot_table(index="period", columns="theme", values="share")


def test_periods_are_the_years_named_or_five_each() -> None:
    assert list(shares(given(), Design(by="period")).index) == [
        "2000-2004",
        "2005-2009",
        "2010-2014",
    ]
    named = Design(by="period", periods=periods_of(["2001-2006", "2011"]))
    found = shares(given(), named)
    assert found.loc["2001-2006", "legal"] == pytest.approx(3 / 8)
    assert found.loc["2011", "skills"] == pytest.approx(3 / 4)


def test_documents_of_other_years_and_kinds_are_left_out_and_named() -> None:
    design = Design(by="period", periods=periods_of(["2001-2004"]), kinds=("agenda",))
    frames = given()
    left_out = weigh(frames.documents, frames.passages, frames.tags, design=design).left_out
    assert left_out == {
        "b": "is of the kind summary, which was not asked for",
        "c": "is of 2006, which is in no period",
        "d": "is of the kind summary, which was not asked for",
    }


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Design(by="decade"), "decade"),
        (lambda: Design(kinds=("memo",)), "memo"),
        (lambda: Design(periods=periods_of(["2001"])), "compare by period"),
        (lambda: Design(by="period", periods=periods_of(["2001-05"])), "2001-05"),
        (lambda: Design(by="period", periods=periods_of(["2005-2001"])), "2005-2001"),
        (lambda: Design(by="period", periods=periods_of(["2001-2004", "2004-2006"])), "overlap"),
        (lambda: shares(given(), Design(baseline="1999")), "1999"),
    ],
)
def test_what_cannot_be_compared_is_said(make: object, message: str) -> None:
    with pytest.raises(CommuniqueError, match=message):
        make()  # type: ignore[operator]


def test_every_period_is_held_against_the_baseline() -> None:
    frames = given()
    found = priorities(
        frames.documents, frames.passages, frames.tags, design=Design(baseline="2004"), draws=200
    )
    previous = found.drop_duplicates("period").set_index("period")["previous"]
    assert previous.to_dict() == {"2001": "2004", "2004": "", "2006": "2004", "2011": "2004"}
    change = found.set_index(["period", "theme"])["change"]
    assert change["2011", "data"] == pytest.approx(1 / 4 - 1 / 3)
    assert change["2004"].isna().all()


def test_standardisation_gives_each_period_the_same_mix_of_kinds() -> None:
    """Two years that differ in nothing but the mix of kinds are the same once standardised."""
    years: dict[str, int | None] = {"a": 2001, "b": 2001, "c": 2002, "d": 2002}
    counts = {"a": 8, "b": 2, "c": 3, "d": 9}
    entries = [
        (name, "session", ["data"] if name in "ac" else ["skills"])
        for name, count in counts.items()
        for _ in range(count)
    ]
    frames = tables(years, entries)
    frames.documents["kind"] = ["agenda", "summary"] * 2
    plain = shares(frames, Design())
    assert plain.loc["2001", "data"] == pytest.approx(0.8)
    assert plain.loc["2002", "data"] == pytest.approx(0.25)
    fixed = shares(frames, Design(standardise=True))
    assert fixed["data"].to_numpy() == pytest.approx(11 / 22)


def test_standardisation_changes_nothing_where_all_have_one_mix_and_keeps_weight() -> None:
    frames = given()
    one_kind = Design(kinds=("agenda",), standardise=True)
    assert shares(frames, one_kind).equals(shares(frames, Design(kinds=("agenda",))))
    weighed = weigh(frames.documents, frames.passages, frames.tags)
    fixed = weigh(frames.documents, frames.passages, frames.tags, design=Design(standardise=True))
    for period in weighed.periods:
        whole, same = (
            each.passages.loc[each.passages["period"] == period, "weight"].sum()
            for each in (weighed, fixed)
        )
        assert same == pytest.approx(whole)


def scores_of(frames: Tables, themes: list[str], odds: dict[str, float]) -> pd.DataFrame:
    marked = set(zip(frames.tags["passage"], frames.tags["theme"], strict=True))
    return pd.DataFrame(
        [
            (passage, theme, odds["yes"] if (passage, theme) in marked else odds["no"])
            for passage in frames.passages["passage"]
            for theme in themes
        ],
        columns=["passage", "theme", "score"],
    )


def test_probabilities_of_0_and_1_are_tags() -> None:
    frames = given()
    themes = ["data", "legal", "skills"]
    certain = scores_of(frames, themes, {"yes": 1.0, "no": 0.0})
    assert shares(frames, Design(), scores=certain).equals(shares(frames, Design()))


def test_probabilities_count_as_parts_of_passages() -> None:
    frames = given()
    scores = scores_of(frames, ["data", "legal", "skills"], {"yes": 0.9, "no": 0.1})
    found = shares(frames, Design(), scores=scores)
    assert found.loc["2011", "data"] == pytest.approx((0.9 + 3 * 0.1) / 4)
    with pytest.raises(CommuniqueError, match=r"no probability of data for the passage a\.0000"):
        shares(frames, Design(), scores=scores.iloc[1:])
    with pytest.raises(CommuniqueError, match="no probability"):
        shares(frames, Design(), scores=scores.assign(score=np.nan))


def test_the_interface_passes_the_design_on() -> None:
    frames = given()
    found = compare(
        frames.tags, frames.passages, frames.documents, design=Design(by="period"), draws=200
    )
    assert found["period"].iloc[0] == "2000-2004"
