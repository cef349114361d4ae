"""What is measured is what was done: every document by every approach, every process's time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from alone_together import gain
from race import HERE, WARM_UP, Contestant, Times, race

SPECIMENS = Path(__file__).resolve().parents[2] / "corpus" / "specimens"
PATHS = sorted(SPECIMENS.glob("*.pdf"))[:7]


def test_each_approach_does_every_document_once_more_than_the_warm_up() -> None:
    times = race(["words", "limit"], PATHS, core=None)
    assert times.keys() == {"words", "limit"}
    for one in times.values():
        assert len(one.cpu) == len(one.wall) == len(PATHS) > WARM_UP
        assert all(second > 0 for second in one.cpu)
        assert 0 < one.lean <= one.peak


def test_a_ratio_is_the_median_over_the_documents() -> None:
    ours = Times(0.0, cpu=[1.0, 1.0, 2.0], wall=[1.0, 2.0, 1.0])
    theirs = Times(0.0, cpu=[3.0, 5.0, 8.0], wall=[2.0, 2.0, 50.0])
    assert theirs.ratio(ours) == (4.0, 2.0)


def test_an_approach_that_dies_is_an_error() -> None:
    with Contestant("words", sys.executable, None) as one, pytest.raises(RuntimeError, match="end"):
        one(SPECIMENS / "no-such-file.pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked")
def test_what_a_second_process_is_worth_is_told() -> None:
    assert gain(2, seconds=0.1, turns=2) > 0


@pytest.mark.skipif(sys.platform != "linux", reason="orphans are adopted on Linux")
def test_the_time_of_processes_that_nobody_waits_for_counts() -> None:
    burn = "import time\nwhile time.process_time() < 0.4: pass"
    leave = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {burn!r}])"
    done = subprocess.run(
        [sys.executable, str(HERE / "measured.py"), sys.executable, "-c", leave],
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout)
    assert found["status"] == 0
    assert found["cpu"] >= 0.4
