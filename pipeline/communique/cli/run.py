"""``communique run``: a folder becomes a dataset."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.batch.limits import FILES_A_PROCESS
from communique.cli.options import (
    FormatOption,
    ModelOption,
    ReviewOption,
    TaggerOption,
    TaxonomyOption,
)
from communique.cli.progress import json_lines, progress_bar, write_line
from communique.cli.terminal import SOME_FAILED, WRONG, console, printable
from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from rich.console import Console

    from communique.batch.plan import Plan
    from communique.export import Dataset

EXAMPLES = """
[bold]Examples[/bold]

communique run documents --out dataset

communique run documents --out dataset --force --workers 4

communique run documents --out dataset --taxonomy my-taxonomy

communique run documents --out dataset --format csv,xlsx

communique run documents --out reviewed --review anna.xlsx --review ben.xlsx

communique run documents --out dataset --force --dry-run

communique run s3://archive/2024 --out s3://archive/data --scheduler tcp://10.0.0.5:8786
"""

_PROBLEMS_SHOWN = 12
_THEMES_SHOWN = 3


def command(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="FOLDER",
            help="Folder with the PDFs; folders in it are searched too. Also s3://, gs:// or "
            "https:// and a name.",
        ),
    ],
    out: Annotated[
        str,
        typer.Option("--out", "-o", help="Folder to write the tables to; also s3:// or gs://."),
    ],
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
    scheduler: Annotated[
        str | None,
        typer.Option(help="Dask scheduler (tcp://host:port, or its file) whose workers read."),
    ] = None,
    time_limit: Annotated[
        float, typer.Option(min=1, help="Seconds that reading one file may take.")
    ] = 120,
    memory_limit: Annotated[
        int, typer.Option(min=256, help="Megabytes that reading one file may take.")
    ] = 2048,
    page_limit: Annotated[int, typer.Option(min=1, help="Pages that one file may have.")] = 3000,
    format_: FormatOption = "csv",
    files_a_process: Annotated[
        int, typer.Option(min=1, help="Files that a process does before a fresh one replaces it.")
    ] = FILES_A_PROCESS,
    cache: Annotated[
        Path | None,
        typer.Option(help="Folder that keeps what is found; by default the platform's."),
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Use and keep nothing of other runs.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Tell what happens in lines of JSON on stderr.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but faults.")] = False,
) -> None:
    """Read every PDF under FOLDER and write all tables.

    A file that cannot be read has its row in documents.csv, and the others go on. What
    is found is kept: a run that is broken off goes on where it was, and a later one
    reads only files that changed.
    Leaves with 0 if all files were read, with 3 if some failed, with 2 if the request
    itself was wrong; then nothing is written.
    """
    from communique.batch import Limits  # noqa: PLC0415 - `--help` answers at once

    if no_cache and cache is not None:
        raise typer.BadParameter("give --cache or --no-cache, not both")
    limits = Limits(seconds=time_limit, memory=memory_limit * 1024**2, pages=page_limit)
    given: dict[str, Any] = {
        "taxonomy": taxonomy,
        "tagger": tagger,
        "model": model,
        "limits": limits,
        "cache": not no_cache if cache is None else cache,
        "review": review or (),
    }
    further = {
        "force": force,
        "workers": workers,
        "files_a_process": files_a_process,
        "formats": format_.split(","),
        "scheduler": scheduler,
    }
    try:
        if dry_run:
            tell_plan(folder, out, given, log_json=log_json)
            return
        dataset = execute(folder, out, {**given, **further}, quiet=quiet, log_json=log_json)
    except CommuniqueError as error:
        if not log_json:
            raise
        write_line({"event": "error", "message": error.message, "fix": error.fix})
        raise typer.Exit(WRONG) from error
    if not quiet:
        summarise(dataset, console(), out)
    if dataset.run["counts"]["status"]["failed"]:
        raise typer.Exit(SOME_FAILED)


def execute(
    folder: str, out: str, given: dict[str, Any], *, quiet: bool, log_json: bool
) -> Dataset:
    """Run, with a bar or lines of JSON on standard error."""
    from communique.batch import run  # noqa: PLC0415 - `--help` answers at once

    with json_lines() if log_json else progress_bar(hidden=quiet) as watch:
        return run(folder, out, **given, watch=watch)


def tell_plan(folder: str, out: str, given: dict[str, Any], *, log_json: bool) -> None:
    """Say what a run would do."""
    from communique.batch.plan import plan  # noqa: PLC0415 - `--help` answers at once

    found = plan(folder, out, **given)
    if log_json:
        write_line({"event": "plan", **asdict(found)})
        return
    screen = console()
    for line in plan_lines(found):
        screen.print(line)


def plan_lines(found: Plan) -> list[str]:
    """A plan in words, a line each for what there is of it."""
    lines = [
        (found.files, "files in all"),
        (found.cached, "are known and need not be read"),
        (found.changed, "have changed and would be read"),
        (found.new, "are new and would be read"),
        (found.unreadable, "cannot be opened"),
        (found.tagged, "would be tagged anew"),
        (found.gone, "of the dataset are gone and would leave it"),
    ]
    return [f"{count:>8,} {what}" for count, what in lines if count or what.startswith("files")]


def summarise(dataset: Dataset, screen: Console, out: str) -> None:
    """Print what a run found, what was wrong, and the first themes of each period."""
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    counts = dataset.run["counts"]  # the large tables need not be read for their lengths
    named = ", ".join(f"{count} {name}" for name, count in counts["status"].items() if count)
    screen.print(f"[bold]{counts['documents']} documents[/bold] ({named})")
    screen.print(
        f"{counts['agenda']} agenda entries, {counts['people']} people, "
        f"{counts['passages']} passages, {counts['tags']} tags"
    )
    if review := dataset.run["settings"].get("review"):
        screen.print(
            f"{review['passages']} passages stand as people reviewed them; "
            f"{review['missing']} of the sheets are not here or read otherwise now",
            soft_wrap=True,
        )
    problems = dataset.cells("documents", "file", "problem")
    troubled = [(file, problem) for file, problem in problems if problem]
    if troubled:
        screen.print(f"\n[bold]Problems[/bold] in {len(troubled)} of them")
        for file, problem in troubled[:_PROBLEMS_SHOWN]:
            screen.print(Text(f"  {printable(file)}: {printable(problem)}"))
        if len(troubled) > _PROBLEMS_SHOWN:
            screen.print(f"  … and {len(troubled) - _PROBLEMS_SHOWN} more in documents.csv")
    if periods := _periods(dataset):
        screen.print()
        table = Table("period", "documents", "first themes (share of weighted passages)", box=None)
        for period, (documents, themes) in sorted(periods.items()):
            leading = sorted(themes)[:_THEMES_SHOWN]
            shares = ", ".join(f"{theme} {share:.0%}" for _, theme, share in leading)
            table.add_row(period, documents, Text(shares or "none"))
        screen.print(table)
    screen.print(Text(f"\nThe tables are in {printable(out)}"))


def _periods(dataset: Dataset) -> dict[str, tuple[str, list[tuple[int, str, float]]]]:
    """Of each period the number of its documents, and rank, name and share of its themes."""
    found: dict[str, tuple[str, list[tuple[int, str, float]]]] = {}
    names = ("period", "documents", "theme", "tagged", "rank", "share")
    for period, documents, theme, tagged, rank, share in dataset.cells("priorities", *names):
        _, themes = found.setdefault(period, (documents, []))
        if int(tagged) > 0:
            themes.append((int(rank), theme, float(share)))
    return found
