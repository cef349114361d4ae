"""Priorities that a review corrects: shares, ranks and changes alike."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from compare_tables import Tables, tables

from communique.compare import priorities

THEMES = ("data", "legal", "skills")


def worlds() -> tuple[Tables, Tables]:
    """The same passages with true tags, and with half of what is on data missed."""
    random = np.random.default_rng(11)
    years: dict[str, int | None] = {f"d{n:02}": 2004 + n % 2 for n in range(12)}
    true, seen = [], []
    for name in years:
        for _ in range(30):
            marked = [
                t for t, odds in zip(THEMES, (0.5, 0.3, 0.1), strict=True) if random.random() < odds
            ]
            true.append((name, "session", marked))
            seen.append(
                (name, "session", [t for t in marked if t != "data" or random.random() < 0.5])
            )
    return tables(years, true), tables(years, seen)


def review(of: Tables, count: int, themes: tuple[str, ...] = THEMES) -> pd.DataFrame:
    random = np.random.default_rng(5)
    ids = of.passages["passage"].to_numpy()
    drawn = np.sort(random.choice(ids, count, replace=False))
    marked = set(zip(of.tags["passage"], of.tags["theme"], strict=True))
    rows = [
        (passage, theme, float((passage, theme) in marked), count / len(ids))
        for passage in drawn
        for theme in themes
    ]
    return pd.DataFrame(rows, columns=["passage", "theme", "human", "probability"])


def shares(of: Tables, **settings: pd.DataFrame) -> pd.DataFrame:
    found = priorities(of.documents, of.passages, of.tags, themes=THEMES, draws=400, **settings)  # type: ignore[arg-type]
    return found.set_index(["period", "theme"])


def test_everything_reviewed_gives_what_people_said() -> None:
    true, seen = worlds()
    found = shares(seen, reviews=review(true, len(true.passages)))
    wanted = shares(true)
    for column in ("share", "low", "high", "rank", "change"):
        assert found[column].astype(float).to_numpy() == pytest.approx(
            wanted[column].astype(float).to_numpy(), nan_ok=True
        )
    assert (found["reviewed"] == 180).all()


def test_a_sample_takes_the_error_out_and_says_by_how_much() -> None:
    true, seen = worlds()
    naive, found, wanted = shares(seen), shares(seen, reviews=review(true, 150)), shares(true)
    for period in ("2004", "2005"):
        at = (period, "data")
        assert naive.loc[at, "high"] < wanted.loc[at, "share"]
        assert found.loc[at, "low"] < wanted.loc[at, "share"] < found.loc[at, "high"]
        assert found.loc[at, "correction"] == pytest.approx(
            found.loc[at, "share"] - naive.loc[at, "share"]
        )
        assert found.loc[at, "rank"] == 1
        assert found.loc[at, "rectifier"] == "period"
    assert naive["rectifier"].eq("").all()


def test_a_theme_that_was_not_reviewed_has_no_share() -> None:
    true, seen = worlds()
    found = shares(seen, reviews=review(true, 150, ("data", "skills")))
    assert found.loc[("2004", "legal"), ["share", "rank", "change"]].isna().all()
    assert found.loc[("2005", "legal"), "tagged"] > 0
    assert sorted(found.loc["2005"]["rank"].dropna()) == [1, 2]
