"""What the parts of a model say of passages, before it is weighed: encoder, n-grams, rules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from communique.tag.encoder import ENCODER, Encoder, Reading
from communique.tag.ngrams import counts, weighed
from communique.tag.packaged import ModelFiles
from communique.tag.passage_text import PassageText
from communique.tag.portions import portions

Floats = npt.NDArray[np.float32]


class Witnesses:
    """What a model's parts say of passages, before it is weighed.

    Parameters
    ----------
    files
        The model.
    encoder
        Whether the encoder is heard.
    """

    def __init__(self, files: ModelFiles, *, encoder: bool) -> None:
        self.files = files
        self.themes = files.themes
        self.encoder = Encoder(files.folder, len(files.themes)) if encoder else None
        self._readings = lru_cache(maxsize=512)(self._read)
        #: what is left of one passage without a clause, which its themes ask for in turn
        self.remainder = lru_cache(maxsize=64)(self._read)
        self._foreseen: dict[tuple[str, int], float] = {}
        self._said = lru_cache(maxsize=1)(self._say)  # themes and roles of one batch

    @cached_property
    def _ngrams(self) -> dict[str, Floats]:
        arrays = self.files.arrays("ngrams")
        return {name: array.astype(np.float32) for name, array in arrays.items()}

    def of_themes(self, passages: Sequence[PassageText], rules: Floats) -> dict[str, Floats]:
        """By witness: passages × themes of log-odds (0 where it has no say)."""
        size = len(self.themes)
        found = {}
        if self.encoder is not None:
            rows = [self.reading(passage).logits[:size] for passage in passages]
            found[ENCODER] = np.array(rows, np.float32).reshape(len(passages), size)
        found["ngrams"] = self.ngrams([passage.text for passage in passages])[:, :size]
        clipped = np.clip(rules, 0.001, 0.999)
        found["rules"] = np.log(clipped / (1 - clipped)).astype(np.float32)
        return found

    def of_roles(self, passages: Sequence[PassageText]) -> Floats:
        """Passages × roles of log-odds: the encoder's, without it the n-grams'."""
        size = len(self.themes)
        if self.encoder is None:
            return self.ngrams([passage.text for passage in passages])[:, size:]
        rows = [self.reading(passage).logits[size:] for passage in passages]
        return np.array(rows, dtype=np.float32).reshape(len(passages), -1)

    def reading(self, passage: PassageText) -> Reading:
        """What the encoder says; passages alike in all that it sees are read once."""
        return self._readings(shown(passage, passage.text))

    def ngrams(self, texts: Sequence[str]) -> Floats:
        """Texts × (themes, then roles) of log-odds."""
        return self._said(tuple(texts))

    def ngrams_of(self, texts: Sequence[str], column: int) -> Floats:
        """The log-odds of one theme by each of some texts."""
        foreseen = self._foreseen
        ready = [foreseen[text, column] for text in texts if (text, column) in foreseen]
        if len(ready) < len(texts):
            return self.ngrams(texts)[:, column]
        return np.array(ready, np.float32)

    def foresee(self, texts: Sequence[str], columns: Sequence[Sequence[int]]) -> None:
        """Have the answers ready that texts will be asked for; those of before are forgotten.

        Parameters
        ----------
        texts
            Of this batch.
        columns
            The themes that each will be asked for, one at least.
        """
        self._foreseen = {}
        rest = iter(columns)
        for some in portions(texts):
            asked = [
                (row, text, column)
                for row, (text, own) in enumerate(zip(some, rest, strict=False))
                for column in own
            ]
            if asked:
                rows, own_texts, own_columns = zip(*asked, strict=True)
                said = self._say_one(some, rows, own_columns)
                self._foreseen |= dict(
                    zip(zip(own_texts, own_columns, strict=True), said, strict=True)
                )

    def _say_one(
        self, texts: Sequence[str], rows: Sequence[int], columns: Sequence[int]
    ) -> list[float]:
        """What some texts say of one theme each: a small part of all that they say."""
        arrays = self._ngrams
        matrix = weighed(counts(texts), arrays["rarity"])
        if len(rows) > len(texts):
            matrix = matrix[list(rows)]
        own = np.array(columns, np.int32)
        weights = arrays["weights"]
        # a theme's weight of an n-gram by its place among all weights, read row by row
        places = matrix.indices * weights.shape[1] + own.repeat(np.diff(matrix.indptr))
        shape = (len(rows), weights.size)
        found = csr_matrix((matrix.data, places, matrix.indptr), shape=shape) @ weights.ravel()
        told: list[float] = (found + arrays["bias"][own]).tolist()
        return told

    def _say(self, texts: tuple[str, ...]) -> Floats:
        arrays = self._ngrams
        said = []
        for some in portions(texts):
            found: Floats = weighed(counts(some), arrays["rarity"]) @ arrays["weights"]
            said.append(found + arrays["bias"])
        return np.concatenate(said)

    def _read(self, passage: PassageText) -> Reading:
        if self.encoder is None:
            raise ValueError("these witnesses have no encoder")
        return self.encoder.read(passage)


def shown(passage: PassageText, text: str) -> PassageText:
    """A text in a passage's place, with nothing but what the encoder is shown beside it."""
    return PassageText(text, kind=passage.kind, section=passage.section[-1:])
