from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from communique.cli import main
from communique.export.package import json_text, run_record
from communique.export.schema import TABLES
from communique.export.tables import table_text


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A dataset without rows, on disk."""
    folder = tmp_path / "dataset"
    folder.mkdir()
    for table in TABLES.values():
        (folder / table.file).write_text(table_text(table, []), encoding="utf-8")
    record = run_record(documents=[], counts={}, settings={}, taxonomy={})
    (folder / "run.json").write_text(json_text(record), encoding="utf-8")
    return folder


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def called(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return int(left.value.code or 0), printed.out, printed.err

    return called


Call = Callable[..., tuple[int, str, str]]


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
