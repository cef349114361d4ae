"""Fine-tunes an encoder on gold passages: themes and roles at once."""

from __future__ import annotations

import math
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
from communique.train.network import Network, batch
from communique.train.recipe import Recipe, Targets
from communique.train.start import Start

Floats = npt.NDArray[np.float32]
Row = tuple[list[int], int]

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
    optimiser = torch.optim.AdamW(_groups(network, recipe), fused=True)
    rates = [group["lr"] for group in optimiser.param_groups]
    wanted, roles = torch.tensor(targets.themes), torch.tensor(targets.roles)
    steps = recipe.epochs * math.ceil(len(passages) / recipe.passages)
    step = 0
    for epoch in range(recipe.epochs):
        network.train()
        total = 0.0
        rows = [framed(start, lots.choice(contexts[i]), text) for i, text in enumerate(texts)]
        for chosen in batches(rows, recipe.passages, lots):
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * pace(step, steps, recipe)
            with torch.autocast("cpu", torch.bfloat16, enabled=_has_bfloat16()):
                logits = network(*batch([rows[i] for i in chosen]))
            loss = mistaken(logits.float(), wanted[chosen], roles[chosen], recipe)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            step += 1
            total += float(loss.detach()) * len(chosen)
        tell(epoch + 1, total / len(passages))
    network.eval()
    return network


def mistaken(logits: Tensor, themes: Tensor, roles: Tensor, recipe: Recipe) -> Tensor:
    """How far outputs are from shares: cross-entropy of themes and, weighed, of the role."""
    size = themes.shape[1]
    of_themes = 10 * F.binary_cross_entropy_with_logits(logits[:, :size], themes)
    return of_themes + recipe.roles * F.cross_entropy(logits[:, size:], roles)


def pace(step: int, steps: int, recipe: Recipe) -> float:
    """The share of the full rate at a step: rising at first, then falling to the end."""
    return min(1.0, (step + 1) / (recipe.warm_up * steps)) * max(0.02, 1 - step / steps)


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


def batches(rows: Sequence[Row], size: int, lots: random.Random) -> list[list[int]]:
    """Batches of rows about as long as each other, in the order of a lot."""
    order = list(range(len(rows)))
    lots.shuffle(order)
    found = []
    for place in range(0, len(order), 16 * size):
        near = sorted(order[place : place + 16 * size], key=lambda i: len(rows[i][0]))
        found += [near[i : i + size] for i in range(0, len(near), size)]
    lots.shuffle(found)
    return found


def _has_bfloat16() -> bool:
    """Whether the processor multiplies half-precision numbers itself: it is slow otherwise."""
    return bool(torch.cpu.get_capabilities().get("avx512_bf16"))


def _groups(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    """Matrices decay, biases and norms do not, the fresh outputs learn ten times as fast."""
    matrices: list[nn.Parameter] = []
    others: list[nn.Parameter] = []
    outputs: list[nn.Parameter] = []
    for name, parameter in network.named_parameters():
        if name.startswith("head"):
            outputs.append(parameter)
        else:
            (matrices if parameter.ndim > 1 else others).append(parameter)
    return [
        {"params": matrices, "lr": recipe.rate, "weight_decay": recipe.decay},
        {"params": others, "lr": recipe.rate, "weight_decay": 0.0},
        {"params": outputs, "lr": 10 * recipe.rate, "weight_decay": 0.0},
    ]
