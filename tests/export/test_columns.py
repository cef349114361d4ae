"""Columns read by themselves are those of the whole table."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from communique.errors import CommuniqueError
from communique.export.columns import read_columns
from communique.export.frames import frame
from communique.export.schema import DOCUMENTS, TAGS
from communique.export.tables import Rows, table_text, tag_rows
from communique.records import Tag


@pytest.fixture
def text() -> str:
    words = ['=1+1, "quoted"', "two\nlines", "", "été"]
    rows: Rows = tag_rows(
        Tag(f"d.{place}", "d", 2004 if place else None, "data", 0.5, "rules", word, 0, 3)
        for place, word in enumerate(words)
    )
    return table_text(TAGS, rows.tables["tags"])


@pytest.mark.parametrize(
    "names", [["passage"], ["evidence", "year"], ["score", "passage", "start"], list(TAGS.header)]
)
def test_they_are_the_columns_of_the_whole(tmp_path: Path, text: str, names: list[str]) -> None:
    path = tmp_path / "tags.csv"
    path.write_text(text, encoding="utf-8", newline="")
    pd.testing.assert_frame_equal(read_columns(path, TAGS, names), frame(TAGS, text)[names])


@pytest.mark.parametrize("bytes_at_a_time", [200, 20])  # some rows; less than one
def test_rows_beyond_what_is_read_at_a_time(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch, bytes_at_a_time: int
) -> None:
    monkeypatch.setattr("communique.export.columns._AT_A_TIME", bytes_at_a_time)
    path = tmp_path / "tags.csv"
    head, _, rows = text.partition("\n")
    whole = f"{head}\n{rows * 50}"
    path.write_text(whole, encoding="utf-8", newline="")
    names = ["evidence", "year"]
    pd.testing.assert_frame_equal(read_columns(path, TAGS, names), frame(TAGS, whole)[names])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"document\nd\n", "lacks the column year"),
        (b"", "lacks the column document"),
        (b"document,year\nd\n", "cannot be read"),
        (b"document,year\nd,never\n", "documents.csv, column year"),
        (b"document,year\n\xff,1\n", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "documents.csv").write_bytes(content)
    with pytest.raises(CommuniqueError, match=message):
        read_columns(tmp_path / "documents.csv", DOCUMENTS, ["document", "year"])
    with pytest.raises(CommuniqueError, match="cannot be read"):
        read_columns(tmp_path / "nowhere.csv", DOCUMENTS, ["document"])
