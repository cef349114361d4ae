"""A folder of meeting documents becomes a dataset."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from communique.batch.cache import open_cache
from communique.batch.comparing import Compared, compared
from communique.batch.crew import Crew, Processes
from communique.batch.events import Comparing, Ended, FileDone, Noted, Started, Watch
from communique.batch.find import Found
from communique.batch.isolate import Progress, work_on
from communique.batch.known import Done, Knowledge
from communique.batch.limits import FILES_A_PROCESS, Limits, Reader, check_limits
from communique.batch.place import staged, write
from communique.batch.reviewing import Reviewing, read_verdicts
from communique.batch.source import Source, source_of
from communique.batch.spool import Spool, spooled
from communique.batch.store import is_remote
from communique.batch.themes import choose_tagger
from communique.batch.worker import read_file
from communique.errors import CommuniqueError
from communique.export.formats import exported, formats_named
from communique.export.load import Dataset, load, opened
from communique.export.package import Written, datapackage, json_text, run_record
from communique.export.schema import TABLES

DEFAULT_LIMITS = Limits()

#: Documents that may be done before one that stands before them; their rows wait in memory.
_AHEAD = 1000


def run(
    folder: Path | str,
    out: Path | str | None = None,
    *,
    scheduler: str | None = None,
    taxonomy: Path | str | None = None,
    tagger: str = "accurate",
    model: Path | str | None = None,
    review: Sequence[Path | str] = (),
    force: bool = False,
    workers: int | None = None,
    limits: Limits = DEFAULT_LIMITS,
    formats: Sequence[str] = (),
    progress: Progress | None = None,
    reader: Reader = read_file,
    cache: Path | str | bool = True,
    files_a_process: int = FILES_A_PROCESS,
    watch: Watch | None = None,
) -> Dataset:
    """Read every PDF under a folder and give all tables.

    The same documents and settings give the same tables to the byte, whatever the
    number of workers, the order in which files are found, and what the cache holds. A run
    that is broken off goes on from the cache when it is asked for again.

    Parameters
    ----------
    folder
        The folder with the PDFs, or its address (``s3://``, ``gs://``, ``https://``);
        folders in it are searched too.
    out
        The folder to write the tables to, or its address (``s3://``, ``gs://``); ``None``:
        they are given back only. In these two cases they are all in memory.
    scheduler
        The address of a Dask scheduler, ``tcp://host:port``, or its scheduler file: its
        workers read the files. ``None``: processes of this machine do.
    taxonomy
        A folder with a taxonomy of one's own instead of the packaged one.
    tagger
        ``accurate``, ``fast`` or ``rules``.
    model
        A folder that ``communique train`` wrote instead of the packaged model.
    review
        Filled review sheets: what people decided on stands in the place of the tagger's
        word, with the source ``review``.
    force
        Replace a dataset that lies in ``out``.
    workers
        Files read at a time, from 1; by default as many as there are processors, or
        threads of the cluster.
    limits
        What reading one file may cost before it is given up.
    formats
        What to write beside CSV: ``parquet``, ``xlsx``, ``bibtex``, ``csl``.
    progress
        Called with the files done, all files, and the name of the file in hand.
    reader
        What turns a path, the folder and the page limit into a record; a function of
        a module, since it is called in other processes.
    cache
        A folder that keeps what is found in each file, ``True``: the platform's,
        ``False``: nothing is kept.
    files_a_process
        Files that a process reads before a fresh one takes its place, from 1.
    watch
        Called with what happens (:mod:`communique.batch.events`).

    Raises
    ------
    CommuniqueError
        If the folder, the output folder, the taxonomy, a review sheet, the scheduler or a
        setting cannot be used, no reviewed passage is found again, or another run writes
        to the output folder.
        A file that cannot be read raises nothing: it has its row in ``documents``.
    """
    _check_crew(workers, files_a_process)
    check_limits(limits)
    beside = [name for name in formats_named(formats) if name != "csv"] if formats else []
    store = open_cache(cache)
    target = None if out is None or is_remote(out) else Path(out)
    with source_of(folder, store) as source:
        choice = choose_tagger(tagger, taxonomy, model, store)
        reviewed = read_verdicts(review, choice.taxonomy.ids)
        known = Knowledge(store, choice, limits=limits, reader=reader, settle=reviewed.settling)
        teller = Teller(len(source.files), progress, watch)
        with _place(out, force=force, source=folder) as stage:
            with (
                _crew_of(
                    scheduler, source, known, workers=workers, files_a_process=files_a_process
                ) as (crew, at_once),
                spooled(stage) as spool,
            ):
                teller.tell(Started(len(source.files), at_once))
                fill(spool, source, crew, known, at_a_time=4 * at_once, tell=teller.file)
                tables = spool.close()
            reviewed.applied.update(known.settled)
            made = _finish(stage, spool, tables, known, reviewed, teller)
            if beside:
                write(stage, exported(load(stage), beside).files)
            data = replace(load(stage), folder=None) if target is None else opened(target, made)
    teller.end()
    return data


def fill(
    spool: Spool,
    source: Source,
    crew: Crew[Done],
    known: Knowledge,
    *,
    at_a_time: int,
    tell: Callable[[Done], None],
) -> None:
    """Put every file's rows into the tables: what is known at once, the rest as it is done.

    Parameters
    ----------
    spool
        The tables.
    source
        The files in order.
    crew
        Who works on what is not known.
    known
        What is known of files.
    at_a_time
        Files that may be in the crew's hands.
    tell
        Called with each file.
    """
    in_hand: dict[int, Found] = {}

    def take(place: int, item: Found, done: Done) -> None:
        spool.put(place, done.rows)
        tell(done)
        source.let_go(item)

    def wanted() -> Iterator[tuple[int, Found] | None]:
        for place, found in enumerate(source.each()):
            while place - spool.turn >= _AHEAD:
                yield None
            item = known.hashed(found)
            done = known.done(item)
            if done is None:
                there = crew.sees_cache and known.has_read(item)
                in_hand[place] = item if there else source.at_hand(item)
                yield place, in_hand[place]
            else:
                take(place, item, done)

    for place, made in work_on(wanted(), crew, limits=known.limits, at_a_time=at_a_time):
        item = in_hand.pop(place)
        take(place, item, known.learnt(item, made))


@dataclass
class Teller:
    """Tells the two kinds of listeners what happens, and counts it."""

    files: int
    progress: Progress | None = None
    watch: Watch | None = None
    done: int = 0
    pages: int = 0
    failed: int = 0
    cached: int = 0
    tagged: int = 0

    def tell(self, event: Started | Comparing | Noted | Ended | FileDone) -> None:
        if self.watch:
            self.watch(event)

    def file(self, done: Done) -> None:
        rows = done.rows
        if self.progress:
            self.progress(self.done, self.files, rows.file)
        self.done += 1
        self.pages += rows.pages
        self.failed += rows.status == "failed"
        self.cached += done.cached
        self.tagged += done.tagged
        problem = " ".join(part for part in (rows.problem, rows.untagged) if part)
        self.tell(
            FileDone(
                file=rows.file,
                status=rows.status,
                problem=problem,
                pages=rows.pages,
                seconds=done.seconds,
                cached=done.cached,
                tagged=done.tagged,
                done=self.done,
                files=self.files,
            )
        )

    def end(self) -> None:
        if self.progress:
            self.progress(self.files, self.files, "")
        self.tell(Ended(self.files, self.pages, self.failed, self.cached, self.tagged))


def _check_crew(workers: int | None, files_a_process: int) -> None:
    if files_a_process < 1:
        raise CommuniqueError("a process that reads no file is of no use", "ask for 1 or more")
    if workers is not None and workers < 1:
        raise CommuniqueError(f"{workers} workers cannot read anything", "ask for 1 or more")


@contextmanager
def _crew_of(
    scheduler: str | None,
    source: Source,
    known: Knowledge,
    *,
    workers: int | None,
    files_a_process: int,
) -> Iterator[tuple[Crew[Done], int]]:
    """Who works on the files, here or on a cluster, and how many files at a time."""
    if scheduler is not None:
        from communique.batch.cluster import Cluster  # noqa: PLC0415 - the extra [dask]

        with Cluster(scheduler, source.root, known, files_a_process=files_a_process) as cluster:
            yield cluster, workers or cluster.size
        return
    at_once = workers or _processors()
    with Processes(
        source.root,
        known.next_door(),
        limits=known.limits,
        workers=min(at_once, len(source.files)),
        files_a_process=files_a_process,
        preload=known.choice.place,
    ) as processes:
        yield processes, at_once


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2


@contextmanager
def _place(out: Path | str | None, *, force: bool, source: Path | str) -> Iterator[Path]:
    """Where the tables are written while they are made; without a target it vanishes."""
    if out is not None and is_remote(out):
        from communique.batch.publishing import published  # noqa: PLC0415 - the extra [remote]

        with published(str(out), force=force, source=source) as stage:
            yield stage
        return
    if out is not None:
        local = None if is_remote(source) else Path(source)
        with staged(Path(out), force=force, source=local) as stage:
            yield stage
        return
    with tempfile.TemporaryDirectory(prefix="communique-") as scratch:
        yield Path(scratch)


def _finish(
    stage: Path,
    spool: Spool,
    tables: Mapping[str, Written],
    known: Knowledge,
    reviewed: Reviewing,
    teller: Teller,
) -> dict[str, Any]:
    """Compare the periods, and write what is not of one document; gives the run's record."""
    comparison, cached = compared(stage, tables, known.choice, known.cache)
    teller.tell(Comparing(cached))
    made = run_record(
        documents=spool.files,
        counts=_counts(spool, comparison),
        settings={
            "limits": asdict(known.limits),
            "comparison": dict(comparison.settings),
            **reviewed.record(),
        },
        taxonomy=known.choice.taxonomy_record,
        model=known.choice.description or None,
    )
    whole: dict[str, str | Written] = {**tables, **comparison.texts}
    contents = {name: whole[name] for name in TABLES}
    write(
        stage,
        {
            **{TABLES[name].file: text for name, text in comparison.texts.items()},
            "datapackage.json": json_text(datapackage(contents)),
            "run.json": json_text(made),
        },
    )
    if known.cache is not None and known.cache.fault:
        teller.tell(Noted(f"The cache is not kept: {known.cache.fault}."))
    return made


def _counts(spool: Spool, comparison: Compared) -> dict[str, Any]:
    counts = {**spool.counts, **comparison.counts}
    return {
        **{name: counts.get(name, 0) for name in TABLES},
        "status": {name: spool.status[name] for name in ("ok", "partial", "failed")},
        "rejected": dict(sorted(spool.rejected.items())),
    }
