from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from communique.compare.ranks import rank_intervals, ranks

SHARES = arrays(np.float64, st.integers(1, 12), elements=st.floats(0, 1))


def test_equal_shares_stand_on_the_same_best_place() -> None:
    assert ranks(np.array([0.2, 0.5, 0.2, 0.0])).tolist() == [2, 1, 2, 4]


def test_shares_that_differ_by_rounding_are_equal() -> None:
    assert ranks(np.array([0.1 + 0.2, 0.3])).tolist() == [1, 1]


@given(SHARES)
def test_a_place_is_one_more_than_the_themes_before_it(shares: np.ndarray) -> None:
    rounded = np.round(shares, 12)
    assert ranks(shares).tolist() == [1 + int((rounded > own).sum()) for own in rounded]


@given(SHARES, st.integers(0, 2**32 - 1))
def test_an_interval_of_places_holds_the_place(shares: np.ndarray, seed: int) -> None:
    draws = np.random.default_rng(seed).random((50, len(shares)))
    low, high = rank_intervals(shares, draws)
    own = ranks(shares)
    assert (low >= 1).all()
    assert (low <= own).all()
    assert (own <= high).all()
    assert (high <= len(shares)).all()


def test_themes_far_apart_keep_their_places_and_close_ones_share_them() -> None:
    random = np.random.default_rng(1)
    centres = np.array([0.8, 0.41, 0.4, 0.1])
    low, high = rank_intervals(centres, random.normal(centres, 0.02, (2000, 4)))
    assert low.tolist() == [1, 2, 2, 4]
    assert high.tolist() == [1, 3, 3, 4]
