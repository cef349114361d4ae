from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reviewed_world import PERFECT, Errors, World, reviews, world

from communique.compare.changes import change
from communique.compare.intervals import interval, resampled
from communique.compare.prediction_powered import COLUMNS, corrected_periods, corrected_shares
from communique.compare.ranks import rank_intervals
from communique.compare.shares import period_samples
from communique.compare.weighing import Weighed
from communique.errors import CommuniqueError

PREVALENCE = {"data": 0.4, "legal": 0.1, "skills": 0.04, "strategy": 0.15}
ERRORS = {
    "data": Errors(0.6, 0.1),
    "legal": Errors(0.6, 0.15),
    "skills": Errors(0.8, 0.02),
    "strategy": Errors(0.9, 0.01),
}
SELDOM = ("2001", "2002", "2003")


def naive(weighed: Weighed, themes: list[str], draws: int) -> pd.DataFrame:
    parts = []
    for sample in period_samples(weighed, themes):
        found = resampled(sample, draws)
        low, high = interval(found.shares, found.sizes)
        parts.append(pd.DataFrame({"share": found.shares, "low": low, "high": high}))
    return pd.concat(parts, ignore_index=True)


def coverage(runs: int, draws: int) -> pd.DataFrame:
    """How often the intervals hold the true share, by theme and rectifier."""
    random = np.random.default_rng(2311)
    parts = []
    for _ in range(runs):
        of = world(random, PREVALENCE, ERRORS)
        table = corrected_shares(
            of.weighed, reviews(random, of, 400, seldom=SELDOM), of.themes, draws=draws
        )
        tags = naive(of.weighed, of.themes, draws)
        true = of.shares.ravel()
        parts.append(
            table.assign(
                covered=(table["low"] <= true) & (true <= table["high"]),
                by_tags=(tags["low"] <= true) & (true <= tags["high"]),
                error=table["share"] - true,
            )
        )
    table = pd.concat(parts, ignore_index=True)
    return table.groupby(["theme", "rectifier"])[["covered", "by_tags", "error"]].mean()


def test_a_few_corrected_intervals_hold_the_truth_where_those_of_tags_do_not() -> None:
    found = coverage(runs=8, draws=200)
    assert found["covered"].mean() > 0.9
    assert found.loc["legal", "by_tags"].max() < 0.5
    assert found["error"].abs().max() < 0.05


@pytest.mark.slow
def test_corrected_intervals_hold_the_truth_at_the_stated_rate() -> None:
    found = coverage(runs=300, draws=400)
    assert len(found) == 8
    for name in ("theme", "rectifier"):
        assert found["covered"].groupby(name).mean().between(0.92, 0.98).all(), found
    assert found["covered"].between(0.92, 0.99).all(), found
    assert found.loc["data", "by_tags"].max() < 0.6
    assert found.loc["legal", "by_tags"].max() < 0.3
    assert found["error"].abs().max() < 0.01


@settings(max_examples=10)
@given(st.integers(0, 1000))
def test_perfect_tags_stay_as_they_are(seed: int) -> None:
    random = np.random.default_rng(seed)
    of = world(random, PREVALENCE, dict.fromkeys(PREVALENCE, PERFECT), documents=4)
    table = corrected_shares(of.weighed, reviews(random, of, 150, seldom=("2001",)), of.themes)
    by_tags = naive(of.weighed, of.themes, 4000)
    assert table["correction"].tolist() == pytest.approx([0] * len(table), abs=1e-12)
    assert table["share"].tolist() == pytest.approx(by_tags["share"].tolist())
    # the errors that 150 passages may have missed make the interval longer, never shorter
    assert (table["low"] <= by_tags["low"] + 1e-12).all()
    assert (table["high"] >= by_tags["high"] - 1e-12).all()


