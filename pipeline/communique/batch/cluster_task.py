"""What happens on a Dask worker: one file is done, as apart from all else as on one machine.

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
from dataclasses import dataclass, field, replace
from pathlib import Path

from pebble import ProcessExpired

from communique.batch.crew import Processes
from communique.batch.find import Found
from communique.batch.known import Done, Knowledge
from communique.batch.limits import Reader
from communique.batch.prints import reading_print, tagging_print, writing_print
from communique.batch.themes import TaggerChoice
from communique.errors import CommuniqueError, TooManyPagesError
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
class Commission:
    """What all orders of a run have in common.

    Attributes
    ----------
    key
        What tells it from those of other runs.
    files_a_process
        As for a run.
    made_by
        The fingerprint of what reads and tags where the orders come from.
    known
        What is made of a file, a megabyte with its taxonomy; ``None``: the worker was told
        before, or has to ask.
    """

    key: str
    files_a_process: int
    made_by: str
    known: Knowledge | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """One file to read and tag.

    Attributes
    ----------
    usual
        What it has in common with all others.
    item, root
        The file and the folder that its name is relative to, whole paths.
    sha256
        The hash of its content.
    content
        Its bytes; ``None``: they are looked for under the file's path.
    alone
        Whether a process of its own does it.
    """

    usual: Commission
    item: Found
    root: Path
    sha256: str
    content: bytes | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an order: one of the six.

    ``fault`` is what came in the reader's way, ``other_fault`` the name of an exception that
    may be unknown where the answer goes, ``away`` tells that the file is not under its path on
    this worker, ``unasked`` that the worker does not know the run's commission, ``stranger`` is
    the worker's address where it works otherwise than the order's origin.
    """

    done: Done | None = None
    fault: BaseException | None = None
    other_fault: str = ""
    away: bool = False
    unasked: bool = False
    stranger: str = ""


def making_print(reader: Reader, choice: TaggerChoice) -> str:
    """The fingerprint of all that makes a file's rows here: what reads, tags and writes."""
    return f"{reading_print(reader)} {tagging_print()} {writing_print()} {choice.fingerprint}"


_LOCK = threading.Lock()
#: What this worker was told to do, the latest last; ``None`` where it would do it otherwise.
_TOLD: dict[str, Knowledge | None] = {}
_MOST_TOLD = 4


def _commissioned(usual: Commission) -> Knowledge | None:
    """What a commission asks for; ``None`` where this machine would do it otherwise."""
    known = usual.known
    if known is None or usual.key in _TOLD:
        return _TOLD[usual.key]
    try:
        here = making_print(known.reader, known.choice.here())
    except CommuniqueError:  # there is no such model here
        here = ""
    while len(_TOLD) >= _MOST_TOLD:
        del _TOLD[next(iter(_TOLD))]
    return _TOLD.setdefault(usual.key, known if here == usual.made_by else None)


def carry_out(order: Order) -> Answer:
    """Read and tag the file of an order on this Dask worker."""
    from distributed import get_worker  # noqa: PLC0415 - the extra [dask]

    worker = get_worker()
    with _LOCK:
        if order.usual.known is None and order.usual.key not in _TOLD:
            return Answer(unasked=True)
        known = _commissioned(order.usual)
    if known is None:
        return Answer(stranger=worker.address)
    with _post(order, known, worker.state.nthreads) as post:
        if order.content is None:
            here = _is_here(order)
            return post.work_on(order, order.item, order.root) if here else Answer(away=True)
        # Dask clears this folder away even where the worker is killed
        with tempfile.TemporaryDirectory(dir=worker.local_directory) as folder:
            root = Path(folder)
            path = root / order.item.path.relative_to(order.root)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(order.content)
            return post.work_on(order, replace(order.item, path=path), root)


def _is_here(order: Order) -> bool:
    try:
        return content_hash(order.item.path) == order.sha256
    except OSError:
        return False


@dataclass
class _Post:
    """The processes of a worker for orders of one run, and how many files they have."""

    processes: Processes[Done]
    lock: threading.Lock = field(default_factory=threading.Lock)
    in_hand: int = 0
    last: float = 0.0

    def work_on(self, order: Order, item: Found, root: Path) -> Answer:
        with self.lock:
            future = self.processes.submit(item, alone=order.alone, root=root)
        try:
            return Answer(done=future.result())
        except _TELLING as error:
            return Answer(fault=error)
        except Exception as error:  # whatever a reader raises is its file's fault
            return Answer(other_fault=type(error).__name__)


_POSTS: dict[object, _Post] = {}


@contextmanager
def _post(order: Order, known: Knowledge, threads: int) -> Iterator[_Post]:
    """The processes that do orders of this kind, started where there are none."""
    key = (order.usual.key, threads)
    with _LOCK:
        if key not in _POSTS:
            _may_have_children()
            for other in [other for other, one in _POSTS.items() if not one.in_hand]:
                _POSTS.pop(other).processes.close()  # of a run that is over
            _POSTS[key] = _Post(
                Processes(
                    order.root,
                    known if known.choice.taxonomy_folder else known.next_door(),
                    limits=known.limits,
                    workers=threads,
                    files_a_process=order.usual.files_a_process,
                    preload=known.choice.place,
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
            post = _POSTS.get(key)
            if post is None:
                return
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
