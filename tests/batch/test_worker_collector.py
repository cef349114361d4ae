"""The collector of garbage: spared in the processes of a run, left alone in a user's own."""

from __future__ import annotations

import subprocess
import sys

_TOLD = "import gc; print(gc.get_threshold()[0], gc.get_freeze_count() > 0, gc.isenabled())"


def _collector(code: str) -> list[str]:
    told = subprocess.run(
        [sys.executable, "-c", f"{code}\n{_TOLD}"], capture_output=True, text=True, check=True
    )
    return told.stdout.split()


def test_a_reader_collects_rarely_but_collects() -> None:
    code = "from communique.batch.worker import collect_rarely\ncollect_rarely()"
    assert _collector(code) == ["50000", "True", "True"]


def test_importing_the_library_leaves_the_collector_as_it_is() -> None:
    code = "import communique, communique.batch.worker, communique.extract.document"
    assert _collector(code) == _collector("")
