"""What happens in a reader process: one file after the other becomes a record."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from communique.records import Document

#: So many more objects made than given back call the collector; Python's own number is 700.
_OBJECTS_A_COLLECTION = 50_000


class TooManyPagesError(Exception):
    """A document with more pages than the run allows; the argument is their number."""


@dataclass(frozen=True, slots=True)
class Read:
    """A record, and the seconds that reading it took."""

    record: Document
    seconds: float


def prepare(memory_limit: int) -> None:
    """Bound this process's memory and life, and keep its chatter off the terminal.

    Parameters
    ----------
    memory_limit
        Most address space in bytes; 0: no limit.
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
        limit = memory_limit if hard == resource.RLIM_INFINITY else min(memory_limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def collect_rarely() -> None:
    """Have this process look for garbage in cycles less often, and not among what it began with.

    Reading leaves next to none, but makes so many objects that the collector would walk over
    all of them, and over all modules, many times for each file. What little there is stays
    bounded: it is collected all the same once many objects have piled up.
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS_A_COLLECTION, *gc.get_threshold()[1:])


def read_timed(
    reader: Callable[[Path, Path, int], Document], path: Path, root: Path, page_limit: int
) -> Read:
    """What a reader makes of a file, and how long that took."""
    start = time.perf_counter()
    record = reader(path, root, page_limit)
    return Read(record, time.perf_counter() - start)


def read_file(path: Path, root: Path, page_limit: int) -> Document:
    """Read one file.

    Raises
    ------
    TooManyPagesError
        If the file has more than ``page_limit`` pages.
    """
    from communique.extract import read  # noqa: PLC0415 - only where files are read

    if (pages := count_pages(path)) > page_limit:
        raise TooManyPagesError(pages)
    return read(path, root=root)


def count_pages(path: Path) -> int:
    """Pages that the file says it has, 0 where it cannot be opened."""
    import pypdfium2  # noqa: PLC0415 - only where files are read

    try:
        with pypdfium2.PdfDocument(path) as pdf:
            return len(pdf)
    except (pypdfium2.PdfiumError, OSError):
        return 0


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
