"""What reading one file may cost, and what reads one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from communique.errors import CommuniqueError
from communique.records import Document

#: Turns a path, the folder that it lies in and the page limit into a record.
Reader = Callable[[Path, Path, int], Document]

#: Files that one process reads before a fresh one takes its place: memory hardly grows by then,
#: and what a process learns (words met before) serves many files.
FILES_A_PROCESS = 128


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: seconds, bytes of memory (0: any), pages."""

    seconds: float = 120.0
    memory: int = 2 * 1024**3
    pages: int = 3000

    def __post_init__(self) -> None:
        # 120 and 120.0 are one limit, and are written as one
        object.__setattr__(self, "seconds", float(self.seconds))


def check_limits(limits: Limits) -> None:
    """Refuse limits that no file could keep.

    Raises
    ------
    CommuniqueError
        If one of them is too small.
    """
    if limits.seconds <= 0 or limits.pages < 1 or limits.memory < 0:
        raise CommuniqueError("a limit is too small", "give seconds and pages above 0")