@settings(max_examples=10)
@given(st.integers(0, 1000), st.integers(1, 5))
def test_a_review_of_everything_speaks_alone(seed: int, documents: int) -> None:
    random = np.random.default_rng(seed)
    of = world(random, PREVALENCE, ERRORS, documents=documents, periods=3)
    everything = reviews(random, of, np.inf)
    assert (everything["probability"] == 1).all()
    table = corrected_shares(of.weighed, everything, of.themes)
    people = naive(of.by_people(), of.themes, 4000)
    assert (table["rectifier"] == "period").all()
    for column in ("share", "low", "high"):
        assert table[column].tolist() == pytest.approx(people[column].tolist())


def test_a_rectifier_by_hand() -> None:
    # Four passages of equal weight, two tagged; those reviewed say: one of each is wrong.
    passages = pd.DataFrame(
        {
            "passage": list("abcdefgh"),
            "document": ["x"] * 4 + ["y"] * 4,
            "period": ["2001"] * 4 + ["2002"] * 4,
            "section": "",
            "weight": 1.0,
        }
    )
    tags = pd.DataFrame({"passage": ["a", "b", "e"], "theme": "data"})
    weighed = Weighed(passages, tags, ("2001", "2002"), {}, {})
    said = pd.DataFrame(
        {
            "passage": ["a", "b", "c", "d"],
            "theme": "data",
            "human": [1.0, 1.0, 1.0, 0.0],
            "probability": [0.5, 0.5, 0.25, 0.25],
        }
    )
    table = corrected_shares(weighed, said, ["data"], draws=200)
    # a, b count 2 each and c, d 4: people say 8 of 12, tags 4 of 12
    power = slope([1, 1, 0, 0], [1, 1, 1, 0], [2**2 / 2, 2**2 / 2, 4**2 * 0.75, 4**2 * 0.75])
    rest = (2 * (1 - power) * 2 + 4 * 1) / 12
    share = power * 0.5 + rest
    assert table["rectifier"].tolist() == ["period", "all periods"]
    assert table["reviewed"].tolist() == [4, 0]
    assert table["share"][0] == pytest.approx(share)
    everywhere = power * 3 / 8 + rest
    assert table["share"][1] == pytest.approx(1 / 4 + everywhere - 3 / 8)
    assert table["correction"].tolist() == pytest.approx(
        [table["share"][0] - 0.5, table["share"][1] - 0.25]
    )


def slope(tag: list[int], human: list[int], pull: list[float]) -> float:
    """The power of one theme: the weighted slope, drawn towards itself."""
    f, y, w = (np.array(each, dtype=float) for each in (tag, human, pull))
    f -= np.average(f, weights=w)
    y -= np.average(y, weights=w)
    return float(np.clip((w * f * y).sum() / (w * f * f).sum(), 0, 1))


def test_useless_tags_leave_the_word_to_people() -> None:
    random = np.random.default_rng(7)
    useless = dict.fromkeys(PREVALENCE, Errors(0.5, 0.5))
    of = world(random, PREVALENCE, useless, documents=20, periods=2)
    said = reviews(random, of, 300)
    table = corrected_shares(of.weighed, said, of.themes)
    assert (table["rectifier"] == "period").all()
    people = said.merge(of.weighed.passages, on="passage")
    heavy = people["weight"] / people["probability"]
    sums = (people["human"] * heavy).groupby([people["period"], people["theme"]]).sum()
    alone = sums / heavy.groupby([people["period"], people["theme"]]).sum()
    assert np.abs(table["share"].to_numpy() - alone.to_numpy()).max() < 0.02


def test_what_is_not_reviewed_has_no_figure_and_what_has_no_passage_neither() -> None:
    random = np.random.default_rng(3)
    of = world(random, PREVALENCE, ERRORS, periods=2)
    said = reviews(random, of, 200)
    empty = Weighed(of.weighed.passages, of.weighed.tags, ("2001", "2002", "2003"), {}, {})
    table = corrected_shares(empty, said[said["theme"] != "legal"], of.themes, draws=200)
    legal = table[table["theme"] == "legal"]
    assert legal["rectifier"].tolist() == ["none", "none", ""]
    assert legal[["share", "low", "high", "correction"]].isna().all(axis=None)
    assert table.loc[table["period"] == "2003", "share"].isna().all()
    others = table[(table["theme"] != "legal") & (table["period"] != "2003")]
    assert others["share"].between(0, 1).all()
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == COLUMNS


