"""A dataset into an object store: whole, or without the file that makes it a dataset.

A store has no folders that could be renamed, so that a dataset is put there file by file, its
``run.json`` last and, where it replaces another, that one's ``run.json`` taken away first.
While a run goes on, a mark of its own lies there, so that no other writes to the same place.
"""

from __future__ import annotations

import json
import os
import platform
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from communique.batch.place import OURS
from communique.batch.store import Store, open_store
from communique.errors import CommuniqueError

#: The object that says that a run writes, or was cut off when it did.
MARK = "communique-run.lock"
_LAST = "run.json"


@contextmanager
def published(url: str, *, force: bool, source: Path | str) -> Iterator[Path]:
    """A folder of this machine whose files are put at an address when the block ends well.

    Parameters
    ----------
    url
        ``s3://bucket/folder`` or ``gs://bucket/folder``; there may be nothing, or with
        ``force`` a dataset.
    force
        Replace a dataset that is there, or what a run left that was cut off.
    source
        Where the documents come from, which must not be overwritten.

    Raises
    ------
    CommuniqueError
        If there is something else, another run writes there, or it cannot be written.
    """
    store = open_store(url, to_write=True)
    if f"{str(source).rstrip('/')}/".startswith(f"{store.url}/"):
        raise CommuniqueError(
            f"the output folder {url} holds the documents that are read",
            "write the dataset to another folder",
        )
    over = _refuse(store, force=force)
    token = _put_mark(store, over=over)
    spoilt = False
    try:
        with tempfile.TemporaryDirectory(prefix="communique-") as scratch:
            yield Path(scratch)
            spoilt = True
            _publish(store, Path(scratch), token)
            spoilt = False
    finally:
        _take_mark(store, token, spoilt=spoilt)


def _refuse(store: Store, *, force: bool) -> bool:
    """Refuse what must not be written over; gives whether a mark that is there may be."""
    try:
        paths = store.files.find(store.path)
    except Exception as error:  # as the store's library sees fit
        raise store.told(error, "written") from error
    names = {path.removeprefix(f"{store.path}/") for path in paths}
    if others := sorted(names - OURS - {MARK}):
        raise CommuniqueError(
            f"{store.url} holds {others[0]}, which communique did not write",
            "choose a new or empty folder",
        )
    cut_off = MARK in names and bool(_mark(store).get("spoilt"))
    if MARK in names and not (cut_off or force):
        raise CommuniqueError(
            f"another run writes to {store.url} ({_holder(store)})",
            "wait until it has ended; if it was cut off, write over what it left with --force",
        )
    if names and MARK not in names and not _is_dataset(store, names):
        raise CommuniqueError(
            f"{store.url} holds files that communique did not write", "choose a new or empty folder"
        )
    if _LAST in names and not force:
        raise CommuniqueError(f"{store.url} already holds a dataset", "replace it with --force")
    return force or cut_off


def _publish(store: Store, stage: Path, token: str) -> None:
    made = sorted(path.name for path in stage.iterdir())
    try:
        there = {path.rpartition("/")[2] for path in store.files.find(store.path)}
        if _LAST in there:
            store.files.rm_file(_at(store, _LAST))
        for name in (*(name for name in made if name != _LAST), _LAST):
            if name == _LAST and _mark(store).get("token") != token:
                raise CommuniqueError(
                    f"another run has taken {store.url} over", "run it again when that has ended"
                )
            store.files.put_file(str(stage / name), _at(store, name))
        for name in sorted((there & OURS) - set(made)):
            store.files.rm_file(_at(store, name))
    except CommuniqueError:
        raise
    except Exception as error:  # as the store's library sees fit
        raise store.told(error, "written") from error


def _put_mark(store: Store, *, over: bool) -> str:
    token = secrets.token_hex(8)
    mark = json.dumps({"token": token, "pid": os.getpid(), "host": platform.node()}).encode()
    try:
        store.files.pipe_file(_at(store, MARK), mark, **({} if over else {"mode": "create"}))
    except FileExistsError as error:
        raise CommuniqueError(
            f"another run writes to {store.url} ({_holder(store)})", "wait until it has ended"
        ) from error
    except Exception as error:  # as the store's library sees fit
        raise store.told(error, "written") from error
    return token


def _take_mark(store: Store, token: str, *, spoilt: bool) -> None:
    """Take the mark away, or have it say that what lies there is part of a dataset."""
    try:
        if _mark(store).get("token") != token:
            return
        if spoilt:
            store.files.pipe_file(_at(store, MARK), json.dumps({"spoilt": True}).encode())
        else:
            store.files.rm_file(_at(store, MARK))
    except Exception as error:  # how the run ended is told already; --force gets over the mark
        del error


def _mark(store: Store) -> dict[str, object]:
    try:
        found = json.loads(store.files.cat_file(_at(store, MARK)))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _holder(store: Store) -> str:
    try:
        mark = _mark(store)
    except Exception as error:  # it may be seen and not read
        return type(error).__name__
    return f"process {mark.get('pid')} on {mark.get('host')}" if mark else "just begun"


def _is_dataset(store: Store, names: set[str]) -> bool:
    if _LAST not in names:
        return False
    try:
        record = json.loads(store.files.cat_file(_at(store, _LAST)))
        return bool(record["software"]["name"] == "communique")
    except (ValueError, KeyError, TypeError):
        return False
    except Exception as error:  # as the store's library sees fit
        raise store.told(error, "read") from error


def _at(store: Store, name: str) -> str:
    return f"{store.path}/{name}"
