"""``communique train``: gold passages become a model."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.options import TaxonomyOption
from communique.cli.terminal import console, printable

EXAMPLES = """
[bold]Examples[/bold]

communique train corpus/gold/passages.jsonl --out my-model

communique train my-gold.jsonl --out my-model --taxonomy my-taxonomy

communique tag passages.csv --out tagged --taxonomy my-taxonomy --model my-model
"""


def command(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD.JSONL",
            help="Coded passages, one JSON object a line: id, text, themes, role, group, language.",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write the model to.")],
    taxonomy: TaxonomyOption = None,
    keep_encoder: Annotated[
        bool,
        typer.Option(
            "--keep-encoder",
            help="Fit all but the encoder anew; takes a minute and needs no PyTorch.",
        ),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a model that lies there.")
    ] = False,
) -> None:
    """Train a model that finds themes and roles.

    Needs the extra "train" (PyTorch), and an hour and a half on two processors for 5,000 passages.
    """
    from communique.batch.training import train_model  # noqa: PLC0415 - `--help` answers at once

    screen = console()
    done = train_model(
        gold,
        out,
        taxonomy=taxonomy,
        keep_encoder=keep_encoder,
        force=force,
        tell=lambda line: screen.print(printable(line), markup=False),
    )
    screen.print(
        f"Learned from {done.learned} passages, tuned on {done.tuned} of other documents",
        f"Written to {done.folder}",
        sep="\n",
        markup=False,
    )
