"""docs/own-taxonomy.md as a reader takes it: its commands run and print what the page says."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
from desk import SHELL, put_command, ran

from communique.tag import lint_taxonomy, load_taxonomy

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "own-taxonomy.md"
EXAMPLE = ROOT / "docs" / "own-taxonomy"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the page reads, after all its shell blocks have run."""
    pytest.importorskip("rdflib")
    desk = tmp_path_factory.mktemp("desk")
    shutil.copytree(EXAMPLE, desk / "docs" / "own-taxonomy")
    put_command(desk)
    page = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    printed = ran((*SHELL, "".join(blocks)), desk)
    (desk / "printed").write_text(printed, encoding="utf-8")
    return desk


def test_the_example_is_sound() -> None:
    assert lint_taxonomy(EXAMPLE) == []
    taxonomy = load_taxonomy(EXAMPLE)
    assert taxonomy.ids == ("water", "biodiversity", "air-quality", "waste")


def test_the_page_finds_what_it_says(desk: Path) -> None:
    with (desk / "tour" / "environment-tags" / "tags.csv").open(encoding="utf-8") as stream:
        found = [(row["passage"], row["theme"], row["evidence"]) for row in csv.DictReader(stream)]
    assert found == [
        ("1", "water", "waste water"),
        ("1", "waste", "household waste"),
        ("3", "air-quality", "particules fines"),
        ("4", "biodiversity", "espèce menacée"),
    ]


def test_the_example_comes_back_as_it_was(desk: Path) -> None:
    assert load_taxonomy(desk / "tour" / "environment") == load_taxonomy(EXAMPLE)
    printed = (desk / "printed").read_text(encoding="utf-8").splitlines()
    assert printed.count("no faults") == 2
    assert not [line for line in printed if "fill" in line]


def test_the_sheet_has_a_row_for_each_theme_and_language(desk: Path) -> None:
    with (desk / "tour" / "environment.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len([row for row in rows if row["theme"]]) == 8
    assert [row["language"] for row in rows if not row["theme"]] == ["en", "fr"]
    water = load_taxonomy(EXAMPLE).theme("water")
    (french,) = [row for row in rows if (row["theme"], row["language"]) == ("water", "fr")]
    assert french["family_name"] == "Nature"
    assert french["hint"].split("\n") == ["eau", "fleuve", "lac"]
    assert french["definition"] == water.definition["fr"]
