"""Where the documents come from: a folder of this machine, or one that is fetched from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from communique.batch.cache import Cache
from communique.batch.find import Found, find
from communique.batch.store import is_remote


class Source(Protocol):
    """The files of a run, each at hand on this machine while it is needed."""

    @property
    def root(self) -> Path:
        """The folder that the files' names are relative to."""
        ...

    @property
    def files(self) -> tuple[Found, ...]:
        """All files in the order of their names."""
        ...

    def each(self) -> Iterator[Found]:
        """The files in order: at hand, or with the hash of their content."""
        ...

    def at_hand(self, item: Found) -> Found:
        """A file that :meth:`each` gave, now certainly at hand, or with its problem."""
        ...

    def let_go(self, item: Found) -> None:
        """A file is needed no more."""
        ...

    def recalled(self) -> Iterator[tuple[Found, bool]]:
        """The files in order with nothing fetched, and whether their content is known."""
        ...


@dataclass(frozen=True)
class LocalFolder:
    """A folder of this machine: everything is at hand."""

    root: Path
    files: tuple[Found, ...]

    def each(self) -> Iterator[Found]:
        return iter(self.files)

    def at_hand(self, item: Found) -> Found:
        return item

    def let_go(self, item: Found) -> None:
        del item  # it stays where it is

    def recalled(self) -> Iterator[tuple[Found, bool]]:
        return ((item, True) for item in self.files)


@contextmanager
def source_of(folder: Path | str, cache: Cache | None) -> Iterator[Source]:
    """The documents in a folder, or at an address such as ``s3://bucket/folder``.

    Parameters
    ----------
    folder
        Where they lie.
    cache
        What keeps which content was found at an address; ``None``: nothing.

    Raises
    ------
    CommuniqueError
        If it cannot be read, or holds no PDF.
    """
    if is_remote(folder):
        from communique.batch.fetching import RemoteFolder  # noqa: PLC0415 - the extra [remote]

        with RemoteFolder(str(folder), cache) as remote:
            yield remote
        return
    root = Path(folder)
    yield LocalFolder(root, find(root))
