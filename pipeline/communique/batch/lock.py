"""One run at a time into an output folder, and what a run that was killed left is put right."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.errors import CommuniqueError

if sys.platform != "win32":
    import fcntl

_TRIES = 20


@dataclass
class Lock:
    """The right to write a folder, and what its holder has laid beside it meanwhile.

    A holder that is killed cannot clear away: the lock's file names what it left.
    """

    target: Path
    handle: int
    stage: str = ""
    old: str = ""

    def note(self, *, stage: str = "", old: str = "") -> None:
        """Write down the names of the folder in the making and of the one that is replaced."""
        self.stage, self.old = stage or self.stage, old or self.old
        holder = {"pid": os.getpid(), "host": platform.node()}
        content = json.dumps({**holder, "stage": self.stage, "old": self.old}).encode()
        os.ftruncate(self.handle, 0)
        os.pwrite(self.handle, content, 0)


@contextmanager
def locked(target: Path) -> Iterator[Lock]:
    """Hold the right to write a folder while the block runs.

    The lock is the operating system's own (``flock``) on a file beside the folder, so it
    ends with its process, however that ends; the file tells who holds it. Where the file
    system knows no locks, everyone is let in: a dataset is put in its place as a whole,
    whoever comes last.

    Parameters
    ----------
    target
        The folder; the one that it lies in exists.

    Raises
    ------
    CommuniqueError
        If another process holds it.
    OSError
        If the lock's file cannot be written.
    """
    path = target.parent / f".{target.name}.lock"
    handle = _acquired(path, target)
    try:
        _put_right(target, _read(handle))
        lock = Lock(target, handle)
        lock.note()
        yield lock
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def _acquired(path: Path, target: Path) -> int:
    for _ in range(_TRIES):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(handle)
        except BlockingIOError:
            holder = _read(handle)
            os.close(handle)
            raise CommuniqueError(
                f"another run writes to {target} ({_named(holder)})",
                "wait until it has ended, or choose another folder",
            ) from None
        except BaseException:
            os.close(handle)
            raise
        try:
            current = os.stat(path).st_ino == os.fstat(handle).st_ino  # noqa: PTH116
        except FileNotFoundError:
            current = False
        if current:
            return handle
        os.close(handle)  # its holder took it away just now
    raise CommuniqueError(f"other runs write to {target} without end", "choose another folder")


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError as error:
        del error  # no locks on this file system


def _read(handle: int) -> dict[str, Any]:
    try:
        found = json.loads(os.pread(handle, 4096, 0))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _named(holder: dict[str, Any]) -> str:
    if not holder:
        return "just begun"
    return f"process {holder.get('pid')} on {holder.get('host')}"


def _put_right(target: Path, left: dict[str, Any]) -> None:
    """Undo what a run that was killed had begun: the dataset before it is in its place again."""
    stage, old = (_beside(target, left.get(name)) for name in ("stage", "old"))
    if old is not None and old.is_dir():
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(target)
    if stage is not None and stage.is_dir():
        shutil.rmtree(stage, ignore_errors=True)


def _beside(target: Path, name: object) -> Path | None:
    """The folder of this name, if it is one that a run makes beside its target."""
    if not isinstance(name, str) or Path(name).name != name:
        return None
    return target.parent / name if name.startswith(f".{target.name}-") else None
