"""Who reads the files: processes that can be killed, behind the interface of an executor.

Whatever has :meth:`Crew.submit` can take their place, other machines too.
"""

from __future__ import annotations

import sys
import types
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from pebble import ProcessPool

from communique.batch.find import Found
from communique.batch.limits import FILES_A_PROCESS, Limits, Reader
from communique.batch.worker import Read, prepare, read_timed
from communique.errors import CommuniqueError


class CrewError(CommuniqueError):
    """Nobody is left who could read files, so that the run has to end."""


class NotReadError(Exception):
    """A file was not even begun; the argument is a sentence that says why."""


class Crew(Protocol):
    """Reads files elsewhere.

    The futures hold a :class:`~communique.batch.worker.Read`, or raise what came in its way:
    ``TimeoutError``, ``MemoryError``, ``TooManyPagesError``, pebble's ``ProcessExpired``, or
    ``BrokenProcessPool`` and ``CancelledError`` where the file was not to blame;
    :class:`NotReadError` where it was not begun, :class:`CrewError` where none can be.
    """

    def submit(self, item: Found, *, alone: bool = False) -> Future[Read]:
        """The future record of a file; ``alone``: in a process that reads nothing else."""
        ...


class Processes:
    """Processes of this machine, each killed when it takes too long and renewed in time.

    Used in a ``with`` block, at whose end they are gone.

    Parameters
    ----------
    root
        The folder that the files' names are relative to.
    limits
        What one file may cost.
    workers
        Files read at a time, from 1.
    reader
        What reads a file; a function of a module.
    files_a_process
        Files that a process reads before a fresh one takes its place, from 1.
    """

    def __init__(
        self,
        root: Path,
        *,
        limits: Limits,
        workers: int,
        reader: Reader,
        files_a_process: int = FILES_A_PROCESS,
    ) -> None:
        self._order = (reader, root, limits)
        self._workers = workers
        self._files_a_process = files_a_process
        self._pools: dict[bool, ProcessPool] = {}

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes."""
        for alone in list(self._pools):
            self._stop(alone)

    def submit(self, item: Found, *, alone: bool = False, root: Path | None = None) -> Future[Read]:
        """The future record of a file; a pool that broke down is replaced once.

        ``root`` is the folder that this file's name is relative to, if it is another one.
        """
        reader, usual, limits = self._order
        order = (reader, item.path, usual if root is None else root, limits.pages)
        fault: RuntimeError | None = None
        for _ in range(2):
            try:
                return self._pool(alone).schedule(read_timed, order, timeout=limits.seconds)
            except RuntimeError as error:  # the pool has broken down meanwhile
                fault = error
                self._stop(alone)
        lost: Future[Read] = Future()
        lost.set_exception(BrokenProcessPool(str(fault)))
        return lost

    def _pool(self, alone: bool) -> ProcessPool:
        if alone not in self._pools:
            self._pools[alone] = ProcessPool(
                max_workers=1 if alone else self._workers,
                max_tasks=1 if alone else self._files_a_process,
                initializer=prepare,
                initargs=(self._order[2].memory,),
                context=_context(),
            )
        return self._pools[alone]

    def _stop(self, alone: bool) -> None:
        pool = self._pools.pop(alone)
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


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


def _context() -> _Context:
    context = _Context()
    context.set_forkserver_preload(["communique.batch.preload"])
    return context
