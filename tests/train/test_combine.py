"""Stacking weighs witnesses by what they are worth, and its result is a probability."""

from __future__ import annotations

import numpy as np
import pytest

from communique.train.combine import best_threshold, fit_roles, fit_stack, micro_f1

LOTS = np.random.default_rng(7)
TRUE = LOTS.normal(-2, 2, (600, 4)).astype(np.float32)
WANTED = LOTS.random((600, 4)) < 1 / (1 + np.exp(-TRUE))


def probabilities(witnesses: dict[str, np.ndarray]) -> np.ndarray:
    stack = fit_stack(witnesses, WANTED)
    total = np.array(stack["bias"]) + sum(
        np.array(stack[name]) * values for name, values in witnesses.items()
    )
    return 1 / (1 + np.exp(-total))


def test_a_witness_that_knows_counts_and_noise_does_not() -> None:
    noise = LOTS.normal(0, 2, TRUE.shape).astype(np.float32)
    stack = fit_stack({"knows": TRUE, "noise": noise}, WANTED)
    assert stack["knows"][0] == pytest.approx(1, abs=0.15)
    assert stack["noise"][0] == pytest.approx(0, abs=0.1)


def test_overconfident_witnesses_are_calibrated() -> None:
    found = probabilities({"shouts": 4 * TRUE + 3})
    for low in (0.1, 0.4, 0.7):
        inside = (found >= low) & (found < low + 0.2)
        assert WANTED[inside].mean() == pytest.approx(found[inside].mean(), abs=0.1)


def test_the_threshold_is_the_best_of_the_grid() -> None:
    found = probabilities({"knows": TRUE})
    threshold = best_threshold(found, WANTED)
    best = micro_f1(WANTED, found >= threshold)
    grid = np.arange(0.2, 0.6, 0.02)
    assert all(micro_f1(WANTED, found >= other) <= best + 1e-9 for other in grid)


def test_micro_f1_of_everything_right_and_nothing_found() -> None:
    assert micro_f1(WANTED, WANTED) == 1
    assert micro_f1(WANTED, np.zeros_like(WANTED)) == 0


def test_a_role_that_nobody_gave_is_never_the_likeliest() -> None:
    columns = LOTS.normal(0, 1, (90, 2)).astype(np.float32)
    wanted = np.zeros((90, 3), np.float32)
    wanted[np.arange(90), (columns[:, 0] > 0).astype(int)] = 1
    model = fit_roles(columns, wanted, ("a", "b", "c"))
    logits = columns @ np.array(model["weights"]).T + np.array(model["bias"])
    assert set(logits.argmax(axis=1)) == {0, 1}
    assert (logits.argmax(axis=1) == wanted.argmax(axis=1)).mean() > 0.9
