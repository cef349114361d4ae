"""``communique evaluate``: how well was read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.terminal import console, printable

app = typer.Typer(
    help="Score a dataset against records made by hand.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@app.callback()
def options() -> None:
    """Score a dataset against records made by hand."""


@app.command(
    epilog="Example: communique evaluate extraction out --gold corpus/specimens/expected --misses"
)
def extraction(
    dataset: Annotated[
        Path, typer.Argument(metavar="DATASET", help="Folder that communique run wrote.")
    ],
    gold: Annotated[Path, typer.Option(help="Folder with one gold record (JSON) a document.")],
    misses: Annotated[bool, typer.Option("--misses", help="List what was wrong.")] = False,
    present: Annotated[
        bool, typer.Option("--present", help="Leave out documents that the dataset lacks.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score what was read: covers, agenda, people, passages, pages, roles.

    Documents are matched by the base name of their file. A document that the dataset
    lacks counts as all wrong.
    """
    from communique.evaluate import evaluate_extraction  # noqa: PLC0415 - `--help` answers at once
    from communique.evaluate.report import as_json_text, as_text  # noqa: PLC0415

    result = evaluate_extraction(dataset, gold, present_only=present)
    if as_json:
        typer.echo(as_json_text(result))
        return
    for line in as_text(result, misses=misses).split("\n"):
        console().print(printable(line), markup=False, soft_wrap=True)
