"""How the processes that read files are started: as forks of a server that has loaded all.

Imported where the first of them is needed: a run that knows all of its files starts none.
"""

from __future__ import annotations

import os
import sys
import types
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.process import BaseProcess
from typing import Any

from communique.batch.crew import PRELOAD


class _Reader(ForkServerProcess):
    """A process that is started without running the user's script once more.

    The usual start imports the parent's main module in the child, so that a script
    without an ``if __name__ == "__main__"`` guard would start itself again and again.
    Nothing that is sent to a reader lives there.
    """

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Any:  # noqa: N802 - multiprocessing's name
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            return ForkServerProcess._Popen(process_obj)
        finally:
            sys.modules["__main__"] = main


class _Context(ForkServerContext):
    Process = _Reader


def forks(preload: str) -> ForkServerContext:
    """What starts processes: forks of a server that has loaded all that they need.

    There is one server for this process's life. It loads the tagger of the crew that it is
    started for; where another is needed later, each process loads it for itself.
    """
    context = _Context()
    context.set_forkserver_preload(["communique.batch.preload"])
    os.environ[PRELOAD] = preload
    try:
        forkserver.ensure_running()
    finally:
        del os.environ[PRELOAD]
    return context
