"""docs/spreadsheets-and-r.md as a reader takes it: commands run, what it says of files holds."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest
from desk import SHELL, put_command, ran

from communique.export.formats import FILES
from communique.export.guard import guard, unguard
from communique.export.schema import TABLES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "spreadsheets-and-r.md"
TEXT = PAGE.read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def desk(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a dataset, after all commands of the page have run."""
    desk = tmp_path_factory.mktemp("desk")
    shutil.copytree(sample, desk / "out")
    put_command(desk)
    ran((*SHELL, "".join(blocks("sh"))), desk)
    return desk


def test_the_files_are_those_that_the_page_names(desk: Path) -> None:
    made = {path.name for path in (desk / "tour" / "for-colleagues").iterdir()}
    named = set(re.findall(r"^\| (.+?) \|", TEXT, re.MULTILINE))
    for name in re.findall(r"`([^`]+)`", " ".join(named)):
        assert name in made
    assert made >= FILES
    tables = [path for path in (desk / "tour" / "for-excel").iterdir() if path.suffix == ".csv"]
    assert len(tables) == len(TABLES)
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in tables)


def test_the_python_blocks_run(desk: Path) -> None:
    first, second = (
        ran([sys.executable, "-W", "error", "-c", block], desk) for block in blocks("python")
    )
    assert first == "datetime64[s] Int64\n"
    assert second.endswith(" 2001-03-26 00:00:00\n")


def test_pandas_takes_more_for_missing_than_an_empty_cell(tmp_path: Path) -> None:
    path = tmp_path / "texts.csv"
    path.write_text("text\nNA\nnull\nNone\n''\n", encoding="utf-8")
    assert pd.read_csv(path)["text"].isna().tolist() == [True, True, True, False]
    kept = pd.read_csv(path, keep_default_na=False, na_values=[""])
    assert kept["text"].tolist() == ["NA", "null", "None", "''"]


def test_the_r_block_takes_off_what_was_put_on() -> None:
    (pattern,) = re.findall(r'sub\("([^"]+)", "", x, perl = TRUE\)', TEXT)
    expression = re.compile(pattern.replace("\\\\", "\\"))
    for text in ("=1", "-0.02", "plain", "'plain", "''=1", "＝1", "+", "@x", "\t=", "a=1", "", "'"):
        assert expression.sub("", guard(text)) == text
        assert expression.sub("", text) == unguard(text)


def test_other_programs_are_given_columns_that_there_are() -> None:
    r = "\n".join(blocks("r"))
    priorities = TABLES["priorities"].header
    given = re.findall(r'(\w+) = "c"', r)
    assert given
    assert set(given) <= set(priorities)
    named = re.findall(r'"(\w+)"', re.findall(r"passages\[c\((.*?)\)", r)[0])
    assert set(named) <= set(TABLES["passages"].header)
    (stata,) = blocks("stata")
    assert re.findall(r'date\((\w+), "YMD"\)', stata) == ["start_date"]
    assert "start" not in TABLES["documents"].header


def test_no_text_of_the_sample_is_longer_than_excel_holds(sample: Path) -> None:
    texts = pd.read_csv(sample / "passages.csv")["text"]
    assert texts.str.len().max() <= 32_767
