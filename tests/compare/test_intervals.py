from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from communique.compare.intervals import (
    bent,
    bootstrap,
    clusters,
    effective_sizes,
    interval,
    kish_size,
    margins,
    resampled,
    totals,
)
from communique.compare.shares import FloatArray, PeriodSample, weighted_shares

SIZES = st.floats(0.2, 2000)
SHARES = st.floats(0, 1)


def sample(
    carries: list[list[int]],
    documents: str | tuple[str, ...] = "",
    sections: tuple[tuple[str, ...], ...] = (),
    weight: list[float] | None = None,
    period: str = "2004",
) -> PeriodSample:
    count = len(carries)
    return PeriodSample(
        period=period,
        weight=np.array(weight or [1.0] * count),
        carries=np.array(carries, dtype=bool),
        documents=tuple(documents) or ("a",) * count,
        sections=sections or (("",),) * count,
    )


def test_a_lone_cluster_resampled_gives_itself() -> None:
    draws = bootstrap(np.array([4.0]), np.array([[1.0, 3.0]]), 50, np.random.default_rng(1))
    assert (draws == [0.25, 0.75]).all()


def test_resamples_of_clusters_that_are_alike_are_all_alike() -> None:
    draws = bootstrap(np.ones(5), np.full((5, 1), 0.5), 50, np.random.default_rng(1))
    assert np.ptp(draws) == pytest.approx(0)


def test_the_bootstrap_has_the_variance_of_a_mean_also_for_few_clusters() -> None:
    values = np.array([0.1, 0.2, 0.6])
    draws = bootstrap(np.ones(3), values[:, None], 200_000, np.random.default_rng(1))
    assert draws.mean() == pytest.approx(values.mean(), abs=0.002)
    assert draws.var() == pytest.approx(values.var(ddof=1) / 3, rel=0.02)


def test_totals_add_up_to_the_share() -> None:
    codes = np.array([0, 1, 0, 1])
    weight, tagged = totals(
        np.array([3.0, 1, 2, 2]), np.array([[1], [1], [0], [0]], dtype=bool), codes
    )
    assert weight == pytest.approx(np.array([5, 3]) / 3)
    assert tagged[:, 0].sum() / weight.sum() == pytest.approx(0.5)


def test_kish_counts_equal_weights_fully_and_a_dominant_one_alone() -> None:
    assert kish_size(np.full(7, 3.0)) == pytest.approx(7)
    assert kish_size(np.array([1e6, 1, 1])) == pytest.approx(1, abs=1e-4)


@given(SHARES, SIZES)
def test_an_interval_holds_its_share_lies_in_0_to_1_and_never_collapses(
    share: float, size: float
) -> None:
    low, high = interval(np.array([share]), np.array([size]))
    assert 0 <= low[0] <= share <= high[0] <= 1
    assert high[0] - low[0] > 0.5 / (size + 10)


@given(SHARES, SIZES)
def test_the_interval_of_the_rest_is_the_mirror_image(share: float, size: float) -> None:
    low, high = interval(np.array([share, 1 - share]), np.array([size, size]))
    assert low[0] == pytest.approx(1 - high[1], abs=1e-6)


def test_the_interval_of_nothing_in_20_is_that_of_jeffreys() -> None:
    low, high = interval(np.array([0.0, 0.5]), np.array([20.0, 20.0]))
    assert (low[0], high[0]) == (0, pytest.approx(0.1166, abs=1e-4))
    assert (low[1], high[1]) == pytest.approx((0.2943, 0.7057), abs=1e-3)


@pytest.mark.parametrize(
    ("documents", "unit", "count"), [("abc", "documents", 3), ("aab", "passages", 3)]
)
def test_documents_are_resampled_from_three_on(documents: str, unit: str, count: int) -> None:
    found, codes = clusters(sample([[1], [0], [1]], documents))
    assert found == unit
    assert len(set(codes)) == count


