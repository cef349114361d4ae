"""Who a document is: an id that stays when other documents come and go.

An id is made of the file's own name and content and of its place in the folder,
never of its position in a list. This module imports nothing of ours.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from pathlib import Path, PurePosixPath

_CHUNK = 1 << 20
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def slug(text: str, limit: int = 40) -> str:
    """Lower-case ASCII letters and digits joined by hyphens, ``document`` if nothing is left.

    Parameters
    ----------
    text
        Any string; accents are taken off, other scripts vanish.
    limit
        Most characters of the result.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _NOT_WORD.sub("-", plain.casefold()).strip("-")[:limit].strip("-") or "document"


def relative_name(path: Path, root: Path | None = None) -> str:
    r"""The file's name in the tables: relative to ``root``, with ``/`` separators.

    Without a root, or where the file lies outside it, the bare file name. Bytes of
    the name that are no UTF-8 are written as ``\xNN``, so that every name can be
    stored.
    """
    try:
        name = path.name if root is None else path.relative_to(root).as_posix()
    except ValueError:
        name = path.name
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def content_hash(path: Path) -> str:
    """The SHA-256 of the file's bytes in hex, read in pieces.

    Raises
    ------
    OSError
        If the file cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as stream:
        while piece := stream.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def document_id(file: str, sha256: str) -> str:
    """The id of a document, from its relative name and the hash of its content.

    Examples
    --------
    >>> document_id("2004/Seoul agenda.pdf", "ab" * 32)
    'seoul-agenda-3d4985cd'
    """
    mark = hashlib.sha256(f"{sha256}\n{file}".encode()).hexdigest()[:8]
    return f"{slug(PurePosixPath(file).stem)}-{mark}"
