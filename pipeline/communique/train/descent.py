"""The steps of a training: batches about as long, a rate that rises and falls, one update each."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Sequence

import torch
from torch import Tensor, nn

from communique.train.network import Network, batch
from communique.train.recipe import Recipe

#: Ids of a text between its marks, and how many of them stand before it.
Row = tuple[list[int], int]
#: Parameters that learn alike, as PyTorch takes them.
Group = dict[str, object]


def descend(
    network: Network,
    parameters: Sequence[Group],
    rows_of_epoch: Callable[[], Sequence[Row]],
    loss_of: Callable[[list[int], Tensor, Tensor], Tensor],
    epochs: int,
    recipe: Recipe,
    lots: random.Random,
    tell: Callable[[int, float], None],
) -> None:
    """Train a network in place.

    Parameters
    ----------
    network, parameters
        What is trained.
    rows_of_epoch
        Gives the texts of an epoch, as many each time.
    loss_of
        The loss of a batch: of which rows it is, their padded ids, where their text is.
    epochs
        Rounds over the texts.
    recipe
        How long a batch is, and how the rate rises.
    lots
        What decides the order.
    tell
        Called after each epoch with its number and its mean loss.
    """
    optimiser = torch.optim.AdamW(parameters, fused=True)
    rates = [group["lr"] for group in optimiser.param_groups]
    step = 0
    for epoch in range(epochs):
        network.train()
        total = 0.0
        rows = rows_of_epoch()
        steps = epochs * math.ceil(len(rows) / recipe.passages)
        for chosen in _batches(rows, recipe.passages, lots):
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * _pace(step, steps, recipe)
            loss = loss_of(chosen, *batch([rows[place] for place in chosen]))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            step += 1
            total += float(loss.detach()) * len(chosen)
        tell(epoch + 1, total / len(rows))
    network.eval()


def groups(parameters: Iterable[nn.Parameter], rate: float, recipe: Recipe) -> list[Group]:
    """Parameters that learn at a rate: matrices decay, biases and norms do not."""
    given = list(parameters)
    matrices = [parameter for parameter in given if parameter.ndim > 1]
    others = [parameter for parameter in given if parameter.ndim == 1]
    return [
        {"params": matrices, "lr": rate, "weight_decay": recipe.decay},
        {"params": others, "lr": rate, "weight_decay": 0.0},
    ]


def _pace(step: int, steps: int, recipe: Recipe) -> float:
    """The share of the full rate at a step: rising at first, then falling to the end."""
    return min(1.0, (step + 1) / (recipe.warm_up * steps)) * max(0.02, 1 - step / steps)


def _batches(rows: Sequence[Row], size: int, lots: random.Random) -> list[list[int]]:
    """Batches of rows about as long as each other, in the order of a lot."""
    order = list(range(len(rows)))
    lots.shuffle(order)
    found = []
    for place in range(0, len(order), 16 * size):
        near = sorted(order[place : place + 16 * size], key=lambda i: len(rows[i][0]))
        found += [near[i : i + size] for i in range(0, len(near), size)]
    lots.shuffle(found)
    return found
