"""A crew of other machines: files are read and tagged by the workers of a Dask cluster.

A worker takes the file from its path where it sees the same file there (a shared disk), and
else is sent its bytes. A worker that dies costs time: Dask gives its files to others.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from communique.batch.cluster_task import Answer, Commission, Order, carry_out, making_print
from communique.batch.crew import CrewError, NotReadError
from communique.batch.find import Found
from communique.batch.known import Done, Knowledge
from communique.errors import CommuniqueError
from communique.identity import content_hash

#: Bytes of a file that are sent to a worker which cannot reach it.
MOST_SENT = 256 * 1024**2
#: Seconds to wait for the scheduler, and then for its first worker.
_CONNECT, _FIRST_WORKER = 10.0, 60.0
#: Seconds between two looks at the workers, and seconds without any after which a run ends.
_LOOK, _PATIENCE = 5.0, 600.0
#: Times that Dask tries a file again whose worker had a fault of its own, such as a full disk.
_RETRIES = 2


class Cluster:
    """The workers of a Dask cluster, behind the interface of a crew.

    Used in a ``with`` block, which connects; at its end nothing is asked of them any more.

    Parameters
    ----------
    scheduler
        The scheduler's address, such as ``tcp://10.0.0.5:8786``, or its scheduler file.
    root
        The folder that the files' names are relative to.
    known
        What is made of a file; its cache stays here.
    files_a_process
        As for :class:`communique.batch.crew.Processes`.

    Raises
    ------
    CommuniqueError
        In the ``with`` statement: if the extra is not installed, the scheduler does not
        answer, or no worker joins it.
    """

    #: Its workers see no cache: they need the files even where their records are known.
    sees_cache = False

    def __init__(
        self, scheduler: str, root: Path, known: Knowledge, *, files_a_process: int
    ) -> None:
        self.scheduler = scheduler
        self._root = Path(os.path.abspath(root))  # noqa: PTH100 - links stay as they are
        made_by = making_print(known.reader, known.choice)
        self._usual = Commission(secrets.token_hex(16), files_a_process, made_by)
        self._known = known.elsewhere()
        self._apart = False  # whether some worker does not see the files
        self._lock = threading.Lock()
        self._waiting: set[Future[Done]] = set()
        self._over = threading.Event()
        self._ending = ExitStack()
        self._client: Any = None
        self._executor: Executor
        self._sending: Executor

    @property
    def size(self) -> int:
        """Files that the workers read at a time, as many as they have threads."""
        return sum(self._client.nthreads().values())

    def __enter__(self) -> Cluster:
        with ExitStack() as made:
            self._client = made.enter_context(_connected(self.scheduler))
            self._executor = self._client.get_executor(pure=False, retries=_RETRIES)
            self._sending = made.enter_context(ThreadPoolExecutor(1))
            watch = threading.Thread(target=self._watch, daemon=True)
            watch.start()
            made.callback(watch.join)
            made.callback(self._over.set)
            self._ending = made.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ending.close()

    def submit(self, item: Found, *, alone: bool = False) -> Future[Done]:
        """What will be made of a file; ``alone``: in a process that does nothing else."""
        answer: Future[Done] = Future()
        path = Path(os.path.abspath(item.path))  # noqa: PTH100 - as the root is
        try:
            sha256 = item.sha256 or content_hash(path)
        except OSError as error:
            answer.set_exception(error)
            return answer
        with self._lock:
            self._waiting.add(answer)
        found = replace(item, path=path)
        self._send(Order(self._usual, found, self._root, sha256, alone=alone), answer)
        return answer

    def _send(self, order: Order, answer: Future[Done]) -> None:
        """Ask the cluster, and have the answer settled when it comes."""
        try:
            if self._apart:
                order = _with_content(order)
            asked = self._executor.submit(carry_out, order)
            asked.add_done_callback(lambda done: self._receive(done, order, answer))
        except (OSError, NotReadError) as error:
            self._settle(answer, error)
        except Exception as error:  # a client that was closed meanwhile, in many ways
            self._settle(answer, self._lost(error))

    def _receive(self, done: Future[Answer], order: Order, answer: Future[Done]) -> None:
        from distributed import KilledWorker  # noqa: PLC0415 - the extra [dask]

        try:
            said = done.result()
        except CancelledError as error:  # by Dask, when the connection is lost
            self._settle(answer, self._lost(error))
        except KilledWorker:
            self._settle(answer, CancelledError())
        except Exception as error:  # whatever keeps a worker from carrying out an order
            fault = CrewError(
                f"a worker of {self.scheduler} cannot read files ({_named(error)})",
                "see its log; it needs the same version of communique as is installed here",
            )
            self._settle(answer, fault)
        else:
            if said.unasked:
                order = replace(order, usual=replace(order.usual, known=self._known))
            elif said.away and order.content is None:
                self._apart = True
            else:
                self._settle(answer, _meant(said))
                return
            # not in this thread, which is Dask's own
            self._sending.submit(self._send, order, answer)

    def _settle(self, answer: Future[Done], what: Done | BaseException) -> None:
        with self._lock:
            if answer not in self._waiting:
                return
            self._waiting.remove(answer)
        if isinstance(what, BaseException):
            answer.set_exception(what)
        else:
            answer.set_result(what)

    def _watch(self) -> None:
        """Give up where no worker is left and none comes."""
        seen = time.monotonic()
        while not self._over.wait(_LOOK):
            if self._workers() != 0:
                seen = time.monotonic()
            elif time.monotonic() - seen > _PATIENCE:
                fault = CrewError(
                    f"all workers of {self.scheduler} are gone",
                    "start some and run it again: what is done need not be done again",
                )
                with self._lock:
                    waiting = list(self._waiting)
                for answer in waiting:
                    self._settle(answer, fault)

    def _workers(self) -> int | None:
        """How many there are; ``None`` where the scheduler does not say."""
        try:
            return len(self._client.nthreads())
        except Exception as error:  # the connection is lost, which is told elsewhere
            del error
            return None

    def _lost(self, error: BaseException) -> CrewError:
        return CrewError(
            f"the connection to the scheduler {self.scheduler} was lost ({_named(error)})",
            "start it and run it again: what is done need not be done again",
        )


@contextmanager
def _connected(scheduler: str) -> Iterator[Any]:
    """A client of the scheduler, once a worker has joined it."""
    try:
        import dask  # noqa: PLC0415 - the extra [dask]
        from distributed import Client  # noqa: PLC0415
    except ImportError as error:
        raise CommuniqueError(
            f"a cluster needs a package that is not installed ({error.name})",
            "install the extra: pip install 'communique[dask]'",
        ) from error
    where: dict[str, Any] = {"address": scheduler}
    if "://" not in scheduler and (scheduler.endswith(".json") or "/" in scheduler):
        if not Path(scheduler).is_file():
            raise CommuniqueError(
                f"there is no scheduler file {scheduler}", "see whether the scheduler has started"
            )
        where = {"scheduler_file": scheduler}
    with ExitStack() as made:
        # the bytes of a file are part of a task, so that it can be tried again
        made.enter_context(
            dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"})
        )
        try:
            client: Any = Client(  # type: ignore[no-untyped-call]
                **where, timeout=_CONNECT, set_as_default=False, name="communique"
            )
            made.enter_context(client)
        except (OSError, ValueError, RuntimeError, ImportError) as error:
            raise CommuniqueError(
                f"the scheduler {scheduler} does not answer",
                "start it with: dask scheduler, and give the address that it prints",
            ) from error
        try:
            client.wait_for_workers(1, timeout=_FIRST_WORKER)
        except TimeoutError as error:
            raise CommuniqueError(
                f"no worker has joined the scheduler {scheduler}",
                f"start some with: dask worker {scheduler}",
            ) from error
        yield client


def _with_content(order: Order) -> Order:
    """The order with the bytes of its file.

    Raises
    ------
    NotReadError
        If they are too many.
    OSError
        If the file cannot be read.
    """
    if (size := order.item.path.stat().st_size) > MOST_SENT:
        raise NotReadError(
            f"The file has {size / 1024**2:,.0f} MB; the cluster does not see it, and is sent at "
            f"most {MOST_SENT / 1024**2:,.0f} MB."
        )
    content = order.item.path.read_bytes()
    return replace(order, content=content, sha256=hashlib.sha256(content).hexdigest())


def _meant(said: Answer) -> Done | BaseException:
    if said.stranger:
        return CrewError(
            f"the worker {said.stranger} has another version of communique, of its model, of "
            "Python or of the libraries that it needs",
            "install there what is installed here, and run it again",
        )
    if said.other_fault:
        fault: Exception = type(said.other_fault, (Exception,), {})()
        return fault
    return said.done or said.fault or CancelledError()


def _named(error: BaseException) -> str:
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words:.200}" if words else type(error).__name__
