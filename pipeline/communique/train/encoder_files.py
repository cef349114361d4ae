"""An encoder from its published weights to the files that the tagger loads."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from communique.tag.encoder import ENCODER
from communique.tag.gold import GoldPassage
from communique.train.distil import distil
from communique.train.fit import fit
from communique.train.graph import write_graph
from communique.train.recipe import Recipe, Targets
from communique.train.start import multilingual


def train_encoder(
    recipe: Recipe,
    passages: Sequence[GoldPassage],
    targets: Targets,
    out: Path,
    tell: Callable[[str], None],
) -> None:
    """Fine-tune an encoder, teach a smaller one, and write that one's files to a folder.

    The files are its graph, tokenizer and settings.

    Parameters
    ----------
    recipe
        How.
    passages, targets
        What to learn from.
    out
        The folder.
    tell
        Called with a line on each epoch.
    """
    tell(f"encoder: {len(passages)} passages, {recipe.epochs} epochs")
    first = multilingual()

    def said(who: str) -> Callable[[int, float], None]:
        return lambda epoch, loss: tell(f"{who}: epoch {epoch}, loss {loss:.3f}")

    teacher = fit(first, passages, targets, recipe, said("encoder"))
    tell(f"pupil: twice as many texts, {recipe.pupil_epochs} epochs")
    pupil = distil(teacher, first, passages, targets, recipe, said("pupil"))
    arrays = pupil.arrays()
    write_graph(out / f"{ENCODER}.onnx", arrays, len(pupil.layers), first.heads)
    (out / f"{ENCODER}.tokenizer.json").write_text(first.tokenizer.to_str(), encoding="utf-8")
    bias = [round(float(value), 6) for value in arrays["head.b"]]
    settings = {"begin": first.begin, "end": first.end, "bias": bias}
    (out / f"{ENCODER}.json").write_text(json.dumps(settings) + "\n", encoding="utf-8")
