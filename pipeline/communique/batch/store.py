"""Places that are no folders of this machine: object stores and web servers, through fsspec."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.errors import CommuniqueError

#: What an address may begin with: the names of what can be read, and of what can be written.
READABLE = ("s3", "gs", "https", "http")
WRITABLE = ("s3", "gs")

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://(.*)", re.DOTALL)
_FLATTENED = re.compile(rf"({'|'.join(READABLE)}):/[^/]")
#: Settings of each kind of store, beside those of its environment. No listing is remembered,
#: since others write there too, and a file comes in one piece after the other.
_SETTINGS: Mapping[str, Mapping[str, Any]] = {"s3": {"max_concurrency": 1}}
#: Exceptions of the libraries below that mean that there are no credentials that hold.
_CREDENTIALS = frozenset(
    (
        "NoCredentialsError",
        "PartialCredentialsError",
        "CredentialRetrievalError",
        "ProfileNotFound",
        "SSOTokenLoadError",
        "TokenRetrievalError",
        "UnauthorizedSSOTokenError",
        "DefaultCredentialsError",
        "RefreshError",
    )
)
_GET_CREDENTIALS = {
    "s3": "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "gs": "log in with: gcloud auth application-default login",
}


def is_remote(place: Path | str) -> bool:
    """Whether a place is named by an address such as ``s3://bucket/folder``.

    Raises
    ------
    CommuniqueError
        If it is an address that was made a path, which spoils it.
    """
    if isinstance(place, Path):
        if _FLATTENED.match(place.as_posix()):
            raise CommuniqueError(f"{place} is an address and no path", "give it as a text")
        return False
    return _ADDRESS.match(place) is not None


@dataclass(frozen=True)
class Store:
    """A folder, or a file, in a store.

    Attributes
    ----------
    url
        Its address as it was given, without a slash at its end.
    scheme
        What the address begins with.
    files
        The file system of fsspec that holds it.
    path
        Its name there.
    """

    url: str
    scheme: str
    files: Any
    path: str

    def told(self, error: BaseException, doing: str) -> CommuniqueError:
        """What went wrong when this was ``doing`` (read, written), for an analyst."""
        kinds = {type(one).__name__ for one in (error, error.__cause__) if one is not None}
        words = " ".join(str(error).split())[:200]
        if kinds & _CREDENTIALS:
            return CommuniqueError(
                f"there are no credentials for {self.url} ({words})",
                _GET_CREDENTIALS.get(self.scheme, ""),
            )
        if isinstance(error, PermissionError) or getattr(error, "status", 0) in {401, 403}:
            return CommuniqueError(
                f"{self.url} may not be {doing} with these credentials ({words})",
                _GET_CREDENTIALS.get(self.scheme, "ask its owner"),
            )
        if isinstance(error, FileNotFoundError):
            what = "its bucket" if self.scheme in WRITABLE else "it"
            return CommuniqueError(
                f"{self.url} cannot be {doing}: {what} does not exist", "check the address"
            )
        return CommuniqueError(
            f"{self.url} cannot be {doing} ({type(error).__name__}: {words})",
            "check the address and the network, and run it again: "
            "what is done need not be done again",
        )


def open_store(url: str, *, to_write: bool = False) -> Store:
    """The place at an address; nothing is asked of its server yet.

    Raises
    ------
    CommuniqueError
        If the address is of another kind, or what reads it is not installed.
    """
    match = _ADDRESS.match(url)
    scheme, rest = (match[1].lower(), match[2]) if match else ("", "")
    able = WRITABLE if to_write else READABLE
    if scheme not in able or not rest.strip("/"):
        doing = "written" if to_write else "read"
        names = " or ".join(f"{name}://" for name in able)
        raise CommuniqueError(f"{url} cannot be {doing}", f"give a folder, or {names} and a name")
    try:
        import fsspec  # noqa: PLC0415 - the extra [remote]

        files = fsspec.filesystem(
            scheme,
            skip_instance_cache=True,
            use_listings_cache=False,
            **_SETTINGS.get(scheme, {}),
        )
    except ImportError as error:
        raise CommuniqueError(
            f"{scheme}:// needs a package that is not installed", "pip install 'communique[remote]'"
        ) from error
    except Exception as error:  # as a store's library finds its settings wanting
        raise Store(url, scheme, None, "").told(error, "reached") from error
    whole = url.rstrip("/")
    return Store(whole, scheme, files, whole if scheme.startswith("http") else rest.strip("/"))
