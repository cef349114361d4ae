from __future__ import annotations

from pathlib import Path

import pytest
from frictionless import validate
from scripted_readers import obey

import communique
from communique import CommuniqueError
from communique.export.schema import TABLES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "2001-a.pdf").write_text("Countries should share a common platform.")
    (documents / "2004-b.pdf").write_text("- skills of employees")
    return documents


@pytest.fixture
def data(tmp_path: Path, folder: Path, taxonomy: Path) -> communique.Dataset:
    return communique.run(folder, tmp_path / "data", taxonomy=taxonomy, reader=obey)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_an_export_is_a_dataset_again(tmp_path: Path, data: communique.Dataset) -> None:
    communique.save(data, tmp_path / "out", byte_order_mark=True)
    back = communique.load(tmp_path / "out")
    assert all(back[name].equals(data[name]) for name in TABLES)
    assert back.run == data.run
    communique.save(back, tmp_path / "again", byte_order_mark=True)
    assert content(tmp_path / "again") == content(tmp_path / "out")


def test_csv_is_what_the_run_wrote(tmp_path: Path, data: communique.Dataset) -> None:
    communique.save(data, tmp_path / "out", formats=["csv"])
    assert content(tmp_path / "out") == content(tmp_path / "data")


def test_a_run_writes_further_forms_beside_its_tables(
    tmp_path: Path, folder: Path, taxonomy: Path, data: communique.Dataset
) -> None:
    forms = ["parquet", "xlsx", "bibtex", "csl"]
    for name in ("one", "two"):
        communique.run(folder, tmp_path / name, taxonomy=taxonomy, reader=obey, formats=forms)
    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert content(tmp_path / "data").items() <= content(tmp_path / "one").items()
    communique.save(data, tmp_path / "out")
    assert content(tmp_path / "out") == content(tmp_path / "one")
    assert validate(str(tmp_path / "one" / "datapackage.json")).valid


def test_a_run_without_formats_replaces_one_with_them(
    tmp_path: Path, folder: Path, taxonomy: Path, data: communique.Dataset
) -> None:
    assert data.folder is not None
    out = tmp_path / "out"
    communique.save(data, out)
    communique.run(folder, out, taxonomy=taxonomy, reader=obey, force=True)
    assert content(out) == content(data.folder)


def test_an_unknown_format_is_told_before_anything_is_read(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(CommuniqueError, match="no format 'docx'"):
        communique.run(folder, tmp_path / "out", formats=["docx"])
    assert not (tmp_path / "out").exists()


def test_what_is_there_stays(tmp_path: Path, data: communique.Dataset) -> None:
    assert data.folder is not None
    before = content(data.folder)
    with pytest.raises(CommuniqueError, match="holds the dataset itself"):
        communique.save(data, data.folder, force=True)
    assert content(data.folder) == before
    communique.save(data, tmp_path / "out", formats=["xlsx"])
    with pytest.raises(CommuniqueError, match="--force"):
        communique.save(data, tmp_path / "out", formats=["csl"])
    communique.save(data, tmp_path / "out", formats=["csl"], force=True)
    assert set(content(tmp_path / "out")) == {"documents.csl.json", "run.json"}
    (tmp_path / "out" / "notes.txt").write_text("mine")
    with pytest.raises(CommuniqueError, match=r"holds notes\.txt"):
        communique.save(data, tmp_path / "out", force=True)
