from __future__ import annotations

import numpy as np
import pytest
from compare_tables import tables
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from communique.compare.diversity import COLUMNS, effective_themes, hill_number


@given(st.integers(1, 40), st.floats(0.01, 1))
def test_themes_that_share_evenly_count_whole(count: int, share: float) -> None:
    assert hill_number(np.full(count, share)) == pytest.approx(count)


@given(arrays(float, 6, elements=st.floats(0, 1)), st.floats(0.1, 5))
def test_parts_alone_count_and_no_more_than_there_are(shares: np.ndarray, scale: float) -> None:
    number = hill_number(shares)
    if shares.sum() < 1e-6:
        return
    assert 1 - 1e-9 <= number <= (shares > 0).sum() + 1e-9
    assert hill_number(shares * scale) == pytest.approx(float(number))


def test_one_row_a_period_with_its_interval() -> None:
    themes = ("data", "legal", "skills", "strategy")
    entries = [(f"d{n}", "session", [themes[(n + m) % 4]]) for n in range(8) for m in range(8)]
    entries += [("e", "session", ["data"])] * 6 + [("f", "session", [])]
    years = {f"d{n}": 2004 for n in range(8)} | {"e": 2005, "f": 2006}
    frames = tables(years, entries)
    found = effective_themes(frames.documents, frames.passages, frames.tags, draws=400)
    assert list(found.columns) == list(COLUMNS)
    assert found["period"].tolist() == ["2004", "2005", "2006"]
    assert found["effective"].iloc[0] == pytest.approx(4)
    assert found["effective"].iloc[1] == pytest.approx(1)
    assert found.iloc[2, 1:].isna().all()
    assert (found["low"] <= found["effective"]).iloc[:2].all()
    assert (found["high"] >= found["effective"]).iloc[:2].all()


def test_the_interval_lies_about_the_number() -> None:
    """Also where most themes are never mentioned, which must not widen a period."""
    random = np.random.default_rng(2)
    entries = [
        (f"d{n}", "session", [str(random.choice(["data", "legal", "skills"]))])
        for n in range(12)
        for _ in range(10)
    ]
    entries += [("e", "session", [f"theme-{n}"]) for n in range(20)]
    frames = tables({f"d{n}": 2004 for n in range(12)} | {"e": 2005}, entries)
    found = effective_themes(frames.documents, frames.passages, frames.tags, draws=800).iloc[0]
    assert found["low"] < found["effective"] < found["high"]
    assert found["low"] > 2
    assert found["high"] < 4
