"""Communiqué: a folder of OECD meeting documents becomes data.

>>> import communique
>>> data = communique.run("documents", "dataset")  # doctest: +SKIP
>>> data = communique.load("dataset")  # doctest: +SKIP
>>> communique.save(data, "for-colleagues", formats=["xlsx"])  # doctest: +SKIP
>>> document = communique.read("agenda.pdf")  # doctest: +SKIP
>>> tags = communique.tag(document)  # doctest: +SKIP
>>> priorities = communique.compare(data.tags, data.passages, data.documents)  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique import plot, report
    from communique.batch import Limits, run, save
    from communique.compare import compare
    from communique.errors import CommuniqueError
    from communique.export import Dataset, load
    from communique.extract import read
    from communique.tag import tag

__all__ = [
    "CommuniqueError",
    "Dataset",
    "Limits",
    "__version__",
    "compare",
    "load",
    "plot",
    "read",
    "report",
    "run",
    "save",
    "tag",
]

# Loaded when first asked for, so that the command line answers at once.
_HOMES = {
    "CommuniqueError": "communique.errors",
    "Dataset": "communique.export",
    "Limits": "communique.batch",
    "load": "communique.export",
    "read": "communique.extract",
    "run": "communique.batch",
    "save": "communique.batch",
}
#: Packages; some are functions too, so that what is a name of both is one thing.
_PACKAGES = ("compare", "plot", "report", "tag")


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - slow, and seldom asked for

        return version("communique")
    if name in _PACKAGES:
        return import_module(f"communique.{name}")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    msg = f"module 'communique' has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
