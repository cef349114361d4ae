"""Fine-tunes an encoder on gold passages: themes and roles at once."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F  # noqa: N812 - PyTorch's own name for it
from tokenizers import Encoding
from torch import Tensor, nn

from communique.tag.encoder import CONTEXT, context_of
from communique.tag.gold import GoldPassage
from communique.train.descent import Group, Row, descend, groups
from communique.train.network import Network, batch
from communique.train.recipe import Recipe, Targets
from communique.train.start import Start

Floats = npt.NDArray[np.float32]

_LONGEST = 160  # pieces of a passage that training reads


def fit(
    start: Start,
    passages: Sequence[GoldPassage],
    targets: Targets,
    recipe: Recipe,
    tell: Callable[[int, float], None],
) -> Network:
    """Fine-tune an encoder.

    Each passage is seen with its document's kind and heading, or one of them, or neither,
    by lot: users' tables often lack them.

    Parameters
    ----------
    start
        Where training starts from.
    passages, targets
        What to learn from.
    recipe
        How.
    tell
        Called after each epoch with its number and its mean loss.

    References
    ----------
    .. [1] Loshchilov & Hutter (2019), "Decoupled weight decay regularization".
    """
    torch.manual_seed(recipe.seed)
    lots = random.Random(recipe.seed)
    themes = targets.themes.shape[1]
    network = Network(start, themes + targets.roles.shape[1])
    with torch.no_grad():
        share = torch.tensor(targets.themes.mean(axis=0)).clamp(1e-3, 0.5)
        network.head.bias[:themes] = torch.log(share / (1 - share))
    texts = [encoding.ids[:_LONGEST] for encoding in encoded(start, [p.text for p in passages])]
    contexts = contexts_of(start, passages)
    plain = [framed(start, [], text) for text in texts[:1024]]
    network.standardise([batch(plain[i : i + 32]) for i in range(0, len(plain), 32)])
    wanted, roles = torch.tensor(targets.themes), torch.tensor(targets.roles)

    def rows() -> list[Row]:
        return [framed(start, lots.choice(contexts[i]), text) for i, text in enumerate(texts)]

    def loss(chosen: list[int], ids: Tensor, text: Tensor) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=_has_bfloat16()):
            logits = network(ids, text)
        return mistaken(logits.float(), wanted[chosen], roles[chosen], recipe)

    descend(network, _groups(network, recipe), rows, loss, recipe.epochs, recipe, lots, tell)
    return network


def mistaken(logits: Tensor, themes: Tensor, roles: Tensor, recipe: Recipe) -> Tensor:
    """How far outputs are from shares: cross-entropy of themes and, weighed, of the role."""
    size = themes.shape[1]
    of_themes = 10 * F.binary_cross_entropy_with_logits(logits[:, :size], themes)
    return of_themes + recipe.roles * F.cross_entropy(logits[:, size:], roles)


def framed(start: Start, context: list[int], text: list[int]) -> Row:
    """Ids of a context and a text between their marks, and how many stand before the text."""
    head = [start.begin, *context, start.end] if context else [start.begin]
    return [*head, *text, start.end], len(head)


def contexts_of(start: Start, passages: Sequence[GoldPassage]) -> list[list[list[int]]]:
    """Pieces of what may stand before each: kind and heading, one of them, or nothing."""
    forms = [
        context
        for p in passages
        for context in (
            context_of(p.kind, p.section),
            context_of(p.kind, ()),
            context_of("", p.section),
            "",
        )
    ]
    ids = [encoding.ids[:CONTEXT] for encoding in encoded(start, forms)]
    return [ids[place : place + 4] for place in range(0, len(ids), 4)]


def encoded(start: Start, texts: list[str]) -> list[Encoding]:
    """Texts cut into pieces."""
    return start.tokenizer.encode_batch(texts, add_special_tokens=False)


def _has_bfloat16() -> bool:
    """Whether the processor multiplies half-precision numbers itself: it is slow otherwise."""
    return bool(torch.cpu.get_capabilities().get("avx512_bf16"))


def _groups(network: Network, recipe: Recipe) -> list[Group]:
    """The fresh outputs learn ten times as fast as the encoder, and do not decay."""
    outputs: list[nn.Parameter] = []
    others: list[nn.Parameter] = []
    for name, parameter in network.named_parameters():
        (outputs if name.startswith("head") else others).append(parameter)
    fresh: Group = {"params": outputs, "lr": 10 * recipe.rate, "weight_decay": 0.0}
    return [*groups(others, recipe.rate, recipe), fresh]
