"""What a report reads out of ``priorities.csv``: its periods and the rows of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Period:
    """One period: its rows of ``priorities`` by theme; without passages no row has a share."""

    name: str
    documents: int
    passages: int
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def compared(self) -> bool:
        """Whether the period has passages that weigh, and hence shares."""
        return any(pd.notna(row["share"]) for row in self.rows.values())

    def leading(self) -> list[dict[str, Any]]:
        """The rows of themes that were found, the largest share first."""
        found = [row for row in self.rows.values() if pd.notna(row["share"]) and row["share"] > 0]
        return sorted(found, key=lambda row: (row["rank"], row["rank_high"], row["theme"]))


def read_periods(priorities: pd.DataFrame) -> list[Period]:
    """The periods of the table in order."""
    found = []
    for name, rows in priorities.groupby("period", sort=True):
        first = rows.iloc[0]
        found.append(
            Period(
                str(name),
                _count(first["documents"]),
                _count(first["passages"]),
                {
                    str(row["theme"]): {str(key): value for key, value in row.items()}
                    for row in rows.to_dict("records")
                },
            )
        )
    return found


def _count(value: Any) -> int:
    return 0 if pd.isna(value) else int(value)
