"""Our measures against the measures that the project is held to, where those are at hand."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from communique.evaluate import evaluate_extraction
from communique.evaluate.report import figures

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCORER = SHARED / "tools" / "score_extraction.py"
GOLD = SHARED / "samples" / "gold"

pytestmark = pytest.mark.skipif(
    not (SCORER.exists() and GOLD.is_dir()),
    reason="the scorer that both are held to lies beside the checkout, and is not there",
)

FIELDS = {
    "agenda": [
        *("document", "entry", "parent", "page", "date", "start", "end", "type", "number"),
        *("title", "action", "action_type", "documents", "description"),
    ],
    "people": ["document", "page", "name", "role", "organisation", "country"],
    "passages": ["document", "order", "page", "number", "entry", "role", "text"],
}


def _first(value: object) -> str:
    if isinstance(value, dict):
        value = value["any"][0]
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _noisy(rows: list[dict[str, str]], chance: random.Random, share: float) -> list[dict[str, str]]:
    """Rows with some lost, doubled, joined to the next, cut, or changed in a cell."""
    kept: list[dict[str, str]] = []
    for row in rows:
        draw = chance.random()
        changed = dict(row)
        if draw < share / 5:
            continue
        if draw < 2 * share / 5:
            kept.append(dict(row))
        elif draw < 3 * share / 5 and "text" in row and kept:
            kept[-1]["text"] += " " + row["text"]
            continue
        elif draw < 4 * share / 5:
            longest = max(changed, key=lambda name: len(changed[name]))
            changed[longest] = changed[longest][: len(changed[longest]) // 2] or "2"
        elif draw < share:
            name = chance.choice([name for name in changed if name != "document"])
            changed[name] = chance.choice(["", "1", "Session 2. Data", "speaker", "2004-07-14"])
        kept.append(changed)
    return kept


def _dataset(folder: Path, seed: int, share: float) -> None:
    """A dataset made of the gold records themselves, the more spoilt the greater ``share``."""
    chance = random.Random(seed)
    documents: list[dict[str, str]] = []
    tables: dict[str, list[dict[str, str]]] = {name: [] for name in FIELDS}
    for path in sorted(GOLD.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        cover = {name: _first(value) for name, value in record["documents"].items()}
        documents.append({"document": path.stem, "file": f"a/{record['file']}"} | cover)
        for name in FIELDS:
            rows = [
                {"document": path.stem}
                | {field: _first(item.get(field, "")) for field in FIELDS[name][1:]}
                | ({"text": item.get("full") or item["text"]} if name == "passages" else {})
                | ({"order": str(place)} if name == "passages" else {})
                for place, item in enumerate(record.get(name) or [], start=1)
            ]
            tables[name] += _noisy(rows, chance, share)
        if share and record.get("furniture"):
            leak = dict.fromkeys(FIELDS["passages"], "")
            tables["passages"].append(
                leak | {"document": path.stem, "page": "1", "text": record["furniture"][0]}
            )
        if share and record.get("private"):
            tables["people"][-1]["organisation"] += " " + record["private"][0]
    if share:
        documents.pop()
    _write(folder / "documents.csv", list(documents[0]), documents)
    for name, rows in tables.items():
        _write(folder / f"{name}.csv", FIELDS[name], rows)


def _write(path: Path, header: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(("seed", "share"), [(1, 0.0), (2, 0.3), (3, 0.8), (4, 1.0)])
def test_both_measure_the_same(tmp_path: Path, seed: int, share: float) -> None:
    _dataset(tmp_path, seed, share)
    arguments = [sys.executable, SCORER, tmp_path, "--gold", GOLD, "--json-only"]
    printed = subprocess.run(arguments, capture_output=True, check=True, text=True).stdout
    theirs = json.loads(printed.splitlines()[-1])
    ours = figures(evaluate_extraction(tmp_path, GOLD).total)
    for name in sorted(set(ours) & set(theirs)):
        assert _rounded(ours[name]) == theirs[name], name
    assert len(set(ours) & set(theirs)) == 20


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    return value
