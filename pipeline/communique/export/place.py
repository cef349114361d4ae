"""One file to its place: whole or not at all, and over no other unless asked."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from communique.errors import CommuniqueError


def check_place(path: Path, *, force: bool = False) -> None:
    """Whether a file may be written there, asked before the work is done.

    Raises
    ------
    CommuniqueError
        If its folder is missing, a folder has its name, or a file is there and
        ``force`` is not given.
    """
    if not path.parent.is_dir():
        raise CommuniqueError(f"there is no folder {path.parent}", "make it first")
    if path.is_dir():
        raise CommuniqueError(f"{path} is a folder", "name a file")
    if path.exists() and not path.is_file():
        raise CommuniqueError(f"{path} is no ordinary file", "name another")
    if path.exists() and not force:
        raise CommuniqueError(f"{path} is already there", "replace it with --force")


def write_new(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file beside its place and move it there once it is whole.

    Raises
    ------
    CommuniqueError
        If it may not or cannot be written.
    """
    check_place(path, force=force)
    stage: str | None = None
    try:
        handle, stage = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(stage).chmod(_mode(path))
        Path(stage).replace(path)
    except BaseException as error:
        if stage is not None:
            Path(stage).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise CommuniqueError(f"{path} cannot be written ({error.strerror})") from error
        raise


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, else those of any new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
