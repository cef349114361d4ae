"""An encoder from its published weights to the files that the tagger loads."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from communique.tag.gold import GoldPassage
from communique.train import start
from communique.train.fit import fit
from communique.train.graph import write_graph
from communique.train.recipe import Recipe, Targets

#: Where each encoder starts from, and the languages of the passages that it learns from.
ENCODERS: dict[str, tuple[Callable[[], start.Start], tuple[str, ...]]] = {
    "multilingual": (start.multilingual, ("en", "fr")),
    "english": (start.english, ("en",)),
}


def train_encoder(
    name: str,
    recipe: Recipe,
    passages: Sequence[GoldPassage],
    targets: Targets,
    out: Path,
    tell: Callable[[str], None],
) -> None:
    """Fine-tune one encoder and write its graph, tokenizer and settings to a folder.

    Parameters
    ----------
    name
        ``multilingual`` or ``english``.
    recipe
        How.
    passages, targets
        What to learn from; those in other languages are left out.
    out
        The folder.
    tell
        Called with a line on each epoch.
    """
    begin, languages = ENCODERS[name]
    chosen = [i for i, passage in enumerate(passages) if passage.language in languages]
    tell(f"{name} encoder: {len(chosen)} passages, {recipe.epochs} epochs")
    first = begin()
    network = fit(
        first,
        [passages[i] for i in chosen],
        Targets(targets.themes[chosen], targets.roles[chosen]),
        recipe,
        lambda epoch, loss: tell(f"{name} encoder: epoch {epoch}, loss {loss:.3f}"),
    )
    arrays = network.arrays()
    write_graph(out / f"{name}.onnx", arrays, first.layers, first.heads)
    (out / f"{name}.tokenizer.json").write_text(first.tokenizer.to_str(), encoding="utf-8")
    bias = [round(float(value), 6) for value in arrays["head.b"]]
    settings = {"begin": first.begin, "end": first.end, "bias": bias}
    (out / f"{name}.json").write_text(json.dumps(settings) + "\n", encoding="utf-8")
