from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from scripted_readers import fail_once, obey

from communique.batch.find import find
from communique.batch.isolate import Limits, read_all
from communique.records import Document


def read(folder: Path, workers: int = 2, seconds: float = 20.0) -> dict[str, Document]:
    records = read_all(
        find(folder), folder, limits=Limits(seconds=seconds), workers=workers, reader=obey
    )
    return {record.file: record for record in records}


@pytest.mark.parametrize(
    ("order", "problem"),
    [
        ("crash", "Reading crashed (SIGSEGV)."),
        ("exit", "Reading crashed (exit code 7)."),
        ("gobble", "Reading needed more than 2,048 MB of memory."),
        ("raise", "Reading failed (RuntimeError)."),
        ("pages", "The document has 3,001 pages, more than the limit of 3,000."),
    ],
)
def test_a_bad_file_costs_its_own_row_alone(tmp_path: Path, order: str, problem: str) -> None:
    for name in ("a", "b", "c", "d"):
        (tmp_path / f"{name}.pdf").write_text(order if name == "b" else f"text of {name}")
    records = read(tmp_path)
    assert [records[f"{name}.pdf"].status for name in "abcd"] == ["ok", "failed", "ok", "ok"]
    bad = records["b.pdf"]
    assert bad.problem == problem
    assert bad.document.startswith("b-")
    assert len(bad.sha256) == 64


def test_a_file_that_hangs_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("hang")
    (tmp_path / "b.pdf").write_text("text")
    records = read(tmp_path, seconds=1.5)
    assert records["a.pdf"].problem == "Reading took longer than 1.5 seconds."
    assert records["b.pdf"].status == "ok"


def test_a_file_is_not_blamed_for_its_neighbours(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.pdf").write_text("text")
    (record,) = read_all(find(folder), folder, limits=Limits(), workers=1, reader=fail_once)
    assert record.status == "ok"


def test_a_file_that_vanishes_has_its_row(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("text")
    files = find(tmp_path)
    (tmp_path / "a.pdf").unlink()
    (record,) = read_all(files, tmp_path, limits=Limits(), workers=1, reader=obey)
    assert (record.status, record.sha256) == ("failed", "")
    assert record.problem == "The file cannot be read (No such file or directory)."


def test_progress_names_every_file_and_never_goes_back(tmp_path: Path) -> None:
    for name, order in {"a": "text", "b": "crash", "c": "text"}.items():
        (tmp_path / f"{name}.pdf").write_text(order)
    told: list[tuple[int, int, str]] = []
    read_all(
        find(tmp_path),
        tmp_path,
        limits=Limits(),
        workers=1,
        reader=obey,
        progress=lambda *state: told.append(state),
    )
    assert {file for _, _, file in told} == {"a.pdf", "b.pdf", "c.pdf", ""}
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[-1] == (3, 3, "")


def test_a_script_without_a_main_guard_is_not_run_again(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.pdf").write_text("text")
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from pathlib import Path\n"
        "from scripted_readers import obey\n"
        "from communique.batch.find import find\n"
        "from communique.batch.isolate import Limits, read_all\n"
        f"root = Path({str(folder)!r})\n"
        "print('started')\n"
        "(record,) = read_all(find(root), root, limits=Limits(), workers=1, reader=obey)\n"
        "print(record.status)\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["started", "ok"]
    assert done.stderr == ""
