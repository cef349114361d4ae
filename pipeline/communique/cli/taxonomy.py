"""``communique taxonomy``: is a taxonomy sound, and its way out to others and in from them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.options import ReplaceFileOption
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
    from communique.batch.taxonomies import check_taxonomy  # noqa: PLC0415 - `--help` answers at once

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


@app.command(epilog="Example: communique taxonomy export my-taxonomy --out my-taxonomy.ttl")
def export(
    out: Annotated[
        Path, typer.Option("--out", "-o", help="File to write, ending in .ttl or .csv.")
    ],
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", help="The folder; by default the packaged taxonomy."),
    ] = None,
    force: ReplaceFileOption = False,
) -> None:
    """Write a taxonomy to one file, for other programs.

    As SKOS in Turtle (.ttl), which thesaurus editors read and import takes back; or as
    a table for a spreadsheet (.csv), a row for each theme and language.
    """
    from communique.batch.exchange import export_taxonomy  # noqa: PLC0415 - `--help` at once

    taxonomy = export_taxonomy(folder, out, force=force)
    console().print(
        f"{_count(len(taxonomy.themes), 'theme')} written to {printable(str(out))}",
        markup=False,
        soft_wrap=True,
    )


@app.command("import", epilog="Example: communique taxonomy import thesaurus.ttl --out my-taxonomy")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.TTL", help="A thesaurus: SKOS in Turtle.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace a taxonomy that was imported there.")
    ] = False,
) -> None:
    """Make a taxonomy of a thesaurus, to start from.

    Top concepts become families, those below them themes, and labels patterns. What the
    thesaurus lacks is filled with a stand-in, and a line says where to write.
    """
    from communique.batch.exchange import import_taxonomy  # noqa: PLC0415 - `--help` at once

    done = import_taxonomy(file, out, force=force)
    screen = console()
    for note in done.notes:
        screen.print(printable(note), markup=False, soft_wrap=True)
    screen.print(
        f"{_count(done.themes, 'theme')} in {_count(done.families, 'family', 'families')} "
        f"written to {printable(str(out))}",
        markup=False,
        soft_wrap=True,
    )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
