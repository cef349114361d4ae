"""The notebooks run, and rendered as Markdown for the docs: ``make notebooks``.

Runs every notebook of ``notebooks`` from top to bottom on a dataset made of the specimens,
strips what a run leaves in the notebook itself, and writes what it shows to
``docs/notebooks``: a page a notebook, its pictures beside it.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbconvert.exporters import MarkdownExporter
from traitlets.config import Config

import communique

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
PAGES = ROOT / "docs" / "notebooks"

#: Seconds that one cell may take.
LIMIT = 120
_HEAD = "<!-- What notebooks/{name}.ipynb shows, written by `make notebooks`. -->\n\n"
# The frame that pandas puts around a table, for a browser that has its style sheet.
_STYLE = re.compile(r"<style scoped>.*?</style>\n?", re.DOTALL)
_FRAME = re.compile(r'<div>\n(<table border="1" class="dataframe">.*?</table>)\n</div>', re.DOTALL)


@contextmanager
def desk(dataset: Path) -> Iterator[Path]:
    """A folder where the notebooks find what they read: ``../out`` and ``../corpus``.

    Parameters
    ----------
    dataset
        The dataset of the specimens.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        shutil.copytree(NOTEBOOKS, folder / "notebooks")
        shutil.copytree(dataset, folder / "out")
        shutil.copytree(ROOT / "corpus" / "specimens", folder / "corpus" / "specimens")
        before = {name: os.environ.get(name) for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR")}
        os.environ.update(dict.fromkeys(before, str(folder / "jupyter")))
        try:
            yield folder / "notebooks"
        finally:
            for name, value in before.items():
                os.environ.pop(name)
                if value is not None:
                    os.environ[name] = value


def executed(notebook: Path) -> Any:
    """The notebook after a run from top to bottom in a fresh kernel.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails.
    """
    found = nbformat.read(notebook, as_version=4)
    client = NotebookClient(
        found,
        timeout=LIMIT,
        kernel_name="python3",
        resources={"metadata": {"path": str(notebook.parent)}},
    )
    client.execute()
    return found


def stripped(notebook: Any) -> Any:
    """The notebook without anything that a run leaves in it."""
    for cell in notebook.cells:
        cell.metadata.clear()
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    return notebook


def rendered(notebook: Any, name: str) -> dict[str, bytes]:
    """An executed notebook as a Markdown page and its pictures, by file name."""
    settings = Config()
    settings.ExtractOutputPreprocessor.output_filename_template = (
        "{unique_key}-{cell_index}-{index}{extension}"
    )
    exporter = MarkdownExporter(config=settings)
    text, resources = exporter.from_notebook_node(notebook, resources={"unique_key": name})
    text = _FRAME.sub(r"\1", _STYLE.sub("", text)).replace(' border="1" class="dataframe"', "")
    # from docs/notebooks, not from notebooks
    text = text.replace("](../", "](../../").replace(".ipynb)", ".md)")
    lines = (line.rstrip() for line in text.strip().splitlines())
    pages = {f"{name}.md": (_HEAD.format(name=name) + "\n".join(lines) + "\n").encode("utf-8")}
    # of a picture in two formats the page shows one
    pictures = resources["outputs"].items()
    return pages | {picture: content for picture, content in pictures if f"({picture})" in text}


def main() -> None:
    """Run, strip and render every notebook."""
    with tempfile.TemporaryDirectory() as scratch:
        dataset = Path(scratch) / "out"
        communique.run(ROOT / "corpus" / "specimens", dataset)
        with desk(dataset) as folder:
            files: dict[str, bytes] = {}
            for notebook in sorted(folder.glob("*.ipynb")):
                files |= rendered(executed(notebook), notebook.stem)
    for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
        bare = stripped(nbformat.read(notebook, as_version=4))
        notebook.write_text(nbformat.writes(bare, version=4) + "\n", encoding="utf-8")
    shutil.rmtree(PAGES, ignore_errors=True)
    PAGES.mkdir()
    for name, content in sorted(files.items()):
        (PAGES / name).write_bytes(content)
        print(f"docs/notebooks/{name} written")


if __name__ == "__main__":
    main()
