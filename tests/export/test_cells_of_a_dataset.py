"""Cells of a dataset as text: from its files as from its frames."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from communique.export.load import load, opened
from communique.export.schema import TABLES
from communique.export.tables import Rows, document_rows, table_text
from communique.records import Document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = Rows()
    for number, problem in enumerate(("", '=1, or "2"', "Two\nlines.", "'-x")):
        rows.extend(document_rows(Document(f"d{number}", f"{number}.pdf", "0" * 64, pages=number)))
        row = rows.tables["documents"][-1]
        place = TABLES["documents"].header.index("problem")
        rows.tables["documents"][-1] = (*row[:place], problem, *row[place + 1 :])
    for name, table in TABLES.items():
        (tmp_path / table.file).write_text(table_text(table, rows.tables[name]), encoding="utf-8")
    (tmp_path / "run.json").write_text("{}", encoding="utf-8")
    return tmp_path


def test_a_file_and_a_frame_say_the_same(folder: Path) -> None:
    columns = ("file", "problem", "pages", "year")
    from_file = list(opened(folder, {}).cells("documents", *columns))
    assert from_file == list(load(folder).cells("documents", *columns))
    assert [problem for _, problem, _, _ in from_file] == ["", '=1, or "2"', "Two\nlines.", "'-x"]
    assert list(opened(folder, {}).cells("priorities", "period", "rank")) == []


def test_no_pandas_is_loaded_for_a_file(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from communique.export.load import opened\n"
        "list(opened(Path(sys.argv[1]), {}).cells('documents', 'file'))\n"
        "sys.exit('pandas' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], check=True)
