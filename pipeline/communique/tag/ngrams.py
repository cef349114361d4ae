"""Words, pairs of words and pieces of words, hashed to the columns of a sparse matrix.

All passages of a batch are one array of character codes; what a row holds depends on
its own passage alone. Hashing needs no vocabulary, and the same text gives the same
columns on every machine (Weinberger et al. 2009, "Feature hashing for large scale
multitask learning").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

#: Columns of the matrix: a power of two.
COLUMNS = 1 << 18
#: Lengths of the pieces, in characters; a piece may run over a word's edge.
PIECES = (3, 4, 5)
#: Characters of a passage that are looked at.
MOST_CHARACTERS = 20_000

_Codes = npt.NDArray[np.uint64]
_Places = npt.NDArray[np.int64]

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_ACCENT = re.compile("[\u0300-\u036f\u00ad]")
_FACTOR = np.uint64(0x100000001B3)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def folded(text: str) -> str:
    """Lower case, without accents, one blank between words and at both ends."""
    plain = text[:MOST_CHARACTERS].lower()
    if not plain.isascii():
        plain = plain.replace("œ", "oe").replace("æ", "ae")
        plain = _ACCENT.sub("", unicodedata.normalize("NFKD", plain)).lower()
    return f" {_NOT_WORD.sub(' ', plain).strip()} "


def counts(texts: Sequence[str]) -> csr_matrix[Any]:
    """Count n-grams.

    Parameters
    ----------
    texts
        Passages.

    Returns
    -------
    scipy.sparse.csr_matrix
        Shape (passages, :data:`COLUMNS`), float32: how often each column's n-grams stand
        in each passage.
    """
    plain = [folded(text) for text in texts]
    codes = np.frombuffer("".join(plain).encode("ascii"), np.uint8).astype(np.uint64)
    lengths = np.array([len(text) for text in plain], dtype=np.int64)
    row = np.repeat(np.arange(len(plain)), lengths)
    found = [_pieces(codes, row, length) for length in PIECES]
    found += _words(codes, row)
    rows = np.concatenate([rows for rows, _ in found])
    columns = np.concatenate([_column(hashes) for _, hashes in found])
    ones = np.ones(len(rows), dtype=np.float32)
    matrix = csr_matrix((ones, (rows, columns)), shape=(len(plain), COLUMNS))
    matrix.sum_duplicates()
    return matrix


def rarity_of(matrix: csr_matrix[Any]) -> npt.NDArray[np.float32]:
    """A weight per column: the inverse document frequency, smoothed, from 1 up."""
    seen = np.bincount(matrix.indices, minlength=COLUMNS)
    weights: npt.NDArray[np.float32] = np.log((1 + matrix.shape[0]) / (1 + seen)) + 1
    return weights.astype(np.float32)


def weighed(matrix: csr_matrix[Any], rarity: npt.NDArray[np.float32]) -> csr_matrix[Any]:
    """Weigh counts by rarity and bring every row to length 1 (``1 + ln`` of a count).

    Parameters
    ----------
    matrix
        What :func:`counts` gives.
    rarity
        A weight per column (inverse document frequency).
    """
    values = (1 + np.log(matrix.data)) * rarity[matrix.indices]
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    norm = np.sqrt(np.bincount(row, values**2, minlength=matrix.shape[0]))
    values = (values / np.maximum(norm, 1e-9)[row]).astype(np.float32)
    return csr_matrix((values, matrix.indices, matrix.indptr), shape=matrix.shape)


def _pieces(codes: _Codes, row: _Places, length: int) -> tuple[_Places, _Codes]:
    """Every run of ``length`` characters that lies in one passage."""
    size = len(codes) - length + 1
    if size <= 0:
        return row[:0], codes[:0]
    hashes = np.full(size, length, dtype=np.uint64)
    for place in range(length):
        hashes = hashes * _FACTOR + codes[place : place + size]
    inside = row[:size] == row[length - 1 :]
    return row[:size][inside], hashes[inside]


def _words(codes: _Codes, row: _Places) -> list[tuple[_Places, _Codes]]:
    """Every word, and every two words that follow each other in one passage."""
    blank = codes == 32
    begins = np.flatnonzero(~blank & np.concatenate(([True], blank[:-1])))
    if not len(begins):
        return []
    ends = np.flatnonzero(~blank & np.concatenate((blank[1:], [True]))) + 1
    powers = _powers(int((ends - begins).max()))
    inside = np.repeat(begins, ends - begins)
    place = np.flatnonzero(~blank)
    terms = codes[place] * powers[place - inside]
    starts = np.concatenate(([0], np.cumsum(ends - begins)[:-1]))
    words = np.add.reduceat(terms, starts) + np.uint64(77)
    rows = row[begins]
    same = rows[:-1] == rows[1:]
    pairs = (words[:-1] * _FACTOR * _FACTOR + words[1:])[same]
    return [(rows, words), (rows[:-1][same], pairs)]


@lru_cache(maxsize=64)
def _powers(most: int) -> _Codes:
    powers = np.ones(most, dtype=np.uint64)
    for place in range(1, most):
        powers[place] = (int(powers[place - 1]) * 0x9E3779B97F4A7C15) % 2**64
    return powers


def _column(hashes: _Codes) -> _Places:
    mixed = hashes ^ (hashes >> np.uint64(31))
    mixed = mixed * _MIX
    mixed ^= mixed >> np.uint64(29)
    return (mixed & np.uint64(COLUMNS - 1)).astype(np.int64)
