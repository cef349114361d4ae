"""Fingerprints of what makes a result: sources, libraries, taxonomy, model."""

from __future__ import annotations

import hashlib
import inspect
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from communique.batch.limits import Reader

#: What decides on a record, beside its file: stages, modules and libraries.
_READING = ("extract", "records.py", "identity.py", "batch/worker.py")
_READING_LIBRARIES = ("pypdfium2", "pdfplumber", "pdfminer.six")
#: What decides on tags, beside the record, the taxonomy and the model.
_TAGGING = ("tag", "records.py")
_TAGGING_LIBRARIES = ("spacy", "spacy-lookups-data", "numpy", "onnxruntime", "tokenizers")
#: What decides on whether a taxonomy can be used, and on what is remembered of it.
_TAXONOMY = ("tag", "batch/taxonomies.py")
_TAXONOMY_LIBRARIES = ("pyyaml",)
#: What decides on how they are written.
_WRITING = ("export", "records.py", "batch/rows.py", "batch/stored.py")
#: What decides on the comparison, beside the tables: terms have the tagger's dictionary forms.
_COMPARING = ("compare", "export", "tag", "records.py", "batch/comparing.py", "batch/themes.py")
_COMPARING_LIBRARIES = ("numpy", "scipy", "pandas", "spacy", "spacy-lookups-data")


def reading_print(reader: Reader) -> str:
    """The fingerprint of what turns bytes into a record."""
    module = inspect.getmodule(reader)
    name = getattr(reader, "__qualname__", type(reader).__qualname__)
    source = b""
    if module is not None and not module.__name__.startswith("communique."):
        file = inspect.getsourcefile(module)
        source = Path(file).read_bytes() if file else b""
    own = hashlib.sha256(source).hexdigest()
    return (
        f"{_made_by(_READING, _READING_LIBRARIES)} {getattr(module, '__name__', '')} {name} {own}"
    )


def tagging_print() -> str:
    """The fingerprint of what tags passages, without its taxonomy and model."""
    return _made_by(_TAGGING, _TAGGING_LIBRARIES)


def taxonomy_print() -> str:
    """The fingerprint of what reads a taxonomy, and of how it is remembered."""
    return _made_by(_TAXONOMY, _TAXONOMY_LIBRARIES)


def writing_print() -> str:
    """The fingerprint of what turns records and tags into rows."""
    return _made_by(_WRITING, ())


def comparing_print() -> str:
    """The fingerprint of what compares periods."""
    return _made_by(_COMPARING, _COMPARING_LIBRARIES)


@lru_cache(maxsize=8)
def _made_by(sources: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """One fingerprint of files of the package, and versions of libraries and of Python."""
    digest = hashlib.sha256()
    for source in sources:
        digest.update(f"{_source_print(source)}\n".encode())
    for library in libraries:
        digest.update(f"{library} {_version(library)}\n".encode())
    digest.update(f"python {sys.version_info.major}.{sys.version_info.minor}".encode())
    return digest.hexdigest()


@lru_cache(maxsize=32)
def _source_print(source: str) -> str:
    """The fingerprint of a file or a folder of the package; several others hold it."""
    digest = hashlib.sha256()
    for name, content in _files(resources.files("communique").joinpath(source), source):
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


@lru_cache(maxsize=32)
def _version(library: str) -> str:
    return metadata.version(library)


def _files(place: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    if place.is_file():
        yield name, place.read_bytes()
        return
    for entry in sorted(place.iterdir(), key=lambda one: one.name):
        if entry.name != "__pycache__":
            yield from _files(entry, f"{name}/{entry.name}")
