"""What readers said of a passage, as shares of them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from communique.errors import CommuniqueError
from communique.records import ROLES
from communique.tag.gold import GoldPassage, read_gold_passages
from communique.train.model import targets_of

THEMES = ("data", "legal", "skills")
HEADER = "id,themes_first,role_first,themes_second,role_second"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "gold.jsonl"
    records = [
        {"id": "p", "text": "One text.", "themes": ["data"], "role": "question"},
        {"id": "q", "text": "Another.", "themes": [], "role": "session"},
    ]
    file.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return file


def passages(gold: Path) -> list[GoldPassage]:
    return read_gold_passages(gold, THEMES)


def test_without_codings_a_passage_is_what_it_says(gold: Path) -> None:
    found = targets_of(passages(gold), gold, THEMES)
    assert found.themes.tolist() == [[1, 0, 0], [0, 0, 0]]
    assert [ROLES[place] for place in found.roles.argmax(axis=1)] == ["question", "session"]


def test_two_readers_count_the_same(gold: Path) -> None:
    (gold.parent / "codings.csv").write_text(
        f"{HEADER}\np,data,question,data; legal,session\nq,,session,,session\n", encoding="utf-8"
    )
    found = targets_of(passages(gold), gold, THEMES)
    assert found.themes.tolist() == [[1, 0.5, 0], [0, 0, 0]]
    assert found.roles[0, [ROLES.index("question"), ROLES.index("session")]].tolist() == [0.5, 0.5]
    assert found.roles.sum(axis=1) == pytest.approx(np.ones(2))


def test_a_third_who_decides_counts_as_both(gold: Path) -> None:
    (gold.parent / "codings.csv").write_text(
        f"{HEADER},themes_third,role_third\n"
        "p,data,question,data; legal,session,data,session\n"
        "q,skills,session,,session,none,\n",
        encoding="utf-8",
    )
    found = targets_of(passages(gold), gold, THEMES)
    assert found.themes.tolist() == [[1, 0.25, 0], [0, 0, 0.25]]
    assert found.roles[0, ROLES.index("session")] == 0.75
    assert found.roles[1, ROLES.index("session")] == 1


def test_a_column_that_lacks_is_named(gold: Path) -> None:
    (gold.parent / "codings.csv").write_text("id,themes_first\np,data\n", encoding="utf-8")
    with pytest.raises(CommuniqueError, match="lacks the column 'themes_second'"):
        targets_of(passages(gold), gold, THEMES)
