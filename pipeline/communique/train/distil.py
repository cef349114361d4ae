"""Teaches a smaller encoder what a trained one says (knowledge distillation).

The pupil begins as every second layer of its teacher and learns to do in one layer what
the teacher does in two: to give the same vectors for each piece after each of its layers,
and the same probabilities in the end. Half of what it reads are the gold passages, where
it hears the readers too; the other half are clauses of two passages put together anew,
which nobody needs to have coded since the teacher says what they speak of.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import torch
from torch import Tensor

from communique.tag.gold import GoldPassage
from communique.train.compositions import compositions
from communique.train.descent import Row, descend, groups
from communique.train.fit import contexts_of, encoded, framed, mistaken
from communique.train.network import Network, written
from communique.train.recipe import Recipe, Targets
from communique.train.start import Start

_LONGEST = 128  # pieces of a text that the pupil learns from
_LAST = 3.0  # how much the last layer counts beside one of the others
_READERS = 0.5  # how much the readers count beside the teacher


def distil(
    teacher: Network,
    start: Start,
    passages: Sequence[GoldPassage],
    targets: Targets,
    recipe: Recipe,
    tell: Callable[[int, float], None],
) -> Network:
    """Train a pupil with half the layers of its teacher.

    Parameters
    ----------
    teacher
        A trained network.
    start
        What its training started from: tokenizer and shape.
    passages, targets
        What the teacher learned from.
    recipe
        How.
    tell
        Called after each round with its number and its mean loss.

    References
    ----------
    .. [1] Hinton, Vinyals & Dean (2015), "Distilling the knowledge in a neural network".
    .. [2] Sun et al. (2019), "Patient knowledge distillation for BERT model compression".
    .. [3] Jiao et al. (2020), "TinyBERT: distilling BERT for natural language understanding".
    """
    torch.manual_seed(recipe.seed)
    lots = random.Random(recipe.seed)
    teacher.eval()
    pupil = _every_second_layer(teacher, start)
    themes, roles = torch.tensor(targets.themes), torch.tensor(targets.roles)
    texts = [p.text for p in passages]
    contexts = contexts_of(start, passages)

    def rows() -> list[Row]:
        read = encoded(start, [*texts, *compositions(passages, lots)])
        return [
            framed(start, lots.choice(contexts[place % len(texts)]), pieces.ids[:_LONGEST])
            for place, pieces in enumerate(read)
        ]

    def loss(chosen: list[int], ids: Tensor, text: Tensor) -> Tensor:
        found, said = _apart(pupil, teacher, ids, text, themes.shape[1], recipe)
        coded = [row for row, place in enumerate(chosen) if place < len(texts)]
        if not coded:
            return found
        gold = [chosen[row] for row in coded]
        share = _READERS * len(coded) / len(chosen)
        return found + share * mistaken(said[coded], themes[gold], roles[gold], recipe)

    parameters = groups(pupil.parameters(), recipe.pupil_rate, recipe)
    descend(pupil, parameters, rows, loss, recipe.pupil_epochs, recipe, lots, tell)
    return pupil


def _every_second_layer(teacher: Network, start: Start) -> Network:
    """A network of the teacher's layers 2, 4, …, with its embeddings and outputs."""
    kept = {}
    for name, array in teacher.arrays().items():
        place, _, part = name.partition(".")
        if not place.isdigit():
            kept[name] = array
        elif int(place) % 2:
            kept[f"{int(place) // 2}.{part}"] = array
    smaller = replace(start, arrays=kept, layers=start.layers // 2)
    pupil = Network(smaller, len(kept["head.b"]), dropout=0.0)
    pupil.head.weight.data = torch.tensor(kept["head.w"].T.copy())
    pupil.head.bias.data = torch.tensor(kept["head.b"])
    return pupil


def _apart(
    pupil: Network, teacher: Network, ids: Tensor, text: Tensor, themes: int, recipe: Recipe
) -> tuple[Tensor, Tensor]:
    """How far a pupil is from its teacher, in vectors and outputs; and its outputs."""
    with torch.no_grad():
        right = teacher.states(ids)
        wanted = teacher.logits(right[-1], text)
    states = pupil.states(ids)
    said = pupil.logits(states[-1], text)
    here = written(ids)[:, :, None]
    far = [
        ((mine - theirs).square() * here).sum() / (theirs.square() * here).sum()
        for mine, theirs in zip(states, right[1::2], strict=True)
    ]
    shares = torch.sigmoid(wanted[:, :themes]), torch.softmax(wanted[:, themes:], 1)
    vectors = torch.stack(far).sum() + (_LAST - 1) * far[-1]
    return vectors + mistaken(said, *shares, recipe), said
