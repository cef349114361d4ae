"""Reads each file where it can be given up, so that none can harm the others."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from pebble import ProcessExpired

from communique.batch.crew import Crew, CrewError, NotReadError, Processes
from communique.batch.find import Found
from communique.batch.limits import Limits, Reader
from communique.batch.worker import Read, read_file
from communique.errors import CommuniqueError, TooManyPagesError
from communique.identity import content_hash, document_id
from communique.records import Document

__all__ = ["Limits", "Outcome", "Progress", "Reader", "failed", "read_all", "read_each"]

#: Called with the files done, all files, and the name of the file in hand.
Progress = Callable[[int, int, str], None]

_CUT_OFF = "Reading was cut off because its process was lost."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: its record, and the seconds that reading it took.

    ``lasting`` tells that the same bytes would give the same record again: no limit and no
    chance had a part in it. ``seconds`` is ``None`` where nobody measured them.
    """

    record: Document
    seconds: float | None = None
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class _Lost:
    """A reader came to grief, perhaps through no fault of its file."""

    reason: str


def read_each(
    wanted: Iterable[tuple[int, Found] | None], crew: Crew, *, limits: Limits, at_a_time: int
) -> Iterator[tuple[int, Outcome]]:
    """What becomes of files, as they are finished.

    A reader that crashes or runs out of memory may have been weakened by the files
    before, so such a file is tried once more in a process of its own and fails only
    then. So no file's record depends on its neighbours.

    Parameters
    ----------
    wanted
        Files with their places, asked for as there is room; ``None``: none before
        something is finished.
    crew
        Who reads them.
    limits
        What the crew gives a file up for.
    at_a_time
        Files that may be waiting, in hand or read and not yet taken, from 1.

    Raises
    ------
    CommuniqueError
        If no process can be started at all, or the crew has nobody left.
    """
    files = iter(wanted)
    pending: dict[Future[Read], tuple[int, Found, bool]] = {}
    more, nothing_read = True, True
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
                yield place, Outcome(failed(item, item.problem))
            else:
                pending[crew.submit(item)] = (place, item, False)
        if not pending:
            if not more:
                return
            continue
        done, _ = wait(pending, return_when=FIRST_COMPLETED)
        for future in sorted(done, key=lambda one: pending[one][0]):
            place, item, alone = pending.pop(future)
            match _outcome(item, future, limits):
                case Outcome() as outcome:
                    nothing_read = False
                    yield place, outcome
                case _Lost() if not alone:
                    pending[crew.submit(item, alone=True)] = (place, item, True)
                case _Lost(reason) if reason == _CUT_OFF and nothing_read:
                    raise CommuniqueError(
                        "the processes that read files cannot be started",
                        "free some memory and try again",
                    )
                case _Lost(reason):
                    yield place, Outcome(failed(item, reason))


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
    crew = Processes(root, limits=limits, workers=min(workers, len(files) or 1), reader=reader)
    with crew:
        for place, outcome in read_each(
            enumerate(files), crew, limits=limits, at_a_time=4 * workers
        ):
            if progress:
                progress(len(records), len(files), files[place].file)
            records[place] = outcome.record
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


def _outcome(item: Found, future: Future[Read], limits: Limits) -> Outcome | _Lost:
    try:
        read = future.result()
    except TimeoutError:
        problem = f"Reading took longer than {limits.seconds:g} seconds."
        return Outcome(failed(item, problem), limits.seconds)
    except TooManyPagesError as error:
        pages = f"{error.args[0]:,} pages, more than the limit of {limits.pages:,}"
        return Outcome(failed(item, f"The document has {pages}."))
    except MemoryError:
        return _Lost(f"Reading needed more than {limits.memory / 1024**2:,.0f} MB of memory.")
    except ProcessExpired as error:
        return _Lost(f"Reading crashed ({_death(error.exitcode)}).")
    except (BrokenProcessPool, CancelledError):
        return _Lost(_CUT_OFF)
    except CrewError:
        raise
    except NotReadError as error:
        return Outcome(failed(item, str(error)))
    except Exception as error:  # whatever a reader raises costs its own file's row alone
        return Outcome(failed(item, f"Reading failed ({type(error).__name__})."))
    return Outcome(read.record, read.seconds, lasting=True)


def _death(exitcode: int | None) -> str:
    if exitcode is None or exitcode >= 0:
        return f"exit code {exitcode}"
    try:
        return signal.Signals(-exitcode).name
    except ValueError:
        return f"signal {-exitcode}"
