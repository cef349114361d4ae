from __future__ import annotations

import numpy as np
import pytest
from compare_tables import Tables, tables

from communique.compare.pairs import COLUMNS, theme_pairs

THEMES = ("a", "b", "c")


def drawn(documents: int, seed: int, together: float) -> Tables:
    """Passages whose themes a and b meet ``together`` times as often as chance, c by chance."""
    random = np.random.default_rng(seed)
    years: dict[str, int | None] = {f"d{n:02}": 2004 for n in range(documents)}
    entries = []
    for name in years:
        for _ in range(40):
            first = random.random() < 0.3
            odds = 0.3 * together if first else (0.3 - 0.3 * 0.3 * together) / 0.7
            marks = (first, random.random() < odds, random.random() < 0.2)
            themes = [theme for theme, marked in zip(THEMES, marks, strict=True) if marked]
            entries.append((name, "session", themes))
    return tables(years, entries)


def test_lift_is_the_ratio_to_chance() -> None:
    frames = tables(
        {"d": 2004},
        [("d", "session", themes) for themes in (["a", "b"], ["a", "b"], ["a"], ["c"], [], [])],
    )
    found = theme_pairs(frames.documents, frames.passages, frames.tags, draws=200)
    assert list(found.columns) == list(COLUMNS)
    assert found[["theme_a", "theme_b", "passages"]].to_numpy().tolist() == [["a", "b", 2]]
    assert found.loc[0, "expected"] == pytest.approx(3 * 2 / 6)
    assert found.loc[0, "lift"] == pytest.approx((2 / 6) / (3 / 6 * 2 / 6))


def test_weights_of_roles_count() -> None:
    frames = tables(
        {"d": 2004},
        [("d", "priority", ["a", "b"]), ("d", "question", ["a"]), ("d", "question", [])],
    )
    found = theme_pairs(frames.documents, frames.passages, frames.tags, draws=200)
    assert found.loc[0, "lift"] == pytest.approx((3 / 5) / (4 / 5 * 3 / 5))


def test_intervals_tell_company_from_chance() -> None:
    frames = drawn(20, seed=5, together=2.0)
    found = theme_pairs(frames.documents, frames.passages, frames.tags, draws=500)
    lift = found.set_index(["theme_a", "theme_b"])
    assert lift.loc[("a", "b"), "low"] > 1.3
    for pair in (("a", "c"), ("b", "c")):
        assert lift.loc[pair, "low"] < 1 < lift.loc[pair, "high"]


def test_no_pair_no_row_and_the_same_bytes_in_any_order() -> None:
    alone = tables({"d": 2004}, [("d", "session", ["a"]), ("d", "session", ["b"])])
    assert theme_pairs(alone.documents, alone.passages, alone.tags).empty
    nothing = tables({"d": 2004}, [("d", "procedural", ["a", "b"])])
    assert theme_pairs(nothing.documents, nothing.passages, nothing.tags).empty
    frames = drawn(6, seed=1, together=1.5)
    one, other = (
        theme_pairs(each.documents, each.passages, each.tags, draws=200)
        for each in (frames, frames.shuffled(3))
    )
    assert one.equals(other)


@pytest.mark.slow
def test_intervals_hold_the_true_lift_at_the_stated_rate() -> None:
    held = []
    for seed in range(300):
        frames = drawn(15, seed, together=1.8)
        found = theme_pairs(frames.documents, frames.passages, frames.tags, draws=400)
        row = found[(found["theme_a"] == "a") & (found["theme_b"] == "b")].iloc[0]
        held.append(row["low"] <= 1.8 <= row["high"])
    assert 0.92 <= np.mean(held) <= 0.98
