"""The packaged model is what its gold passages give."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from communique.batch.training import train_model
from communique.errors import CommuniqueError
from communique.tag.gold import GoldPassage, read_gold_passages
from communique.tag.taxonomy import load_taxonomy
from communique.train.model import divided

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "corpus" / "gold" / "passages.jsonl"
MODEL = ROOT / "models" / "communique_models" / "themes"


def test_no_document_is_on_both_sides_and_more_passages_move_none() -> None:
    passages = read_gold_passages(GOLD, load_taxonomy().ids)
    learn, tune = divided(passages)
    assert not {p.group for p in learn} & {p.group for p in tune}
    assert 0.08 < len(tune) / len(passages) < 0.18
    more = [*passages, GoldPassage("new", "x", (), group="a document of tomorrow")]
    assert {p.id for p in divided(more)[1]} >= {p.id for p in tune}


def test_all_but_the_encoder_is_rebuilt(tmp_path: Path) -> None:
    for path in MODEL.glob("encoder.*"):
        shutil.copy(path, tmp_path)
    train_model(GOLD, tmp_path, keep_encoder=True)
    assert (tmp_path / "ngrams.npz").read_bytes() == (MODEL / "ngrams.npz").read_bytes()
    made, packaged = (
        json.loads((folder / "manifest.json").read_text()) for folder in (tmp_path, MODEL)
    )
    # what hears the encoder has its 8-bit arithmetic in it, which processors round differently
    numbers, others = (
        numbers_of(manifest["taggers"].pop("accurate")) for manifest in (made, packaged)
    )
    assert numbers.keys() == others.keys()
    assert numbers == pytest.approx(others, abs=0.25)
    assert made == packaged


def numbers_of(part: Any, name: str = "") -> dict[str, float]:
    """Every number of a manifest's part by its place."""
    if isinstance(part, dict):
        inner = [(f"{name}/{key}", value) for key, value in part.items()]
    elif isinstance(part, list):
        inner = [(f"{name}/{place}", value) for place, value in enumerate(part)]
    else:
        return {name: float(part)}
    return {
        place: number for key, value in inner for place, number in numbers_of(value, key).items()
    }


def test_too_few_passages_are_told(tmp_path: Path) -> None:
    lines = GOLD.read_text(encoding="utf-8").splitlines()[:300]
    small = tmp_path / "small.jsonl"
    small.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CommuniqueError, match="too few passages"):
        train_model(small, tmp_path / "model", keep_encoder=False)


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CommuniqueError, match="holds other things than a model"):
        train_model(GOLD, tmp_path)
    shutil.copy(MODEL / "manifest.json", tmp_path)
    with pytest.raises(CommuniqueError, match="add --force"):
        train_model(GOLD, tmp_path)
    with pytest.raises(CommuniqueError, match="no encoder to keep"):
        train_model(GOLD, tmp_path, keep_encoder=True)
