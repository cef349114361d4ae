"""The page: all parts of a report in one HTML file that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd
from markupsafe import Markup

from communique.compare.design import Design, recorded_design
from communique.compare.diversity import diversity_of
from communique.compare.pairs import pairs_of
from communique.export import Dataset
from communique.export.package import software_version
from communique.plot.cooccurrence import FEWEST
from communique.plot.palette import AMOUNTS, text_on
from communique.plot.rows import named
from communique.report.charts import charts
from communique.report.documents import DocumentRow, document_rows
from communique.report.evidence import Evidence, evidence, weighed_passages
from communique.report.heat_table import heat_table
from communique.report.links import link_base
from communique.report.method import files_of, method
from communique.report.standing import Period, read_periods
from communique.report.summary import summary, theme_button
from communique.report.themes import ThemeLabel, theme_labels
from communique.report.wording import Wording
from communique.tag.taxonomy import Taxonomy, load_taxonomy

#: Themes in the small table beside the summary.
_LEADING = 8
#: Phrases that the script on the page fills itself.
_SPOKEN = (
    "broken",
    "cell passages",
    "counted",
    "evidence filtered",
    "evidence none",
    "filter state",
    "in filter",
    "more",
    "old browser",
    "open page",
    "page",
    "score",
    "undated",
)


def render(
    data: Dataset,
    taxonomy: Taxonomy | None = None,
    *,
    language: str = "en",
    title: str = "",
    pdfs: str | None = None,
    out: Path | None = None,
    weights: Mapping[str, float] | None = None,
    design: Design | None = None,
) -> str:
    """A dataset as one HTML page that opens from disk and asks for nothing.

    Parameters
    ----------
    data
        The dataset.
    taxonomy
        Names the themes; ``None``: the packaged one. A theme that it lacks keeps its id.
    language
        Language of the page, ``en`` or ``fr``; documents keep theirs.
    title
        The page's title, instead of the usual one.
    pdfs
        Where the links find the PDFs: the folder that the dataset was made from, or an
        address under which its files lie; ``None``: beside the page.
    out
        The file that the page becomes, so that links to a folder can be relative.
    weights, design
        How ``data.priorities`` was made, where it is not as ``data.run`` says.

    Returns
    -------
    str
        The page's text; the same dataset and settings give the same.

    Raises
    ------
    CommuniqueError
        If the tables do not belong together, or there is no such language or folder.
    """
    say = Wording(language, data.priorities["period"].unique())
    base = link_base(pdfs, out)
    weighed = weighed_passages(data, weights, design or recorded_design(data.run))
    held = {*data.priorities["theme"], *data.tags["theme"]}
    labels = theme_labels(taxonomy or load_taxonomy(), map(str, held), language)
    periods = read_periods(data.priorities)
    proof = evidence(data, weighed, labels, base)
    drawn = charts(
        data.priorities,
        periods,
        pairs_of(weighed),
        diversity_of(weighed),
        labels,
        say,
    )
    documents = document_rows(data, weighed, base, say)
    style, script = _text("page.css") + _shades(), _text("page.js")
    return (
        _environment(say)
        .get_template("page.html.jinja")
        .render(
            say=say,
            language=language,
            title=title or say("title"),
            lead=_lead(documents, periods, say),
            summary=summary(periods, labels, data.documents, say),
            leading=_leading(periods, labels, say),
            doubts=_doubts(proof, periods, labels, say),
            periods=periods,
            heat=heat_table(periods, labels, say),
            charts=drawn.drawn,
            moved=_moved(drawn.moved, labels, say),
            unmoved=_unmoved(periods, say),
            met=_met(drawn.met, labels, say),
            fewest=FEWEST,
            choices=_choices(data, proof, say),
            documents=documents,
            method=method(data.run, weighed, periods, files_of(data.documents), say),
            base="" if base == "./" else base,
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
            config=_config(labels, periods, say),
            passages=Markup(proof.packed()),
            version=software_version(),
        )
    )


def _environment(say: Wording) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_text),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["percent"] = say.figures.percent
    return environment


def _text(name: str) -> str:
    folder = resources.files("communique.report").joinpath("template")
    return folder.joinpath(name).read_text(encoding="utf-8")


def _shades() -> str:
    return "".join(
        f".s{place}{{background:{colour};color:{text_on(colour)}}}\n"
        for place, colour in enumerate(AMOUNTS)
    )


def _policy(style: str, script: str) -> str:
    """What the page may do: run its own script, use its own style, and nothing else."""
    marks = [
        "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode() + "'"
        for text in (style, script)
    ]
    return (
        f"default-src 'none'; style-src {marks[0]}; script-src {marks[1]}; "
        "base-uri 'none'; form-action 'none'"
    )


def _lead(documents: list[DocumentRow], periods: list[Period], say: Wording) -> Markup:
    years = [period.name for period in periods]
    if not years:
        return say("lead without years", count=len(documents))
    first, last = years[0].split("-")[0], years[-1].split("-")[-1]
    span = first if first == last else f"{first}–{last}"
    return say("lead", count=len(documents), span=span)


def _doubts(
    proof: Evidence, periods: list[Period], labels: Mapping[str, ThemeLabel], say: Wording
) -> Markup | str:
    """Says so where the counts of ``priorities.csv`` are not those of the passages."""
    told = {
        (period.name, theme): row["tagged"]
        for period in periods
        for theme, row in period.rows.items()
    }
    cells = told.keys() | proof.tagged.keys()
    off = sum(_count(told.get(cell)) != proof.tagged.get(cell, 0) for cell in cells)
    return say("disagree", count=off) if off else ""


def _count(value: Any) -> int:
    return 0 if pd.isna(value) else int(value)


def _leading(
    periods: list[Period], labels: Mapping[str, ThemeLabel], say: Wording
) -> list[dict[str, Any]]:
    """The first themes of the last year that has any."""
    compared = [period for period in periods if period.compared]
    rows = compared[-1].leading()[:_LEADING] if compared else []
    return [
        {
            "period": row["period"],
            "button": theme_button(labels[row["theme"]], row["period"]),
            "share": say.figures.percent(row["share"]),
            "interval": say.figures.percents(row["low"], row["high"]),
        }
        for row in rows
    ]


def _moved(moved: Any, labels: Mapping[str, ThemeLabel], say: Wording) -> list[dict[str, Any]]:
    figures = say.figures
    return [
        {
            "button": theme_button(labels[row["theme"]], row["period"]),
            "before": figures.percent(row["share"] - row["change"], 1),
            "now": figures.percent(row["share"], 1),
            "change": figures.points(row["change"], 1),
            "interval": " – ".join(figures.points(row[f"change_{end}"]) for end in ("low", "high")),
            "p": figures.number(row["p_adjusted"], 3),
            "period": row["period"],
            "previous": row["previous"],
        }
        for row in moved.to_dict("records")
    ]


def _unmoved(periods: list[Period], say: Wording) -> Markup:
    """Why there are no movers, where there are none."""
    compared = [period.name for period in periods if period.compared]
    return say("no change", previous=compared[-2]) if len(compared) > 1 else say("movers none")


def _met(met: Any, labels: Mapping[str, ThemeLabel], say: Wording) -> list[dict[str, Any]]:
    names = {theme: label.name for theme, label in labels.items()}
    figures = say.figures
    return [
        {
            "ids": (row["theme_a"], row["theme_b"]),
            "name": " + ".join(named(row[end], names) for end in ("theme_a", "theme_b")),
            "passages": row["passages"],
            "expected": figures.number(row["expected"]),
            "lift": figures.number(row["lift"]),
            "interval": f"{figures.number(row['low'])}–{figures.number(row['high'])}",
        }
        for row in met.to_dict("records")
    ]


def _choices(data: Dataset, proof: Evidence, say: Wording) -> list[dict[str, Any]]:
    """What can be filtered by: the kinds, languages and roles that there are."""
    languages = {str(row[5]) for row in proof.passages} | {
        part for text in data.documents["language"] for part in str(text).split("; ")
    }
    held = {
        "kind": {str(kind) for kind in data.documents["kind"]},
        "language": languages - {""},
        "role": {str(row[4]) for row in proof.passages},
    }
    groups = {"kind": "kinds", "language": "languages", "role": "roles"}
    found = []
    for name, group in groups.items():
        known = list(say.names(group))
        codes = [code for code in known if code in held[name]]
        codes += sorted(held[name] - set(known))
        options = [(code, say.name(group, code)) for code in codes]
        found.append({"name": name, "label": say(f"filter {name}"), "options": options})
    return found


def _config(
    labels: Mapping[str, ThemeLabel], periods: list[Period], say: Wording
) -> Mapping[str, Any]:
    """What the script needs to know: ids, names and phrases."""
    return {
        "language": say.language,
        "themes": [label.id for label in labels.values()],
        "names": [label.name for label in labels.values()],
        "periods": [period.name for period in periods],
        "kinds": say.names("kinds"),
        "roles": say.names("roles"),
        "languages": say.names("languages"),
        "sources": say.names("sources"),
        "phrases": {key: say.raw(key) for key in _SPOKEN},
    }
