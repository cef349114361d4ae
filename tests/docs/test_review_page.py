"""docs/review.md as a reader takes it: its commands run and do what the page says."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from desk import SHELL, put_command, ran

from communique.cli.run import EXAMPLES
from communique.compare.prediction_powered import BORROWED, FEWEST_REVIEWED, NONE, OWN

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "review.md"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the page reads, after all its shell blocks have run."""
    desk = tmp_path_factory.mktemp("desk")
    (desk / "corpus").symlink_to(ROOT / "corpus", target_is_directory=True)
    (desk / "tour").mkdir()
    put_command(desk)
    page = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 7
    printed = ran((*SHELL, "".join(blocks)), desk, seconds=600, COLUMNS="120")
    (desk / "printed").write_text(printed, encoding="utf-8")
    return desk


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_it_prints_what_the_page_says(desk: Path) -> None:
    printed = (desk / "printed").read_text(encoding="utf-8")
    assert re.search(r"^200 of \d+ passages drawn from \d+ strata$", printed, re.MULTILINE)
    assert "Note: 150 of the 200" not in printed  # the other coder read them all
    assert "200 passages reviewed by 2 coders (1, 2)" in printed
    assert "200 gold passages written to tour/gold.jsonl" in printed


def test_scores_are_those_of_the_two_coders(desk: Path) -> None:
    scores = {row["theme"]: row for row in rows(desk / "tour" / "scores" / "review-scores.csv")}
    assert float(scores["legal"]["alpha"]) == 1
    assert float(scores["legal"]["precision"]) == 1
    assert float(scores["data"]["alpha"]) < 0.1
    assert 0 < float(scores["data"]["precision"]) < 1
    differ = rows(desk / "tour" / "scores" / "disagreements.csv")
    assert {row["theme"] for row in differ} == {"data"}


def test_the_links_of_the_sheet_lead_to_the_documents(desk: Path) -> None:
    for row in rows(desk / "tour" / "review" / "sheet-1.csv"):
        place = desk / "tour" / "review" / row["link"].partition("#")[0]
        assert place.is_file(), row["link"]


def test_reviewed_tags_say_so(desk: Path) -> None:
    tags = rows(desk / "tour" / "reviewed" / "tags.csv")
    assert {"review", "both"} <= {row["source"] for row in tags}


def test_the_page_names_what_the_program_does() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for word in (OWN, BORROWED, NONE):
        assert f"| `{word}` |" in page
    assert f"{FEWEST_REVIEWED} of its passages or more" in page
    assert "--review" in EXAMPLES
