"""Has each file done where it can be given up, so that none can harm the others."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from communique.batch.crew import Crew, CrewError, NotReadError, Processes
from communique.batch.find import Found
from communique.batch.limits import Limits, Reader
from communique.batch.worker import (
    READING_ENDED,
    TAGGING_ENDED,
    Reading,
    read_file,
)
from communique.errors import CommuniqueError, TooManyPagesError
from communique.identity import content_hash, document_id
from communique.records import Document

__all__ = ["GivenUp", "Limits", "Progress", "Reader", "failed", "read_all", "work_on"]

T = TypeVar("T")

#: Called with the files done, all files, and the name of the file in hand.
Progress = Callable[[int, int, str], None]

_CUT_OFF = "Reading was cut off because its process was lost."


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A file that could not be read: the record that says why, and the seconds that it took.

    ``seconds`` is ``None`` where nobody measured them.
    """

    record: Document
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class _Lost:
    """A reader came to grief, perhaps through no fault of its file."""

    reason: str


def work_on(
    wanted: Iterable[tuple[int, Found] | None], crew: Crew[T], *, limits: Limits, at_a_time: int
) -> Iterator[tuple[int, T | GivenUp]]:
    """What becomes of files, as they are finished.

    A process that crashes or runs out of memory may have been weakened by the files
    before, so such a file is tried once more in a process of its own and fails only
    then. So what is made of a file does not depend on its neighbours.

    Parameters
    ----------
    wanted
        Files with their places, asked for as there is room; ``None``: none before
        something is finished.
    crew
        Who works on them.
    limits
        What the crew gives a file up for.
    at_a_time
        Files that may be waiting, in hand or done and not yet taken, from 1.

    Raises
    ------
    CommuniqueError
        If no process can be started at all, or the crew has nobody left.
    """
    files = iter(wanted)
    pending: dict[Future[T], tuple[int, Found, bool]] = {}
    more, nothing_done = True, True
    while True:
        while more and len(pending) < at_a_time:
            try:
                turn = next(files)
            except StopIteration:
                more = False
                break
            if turn is None:
                break
            place, item = turn
            if item.problem:
                yield place, GivenUp(failed(item, item.problem))
            else:
                pending[crew.submit(item)] = (place, item, False)
        if not pending:
            if not more:
                return
            continue
        done, _ = wait(pending, return_when=FIRST_COMPLETED)
        for future in sorted(done, key=lambda one: pending[one][0]):
            place, item, alone = pending.pop(future)
            made = _outcome(item, future, limits)
            if not isinstance(made, _Lost):
                nothing_done = False
                yield place, made
            elif not alone:
                pending[crew.submit(item, alone=True)] = (place, item, True)
            elif made.reason == _CUT_OFF and nothing_done:
                raise CommuniqueError(
                    "the processes that read files cannot be started",
                    "free some memory and try again",
                )
            else:
                yield place, GivenUp(failed(item, made.reason))


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

    Raises
    ------
    CommuniqueError
        If no process can be started at all.
    """
    records: dict[int, Document] = {}
    reading = Reading(reader, limits.seconds, limits.pages)
    crew = Processes(root, reading, limits=limits, workers=min(workers, len(files) or 1))
    with crew:
        for place, made in work_on(enumerate(files), crew, limits=limits, at_a_time=4 * workers):
            if progress:
                progress(len(records), len(files), files[place].file)
            records[place] = made.record
    if progress:
        progress(len(files), len(files), "")
    return [records[place] for place in range(len(files))]


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


def _outcome(item: Found, future: Future[T], limits: Limits) -> T | GivenUp | _Lost:
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as processes are

    from pebble import ProcessExpired  # noqa: PLC0415

    try:
        return future.result()
    except TooManyPagesError as error:
        pages = f"{error.args[0]:,} pages, more than the limit of {limits.pages:,}"
        return GivenUp(failed(item, f"The document has {pages}."))
    except MemoryError:
        return _Lost(f"Reading needed more than {limits.memory / 1024**2:,.0f} MB of memory.")
    except ProcessExpired as error:
        if error.exitcode == -READING_ENDED:
            problem = f"Reading took longer than {limits.seconds:g} seconds."
            return GivenUp(failed(item, problem), limits.seconds)
        if error.exitcode == -TAGGING_ENDED:
            problem = "Telling its themes took too long; --tagger fast takes less."
            return GivenUp(failed(item, problem))
        return _Lost(f"Reading crashed ({_death(error.exitcode)}).")
    except (BrokenProcessPool, CancelledError):
        return _Lost(_CUT_OFF)
    except CrewError:
        raise
    except NotReadError as error:
        return GivenUp(failed(item, str(error)))
    except Exception as error:  # whatever a reader raises costs its own file's row alone
        return GivenUp(failed(item, f"Reading failed ({type(error).__name__})."))


def _death(exitcode: int | None) -> str:
    if exitcode is None or exitcode >= 0:
        return f"exit code {exitcode}"
    try:
        return signal.Signals(-exitcode).name
    except ValueError:
        return f"signal {-exitcode}"
