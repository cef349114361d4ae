from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.identity import content_hash, document_id, relative_name, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Réunion d’été – ordre du jour", "reunion-dete-ordre-du-jour"),
        ("GOV_PGC(2004)2", "gov-pgc-2004-2"),
        ("議程", "document"),
        ("", "document"),
        ("a" * 60, "a" * 40),
        ("a" * 39 + " b", "a" * 39),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_a_slug_is_short_and_plain(text: str) -> None:
    made = slug(text)
    assert 0 < len(made) <= 40
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")
    assert not made.endswith("-")


def test_the_id_depends_on_content_and_place_alone() -> None:
    one = document_id("2004/agenda.pdf", "aa")
    assert one.startswith("agenda-")
    assert one == document_id("2004/agenda.pdf", "aa")
    assert one != document_id("2005/agenda.pdf", "aa")
    assert one != document_id("2004/agenda.pdf", "ab")


def test_names_are_relative_with_slashes(tmp_path: Path) -> None:
    assert relative_name(tmp_path / "a" / "b.pdf", tmp_path) == "a/b.pdf"
    assert relative_name(tmp_path / "b.pdf") == "b.pdf"
    assert relative_name(tmp_path / "b.pdf", tmp_path / "elsewhere") == "b.pdf"


def test_a_name_that_is_no_utf8_can_be_stored() -> None:
    name = relative_name(Path(os.fsdecode(b"caf\xe9.pdf")))
    assert name == "caf\\xe9.pdf"
    assert document_id(name, "").startswith("caf")


def test_the_hash_is_of_all_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 3_000_000)
    whole = content_hash(path)
    path.write_bytes(b"x" * 2_999_999 + b"y")
    assert len(whole) == 64
    assert content_hash(path) != whole
