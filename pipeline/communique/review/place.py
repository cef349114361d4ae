"""Files of a review to their place: all or none, and over no coder's work."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from communique.errors import CommuniqueError


def write_files(folder: Path, contents: Mapping[str, bytes], *, force: bool = False) -> None:
    """Write files to a folder, which is made where it is missing.

    Parameters
    ----------
    folder
        The folder.
    contents
        The files' contents by name.
    force
        Replace files that are there.

    Raises
    ------
    CommuniqueError
        If a file is there already and ``force`` is not given, or one cannot be written; then
        none is.
    """
    if folder.exists() and not folder.is_dir():
        raise CommuniqueError(f"{folder} is a file", "name a folder")
    for name in contents:
        place = folder / name
        if place.is_dir():
            raise CommuniqueError(f"{place} is a folder", "name another place")
        if place.exists() and not force:
            raise CommuniqueError(
                f"{place} is there already, perhaps with somebody's work in it",
                "choose another folder, or replace it with --force",
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".review-", dir=folder) as stage:
            for name, content in contents.items():
                (Path(stage) / name).write_bytes(content)
            for name in contents:
                (Path(stage) / name).replace(folder / name)
    except OSError as error:
        raise CommuniqueError(f"{folder} cannot be written ({error.strerror})") from error
