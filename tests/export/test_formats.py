from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from frictionless import validate

from communique.errors import CommuniqueError
from communique.export.formats import FORMATS, exported, formats_named
from communique.export.load import Dataset, load
from communique.export.package import json_text
from communique.export.schema import TABLES


def test_the_same_dataset_gives_the_same_bytes(data: Dataset) -> None:
    assert exported(data) == exported(data)


def test_each_format_makes_its_files(data: Dataset) -> None:
    made = {name: set(exported(data, [name]).files) for name in FORMATS}
    assert made == {
        "csv": {"datapackage.json", *(table.file for table in TABLES.values())},
        "parquet": {f"{name}.parquet" for name in TABLES},
        "xlsx": {"dataset.xlsx"},
        "bibtex": {"documents.bib"},
        "csl": {"documents.csl.json"},
    }
    assert set(exported(data).files) == set().union(*made.values())


@pytest.mark.parametrize("mark", [False, True])
def test_csv_comes_back_and_is_a_valid_package(tmp_path: Path, data: Dataset, mark: bool) -> None:
    files = exported(data, ["csv"], byte_order_mark=mark).files
    for name, content in files.items():
        assert content.startswith(b"\xef\xbb\xbf") == (mark and name.endswith(".csv"))
        (tmp_path / name).write_bytes(content)
    (tmp_path / "run.json").write_text(json_text(data.run), encoding="utf-8")
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["fieldName", "rowNumber", "note"])
    back = load(tmp_path)
    assert all(back[name].equals(data[name]) for name in TABLES)
    assert exported(back, ["csv"], byte_order_mark=mark).files == files


def test_a_column_of_the_analyst_goes_along(tmp_path: Path, data: Dataset) -> None:
    own = replace(data, tags=data.tags.assign(checked=["- yes"]))
    files = exported(own, ["csv"]).files
    assert files["tags.csv"].splitlines()[-1].endswith(b",'- yes")
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    assert validate(str(tmp_path / "datapackage.json")).valid


def test_documents_that_are_in_no_list_are_counted(data: Dataset) -> None:
    assert exported(data, ["bibtex"]).notes == (
        "2 documents stand in no list of references: not readable, or the same as another.",
    )
    assert len(json.loads(exported(data, ["csl"]).files["documents.csl.json"])) == 2
    assert exported(data, ["csv"]).notes == ()


def test_formats_are_taken_by_name() -> None:
    assert formats_named([" XLSX", "csv", "csv"]) == ("csv", "xlsx")
    for wrong, message in ((["docx"], "no format 'docx'"), ([], "no format is named")):
        with pytest.raises(CommuniqueError, match=message):
            formats_named(wrong)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "poem"}, "documents.kind hold what the column does not allow"),
        ({"year": "MMIV"}, "row 1 of the column year holds 'MMIV', which is no integer"),
    ],
)
def test_a_cell_that_breaks_its_rule_is_named(
    data: Dataset, change: dict[str, str], message: str
) -> None:
    spoilt = replace(data, documents=data.documents.assign(**change))
    with pytest.raises(CommuniqueError, match=message):
        exported(spoilt, ["csv"])


@pytest.mark.parametrize("name", FORMATS)
def test_a_missing_column_is_named(data: Dataset, name: str) -> None:
    spoilt = replace(data, documents=data.documents.drop(columns="cote"))
    with pytest.raises(CommuniqueError, match="documents lacks the column cote"):
        exported(spoilt, [name])


@pytest.mark.parametrize("name", FORMATS)
def test_empty_tables_can_be_written(data: Dataset, name: str) -> None:
    empty = Dataset(**{table: data[table].iloc[:0] for table in TABLES}, run={})
    assert all(exported(empty, [name]).files)
