"""``communique taxonomy``: is a taxonomy sound?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.terminal import SOME_FAILED, console, printable

app = typer.Typer(
    help="Look after the taxonomy: the themes and the patterns that find them.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@app.callback()
def options() -> None:
    """Look after the taxonomy: the themes and the patterns that find them."""


@app.command(epilog="Example: communique taxonomy check my-taxonomy")
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", help="The folder; by default the packaged taxonomy."),
    ] = None,
) -> None:
    """List every fault of a taxonomy.

    Duplicate ids and patterns, patterns that both count and veto, empty definitions,
    a language that is missing. Leaves with 0 if there is none, else with 3.
    """
    from communique.batch.themes import check_taxonomy  # noqa: PLC0415 - `--help` answers at once

    findings = check_taxonomy(folder)
    screen = console()
    for finding in findings:
        place = f"{finding.file}: " + (f"theme {finding.theme}: " if finding.theme else "")
        line = f"{place}{finding.message} [{finding.code}]"
        screen.print(printable(line), markup=False, soft_wrap=True)
    if findings:
        screen.print("1 fault" if len(findings) == 1 else f"{len(findings)} faults")
        raise typer.Exit(SOME_FAILED)
    screen.print("no faults")
