"""A small transformer that reads a passage and says how far each piece speaks for each theme.

The network's last step is linear: a theme's logit is the mean over the passage's
pieces of what each piece contributes, so that the contributions can be shown.
It runs one passage at a time: a passage's figures never depend on its neighbours.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.tag.passage_text import PassageText
from communique.tag.taxonomy import Folder
from communique.tag.tokenise import readable

Floats = npt.NDArray[np.float32]

#: Its files begin with this, and it is the name of its say among the witnesses.
ENCODER = "encoder"
#: Pieces read at a time; a longer passage is read window by window.
WINDOW = 224
#: Windows of a passage that are read.
MOST_WINDOWS = 6
#: Characters of a passage that are read.
MOST_CHARACTERS = 20_000
#: Pieces of the heading and kind that stand before the text.
CONTEXT = 24


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says of one passage.

    Attributes
    ----------
    logits
        One per output (themes, then roles): of the window that says most for a theme,
        and of the first window for a role.
    contributions
        Pieces × outputs.
    spans
        Pieces × 2: the characters of the passage that each piece stands for.
    """

    logits: Floats
    contributions: Floats
    spans: npt.NDArray[np.int32]


def context_of(kind: str, section: tuple[str, ...]) -> str:
    """What is put before a passage: its document's kind and its nearest heading."""
    heading = section[-1].strip() if section else ""
    return " : ".join(part for part in (kind.strip(), heading[:200]) if part)


class Encoder:
    """An encoder in ONNX format with its tokenizer.

    Parameters
    ----------
    folder
        Where ``encoder.onnx``, ``encoder.tokenizer.json`` and ``encoder.json`` lie.
    themes
        How many of the outputs are themes.
    """

    def __init__(self, folder: Folder, themes: int) -> None:
        self._folder = folder
        self._themes = themes
        settings = json.loads(folder.joinpath(f"{ENCODER}.json").read_text(encoding="utf-8"))
        self._begin, self._end = int(settings["begin"]), int(settings["end"])
        self._bias = np.array(settings["bias"], dtype=np.float32)

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer  # noqa: PLC0415 - only where a model is used

        text = self._folder.joinpath(f"{ENCODER}.tokenizer.json").read_text(encoding="utf-8")
        return Tokenizer.from_str(text)

    @cached_property
    def _session(self) -> Any:
        import onnxruntime  # noqa: PLC0415 - only where a model is used

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # processes scale, threads do not
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = self._folder.joinpath(f"{ENCODER}.onnx").read_bytes()
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def read(self, passage: PassageText) -> Reading:
        """Read one passage, with its document's kind and nearest heading before it."""
        before = self._pieces(readable(context_of(passage.kind, passage.section))).ids[:CONTEXT]
        encoding = self._pieces(readable(passage.text, MOST_CHARACTERS))
        head = [self._begin, *before, self._end] if before else [self._begin]
        ids, spans = encoding.ids, encoding.offsets
        parts = []
        for start in range(0, min(len(ids), WINDOW * MOST_WINDOWS) or 1, WINDOW):
            window = ids[start : start + WINDOW]
            row = np.array([[*head, *window, self._end]], dtype=np.int64)
            (tokens,) = self._session.run(None, {"ids": row})
            parts.append(tokens[0, len(head) :])
        logits = np.stack([part.mean(axis=0) for part in parts]) + self._bias
        best = np.concatenate([logits[:, : self._themes].max(axis=0), logits[0, self._themes :]])
        contributions = np.concatenate([part[:-1] for part in parts])
        return Reading(
            best.astype(np.float32),
            contributions,
            np.array(spans[: len(contributions)], dtype=np.int32).reshape(-1, 2),
        )

    def _pieces(self, text: str) -> Any:
        return self._tokenizer.encode(text, add_special_tokens=False)
