"""What README.md shows of a run, made anew: ``make readme``.

Runs the specimens and writes ``docs/summary.svg`` (what the terminal shows at the end of the run)
and the parts of ``README.md`` between marks: an extract of ``priorities.csv``, the figures of
``communique evaluate extraction``, and the table reference.
"""

from __future__ import annotations

import io
import math
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

import communique
from communique.cli.run import summarise
from communique.compare import role_weights
from communique.evaluate import evaluate_extraction
from communique.evaluate.report import figures
from communique.export.reference import filled

if TYPE_CHECKING:
    import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
SPECIMENS = ROOT / "corpus" / "specimens"
COMMAND = "communique run corpus/specimens --out out"

WIDTH = 98
#: Years whose rows the picture keeps: the first and the last.
FIRST_YEARS, LAST_YEARS = 5, 6
#: Meeting years and themes that the extract shows.
YEARS, THEMES = ("2013", "2020", "2021"), 2
#: Characters of a passage that are quoted on either side of its evidence.
AROUND = 45

#: Taken off each figure before it is rounded down: the page promises a little less than is
#: measured, so that it stays true when a run finds a little less.
MARGIN = 0.01

#: A picture without the web fonts that rich would have a browser fetch.
PICTURE = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" \
xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace; \
font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def picture(dataset: communique.Dataset) -> str:
    """The summary in the terminal as SVG, the years in the middle left out."""
    screen = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, highlight=False
    )
    summarise(dataset, screen, "out")
    lines = Text.from_ansi(screen.export_text(styles=True)).split("\n", allow_blank=True)
    years = [place for place, line in enumerate(lines) if line.plain.strip()[:4].isdigit()]
    years = [place for place in years if place > years[-1] - dataset.priorities["period"].nunique()]
    cut = range(years[FIRST_YEARS], years[-LAST_YEARS])
    shown = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, highlight=False
    )
    for place, line in enumerate(lines):
        if place == cut.start:
            shown.print(" …")
        if place not in cut:
            line.rstrip()
            shown.print(line)
    text = shown.export_svg(title=COMMAND, code_format=PICTURE, unique_id="summary")
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines() if line.strip())


def extract(dataset: communique.Dataset) -> str:
    """The first themes of a few years with their intervals and a passage that shows them."""
    lines = [
        "| year | theme | share | interval | rank | ranks possible | for example |",
        "|---|---|---|---|---|---|---|",
    ]
    for year in YEARS:
        rows = dataset.priorities.query("period == @year").sort_values(["rank", "theme"])
        for row in rows.head(THEMES).to_dict("records"):
            lines.append(
                f"| {year} | `{row['theme']}` | {row['share']:.0%} "
                f"| {row['low']:.0%} to {row['high']:.0%} | {row['rank']} "
                f"| {row['rank_low']} to {row['rank_high']} "
                f"| {_example(dataset, year, row['theme'])} |"
            )
    return "\n".join(lines)


def _example(dataset: communique.Dataset, year: str, theme: str) -> str:
    """The best scored passage of a theme: its words, its file, its page."""
    tags = dataset.tags[(dataset.tags["theme"] == theme) & (dataset.tags["year"] == int(year))]
    found: pd.DataFrame = tags.merge(
        dataset.passages[["passage", "page", "role", "order", "text"]], on="passage"
    ).merge(dataset.documents[["document", "file"]], on="document")
    found["weight"] = found["role"].map(role_weights())
    best = found.sort_values(
        ["weight", "score", "file", "order"], ascending=[False, False, True, True]
    ).iloc[0]
    quote = _quote(best["text"], best["start"], best["end"])
    return f"{quote} ({best['file']}, page {best['page']})"


def _quote(text: str, start: int, end: int) -> str:
    """The evidence in bold, with the words around it."""
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return f"{before}**{text[start:end]}**{after}".replace("|", "\\|")


def measures(found: Mapping[str, Any]) -> dict[str, float]:
    """Of the figures of an evaluation those that the page gives, by the words that it uses."""
    return {
        "columns of `documents.csv` that are right": found["document_fields"],
        "agenda entries found (F1)": found["agenda"]["f1"],
        "their fields that are right": found["agenda_fields"],
        "people found (F1)": found["people"]["f1"],
        "passages found exactly, neither merged nor split (F1)": found["passages"]["f1"],
        "passages on the right page": found["page"],
        "passages with the right role": found["role"],
        "passages without headers, page numbers and the like in them": found["clean"],
    }


def scores(out: Path) -> str:
    """The figures of the evaluation on the specimens, as a Markdown table."""
    result = evaluate_extraction(out, SPECIMENS / "expected")
    rows = measures(figures(result.total)).items()
    lines = [f"| {name} | {promised(value):.2f} |" for name, value in rows]
    return "\n".join([f"| on {len(result.documents)} specimens | at least |", "|---|---|", *lines])


def promised(value: float) -> float:
    """A figure as the page gives it: rounded down to a hundredth, :data:`MARGIN` taken off."""
    return math.floor((value - MARGIN) * 100 + 1e-9) / 100


def between(readme: str, name: str, content: str) -> str:
    """A text with ``content`` between its marks ``name: begin`` and ``name: end``."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, found, rest = readme.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"README.md lacks the marks {begin} {end}")
    return f"{before}{begin}\n\n{content}\n\n{end}{after}"


def written(out: Path) -> dict[Path, str]:
    """Every file that a run on the specimens decides; ``out`` is the dataset of that run."""
    dataset = communique.load(out)
    failed = dataset.documents.query("status != 'ok'")
    if len(failed):
        raise SystemExit(f"{failed['file'].iloc[0]}: {failed['problem'].iloc[0]}")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    readme = between(readme, "priorities", extract(dataset))
    readme = between(readme, "figures", scores(out))
    return {ROOT / "README.md": filled(readme), ROOT / "docs" / "summary.svg": picture(dataset)}


def main() -> None:
    """Write what has changed, and say what that is."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "out"
        communique.run(SPECIMENS, out)
        for path, text in written(out).items():
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
                print(f"{path.relative_to(ROOT)} written")


if __name__ == "__main__":
    main()
