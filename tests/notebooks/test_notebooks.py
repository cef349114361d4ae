"""The notebooks as a reader takes them: they run from top to bottom, and say so in the docs."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PAGES = ROOT / "docs" / "notebooks"


@cache
def renderer() -> ModuleType:
    """``docs/render_notebooks.py``, which is a script and no module of the package."""
    path = ROOT / "docs" / "render_notebooks.py"
    spec = importlib.util.spec_from_file_location("docs_render_notebooks", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def desk(sample: Path) -> Iterator[Path]:
    """The notebooks in a folder of their own, beside the dataset of the specimens."""
    with renderer().desk(sample) as folder:
        yield folder


def content(folder: Path) -> dict[str, str]:
    """Every file under a folder, by a hash of what it holds."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def cells(path: Path) -> Any:
    return nbformat.read(path, as_version=4).cells


def test_there_are_notebooks() -> None:
    assert [path.stem[:3] for path in NOTEBOOKS] == ["01-", "02-", "03-", "04-", "05-"]


@pytest.mark.filterwarnings("default::ResourceWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_leaves_what_it_reads(desk: Path, path: Path) -> None:
    before = content(desk.parent / "out") | content(desk)
    done = renderer().executed(desk / path.name)
    shown = [output for cell in done.cells for output in cell.get("outputs", ())]
    complaints = [output.text for output in shown if output.get("name") == "stderr"]
    assert complaints == []
    assert len(shown) >= 4
    assert content(desk.parent / "out") | content(desk) == before


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_nothing_of_a_run(path: Path) -> None:
    for cell in cells(path):
        assert not cell.metadata
        if cell.cell_type == "code":
            assert cell.outputs == [], "run: make notebooks"
            assert cell.execution_count is None
    bare = renderer().stripped(nbformat.read(path, as_version=4))
    assert path.read_text(encoding="utf-8") == nbformat.writes(bare, version=4) + "\n"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_explains_what_it_does(path: Path) -> None:
    found = cells(path)
    assert found[0].source.startswith("# ")
    prose = sum(len(cell.source.split()) for cell in found if cell.cell_type == "markdown")
    assert prose >= 150
    assert len([cell for cell in found if cell.cell_type == "code"]) <= 20


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_rendered_page_is_of_this_notebook(path: Path) -> None:
    page = (PAGES / f"{path.stem}.md").read_text(encoding="utf-8")
    place = 0
    for cell in cells(path):
        source = cell.source
        if cell.cell_type == "markdown":
            source = source.replace("](../", "](../../").replace(".ipynb)", ".md)")
        lines = "\n".join(line.rstrip() for line in source.splitlines())
        place = page.find(lines, place)
        assert place >= 0, f"{lines[:60]!r} is not in the page; run: make notebooks"
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", page):
        assert (PAGES / picture).stat().st_size < 500_000


def test_pages_are_those_of_notebooks() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {path.stem for path in NOTEBOOKS}
    assert sum(path.stat().st_size for path in PAGES.iterdir()) < 2_000_000


def test_a_page_keeps_text_and_drops_frames() -> None:
    table = '<table border="1" class="dataframe"></table>'
    table = f"<div>\n<style scoped>\n.x {{}}\n</style>\n{table}\n</div>"
    source = nbformat.v4.new_code_cell("1", outputs=[])
    source.outputs = [nbformat.v4.new_output("display_data", {"text/html": table})]
    prose = nbformat.v4.new_markdown_cell("[a](../docs/b.md) [c](01-d.ipynb)  \nline")
    book = nbformat.v4.new_notebook(cells=[prose, source])
    (page,) = renderer().rendered(book, "name").values()
    text = page.decode()
    assert "[a](../../docs/b.md) [c](01-d.md)\nline" in text
    assert "<table></table>" in text
    assert "<style" not in text
    assert "<div>" not in text
