"""Tables to draw, made by the comparison itself from a few passages."""

from __future__ import annotations

import pandas as pd

from communique.compare import priorities


def some_priorities(years: tuple[int, ...] = (2008, 2009, 2013), empty: int = 0) -> pd.DataFrame:
    """Priorities of four themes over some years; one more year may have no passages."""
    passages, tags = [], []
    themes = ("data", "skills", "openness")
    for year in years:
        for order in range(12):
            passage = f"{year}.{order:02}"
            passages.append((passage, f"d{year}-{order % 4}", "discussion"))
            tags += [
                (passage, theme)
                for place, theme in enumerate(themes)
                if order % (2 + (year + place) % 3) == 0
            ]
    documents = {name: int(name[1:5]) for _, name, _ in passages}
    if empty:
        documents[f"d{empty}-0"] = empty
    return priorities(
        pd.DataFrame({"document": list(documents), "year": list(documents.values())}),
        pd.DataFrame(passages, columns=["passage", "document", "role"]),
        pd.DataFrame(tags, columns=["passage", "theme"]),
        themes=[*themes, "legal"],
        draws=200,
    )


def some_pairs() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "theme_a": ["data", "data", "legal"],
            "theme_b": ["skills", "openness", "skills"],
            "passages": pd.array([9, 4, 2], dtype="Int64"),
            "expected": [3.0, 4.0, 0.1],
            "lift": [3.0, 1.0, 20.0],
            "low": [1.5, 0.0, 2.0],
            "high": [5.0, 2.0, float("nan")],
        }
    )


def some_diversity() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "period": ["2008", "2009", "2012"],
            "effective": [5.0, float("nan"), 7.5],
            "low": [4.0, float("nan"), 6.0],
            "high": [6.0, float("nan"), 9.0],
        }
    )
