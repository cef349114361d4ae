"""N-gram weights: the same texts give the same bytes, and readers who differ are both heard."""

from __future__ import annotations

import numpy as np

from communique.tag.ngrams import counts, weighed
from communique.train.linear import fit_ngrams

TEXTS = [
    "staff need training",
    "training for clerks",
    "registers hold data",
    "data lie in silos",
    "lunch is served",
    "badges at the desk",
] * 4
WANTED = np.tile([[1, 0], [1, 0], [0, 1], [0, 1], [0, 0], [0, 0]], (4, 1)).astype(np.float32)


def told(texts: list[str], wanted: np.ndarray) -> np.ndarray:
    arrays = fit_ngrams(TEXTS, wanted)
    matrix = weighed(counts(texts), arrays["rarity"].astype(np.float32))
    return matrix @ arrays["weights"].astype(np.float32) + arrays["bias"]


def test_words_speak_for_their_theme() -> None:
    found = told(["training of staff", "data in registers"], WANTED)
    assert found[0, 0] > found[0, 1]
    assert found[1, 1] > found[1, 0]


def test_the_same_texts_give_the_same_weights_bit_for_bit() -> None:
    one, other = fit_ngrams(TEXTS, WANTED), fit_ngrams(TEXTS, WANTED)
    assert all(one[name].tobytes() == other[name].tobytes() for name in one)


def test_a_disputed_passage_counts_on_both_sides() -> None:
    disputed = WANTED.copy()
    disputed[0::6, 0] = 0.5
    sure, unsure = (told(["staff need training"], wanted)[0, 0] for wanted in (WANTED, disputed))
    assert unsure < sure
