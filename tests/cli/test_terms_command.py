from __future__ import annotations

import csv
from pathlib import Path

import pytest
from command_line import Call
from small_dataset import written

from communique.export.tables import Rows, document_rows
from communique.records import Box, Document, Passage

DRONES = ["=Orchard lane, " + "orchard lanes, " * 5 + "etc.", "orchard lane; " * 9]
FILLING = [
    "Young managers need rare skills, small offices fresh money, large tasks patient people.",
    "Slow projects need simple rules, rich ministries honest figures, poor regions fair shares.",
]
TEXTS = {2010: DRONES + FILLING * 2, **dict.fromkeys(range(2011, 2020), FILLING * 3)}


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Two years with one document each, as a run writes them."""
    rows = Rows()
    for year, texts in TEXTS.items():
        passages = tuple(
            Passage(order, order, Box(0, 0, 1, 1), text, role="discussion", language="en")
            for order, text in enumerate(texts, start=1)
        )
        document = Document(
            f"d-{year}", f"{year}.pdf", f"{year:064}", kind="summary", year=year, passages=passages
        )
        rows.extend(document_rows(document))
    return written(tmp_path / "dataset", rows)


def test_terms_are_proposed_with_their_passages(call: Call, dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / "candidates.csv"
    code, printed, _ = call("terms", "propose", dataset, "--out", out)
    assert (code, printed) == (0, f"1 candidate written to {out}\n")
    with out.open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["period"], row["term"], row["untagged"]) == ("2010", "orchard lane", "2")
    # a spreadsheet runs no formula
    assert row["text_1"] == "'" + DRONES[0]
    assert (row["document_1"], row["page_1"], row["page_3"]) == ("d-2010", "1", "")


def test_terms_are_shown_in_the_terminal(call: Call, dataset: Path) -> None:
    code, printed, _ = call("terms", "propose", dataset, "--period", "2010")
    assert code == 0
    assert "orchard lane" in printed
    assert "2 of 2" in printed


def test_periods_of_years_are_held_against_each_other(call: Call, dataset: Path) -> None:
    code, printed, _ = call("terms", "propose", dataset, "--periods", "2010-2011,2012-2019")
    assert code == 0
    assert "2010-2011  orchard lane" in printed


def test_what_cannot_be_proposed_is_told(call: Call, dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.csv"
    out.write_text("mine")
    for arguments, message in (
        ((dataset, "--period", "1999"), "no candidate of the period '1999'"),
        ((dataset, "--out", out), "is there already"),
        ((tmp_path,), "is missing"),
    ):
        code, _, complaint = call("terms", "propose", *arguments)
        assert (code, message in complaint) == (2, True), complaint
    assert out.read_text() == "mine"
    assert call("terms", "propose", dataset, "--out", out, "--force")[0] == 0
