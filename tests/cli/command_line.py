"""The command line as tests call it."""

from __future__ import annotations

from collections.abc import Callable

#: Calls it with arguments, and gives exit code, output and complaints.
Call = Callable[..., tuple[int, str, str]]
