"""A model is opened only as training wrote it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from communique.errors import CommuniqueError
from communique.tag.packaged import MANIFEST, open_model, packaged_model
from communique.tag.taxonomy import load_taxonomy


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The packaged model's manifest with two small files of its own."""
    manifest = json.loads(packaged_model().joinpath(MANIFEST).read_text(encoding="utf-8"))
    kept = ("encoder.json",)
    manifest["files"] = {name: manifest["files"][name] for name in kept}
    for name in kept:
        (tmp_path / name).write_bytes(packaged_model().joinpath(name).read_bytes())
    (tmp_path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return tmp_path


def test_the_packaged_model_knows_the_packaged_themes() -> None:
    assert open_model().themes == load_taxonomy().ids


def test_a_copy_is_a_model(copy: Path) -> None:
    assert open_model(str(copy)).version == open_model().version


def test_a_changed_file_is_refused(copy: Path) -> None:
    with (copy / "encoder.json").open("a") as file:
        file.write(" ")
    with pytest.raises(CommuniqueError, match=r"encoder\.json .* is not the file that training"):
        open_model(copy)


def test_a_missing_file_is_told(copy: Path) -> None:
    (copy / "encoder.json").unlink()
    with pytest.raises(CommuniqueError, match="there is no model"):
        open_model(copy)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 2}', "null"])
def test_a_broken_manifest_is_told(copy: Path, text: str) -> None:
    (copy / MANIFEST).write_text(text)
    with pytest.raises(CommuniqueError, match="there is no model"):
        open_model(copy)


def test_another_format_is_told(copy: Path) -> None:
    manifest = json.loads((copy / MANIFEST).read_text())
    (copy / MANIFEST).write_text(json.dumps(manifest | {"format": 99}))
    with pytest.raises(CommuniqueError, match="has format 99"):
        open_model(copy)


def test_files_outside_the_folder_are_not_read(copy: Path) -> None:
    manifest = json.loads((copy / MANIFEST).read_text())
    manifest["files"] = {"../../etc/passwd": "0"}
    (copy / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(CommuniqueError, match="there is no model"):
        open_model(copy)


def test_pickled_arrays_are_refused(copy: Path) -> None:
    np.savez(copy / "ngrams.npz", weights=np.array([object()], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        open_model(copy).arrays("ngrams")
