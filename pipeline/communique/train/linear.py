"""Logistic regressions on n-grams, one a theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from communique.tag.ngrams import COLUMNS, counts, rarity_of, weighed

#: Inverse strength of the penalty; 20 to 60 were alike in grouped cross-validation.
_STRENGTH = 20.0


def fit_ngrams(
    texts: Sequence[str], wanted: npt.NDArray[np.float32]
) -> dict[str, npt.NDArray[Any]]:
    """Fit the n-grams' weights.

    A passage on which readers differ counts on both sides, by the share of readers.

    Parameters
    ----------
    texts
        Passages.
    wanted
        Passages × themes: share of readers who saw the theme, 0 to 1.

    Returns
    -------
    dict
        ``rarity`` (columns), ``weights`` (columns × themes), both in half precision, and
        ``bias`` (themes).
    """
    matrix = counts(texts)
    rarity = rarity_of(matrix).astype(np.float16)
    features = weighed(matrix, rarity.astype(np.float32))
    fitted = [_one(features, wanted[:, theme]) for theme in range(wanted.shape[1])]
    weights = np.stack([model.coef_[0] for model in fitted], axis=1)
    weights[np.bincount(matrix.indices, minlength=COLUMNS) == 0] = 0
    return {
        "rarity": rarity,
        "weights": weights.astype(np.float16),
        "bias": np.array([model.intercept_[0] for model in fitted], dtype=np.float32),
    }


def _one(features: csr_matrix[Any], share: npt.NDArray[np.float32]) -> LogisticRegression:
    yes, no = np.flatnonzero(share > 0), np.flatnonzero(share < 1)
    rows = vstack([features[yes], features[no]]).tocsr()
    sides = np.concatenate([np.ones(len(yes)), np.zeros(len(no))])
    weights = np.concatenate([share[yes], 1 - share[no]])
    model = LogisticRegression(C=_STRENGTH, solver="liblinear")
    return model.fit(rows, sides, sample_weight=weights)
