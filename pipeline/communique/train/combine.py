"""How much each witness counts: stacking on documents that no witness was trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

Floats = npt.NDArray[np.float32]
Stack = dict[str, list[float]]

#: How far a theme's own intercept may leave the common one (its scale as a feature).
_OWN = 0.5
_STRENGTH = 1.0
#: Chosen among 0.03 to 1 by grouped cross-validation.
_ROLE_STRENGTH = 0.1


def fit_stack(witnesses: Mapping[str, Floats], wanted: npt.NDArray[np.bool_]) -> Stack:
    """Weigh the witnesses by logistic regression.

    A witness has one weight for all themes, since a few hundred passages cannot tell
    more; a theme has an intercept of its own, drawn towards the common one.

    Parameters
    ----------
    witnesses
        By name passages × themes of log-odds.
    wanted
        Passages × themes: which themes the passages carry.

    Returns
    -------
    dict
        Of each witness, and for ``bias``, one number per theme.

    References
    ----------
    .. [1] Wolpert (1992), "Stacked generalization", Neural Networks 5.
    .. [2] Platt (1999), "Probabilistic outputs for support vector machines".
    """
    names = list(witnesses)
    passages, themes = wanted.shape
    own = np.tile(np.eye(themes) * _OWN, (passages, 1))
    columns = np.column_stack([*(witnesses[name].reshape(-1) for name in names), own])
    model = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(columns, wanted.reshape(-1))
    weights = model.coef_[0]
    found = {
        name: [round(float(weight), 6)] * themes
        for name, weight in zip(names, weights, strict=False)
    }
    bias = float(model.intercept_[0]) + weights[len(names) :] * _OWN
    found["bias"] = [round(float(value), 6) for value in bias]
    return found


def best_threshold(probabilities: Floats, wanted: npt.NDArray[np.bool_]) -> float:
    """The threshold from 0.20 to 0.60 with the best micro-F1; of equals the nearest to 0.5."""
    grid = np.round(np.arange(0.20, 0.601, 0.02), 2)
    scores = [micro_f1(wanted, probabilities >= threshold) for threshold in grid]
    best = max(scores)
    near = [float(t) for t, score in zip(grid, scores, strict=True) if score >= best - 1e-9]
    return min(near, key=lambda threshold: abs(threshold - 0.5))


def fit_roles(
    columns: Floats, wanted: Floats, roles: Sequence[str]
) -> dict[str, list[list[float]] | list[float]]:
    """A multinomial logistic regression from a role's witnesses (columns) to roles.

    Parameters
    ----------
    columns
        Passages × witnesses.
    wanted
        Passages × roles: share of readers who said so; a passage on which they differ
        counts for each.
    roles
        Names of the roles, in order.

    Returns
    -------
    dict
        ``weights`` (roles × columns) and ``bias`` (roles).
    """
    rows, told = np.nonzero(wanted)
    weights = np.zeros((len(roles), columns.shape[1]))
    bias = np.full(len(roles), -20.0)
    given = np.unique(told)
    bias[given] = 0.0
    if len(given) > 1:
        model = LogisticRegression(C=_ROLE_STRENGTH, max_iter=5000)
        model.fit(columns[rows], told, sample_weight=2 * wanted[rows, told])
        # Of two classes scikit-learn keeps the second's weights alone.
        weights[given[-len(model.coef_) :]] = model.coef_
        bias[given[-len(model.coef_) :]] = model.intercept_
    return {
        "weights": [[round(float(value), 6) for value in row] for row in weights],
        "bias": [round(float(value), 6) for value in bias],
    }


def micro_f1(wanted: npt.NDArray[np.bool_], found: npt.NDArray[np.bool_]) -> float:
    """F1 over all decisions, 0 to 1."""
    both = int((wanted & found).sum())
    return 2 * both / max(1, int(wanted.sum() + found.sum()))
