"""``communique terms``: what the documents speak of and no theme knows."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Annotated, Any

import typer

from communique.cli.options import DatasetArgument, ReplaceFileOption, TaxonomyOption
from communique.cli.terminal import console, printable

app = typer.Typer(
    help="Words and phrases that set a period apart.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

EXAMPLES = """
[bold]Examples[/bold]

communique terms propose dataset

communique terms propose dataset --by period --out candidates.csv

communique terms propose dataset --taxonomy my-taxonomy --period 2010
"""

#: Terms of a period that the terminal shows, and characters of an example around the term.
_SHOWN, _AROUND = 5, 50


@app.callback()
def options() -> None:
    """Words and phrases that set a period apart."""


@app.command(epilog=EXAMPLES)
def propose(
    dataset: DatasetArgument,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="CSV file to write, with all examples.")
    ] = None,
    taxonomy: TaxonomyOption = None,
    by: Annotated[str, typer.Option(help="year, or period (of five years, or as named).")] = "year",
    periods: Annotated[
        str, typer.Option(help="Periods to hold against each other: 2001-2005,2006-2010.")
    ] = "",
    period: Annotated[str, typer.Option(help="Only the candidates of this period.")] = "",
    most: Annotated[
        int, typer.Option(min=1, help="Terms of a period to look at, known ones included.")
    ] = 40,
    force: ReplaceFileOption = False,
) -> None:
    """Propose terms for the taxonomy: those of a period that no theme knows.

    Each comes with its score (how far it sets the period apart), how many documents and
    passages of the period hold it, how many of these carry no theme, and up to three of
    the passages with document and page.
    """
    from rich.table import Table  # noqa: PLC0415 - `--help` answers at once
    from rich.text import Text  # noqa: PLC0415

    from communique.batch.candidates import propose_terms  # noqa: PLC0415
    from communique.compare import Design, periods_of  # noqa: PLC0415

    named = periods_of([part for part in periods.split(",") if part.strip()])
    found = propose_terms(
        dataset,
        out,
        taxonomy=taxonomy,
        design=Design(by="period" if named else by, periods=named),
        period=period,
        most=most,
        force=force,
    )
    screen = console()
    if out is not None:
        noun = "candidate" if len(found) == 1 else "candidates"
        screen.print(
            f"{len(found)} {noun} written to {printable(str(out))}",
            markup=False,
            soft_wrap=True,
        )
        return
    table = Table("period", "term", "score", "documents", "untagged", "for example", box=None)
    for row in found.groupby("period").head(_SHOWN).to_dict("records"):
        table.add_row(
            str(row["period"]),
            Text(printable(str(row["term"]))),
            f"{row['score']:.1f}",
            str(row["documents"]),
            f"{row['untagged']} of {row['passages']}",
            Text(printable(f"{_brief(row)} ({row['document_1']}, page {row['page_1']})")),
        )
    screen.print(table)
    shown = table.row_count
    if shown < len(found):
        screen.print(f"\n{shown} of {len(found)} candidates; write all of them with --out.")


def _brief(row: dict[Hashable, Any]) -> str:
    """The words of the first example around the term, or its beginning."""
    text, term = str(row["text_1"]), str(row["term"])
    place = max(text.casefold().find(term.casefold()), 0)
    start, end = max(0, place - _AROUND), place + len(term) + _AROUND
    before = text[start:place] if start == 0 else "… " + text[start:place].partition(" ")[2]
    after = text[place:end] if end >= len(text) else text[place:end].rpartition(" ")[0] + " …"
    return before + after
