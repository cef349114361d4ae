"""``communique cache``: what is kept of earlier runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.terminal import console, printable

app = typer.Typer(
    help="See and clear what is kept of earlier runs, so that no file is read twice.",
    no_args_is_help=True,
    epilog="Example: communique cache info",
)

_FolderOption = Annotated[
    Path | None, typer.Option("--cache", help="The cache; by default the platform's.")
]


@app.command("info", epilog="Example: communique cache info")
def info(cache: _FolderOption = None) -> None:
    """Say where the cache is, how much it holds, and what of."""
    from communique.batch.cache import KINDS, open_cache  # noqa: PLC0415 - `--help` is quick

    found = open_cache(True if cache is None else cache)
    if found is None:
        return
    screen = console()
    screen.print(printable(str(found.folder)), soft_wrap=True, markup=False)
    sizes = found.sizes()
    for kind, what in KINDS.items():
        entries, size = sizes[kind]
        screen.print(f"{entries:>8,} {what} ({size / 1024**2:,.1f} MB)")


@app.command("clear", epilog="Example: communique cache clear")
def clear(cache: _FolderOption = None) -> None:
    """Delete what is kept; the next run reads every file anew."""
    from communique.batch.cache import open_cache  # noqa: PLC0415 - `--help` is quick

    found = open_cache(True if cache is None else cache)
    if found is not None:
        console().print(f"{found.clear():,} entries deleted")
