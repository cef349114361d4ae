"""Runs a command and tells what it and all processes that it leaves behind took, as JSON.

``python benchmarks/measured.py COMMAND…`` (Linux). Readers of ``communique run`` are no children
of it that it waits for, so that their time would be lost: here orphans are adopted
and waited for before the sums are drawn.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time

_PR_SET_CHILD_SUBREAPER = 36


def main() -> int:
    """Run the command; the last line of standard output is the measurement."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    wall = time.perf_counter()
    process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
    _, status, own = os.wait4(process.pid, 0)
    wall = time.perf_counter() - wall
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    everything = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = {
        "status": os.waitstatus_to_exitcode(status),
        "wall": wall,
        "cpu": everything.ru_utime + everything.ru_stime,
        "parent_memory": own.ru_maxrss / 1024,
        "largest_memory": everything.ru_maxrss / 1024,
    }
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
