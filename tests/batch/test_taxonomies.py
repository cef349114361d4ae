"""A taxonomy is remembered as it was read, and read again where its files are others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique.batch import taxonomies
from communique.batch.cache import Cache
from communique.batch.taxonomies import (
    describe_taxonomy,
    read_taxonomy,
    remembered_taxonomy,
    taxonomy_json,
    taxonomy_of,
)
from communique.errors import CommuniqueError
from communique.tag import Taxonomy

SMALL = Path(__file__).parent / "taxonomy"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "taxonomy"))


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The readings of taxonomies from their files."""
    found: list[object] = []

    def reading(folder: Path | str | None) -> Taxonomy:
        found.append(folder)
        return read_taxonomy(folder)

    monkeypatch.setattr(taxonomies, "read_taxonomy", reading)
    return found


def test_the_packaged_taxonomy_comes_back_whole() -> None:
    whole = read_taxonomy(None)
    again = taxonomy_of(taxonomy_json(whole))
    assert again == whole
    assert again is not None
    assert [p.branches for t in again.themes for p in t.patterns] == [
        p.branches for t in whole.themes for p in t.patterns
    ]


def test_it_is_read_once(folder: Path, tmp_path: Path, readings: list[object]) -> None:
    cache = Cache(tmp_path / "cache")
    first, second = (remembered_taxonomy(folder, cache) for _ in range(2))
    assert first == second == read_taxonomy(folder)
    assert readings == [folder]


def test_it_is_read_anew_where_a_file_is_another(
    folder: Path, tmp_path: Path, readings: list[object]
) -> None:
    cache = Cache(tmp_path / "cache")
    first = remembered_taxonomy(folder, cache)
    theme = folder / f"{first.ids[0]}.yaml"
    theme.write_text(theme.read_text("utf-8") + "hint:\n  en: [quokka]\n", encoding="utf-8")
    second = remembered_taxonomy(folder, cache)
    assert "quokka" in {p.text for p in second.themes[0].patterns}
    assert describe_taxonomy(first)["fingerprint"] != describe_taxonomy(second)["fingerprint"]
    assert len(readings) == 2


def test_a_fault_is_told_every_time(folder: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    (folder / "taxonomy.yaml").write_text("version: [", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(CommuniqueError, match="has a fault"):
            remembered_taxonomy(folder, cache)
    with pytest.raises(CommuniqueError, match="there is no taxonomy"):
        remembered_taxonomy(tmp_path / "absent", cache)


@pytest.mark.parametrize("content", [None, [], {}, {"version": "1"}, {"themes": [[1]]}])
def test_what_is_no_taxonomy_is_none(content: object) -> None:
    assert taxonomy_of(content) is None
