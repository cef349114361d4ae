"""README.md as a reader takes it: commands run, links lead somewhere, its parts are fresh."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from desk import SHELL, put_command, ran

import communique
from communique.evaluate import evaluate_extraction
from communique.evaluate.report import figures
from communique.export.reference import filled
from communique.export.schema import TABLES

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("*/*.md"), *ROOT.glob("*/*/*.md"))
    if not any(part.startswith(".") or part == "out" for part in path.relative_to(ROOT).parts)
)
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(?P<kind>[a-z]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")


def blocks(kind: str, page: Path = README) -> list[str]:
    """The fenced blocks of a kind, in order."""
    found = _BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [match["text"] for match in found if match["kind"] == kind]


@cache
def page_writer() -> ModuleType:
    """``docs/write.py``, which is a script and no module of the package."""
    spec = importlib.util.spec_from_file_location("docs_write", ROOT / "docs" / "write.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the tour reads and a ``communique`` that is this one."""
    desk = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "corpus", desk / "corpus")
    shutil.copytree(ROOT / "models", desk / "models")
    put_command(desk)
    return desk


@pytest.fixture(scope="module")
def told(desk: Path) -> list[str]:
    """What each shell block of the tour prints, run one after the other."""
    return [ran((*SHELL, block), desk, seconds=300, COLUMNS="120") for block in blocks("sh")]


def after(told: list[str], part: str) -> str:
    """What the one shell block that holds ``part`` has printed."""
    (place,) = [place for place, block in enumerate(blocks("sh")) if part in block]
    return told[place]


def test_the_tour_reads_the_specimens(told: list[str], desk: Path) -> None:
    count = len(list((ROOT / "corpus" / "specimens").glob("*.pdf")))
    assert f"{count} documents ({count} ok)" in after(told, "--out out --force")
    assert {path.name for path in (desk / "out").iterdir()} >= {
        *(table.file for table in TABLES.values()),
        "datapackage.json",
        "run.json",
    }


def test_the_tour_shows_a_document(told: list[str], desk: Path) -> None:
    assert "Agenda" in after(told, "communique show")
    assert (desk / "tour" / "helsinki.json").read_text(encoding="utf-8").startswith("{")


def test_the_tour_tags_each_line_of_its_sheet(told: list[str]) -> None:
    lines = after(told, "tour/notes.csv").splitlines()
    assert any(line.startswith("1,") and ",data," in line for line in lines)
    assert any(line.startswith("2,") and ",skills," in line for line in lines)


def test_the_tour_uses_a_taxonomy_of_its_own(told: list[str]) -> None:
    assert after(told, "taxonomy check").startswith("no faults\n")


def test_the_tour_meets_the_exit_code_that_it_names(told: list[str]) -> None:
    printed = after(told, "broken.pdf")
    assert "2 documents (1 ok, 1 failed)" in printed
    assert printed.endswith("exit code 3\n")


def test_the_tour_evaluates(told: list[str]) -> None:
    assert "covers" in after(told, "evaluate extraction")


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("part", "says"), [("data.priorities", "share"), ("communique.tag(document)", "'openness'")]
)
def test_the_python_blocks_run(desk: Path, part: str, says: str) -> None:
    (block,) = [block for block in blocks("python") if part in block]
    printed = ran((sys.executable, "-W", "error", "-c", block), desk)
    assert says in printed
    assert "Empty DataFrame" not in printed


def test_the_r_block_names_columns_that_there_are() -> None:
    (block,) = blocks("r")
    files = re.findall(r"out/(\w+)\.csv", block)
    assert files
    named = re.findall(r'"(\w+)"', " ".join(re.findall(r"\bc\(.*?\)", block)))
    known = {column for file in files for column in TABLES[file].header}
    assert named
    assert set(named) <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_make_targets_and_options_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"^make (\w+)|`make (\w+)", text, re.MULTILINE)) <= {
        pair for name in targets for pair in ((name, ""), ("", name))
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for match in _LINK.finditer(page.read_text(encoding="utf-8")):
        target, _, anchor = match["target"].partition("#")
        if target.startswith(("http://", "https://")):
            continue
        linked = page.parent / target if target else page
        assert linked.exists(), match["target"]
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {heading.casefold().replace(" ", "-") for heading in headings}


def test_the_table_reference_is_what_the_code_says() -> None:
    readme = README.read_text(encoding="utf-8")
    assert filled(readme) == readme, "run: make readme"


def test_the_overview_names_every_table() -> None:
    rows = re.findall(r"^\| `(\w+\.csv)` \|", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [table.file for table in TABLES.values()]


def shown(name: str) -> list[list[str]]:
    """The cells of the table between two marks of the page, its header left out."""
    part = README.read_text(encoding="utf-8").partition(f"<!-- {name}: begin -->")[2]
    lines = [line for line in part.partition("<!--")[0].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


@pytest.mark.usefixtures("told")
def test_the_page_promises_no_more_than_is_measured(desk: Path) -> None:
    result = evaluate_extraction(desk / "out", ROOT / "corpus" / "specimens" / "expected")
    measured = page_writer().measures(figures(result.total))
    promises = {name: float(cell) for name, cell in shown("figures")}
    assert promises.keys() == measured.keys()
    for name, value in measured.items():
        assert 0.5 < promises[name] <= value, f"{name}; run: make readme"


@pytest.mark.usefixtures("told")
def test_the_extract_shows_what_a_run_finds(desk: Path) -> None:
    """Figures may move a little, the words that are quoted stand on their page."""
    data = communique.load(desk / "out")
    shares = data.priorities.set_index(["period", "theme"])["share"]
    files = data.documents.set_index("document")["file"]
    rows = shown("priorities")
    assert rows
    for year, theme, share, *_, example in rows:
        near = float(shares[year, theme.strip("`")])
        assert abs(near - float(share.strip("%")) / 100) < 0.1, f"{year}, {theme}; run: make readme"
        found = re.fullmatch(r"(.*) \((.+\.pdf), page (\d+)\)", example)
        assert found is not None
        own = data.passages["document"].map(files).eq(found[2])
        texts = data.passages.loc[own & data.passages["page"].eq(int(found[3])), "text"]
        words = found[1].replace("**", "").replace("\\|", "|").strip("… ")
        assert texts.str.contains(words, regex=False).any(), f"{words}; run: make readme"


def test_the_picture_shows_all_specimens() -> None:
    picture = (ROOT / "docs" / "summary.svg").read_text(encoding="utf-8")
    text = re.sub(r"<[^>]+>", "", picture).replace("&#160;", " ")
    count = len(list((ROOT / "corpus" / "specimens").glob("*.pdf")))
    assert f"{count} documents" in text, "run: make readme"


def test_the_picture_fetches_nothing() -> None:
    picture = (ROOT / "docs" / "summary.svg").read_text(encoding="utf-8")
    assert "<svg" in picture
    addresses = set(re.findall(r"https?://[^\"' )]+", picture))
    assert addresses == {"http://www.w3.org/2000/svg"}
