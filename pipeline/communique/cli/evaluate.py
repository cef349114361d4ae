"""``communique evaluate``: how well was read, and how well themes were told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.options import DatasetArgument, ModelOption, TaggerOption, TaxonomyOption
from communique.cli.terminal import console, printable

app = typer.Typer(
    help="Score what was read and tagged against what careful readers wrote down.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@app.callback()
def options() -> None:
    """Score what was read and tagged against what careful readers wrote down."""


@app.command(
    epilog="Example: communique evaluate extraction out --gold corpus/specimens/expected --misses"
)
def extraction(
    dataset: DatasetArgument,
    gold: Annotated[Path, typer.Option(help="Folder with one gold record (JSON) a document.")],
    misses: Annotated[bool, typer.Option("--misses", help="List what was wrong.")] = False,
    present: Annotated[
        bool, typer.Option("--present", help="Leave out documents that the dataset lacks.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score what was read: covers, agenda, people, passages, pages, roles.

    Documents are matched by the base name of their file. A document that the dataset
    lacks counts as all wrong.
    """
    from communique.evaluate import evaluate_extraction  # noqa: PLC0415 - `--help` answers at once
    from communique.evaluate.report import as_json_text, as_text  # noqa: PLC0415

    result = evaluate_extraction(dataset, gold, present_only=present)
    if as_json:
        typer.echo(as_json_text(result))
        return
    for line in as_text(result, misses=misses).split("\n"):
        console().print(printable(line), markup=False, soft_wrap=True)


@app.command(
    epilog="Example: communique evaluate themes gold.jsonl --train training.jsonl --plot plot.svg"
)
def themes(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD.JSONL",
            help="Gold passages, one JSON object a line with id, text and themes; group, language, "
            "year, kind, section, role and difficulty are used where there are any.",
        ),
    ],
    tagger: TaggerOption = "accurate",
    model: ModelOption = None,
    taxonomy: TaxonomyOption = None,
    train: Annotated[
        Path | None,
        typer.Option(metavar="GOLD2.JSONL", help="Gold passages that the baselines learn from."),
    ] = None,
    baselines: Annotated[
        bool | None,
        typer.Option(
            "--baselines/--no-baselines",
            help="Compare with simpler ways to tag; by default where --train is given.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="FILE.SVG", help="Draw scores against what is true."),
    ] = None,
) -> None:
    """Score themes and roles: overall, by theme, language, years, kind and difficulty.

    Tells besides whether scores mean what they say, which themes are taken for which, and
    whether the error depends on year or language.
    """
    from communique.batch.taxonomies import read_taxonomy  # noqa: PLC0415
    from communique.batch.themes import open_tagger  # noqa: PLC0415
    from communique.evaluate.reliability import check_place, draw  # noqa: PLC0415
    from communique.evaluate.theme_evaluation import evaluate_themes  # noqa: PLC0415
    from communique.evaluate.theme_report import as_json_text, as_text  # noqa: PLC0415
    from communique.extract.roles import role_of  # noqa: PLC0415

    if plot is not None:
        check_place(plot)
    loaded = open_tagger(tagger, read_taxonomy(taxonomy), model)
    found = evaluate_themes(gold, loaded, tagger, train=train, baselines=baselines, role_of=role_of)
    if plot is not None and found.calibration is not None:
        draw(found.calibration, f"Do scores mean what they say? Tagger {tagger}", plot)
    if as_json:
        typer.echo(as_json_text(found))
        return
    for line in as_text(found).split("\n"):
        console().print(printable(line), markup=False, soft_wrap=True)
