"""``communique review``: draw passages for people to check, and use what they say."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.options import DatasetArgument, TaxonomyOption
from communique.cli.terminal import console, printable
from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from rich.console import Console

    from communique.review.assess import Assessment

app = typer.Typer(
    help="Check tags by hand: draw a sample, score it, make gold passages of it.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

SheetsArgument = Annotated[
    list[Path],
    typer.Argument(metavar="SHEET...", help="Filled sheets, CSV or XLSX, one a coder."),
]
DatasetOption = Annotated[
    Path | None,
    typer.Option(
        "--dataset",
        "-d",
        help="Folder that communique run wrote, which was sampled; by default the one that the "
        "sheet's folder is named after.",
    ),
]
#: Stands behind a dataset's name in that of the folder with its sheets.
_BESIDE = "-review"
ForceOption = Annotated[bool, typer.Option("--force", help="Replace files that are there.")]


@app.callback()
def options() -> None:
    """Check tags by hand: draw a sample, score it, make gold passages of it."""


@app.command(epilog="Example: communique review sample dataset --n 200 --out review --coders 2")
def sample(
    dataset: DatasetArgument,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Folder for the sheets; by default DATASET-review."),
    ] = None,
    n: Annotated[int, typer.Option("--n", min=1, help="Passages to draw.")] = 200,
    blind: Annotated[
        bool, typer.Option("--blind", help="Hide what the tagger found from the coders.")
    ] = False,
    coders: Annotated[
        int, typer.Option(min=1, max=20, help="Sheets to write, all with the same passages.")
    ] = 1,
    seed: Annotated[int, typer.Option(min=0, help="Another seed, another sample.")] = 0,
    documents: Annotated[
        Path | None, typer.Option(help="Folder with the PDFs, for links that open them.")
    ] = None,
    taxonomy: TaxonomyOption = None,
    force: ForceOption = False,
) -> None:
    """Draw passages with known probability and write a sheet for each coder.

    The sheets are CSV and XLSX (with drop-downs and the codebook). Rarer years and themes
    and doubtful tags are drawn more often, which the scores allow for.
    """
    from communique.batch.taxonomies import read_taxonomy  # noqa: PLC0415 - `--help` answers at once
    from communique.export import load  # noqa: PLC0415
    from communique.review.handout import handout  # noqa: PLC0415
    from communique.review.place import write_files  # noqa: PLC0415

    place = beside(dataset) if out is None else out
    made = handout(
        load(dataset),
        n,
        read_taxonomy(taxonomy),
        place,
        blind=blind,
        seed=seed,
        coders=coders,
        documents=documents,
    )
    write_files(place, made.contents, force=force)
    console().print(
        f"{made.drawn} of {made.frame} passages drawn from {made.strata} strata",
        f"Written to {printable(str(place))}: {', '.join(made.contents)}",
        sep="\n",
        markup=False,
        soft_wrap=True,
    )


@app.command(epilog="Example: communique review score anna.xlsx ben.csv --dataset dataset")
def score(
    sheets: SheetsArgument,
    dataset: DatasetOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help="Folder to write review-scores.csv and disagreements.csv to."
        ),
    ] = None,
    force: ForceOption = False,
) -> None:
    """Say how good the tags are: precision and recall; and how far coders agree."""
    from communique.export import load  # noqa: PLC0415 - `--help` answers at once
    from communique.review.assess import assess, table_content  # noqa: PLC0415
    from communique.review.place import write_files  # noqa: PLC0415

    found = assess(load(dataset_of(sheets, dataset)), sheets)
    if out is not None:
        contents = {
            "review-scores.csv": table_content(found.scores),
            "disagreements.csv": table_content(found.disagreements),
        }
        write_files(out, contents, force=force)
    show(found, console())
    if out is not None:
        console().print(f"\nWritten to {printable(str(out))}", markup=False, soft_wrap=True)


@app.command(epilog="Example: communique review gold anna.xlsx --dataset dataset --out gold.jsonl")
def gold(
    sheets: SheetsArgument,
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write (JSON Lines).")],
    dataset: DatasetOption = None,
    force: ForceOption = False,
) -> None:
    """Make gold passages of reviewed ones, to train and evaluate with."""
    from communique.export import load  # noqa: PLC0415 - `--help` answers at once
    from communique.review.assess import reviews_of, themes_of  # noqa: PLC0415
    from communique.review.gold import gold_text  # noqa: PLC0415
    from communique.review.place import write_files  # noqa: PLC0415
    from communique.review.verdicts import verdicts  # noqa: PLC0415

    data = load(dataset_of(sheets, dataset))
    reviews = reviews_of(data, sheets)
    text, notes = gold_text(
        verdicts(reviews.reviews), data.passages, data.documents, themes_of(data)
    )
    write_files(out.parent, {out.name: text.encode("utf-8")}, force=force)
    _notes((*reviews.notes, *notes), console())
    console().print(
        f"{text.count(chr(10))} gold passages written to {printable(str(out))}",
        markup=False,
        soft_wrap=True,
    )


def beside(dataset: Path) -> Path:
    """Where the sheets of a dataset go unless another folder is named."""
    whole = Path(os.path.abspath(dataset))  # noqa: PTH100 - a link keeps its own name
    return whole.with_name(f"{whole.name}{_BESIDE}")


def dataset_of(sheets: Sequence[Path], named: Path | None) -> Path:
    """The dataset that sheets were drawn from: the one named, else that beside their folder.

    Raises
    ------
    CommuniqueError
        If none is named and there is none.
    """
    if named is not None:
        return named
    folder = Path(os.path.abspath(sheets[0])).parent  # noqa: PTH100
    guess = folder.with_name(folder.name.removesuffix(_BESIDE))
    if guess == folder or not (guess / "run.json").is_file():
        raise CommuniqueError(
            f"it is not known which dataset {sheets[0]} was drawn from", "name it with --dataset"
        )
    return guess


def show(found: Assessment, screen: Console) -> None:
    """Print scores, agreement and what to know of them."""
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    _notes(found.notes, screen)
    names = ", ".join(found.coders)
    who = f"coder {names}" if len(found.coders) == 1 else f"{len(found.coders)} coders ({names})"
    screen.print(Text(printable(f"{found.passages} passages reviewed by {who}")))
    several = len(found.coders) > 1
    header = ["theme", "tagged", "true", "precision %", "recall %"]
    table = Table(*header, *(["kappa", "alpha"] if several else []), box=None)
    table.columns[0].no_wrap = True
    for row in found.scores.to_dict("records"):
        agreed = [_figure(row["kappa"]), _figure(row["alpha"])] if several else []
        rates = [_rate(row, "precision"), _rate(row, "recall")]
        cells = [str(row["theme"]), str(row["tagged"]), f"{row['true']:g}", *rates, *agreed]
        table.add_row(*(Text(printable(cell)) for cell in cells))
    screen.print(table)
    between = found.disagreements["between"]
    if several:
        screen.print(f"The coders differ in {(between == 'coders').sum()} decisions")
    screen.print(f"The tagger errs in {(between == 'tagger').sum()} decisions")


def _notes(notes: tuple[str, ...], screen: Console) -> None:
    for note in notes:
        screen.print(printable(f"Note: {note}"), markup=False, soft_wrap=True)


def _rate(row: Mapping[Any, Any], name: str) -> str:
    rate, low, high = (100 * row[f"{name}{end}"] for end in ("", "_low", "_high"))
    return "" if rate != rate else f"{rate:.0f} ({low:.0f} to {high:.0f})"  # noqa: PLR0124 - NaN


def _figure(value: float) -> str:
    return "" if value != value else f"{value:.2f}"  # noqa: PLR0124 - NaN
