"""The gold passages are what their page says: many, varied, coded twice, apart from the test."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from communique.tag.gold import GoldPassage, fingerprint, read_gold_passages
from communique.tag.packaged import open_model
from communique.tag.taxonomy import load_taxonomy

FOLDER = Path(__file__).resolve().parents[2] / "corpus" / "gold"
THEMES = load_taxonomy().ids
PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")
TRAINING = read_gold_passages(FOLDER / "passages.jsonl", THEMES, needed=("group", "role"))
HELD_OUT = read_gold_passages(FOLDER / "held-out.jsonl", THEMES, needed=("group", "role"))


def share(passages: list[GoldPassage], difficulty: str) -> float:
    return sum(p.difficulty == difficulty for p in passages) / len(passages)


def codings(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_enough_of_each() -> None:
    positives = Counter(theme for passage in TRAINING for theme in passage.themes)
    assert len(TRAINING) >= 2000
    assert sum(passage.language == "fr" for passage in TRAINING) >= 500
    assert min(positives[theme] for theme in THEMES) >= 80
    assert share(TRAINING, "implicit") >= 1 / 3
    assert share(TRAINING, "distractor") >= 0.15
    assert sum(not passage.themes for passage in TRAINING) / len(TRAINING) >= 0.15
    assert len({passage.year for passage in TRAINING}) >= 20


def test_no_document_is_in_both() -> None:
    groups = [{passage.group for passage in part} for part in (TRAINING, HELD_OUT)]
    assert not groups[0] & groups[1]


def shingles(text: str, size: int) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + size]) for i in range(len(words) - size + 1)}


def test_the_test_set_repeats_nothing_of_the_training() -> None:
    seen = set().union(*(shingles(passage.text, 8) for passage in TRAINING))
    long = [passage for passage in HELD_OUT if len(passage.text.split()) >= 8]
    assert [p.id for p in long if len(shingles(p.text, 8) & seen) > 5] == []


def test_no_template_made_them() -> None:
    """Few pairs of documents share a sentence, and no wording comes back everywhere."""
    places: dict[str, set[str]] = {}
    for passage in TRAINING:
        for piece in shingles(passage.text, 8):
            places.setdefault(piece, set()).add(passage.group)
    shared = Counter(pair for groups in places.values() for pair in combinations(sorted(groups), 2))
    assert max(len(groups) for groups in places.values()) <= 4
    assert sum(count >= 3 for count in shared.values()) <= 0.01 * len(TRAINING)


@pytest.mark.parametrize(
    ("name", "row"), [("codings.csv", "training"), ("held-out-codings.csv", "held out")]
)
def test_the_page_states_the_readers_agreement(name: str, row: str) -> None:
    rows = codings(name)
    first, second = (
        np.array([[t in r[f"themes_{reader}"].split("; ") for t in THEMES] for r in rows])
        for reader in ("first", "second")
    )
    kappas = [cohen_kappa_score(first[:, j], second[:, j]) for j in range(len(THEMES))]
    lowest = int(np.argmin(kappas))
    roles = [[r[f"role_{reader}"] for r in rows] for reader in ("first", "second")]
    agreed = np.mean([one == other for one, other in zip(*roles, strict=True)])
    micro = 2 * (first & second).sum() / (first.sum() + second.sum())
    stated = (
        f"| {row} | {len(rows):,} | {micro:.3f} | {np.mean(kappas):.3f} "
        f"| {THEMES[lowest]} {kappas[lowest]:.3f} | {agreed:.3f} "
        f"| {cohen_kappa_score(*roles):.3f} |"
    )
    assert stated in PAGE


@pytest.mark.parametrize(
    ("name", "passages"), [("codings.csv", TRAINING), ("held-out-codings.csv", HELD_OUT)]
)
def test_the_gold_is_what_readers_agreed_on_or_the_third_decided(
    name: str, passages: list[GoldPassage]
) -> None:
    by_id = {row["id"]: row for row in codings(name)}
    assert by_id.keys() == {passage.id for passage in passages}
    for passage in passages:
        row = by_id[passage.id]
        first, second, third = (
            set(row[f"themes_{reader}"].split("; ")) - {""}
            for reader in ("first", "second", "third")
        )
        assert (first != second) == bool(third)
        assert set(passage.themes) == (third - {"none"} if third else first)
        assert (row["role_first"] != row["role_second"]) == bool(row["role_third"])
        assert passage.role == (row["role_third"] or row["role_first"])


@pytest.mark.parametrize(
    ("name", "stated"),
    [("codings.csv", "907 times in themes, 1,328"), ("held-out-codings.csv", "30 and 47 in")],
)
def test_the_page_states_how_often_a_third_reader_was_asked(name: str, stated: str) -> None:
    rows = codings(name)
    asked = [sum(bool(row[f"{what}_third"]) for row in rows) for what in ("themes", "role")]
    assert [int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", stated)] == asked
    assert stated in PAGE.replace("\n", " ")


def test_the_packaged_model_was_trained_on_them() -> None:
    assert open_model().gold == fingerprint(TRAINING)


@pytest.mark.parametrize("name", ["passages.jsonl", "held-out.jsonl"])
def test_a_line_is_an_object_with_the_columns_of_the_page(name: str) -> None:
    columns = {"id", "group", "language", "year", "kind", "title", "section", "text", "themes"}
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        record: dict[str, Any] = json.loads(line)
        assert set(record) == columns | {"role", "difficulty"}
