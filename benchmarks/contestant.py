"""One approach in a process of its own: a path a line comes in, a measurement a line goes out.

``python benchmarks/contestant.py NAME [CORE]``; the first line out tells what starting took.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path


def main() -> None:
    """Prepare the approach that is asked for, then do each document that is named."""
    began, wall = time.process_time(), time.perf_counter()
    # libraries that chat on standard output must not reach the measurements
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    if len(sys.argv) > 2:
        os.sched_setaffinity(0, {int(sys.argv[2])})
    from approaches import APPROACHES  # noqa: PLC0415 - what it takes to load counts as starting

    def answer(**values: float) -> None:
        # kilobytes on Linux
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answers.write(json.dumps({**values, "memory": peak}) + "\n")

    work = APPROACHES[sys.argv[1]].prepare()
    answer(cpu=time.process_time() - began, wall=time.perf_counter() - wall, made=0)
    for line in sys.stdin:
        path = Path(line.rstrip("\n"))
        began, wall = time.process_time(), time.perf_counter()
        made = work(path)
        answer(cpu=time.process_time() - began, wall=time.perf_counter() - wall, made=made)


if __name__ == "__main__":
    main()
