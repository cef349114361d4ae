"""What a run tells while it is under way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Started:
    """The files are found, and reading begins."""

    files: int
    workers: int


@dataclass(frozen=True, slots=True)
class FileDone:
    """A file is read and tagged, or given up.

    ``done`` counts the files so far. ``seconds`` is the time that reading and tagging took,
    ``None`` where it is not known. ``cached`` tells that nothing of it was read anew,
    ``tagged`` that it was tagged anew.
    """

    file: str
    status: str
    problem: str
    pages: int
    seconds: float | None
    cached: bool
    tagged: bool
    done: int
    files: int


@dataclass(frozen=True, slots=True)
class Comparing:
    """All files are done, and the periods are compared; ``cached``: as they were before."""

    cached: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that is worth a word and stops nothing."""

    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The dataset is written."""

    files: int
    pages: int
    failed: int
    cached: int
    tagged: int


Event = Started | FileDone | Comparing | Noted | Ended
#: Called with what happens, in order.
Watch = Callable[[Event], None]
