"""Where a report finds the PDFs: links that open a file on a page."""

from __future__ import annotations

import os
import re
import string
from pathlib import Path

from communique.errors import CommuniqueError

_PLAIN = frozenset((string.ascii_letters + string.digits + "-._~").encode())
_ADDRESS = re.compile(r"(https?|file)://", re.IGNORECASE)


def link_base(pdfs: str | None, out: Path | None) -> str:
    """What stands before a file's name in every link.

    Parameters
    ----------
    pdfs
        The folder that the dataset was made from, or an address (``https://…``,
        ``file://…``) under which its files lie; ``None``: the report's own folder.
    out
        The file that the report becomes; ``None``: unknown, and a folder is linked by its
        full path.

    Raises
    ------
    CommuniqueError
        If there is no such folder.
    """
    if not pdfs:
        return "./"
    if _ADDRESS.match(pdfs):
        bad = re.search(r"[\s\"'<>\\^`{|}#?]", pdfs)
        if bad:
            raise CommuniqueError(
                f"{pdfs!r} is no address that files can lie under",
                f"leave out {bad.group()!r}, or write it as %{ord(bad.group()):02X}",
            )
        return pdfs.rstrip("/") + "/"
    folder = Path(pdfs)
    if not folder.is_dir():
        raise CommuniqueError(
            f"there is no folder {pdfs} to find the PDFs in",
            "give the folder that the dataset was made from, or an address such as https://…",
        )
    real = Path(os.path.realpath(folder))
    if out is None:
        return real.as_uri() + "/"
    way = escaped(Path(os.path.relpath(real, os.path.realpath(out.parent))).as_posix())
    # a first part with a colon would be a scheme; "./" before it makes it a folder again
    return f"{way}/" if way.split("/")[0] in (".", "..") else f"./{way}/"


def page_link(base: str, file: str, page: int | None = None) -> str:
    """The address that opens a file on a page, empty where the file's name is no path below.

    Parameters
    ----------
    base
        What :func:`link_base` gives.
    file
        The file, relative to the input folder, as ``documents.csv`` names it.
    page
        The PDF's own page, from 1.
    """
    parts = file.split("/")
    if not file or any(part in {"", ".", ".."} for part in parts):
        return ""
    return f"{base}{escaped(file)}" + (f"#page={page}" if page else "")


def escaped(path: str) -> str:
    """A path as a link writes it, every sign but letters, digits and ``-._~/`` as ``%XX``."""
    raw = path.encode("utf-8", "surrogateescape")
    return "".join(chr(b) if b in _PLAIN or b == ord("/") else f"%{b:02X}" for b in raw)
