"""What a run would do: told from the cache, with nothing read, tagged or written."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from communique.batch.cache import open_cache
from communique.batch.known import Knowledge, State
from communique.batch.limits import Limits, Reader, check_limits
from communique.batch.place import is_ours
from communique.batch.reviewing import read_verdicts
from communique.batch.source import source_of
from communique.batch.store import is_remote
from communique.batch.themes import choose_tagger
from communique.batch.worker import read_file
from communique.export.guard import unguard
from communique.export.schema import DOCUMENTS


@dataclass(frozen=True, slots=True)
class Plan:
    """How many files a run would find, and what it would do with them.

    Attributes
    ----------
    files
        All of them.
    cached
        Those that need not be read.
    changed, new
        Those that would be read: because their content is another than in the dataset
        that is there, or because nothing is known of them.
    unreadable
        Those that cannot even be opened.
    tagged
        Those that would be tagged anew: all that are read, and the cached ones whose
        tags other rules or another model made.
    gone
        Files of the dataset that is there which the folder has no more.
    """

    files: int
    cached: int
    changed: int
    new: int
    unreadable: int
    tagged: int
    gone: int


def plan(
    folder: Path | str,
    out: Path | str | None = None,
    *,
    taxonomy: Path | str | None = None,
    tagger: str = "accurate",
    model: Path | str | None = None,
    review: Sequence[Path | str] = (),
    limits: Limits | None = None,
    reader: Reader = read_file,
    cache: Path | str | bool = True,
) -> Plan:
    """What :func:`communique.run` would do when called like this.

    Parameters
    ----------
    folder, out, taxonomy, tagger, model, review, limits, reader, cache
        As for :func:`communique.run`. Of files in a store it is told whether their version
        is known, and nothing is fetched; a dataset in a store is not looked at.

    Raises
    ------
    CommuniqueError
        If the folder, the taxonomy, the model or a setting cannot be used.
    """
    chosen = Limits() if limits is None else limits
    check_limits(chosen)
    choice = choose_tagger(tagger, taxonomy, model)
    reviewed = read_verdicts(review, choice.taxonomy.ids)
    store = open_cache(cache)
    known = Knowledge(store, choice, limits=chosen, reader=reader, settle=reviewed.settling)
    before = {} if out is None or is_remote(out) else dict(_documents(Path(out)))
    counts = dict.fromkeys(("cached", "changed", "new", "unreadable", "tagged"), 0)
    with source_of(folder, store) as source:
        found = list(source.recalled())
    for item, recalled in found:
        state = known.state(item) if recalled else State(unreadable=False)
        if state.unreadable:
            counts["unreadable"] += 1
        elif state.read:
            counts["cached"] += 1
            counts["tagged"] += not state.tagged
        else:
            counts["tagged"] += 1
            # a failure is not kept, so that the same content may have to be read again
            other = before.get(item.file, state.sha256) != state.sha256
            counts["changed" if other else "new"] += 1
    gone = len(set(before) - {item.file for item, _ in found})
    return Plan(files=len(found), gone=gone, **counts)


def _documents(out: Path) -> Iterator[tuple[str, str]]:
    """Name and content hash of the files of the dataset that is there."""
    if not is_ours(out):
        return
    try:
        with (out / DOCUMENTS.file).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                yield unguard(row.get("file") or ""), row.get("sha256") or ""
    except (OSError, UnicodeDecodeError, csv.Error):
        return
