"""Which files of a folder are documents."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from communique.errors import CommuniqueError
from communique.identity import relative_name


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is named as a PDF: where it is, its name in the tables, and what ails it.

    ``problem`` is empty, or says why the file cannot even be opened. ``sha256`` is the hash of
    its content where that is known without a look at it.
    """

    path: Path
    file: str
    problem: str = ""
    sha256: str = ""


def find(folder: Path) -> tuple[Found, ...]:
    """The PDFs of a folder and the folders in it, in the order of their names.

    Everything that is named ``*.pdf``, in capitals too, is a document, except folders,
    which are searched whatever their name. Links to folders are followed where they
    lead out of the folder; inside it the target is found anyway.

    Raises
    ------
    CommuniqueError
        If the folder or one in it cannot be read, or no PDF is found.
    """
    if not folder.exists():
        raise CommuniqueError(f"the folder {folder} does not exist", "check the path")
    if not folder.is_dir():
        raise CommuniqueError(f"{folder} is no folder", "give the folder that the PDFs lie in")
    found = [
        Found(path, relative_name(path, folder), _ailment(path))
        for path in _files(folder, {Path(os.path.realpath(folder))})
    ]
    if not found:
        raise CommuniqueError(f"there is no PDF in {folder}", "give the folder that holds them")
    return tuple(sorted(found, key=lambda item: item.file))


def _files(folder: Path, visited: set[Path]) -> list[Path]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        raise CommuniqueError(
            f"the folder {folder} cannot be read ({error.strerror})", "check its permissions"
        ) from error
    files: list[Path] = []
    for entry in entries:
        if _is_folder(entry):
            real = Path(os.path.realpath(entry))
            if entry.is_symlink() and any(
                real.is_relative_to(seen) or seen.is_relative_to(real) for seen in visited
            ):
                continue
            if entry.is_symlink():
                visited.add(real)
            files += _files(Path(entry), visited)
        elif entry.name.casefold().endswith(".pdf"):
            files.append(Path(entry))
    return files


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle, or to where one may not look
        return False


def _ailment(path: Path) -> str:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "The link leads to no file."
    except OSError as error:
        return f"The file cannot be reached ({error.strerror})."
    if not stat.S_ISREG(mode):
        return "This is no regular file."
    return "" if os.access(path, os.R_OK) else "The file may not be read (permission denied)."