def test_sections_are_resampled_at_the_outermost_level_that_has_five() -> None:
    fine = tuple(("Report", f"Part {n // 4}", f"Item {n // 2}") for n in range(20))
    unit, codes = clusters(sample([[1]] * 20, "a" * 20, fine))
    assert (unit, len(set(codes))) == ("sections", 5)
    assert codes.tolist() == [n // 4 for n in range(20)]
    unit, codes = clusters(sample([[1]] * 12, "a" * 12, fine[:12]))
    assert (unit, len(set(codes))) == ("sections", 6)
    unit, codes = clusters(sample([[1]] * 4, "a" * 4, fine[:4]))
    assert (unit, len(set(codes))) == ("passages", 4)


def test_sections_of_the_same_name_in_two_documents_are_two() -> None:
    sections = tuple((f"Item {n % 3}",) for n in range(6))
    unit, codes = clusters(sample([[1]] * 6, "aaabbb", sections))
    assert (unit, len(set(codes))) == ("sections", 6)


def widths(of: PeriodSample) -> FloatArray:
    found = resampled(of, 500)
    low, high = interval(found.shares, found.sizes)
    return high - low


def test_a_year_with_one_short_document_looks_uncertain() -> None:
    short = sample([[1, 0], [0, 0], [0, 0], [0, 0]])
    assert (widths(short) > [0.5, 0.4]).all()
    one = sample([[1, 0]])
    assert (widths(one) > 0.7).all()


def test_nobody_and_everybody_are_uncertain_too() -> None:
    found = resampled(sample([[0, 1]] * 30, "abc" * 10), 500)
    low, high = interval(found.shares, found.sizes)
    assert low[0] == 0
    assert high[0] > 0.03
    assert low[1] < 0.97
    assert high[1] == 1


def test_documents_that_speak_of_one_thing_each_tell_less_than_mixed_ones() -> None:
    apart = [[n % 6 < 3] for n in range(60)]
    documents = tuple("abcdef" * 10)
    mixed = [[n % 4 < 2] for n in range(60)]
    assert widths(sample(apart, documents)) > 2 * widths(sample(mixed, documents))


def test_more_passages_tell_more() -> None:
    few = widths(sample([[1], [0], [0]] * 4))
    many = widths(sample([[1], [0], [0]] * 40))
    assert many < few / 2


@pytest.mark.parametrize("factor", [0.1, 2.0, 7.0])
def test_only_the_proportions_of_weights_matter(factor: float) -> None:
    carries = [[1, 0], [0, 1], [1, 1], [0, 0], [0, 1], [1, 0]]
    weight = [3.0, 2, 1, 1, 2, 3]
    one = resampled(sample(carries, "abcabc", weight=weight), 300)
    other = resampled(sample(carries, "abcabc", weight=[factor * w for w in weight]), 300)
    assert one.shares == pytest.approx(other.shares)
    assert one.draws == pytest.approx(other.draws)


@given(st.lists(st.tuples(SHARES, SIZES), min_size=1, max_size=6), st.sampled_from([100, 4000]))
def test_margins_are_the_quantiles_of_jeffreys_beta(
    given: list[tuple[float, float]], draws: int
) -> None:
    shares, sizes = np.array(given).T
    found = margins(shares, sizes, draws)
    levels = (np.arange(draws) + 0.5) / draws
    exact = stats.beta.ppf(levels[:, None], sizes * shares + 0.5, sizes * (1 - shares) + 0.5)
    assert np.abs(found - exact).max() < 1e-10
    assert (np.diff(found, axis=0) > 0).all()


def test_equal_shares_of_equal_size_have_equal_margins() -> None:
    shares, sizes = np.array([0.1, 0.2, 0.1, 0.0, 0.0]), np.array([9.0, 9, 9, 30, 30])
    found = margins(shares, sizes, 500)
    assert (found[:, 0] == found[:, 2]).all()
    assert (found[:, 3] == found[:, 4]).all()
    assert (found[:, 0] < found[:, 1]).all()
    alone = margins(shares[:1], sizes[:1], 500)
    assert (found[:, 0] == alone[:, 0]).all()  # whatever stands beside it


def test_bent_resamples_have_the_intervals_and_keep_their_order() -> None:
    random = np.random.default_rng(3)
    plain = random.normal(0.3, 0.1, (4000, 1)).clip(0, 1)
    shares, sizes = np.array([0.3]), np.array([25.0])
    draws = bent(plain, shares, sizes, random)
    low, high = interval(shares, sizes)
    assert np.quantile(draws, [0.025, 0.975]) == pytest.approx([low[0], high[0]], abs=0.002)
    first = plain[:, 0].argsort()
    inner = first[(plain[first, 0] > 0) & (plain[first, 0] < 1)]
    assert (np.diff(draws[inner, 0]) >= 0).all()


def coverage(clusters: int, mean: float, likeness: float, rounds: int, seed: int) -> FloatArray:
    """How often intervals hold the true shares of themes from rare to common.

    Documents of different length have their own shares about the true ones, alike
    within a document by ``likeness`` (the intra-class correlation).
    """
    random = np.random.default_rng(seed)
    true = np.array([0.02, 0.05, 0.05, 0.1, 0.1, 0.15, 0.2, 0.3, 0.45])
    spread = (1 - likeness) / likeness
    held = np.zeros(len(true))
    for _ in range(rounds):
        lengths = np.maximum(4, random.lognormal(np.log(mean), 0.5, clusters).astype(int))
        own = random.beta(true * spread, (1 - true) * spread, (clusters, len(true)))
        codes = np.repeat(np.arange(clusters), lengths)
        carries = random.random((len(codes), len(true))) < own[codes]
        weight = random.choice([1.0, 1, 2, 2, 3], len(codes))
        shares = weighted_shares(weight, carries)
        plain = bootstrap(*totals(weight, carries, codes), 400, random)
        low, high = interval(shares, effective_sizes(shares, plain, kish_size(weight), clusters))
        held += (low <= true) & (true <= high)
    return held / rounds


@pytest.mark.slow
@pytest.mark.parametrize(
    ("documents", "mean", "likeness"),
    [(3, 20, 0.1), (4, 40, 0.1), (5, 30, 0.02), (8, 30, 0.1), (12, 25, 0.1), (20, 20, 0.05)],
)
def test_intervals_hold_the_true_share_at_the_stated_rate(
    documents: int, mean: float, likeness: float
) -> None:
    held = coverage(documents, mean, likeness, rounds=1500, seed=documents)
    assert 0.92 <= held.mean() <= 0.98
    assert held.min() >= 0.9


@pytest.mark.slow
@pytest.mark.parametrize("count", [8, 15, 40])
def test_intervals_of_one_document_hold_the_true_share(count: int) -> None:
    random = np.random.default_rng(count)
    true = np.array([0.03, 0.1, 0.2, 0.35, 0.5])
    held = np.zeros(len(true))
    rounds = 800
    for _ in range(rounds):
        carries = random.random((count, len(true))) < true
        found = resampled(sample(carries.astype(int).tolist()), 200)
        low, high = interval(found.shares, found.sizes)
        held += (low <= true) & (true <= high)
    assert (held / rounds).mean() == pytest.approx(0.96, abs=0.03)
    assert (held / rounds).min() >= 0.9
