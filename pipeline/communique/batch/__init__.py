"""A folder to a dataset: find the files, read each apart from the others, write all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.batch.candidates import propose_terms
    from communique.batch.export import save
    from communique.batch.folder import run
    from communique.batch.isolate import Limits

__all__ = ["Limits", "propose_terms", "run", "save"]


def __getattr__(name: str) -> Any:
    """Load what is asked for: tagging a sheet needs no reader and no statistics."""
    if name == "run":
        from communique.batch.folder import run  # noqa: PLC0415

        return run
    if name == "Limits":
        from communique.batch.isolate import Limits  # noqa: PLC0415

        return Limits
    if name == "propose_terms":
        from communique.batch.candidates import propose_terms  # noqa: PLC0415

        return propose_terms
    if name == "save":
        from communique.batch.export import save  # noqa: PLC0415

        return save
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
