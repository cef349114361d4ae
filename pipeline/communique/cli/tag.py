"""``communique tag``: any table with texts becomes tagged passages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.options import (
    ModelOption,
    ReplaceTablesOption,
    ReviewOption,
    TaggerOption,
    TaxonomyOption,
)
from communique.cli.terminal import console

EXAMPLES = """
[bold]Examples[/bold]

communique tag dataset/passages.csv --out tagged

communique tag interviews.csv --out scores --all-scores
"""


def command(
    passages: Annotated[
        Path,
        typer.Argument(
            metavar="PASSAGES.CSV",
            help="CSV file with a column text; passage, document, language, year, kind and role "
            "are used where there are any.",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write to.")],
    all_scores: Annotated[
        bool, typer.Option("--all-scores", help="Write every theme's score for every passage.")
    ] = False,
    taxonomy: TaxonomyOption = None,
    tagger: TaggerOption = "accurate",
    model: ModelOption = None,
    review: ReviewOption = None,
    force: ReplaceTablesOption = False,
) -> None:
    """Tag the passages of a CSV file with themes.

    Writes tags.csv, and passages.csv with the roles filled in.
    """
    from communique.batch.tagging import tag_sheet  # noqa: PLC0415 - `--help` answers at once

    done = tag_sheet(
        passages,
        out,
        all_scores=all_scores,
        taxonomy=taxonomy,
        tagger=tagger,
        model=model,
        review=review or (),
        force=force,
    )
    console().print(
        f"{done.passages} passages, {done.without} of them without a theme, {done.tags} tags",
        f"Written to {out}",
        sep="\n",
        markup=False,
    )
