from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from communique.compare.changes import adjusted, change
from communique.compare.intervals import resampled
from communique.compare.shares import PeriodSample


def period(name: str, share: np.ndarray, documents: int, length: int, seed: int) -> PeriodSample:
    """Documents of passages that carry each theme with its probability in that document."""
    random = np.random.default_rng(seed)
    own = random.beta(share * 15, (1 - share) * 15, (documents, len(share)))
    codes = np.repeat(np.arange(documents), length)
    carries = random.random((len(codes), len(share))) < own[codes]
    names = tuple(f"{name}-{code}" for code in codes)
    return PeriodSample(name, np.ones(len(codes)), carries, names, (("",),) * len(codes))


SHARES = np.array([0.05, 0.1, 0.2, 0.4])


@given(st.integers(0, 50))
def test_a_change_lies_in_its_interval_and_turns_round_with_the_periods(seed: int) -> None:
    one = resampled(period("2004", SHARES, 4, 15, seed), 400)
    other = resampled(period("2005", SHARES, 4, 15, seed + 1000), 400)
    there, back = change(other, one), change(one, other)
    assert there.change == pytest.approx(other.shares - one.shares)
    assert (there.low <= there.change).all()
    assert (there.change <= there.high).all()
    assert there.low == pytest.approx(-back.high)
    assert there.p == pytest.approx(back.p)
    assert (there.p <= there.p_adjusted).all()
    assert (there.p_adjusted <= 1).all()


def test_a_period_has_not_changed_against_itself_in_another_year() -> None:
    one = period("2004", SHARES, 6, 30, 1)
    other = PeriodSample("2005", one.weight, one.carries, one.documents, one.sections)
    found = change(resampled(other), resampled(one))
    assert (found.change == 0).all()
    assert (found.low < 0).all()
    assert (found.high > 0).all()
    assert (found.p > 0.8).all()


def test_a_large_change_is_real_and_a_small_one_is_not() -> None:
    before = period("2004", np.array([0.05, 0.3]), 12, 40, 2)
    after = period("2005", np.array([0.5, 0.3]), 12, 40, 3)
    found = change(resampled(after), resampled(before))
    assert found.low[0] > 0.2
    assert found.p_adjusted[0] < 0.01
    assert found.p_adjusted[1] > 0.05


def test_no_p_value_says_that_chance_is_impossible() -> None:
    before = period("2004", np.array([0.01]), 30, 60, 2)
    after = period("2005", np.array([0.99]), 30, 60, 3)
    found = change(resampled(after, 999), resampled(before, 999))
    assert found.p.tolist() == [pytest.approx(1 / 1000)]


def test_themes_that_nobody_mentions_have_not_changed_but_might_have() -> None:
    nothing = np.zeros((20, 1), dtype=bool)
    years = [
        resampled(PeriodSample(year, np.ones(20), nothing, ("a",) * 20, (("",),) * 20))
        for year in ("2004", "2005")
    ]
    found = change(*years)
    assert found.change.tolist() == [0]
    assert found.low[0] < -0.03 < 0.03 < found.high[0]
    assert found.p[0] > 0.9


@pytest.mark.slow
@pytest.mark.parametrize("documents", [3, 6, 15])
def test_false_alarms_and_intervals_keep_their_rate(documents: int) -> None:
    rounds = 250
    alarms, held, families = 0.0, 0.0, 0.0
    for seed in range(rounds):
        one = resampled(period("2004", SHARES, documents, 25, 2 * seed), 1000)
        other = resampled(period("2005", SHARES, documents, 25, 2 * seed + 1), 1000)
        found = change(other, one)
        alarms += (found.p < 0.05).mean() / rounds
        held += ((found.low <= 0) & (found.high >= 0)).mean() / rounds
        families += (found.p_adjusted < 0.05).any() / rounds
    assert alarms <= 0.08
    assert 0.92 <= held <= 0.99
    assert families <= 0.08


@given(arrays(np.float64, st.integers(0, 12), elements=st.floats(0, 1)))
def test_p_values_are_adjusted_as_by_scipy(p: np.ndarray) -> None:
    theirs = stats.false_discovery_control(p, method="bh") if len(p) else p
    assert adjusted(p).tolist() == theirs.tolist()
