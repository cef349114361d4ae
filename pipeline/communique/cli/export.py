"""``communique export``: a dataset in the forms that colleagues ask for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.options import DatasetArgument, FormatOption, ReplaceTablesOption
from communique.cli.terminal import console, printable

EXAMPLES = """
[bold]Examples[/bold]

communique export dataset --out for-colleagues

communique export dataset --out for-excel --format csv,xlsx --bom

communique export dataset --out references --format bibtex,csl
"""


def command(
    dataset: DatasetArgument,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write to.")],
    format_: FormatOption = "csv,parquet,xlsx,bibtex,csl",
    bom: Annotated[
        bool,
        typer.Option("--bom", help="Begin CSV files with the mark by which Excel knows UTF-8."),
    ] = False,
    force: ReplaceTablesOption = False,
) -> None:
    """Write a dataset as CSV, Parquet, one Excel workbook, and lists of references.

    csv: the tables as a run writes them. parquet: a file a table, its columns typed, for
    R, Python and databases. xlsx: dataset.xlsx with a readme sheet and a sheet a table.
    bibtex, csl: the documents for a reference manager.
    """
    from communique.batch import save  # noqa: PLC0415 - `--help` answers at once
    from communique.export import load  # noqa: PLC0415

    made = save(load(dataset), out, formats=format_.split(","), byte_order_mark=bom, force=force)
    screen = console()
    for note in made.notes:
        screen.print(printable(note), markup=False, soft_wrap=True)
    screen.print(
        f"{len(made.files)} files written to {printable(str(out))}", markup=False, soft_wrap=True
    )
