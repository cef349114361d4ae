from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Call
from small_dataset import written

from communique.export.tables import Rows


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A dataset without rows, on disk."""
    return written(tmp_path / "dataset", Rows())


def test_export_writes_what_was_asked_for(call: Call, dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, printed, _ = call("export", dataset, "--out", out, "--format", "xlsx, CSL")
    assert (code, printed) == (0, f"2 files written to {out}\n")
    assert {path.name for path in out.iterdir()} == {
        "dataset.xlsx",
        "documents.csl.json",
        "run.json",
    }
    code, _, _ = call("export", dataset, "--out", out, "--force", "--bom")
    assert code == 0
    assert (out / "tags.csv").read_bytes().startswith(b"\xef\xbb\xbfpassage,")


def test_export_tells_what_it_cannot_do(call: Call, dataset: Path, tmp_path: Path) -> None:
    for arguments, message in (
        ((dataset, "--out", tmp_path / "x", "--format", "docx"), "no format 'docx'"),
        ((dataset, "--out", dataset, "--force"), "holds the dataset itself"),
        ((tmp_path, "--out", tmp_path / "x"), "run.json is missing"),
    ):
        code, _, complaint = call("export", *arguments)
        assert code == 2
        assert message in complaint
