"""Approaches side by side: some documents are done by each of them before the next ones come.

Whatever else the machine does meanwhile falls on all alike; and each does several documents in
a row, as it would in earnest, so that the processor's caches hold what it works with. Ratios
are taken document by document and the median is reported, of processor and of wall time; so is
the ratio of the times of all documents together, which long ones count more in.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
#: Documents that each approach does first and that do not count: caches fill, code is read.
WARM_UP = 3
#: Documents that an approach does in a row before its turn is over.
IN_A_ROW = 5
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
)


@dataclass
class Times:
    """What an approach took: seconds by document, and megabytes at its peak.

    ``lean`` is the memory after the first document, ``peak`` after the last.
    """

    start: float
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    lean: float = 0.0
    peak: float = 0.0

    def ratio(self, other: Times) -> tuple[float, float]:
        """How many times as long as another's are these times: (processor, wall), medians."""
        return (
            median(a / b for a, b in zip(self.cpu, other.cpu, strict=True)),
            median(a / b for a, b in zip(self.wall, other.wall, strict=True)),
        )

    def together(self, other: Times) -> float:
        """How many times as long as another's processor times are these, all documents added up."""
        return sum(self.cpu) / sum(other.cpu)

    @property
    def each(self) -> float:
        """Mean milliseconds of processor time for one document."""
        return 1000 * sum(self.cpu) / len(self.cpu)


class Contestant:
    """An approach that waits in its process for documents."""

    def __init__(self, name: str, python: str, core: int | None) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [python, str(HERE / "contestant.py"), name, *([] if core is None else [str(core)])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, **_ONE_THREAD},
        )
        self.start = self._answer()["cpu"]

    def __enter__(self) -> Contestant:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        with self._process:  # closes its pipes, too
            pass

    def __call__(self, path: Path) -> dict[str, float]:
        """Do one document.

        Raises
        ------
        RuntimeError
            If the process has ended.
        """
        assert self._process.stdin is not None
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, float]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} has ended ({self._process.wait()})")
        found: dict[str, float] = json.loads(line)
        return found


def race(
    names: Sequence[str], paths: Sequence[Path], *, python: str = sys.executable, core: int | None
) -> dict[str, Times]:
    """The times of all approaches on all documents.

    Parameters
    ----------
    names
        Approaches; who begins changes from turn to turn.
    paths
        Documents; the first three are done once more beforehand, uncounted.
    python
        The interpreter that has the alternatives.
    core
        The processor that all are held to; ``None``: any.
    """
    with ExitStack() as stack:
        crew = [stack.enter_context(Contestant(name, python, core)) for name in names]
        times = {one.name: Times(one.start) for one in crew}
        for path in paths[:WARM_UP]:
            for one in crew:
                times[one.name].lean = times[one.name].lean or one(path)["memory"]
        for turn, start in enumerate(range(0, len(paths), IN_A_ROW)):
            first = turn % len(crew)
            for one in crew[first:] + crew[:first]:
                took = times[one.name]
                for path in paths[start : start + IN_A_ROW]:
                    found = one(path)
                    took.cpu.append(found["cpu"])
                    took.wall.append(found["wall"])
                    took.peak = found["memory"]
    return times
