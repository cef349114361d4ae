"""Words, pairs of words and pieces of words, hashed to the columns of a sparse matrix.

All passages of a batch are one array of character codes; what a row holds depends on
its own passage alone. Hashing needs no vocabulary, and the same text gives the same
columns on every machine (Weinberger et al. 2009, "Feature hashing for large scale
multitask learning").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
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

#: Each ASCII character in small letters, a blank for what is neither letter nor digit.
_PLAIN = bytes(
    ord(char.lower()) if char.isascii() and char.isalnum() else 32 for char in map(chr, range(256))
)
_ACCENT = re.compile("[\u0300-\u036f\u00ad]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_FACTOR = np.uint64(0x100000001B3)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
#: Bits of a column's number, above which stands its row.
_BITS = COLUMNS.bit_length() - 1


def folded(text: str) -> str:
    """Lower case, without accents, one blank between words and at both ends."""
    return _folded(text).decode("ascii")


def _folded(text: str) -> bytes:
    plain = text[:MOST_CHARACTERS]
    if not plain.isascii():
        plain = _NON_ASCII.sub(_bare, plain)
    return b" %b " % b" ".join(plain.encode("ascii").translate(_PLAIN).split())


class _Bare(dict[str, str]):
    """What a character beyond ASCII folds to; filled as they are met, so bounded by their number.

    A blank stands for what folds to nothing in ASCII, and for what is no part of a word.
    """

    def __missing__(self, char: str) -> str:
        plain = char.lower().replace("œ", "oe").replace("æ", "ae")
        plain = _ACCENT.sub("", unicodedata.normalize("NFKD", plain))
        bare = self[char] = plain.encode("ascii", "replace").decode("ascii")
        return bare


_BARE = _Bare()


def _bare(match: re.Match[str]) -> str:
    return _BARE[match[0]]


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
    plain = [_folded(text) for text in texts]
    codes = np.frombuffer(b"".join(plain), np.uint8).astype(np.uint64)
    lengths = np.array([len(text) for text in plain], dtype=np.int64)
    row = np.repeat(np.arange(len(plain)), lengths)
    nothing = (row[:0], codes[:0])
    found = [nothing, *_pieces(codes, row), *_words(codes, row)]
    places = np.concatenate([rows for rows, _ in found]) << _BITS
    places |= _column(np.concatenate([hashes for _, hashes in found]))
    if len(plain) < 1 << 31 - _BITS:
        places = places.astype(np.int32)  # sorts in half the time
    places.sort()
    firsts = np.flatnonzero(np.concatenate(([True], places[1:] != places[:-1])))[: len(places)]
    often = np.diff(firsts, append=len(places)).astype(np.float32)
    different = places[firsts]
    ends = np.searchsorted(different >> _BITS, np.arange(len(plain) + 1))
    indices = (different & (COLUMNS - 1)).astype(np.int32)
    return csr_matrix((often, indices, ends.astype(np.int32)), shape=(len(plain), COLUMNS))


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
    values = (1 + np.log(matrix.data)) * rarity.take(matrix.indices)
    sizes = np.diff(matrix.indptr)
    row = np.repeat(np.arange(matrix.shape[0]), sizes)
    norm = np.sqrt(np.bincount(row, values**2, minlength=matrix.shape[0]))
    values = (values / np.repeat(np.maximum(norm, 1e-9), sizes)).astype(np.float32)
    return csr_matrix((values, matrix.indices, matrix.indptr), shape=matrix.shape)


def _pieces(codes: _Codes, row: _Places) -> Iterator[tuple[_Places, _Codes]]:
    """Every run of as many characters as :data:`PIECES` says that lies in one passage."""
    hashes = np.zeros(len(codes), dtype=np.uint64)
    power = 1
    for length in range(1, max(PIECES) + 1):
        size = len(codes) - length + 1
        if size <= 0:
            return
        # of the run that is one shorter
        hashes = hashes[:size] * _FACTOR + codes[length - 1 :]
        power = power * int(_FACTOR) % 2**64
        if length in PIECES:
            inside = row[:size] == row[length - 1 :]
            begun = np.uint64(length * power % 2**64)
            yield row[:size][inside], hashes[inside] + begun


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
