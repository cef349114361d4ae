"""What earlier runs found, kept by what it was made from, so that no file is read twice.

An entry is a file of a line of JSON, which says what the entry is, compressed JSON, and bytes
that may come with it as they are. It is written beside its place and moved there, so that it
is whole or absent, and it is believed only if it says that it is the entry that was asked for
and its content has the hash that it names. Whatever else lies in its place counts as nothing.
So runs may share a cache, die while they write to it, and find rubbish in it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from communique.errors import CommuniqueError

#: Kinds of entries, and what each is kept for.
KINDS: Mapping[str, str] = {
    "records": "documents that were read",
    "tags": "documents that were tagged",
    "rows": "documents that were turned into rows",
    "comparisons": "comparisons of periods",
    "taxonomies": "taxonomies that were read",
    "versions": "files of object stores whose content is known",
}

_VERSION = "1"
_SIGNATURE = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"  # https://bford.info/cachedir/
    "# communique keeps here what it found in documents; it may be deleted at any time.\n"
)
_MOST_BYTES = 1 << 30
_DAY = 86_400.0


def key_of(*parts: object) -> str:
    """The key of what is made from these parts: 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps([str(part) for part in parts]).encode()).hexdigest()


def default_folder() -> Path:
    """Where the platform keeps what a program can make again.

    ``$XDG_CACHE_HOME/communique``, where that is not set ``~/.cache/communique``
    (XDG Base Directory Specification 0.8), and the like on macOS and Windows.
    """
    if home := os.environ.get("XDG_CACHE_HOME"):
        return Path(home) / "communique"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "communique"
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "communique" / "Cache"
    return Path.home() / ".cache" / "communique"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept under a key: the bytes of its file."""

    kind: str
    key: str
    content: bytes


@dataclass
class Cache:
    """A folder of entries by kind and key.

    ``fault`` says why the latest entry could not be written; a cache that cannot be written
    costs time, and never a run.
    """

    folder: Path
    fault: str = ""
    _ready: bool = field(default=False, repr=False)

    def get(self, kind: str, key: str) -> dict[str, Any] | None:
        """What is kept under a key; ``None`` where nothing is, or nothing that can be believed."""
        kept = self.get_with(kind, key)
        return None if kept is None else kept[0]

    def get_with(self, kind: str, key: str) -> tuple[dict[str, Any], bytes] | None:
        """What is kept under a key, and the bytes that came with it."""
        try:
            content = self._path(kind, key).read_bytes()
        except OSError:
            return None
        return _believed(content, kind, key)

    def put(self, kind: str, key: str, content: Mapping[str, Any], also: bytes = b"") -> None:
        """Keep what JSON can hold, and bytes beside it, in the place of what is under a key."""
        self.keep(packed(kind, key, content, also))

    def keep(self, entry: Entry) -> None:
        """Keep an entry that was packed here or elsewhere."""
        stage = ""
        try:
            self._prepare()
            place = self._path(entry.kind, entry.key)
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, stage = tempfile.mkstemp(dir=self._stages)
            with os.fdopen(handle, "wb") as stream:
                stream.write(entry.content)
            os.replace(stage, place)  # noqa: PTH105 - both are strings of one call
        except OSError as error:
            self.fault = f"{self.folder} cannot be written ({error.strerror})"
            if stage:
                _remove(Path(stage))

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Entries and bytes by kind."""
        return {
            kind: (len(sizes), sum(sizes))
            for kind in KINDS
            if (sizes := [size for _, size in self._entries(kind)]) is not None
        }

    def clear(self) -> int:
        """Delete all entries and nothing else; gives their number.

        Raises
        ------
        CommuniqueError
            If one cannot be deleted.
        """
        count = sum(1 for kind in KINDS for _ in self._entries(kind))
        try:
            if self._root.is_dir():
                shutil.rmtree(self._root)
            for left in (self.folder / "CACHEDIR.TAG",):
                left.unlink(missing_ok=True)
            if self.folder.is_dir() and not any(self.folder.iterdir()):
                self.folder.rmdir()
        except OSError as error:
            raise CommuniqueError(
                f"the cache {self.folder} cannot be deleted ({error.strerror})",
                "see whether another run uses it",
            ) from error
        self._ready = False
        return count

    @cached_property
    def _root(self) -> Path:
        return self.folder / f"v{_VERSION}"

    @property
    def _stages(self) -> Path:
        return self._root / "new"

    def _path(self, kind: str, key: str) -> Path:
        return self._root.joinpath(kind, key[:2], key[2:])

    def _entries(self, kind: str) -> Iterator[tuple[Path, int]]:
        try:
            shelves = sorted((self._root / kind).iterdir())
        except OSError:
            return
        for shelf in shelves:
            with os.scandir(shelf) as found:
                yield from ((Path(entry.path), entry.stat().st_size) for entry in found)

    def _prepare(self) -> None:
        """Make the folder, for its owner's eyes alone, and clear away what was left half done."""
        if self._ready and self._stages.is_dir():
            return
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._stages.mkdir(parents=True, exist_ok=True)
        tag = self.folder / "CACHEDIR.TAG"
        if not tag.exists():
            tag.write_text(_SIGNATURE, encoding="ascii")
        for left in self._stages.iterdir():
            if time.time() - left.stat().st_mtime > _DAY:
                _remove(left)
        self._ready = True


