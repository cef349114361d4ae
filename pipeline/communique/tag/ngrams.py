"""Words, pairs of words and pieces of words, hashed to the columns of a sparse matrix.

All passages of a batch are one array of character codes; what a row holds depends on
its own passage alone. Hashing needs no vocabulary, and the same text gives the same
columns on every machine (Weinberger et al. 2009, "Feature hashing for large scale
multitask learning").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from communique.tag.plain import plain

#: Columns of the matrix: a power of two.
COLUMNS = 1 << 18
#: Lengths of the pieces, in characters; a piece may run over a word's edge.
PIECES = (3, 4, 5)

_Codes = npt.NDArray[np.uint64]
_Places = npt.NDArray[np.signedinteger[Any]]

_FACTOR = np.uint64(0x100000001B3)
_FACTOR_TWICE = np.uint64(pow(0x100000001B3, 2, 1 << 64))
_MIX = np.uint64(0xBF58476D1CE4E5B9)
#: What a character counts more than the one before it in its word.
_PLACE = 0x9E3779B97F4A7C15
_PLACE_INVERSE = pow(_PLACE, -1, 1 << 64)
_BLANK = 32
#: Bits of a column's number, above which stands its row.
_BITS = COLUMNS.bit_length() - 1


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
    size = len(texts)
    codes, edges = plain(texts)
    # numbers of half the length are sorted in half the time
    numbers = np.dtype(np.int32 if size < 1 << 31 - _BITS else np.int64)
    rows = np.arange(size + 1, dtype=numbers) << _BITS
    row = rows[:-1].repeat(edges[1:] - edges[:-1])
    letter = codes != _BLANK
    bounds = (letter[1:] != letter[:-1]).nonzero()[0] + 1  # no passage begins or ends with one
    begins, ends = bounds[::2], bounds[1::2]
    word_row, word_edges = row.take(begins), begins.searchsorted(edges)
    wide = codes.astype(np.uint64)
    words = _words(wide, begins, ends)
    hashes = [*_pieces(wide), words, words[:-1] * _FACTOR_TWICE + words[1:]]
    beyond = size << _BITS  # the row of what lies in no passage
    own = [_within(row, edges, length - 1, beyond) for length in PIECES]
    places = _columns(np.concatenate(hashes)).astype(numbers)
    places |= np.concatenate([*own, word_row, _within(word_row, word_edges, 1, beyond)])
    places.sort()
    places = places[: places.searchsorted(beyond) + 1]  # one beyond, where there is any
    new = np.ones(len(places) + 1, np.bool_)  # the end of all counts as one more
    np.not_equal(places[1:], places[:-1], out=new[1:-1])
    first = new.nonzero()[0]
    different = places.take(first[:-1])
    often = (first[1:] - first[:-1]).astype(np.float32)
    until = different.searchsorted(rows).astype(np.int32)
    indices = different[: until[-1]]
    indices &= COLUMNS - 1
    indices = indices.astype(np.int32, copy=False)
    return csr_matrix((often[: until[-1]], indices, until), shape=(size, COLUMNS))


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
    values = rarity.take(matrix.indices)
    several = (matrix.data > 1).nonzero()[0]  # few
    values[several] *= 1 + np.log(matrix.data.take(several))
    sizes = matrix.indptr[1:] - matrix.indptr[:-1]
    filled = sizes.nonzero()[0]
    begins = matrix.indptr.take(filled)
    norm = np.sqrt(np.add.reduceat(values * values, begins, dtype=np.float64))
    found = copy(matrix)  # it shares all but its values, and is not examined again
    found.data = (values / np.maximum(norm, 1e-9).repeat(sizes.take(filled))).astype(np.float32)
    return found


def _pieces(codes: _Codes) -> Iterator[_Codes]:
    """The hashes of every run of as many characters as :data:`PIECES` says."""
    hashes = codes
    power = int(_FACTOR)
    for length in range(2, max(PIECES) + 1):
        size = max(len(codes) - length + 1, 0)
        # of the run that is one shorter
        hashes = hashes[:size] * _FACTOR
        hashes += codes[length - 1 :]
        power = power * int(_FACTOR) % 2**64
        if length in PIECES:
            yield hashes + np.uint64(length * power % 2**64)


def _columns(hashes: _Codes) -> _Codes:
    """The columns of n-grams by their hashes."""
    mixed = hashes >> np.uint64(31)
    mixed ^= hashes
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(29)
    mixed &= np.uint64(COLUMNS - 1)
    return mixed


def _words(codes: _Codes, begins: _Places, ends: _Places) -> _Codes:
    """The hashes of words.

    The sum of a word's characters, each times a power of its place in the word, is told from
    the sums of all characters up to its edges: the powers of places in the text are too high
    by one factor for the whole word, whose inverse takes it away.
    """
    sums = np.zeros(len(codes) + 1, np.uint64)
    (codes * _powers(_PLACE, len(codes))).cumsum(out=sums[1:])
    words = (sums.take(ends) - sums.take(begins)) * _powers(_PLACE_INVERSE, len(codes)).take(begins)
    words += np.uint64(77)
    return words


def _powers(base: int, count: int) -> _Codes:
    """The first powers of a number, from 1 up."""
    return _many_powers(base, count.bit_length())[:count]


@lru_cache(maxsize=4)
def _many_powers(base: int, bits: int) -> _Codes:
    powers = np.full(1 << bits, base, np.uint64)
    powers[:1] = 1
    found: _Codes = np.multiply.accumulate(powers)
    return found


def _within(row: _Places, edges: _Places, ahead: int, beyond: int) -> _Places:
    """The row of what ends as many places ahead, ``beyond`` where that is in another row.

    Rows begin at their edges, at the last of which all end.
    """
    found = row.copy()
    last = edges[1:, None] - np.arange(1, ahead + 1)  # all others end in their own row
    found[last[last >= 0]] = beyond
    return found[: max(len(row) - ahead, 0)]
