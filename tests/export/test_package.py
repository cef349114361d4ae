from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest
from frictionless import validate

import communique
from communique.errors import CommuniqueError
from communique.export.load import from_texts, load
from communique.export.package import datapackage, json_text, run_record
from communique.export.schema import TABLES
from communique.export.tables import document_rows, frame_rows, table_text, tag_rows
from communique.records import AgendaEntry, Box, Document, Passage, Person, Tag


@pytest.fixture
def texts() -> dict[str, str]:
    first = Document(
        document="seoul-1",
        file='2004/Séoul,\n"a".pdf',
        sha256="1" * 64,
        kind="agenda",
        language=("en",),
        issued="2004-06",
        edition="4",
        start_date="2004-07-14",
        end_date="2004-07-15",
        year=2004,
        country=("KOR",),
        participants=60,
        pages=5,
        agenda=(
            AgendaEntry(1, 2, "=Opening", "opening", date="2004-07-14", start="09:00"),
            AgendaEntry(2, 2, "Break", "break", parent=1),
        ),
        people=(Person(2, "Rolf Alter", "speaker", entry=1),),
        passages=(
            Passage(1, 2, Box(1, 2, 3, 4), "- Share a platform.", entry=2, role="session"),
            Passage(2, 2, Box(1, 2, 3, 4), "Rein\x07vent.", role="priority", language="en"),
        ),
    )
    broken = Document("broken-2", "b.pdf", "", status="failed", problem="The file is empty.")
    rows = document_rows(first)
    rows.extend(document_rows(broken))
    rows.extend(tag_rows([Tag("seoul-1.1", "seoul-1", 2004, "data", 0.5, "rules", "- S", 0, 3)]))
    shares = {"period": ["2004"], "theme": ["data"], "share": [0.5], "rank": [1], "change": [None]}
    rows.extend(frame_rows("priorities", pd.DataFrame(shares)))
    terms = {"period": ["2004"], "term": ["platform"], "count": [1], "score": [-1.5]}
    rows.extend(frame_rows("terms", pd.DataFrame(terms)))
    return {name: table_text(TABLES[name], found) for name, found in rows.tables.items()}


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / f"{name}.csv").write_bytes(text.encode("utf-8"))
    (folder / "datapackage.json").write_text(json_text(datapackage(texts)), encoding="utf-8")
    record = run_record(documents=[], counts={}, settings={}, taxonomy={})
    (folder / "run.json").write_text(json_text(record), encoding="utf-8")


def test_the_package_is_valid(tmp_path: Path, texts: dict[str, str]) -> None:
    write(tmp_path, texts)
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["fieldName", "rowNumber", "note"])
    assert {task.name for task in report.tasks} == set(TABLES)


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("documents", ",agenda,", ",poem,"),
        ("documents", "2004-07-14", "2004-07-41"),
        ("passages", "seoul-1.2,seoul-1", "seoul-1.2,seoul-7"),
        ("passages", "seoul-1.2,", "seoul-1.1,"),
        ("tags", "0.5", "1.5"),
    ],
)
def test_the_package_tells_what_is_wrong(
    tmp_path: Path, texts: dict[str, str], table: str, old: str, new: str
) -> None:
    assert old in texts[table]
    write(tmp_path, texts | {table: texts[table].replace(old, new)})
    assert not validate(str(tmp_path / "datapackage.json")).valid


def test_hash_and_size_are_of_the_file(texts: dict[str, str]) -> None:
    for resource in datapackage(texts)["resources"]:
        content = texts[resource["name"]].encode("utf-8")
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


def test_the_tables_come_back_typed(tmp_path: Path, texts: dict[str, str]) -> None:
    write(tmp_path, texts)
    data = communique.load(tmp_path)
    documents = data.documents.set_index("document")
    assert documents.loc["seoul-1", "file"] == '2004/Séoul,\n"a".pdf'
    assert documents.loc["seoul-1", "start_date"] == pd.Timestamp("2004-07-14")
    assert pd.isna(documents.loc["broken-2", "year"])
    assert documents.loc["broken-2", "sha256"] == ""
    assert {name: str(documents[name].dtype) for name in ("year", "file", "start_date")} == {
        "year": "Int64",
        "file": "str",
        "start_date": "datetime64[s]",
    }
    assert data.agenda["title"].tolist() == ["=Opening", "Break"]
    assert data["passages"]["text"].tolist() == ["- Share a platform.", "Rein vent."]
    assert data.priorities["change"].dtype == "float64"
    assert list(data) == list(TABLES)
    assert data.run["software"]["name"] == "communique"
    assert data.folder == tmp_path


def test_empty_tables_keep_their_types() -> None:
    empty = {name: table_text(table, []) for name, table in TABLES.items()}
    data = from_texts(empty, {})
    assert len(data.tags) == 0
    assert str(data.tags["year"].dtype) == "Int64"
    assert str(data.documents["start_date"].dtype) == "datetime64[s]"


def test_what_is_no_dataset_is_told_in_one_line(tmp_path: Path, texts: dict[str, str]) -> None:
    with pytest.raises(CommuniqueError, match=r"no dataset: run\.json is missing"):
        load(tmp_path)
    write(tmp_path, texts)
    (tmp_path / "tags.csv").unlink()
    with pytest.raises(CommuniqueError, match=r"tags\.csv is missing"):
        load(tmp_path)
    (tmp_path / "tags.csv").write_text("passage,document\n", encoding="utf-8")
    with pytest.raises(CommuniqueError, match="lacks the column year"):
        load(tmp_path)
    (tmp_path / "tags.csv").write_text(texts["tags"] + "a,b\n", encoding="utf-8")
    with pytest.raises(CommuniqueError, match="longer or shorter"):
        load(tmp_path)
    (tmp_path / "tags.csv").write_text(texts["tags"].replace("2004", "MMIV"), encoding="utf-8")
    with pytest.raises(CommuniqueError, match=r"tags\.csv, column year"):
        load(tmp_path)


def test_the_run_record_has_no_clock_and_no_order() -> None:
    one = run_record(
        documents=[("b", "2"), ("a\nc", "1")], counts={}, settings={}, taxonomy={"version": "1"}
    )
    two = run_record(
        documents=[("a\nc", "1"), ("b", "2")], counts={}, settings={}, taxonomy={"version": "1"}
    )
    other = run_record(documents=[("a", "1")], counts={}, settings={}, taxonomy={"version": "1"})
    assert json.dumps(one) == json.dumps(two)
    assert one["input"]["files"] == 2
    assert one["input"]["fingerprint"] != other["input"]["fingerprint"]
    assert one["software"]["version"] == communique.__version__
