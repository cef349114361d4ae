"""The cache believes an entry only if it is whole and is the one that was asked for."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.batch.cache import Cache, default_folder, key_of, open_cache
from communique.errors import CommuniqueError

KEY, OTHER = key_of("one"), key_of("other")
CONTENT = {"text": "É, \ud800 and \x00", "number": 0.1, "list": [1, None, True]}
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def entry(cache: Cache, kind: str, key: str) -> Path:
    return cache.folder / "v1" / kind / key[:2] / key[2:]


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    found = Cache(tmp_path / "cache")
    found.put("records", KEY, CONTENT)
    return found


@given(content=st.dictionaries(st.text(), json_values))
def test_what_is_put_comes_back(
    tmp_path_factory: pytest.TempPathFactory, content: dict[str, Any]
) -> None:
    cache = Cache(tmp_path_factory.getbasetemp() / "any")
    cache.put("tags", KEY, content)
    assert cache.get("tags", KEY) == content
    assert cache.fault == ""


@given(also=st.binary())
def test_bytes_that_come_with_it_come_back(
    tmp_path_factory: pytest.TempPathFactory, also: bytes
) -> None:
    cache = Cache(tmp_path_factory.getbasetemp() / "with")
    cache.put("rows", KEY, CONTENT, also)
    assert cache.get_with("rows", KEY) == (CONTENT, also)
    place = entry(cache, "rows", KEY)
    for spoilt in (place.read_bytes() + b"x", place.read_bytes()[:-1] if also else b""):
        place.write_bytes(spoilt)
        assert cache.get_with("rows", KEY) is None


def test_nothing_is_known_at_first(tmp_path: Path) -> None:
    assert Cache(tmp_path / "none").get("records", KEY) is None
    assert not (tmp_path / "none").exists()


def test_an_entry_that_is_cut_off_counts_as_nothing(cache: Cache) -> None:
    place = entry(cache, "records", KEY)
    whole = place.read_bytes()
    end = 8  # of the compressed content: zlib's own checksum, which adds nothing to the hash
    for length in range(len(whole) - end):
        place.write_bytes(whole[:length])
        assert cache.get("records", KEY) is None
    place.write_bytes(whole)
    assert cache.get("records", KEY) == CONTENT


@given(data=st.data())
def test_a_changed_byte_never_changes_what_comes_back(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    cache = Cache(tmp_path_factory.getbasetemp() / "flipped")
    cache.put("records", KEY, CONTENT)
    place = entry(cache, "records", KEY)
    spoilt = bytearray(place.read_bytes())
    at = data.draw(st.integers(0, len(spoilt) - 1))
    spoilt[at] ^= data.draw(st.integers(1, 255))
    place.write_bytes(spoilt)
    assert cache.get("records", KEY) in (None, CONTENT)


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"\n",
        b"[]\n",
        b'{"kind": "records"}\n',
        b"\x80\x04K\x01.",
        b'{"kind": "records", "key": 1, "bytes": -1, "sha256": ""}\nx',
        b"{" * 100_000,
    ],
)
def test_rubbish_counts_as_nothing(cache: Cache, rubbish: bytes) -> None:
    entry(cache, "records", KEY).write_bytes(rubbish)
    assert cache.get("records", KEY) is None


def test_an_entry_in_anothers_place_counts_as_nothing(cache: Cache) -> None:
    for kind, key in (("records", OTHER), ("tags", KEY)):
        place = entry(cache, kind, key)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(entry(cache, "records", KEY).read_bytes())
        assert cache.get(kind, key) is None


def test_a_folder_in_an_entrys_place_counts_as_nothing(cache: Cache) -> None:
    entry(cache, "records", OTHER).mkdir(parents=True)
    assert cache.get("records", OTHER) is None
    cache.put("records", OTHER, CONTENT)
    assert "cannot be written" in cache.fault


def test_an_entry_is_no_larger_than_it_says(cache: Cache) -> None:
    cache.put("records", KEY, {"text": "a" * 50_000_000})
    place = entry(cache, "records", KEY)
    assert place.stat().st_size < 1_000_000
    place.write_bytes(place.read_bytes().replace(b'"bytes": 50000011', b'"bytes": 11'))
    assert cache.get("records", KEY) is None


def test_a_full_disk_costs_the_entry_alone(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    cache.put("records", KEY, {"text": "new"})
    assert cache.fault.endswith("cannot be written (No space left on device)")
    assert cache.get("records", KEY) == CONTENT
    assert list((cache.folder / "v1" / "new").iterdir()) == []


def test_what_is_left_half_done_is_cleared_away_a_day_later(cache: Cache) -> None:
    stages = cache.folder / "v1" / "new"
    for name, age in {"young": 60, "old": 90_000}.items():
        (stages / name).write_bytes(b"half")
        then = time.time() - age
        os.utime(stages / name, (then, then))
    Cache(cache.folder).put("records", OTHER, CONTENT)
    assert [path.name for path in stages.iterdir()] == ["young"]


def test_it_is_counted_and_cleared_and_nothing_else_is(cache: Cache) -> None:
    cache.put("tags", KEY, CONTENT)
    cache.put("tags", OTHER, CONTENT)
    (cache.folder / "thesis.docx").write_text("years of work")
    assert {kind: count for kind, (count, _) in cache.sizes().items()} == {
        "records": 1,
        "tags": 2,
        "rows": 0,
        "comparisons": 0,
        "taxonomies": 0,
        "versions": 0,
    }
    assert cache.clear() == 3
    assert [path.name for path in cache.folder.iterdir()] == ["thesis.docx"]
    cache.put("tags", KEY, CONTENT)
    assert cache.get("tags", KEY) == CONTENT


def test_it_says_what_it_is_and_shows_itself_to_its_owner_alone(cache: Cache) -> None:
    tag = (cache.folder / "CACHEDIR.TAG").read_text()
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert cache.folder.stat().st_mode & 0o077 == 0


def test_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "communique"
    found = open_cache(True)
    assert found is not None
    assert found.folder == tmp_path / "communique"
    assert open_cache(False) is None
    (tmp_path / "file").write_text("x")
    with pytest.raises(CommuniqueError, match="is a file"):
        open_cache(tmp_path / "file")
