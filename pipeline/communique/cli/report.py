"""``communique report``: a dataset as one page to show to others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.options import (
    ComparisonOption,
    DatasetArgument,
    ReplaceFileOption,
    TaxonomyOption,
)
from communique.cli.terminal import console, printable

EXAMPLES = """
[bold]Examples[/bold]

communique report dataset --out report.html --pdfs documents

communique report dataset --comparison compared --out periods.html --pdfs documents

communique report dataset --out rapport.html --language fr --pdfs https://example.org/documents
"""


def command(
    dataset: DatasetArgument,
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write, such as report.html.")],
    pdfs: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER-OR-ADDRESS",
            help="Where links find the PDFs: the folder that was read, or an address "
            "(https://…) under which the files lie; by default beside the report.",
            show_default=False,
        ),
    ] = None,
    comparison: ComparisonOption = None,
    language: Annotated[str, typer.Option(help="Language of the page: en or fr.")] = "en",
    title: Annotated[str, typer.Option(help="Title of the page.", show_default=False)] = "",
    taxonomy: TaxonomyOption = None,
    force: ReplaceFileOption = False,
) -> None:
    """Write one HTML file with the priorities and the passages behind them.

    It opens from disk in any browser of today and asks for nothing over the network.
    """
    from communique.batch.taxonomies import read_taxonomy  # noqa: PLC0415 - `--help` answers at once
    from communique.errors import CommuniqueError  # noqa: PLC0415
    from communique.export import load, with_comparison  # noqa: PLC0415
    from communique.export.place import check_place, write_new  # noqa: PLC0415
    from communique.report import render  # noqa: PLC0415

    if out.suffix.casefold() not in (".html", ".htm"):
        raise CommuniqueError(f"{out} does not end in .html", "name an HTML file for the report")
    check_place(out, force=force)
    data = load(dataset)
    page = render(
        data if comparison is None else with_comparison(data, comparison),
        read_taxonomy(taxonomy),
        language=language,
        title=title,
        pdfs=pdfs,
        out=out,
    )
    write_new(out, page.encode("utf-8"), force=force)
    console().print(f"Written to {printable(str(out))}", markup=False, soft_wrap=True)
