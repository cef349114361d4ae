"""``communique report`` and ``communique plot`` as a user meets them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from command_line import Call
from reportlab.pdfgen.canvas import Canvas

from communique.cli import main

LINES = (
    "Governments agreed that common platforms should be shared across ministries,",
    "and that employees need training before new services are introduced.",
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two documents and the dataset made of them."""
    place = tmp_path_factory.mktemp("place")
    (place / "documents").mkdir()
    for year in (2004, 2006):
        path = place / "documents" / f"{year} summary.pdf"
        canvas = Canvas(str(path), invariant=True)
        for row, line in enumerate(("Summary of the meeting", f"Paris, 14 July {year}", *LINES)):
            canvas.drawString(72, 720 - 30 * row, line)
        canvas.save()
    code = ["run", str(place / "documents"), "--out", str(place / "dataset"), "--quiet"]
    with pytest.raises(SystemExit) as left:
        main([*code, "--tagger", "rules"])
    assert left.value.code in (0, None)
    return place


def test_report_writes_one_page_whose_links_find_the_documents(
    call: Call, place: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report.html"
    code, printed, _ = call("report", place / "dataset", "-o", out, "--pdfs", place / "documents")
    assert (code, printed) == (0, f"Written to {out}\n")
    page = out.read_text(encoding="utf-8")
    links = re.findall(r'class="pdf" href="([^"]+)"', page)
    assert len(links) == 2
    for link in links:
        assert (tmp_path / link.replace("%20", " ")).is_file()
    first = out.read_bytes()
    code, _, complaint = call("report", place / "dataset", "--out", out)
    assert (code, complaint) == (
        2,
        f"communique: {out} is already there; replace it with --force.\n",
    )
    again = ("report", place / "dataset", "--pdfs", place / "documents", "--force")
    assert call(*again, "--out", out)[0] == 0
    assert out.read_bytes() == first


def test_report_in_french_with_a_title(call: Call, place: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    title = "Réunions <2004> & 2006"
    assert (
        call("report", place / "dataset", "-o", out, "--language", "fr", "--title", title)[0] == 0
    )
    page = out.read_text(encoding="utf-8")
    assert "<h1>Réunions &lt;2004&gt; &amp; 2006</h1>" in page
    assert "Comment ce rapport est fait" in page


@pytest.mark.parametrize("chart", ["heatmap", "lines", "ranks"])
def test_plots_are_written(call: Call, place: Path, tmp_path: Path, chart: str) -> None:
    out = tmp_path / "chart.svg"
    assert call("plot", chart, place / "dataset", "--out", out) == (0, "", "")
    drawn = out.read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert "Skills and workforce" in drawn


def test_a_comparison_takes_the_place_of_the_runs(call: Call, place: Path, tmp_path: Path) -> None:
    compared = tmp_path / "compared"
    asked = ("--by", "period", "--periods", "2004-2006", "--out", compared)
    assert call("compare", place / "dataset", *asked)[0] == 0
    for command, name in (("report", "r.html"), ("plot heatmap", "h.svg"), ("plot lines", "l.svg")):
        out = tmp_path / name
        request = (*command.split(), place / "dataset", "--comparison", compared, "--out", out)
        assert call(*request)[0] == 0
        drawn = out.read_text(encoding="utf-8")
        assert "2004-2006" in drawn
        assert "each year" not in drawn


def test_pairs_and_movers_say_why_there_is_nothing_to_draw(
    call: Call, place: Path, tmp_path: Path
) -> None:
    out = tmp_path / "chart.svg"
    code, _, complaint = call("plot", "pairs", place / "dataset", "--out", out)
    assert (code, complaint.count("\n")) == (2, 1)
    assert "no two themes come together in 3 passages" in complaint
    code, _, complaint = call("plot", "movers", place / "dataset", "--out", out)
    assert "there are no changes to draw" in complaint
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["report", "nowhere", "--out", "r.html"], "nowhere is no dataset"),
        (["report", "s3://archive/dataset", "--out", "r.html"], "copy it there first"),
        (
            ["report", "dataset", "--out", "r.html", "--comparison", "dataset"],
            "dataset is no comparison: its run.json names no design",
        ),
        (["report", "nowhere", "--out", "r.pdf"], "does not end in .html"),
        (["report", "dataset", "--out", "r.html", "--language", "de"], "choose en or fr"),
        (
            ["report", "dataset", "--out", "r.html", "--pdfs", "nowhere"],
            "there is no folder nowhere",
        ),
        (["report", "dataset", "--out", "no/r.html"], "there is no folder no"),
        (["plot", "heatmap", "dataset", "--out", "a.gif"], "end it in .png"),
        (["plot", "lines", "dataset", "--out", "a.svg", "--themes", "x"], "there is no theme 'x'"),
        (["plot", "movers", "dataset", "--out", "a.svg", "--period", "1999"], "has no changes"),
        (["plot", "ranks", "dataset", "--out", "a.svg", "--taxonomy", "no"], "no taxonomy in no"),
        (["plot", "ranks", "dataset", "--out", "a.svg", "--language", "de"], "choose en or fr"),
    ],
)
def test_a_wrong_request_is_told_in_one_line(
    call: Call,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: Sequence[str],
    told: str,
) -> None:
    monkeypatch.chdir(place)
    before = sorted(place.iterdir())
    code, out, complaint = call(*arguments)
    assert (code, out) == (2, "")
    assert told in complaint
    assert complaint.count("\n") == 1
    assert sorted(place.iterdir()) == before


@pytest.mark.parametrize("command", [["report"], ["plot"], ["plot", "movers"]])
def test_help_has_an_example_and_loads_no_chart_library(call: Call, command: list[str]) -> None:
    code, out, _ = call(*command, "--help")
    assert code == 0
    assert f"communique {' '.join(command)}" in out.partition("Example")[2]
    program = (
        "import sys\nfrom communique.cli import main\n"
        f"try:\n    main({[*command, '--help']!r})\nexcept SystemExit:\n    pass\n"
        "print(sorted({'altair', 'pandas', 'jinja2', 'vl_convert'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
