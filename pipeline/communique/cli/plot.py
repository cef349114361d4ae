"""``communique plot``: one chart of a dataset as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import DatasetArgument, ReplaceFileOption, TaxonomyOption

if TYPE_CHECKING:
    from collections.abc import Mapping

    import altair as alt

    from communique.export import Dataset

app = typer.Typer(
    help="Draw a chart of a dataset as SVG, PNG or HTML.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    epilog="Example: communique plot heatmap dataset --out heatmap.svg",
)

OutOption = Annotated[
    Path, typer.Option("--out", "-o", help="File to write; .svg, .png or .html says the format.")
]
LanguageOption = Annotated[str, typer.Option(help="Language of titles and names: en or fr.")]
ThemesOption = Annotated[
    str, typer.Option(help="Ids of themes, joined by commas; by default all, or the first ones.")
]
PeriodOption = Annotated[
    str, typer.Option(help="The year whose changes are drawn; by default the last.")
]


@app.callback()
def options() -> None:
    """Draw a chart of a dataset as SVG, PNG or HTML."""


@app.command(epilog="Example: communique plot heatmap dataset --out heatmap.svg")
def heatmap(
    dataset: DatasetArgument,
    out: OutOption,
    language: LanguageOption = "en",
    taxonomy: TaxonomyOption = None,
    force: ReplaceFileOption = False,
) -> None:
    """Every theme's share in every year."""
    data, names = _ready(dataset, out, language, taxonomy, force)
    from communique import plot  # noqa: PLC0415

    _save(plot.heatmap(data.priorities, names=names, language=language), out, force)


@app.command(epilog="Example: communique plot lines dataset --themes data,skills --out lines.svg")
def lines(
    dataset: DatasetArgument,
    out: OutOption,
    themes: ThemesOption = "",
    language: LanguageOption = "en",
    taxonomy: TaxonomyOption = None,
    force: ReplaceFileOption = False,
) -> None:
    """Shares over the years with their intervals, a panel for each theme."""
    data, names = _ready(dataset, out, language, taxonomy, force)
    from communique import plot  # noqa: PLC0415

    chart = plot.lines(data.priorities, themes=_split(themes), names=names, language=language)
    _save(chart, out, force)


@app.command(epilog="Example: communique plot ranks dataset --out ranks.png")
def ranks(
    dataset: DatasetArgument,
    out: OutOption,
    themes: ThemesOption = "",
    language: LanguageOption = "en",
    taxonomy: TaxonomyOption = None,
    force: ReplaceFileOption = False,
) -> None:
    """Ranks over the years, some themes in colour."""
    data, names = _ready(dataset, out, language, taxonomy, force)
    from communique import plot  # noqa: PLC0415

    chart = plot.rank_chart(data.priorities, themes=_split(themes), names=names, language=language)
    _save(chart, out, force)


@app.command(epilog="Example: communique plot movers dataset --period 2010 --out movers.svg")
def movers(
    dataset: DatasetArgument,
    out: OutOption,
    period: PeriodOption = "",
    language: LanguageOption = "en",
    taxonomy: TaxonomyOption = None,
    force: ReplaceFileOption = False,
) -> None:
    """The biggest risers and fallers of a year, with intervals."""
    data, names = _ready(dataset, out, language, taxonomy, force)
    from communique import plot  # noqa: PLC0415

    chart = plot.movers(data.priorities, period=period or None, names=names, language=language)
    _save(chart, out, force)


@app.command(epilog="Example: communique plot pairs dataset --out pairs.svg")
def pairs(
    dataset: DatasetArgument,
    out: OutOption,
    language: LanguageOption = "en",
    taxonomy: TaxonomyOption = None,
    force: ReplaceFileOption = False,
) -> None:
    """Themes that come together more often than by chance."""
    data, names = _ready(dataset, out, language, taxonomy, force)
    from communique import plot  # noqa: PLC0415
    from communique.compare.pairs import theme_pairs  # noqa: PLC0415

    table = theme_pairs(data.documents, data.passages, data.tags, weights=data.weights)
    _save(plot.pairs(table, names=names, language=language), out, force)


@app.command(epilog="Example: communique plot diversity dataset --out diversity.svg")
def diversity(
    dataset: DatasetArgument,
    out: OutOption,
    language: LanguageOption = "en",
    force: ReplaceFileOption = False,
) -> None:
    """How many themes share the attention of each year."""
    data, _ = _ready(dataset, out, language, None, force)
    from communique import plot  # noqa: PLC0415
    from communique.compare.diversity import effective_themes  # noqa: PLC0415

    table = effective_themes(data.documents, data.passages, data.tags, weights=data.weights)
    _save(plot.diversity(table, language=language), out, force)


def _ready(
    dataset: Path, out: Path, language: str, taxonomy: Path | None, force: bool
) -> tuple[Dataset, Mapping[str, str]]:
    """The dataset and the names of its themes, once the request is known to be sound."""
    from communique.batch.themes import read_taxonomy  # noqa: PLC0415 - `--help` answers at once
    from communique.export import load  # noqa: PLC0415
    from communique.export.place import check_place  # noqa: PLC0415
    from communique.plot.saving import check_format  # noqa: PLC0415
    from communique.plot.words import Words  # noqa: PLC0415

    check_format(out)
    check_place(out, force=force)
    named = Words(language).language
    return load(dataset), {theme.id: theme.name[named] for theme in read_taxonomy(taxonomy).themes}


def _save(chart: alt.TopLevelMixin, out: Path, force: bool) -> None:
    from communique.plot.saving import save  # noqa: PLC0415

    save(chart, out, force=force)


def _split(themes: str) -> list[str] | None:
    return [theme.strip() for theme in themes.split(",") if theme.strip()] or None
