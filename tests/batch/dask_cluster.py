"""A Dask cluster of processes on this machine, for tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psutil


@dataclass
class DaskCluster:
    """A scheduler and its workers, each with a log in ``place``."""

    place: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def file(self) -> Path:
        return self.place / "scheduler.json"

    @property
    def address(self) -> str:
        return str(json.loads(self.file.read_text())["address"])

    @property
    def scheduler(self) -> subprocess.Popen[bytes]:
        return self.processes[0]

    @property
    def workers(self) -> list[subprocess.Popen[bytes]]:
        return self.processes[1:]

    def start(self, *arguments: str) -> None:
        """Start a part of it: ``scheduler`` or ``worker`` and its options."""
        # its own folder and path: nothing is found there by chance
        here = Path(__file__).parent
        paths = [here, *filter(None, sys.path)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}
        log: IO[bytes]
        with (self.place / f"{len(self.processes)}.log").open("wb") as log:
            self.processes.append(
                subprocess.Popen(
                    [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
                    cwd=self.place,
                    env=environment,
                    stdout=log,
                    stderr=log,
                )
            )

    def stop(self) -> None:
        """End all of it, and whatever it has started."""
        all_of_it = [psutil.Process(one.pid) for one in self.processes if one.poll() is None]
        for one in list(all_of_it):
            all_of_it += one.children(recursive=True)
        # a worker that ends waits for its scheduler, so that one must outlive them
        for part in (self.processes[1:], self.processes[:1]):
            for process in part:
                process.terminate()
            for process in part:
                try:
                    process.wait(timeout=10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        _, left = psutil.wait_procs(all_of_it, timeout=5)
        for one in left:
            one.kill()


@contextmanager
def dask_cluster(place: Path, *, workers: int, nanny: bool = True) -> Iterator[DaskCluster]:
    """A scheduler and workers of one thread each."""
    cluster = DaskCluster(place)
    try:
        cluster.start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(cluster.file)
        )
        for _ in range(workers):
            cluster.start(
                *("worker", "--scheduler-file", str(cluster.file), "--nthreads", "1"),
                *("--local-directory", str(place), "--nanny" if nanny else "--no-nanny"),
            )
        until = time.monotonic() + 30
        while not (cluster.file.exists() and cluster.file.read_bytes().endswith(b"}")):
            assert time.monotonic() < until, (place / "0.log").read_text()
            time.sleep(0.05)
        yield cluster
    finally:
        cluster.stop()
