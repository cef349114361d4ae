"""The extract stage: a PDF file becomes a record (`communique.records.Document`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.extract.document import read

__all__ = ["read"]


def __getattr__(name: str) -> Any:
    """Load the reader when it is asked for: the rules for roles need none of it."""
    if name == "read":
        from communique.extract.document import read  # noqa: PLC0415

        return read
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
