"""Who works on the files: processes that can be killed, behind the interface of an executor.

Whatever has :meth:`Crew.submit` can take their place, other machines too.
"""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from communique.batch.find import Found
from communique.batch.limits import FILES_A_PROCESS, Limits
from communique.batch.worker import Work, carry_out, prepare
from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from pebble import ProcessPool

#: Tells the server of worker processes which tagger to load; set while it is started.
PRELOAD = "COMMUNIQUE_PRELOAD"

T = TypeVar("T")


class CrewError(CommuniqueError):
    """Nobody is left who could read files, so that the run has to end."""


class NotReadError(Exception):
    """A file was not even begun; the argument is a sentence that says why."""


class Crew(Protocol[T]):
    """Works on files elsewhere.

    The futures hold what its work makes of a file, or raise what came in its way:
    ``MemoryError``, ``TooManyPagesError``, pebble's ``ProcessExpired``, or
    ``BrokenProcessPool`` and ``CancelledError`` where the file was not to blame;
    :class:`NotReadError` where it was not begun, :class:`CrewError` where none can be.
    """

    @property
    def sees_cache(self) -> bool:
        """Whether it finds in the run's cache what is known of a file."""
        ...

    def submit(self, item: Found, *, alone: bool = False) -> Future[T]:
        """What will be made of a file; ``alone``: in a process that does nothing else."""
        ...


class Processes(Generic[T]):
    """Processes of this machine, ended when a file takes too long and renewed in time.

    Used in a ``with`` block, at whose end they are gone.

    Parameters
    ----------
    root
        The folder that the files' names are relative to.
    work
        What they do; it is sent to them.
    limits
        What one file may cost.
    workers
        Files in hand at a time, from 1.
    files_a_process
        Files that a process does before a fresh one takes its place, from 1.
    preload
        The tagger that they need, as :attr:`communique.batch.themes.TaggerChoice.place` tells
        it; empty: none.
    """

    sees_cache = True

    def __init__(
        self,
        root: Path,
        work: Work[T],
        *,
        limits: Limits,
        workers: int,
        files_a_process: int = FILES_A_PROCESS,
        preload: str = "",
    ) -> None:
        self._root = root
        self._work = work
        self._memory = limits.memory
        self._workers = workers
        self._files_a_process = files_a_process
        self._preload = preload
        self._pools: dict[bool, ProcessPool] = {}

    def __enter__(self) -> Processes[T]:
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

    def submit(self, item: Found, *, alone: bool = False, root: Path | None = None) -> Future[T]:
        """What will be made of a file; a pool that broke down is replaced once.

        ``root`` is the folder that this file's name is relative to, if it is another one.
        """
        order = (item, self._root if root is None else root)
        fault: RuntimeError | None = None
        for _ in range(2):
            try:
                return self._pool(alone).schedule(carry_out, order)
            except RuntimeError as error:  # the pool has broken down meanwhile
                fault = error
                self._stop(alone)
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - mostly unneeded

        lost: Future[T] = Future()
        lost.set_exception(BrokenProcessPool(str(fault)))
        return lost

    def _pool(self, alone: bool) -> ProcessPool:
        from pebble import ProcessPool  # noqa: PLC0415 - where all is known nobody is needed

        from communique.batch.forks import forks  # noqa: PLC0415

        if alone not in self._pools:
            self._pools[alone] = ProcessPool(
                max_workers=1 if alone else self._workers,
                max_tasks=1 if alone else self._files_a_process,
                initializer=prepare,
                initargs=(self._work, self._memory),
                context=forks(self._preload),
            )
        return self._pools[alone]

    def _stop(self, alone: bool) -> None:
        pool = self._pools.pop(alone)
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()
