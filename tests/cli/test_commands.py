from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from command_line import Call
from reportlab.pdfgen.canvas import Canvas

import communique

LINES = [
    "Summary of the meeting of 14 July 2004",
    "Governments agreed that common platforms should be shared across ministries,",
    "and that employees need training before new services are introduced.",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a document of three lines and a file that is none."""
    documents = tmp_path / "documents"
    documents.mkdir()
    canvas = Canvas(str(documents / "2004 summary.pdf"), invariant=True)
    for place, line in enumerate(LINES):
        canvas.drawString(72, 720 - 30 * (place > 0) - 14 * place, line)
    canvas.save()
    (documents / "broken [bold].pdf").write_bytes(b"%PDF-1.4 cut off")
    return documents


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_version(call: Call) -> None:
    assert call("--version") == (0, f"communique {communique.__version__}\n", "")


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["run"],
        ["tag"],
        ["show"],
        ["taxonomy", "check"],
        ["evaluate", "extraction"],
        ["cache", "info"],
        ["cache", "clear"],
    ],
)
def test_help_has_an_example(call: Call, command: Sequence[str]) -> None:
    code, out, _ = call(*command, "--help")
    assert code == 0
    assert f"communique {' '.join(command)}".strip() in out.partition("Example")[2]


EMPTY = """
import typer
app = typer.Typer(rich_markup_mode="rich")
for name in ("one", "two"):
    app.command(name)(lambda: None)
app(["--help"])
"""


def test_help_comes_about_as_soon_as_that_of_an_empty_command_line() -> None:
    def seconds(*arguments: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        return time.perf_counter() - start

    both = [(seconds("-m", "communique", "--help"), seconds("-c", EMPTY)) for _ in range(5)]
    ours, empty = (min(times) for times in zip(*both, strict=True))
    assert ours < 2.5 * empty


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys\nfrom communique.cli import main\n"
        "try:\n    main(['run', '--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'pandas', 'spacy', 'pypdfium2', 'pdfplumber', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_run_writes_a_dataset_and_sums_it_up(call: Call, folder: Path, tmp_path: Path) -> None:
    code, out, _ = call("run", folder, "--out", tmp_path / "dataset")
    assert code == 3
    assert "2 documents (1 ok, 1 failed)" in out
    assert "broken [bold].pdf: " in out
    documents = {row["file"]: row["status"] for row in rows(tmp_path / "dataset" / "documents.csv")}
    assert documents == {"2004 summary.pdf": "ok", "broken [bold].pdf": "failed"}
    assert "interoperability" in {row["theme"] for row in rows(tmp_path / "dataset" / "tags.csv")}


def test_run_is_quiet_when_asked_and_leaves_with_nought(
    call: Call, folder: Path, tmp_path: Path
) -> None:
    (folder / "broken [bold].pdf").unlink()
    assert call("run", folder, "--out", tmp_path / "dataset", "--quiet") == (0, "", "")


def test_run_twice_needs_force_and_gives_the_same_bytes(
    call: Call, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "dataset"
    call("run", folder, "--out", out, "--workers", "1")
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    code, _, complaint = call("run", folder, "--out", out)
    assert code == 2
    assert complaint == f"communique: {out} already holds a dataset; replace it with --force.\n"
    code, _, _ = call("run", folder, "--out", out, "--force", "--workers", "2")
    assert code == 3
    assert before == {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "nowhere", "--out", "out"],
        ["run", ".", "--out", "."],
        ["run", ".", "--out", "out", "--taxonomy", "nowhere"],
        ["tag", "nowhere.csv", "--out", "out"],
        ["show", "nowhere.pdf"],
        ["show", "."],
        ["taxonomy", "check", "nowhere"],
        ["evaluate", "extraction", ".", "--gold", "."],
    ],
)
def test_a_wrong_request_is_told_in_one_line(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: Sequence[str]
) -> None:
    monkeypatch.chdir(folder)
    before = sorted(folder.iterdir())
    code, out, complaint = call(*arguments)
    assert (code, out) == (2, "")
    assert complaint.startswith("communique: ")
    assert complaint.count("\n") == 1
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    "arguments", [["fly"], ["run"], ["run", ".", "--out", "o", "--workers", "0"], ["run", "--x"]]
)
def test_a_mistyped_command_leaves_with_two(call: Call, arguments: Sequence[str]) -> None:
    code, _, complaint = call(*arguments)
    assert code == 2
    assert "Usage" in complaint


def test_tag_a_sheet_from_a_spreadsheet(call: Call, tmp_path: Path) -> None:
    sheet = tmp_path / "in.csv"
    sheet.write_bytes("text;language\nLes compétences numériques des agents;fr\n".encode("cp1252"))
    code, out, _ = call("tag", sheet, "--out", tmp_path / "out")
    assert code == 0
    assert out.startswith("1 passages, ")
    assert [row["theme"] for row in rows(tmp_path / "out" / "tags.csv")] == ["skills"]
    (passage,) = rows(tmp_path / "out" / "passages.csv")
    assert passage["text"] == "Les compétences numériques des agents"
    assert passage["role"]


def test_tag_gives_all_scores(call: Call, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("text\nSkills of employees\nWeather\n")
    assert call("tag", tmp_path / "in.csv", "--out", tmp_path / "out", "--all-scores")[0] == 0
    scores = rows(tmp_path / "out" / "tags.csv")
    assert len(scores) == 2 * 25
    assert len({(row["passage"], row["theme"]) for row in scores}) == 50


def test_tag_says_what_column_it_misses(call: Call, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,words\n1,hello\n")
    code, _, complaint = call("tag", tmp_path / "in.csv", "--out", tmp_path / "out")
    assert code == 2
    assert "no column 'text', its columns are: id, words" in complaint
    assert not (tmp_path / "out").exists()


def test_show_a_document(call: Call, folder: Path) -> None:
    code, out, _ = call("show", folder / "2004 summary.pdf")
    assert code == 0
    assert "Passages" in out
    assert "ministries" in out


def test_show_as_json(call: Call, folder: Path) -> None:
    code, out, _ = call("show", folder / "2004 summary.pdf", "--json")
    record = json.loads(out)
    assert code == 0
    assert record["file"] == "2004 summary.pdf"
    assert record["passages"][0]["passage"].startswith(record["document"])


def test_show_a_file_that_cannot_be_read(call: Call, folder: Path) -> None:
    code, out, _ = call("show", folder / "broken [bold].pdf")
    assert code == 3
    assert "failed" in out


def test_the_packaged_taxonomy_has_no_faults(call: Call) -> None:
    assert call("taxonomy", "check") == (0, "no faults\n", "")


def test_the_faults_of_a_taxonomy_are_listed(call: Call, tmp_path: Path) -> None:
    assert call("taxonomy", "check", tmp_path) == (
        3,
        "taxonomy.yaml: is missing [unreadable]\n1 fault\n",
        "",
    )
    (tmp_path / "taxonomy.yaml").write_text("families: []\n")
    code, out, _ = call("taxonomy", "check", tmp_path)
    assert code == 3
    assert [line.split(":")[0] for line in out.splitlines()] == [*["taxonomy.yaml"] * 2, "2 faults"]


def test_evaluate_says_what_is_no_dataset(call: Call, tmp_path: Path) -> None:
    code, _, complaint = call("evaluate", "extraction", tmp_path, "--gold", tmp_path)
    assert (code, complaint.count("\n")) == (2, 1)
    assert "is no dataset: documents.csv is missing" in complaint
    (tmp_path / "documents.csv").write_text("file\na.pdf\n")
    code, _, complaint = call("evaluate", "extraction", tmp_path, "--gold", tmp_path)
    assert code == 2
    assert "documents.csv lacks the column document" in complaint


def test_evaluate(call: Call, folder: Path, tmp_path: Path) -> None:
    call("run", folder, "--out", tmp_path / "dataset")
    gold = tmp_path / "gold"
    gold.mkdir()
    record = {"file": "2004 summary.pdf", "documents": {"status": "ok", "pages": "2"}}
    (gold / "a.json").write_text(json.dumps(record))
    code, out, _ = call("evaluate", "extraction", tmp_path / "dataset", "--gold", gold, "--misses")
    assert code == 0
    assert "cover, pages: '1', not '2'" in out
    _, out, _ = call("evaluate", "extraction", tmp_path / "dataset", "--gold", gold, "--json")
    assert json.loads(out)["document_fields"] == 0.5


def test_compare_shows_periods_and_says_what_it_cannot_do(
    call: Call, folder: Path, tmp_path: Path
) -> None:
    call("run", folder, "--out", tmp_path / "data", "--tagger", "rules", "-q")
    code, said, _ = call("compare", tmp_path / "data", "--by", "period", "--out", tmp_path / "new")
    assert code == 0
    assert "2000-2004" in said
    assert "could not be read" in said
    assert rows(tmp_path / "new" / "priorities.csv")[0]["period"] == "2000-2004"
    for wrong in (["--standardise", "years"], ["--kind", "memo"], ["--periods", "2005-2001"]):
        code, _, complaint = call("compare", tmp_path / "data", *wrong)
        assert code == 2
        assert wrong[1] in complaint
    assert call("compare", folder)[0] == 2
