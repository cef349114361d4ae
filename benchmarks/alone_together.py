"""What a second process is worth on this machine when the two share nothing.

Processors of virtual machines are often halves of others, or lent to somebody else at the
same time. What workers gain can be no more than what this tells.
"""

from __future__ import annotations

import multiprocessing
import re
import time
from collections import Counter

_WORD = re.compile(r"\w+")
_TEXT = " ".join(f"word{place * 7919 % 10_007}" for place in range(20_000))


def gain(processes: int, *, seconds: float = 4.0, turns: int = 3) -> float:
    """How many times as much so many processes get done as one alone.

    Parameters
    ----------
    processes
        How many at a time, from 1.
    seconds
        How long each turn is, alone and together.
    turns
        How often both are tried, one after the other.
    """
    context = multiprocessing.get_context("fork")
    one, many = 0.0, 0.0
    with context.Pool(processes) as pool:
        for _ in range(turns):
            one += sum(pool.map(_counted, [seconds], chunksize=1))
            many += sum(pool.map(_counted, [seconds] * processes, chunksize=1))
    return many / one


def _counted(seconds: float) -> int:
    """How often the words of a text are counted in so many seconds."""
    done, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        Counter(_WORD.findall(_TEXT))
        done += 1
    return done
