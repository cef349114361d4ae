from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest
from frictionless import validate
from scripted_readers import obey
from scripted_taggers import follow

import communique
from communique import CommuniqueError, Limits
from communique.export.schema import TABLES

DOCUMENTS = {
    "2001-a.pdf": "Countries should share a common platform.",
    "2001-b.pdf": "Employees need new skills, and the common platform needs them.",
    "2004/2004-c.pdf": "- skills of employees",
    "2004/2004-again.pdf": "Employees need new skills, and the common platform needs them.",
    "crash.pdf": "crash",
    "nonsense.pdf": "nonsense",
    "raise.pdf": "raise",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file, text in DOCUMENTS.items():
        path = tmp_path / "documents" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "documents"


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_every_file_has_its_row_and_the_others_go_on(folder: Path, taxonomy: Path) -> None:
    data = communique.run(folder, taxonomy=taxonomy, reader=obey)
    documents = data.documents.set_index("file")
    assert sorted(documents.index) == sorted(DOCUMENTS)
    failed = documents[documents["status"] == "failed"]
    assert sorted(failed.index) == ["crash.pdf", "nonsense.pdf", "raise.pdf"]
    assert failed.loc["nonsense.pdf", "problem"] == (
        "The record of this file is at fault (documents.kind cannot be 'poem')."
    )
    assert set(data.passages["document"]) == set(documents[documents["status"] == "ok"]["document"])
    assert data.run["counts"]["status"] == {"ok": 4, "partial": 0, "failed": 3}
    assert data.folder is None


def test_evidence_is_in_the_text(folder: Path, taxonomy: Path) -> None:
    data = communique.run(folder, taxonomy=taxonomy, reader=obey)
    found = data.tags.merge(data.passages, on="passage")
    assert sorted(data.tags["theme"]) == ["interoperability"] * 3 + ["skills"] * 3
    for row in found.itertuples():
        assert row.text[row.start : row.end] == row.evidence


def test_the_same_content_twice_counts_once(folder: Path, taxonomy: Path) -> None:
    data = communique.run(folder, taxonomy=taxonomy, reader=obey)
    documents = data.documents.set_index("file")
    assert documents.loc["2004/2004-again.pdf", "problem"] == (
        "This file has the same content as 2001-b.pdf."
    )
    assert documents.loc["2001-b.pdf", "problem"] == ""
    counted = data.priorities.drop_duplicates("period").set_index("period")["documents"]
    assert counted.to_dict() == {"2001": 2, "2004": 1}


def test_what_is_written_is_what_is_given(tmp_path: Path, folder: Path, taxonomy: Path) -> None:
    given = communique.run(folder, tmp_path / "out", taxonomy=taxonomy, reader=obey)
    read = communique.load(tmp_path / "out")
    for name in TABLES:
        pd.testing.assert_frame_equal(given[name], read[name])
    assert given.run == read.run
    assert given.folder == tmp_path / "out"


def test_a_table_is_read_when_it_is_asked_for(tmp_path: Path, folder: Path, taxonomy: Path) -> None:
    given = communique.run(folder, tmp_path / "out", taxonomy=taxonomy, reader=obey)
    assert given.tags is given.tags
    (tmp_path / "out" / "passages.csv").unlink()
    with pytest.raises(CommuniqueError, match=r"passages\.csv cannot be read"):
        given.passages  # noqa: B018
    assert len(given.documents) == len(DOCUMENTS)
    assert list(given) == list(TABLES)
    with pytest.raises(AttributeError, match="absent"):
        given.absent  # noqa: B018
    held = communique.run(folder, taxonomy=taxonomy, reader=obey)
    assert len(held.passages) == 4


def test_workers_and_order_change_no_byte(
    tmp_path: Path, folder: Path, taxonomy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    communique.run(folder, tmp_path / "one", taxonomy=taxonomy, workers=1, reader=obey)
    listed = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda path: reversed(list(listed(path))))
    communique.run(folder, tmp_path / "two", taxonomy=taxonomy, workers=3, reader=obey)
    monkeypatch.undo()
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_any_file_name_makes_a_valid_package(tmp_path: Path, folder: Path, taxonomy: Path) -> None:
    for name in (b"two\nlines.pdf", b"=1+1.pdf", b"caf\xe9.pdf", b'"quoted", once.pdf', b" .PDF"):
        (folder / os.fsdecode(name)).write_text(f"skills of {name!r}")
    data = communique.run(folder, tmp_path / "out", taxonomy=taxonomy, reader=obey)
    assert {"two\nlines.pdf", "=1+1.pdf", "caf\\xe9.pdf"} < set(data.documents["file"])
    assert ",'=1+1.pdf," in (tmp_path / "out" / "documents.csv").read_text(encoding="utf-8")
    report = validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.valid, report.flatten(["fieldName", "rowNumber", "note"])


def test_another_document_changes_no_id(folder: Path, taxonomy: Path) -> None:
    before = communique.run(folder, taxonomy=taxonomy, reader=obey)
    (folder / "0000.pdf").write_text("skills come first")
    after = communique.run(folder, taxonomy=taxonomy, reader=obey)
    assert set(before.documents["document"]) < set(after.documents["document"])
    assert set(before.passages["passage"]) < set(after.passages["passage"])


def test_requests_that_cannot_be_met(tmp_path: Path, folder: Path, taxonomy: Path) -> None:
    (tmp_path / "empty").mkdir()
    broken = tmp_path / "taxonomy"
    broken.mkdir()
    (broken / "taxonomy.yaml").write_text("families: 3\n")
    for message, arguments in {
        "no PDF in": {"folder": tmp_path / "empty"},
        "does not exist": {"folder": tmp_path / "nowhere"},
        "0 workers": {"folder": folder, "workers": 0},
        "limit is too small": {"folder": folder, "limits": Limits(seconds=0)},
        "no taxonomy in": {"folder": folder, "taxonomy": tmp_path / "nowhere"},
        "taxonomy has a fault": {"folder": folder, "taxonomy": broken},
        "holds the documents": {"folder": folder, "out": folder},
    }.items():
        with pytest.raises(CommuniqueError, match=message):
            communique.run(**arguments)  # type: ignore[arg-type]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["documents", "empty", "taxonomy"]


def test_a_text_that_cannot_be_tagged_costs_its_own_tags_alone(
    folder: Path, taxonomy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(monkeypatch, {"-": "recursion"})
    data = communique.run(folder, taxonomy=taxonomy, reader=obey)
    documents = data.documents.set_index("file")
    assert documents.loc["2004/2004-c.pdf", "status"] == "partial"
    assert (
        "themes could not be told (RecursionError)" in documents.loc["2004/2004-c.pdf", "problem"]
    )
    assert len(data.tags) == 5


@pytest.mark.parametrize(
    ("order", "problem"),
    [
        ("crash", "Reading crashed (SIGSEGV)."),
        ("hang", "Telling its themes took too long; --tagger fast takes less."),
    ],
)
def test_a_text_that_breaks_the_tagger_costs_its_own_document_alone(
    folder: Path, taxonomy: Path, monkeypatch: pytest.MonkeyPatch, order: str, problem: str
) -> None:
    follow(monkeypatch, {"-": order})
    data = communique.run(folder, taxonomy=taxonomy, reader=obey, limits=Limits(seconds=2.0))
    documents = data.documents.set_index("file")
    assert documents.loc["2004/2004-c.pdf", "problem"] == problem
    assert len(data.tags) == 5