@dataclass
class Parcel:
    """Stands for a cache where there is none: it knows nothing, and hands over what it is given."""

    entries: list[Entry] = field(default_factory=list)
    fault: str = ""

    def get(self, kind: str, key: str) -> dict[str, Any] | None:
        """Nothing."""
        del kind, key
        return None

    def get_with(self, kind: str, key: str) -> tuple[dict[str, Any], bytes] | None:
        """Nothing."""
        del kind, key
        return None

    def put(self, kind: str, key: str, content: Mapping[str, Any], also: bytes = b"") -> None:
        """Add an entry to the parcel."""
        self.entries.append(packed(kind, key, content, also))

    def unpack(self) -> tuple[Entry, ...]:
        """What is in the parcel, which is empty then."""
        entries = tuple(self.entries)
        self.entries.clear()
        return entries


def packed(kind: str, key: str, content: Mapping[str, Any], also: bytes = b"") -> Entry:
    """The entry that holds a content, and bytes beside it, under a key."""
    body = json.dumps(content, separators=(",", ":")).encode()
    head = {
        "kind": kind,
        "key": key,
        "bytes": len(body),
        "sha256": _hash_of(body, also),
    }
    whole = b"".join((json.dumps(head).encode(), b"\n", zlib.compress(body, 3), also))
    return Entry(kind, key, whole)


def open_cache(where: Path | str | bool) -> Cache | None:
    """The cache in a folder, ``True``: in the platform's, ``False``: none.

    Raises
    ------
    CommuniqueError
        If there is a file in the folder's place.
    """
    if where is False:
        return None
    folder = default_folder() if where is True else Path(where)
    if folder.exists() and not folder.is_dir():
        raise CommuniqueError(f"the cache {folder} is a file", "name a folder")
    return Cache(folder)


def _believed(content: bytes, kind: str, key: str) -> tuple[dict[str, Any], bytes] | None:
    line, _, packed = content.partition(b"\n")
    try:
        head = json.loads(line)
        if (head["kind"], head["key"]) != (kind, key) or not 0 <= head["bytes"] <= _MOST_BYTES:
            return None
        stream = zlib.decompressobj()
        body = stream.decompress(packed, head["bytes"] + 1)
        also = stream.unused_data
        if _hash_of(body, also) != head["sha256"]:
            return None
        found = json.loads(body)
    except (ValueError, KeyError, TypeError, RecursionError, zlib.error):
        return None
    return (found, also) if isinstance(found, dict) else None


def _hash_of(body: bytes, also: bytes) -> str:
    digest = hashlib.sha256(body)
    digest.update(also)
    return digest.hexdigest()


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        # what is left is cleared away by a later run
        del error
