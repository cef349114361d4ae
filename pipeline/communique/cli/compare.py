"""``communique compare``: what rose and what fell, by the periods and kinds that one asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import DatasetArgument, ReplaceTablesOption
from communique.cli.terminal import console, printable

if TYPE_CHECKING:
    from rich.console import Console

    from communique.batch.comparison import Comparison

EXAMPLES = """
[bold]Examples[/bold]

communique compare dataset

communique compare dataset --by period --periods 2001-2005,2006-2010 --out compared

communique compare dataset --review sheet-a.csv --review sheet-b.xlsx

communique compare dataset --kind agenda,summary --standardise kinds --baseline 2004
"""

_SHOWN = 5
#: Changes are shown that chance alone would hardly make.
_SURE = 0.05


def command(
    dataset: DatasetArgument,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder to write the tables to.")
    ] = None,
    by: Annotated[str, typer.Option(help="year, or period (of five years, or as named).")] = "year",
    periods: Annotated[
        str, typer.Option(help="Periods to compare, such as 2001-2005,2006-2010.")
    ] = "",
    kind: Annotated[
        str, typer.Option(help="Kinds of documents that count, such as agenda,summary.")
    ] = "",
    standardise: Annotated[
        str, typer.Option(help="kinds: give every period the same mix of kinds.")
    ] = "",
    baseline: Annotated[
        str, typer.Option(help="Period to compare each with; by default the one before.")
    ] = "",
    weights: Annotated[
        Path | None, typer.Option(help="YAML file with weights of roles (priority: 3).")
    ] = None,
    scores: Annotated[
        Path | None,
        typer.Option(help="tags.csv of communique tag --all-scores: probabilities, not tags."),
    ] = None,
    review: Annotated[
        list[Path] | None,
        typer.Option(help="Filled review sheet that corrects the shares; may be repeated."),
    ] = None,
    force: ReplaceTablesOption = False,
) -> None:
    """Compare the periods of a dataset: shares with intervals, ranks, changes, pairs.

    Without --out the result is shown and nothing is written.
    """
    from communique.batch.comparison import compare_dataset  # noqa: PLC0415
    from communique.compare import Design, periods_of  # noqa: PLC0415
    from communique.errors import CommuniqueError  # noqa: PLC0415

    if standardise not in ("", "kinds"):
        raise CommuniqueError(f"cannot standardise {standardise!r}", "standardise kinds")
    named = periods_of(_listed(periods))
    design = Design(
        by="period" if named else by,
        periods=named,
        kinds=_listed(kind),
        standardise=bool(standardise),
        baseline=baseline,
    )
    found = compare_dataset(
        dataset,
        out,
        design=design,
        weights=weights,
        scores=scores,
        reviews=review or (),
        force=force,
    )
    _show(found, console())
    if out is not None:
        console().print(f"\nThe tables are in {printable(str(out))}", markup=False)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _show(found: Comparison, screen: Console) -> None:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table("period", "documents", "first themes (share, 95 % interval)", box=None)
    for period, rows in found.priorities.groupby("period", sort=False):
        leading = rows[rows["tagged"] > 0].sort_values(["rank", "theme"]).head(_SHOWN)
        shares = "\n".join(
            f"{row.theme} {row.share:.0%} ({row.low:.0%} to {row.high:.0%})"
            for row in leading.itertuples()
        )
        table.add_row(str(period), str(rows["documents"].iloc[0]), Text(shares or "none"))
    screen.print(table)
    sure = found.priorities[found.priorities["p_adjusted"] < _SURE]
    screen.print(f"\n[bold]Changes[/bold] with an adjusted p below {_SURE}: {len(sure)}")
    for row in sure.sort_values("p_adjusted", kind="stable").head(2 * _SHOWN).itertuples():
        text = (
            f"  {row.theme}, {row.previous} to {row.period}: {row.change:+.1%} "
            f"({row.change_low:+.1%} to {row.change_high:+.1%})"
        )
        screen.print(Text(printable(text)))
    for note in found.notes:
        screen.print(Text(f"\n{printable(note)}"))
    if found.left_out:
        count = len(found.left_out)
        noun = "1 document does" if count == 1 else f"{count} documents do"
        screen.print(f"\n{noun} not count:")
        for document, reason in list(found.left_out.items())[:_SHOWN]:
            screen.print(Text(f"  {printable(document)} {printable(reason)}"))
