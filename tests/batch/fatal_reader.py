"""A reader that takes the Dask worker down with it, once."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import psutil
from scripted_readers import obey

from communique.records import Document

NAME = "fatal.pdf"


def kill_worker_once(path: Path, root: Path, page_limit: int) -> Document:
    """Kill the worker when the fatal file is read first; read it like any other then."""
    mark = root.parent / "killed"
    if path.name == NAME and not mark.exists():
        mark.write_text(str(os.getpid()))
        server = psutil.Process().parent()  # it starts the readers, and the worker started it
        assert server is not None
        os.kill(server.ppid(), signal.SIGKILL)
        time.sleep(600)
    return obey(path, root, page_limit)
