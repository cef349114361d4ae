"""Documents of a store, brought to this machine one by one while they are read.

A file lies in a temporary folder from shortly before it is read until it has been, so that
this takes the room of a few files. What store and version a content was found under is kept
in the cache: a file that has not changed since need not be fetched to be known.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any

from communique.batch.cache import Cache, key_of
from communique.batch.find import Found
from communique.batch.store import Store, open_store
from communique.errors import CommuniqueError
from communique.identity import content_hash, relative_name

#: Most bytes of a file that is fetched.
MOST_BYTES = 256 * 1024**2
#: Files that are fetched side by side, and that may lie ready before they are asked for.
_AT_ONCE, _READY = 4, 8
#: Times that a file is tried, and the seconds that are waited after the first.
_TRIES, _PAUSE = 3, 1.0
#: Most pages of links that are followed, and how deep below the first.
_MOST_PAGES, _DEEPEST = 1000, 8

_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
#: Faults of a name, which no second try and no room on the disk would mend.
_NAME_FAULTS = (errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.EINVAL)


class _TooLargeError(Exception):
    """A file turned out to be larger than is fetched."""


@dataclass(frozen=True, slots=True)
class _Remote:
    """A file of a store: its name there, and what changes when its content does (or nothing)."""

    path: str
    version: str


class RemoteFolder:
    """The PDFs at an address, as :class:`communique.batch.source.Source` has them.

    Used in a ``with`` block, which lists them; at its end nothing of them is left here.

    Parameters
    ----------
    url
        ``s3://bucket/folder``, ``gs://bucket/folder``, ``https://server/folder/`` where the
        page at this address links to files and folders below it, or one file.
    cache
        What keeps which content a version had; ``None``: nothing.

    Raises
    ------
    CommuniqueError
        In the ``with`` statement: if the address cannot be read or has no PDF. Later: if a
        file cannot be fetched for a reason that would hold for others too.
    """

    root: Path
    files: tuple[Found, ...]

    def __init__(self, url: str, cache: Cache | None) -> None:
        self._store = open_store(url)
        self._cache = cache
        self._remote: dict[str, _Remote] = {}
        self._ending = ExitStack()

    def __enter__(self) -> RemoteFolder:
        with ExitStack() as made:
            scratch = tempfile.TemporaryDirectory(prefix="communique-", ignore_cleanup_errors=True)
            self.root = Path(made.enter_context(scratch))
            self._list()
            self._fetchers = ThreadPoolExecutor(_AT_ONCE)
            made.callback(self._fetchers.shutdown, cancel_futures=True)
            self._ending = made.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ending.close()

    def each(self) -> Iterator[Found]:
        """The files in order: fetched, or with the hash that their version is known to have."""
        coming: deque[Future[Found]] = deque()
        for item in self.files:
            coming.append(self._fetchers.submit(self._known_or_fetched, item))
            if len(coming) > _READY:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()

    def at_hand(self, item: Found) -> Found:
        """The file, fetched if it was only known."""
        return item if item.problem or item.path.exists() else self._fetched(item)

    def let_go(self, item: Found) -> None:
        """Delete what was fetched of a file."""
        if not item.problem:
            item.path.unlink(missing_ok=True)

    def recalled(self) -> Iterator[tuple[Found, bool]]:
        """The files in order, and whether the hash of their content is known."""
        for item in self.files:
            sha256 = self._recall(item)
            yield replace(item, sha256=sha256), bool(sha256 or item.problem)

    def _list(self) -> None:
        names = _listed(self._store)
        found = []
        for name, remote in names.items():
            problem = "" if _is_sound(name) else "The name cannot be that of a file here."
            path = self.root / (name if not problem else "unnamed")
            file = relative_name(path, self.root) if not problem else _printable(name)
            found.append(Found(path, file, problem))
            self._remote[file] = remote
        if not found:
            raise CommuniqueError(
                f"there is no PDF in {self._store.url}", "give the folder that holds them"
            )
        self.files = tuple(sorted(found, key=lambda item: item.file))

    def _known_or_fetched(self, item: Found) -> Found:
        if item.problem:
            return item
        sha256 = self._recall(item)
        return replace(item, sha256=sha256) if sha256 else self._fetched(item)

    def _fetched(self, item: Found) -> Found:
        try:
            item.path.parent.mkdir(parents=True, exist_ok=True)
            problem = self._fetch(item)
            if problem:
                item.path.unlink(missing_ok=True)
            else:
                self._remember(item)
        except OSError as error:
            if error.errno not in _NAME_FAULTS:
                raise CommuniqueError(
                    f"{item.file} cannot be kept in {self.root} while it is read "
                    f"({error.strerror or error})",
                    "make room there, or name another folder for temporary files in TMPDIR",
                ) from error
            problem = "The name cannot be that of a file here."
        return replace(item, problem=problem) if problem else item

    def _fetch(self, item: Found) -> str:
        """Bring a file; gives what ails it, or nothing.

        Raises
        ------
        CommuniqueError
            If the store does not answer.
        OSError
            If it cannot be written here.
        """
        remote = self._remote[item.file]
        with item.path.open("wb"):
            """It can be written."""
        for attempt in range(1, _TRIES + 1):
            try:
                _get(self._store.files, remote.path, item.path)
            except _TooLargeError:
                most = f"{MOST_BYTES / 1024**2:,.0f} MB"
                return f"The file is larger than {most}, the most that is fetched."
            except FileNotFoundError:
                return "The file is no longer there."
            except PermissionError as error:
                del error
                return "The file may not be read (permission denied)."
            except Exception as error:  # of the network, in as many ways as there are stores
                if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
                    raise
                if attempt == _TRIES:
                    told = self._store.told(error, "read")
                    raise CommuniqueError(f"{item.file}: {told.message}", told.fix) from error
                time.sleep(_PAUSE * attempt)
            else:
                break
        return ""

    def _recall(self, item: Found) -> str:
        """The hash of the content that this version of a file was found to have."""
        remote = self._remote[item.file]
        if self._cache is None or item.problem or not remote.version:
            return ""
        kept = self._cache.get("versions", self._version_key(remote))
        sha256 = None if kept is None else kept.get("sha256")
        return sha256 if isinstance(sha256, str) else ""

    def _remember(self, item: Found) -> None:
        """Keep the hash of a file, if it is still the version that was listed."""
        remote = self._remote[item.file]
        if self._cache is None or not remote.version:
            return
        try:
            now = _version(self._store.files.info(remote.path))
        except Exception as error:  # it is there and fetched; it is only not remembered
            del error
            return
        if now == remote.version:
            sha256 = content_hash(item.path)
            self._cache.put("versions", self._version_key(remote), {"sha256": sha256})

    def _version_key(self, remote: _Remote) -> str:
        return key_of("version", self._store.scheme, remote.path, remote.version)


def _get(files: Any, path: str, target: Path) -> None:
    """Copy a file of a store, and stop when it is too large, whatever its listing says."""
    from fsspec.callbacks import Callback  # noqa: PLC0415 - the extra [remote]

    def bound(size: int, value: int, **_: object) -> None:
        if max(size, value) > MOST_BYTES:
            raise _TooLargeError

    files.get_file(path, str(target), callback=Callback(hooks={"bound": bound}))


def _listed(store: Store) -> dict[str, _Remote]:
    """The PDFs at an address by their names below it."""
    if store.scheme.startswith("http"):
        return {name: _Remote(url, "") for name, url in _linked(store).items()}
    try:
        found: Mapping[str, Mapping[str, Any]] = store.files.find(store.path, detail=True)
    except Exception as error:  # as the store's library sees fit
        raise store.told(error, "read") from error
    listed = {}
    for path, facts in found.items():
        whole = path.strip("/") == store.path
        name = PurePosixPath(path).name if whole else path.removeprefix(f"{store.path}/")
        if name.casefold().endswith(".pdf"):
            listed[name] = _Remote(path, _version(facts))
    return listed


def _linked(store: Store) -> dict[str, str]:
    """The PDFs that a web page links to, and the pages below it, by their decoded names."""
    base = store.path
    if base.partition("?")[0].casefold().endswith(".pdf"):
        return {_decoded(base.partition("?")[0].rpartition("/")[2]): base}
    found: dict[str, str] = {}
    pages, seen = deque([(f"{base}/", 0)]), {f"{base}/"}
    while pages:
        page, depth = pages.popleft()
        try:
            links = store.files.ls(page, detail=False)
        except Exception as error:  # of aiohttp, of the network, or of a page that is none
            if depth:
                raise replace(store, url=page).told(error, "read") from error
            raise store.told(error, "read") from error
        for link in sorted(map(str, links)):
            below = link.removeprefix(f"{base}/")
            if below == link or not below or set("?#") & set(below):
                continue  # elsewhere, or the same page sorted otherwise
            if not _is_sound(_decoded(below)):
                continue
            if below.casefold().endswith(".pdf"):
                found[_decoded(below)] = link
            elif below.endswith("/") and link not in seen and depth < _DEEPEST:
                if len(seen) == _MOST_PAGES:
                    raise CommuniqueError(
                        f"{store.url} has more than {_MOST_PAGES:,} folders", "take a part of it"
                    )
                seen.add(link)
                pages.append((link, depth + 1))
    return found


def _is_sound(name: str) -> bool:
    """Whether a name leads to a file below a folder, and nowhere else."""
    parts = name.rstrip("/").split("/")
    return "\0" not in name and not {"", ".", ".."} & set(parts)


def _decoded(name: str) -> str:
    """A name without percent signs that stand for other characters (RFC 3986, section 2.1)."""
    plain = _PERCENT.sub(lambda match: bytes([int(match[1], 16)]), name.encode())
    return plain.decode("utf-8", "surrogateescape")


def _printable(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _version(facts: Mapping[str, Any]) -> str:
    """What tells one content of an object from the next: its tag or generation, and its size."""
    marks = [str(facts.get(name) or "") for name in ("ETag", "etag", "generation")]
    return " ".join([*marks, str(facts.get("size"))]) if any(marks) else ""
