"""A folder to a dataset: find the files, read each apart from the others, write all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.batch.folder import run
    from communique.batch.limits import Limits

__all__ = ["Limits", "run"]


def __getattr__(name: str) -> Any:
    """Load what is asked for: tagging a sheet needs no reader and no statistics."""
    if name == "run":
        from communique.batch.folder import run  # noqa: PLC0415

        return run
    if name == "Limits":
        from communique.batch.limits import Limits  # noqa: PLC0415

        return Limits
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
