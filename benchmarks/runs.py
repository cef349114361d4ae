"""Whole runs of the command: more workers, more documents, nothing changed since the last time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
#: What ``communique run`` ends with where it read all files, and where it read some.
_DONE = (0, 3)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: seconds, and megabytes of its own and of its largest process."""

    documents: int
    workers: int
    wall: float
    cpu: float
    parent_memory: float
    largest_memory: float

    @property
    def each(self) -> float:
        """Milliseconds of processor time for one document."""
        return 1000 * self.cpu / self.documents


class Bench:
    """A desk where runs of one corpus are made, each with an empty cache unless it is kept."""

    def __init__(self, paths: Sequence[Path], *, tagger: str) -> None:
        self._paths = paths
        self._tagger = tagger
        self._folder = Path(tempfile.mkdtemp(prefix="communique-bench-"))

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder)

    def run(self, documents: int, workers: int, *, again: bool = False) -> Run:
        """Run the command on the first documents of the corpus.

        Parameters
        ----------
        documents, workers
            How many.
        again
            Keep what the run before left: its dataset and its cache.

        Raises
        ------
        RuntimeError
            If the command fails.
        """
        inputs, out, cache = (self._folder / name for name in ("in", "out", "cache"))
        if not again:
            for folder in (inputs, out, cache):
                shutil.rmtree(folder, ignore_errors=True)
            inputs.mkdir()
            for path in self._paths[:documents]:
                os.link(path, inputs / path.name)
        command = [sys.executable, "-m", "communique", "run", str(inputs), "--out", str(out)]
        command += ["--workers", str(workers), "--tagger", self._tagger, "--force", "--quiet"]
        done = subprocess.run(
            [sys.executable, str(HERE / "measured.py"), *command],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "XDG_CACHE_HOME": str(cache)},
        )
        found = json.loads(done.stdout.splitlines()[-1])
        if found.pop("status") not in _DONE:
            raise RuntimeError(f"communique run failed: {done.stderr.strip()}")
        return Run(documents=documents, workers=workers, **found)
