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
_Places = npt.NDArray[np.signedinteger[Any]]

#: Each ASCII character in small letters, a blank for what is neither letter nor digit.
_PLAIN = bytes(
    ord(char.lower()) if char.isascii() and char.isalnum() else 32 for char in map(chr, range(256))
)
_ACCENT = re.compile("[\u0300-\u036f\u00ad]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_FACTOR = np.uint64(0x100000001B3)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
#: What a character counts more than the one before it in its word.
_PLACE = 0x9E3779B97F4A7C15
_PLACE_INVERSE = pow(_PLACE, -1, 1 << 64)
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
    size = len(plain)
    codes = np.frombuffer(b"".join(plain), np.uint8).astype(np.uint64)
    # numbers of half the length are sorted in half the time
    numbers = np.dtype(np.int32 if size < 1 << 31 - _BITS else np.int64)
    beyond = size << _BITS  # the row of what lies in no passage
    rows = np.arange(size + 1, dtype=numbers) << _BITS
    row = rows[:-1].repeat(np.array(list(map(len, plain)), np.int64))
    found = [*_pieces(codes, row, beyond), *_words(codes, row, beyond)]
    places = _column(np.concatenate([codes[:0], *(hashes for _, hashes in found)])).astype(numbers)
    places |= np.concatenate([row[:0], *(own for own, _ in found)])
    places.sort()
    firsts = np.flatnonzero(np.concatenate(([True], places[1:] != places[:-1])))[: len(places)]
    often = np.diff(firsts, append=len(places)).astype(np.float32)
    different = places[firsts]
    ends = different.searchsorted(rows).astype(np.int32)
    different &= COLUMNS - 1
    indices = different[: ends[-1]].astype(np.int32, copy=False)
    return csr_matrix((often[: ends[-1]], indices, ends), shape=(size, COLUMNS))


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


def _pieces(codes: _Codes, row: _Places, beyond: int) -> Iterator[tuple[_Places, _Codes]]:
    """Every run of as many characters as :data:`PIECES` says, that of two passages beyond all."""
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
            own = row[:size].copy()
            own[own != row[length - 1 :]] = beyond
            yield own, hashes + np.uint64(length * power % 2**64)


def _words(codes: _Codes, row: _Places, beyond: int) -> list[tuple[_Places, _Codes]]:
    """Every word, and every two words that follow each other, those of two passages beyond all."""
    blank = codes == 32
    edges = np.flatnonzero(blank[1:] != blank[:-1]) + 1  # a passage begins and ends with a blank
    begins, ends = edges[::2], edges[1::2]
    # The sum of a word's characters, each times a power of its place in the word, is told from
    # the sums of all characters up to its edges: the powers of places in the text are too high
    # by one factor for the whole word, whose inverse takes it away.
    sums = np.zeros(len(codes) + 1, np.uint64)
    (codes * _powers(_PLACE, len(codes))).cumsum(out=sums[1:])
    words = (sums[ends] - sums[begins]) * _powers(_PLACE_INVERSE, len(codes))[begins]
    words += np.uint64(77)
    own = row[begins]
    first = own[:-1].copy()
    first[first != own[1:]] = beyond
    return [(own, words), (first, words[:-1] * _FACTOR * _FACTOR + words[1:])]


def _powers(base: int, count: int) -> _Codes:
    """The first powers of a number, from 1 up."""
    powers = np.full(count, base, np.uint64)
    powers[:1] = 1
    found: _Codes = np.multiply.accumulate(powers)
    return found


def _column(hashes: _Codes) -> _Codes:
    mixed = hashes >> np.uint64(31)
    mixed ^= hashes
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(29)
    mixed &= np.uint64(COLUMNS - 1)
    return mixed
