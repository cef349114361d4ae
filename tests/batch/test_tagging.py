from __future__ import annotations

import csv
from pathlib import Path

import pytest

from communique.batch.tagging import tag_sheet
from communique.errors import CommuniqueError
from communique.export.guard import unguard


def role_of(text: str, kind: str, section: tuple[str, ...], language: str) -> str:
    return "question" if text.endswith("?") else "background"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [{key: unguard(cell) for key, cell in row.items()} for row in csv.DictReader(stream)]


def tagged(tmp_path: Path, taxonomy: Path, text: str, **options: bool) -> Path:
    (tmp_path / "in.csv").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    tag_sheet(tmp_path / "in.csv", out, taxonomy=taxonomy, role=role_of, **options)  # type: ignore[arg-type]
    return out


def test_a_column_of_texts_is_enough(tmp_path: Path, taxonomy: Path) -> None:
    out = tagged(tmp_path, taxonomy, "text\nWhich skills?\n\n-a common platform\nnothing\n")
    passages = rows(out / "passages.csv")
    assert [row["passage"] for row in passages] == ["1", "2", "3"]
    assert [row["role"] for row in passages] == ["question", "background", "background"]
    assert [(row["passage"], row["theme"]) for row in rows(out / "tags.csv")] == [
        ("1", "skills"),
        ("2", "interoperability"),
    ]
    assert sorted(path.name for path in out.iterdir()) == ["passages.csv", "run.json", "tags.csv"]


def test_what_is_known_is_kept(tmp_path: Path, taxonomy: Path) -> None:
    text = (
        "note;passage;document;language;year;role;text\n"
        "=mine;p7;d1;FR;2004.0;priority;Les compétences\n"
        "x;p8;d1;fr;soon;;Des compétences ?\n"
    )
    out = tagged(tmp_path, taxonomy, text)
    passages = rows(out / "passages.csv")
    assert list(passages[0]) == [*text.splitlines()[0].split(";"), "problem"]
    assert passages[0]["note"] == "=mine"
    assert [row["role"] for row in passages] == ["priority", "question"]
    tags = rows(out / "tags.csv")
    assert [(row["passage"], row["document"], row["year"]) for row in tags] == [
        ("p7", "d1", "2004"),
        ("p8", "d1", ""),
    ]


def test_all_scores(tmp_path: Path, taxonomy: Path) -> None:
    out = tagged(tmp_path, taxonomy, "text\nskills\nnothing\n", all_scores=True)
    tags = rows(out / "tags.csv")
    assert [(row["passage"], row["theme"]) for row in tags] == [
        ("1", "skills"),
        ("1", "interoperability"),
        ("2", "skills"),
        ("2", "interoperability"),
    ]
    assert float(tags[0]["score"]) > 0.5
    assert (tags[0]["evidence"], tags[1]["evidence"]) == ("skills", "")
    assert all(0 <= float(row["score"]) <= 1 for row in tags)


def test_evidence_is_in_the_text_as_written(tmp_path: Path, taxonomy: Path) -> None:
    out = tagged(tmp_path, taxonomy, 'text\n"-one\ntwo\tskills"\n')
    (passage,), (tag,) = rows(out / "passages.csv"), rows(out / "tags.csv")
    assert passage["text"] == "-one two skills"
    assert passage["text"][int(tag["start"]) : int(tag["end"])] == tag["evidence"] == "skills"


def test_year_and_kind_come_from_the_dataset_around(tmp_path: Path, taxonomy: Path) -> None:
    (tmp_path / "documents.csv").write_text("document,kind,year\nd,agenda,2004\n")
    sheet = "document,text\nd,skills\ne,skills\n"
    kinds: list[str] = []

    def told(text: str, kind: str, section: tuple[str, ...], language: str) -> str:
        kinds.append(kind)
        return "background"

    (tmp_path / "in.csv").write_text(sheet)
    tag_sheet(tmp_path / "in.csv", tmp_path / "foreign", taxonomy=taxonomy, role=told)
    (tmp_path / "run.json").write_text('{"software": {"name": "communique"}}')
    tag_sheet(tmp_path / "in.csv", tmp_path / "ours", taxonomy=taxonomy, role=told)
    assert [row["year"] for row in rows(tmp_path / "foreign" / "tags.csv")] == ["", ""]
    assert [row["year"] for row in rows(tmp_path / "ours" / "tags.csv")] == ["2004", ""]
    assert kinds == ["", "", "agenda", ""]


def test_a_passage_given_twice_is_refused(tmp_path: Path, taxonomy: Path) -> None:
    with pytest.raises(CommuniqueError, match="'p' twice"):
        tagged(tmp_path, taxonomy, "passage,text\np,a\np,b\n")
    assert not (tmp_path / "out").exists()


def test_the_same_sheet_gives_the_same_bytes(tmp_path: Path, taxonomy: Path) -> None:
    out = tagged(tmp_path, taxonomy, "text\nskills\n")
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    with pytest.raises(CommuniqueError, match="already holds"):
        tagged(tmp_path, taxonomy, "text\nskills\n")
    out = tagged(tmp_path, taxonomy, "text\nskills\n", force=True)
    assert before == {path.name: path.read_bytes() for path in out.iterdir()}
