"""Where a dataset goes: complete or not at all, and over nothing that is not ours."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from communique.errors import CommuniqueError
from communique.export.formats import FILES
from communique.export.schema import ALL_TABLES

#: Every file that a run, a comparison or an export may write.
OURS = FILES | {"run.json", "datapackage.json", *(table.file for table in ALL_TABLES.values())}


@contextmanager
def staged(out: Path, *, force: bool = False, source: Path | None = None) -> Iterator[Path]:
    """A new folder beside ``out`` that takes its place when the block ends well.

    If the block raises, the new folder vanishes and ``out`` is as it was.

    Parameters
    ----------
    out
        The folder to write. It may be missing or empty; with ``force`` it may hold
        a dataset, and nothing else.
    force
        Replace a dataset that is there.
    source
        The folder that is read, which must not be overwritten.

    Raises
    ------
    CommuniqueError
        If the folder holds something else or cannot be written.
    """
    target = Path(os.path.realpath(out))
    _refuse(out, target, force, source)
    created = _make_parents(out, target.parent)
    stage: Path | None = None
    try:
        stage = _make_stage(out, target)
        yield stage
        _swap(out, stage, target)
    except BaseException:
        if stage is not None:
            shutil.rmtree(stage, ignore_errors=True)
        for folder in reversed(created):
            if not any(folder.iterdir()):
                folder.rmdir()
        raise


def write(folder: Path, contents: Mapping[str, str | bytes]) -> None:
    """Write files by name, texts in UTF-8.

    Raises
    ------
    CommuniqueError
        If one cannot be written, for want of space for example.
    """
    for name, content in contents.items():
        try:
            (folder / name).write_bytes(
                content.encode("utf-8") if isinstance(content, str) else content
            )
        except OSError as error:
            raise CommuniqueError(f"{name} cannot be written ({error.strerror})") from error


def write_file(out: Path, content: str | bytes, *, force: bool = False) -> None:
    """Write one file, whole or not at all; a text in UTF-8.

    Parameters
    ----------
    out
        The file, in a folder that exists.
    content
        What it holds.
    force
        Replace a file that is there.

    Raises
    ------
    CommuniqueError
        If it is a folder, is there already, or cannot be written.
    """
    if out.is_dir():
        raise CommuniqueError(f"{out} is a folder", "name a file")
    if out.exists() and not force:
        raise CommuniqueError(f"{out} is there already", "replace it with --force")
    target = Path(os.path.realpath(out))
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
            made = Path(scratch) / target.name
            made.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
            made.replace(target)
    except OSError as error:
        raise CommuniqueError(f"{out} cannot be written ({error.strerror})") from error


def is_ours(folder: Path) -> bool:
    """Whether a run wrote the folder, by its ``run.json``."""
    try:
        record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        return bool(record["software"]["name"] == "communique")
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _refuse(out: Path, target: Path, force: bool, source: Path | None) -> None:
    if source is not None and Path(os.path.realpath(source)).is_relative_to(target):
        raise CommuniqueError(
            f"the output folder {out} holds the documents that are read",
            "write the dataset to another folder",
        )
    if not target.exists():
        return
    if not target.is_dir():
        raise CommuniqueError(f"{out} is a file", "name a folder for the dataset")
    try:
        content = {entry.name for entry in target.iterdir()}
    except OSError as error:
        raise _unwritable(out, error) from error
    if not content:
        return
    if not is_ours(target):
        raise CommuniqueError(
            f"{out} holds files that communique did not write", "choose a new or empty folder"
        )
    if others := sorted(content - OURS):
        raise CommuniqueError(
            f"{out} holds {others[0]}, which communique did not write",
            "move it away or choose another folder",
        )
    if not force:
        raise CommuniqueError(f"{out} already holds a dataset", "replace it with --force")


def _make_stage(out: Path, target: Path) -> Path:
    try:
        stage = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        stage.chmod(0o777 & ~_umask())  # mkdtemp's folder is its owner's alone
    except OSError as error:
        raise _unwritable(out, error) from error
    return stage


def _swap(out: Path, stage: Path, target: Path) -> None:
    try:
        if not target.exists():
            stage.rename(target)
            return
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
        target.rename(old)
        try:
            stage.rename(target)
        except OSError:
            old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise _unwritable(out, error) from error


def _make_parents(out: Path, parent: Path) -> list[Path]:
    missing = [folder for folder in (parent, *parent.parents) if not folder.exists()]
    created: list[Path] = []
    try:
        for folder in reversed(missing):
            folder.mkdir()
            created.append(folder)
    except OSError as error:
        raise _unwritable(out, error) from error
    return created


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(out: Path, error: OSError) -> CommuniqueError:
    return CommuniqueError(
        f"the output folder {out} cannot be written ({error.strerror})", "choose another folder"
    )
