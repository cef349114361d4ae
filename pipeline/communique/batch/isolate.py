"""Reads each file in a process that can be killed, so that none can harm the others."""

from __future__ import annotations

import signal
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessPool

from communique.batch.find import Found
from communique.batch.worker import TooManyPagesError, prepare, read_file
from communique.errors import CommuniqueError
from communique.identity import content_hash, document_id
from communique.records import Document

Reader = Callable[[Path, Path, int], Document]
#: Called with the files done, all files, and the name of the file in hand.
Progress = Callable[[int, int, str], None]

#: Files that one process reads before a fresh one takes its place.
_FILES_A_PROCESS = 8
_CUT_OFF = "Reading was cut off because its process was lost."


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: seconds, bytes of memory (0: any), pages."""

    seconds: float = 120.0
    memory: int = 2 * 1024**3
    pages: int = 3000

    def __post_init__(self) -> None:
        # 120 and 120.0 are one limit, and are written as one
        object.__setattr__(self, "seconds", float(self.seconds))


def read_all(
    files: Sequence[Found],
    root: Path,
    *,
    limits: Limits,
    workers: int,
    progress: Progress | None = None,
    reader: Reader = read_file,
) -> list[Document]:
    """A record for every file, in the files' order, whatever happens to their readers.

    A reader that crashes or runs out of memory may have been weakened by the files
    before, so such a file is tried once more in a process of its own and fails only
    then. So no file's record depends on its neighbours.

    Raises
    ------
    CommuniqueError
        If no process can be started at all.
    """
    records = {item: failed(item, item.problem) for item in files if item.problem}
    sound = [item for item in files if not item.problem]
    lost: dict[Found, str] = {}
    for files_a_process in (_FILES_A_PROCESS, 1):
        lost = {}
        for item, outcome in _outcomes(sound, root, limits, workers, files_a_process, reader):
            if progress:
                progress(len(records), len(files), item.file)
            match outcome():
                case Document() as record:
                    records[item] = record
                case _Lost(reason):
                    lost[item] = reason
        sound = list(lost)
    if lost and not records and set(lost.values()) == {_CUT_OFF}:
        raise CommuniqueError(
            "the processes that read files cannot be started", "free some memory and try again"
        )
    records |= {item: failed(item, reason) for item, reason in lost.items()}
    if progress:
        progress(len(files), len(files), "")
    return [records[item] for item in files]


def failed(item: Found, problem: str) -> Document:
    """The record of a file that could not be read, and why."""
    sha256 = ""
    if not item.problem:
        try:
            sha256 = content_hash(item.path)
        except OSError as error:
            problem = f"The file cannot be read ({error.strerror})."
    return Document(
        document=document_id(item.file, sha256),
        file=item.file,
        sha256=sha256,
        status="failed",
        problem=problem,
    )


@dataclass(frozen=True, slots=True)
class _Lost:
    """A reader came to grief, perhaps through no fault of its file."""

    reason: str


def _outcomes(
    files: Iterable[Found],
    root: Path,
    limits: Limits,
    workers: int,
    files_a_process: int,
    reader: Reader,
) -> Iterator[tuple[Found, Callable[[], Document | _Lost]]]:
    """Each file in turn, with a call that waits for what became of it."""
    waiting = list(files)
    if not waiting:
        return
    pool = ProcessPool(
        max_workers=min(workers, len(waiting)),
        max_tasks=files_a_process,
        initializer=prepare,
        initargs=(limits.memory,),
        context=_context(),
    )
    try:
        futures = [
            _scheduled(pool, reader, (item.path, root, limits.pages), limits.seconds)
            for item in waiting
        ]
        for item, future in zip(waiting, futures, strict=True):
            yield item, partial(_outcome, item, future, limits)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _scheduled(
    pool: ProcessPool, reader: Reader, order: tuple[Path, Path, int], seconds: float
) -> Future[Document]:
    """The future record of a file; a pool that broke down meanwhile is the future's matter."""
    try:
        return pool.schedule(reader, order, timeout=seconds)
    except RuntimeError as error:
        lost: Future[Document] = Future()
        lost.set_exception(BrokenProcessPool(str(error)))
        return lost


def _outcome(item: Found, future: Future[Document], limits: Limits) -> Document | _Lost:
    try:
        return future.result()
    except TimeoutError:
        return failed(item, f"Reading took longer than {limits.seconds:g} seconds.")
    except TooManyPagesError as error:
        pages = f"{error.args[0]:,} pages, more than the limit of {limits.pages:,}"
        return failed(item, f"The document has {pages}.")
    except MemoryError:
        return _Lost(f"Reading needed more than {limits.memory / 1024**2:,.0f} MB of memory.")
    except ProcessExpired as error:
        return _Lost(f"Reading crashed ({_death(error.exitcode)}).")
    except (BrokenProcessPool, CancelledError):
        return _Lost(_CUT_OFF)
    except Exception as error:  # whatever a reader raises costs its own file's row alone
        return failed(item, f"Reading failed ({type(error).__name__}).")


def _death(exitcode: int | None) -> str:
    if exitcode is None or exitcode >= 0:
        return f"exit code {exitcode}"
    try:
        return signal.Signals(-exitcode).name
    except ValueError:
        return f"signal {-exitcode}"


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
