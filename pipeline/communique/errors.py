"""What goes wrong because of what was asked for."""

from __future__ import annotations


class CommuniqueError(Exception):
    """A fault in the request: what is wrong, and what would put it right.

    Parameters
    ----------
    message
        What is wrong, one sentence without its full stop.
    fix
        What to do about it, one sentence without its full stop; may be empty.
    """

    def __init__(self, message: str, fix: str = "") -> None:
        self.message = " ".join(message.split())
        self.fix = " ".join(fix.split())
        super().__init__(": ".join(part for part in (self.message, self.fix) if part))


class TooManyPagesError(Exception):
    """A document with more pages than it may have; the argument is their number."""
