"""A folder of meeting documents becomes a dataset."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pandas as pd

from communique.batch.find import Found, find
from communique.batch.isolate import Limits, Progress, Reader, failed, read_all
from communique.batch.place import staged, write
from communique.batch.reviewing import Reviewing, read_verdicts
from communique.batch.themes import describe_taxonomy, open_tagger, pattern_themes, read_taxonomy
from communique.batch.worker import read_file
from communique.compare import priorities, terms
from communique.errors import CommuniqueError
from communique.export.formats import exported, formats_named
from communique.export.load import Dataset, frame, from_texts
from communique.export.package import datapackage, json_text, run_record
from communique.export.schema import TABLES
from communique.export.tables import Rows, document_rows, frame_rows, table_text, tag_rows
from communique.records import Document
from communique.tag import Tagger, passage_texts
from communique.tag.normalise import lemma

DEFAULT_LIMITS = Limits()


def run(
    folder: Path | str,
    out: Path | str | None = None,
    *,
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
) -> Dataset:
    """Read every PDF under a folder and give all tables.

    The same documents and settings give the same tables to the byte, whatever the
    number of workers and the order in which files are found.

    Parameters
    ----------
    folder
        The folder with the PDFs; folders in it are searched too.
    out
        The folder to write the tables to; ``None``: they are given back only.
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
        Files read at a time, from 1; by default as many as there are processors.
    limits
        What reading one file may cost before it is given up.
    formats
        What to write beside CSV: ``parquet``, ``xlsx``, ``bibtex``, ``csl``.
    progress
        Called with the files done, all files, and the name of the file in hand.
    reader
        What turns a path, the folder and the page limit into a record; a function of
        a module, since it is called in other processes.

    Raises
    ------
    CommuniqueError
        If the folder, the output folder, the taxonomy, a review sheet or a setting cannot
        be used, or no reviewed passage is found again.
        A file that cannot be read raises nothing: it has its row in ``documents``.
    """
    root = Path(folder)
    crew = _crew(workers)
    _check(limits)
    beside = [name for name in formats_named(formats) if name != "csv"] if formats else []
    files = find(root)
    loaded = open_tagger(tagger, read_taxonomy(taxonomy), model)
    reviewed = read_verdicts(review, loaded.taxonomy.ids)
    target = Path(out) if out is not None else None
    place = staged(target, force=force, source=root) if target is not None else nullcontext()
    with place as stage:
        records = read_all(
            files, root, limits=limits, workers=crew, progress=progress, reader=reader
        )
        texts, made = _tables(_told_apart(records), files, loaded, reviewed, limits)
        data = from_texts(texts, made, target)
        if stage is not None:
            further = exported(data, beside).files if beside else {}
            write(stage, {**_file_texts(texts, made), **further})
    return data


def _crew(workers: int | None) -> int:
    if workers is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
    if workers < 1:
        raise CommuniqueError(f"{workers} workers cannot read anything", "ask for 1 or more")
    return workers


def _check(limits: Limits) -> None:
    if limits.seconds <= 0 or limits.pages < 1 or limits.memory < 0:
        raise CommuniqueError("a limit is too small", "give seconds and pages above 0")


def _told_apart(records: Sequence[Document]) -> list[Document]:
    """The records, with a word on each that has the content of one before it."""
    first: dict[str, str] = {}
    told: list[Document] = []
    for record in records:
        original = first.setdefault(record.sha256, record.file) if record.sha256 else record.file
        if original != record.file:
            note = f"This file has the same content as {original}."
            problem = f"{record.problem} {note}".strip()
            told.append(replace(record, problem=problem))
        else:
            told.append(record)
    return told


def _tables(
    records: Sequence[Document],
    files: Sequence[Found],
    tagger: Tagger,
    reviewed: Reviewing,
    limits: Limits,
) -> tuple[dict[str, str], dict[str, Any]]:
    """The texts of all tables, and the record of the run."""
    rows = Rows()
    for record, item in zip(records, files, strict=True):
        rows.extend(_rows_of(record, item, tagger, reviewed))
    documents, passages, tags = (
        frame(TABLES[name], table_text(TABLES[name], rows.tables[name]))
        for name in ("documents", "passages", "tags")
    )
    shares = priorities(documents, passages, tags, themes=tagger.taxonomy.ids)
    rows.extend(frame_rows("priorities", shares))
    distinctive = terms(documents, passages, tags, lemma=lemma, covers=pattern_themes(tagger))
    rows.extend(frame_rows("terms", distinctive))
    made = run_record(
        documents=[(record.file, record.sha256) for record in records],
        counts=_counts(rows, documents),
        settings={
            "limits": asdict(limits),
            "comparison": dict(shares.attrs),
            **reviewed.record(),
        },
        taxonomy=describe_taxonomy(tagger.taxonomy),
        model=tagger.scorer.description or None,
    )
    return {name: table_text(TABLES[name], found) for name, found in rows.tables.items()}, made


def _rows_of(record: Document, item: Found, tagger: Tagger, reviewed: Reviewing) -> Rows:
    """One document's rows and tags; whatever fails in it is a problem of its own row."""
    try:
        rows = document_rows(record)
    except ValueError as error:
        fault = failed(item, f"The record of this file is at fault ({error}).")
        return document_rows(fault)
    try:
        passages = list(passage_texts(record))
        judged = list(map(reviewed.settle, passages, tagger.judge(passages)))
    except Exception as error:  # one document's odd text must not cost all others their tables
        problem = f"{record.problem} Its themes could not be told ({type(error).__name__}).".strip()
        return document_rows(replace(record, status="partial", problem=problem))
    left = sum(bool(one.problem) for one in judged)
    if left:
        note = f"{left} of {len(judged)} passages are in a language without a model and were"
        record = replace(record, problem=f"{record.problem} {note} tagged by rules alone.".strip())
        rows = document_rows(record)
    for one in judged:
        rows.extend(tag_rows(one.tags))
    return rows


def _counts(rows: Rows, documents: pd.DataFrame) -> dict[str, Any]:
    status = Counter(documents["status"])
    return {
        **{name: len(found) for name, found in rows.tables.items()},
        "status": {name: status[name] for name in ("ok", "partial", "failed")},
        "rejected": dict(sorted(rows.rejected.items())),
    }


def _file_texts(texts: Mapping[str, str], made: Mapping[str, Any]) -> dict[str, str]:
    return {
        **{TABLES[name].file: text for name, text in texts.items()},
        "datapackage.json": json_text(datapackage(texts)),
        "run.json": json_text(made),
    }
