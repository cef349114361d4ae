"""What happens on a Dask worker: one file is read, as apart from all else as on one machine.

The worker keeps processes that can be killed, as a run on one machine does, and hands the
file to one of them: a file that crashes, hangs or eats memory costs its process, and the
worker goes on.
"""

from __future__ import annotations

import multiprocessing.util
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pebble import ProcessExpired

from communique.batch.crew import Processes
from communique.batch.find import Found
from communique.batch.limits import Limits, Reader
from communique.batch.prints import reading_print
from communique.batch.worker import Read
from communique.errors import TooManyPagesError
from communique.identity import content_hash

#: Seconds after which processes that have nothing to read are ended.
_IDLE = 60.0
#: Faults that mean the same to whoever asked for the file, wherever they arose.
_TELLING = (
    TimeoutError,
    MemoryError,
    TooManyPagesError,
    ProcessExpired,
    BrokenProcessPool,
    CancelledError,
)


@dataclass(frozen=True, slots=True)
class Order:
    """One file to read.

    Attributes
    ----------
    reader, limits, files_a_process
        As for a run.
    made_by
        The fingerprint of what reads files where the order comes from.
    path, root
        The file and the folder that its name is relative to, whole paths.
    sha256
        The hash of its content.
    content
        Its bytes; ``None``: they are looked for under ``path``.
    alone
        Whether a process of its own reads it.
    """

    reader: Reader
    limits: Limits
    files_a_process: int
    made_by: str
    path: Path
    root: Path
    sha256: str
    content: bytes | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an order: one of the five.

    ``fault`` is what came in the reader's way, ``other_fault`` the name of an exception that
    may be unknown where the answer goes, ``away`` tells that the file is not under its path on
    this worker, ``stranger`` is the worker's address where it reads files otherwise than the
    order's origin.
    """

    read: Read | None = None
    fault: BaseException | None = None
    other_fault: str = ""
    away: bool = False
    stranger: str = ""


def carry_out(order: Order) -> Answer:
    """Read the file of an order on this Dask worker."""
    from distributed import get_worker  # noqa: PLC0415 - the extra [dask]

    worker = get_worker()
    if reading_print(order.reader) != order.made_by:
        return Answer(stranger=worker.address)
    with _post(order, worker.state.nthreads) as post:
        if order.content is None:
            here = _is_here(order)
            return post.read(order, order.path, order.root) if here else Answer(away=True)
        # Dask clears this folder away even where the worker is killed
        with tempfile.TemporaryDirectory(dir=worker.local_directory) as folder:
            root = Path(folder)
            path = root / order.path.relative_to(order.root)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(order.content)
            return post.read(order, path, root)


def _is_here(order: Order) -> bool:
    try:
        return content_hash(order.path) == order.sha256
    except OSError:
        return False


@dataclass
class _Post:
    """The reader processes of a worker for orders of one kind, and how many files they have."""

    processes: Processes
    lock: threading.Lock = field(default_factory=threading.Lock)
    in_hand: int = 0
    last: float = 0.0

    def read(self, order: Order, path: Path, root: Path) -> Answer:
        with self.lock:
            future = self.processes.submit(Found(path, ""), alone=order.alone, root=root)
        try:
            return Answer(read=future.result())
        except _TELLING as error:
            return Answer(fault=error)
        except Exception as error:  # whatever a reader raises is its file's fault
            return Answer(other_fault=type(error).__name__)


_POSTS: dict[object, _Post] = {}
_LOCK = threading.Lock()


@contextmanager
def _post(order: Order, threads: int) -> Iterator[_Post]:
    """The processes that read orders of this kind, started where there are none."""
    key = (order.reader, order.limits, order.files_a_process, threads)
    with _LOCK:
        if key not in _POSTS:
            _may_have_children()
            _POSTS[key] = _Post(
                Processes(
                    order.root,
                    limits=order.limits,
                    workers=threads,
                    reader=order.reader,
                    files_a_process=order.files_a_process,
                )
            )
            threading.Thread(target=_end_when_idle, args=(key,), daemon=True).start()
        post = _POSTS[key]
        post.in_hand += 1
    try:
        yield post
    finally:
        with _LOCK:
            post.in_hand -= 1
            post.last = time.monotonic()


def _end_when_idle(key: object) -> None:
    """End a post's processes when nothing has been asked of them for a while."""
    while True:
        time.sleep(_IDLE / 4)
        with _LOCK:
            post = _POSTS[key]
            if not post.in_hand and time.monotonic() - post.last > _IDLE:
                del _POSTS[key]
                break
    post.processes.close()


def _may_have_children() -> None:
    """Let this process start others, which Python forbids to a worker that a nanny watches.

    The rule is there lest they outlive it; reader processes die with what started them. They
    are ended before it waits for them, at the end of its own life.
    """
    process = multiprocessing.current_process()
    if process.daemon:
        process.daemon = False
    if not _POSTS:
        multiprocessing.util.Finalize(None, _end_all, exitpriority=100)


def _end_all() -> None:
    with _LOCK:
        for post in _POSTS.values():
            post.processes.close()
