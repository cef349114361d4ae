"""``communique run``: a folder becomes a dataset."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import (
    FormatOption,
    ModelOption,
    ReviewOption,
    TaggerOption,
    TaxonomyOption,
)
from communique.cli.terminal import SOME_FAILED, console, printable

if TYPE_CHECKING:
    from rich.console import Console

    from communique.batch.isolate import Progress
    from communique.export import Dataset

EXAMPLES = """
[bold]Examples[/bold]

communique run documents --out dataset

communique run documents --out dataset --force --workers 4

communique run documents --out dataset --taxonomy my-taxonomy

communique run documents --out dataset --format csv,xlsx

communique run documents --out reviewed --review anna.xlsx --review ben.xlsx
"""

_PROBLEMS_SHOWN = 12
_THEMES_SHOWN = 3


def command(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="Folder with the PDFs; folders in it are searched too."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write the tables to.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace a dataset that lies there.")
    ] = False,
    taxonomy: TaxonomyOption = None,
    tagger: TaggerOption = "accurate",
    model: ModelOption = None,
    review: ReviewOption = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Files read at a time; by default one a processor.")
    ] = None,
    time_limit: Annotated[float, typer.Option(min=1, help="Seconds that one file may take.")] = 120,
    memory_limit: Annotated[
        int, typer.Option(min=256, help="Megabytes that reading one file may take.")
    ] = 2048,
    page_limit: Annotated[int, typer.Option(min=1, help="Pages that one file may have.")] = 3000,
    format_: FormatOption = "csv",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but faults.")] = False,
) -> None:
    """Read every PDF under FOLDER and write all tables.

    A file that cannot be read has its row in documents.csv, and the others go on.
    Leaves with 0 if all files were read, with 3 if some failed, with 2 if the request
    itself was wrong; then nothing is written.
    """
    from communique.batch import Limits, run  # noqa: PLC0415 - `--help` answers at once

    limits = Limits(seconds=time_limit, memory=memory_limit * 1024**2, pages=page_limit)
    with progress_bar(hidden=quiet) as progress:
        dataset = run(
            folder,
            out,
            taxonomy=taxonomy,
            tagger=tagger,
            model=model,
            review=review or (),
            force=force,
            workers=workers,
            limits=limits,
            formats=format_.split(","),
            progress=progress,
        )
    if not quiet:
        summarise(dataset, console())
    if (dataset.documents["status"] == "failed").any():
        raise typer.Exit(SOME_FAILED)


@contextmanager
def progress_bar(*, hidden: bool) -> Iterator[Progress]:
    """A bar on standard error that names the file in hand."""
    from rich.markup import escape  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    screen = console(stderr=True)
    bar = Progress(
        TextColumn("Reading"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
        console=screen,
        transient=True,
        disable=hidden or not screen.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=None)

        def report(done: int, total: int, file: str) -> None:
            bar.update(task, completed=done, total=total, description=escape(printable(file)))

        yield report


def summarise(dataset: Dataset, screen: Console) -> None:
    """Print what a run found, what was wrong, and the first themes of each period."""
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    documents = dataset.documents
    status = documents["status"].value_counts().to_dict()
    named = ", ".join(
        f"{status[name]} {name}" for name in ("ok", "partial", "failed") if name in status
    )
    screen.print(f"[bold]{len(documents)} documents[/bold] ({named})")
    screen.print(
        f"{len(dataset.agenda)} agenda entries, {len(dataset.people)} people, "
        f"{len(dataset.passages)} passages, {len(dataset.tags)} tags"
    )
    if review := dataset.run["settings"].get("review"):
        screen.print(
            f"{review['passages']} passages stand as people reviewed them; "
            f"{review['missing']} of the sheets are not here or read otherwise now",
            soft_wrap=True,
        )
    troubled = documents[documents["problem"] != ""]
    if len(troubled):
        screen.print(f"\n[bold]Problems[/bold] in {len(troubled)} of them")
        for row in troubled.head(_PROBLEMS_SHOWN).itertuples():
            screen.print(Text(f"  {printable(str(row.file))}: {printable(str(row.problem))}"))
        if len(troubled) > _PROBLEMS_SHOWN:
            screen.print(f"  … and {len(troubled) - _PROBLEMS_SHOWN} more in documents.csv")
    if len(dataset.priorities):
        screen.print()
        table = Table("period", "documents", "first themes (share of weighted passages)", box=None)
        for period, rows in dataset.priorities.groupby("period"):
            leading = rows[rows["tagged"] > 0].sort_values(["rank", "theme"]).head(_THEMES_SHOWN)
            shares = ", ".join(
                f"{theme} {share:.0%}"
                for theme, share in zip(leading["theme"], leading["share"], strict=True)
            )
            table.add_row(str(period), str(rows["documents"].iloc[0]), Text(shares or "none"))
        screen.print(table)
    if dataset.folder is not None:
        screen.print(Text(f"\nThe tables are in {printable(str(dataset.folder))}"))
