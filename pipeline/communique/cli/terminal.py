"""What the commands share of the terminal: consoles, exit codes, complaints."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from communique.errors import CommuniqueError

#: Exit codes: the request was wrong; some files failed.
WRONG, SOME_FAILED = 2, 3


def console(*, stderr: bool = False) -> Console:
    """A console that colours words only where they are marked."""
    from rich.console import Console  # noqa: PLC0415 - `--help` does without

    return Console(stderr=stderr, highlight=False, soft_wrap=False)


def complain(error: CommuniqueError) -> None:
    """One line on standard error: what is wrong, and what would put it right."""
    fix = f"; {error.fix}" if error.fix else ""
    sys.stderr.write(printable(f"communique: {error.message}{fix}.") + "\n")


def printable(text: str) -> str:
    """The text without anything that a terminal would obey or refuse to show."""
    from communique.export.written import clean  # noqa: PLC0415 - `--help` does without

    encoding = sys.stdout.encoding or "utf-8"
    return clean(text).encode(encoding, "replace").decode(encoding)
