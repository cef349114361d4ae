"""What happens in a reader process: one file after the other becomes a record."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from communique.records import Document


class TooManyPagesError(Exception):
    """A document with more pages than the run allows; the argument is their number."""


def prepare(memory_limit: int) -> None:
    """Bound this process's memory and keep its libraries' chatter off the terminal.

    Parameters
    ----------
    memory_limit
        Most address space in bytes; 0: no limit.
    """
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    os.close(silence)
    if memory_limit and sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on every system

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = memory_limit if hard == resource.RLIM_INFINITY else min(memory_limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def read_file(path: Path, root: Path, page_limit: int) -> Document:
    """Read one file.

    Raises
    ------
    TooManyPagesError
        If the file has more than ``page_limit`` pages.
    """
    from communique.extract import read  # noqa: PLC0415 - only where files are read

    if (pages := count_pages(path)) > page_limit:
        raise TooManyPagesError(pages)
    return read(path, root=root)


def count_pages(path: Path) -> int:
    """Pages that the file says it has, 0 where it cannot be opened."""
    import pypdfium2  # noqa: PLC0415 - only where files are read

    try:
        with pypdfium2.PdfDocument(path) as pdf:
            return len(pdf)
    except pypdfium2.PdfiumError:
        return 0
