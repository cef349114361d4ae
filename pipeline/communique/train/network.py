"""The encoder as a PyTorch module: BERT's layers, a mean over the text, linear outputs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - PyTorch's own name for it
from torch import Tensor, nn

from communique.train.start import Array, Start

_EPSILON = 1e-12
_PAD = 1


class Layer(nn.Module):
    """Self-attention and a feed-forward net, each added and normalised (post-norm)."""

    def __init__(self, start: Start, place: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = start.heads, dropout
        for part in ("q", "k", "v", "ao", "fi", "fo"):
            weight = start.arrays[f"{place}.{part}.w"]
            linear = nn.Linear(weight.shape[1], weight.shape[0])
            _fill(linear, weight, start.arrays[f"{place}.{part}.b"])
            setattr(self, part, linear)
        for part in ("aln", "oln"):
            weight = start.arrays[f"{place}.{part}.w"]
            norm = nn.LayerNorm(len(weight), _EPSILON)
            _fill(norm, weight, start.arrays[f"{place}.{part}.b"])
            setattr(self, part, norm)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Passages × places × width in and out; ``mask`` is true where a place is text."""
        passages, places, width = x.shape
        rate = self.dropout if self.training else 0.0

        def heads(y: Tensor) -> Tensor:
            return y.view(passages, places, self.heads, -1).transpose(1, 2)

        # Without dropout here: its fused kernel is many times faster.
        seen = F.scaled_dot_product_attention(
            heads(self.q(x)), heads(self.k(x)), heads(self.v(x)), attn_mask=mask
        )
        seen = seen.transpose(1, 2).reshape(passages, places, width)
        x = self.aln(x + F.dropout(self.ao(seen), rate, self.training))
        return self.oln(x + F.dropout(self.fo(F.gelu(self.fi(x))), rate, self.training))


class Network(nn.Module):
    """An encoder with one linear output per theme and role.

    The mean over a text's pieces is standardised by what the encoder gives before
    training (``centre``, ``spread``): published sentence encoders crowd in a narrow cone,
    from which a fresh linear output learns slowly.
    """

    def __init__(self, start: Start, outputs: int, dropout: float = 0.1) -> None:
        super().__init__()
        arrays = start.arrays
        width = arrays["word"].shape[1]
        self.word = nn.Embedding.from_pretrained(torch.tensor(arrays["word"]), freeze=False)
        self.pos = nn.Embedding.from_pretrained(torch.tensor(arrays["pos"]), freeze=False)
        self.norm = nn.LayerNorm(width, _EPSILON)
        _fill(self.norm, arrays["ln.w"], arrays["ln.b"])
        self.layers = nn.ModuleList(Layer(start, place, dropout) for place in range(start.layers))
        self.drop = nn.Dropout(dropout)
        self.head = nn.Linear(width, outputs)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        self.register_buffer("centre", torch.zeros(width))
        self.register_buffer("spread", torch.ones(width))

    def states(self, ids: Tensor) -> list[Tensor]:
        """What each layer gives, in order: passages × places × width."""
        x = self.drop(self.norm(self.word(ids) + self.pos.weight[: ids.shape[1]]))
        mask = written(ids)[:, None, None, :]
        found = []
        for layer in self.layers:
            x = layer(x, mask)
            found.append(x)
        return found

    def logits(self, state: Tensor, text: Tensor) -> Tensor:
        """Passages × outputs, from what the last layer gives."""
        standard = (_mean(state, text) - self.centre) / self.spread
        logits: Tensor = self.head(self.drop(standard))
        return logits

    def forward(self, ids: Tensor, text: Tensor) -> Tensor:
        """Logits: passages × outputs, from ids and the places where the text is."""
        return self.logits(self.states(ids)[-1], text)

    @torch.no_grad()
    def standardise(self, batches: Sequence[tuple[Tensor, Tensor]]) -> None:
        """Set centre and spread from what the encoder gives now."""
        self.eval()
        means = torch.cat([_mean(self.states(ids)[-1], text) for ids, text in batches])
        self.centre.copy_(means.mean(0))
        self.spread.copy_(means.std(0) + 1e-6)

    def arrays(self) -> dict[str, Array]:
        """The weights, named as in :class:`Start`; ``head.w`` (width × outputs) and ``head.b``."""
        found = {
            "word": _array(self.word.weight),
            "pos": _array(self.pos.weight),
            "ln.w": _array(self.norm.weight),
            "ln.b": _array(self.norm.bias),
        }
        for place, layer in enumerate(self.layers):
            for part in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln"):
                module = getattr(layer, part)
                found[f"{place}.{part}.w"] = _array(module.weight)
                found[f"{place}.{part}.b"] = _array(module.bias)
        centre, spread = _array(self.centre), _array(self.spread)
        weight = _array(self.head.weight).T / spread[:, None]
        found["head.w"] = weight.astype(np.float32)
        found["head.b"] = (_array(self.head.bias) - centre @ weight).astype(np.float32)
        return found


def batch(rows: Sequence[tuple[Sequence[int], int]]) -> tuple[Tensor, Tensor]:
    """Pad rows of (ids, number of places before the text) to one tensor, with the text's mask."""
    longest = max(len(ids) for ids, _ in rows)
    padded = torch.full((len(rows), longest), _PAD)
    text = torch.zeros((len(rows), longest), dtype=torch.bool)
    for place, (ids, before) in enumerate(rows):
        padded[place, : len(ids)] = torch.tensor(ids)
        text[place, before : len(ids)] = True
    return padded, text


def written(ids: Tensor) -> Tensor:
    """Which places of padded rows hold a piece."""
    return ids != _PAD


def _mean(state: Tensor, text: Tensor) -> Tensor:
    """The mean over the places where ``text`` is true: passages × width."""
    weight = text[:, :, None].to(state.dtype)
    return (state * weight).sum(1) / weight.sum(1)


def _fill(module: nn.Linear | nn.LayerNorm, weight: Array, bias: Array) -> None:
    module.weight.data = torch.tensor(weight)
    module.bias.data = torch.tensor(bias)


def _array(tensor: Tensor) -> Array:
    found: Array = tensor.detach().float().numpy()
    return found
