"""How periods are made and compared: what an analyst may choose, beside the roles' weights."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from communique.errors import CommuniqueError
from communique.records import KINDS

#: Years in a period where periods are asked for and none are named.
SPAN = 5


@dataclass(frozen=True, slots=True)
class Period:
    """Some years that are taken together, the first and the last included."""

    first: int
    last: int

    @property
    def name(self) -> str:
        """``2004`` or ``2001-2004``."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Design:
    """Which documents are compared, and how.

    Attributes
    ----------
    by
        ``year``, or ``period``: the ``periods`` named, else five years each
        (2000-2004, 2005-2009, …).
    periods
        The periods, in order and apart; documents of other years are left out.
    kinds
        The kinds of documents that count; empty: all but lists.
    standardise
        Whether every period is given the mix of kinds that all periods have together.
    baseline
        The period that each is compared with; empty: the one before.

    Raises
    ------
    CommuniqueError
        If a kind is unknown, or periods overlap.
    """

    by: str = "year"
    periods: tuple[Period, ...] = ()
    kinds: tuple[str, ...] = ()
    standardise: bool = False
    baseline: str = ""

    def __post_init__(self) -> None:
        if self.by not in ("year", "period"):
            raise CommuniqueError(f"cannot compare by {self.by!r}", "compare by year or period")
        if self.periods and self.by == "year":
            raise CommuniqueError("periods are named, but years are compared", "compare by period")
        if unknown := [kind for kind in self.kinds if kind not in KINDS]:
            raise CommuniqueError(
                f"there is no kind {unknown[0]!r}", f"the kinds are {', '.join(KINDS)}"
            )
        ordered = sorted(self.periods, key=lambda period: period.first)
        for earlier, later in pairwise(ordered):
            if later.first <= earlier.last:
                raise CommuniqueError(
                    f"the periods {earlier.name} and {later.name} overlap",
                    "give each year to one period",
                )

    def period_of(self, year: int) -> str:
        """The period that a year belongs to; empty where none holds it."""
        if self.by == "year":
            return str(year)
        if not self.periods:
            first = year - year % SPAN
            return Period(first, first + SPAN - 1).name
        return next((p.name for p in self.periods if p.first <= year <= p.last), "")


def recorded_design(run: Mapping[str, Any]) -> Design:
    """The design of the comparison that a ``run.json`` tells of; by years where it names none.

    Raises
    ------
    CommuniqueError
        If what it says is no design.
    """
    try:
        told = run["settings"]["comparison"]["design"]
    except (KeyError, TypeError):
        return Design()
    try:
        return Design(
            by=str(told["by"]),
            periods=tuple(Period(int(one["first"]), int(one["last"])) for one in told["periods"]),
            kinds=tuple(map(str, told["kinds"])),
            standardise=bool(told["standardise"]),
            baseline=str(told["baseline"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CommuniqueError(
            f"run.json tells no design of a comparison ({error!r})",
            "make the comparison again with: communique compare",
        ) from error


def periods_of(texts: Sequence[str]) -> tuple[Period, ...]:
    """Periods as an analyst writes them: ``2001-2004``, ``2010``.

    Raises
    ------
    CommuniqueError
        If a text is no period, or ends before it begins.
    """
    found = []
    for text in texts:
        match = re.fullmatch(r"\s*(\d{4})(?:\s*[-–:]\s*(\d{4}))?\s*", text)
        if match is None or int(match[2] or match[1]) < int(match[1]):
            raise CommuniqueError(
                f"{text!r} is no period", "write years, such as 2001-2004,2005-2010"
            )
        found.append(Period(int(match[1]), int(match[2] or match[1])))
    return tuple(found)
