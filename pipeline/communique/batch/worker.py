"""What happens in a worker process: one file after the other becomes a record, or its rows."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from communique.batch.find import Found
from communique.records import Document

#: So many more objects made than given back call the collector; Python's own number is 700.
_OBJECTS_A_COLLECTION = 50_000

#: What ends a worker process that takes too long, by what it was at: reading or tagging.
READING_ENDED, TAGGING_ENDED = signal.SIGALRM, signal.SIGPROF
#: Passages that may be tagged within the seconds of one file's reading.
PASSAGES_A_TURN = 500

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Read:
    """A record, the seconds that reading it took, and whether it was known already."""

    record: Document
    seconds: float
    cached: bool = False


class Work(Protocol[T_co]):
    """What is made of a file, in two steps that are bounded each for itself."""

    @property
    def seconds(self) -> float:
        """What reading one file may take."""
        ...

    def read(self, item: Found, root: Path) -> Read:
        """Its record."""
        ...

    def finish(self, item: Found, read: Read) -> T_co:
        """What is made of the record."""
        ...


@dataclass(frozen=True)
class Reading:
    """The work of a reader alone: files become records."""

    reader: Callable[[Path, Path, int], Document]
    seconds: float
    pages: int

    def read(self, item: Found, root: Path) -> Read:
        """The record of a file, and how long it took."""
        start = time.perf_counter()
        record = self.reader(item.path, root, self.pages)
        return Read(record, time.perf_counter() - start)

    def finish(self, item: Found, read: Read) -> Read:
        """The same record."""
        del item
        return read


#: The work of this process, once it is known.
_WORK: list[Work[Any]] = []


def prepare(work: Work[Any], memory_limit: int) -> None:
    """Bound this process's memory and life, and keep its chatter off the terminal.

    Parameters
    ----------
    work
        What it does.
    memory_limit
        Most address space in bytes beside what it has already; 0: no limit.
    """
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    os.close(silence)
    collect_rarely()
    if sys.platform == "linux":
        _die_with_parent()
    if memory_limit and sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on every system

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = memory_limit + _address_space()
        limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    _WORK[:] = [work]


def carry_out(item: Found, root: Path) -> Any:
    """Do this process's work on one file; the process ends where that takes too long.

    Reading may take the work's seconds, as a clock counts them. What comes after grows with the
    passages alone and may take as many seconds of the processor for every 500 of them.
    """
    (work,) = _WORK
    with _ended_after(work.seconds, signal.ITIMER_REAL, READING_ENDED):
        read = work.read(item, root)
    turns = 1 + len(read.record.passages) // PASSAGES_A_TURN
    with _ended_after(turns * work.seconds, signal.ITIMER_PROF, TAGGING_ENDED):
        return work.finish(item, read)


@contextmanager
def _ended_after(seconds: float, timer: int, by: signal.Signals) -> Iterator[None]:
    """Have the kernel end this process if the block takes longer.

    No code of ours has to run for that, so that it ends whatever it hangs in.
    """
    signal.signal(by, signal.SIG_DFL)
    signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)


def collect_rarely() -> None:
    """Have this process look for garbage in cycles less often, and not among what it began with.

    Reading leaves next to none, but makes so many objects that the collector would walk over
    all of them, and over all modules, many times for each file. What little there is stays
    bounded: it is collected all the same once many objects have piled up.
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS_A_COLLECTION, *gc.get_threshold()[1:])


def read_file(path: Path, root: Path, page_limit: int) -> Document:
    """Read one file.

    Raises
    ------
    TooManyPagesError
        If the file has more than ``page_limit`` pages.
    """
    from communique.extract import read  # noqa: PLC0415 - only where files are read

    return read(path, root=root, page_limit=page_limit)


def _address_space() -> int:
    """Bytes of address space that this process has; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _die_with_parent() -> None:
    """Have the kernel kill this process with the one that started it.

    A run that is killed can no longer end a reader that hangs, whatever it hangs in. What
    started the reader is the server of processes, which ends once nobody holds its life
    line any more: the run, and the reader itself unless it lets go of it.
    """
    import ctypes  # noqa: PLC0415 - used here alone
    from multiprocessing import forkserver  # noqa: PLC0415 - used here alone

    server = getattr(forkserver, "_forkserver", None)
    life_line = getattr(server, "_forkserver_alive_fd", None)
    if isinstance(life_line, int):
        os.close(life_line)
        setattr(server, "_forkserver_alive_fd", None)  # noqa: B010 - it is nobody's to see
    set_death_signal = 1  # PR_SET_PDEATHSIG in <sys/prctl.h>
    ctypes.CDLL(None, use_errno=True).prctl(set_death_signal, signal.SIGKILL)
    if os.getppid() == 1:  # it died before it could be tied to this process
        os._exit(1)
