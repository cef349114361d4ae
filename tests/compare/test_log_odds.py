from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from communique.compare.log_odds import log_odds

COUNTS = arrays(np.int64, st.tuples(st.integers(2, 8), st.just(2)), elements=st.integers(1, 500))


@given(COUNTS)
def test_what_sets_one_of_two_periods_apart_sets_the_other_apart_by_lacking_it(
    counts: np.ndarray,
) -> None:
    z = log_odds(counts)
    assert z[:, 0] == pytest.approx(-z[:, 1])


@given(COUNTS)
def test_a_period_like_the_others_is_not_set_apart(counts: np.ndarray) -> None:
    same = np.repeat(counts[:, :1], 3, axis=1)
    assert log_odds(same) == pytest.approx(np.zeros(same.shape), abs=1e-9)


def test_the_formula_by_hand() -> None:
    # 30 and 20 words, of which 6 and 1 are the term: prior 25 words, 3.5 of them the term
    z = log_odds(np.array([[6, 1], [24, 19]]))
    delta = np.log(9.5 / (55 - 9.5)) - np.log(4.5 / (45 - 4.5))
    assert z[0, 0] == pytest.approx(delta / np.sqrt(1 / 9.5 + 1 / 4.5))


def test_more_of_the_same_is_clearer() -> None:
    few = np.array([[4, 2], [40, 40]])
    assert log_odds(10 * few)[0, 0] > log_odds(few)[0, 0] > 0


@pytest.mark.parametrize("counts", [np.array([[3], [5]]), np.array([[3, 0], [5, 0]])])
def test_without_another_period_nothing_stands_out(counts: np.ndarray) -> None:
    assert (log_odds(counts) == 0).all()


def test_a_collection_of_one_single_term_has_no_odds() -> None:
    assert (log_odds(np.array([[3, 8]])) == 0).all()