def test_shares_stay_between_0_and_1_and_inside_their_intervals() -> None:
    random = np.random.default_rng(4)
    errors = {"data": Errors(0.9, 0.6), "legal": Errors(0.05, 0.0)}
    prevalence = {"data": 0.03, "legal": 0.97}
    for _ in range(20):
        of = world(random, prevalence, errors, documents=3)
        table = corrected_shares(
            of.weighed, reviews(random, of, 60, seldom=SELDOM), of.themes, draws=200
        )
        assert ((table["low"] >= 0) & (table["high"] <= 1)).all()
        assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()
        assert ((table["high"] - table["low"]) > 0).all()


def test_rows_in_another_order_give_the_same_figures() -> None:
    of, said = _small()
    one = corrected_shares(of.weighed, said, of.themes, draws=200)
    other = corrected_shares(of.weighed, said.sample(frac=1, random_state=1), of.themes, draws=200)
    pd.testing.assert_frame_equal(one, other)


def test_the_error_that_periods_share_cancels_in_their_changes() -> None:
    random = np.random.default_rng(5)
    of = world(random, {"data": 0.3}, {"data": Errors(0.6, 0.1)}, documents=60)
    said = reviews(random, of, 60)
    first, second, *_ = corrected_periods(of.weighed, said, of.themes, draws=2000, fewest=1000)
    assert first.resampled is not None
    assert second.resampled is not None
    assert first.rectifier == ("all periods",)
    found = change(second.resampled, first.resampled)
    assert found.change[0] == pytest.approx(second.shares[0] - first.shares[0])
    arms = np.hypot(first.high - first.low, second.high - second.low)
    assert found.high[0] - found.low[0] < 0.8 * arms[0]
    low, high = rank_intervals(first.resampled.shares, first.resampled.draws)
    assert (low <= high).all()


def test_probabilities_are_corrected_too() -> None:
    of, said = _small()
    lot = np.random.default_rng(6).random(of.tagged.shape)
    score = np.where(of.tagged, 0.5 + lot / 2, lot / 2)
    scores = pd.DataFrame(
        {
            "passage": np.repeat(of.weighed.passages["passage"].to_numpy(), len(of.themes)),
            "theme": of.themes * len(of.weighed.passages),
            "score": score.ravel(),
        }
    )
    table = corrected_shares(of.weighed, said, of.themes, scores=scores, draws=200)
    naively = np.average(
        score[of.weighed.passages["period"] == "2001"],
        axis=0,
        weights=of.weighed.passages.query("period == '2001'")["weight"],
    )
    first = table[table["period"] == "2001"]
    assert (first["share"] - first["correction"]).tolist() == pytest.approx(naively.tolist())
    assert np.abs(table["share"].to_numpy() - of.shares.ravel()).mean() < 0.1


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("probability", 0.0, "the probability 0 at the passage"),
        ("probability", 1.5, "the probability 1.5 at the passage"),
        ("human", 2.0, "the human 2 at the passage"),
        ("human", np.nan, "the human nan at the passage"),
    ],
)
def test_impossible_reviews_are_refused(column: str, value: float, message: str) -> None:
    of, said = _small()
    said.loc[3, column] = value
    with pytest.raises(CommuniqueError, match=message):
        corrected_shares(of.weighed, said, of.themes)


def test_reviews_that_do_not_belong_are_refused() -> None:
    of, said = _small()
    with pytest.raises(CommuniqueError, match="no reviewed passage weighs"):
        corrected_shares(of.weighed, said.assign(passage="x" + said["passage"]), of.themes)
    with pytest.raises(CommuniqueError, match="twice"):
        corrected_shares(of.weighed, pd.concat([said, said.head(1)]), of.themes)
    with pytest.raises(CommuniqueError, match="lack the column probability"):
        corrected_shares(of.weighed, said.drop(columns="probability"), of.themes)


def _small() -> tuple[World, pd.DataFrame]:
    random = np.random.default_rng(1)
    of = world(random, PREVALENCE, ERRORS, periods=3, documents=5)
    return of, reviews(random, of, 120)
