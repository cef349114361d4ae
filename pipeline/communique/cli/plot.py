"""``communique plot``: one chart of a dataset as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import (
    ComparisonOption,
    DatasetArgument,
    ReplaceFileOption,
    TaxonomyOption,
)

if TYPE_CHECKING:
    import pandas as pd

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
    str, typer.Option(help="The year or period whose changes are drawn; by default the last.")
]


@app.callback()
def options() -> None:
    """Draw a chart of a dataset as SVG, PNG or HTML."""


@app.command(epilog="Example: communique plot heatmap dataset --out heatmap.svg")
def heatmap(
    dataset: DatasetArgument,
    out: OutOption,
    comparison: ComparisonOption = None,
    language: LanguageOption = "en",
    taxonomy: TaxonomyOption = None,
    force: ReplaceFileOption = False,
) -> None:
    """Every theme's share in every year."""
    _draw("heatmap", dataset, comparison, out, language, taxonomy, force)


@app.command(epilog="Example: communique plot lines dataset --themes data,skills --out lines.svg")
def lines(
    dataset: DatasetArgument,
    out: OutOption,
    comparison: ComparisonOption = None,
    themes: ThemesOption = "",
    language: LanguageOption = "en",
    taxonomy: TaxonomyOption = None,
    force: ReplaceFileOption = False,
) -> None:
    """Shares over the years with their intervals, a panel for each theme."""
    _draw("lines", dataset, comparison, out, language, taxonomy, force, themes=_split(themes))


@app.command(epilog="Example: communique plot ranks dataset --out ranks.png")
def ranks(
    dataset: DatasetArgument,
    out: OutOption,
    comparison: ComparisonOption = None,
    themes: ThemesOption = "",
    language: LanguageOption = "en",
    taxonomy: TaxonomyOption = None,
    force: ReplaceFileOption = False,
) -> None:
    """Ranks over the years, some themes in colour."""
    _draw("rank_chart", dataset, comparison, out, language, taxonomy, force, themes=_split(themes))


@app.command(epilog="Example: communique plot movers dataset --period 2010 --out movers.svg")
def movers(
    dataset: DatasetArgument,
    out: OutOption,
    comparison: ComparisonOption = None,
    period: PeriodOption = "",
    language: LanguageOption = "en",
    taxonomy: TaxonomyOption = None,
    force: ReplaceFileOption = False,
) -> None:
    """The biggest risers and fallers of a year, with intervals."""
    _draw("movers", dataset, comparison, out, language, taxonomy, force, period=period or None)


@app.command(epilog="Example: communique plot pairs dataset --out pairs.svg")
def pairs(
    dataset: DatasetArgument,
    out: OutOption,
    comparison: ComparisonOption = None,
    language: LanguageOption = "en",
    taxonomy: TaxonomyOption = None,
    force: ReplaceFileOption = False,
) -> None:
    """Themes that come together more often than by chance."""
    _draw("pairs", dataset, comparison, out, language, taxonomy, force)


@app.command(epilog="Example: communique plot diversity dataset --out diversity.svg")
def diversity(
    dataset: DatasetArgument,
    out: OutOption,
    comparison: ComparisonOption = None,
    language: LanguageOption = "en",
    force: ReplaceFileOption = False,
) -> None:
    """How many themes share the attention of each year."""
    _draw("diversity", dataset, comparison, out, language, None, force)


def _draw(
    chart: str,
    dataset: Path,
    comparison: Path | None,
    out: Path,
    language: str,
    taxonomy: Path | None,
    force: bool,
    **choice: object,
) -> None:
    """Write what a function of :mod:`communique.plot` draws, once the request is sound."""
    from communique import plot  # noqa: PLC0415 - `--help` answers at once
    from communique.batch.taxonomies import read_taxonomy  # noqa: PLC0415
    from communique.export import load, with_comparison  # noqa: PLC0415
    from communique.export.place import check_place  # noqa: PLC0415
    from communique.plot.saving import check_format  # noqa: PLC0415
    from communique.plot.words import Words  # noqa: PLC0415

    check_format(out)
    check_place(out, force=force)
    named = Words(language).language
    data = load(dataset)
    if comparison is not None:
        data = with_comparison(data, comparison)
    if chart != "diversity":  # which counts themes and names none
        choice["names"] = {t.id: t.name[named] for t in read_taxonomy(taxonomy).themes}
    drawn = getattr(plot, chart)(_table(chart, data), language=language, **choice)
    plot.save(drawn, out, force=force)


def _table(chart: str, data: Dataset) -> pd.DataFrame:
    """What a chart is drawn of."""
    from communique.compare import effective_themes, theme_pairs  # noqa: PLC0415
    from communique.compare.design import recorded_design  # noqa: PLC0415

    computed = {"pairs": theme_pairs, "diversity": effective_themes}
    if chart not in computed:
        return data.priorities
    return computed[chart](
        data.documents,
        data.passages,
        data.tags,
        weights=data.weights,
        design=recorded_design(data.run),
    )


def _split(themes: str) -> list[str] | None:
    return [theme.strip() for theme in themes.split(",") if theme.strip()] or None
