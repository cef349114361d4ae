"""``communique taxonomy export`` and ``import`` from the command line."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

import pytest
from command_line import Call

from communique.batch import exchange
from communique.export.sheet import read_sheet
from communique.tag import load_taxonomy

pytest.importorskip("rdflib")


THESAURUS = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://example.org/water> a skos:Concept ; skos:prefLabel "=HYPERLINK water"@en .
"""


@pytest.fixture
def call(call: Call) -> Call:
    """Call ``communique taxonomy``: exit code, output, complaints."""
    return partial(call, "taxonomy")


@pytest.fixture
def thesaurus(tmp_path: Path) -> Path:
    path = tmp_path / "thesaurus.ttl"
    path.write_text(THESAURUS, encoding="utf-8")
    return path


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("command", ["export", "import"])
def test_help_has_an_example(call: Call, command: str) -> None:
    code, out, _ = call(command, "--help")
    assert code == 0
    assert f"communique taxonomy {command}" in out.partition("Example")[2]


def test_out_and_in_gives_the_same_taxonomy(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "themes.ttl"
    assert call("export", "--out", file) == (0, f"25 themes written to {file}\n", "")
    folder = tmp_path / "themes"
    code, out, _ = call("import", file, "--out", folder)
    assert (code, out) == (0, f"25 themes in 5 families written to {folder}\n")
    assert load_taxonomy(folder) == load_taxonomy()
    again = tmp_path / "again.TTL"
    call("export", folder, "--out", again)
    assert again.read_bytes() == file.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again.TTL", "themes", "themes.ttl"]


def test_a_thesaurus_is_taken_in_with_its_gaps_named(
    call: Call, thesaurus: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    code, out, _ = call("import", thesaurus, "--out", folder)
    assert code == 0
    assert out.splitlines() == [
        "theme water: no French name, no definition, no scope, no French counting pattern; "
        "fill them in",
        f"1 theme in 1 family written to {folder}",
    ]
    code, out, _ = call("check", folder)
    assert (code, "no counting pattern in 'fr'" in out) == (3, True)


def test_the_sheet_runs_no_formula(call: Call, thesaurus: Path, tmp_path: Path) -> None:
    call("import", thesaurus, "--out", tmp_path / "mine")
    sheet = tmp_path / "mine.csv"
    assert call("export", tmp_path / "mine", "--out", sheet)[0] == 0
    with sheet.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["name"] for row in rows] == ["'=HYPERLINK water"] * 2
    assert not [cell for row in rows for cell in row.values() if cell[:1] in {*"=+-@\t\r"}]
    assert read_sheet(sheet, "theme").column("name") == ["=HYPERLINK water"] * 2


@pytest.mark.parametrize("name", ["themes.xlsx", "themes", "themes.ttl.gz"])
def test_another_ending_is_told_in_one_line(call: Call, tmp_path: Path, name: str) -> None:
    code, out, complaint = call("export", "--out", tmp_path / name)
    assert (code, out) == (2, "")
    assert complaint == (
        f"communique: {tmp_path / name} ends neither in .ttl nor in .csv; "
        "end it in .ttl for SKOS, in .csv for a spreadsheet.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_with_force_alone(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "themes.csv"
    file.write_text("mine", encoding="utf-8")
    code, _, complaint = call("export", "--out", file)
    assert (code, complaint) == (
        2,
        f"communique: {file} is there already; replace it with --force.\n",
    )
    assert file.read_text(encoding="utf-8") == "mine"
    assert call("export", "--out", file, "--force")[0] == 0
    assert file.read_text(encoding="utf-8").startswith("family,")


def test_an_imported_folder_is_replaced_with_force_alone(
    call: Call, thesaurus: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    call("import", thesaurus, "--out", folder)
    (folder / "water.yaml").write_text("edited", encoding="utf-8")
    before = content(folder)
    code, _, complaint = call("import", thesaurus, "--out", folder)
    assert (code, content(folder)) == (2, before)
    assert complaint == f"communique: {folder} already holds a taxonomy; replace it with --force.\n"
    assert call("import", thesaurus, "--out", folder, "--force")[0] == 0
    assert b"id: water" in content(folder)["water.yaml"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "thesaurus.ttl"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notes.txt", "mine"),
        ("taxonomy.yaml", 'version: "1"\n'),
        ("run.json", '{"software": {"name": "communique"}}'),
    ],
)
def test_what_is_not_imported_stays_even_with_force(
    call: Call, thesaurus: Path, tmp_path: Path, name: str, text: str
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    before = content(folder)
    code, out, complaint = call("import", thesaurus, "--out", folder, "--force")
    assert (code, out, content(folder)) == (2, "", before)
    assert complaint.count("\n") == 1


def test_a_note_beside_an_imported_taxonomy_stays(
    call: Call, thesaurus: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    call("import", thesaurus, "--out", folder)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    code, _, complaint = call("import", thesaurus, "--out", folder, "--force")
    assert code == 2
    assert "holds notes.txt, which communique did not write" in complaint
    assert (folder / "notes.txt").exists()


def test_the_old_folder_comes_back_when_writing_fails(
    call: Call, thesaurus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    call("import", thesaurus, "--out", folder)
    before = content(folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exchange, "write", full)
    code, _, complaint = call("import", thesaurus, "--out", folder, "--force")
    assert (code, content(folder)) == (2, before)
    assert "No space left on device" in complaint
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "thesaurus.ttl"]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("t.ttl", b'<a> <b> "un', "is no sound Turtle"),
        ("t.ttl", b"<a>\n<b> @ .", "is no sound Turtle, line 2: "),
        ("t.ttl", b"\xff", "is not UTF-8"),
        ("t.ttl", b"", "makes no taxonomy"),
        ("t.ttl", b" " * 101, "is larger than"),
        ("t.rdf", b"<rdf/>", "is no Turtle file"),
        ("t.ttl", None, "cannot be read"),
    ],
)
def test_a_bad_file_is_told_in_one_line(
    call: Call,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    text: bytes | None,
    says: str,
) -> None:
    monkeypatch.setattr(exchange, "MOST_BYTES", 100)
    file = tmp_path / name
    if text is not None:
        file.write_bytes(text)
    code, out, complaint = call("import", file, "--out", tmp_path / "mine")
    assert (code, out) == (2, "")
    assert complaint.startswith(f"communique: {file} ")
    assert says in complaint
    assert complaint.count("\n") == 1
    assert not (tmp_path / "mine").exists()
