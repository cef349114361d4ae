"""Which words and phrases of a language set a period apart from the others.

Inflected forms are counted as one term, under their dictionary forms, and shown as the
form that the collection uses most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.compare.log_odds import weighed_log_odds
from communique.compare.shares import FloatArray, IntArray
from communique.compare.words import BoolArray, Lemma, Words, words_of

#: Whole numbers of whatever width holds them.
Whole = npt.NDArray[np.signedinteger[Any]]
#: Least |z| of a term.
LEAST_SCORE = 1.96
#: Fewest passages of the period that hold a term.
FEWEST_PASSAGES = 2
#: Words in the longest phrase.
LONGEST = 3
#: A term that stands in this part of a language's documents is boilerplate …
BOILERPLATE = 0.8
#: … where there are at least so many documents.
BOILERPLATE_DOCUMENTS = 5

# How many times as many terms are looked at as are wanted, for some are parts of others.
_FIELD = 5


@dataclass(frozen=True, slots=True)
class Texts:
    """The passages of one language.

    ``texts`` are read once. ``place`` is each passage's row in the table that it comes from;
    ``period`` and ``document`` are numbers below ``periods`` and ``documents``.
    """

    language: str
    texts: Iterable[str]
    place: IntArray
    period: IntArray
    document: IntArray
    periods: int
    documents: int


@dataclass(frozen=True, slots=True)
class Term:
    """A term that sets a period apart.

    ``term`` is its most frequent form, ``lemmas`` are its words' dictionary forms, by
    language; ``passages`` are the rows of the period's passages that hold it.
    """

    period: int
    term: str
    lemmas: frozenset[tuple[str, tuple[str, ...]]]
    score: float
    count: int
    passages: frozenset[int]
    documents: frozenset[int]


def distinctive(texts: Texts, known: Iterable[str], lemma: Lemma, most: int) -> list[Term]:
    """The terms of one to three words that set a period apart within a language.

    Parameters
    ----------
    texts
        The passages.
    known
        Dictionary forms of words that are no names whatever their capitals.
    lemma
        What gives a word's dictionary form.
    most
        So many terms of a period and a length are wanted; some more are given, since
        some are parts of others.
    """
    words = words_of(texts.texts, texts.language, known, lemma)
    return [
        term for length in range(1, LONGEST + 1) for term in _of_length(texts, words, length, most)
    ]


def without_parts(found: Sequence[Term]) -> list[Term]:
    """The terms of a period that occur outside the longer ones of the list, too."""
    within: dict[tuple[str, tuple[str, ...]], int] = {}
    for term in found:
        for language, lemmas in term.lemmas:
            for part in _parts(lemmas):
                key = (language, part)
                within[key] = max(within.get(key, 0), term.count)
    return [term for term in found if any(term.count > within.get(key, 0) for key in term.lemmas)]


def merged(found: Iterable[Term]) -> list[Term]:
    """One entry a term, where two languages share it: the higher score, all occurrences."""
    by_term: dict[str, Term] = {}
    for term in found:
        other = by_term.get(term.term)
        if other is None:
            by_term[term.term] = term
        else:
            by_term[term.term] = Term(
                period=term.period,
                term=term.term,
                lemmas=term.lemmas | other.lemmas,
                score=max(term.score, other.score, key=lambda z: (abs(z), z)),
                count=term.count + other.count,
                passages=term.passages | other.passages,
                documents=term.documents | other.documents,
            )
    return list(by_term.values())


def _parts(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {
        words[start:end]
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
        if end - start < len(words)
    }


def _of_length(texts: Texts, words: Words, length: int, most: int) -> list[Term]:
    """The terms of so many words that set a period apart from the others."""
    place, code, general = _occurrences(words, length)
    lengths = np.bincount(texts.period[words.passage[place]], minlength=texts.periods)
    codes, often, row = _repeated(code)
    place, general = place[often], general[often]
    passage = words.passage[place]
    del often  # a large collection has no room for what is done with
    size = len(codes)
    counts = _table(row, texts.period[passage], size, texts.periods)
    in_row, in_passage = _distinct(row, passage, len(texts.period))
    in_passages = _table(in_row, texts.period[in_passage], size, texts.periods)
    del in_row, in_passage
    holding, _ = _distinct(row, texts.document[passage], texts.documents)
    score = weighed_log_odds(counts, lengths)
    np.round(score, 6, out=score)
    far = (np.abs(score) >= LEAST_SCORE) & (in_passages >= FEWEST_PASSAGES)
    far &= ~(_boilerplate(holding, size, texts) | (np.bincount(row[general], minlength=size) > 0))[
        :, None
    ]
    del in_passages, holding
    far &= _foremost(np.where(far, np.abs(score), 0.0), _FIELD * most)
    starts = np.searchsorted(row, np.arange(size + 1))
    found = []
    for term in np.flatnonzero(far.any(axis=1)):
        own = slice(starts[term], starts[term + 1])
        shown = _most_frequent(words, place[own], length)
        lemmas = _spelt(int(codes[term]), length, words.lemmas)
        for period in np.flatnonzero(far[term]):
            held = passage[own][texts.period[passage[own]] == period]
            found.append(
                Term(
                    period=int(period),
                    term=shown,
                    lemmas=frozenset({(texts.language, lemmas)}),
                    score=float(score[term, period]),
                    count=int(counts[term, period]),
                    passages=frozenset(texts.place[held].tolist()),
                    documents=frozenset(texts.document[held].tolist()),
                )
            )
    return found


def _occurrences(words: Words, length: int) -> tuple[IntArray, Whole, BoolArray]:
    """Where terms of so many words begin, a number for each term's dictionary forms, and
    whether they are general words alone.
    """
    size = max(len(words.lemmas), 1)
    whole: type[np.signedinteger[Any]] = np.int32 if size**length < 2**31 else np.int64
    count = max(len(words.word) - length + 1, 0)
    parts = [words.word[shift : shift + count] for shift in range(length)]
    fit: BoolArray = words.passage[:count] == words.passage[length - 1 : length - 1 + count]
    code: Whole = np.zeros(count, dtype=whole)
    about = np.zeros(count, dtype=bool)
    inside, at_end = np.append(words.name, False), np.append(words.name | words.stop, False)
    subject = np.append(~(words.general | words.stop), False)
    lemma = np.append(words.lemma, 0).astype(whole)
    for place, part in enumerate(parts):
        fit &= (part >= 0) & ~(at_end if place in (0, length - 1) else inside)[part]
        about |= subject[part]
        code *= whole(size)
        code += lemma[part]
    found = np.flatnonzero(fit)
    return found, code[found], ~about[found]


def _most_frequent(words: Words, places: IntArray, length: int) -> str:
    """The form that most occurrences of a term have; of equals the first by alphabet."""
    size = len(words.vocabulary)
    code = np.zeros(len(places), dtype=np.int64)
    for shift in range(length):
        code = code * size + words.word[places + shift]
    forms, often = np.unique(code, return_counts=True)
    likely = forms[often == often.max()].tolist()
    return min(" ".join(_spelt(form, length, words.vocabulary)) for form in likely).replace(
        "' ", "'"
    )


def _spelt(code: int, length: int, vocabulary: Sequence[str]) -> tuple[str, ...]:
    words: list[str] = []
    for _ in range(length):
        code, word = divmod(code, len(vocabulary))
        words.append(vocabulary[word])
    return tuple(reversed(words))


def _repeated(code: Whole) -> tuple[Whole, IntArray, IntArray]:
    """The numbers that occur twice or more, where they do, and which of them stands there.

    A term met once cannot be in two passages; most are, and they are dropped before
    any table is made of them.
    """
    order = np.argsort(code, kind="stable")
    ordered = code[order]
    edges = np.flatnonzero(np.diff(ordered, prepend=-1))
    whole = np.diff(edges, append=len(ordered))
    repeated = whole >= FEWEST_PASSAGES
    places = order[np.repeat(repeated, whole)]
    return ordered[edges[repeated]], places, np.repeat(np.arange(repeated.sum()), whole[repeated])


def _distinct(first: IntArray, second: Whole, size: int) -> tuple[IntArray, IntArray]:
    """The pairs of numbers, each once; the second ones are below ``size``."""
    pairs = np.sort(first * size + second)
    pairs = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]
    return pairs // size, pairs % size


def _table(row: IntArray, column: IntArray, rows: int, columns: int) -> IntArray:
    counts = np.bincount(row * columns + column, minlength=rows * columns)
    return counts.reshape(rows, columns)


def _foremost(distance: FloatArray, count: int) -> BoolArray:
    """The largest of each column, so many and those level with the last of them."""
    if len(distance) <= count:
        return np.ones(distance.shape, dtype=bool)
    foremost = np.empty(distance.shape, dtype=bool)
    for column in range(distance.shape[1]):
        own = distance[:, column]
        foremost[:, column] = own >= np.partition(own, -count - 1)[-count - 1]
    return foremost


def _boilerplate(held: IntArray, size: int, texts: Texts) -> BoolArray:
    documents = len(np.unique(texts.document))
    if documents < BOILERPLATE_DOCUMENTS:
        return np.zeros(size, dtype=bool)
    common: BoolArray = np.bincount(held, minlength=size) >= BOILERPLATE * documents
    return common
