"""The command line: one file per command, each a thin layer over a function of the package."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from communique.cli import (
    compare,
    evaluate,
    export,
    plot,
    report,
    review,
    run,
    show,
    tag,
    taxonomy,
    terms,
    train,
)
from communique.cli.terminal import WRONG, complain
from communique.errors import CommuniqueError

app = typer.Typer(
    name="communique",
    help="Turn a folder of OECD meeting documents (PDF) into tables: agendas, people, passages, "
    "themes, and priorities across years.",
    epilog="Example: communique run documents --out dataset",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run", epilog=run.EXAMPLES)(run.command)
app.command("tag", epilog=tag.EXAMPLES)(tag.command)
app.command("compare", epilog=compare.EXAMPLES)(compare.command)
app.command("show", epilog=show.EXAMPLES)(show.command)
app.command("export", epilog=export.EXAMPLES)(export.command)
app.command("train", epilog=train.EXAMPLES)(train.command)
app.command("report", epilog=report.EXAMPLES)(report.command)
app.add_typer(plot.app, name="plot")
app.add_typer(taxonomy.app, name="taxonomy")
app.add_typer(terms.app, name="terms")
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(review.app, name="review")


def _version(asked: bool) -> None:
    if asked:
        from communique import __version__  # noqa: PLC0415 - only when asked for

        typer.echo(f"communique {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say which version."),
    ] = False,
) -> None:
    """Options that stand before the command."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; leaves with 0 (well), 2 (wrong request) or 3 (some files failed)."""
    try:
        app(arguments)
    except CommuniqueError as error:
        complain(error)
        sys.exit(WRONG)
