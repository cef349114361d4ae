"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DatasetArgument = Annotated[
    Path, typer.Argument(metavar="DATASET", help="Folder that communique run wrote.")
]
ComparisonOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Folder that communique compare --out wrote: its figures in place of the run's.",
    ),
]
TaxonomyOption = Annotated[Path | None, typer.Option(help="Folder with a taxonomy of your own.")]
TaggerOption = Annotated[
    str, typer.Option(help="accurate, fast (no encoder), or rules (no model).")
]
ModelOption = Annotated[
    Path | None, typer.Option(help="Folder with a model of your own (communique train).")
]
FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="NAMES",
        help="What to write, joined by commas: csv, parquet, xlsx, bibtex, csl.",
    ),
]
ReviewOption = Annotated[
    list[Path] | None,
    typer.Option(
        help="Filled review sheet, whose decisions take the place of the tagger's; may be repeated."
    ),
]
ReplaceFileOption = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]
ReplaceTablesOption = Annotated[
    bool, typer.Option("--force", help="Replace what communique wrote there before.")
]
