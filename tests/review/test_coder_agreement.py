"""Measures of agreement against figures that their authors worked out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from communique.review.agreement import agreement, cohens_kappa, krippendorffs_alpha

_ = np.nan
# Krippendorff (2011), part C: four observers, twelve units, missing values; alpha = 0.743.
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
# Krippendorff (2011), part A: Meg and Owen, ten articles; alpha = 0.095.
TWO_OBSERVERS = [
    [0, 1, 0, 0, 0, 0, 0, 0, 1, 0],
    [1, 1, 1, 0, 0, 1, 0, 0, 0, 0],
]


def test_alpha_of_krippendorffs_examples() -> None:
    assert krippendorffs_alpha(np.array(FOUR_OBSERVERS)) == pytest.approx(0.743, abs=5e-4)
    assert krippendorffs_alpha(np.array(TWO_OBSERVERS, dtype=float)) == pytest.approx(
        0.095, abs=5e-4
    )


def test_kappa_of_a_table() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed 0.7, by chance 0.5
    one = np.repeat([1.0, 1, 0, 0], [20, 5, 10, 15])
    other = np.repeat([1.0, 0, 1, 0], [20, 5, 10, 15])
    assert cohens_kappa(one, other) == pytest.approx(0.4)


_CODES = arrays(np.float64, (3, 12), elements=st.sampled_from([0.0, 1.0, np.nan]))


@given(_CODES)
def test_measures_keep_their_bounds_and_ignore_names_and_order(values: np.ndarray) -> None:
    alpha, kappa = krippendorffs_alpha(values), cohens_kappa(values[0], values[1])
    for figure in (alpha, kappa):
        assert np.isnan(figure) or -1.0001 <= figure <= 1.0001
    assert krippendorffs_alpha(1 - values) == pytest.approx(alpha, nan_ok=True)
    assert krippendorffs_alpha(values[::-1, ::-1]) == pytest.approx(alpha, nan_ok=True)
    assert cohens_kappa(values[1], values[0]) == pytest.approx(kappa, nan_ok=True)


def test_full_agreement_and_none_to_measure() -> None:
    same = np.tile([0.0, 1, 1, 0], (3, 1))
    assert agreement(same) == pytest.approx((1, 1))
    nothing = np.full((2, 4), np.nan)
    assert np.isnan(agreement(nothing)).all()
    assert np.isnan(agreement(np.ones((2, 4)))).all()
    assert np.isnan(agreement(np.array([[0.0, 1, 0]]))).all()
