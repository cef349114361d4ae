"""Counting: items found, demanded and given; fields asked for and right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Quality:
    """Precision, recall and F1, each from 0 to 1, ``None`` where there is nothing to measure."""

    precision: float | None
    recall: float | None
    f1: float | None


@dataclass
class Tally:
    """The counts of one document or of many, and what was wrong in words."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def items(self, what: str, *, found: int, demanded: int, given: int) -> None:
        """Count items of a kind."""
        self.counts[f"{what}/found"] += found
        self.counts[f"{what}/demanded"] += demanded
        self.counts[f"{what}/given"] += given

    def judge(self, what: str, right: bool) -> None:
        """Count one field that was asked for."""
        self.counts[f"{what}/asked"] += 1
        self.counts[f"{what}/right"] += right

    def add(self, other: Tally) -> None:
        """Take over another tally's counts."""
        self.counts.update(other.counts)

    def asked(self, prefix: str) -> list[str]:
        """The fields asked for whose name begins so, in alphabetical order."""
        ends = (name.removesuffix("/asked") for name in self.counts if name.endswith("/asked"))
        return sorted(name for name in ends if name.startswith(prefix))

    def rate(self, fields: Iterable[str]) -> float | None:
        """The part of the fields asked for that was right."""
        names = list(fields)
        asked = sum(self.counts[f"{name}/asked"] for name in names)
        right = sum(self.counts[f"{name}/right"] for name in names)
        return right / asked if asked else None

    def quality(self, what: str) -> Quality:
        """Precision, recall and F1 of a kind of items."""
        found, demanded, given = (
            self.counts[f"{what}/{part}"] for part in ("found", "demanded", "given")
        )
        if not demanded:
            return Quality(0.0, None, 0.0) if given else Quality(None, None, None)
        recall = found / demanded
        precision = found / given if given else 0.0
        both = precision + recall
        return Quality(precision, recall, 2 * precision * recall / both if both else 0.0)
