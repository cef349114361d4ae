"""Gold passages are read whole, or their first fault is told with file and line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import CommuniqueError
from communique.tag.gold import fingerprint, read_gold_passages

THEMES = ("governance", "skills")
GOOD: dict[str, Any] = {
    "id": "a-1",
    "group": "a",
    "language": "en",
    "year": 2004,
    "kind": "record",
    "section": ["Item 2", "Staff"],
    "text": "Offices cannot fill their posts.",
    "themes": ["skills"],
    "role": "discussion",
    "difficulty": "implicit",
}


def written(folder: Path, *records: Any) -> Path:
    path = folder / "gold.jsonl"
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_passage_has_all_that_the_line_says(tmp_path: Path) -> None:
    (found,) = read_gold_passages(written(tmp_path, GOOD), THEMES)
    assert (found.id, found.group, found.themes, found.year) == ("a-1", "a", ("skills",), 2004)
    seen = found.passage
    assert (seen.text, seen.language, seen.kind) == (GOOD["text"], "en", "record")
    assert seen.section == ("Item 2", "Staff")


def test_columns_that_are_not_needed_may_be_missing(tmp_path: Path) -> None:
    (found,) = read_gold_passages(written(tmp_path, {"id": 7, "text": "x", "themes": []}), THEMES)
    assert (found.id, found.themes, found.role, found.year) == ("7", (), "", None)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"themes": ["skills", "finance"]}, "unknown theme 'finance'"),
        ({"themes": ["skills", "skills"]}, "names the theme 'skills' twice"),
        ({"themes": 3}, "'themes' must be a list"),
        ({"text": None}, "lacks 'text'"),
        ({"text": ["a"]}, "'text' must be a text"),
        ({"role": "speech"}, "unknown role 'speech'"),
        ({"kind": "novel"}, "unknown kind 'novel'"),
        ({"language": "de"}, "unknown language 'de'"),
        ({"year": "soon"}, "'soon' is no year"),
        ({"id": "b-1"}, "the id 'b-1' stands in line 1 already"),
    ],
)
def test_a_fault_is_told_with_file_and_line(
    tmp_path: Path, change: dict[str, Any], fault: str
) -> None:
    path = written(tmp_path, GOOD | {"id": "b-1"}, "", GOOD | change)
    with pytest.raises(CommuniqueError) as caught:
        read_gold_passages(path, THEMES)
    assert str(caught.value).startswith(f"{path}, line 3: ")
    assert fault in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_column_that_this_use_needs_is_asked_for(tmp_path: Path) -> None:
    lacking = {name: value for name, value in GOOD.items() if name != "group"}
    with pytest.raises(CommuniqueError, match="line 1: lacks 'group'"):
        read_gold_passages(written(tmp_path, lacking), THEMES, needed=("group",))


@pytest.mark.parametrize("line", ["{", "[1]", '"text"', "{" * 100_000])
def test_a_line_that_is_no_object_is_told(tmp_path: Path, line: str) -> None:
    with pytest.raises(CommuniqueError, match="line 2: "):
        read_gold_passages(written(tmp_path, GOOD, line), THEMES)


def test_no_file_no_text_no_passage(tmp_path: Path) -> None:
    with pytest.raises(CommuniqueError, match="cannot be read"):
        read_gold_passages(tmp_path / "none.jsonl", THEMES)
    (tmp_path / "latin.jsonl").write_bytes("é".encode("latin-1"))
    with pytest.raises(CommuniqueError, match="no UTF-8"):
        read_gold_passages(tmp_path / "latin.jsonl", THEMES)
    with pytest.raises(CommuniqueError, match="holds no passage"):
        read_gold_passages(written(tmp_path, ""), THEMES)


@given(text=st.text(min_size=1).filter(str.strip), other=st.text(min_size=1).filter(str.strip))
def test_the_fingerprint_tells_every_text(
    tmp_path_factory: pytest.TempPathFactory, text: str, other: str
) -> None:
    folder = tmp_path_factory.mktemp("gold")
    first = read_gold_passages(written(folder, GOOD | {"text": text}), THEMES)
    second = read_gold_passages(written(folder, GOOD | {"text": other}), THEMES)
    assert first[0].text == text
    assert (fingerprint(first) == fingerprint(second)) == (text == other)
