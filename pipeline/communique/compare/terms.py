"""Words and phrases that set a period apart from the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from communique.compare.log_odds import weighed_log_odds
from communique.compare.shares import FloatArray, IntArray
from communique.compare.weighing import weigh
from communique.compare.words import BoolArray, Words, plain_words, words_of

#: Most terms of a period.
MOST = 40
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

#: The columns of the table and their types.
COLUMNS: Mapping[str, Any] = {
    "period": "str",
    "term": "str",
    "count": "Int64",
    "documents": "Int64",
    "score": "float64",
    "themes": "str",
}


@dataclass(frozen=True)
class _Corpus:
    """The passages of one language: place of period and document by passage."""

    words: Words
    period: IntArray
    document: IntArray
    periods: int
    documents: int


@dataclass(frozen=True, slots=True)
class _Term:
    period: int
    term: str
    score: float
    count: int
    documents: frozenset[int]


def terms(
    documents: pd.DataFrame | None,
    passages: pd.DataFrame,
    tags: pd.DataFrame,
    *,
    weights: Mapping[str, float] | None = None,
    most: int = MOST,
) -> pd.DataFrame:
    """The words and the phrases of two or three words that a period uses more than others.

    Counted are the passages whose role has a weight. Each period is held against the
    others within its language (:func:`communique.compare.log_odds.log_odds`), words,
    pairs and triples each against their like, so that a year whose papers are French
    does not stand out by French words. Left out are terms with a stop word at an end,
    numbers, names, boilerplate (terms in four of five documents) and terms that the
    period has in one passage only; a term that the period has only inside longer terms
    of the list gives way to them.

    Parameters
    ----------
    documents, passages, tags
        As for :func:`communique.compare.priorities`; the passages need ``text``, and
        ``language`` and the tags' ``evidence`` are heeded where they are there.
    weights
        Weights from 0 of the roles that shall not have their default weight.
    most
        Most terms of a period.

    Returns
    -------
    pandas.DataFrame
        The columns of :data:`COLUMNS`, the farthest apart first within a period.
        ``score`` is the z-score, at least 1.96 away from 0, below 0 for terms that the
        period has less than others. ``themes`` are those whose evidence holds the term.

    Raises
    ------
    CommuniqueError
        If the tables or the weights cannot be used.
    """
    weighed = weigh(documents, passages, tags, weights)
    table = weighed.passages
    evidence = _evidence(tags)
    known = {word for term in evidence for word in term.split(" ")}
    document, names = pd.factorize(table["document"], sort=True)
    period = pd.Index(weighed.periods).get_indexer(pd.Index(table["period"]))
    language = table["language"].str.slice(0, 2).to_numpy(dtype=object)
    found: list[_Term] = []
    for tongue in sorted(set(language)):
        of = np.flatnonzero(language == tongue)
        corpus = _Corpus(
            words=words_of([str(text) for text in table["text"].iloc[of]], tongue, known),
            period=period[of],
            document=document[of],
            periods=len(weighed.periods),
            documents=len(names),
        )
        for length in range(1, LONGEST + 1):
            found += _distinctive(corpus, length, most)
    rows = []
    for place, name in enumerate(weighed.periods):
        own = _without_parts(_merged(term for term in found if term.period == place))
        own.sort(key=lambda term: (-abs(term.score), term.term))
        rows += [
            (
                name,
                term.term,
                term.count,
                len(term.documents),
                term.score,
                "; ".join(sorted(evidence.get(_key(term.term), ()))),
            )
            for term in own[:most]
        ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _evidence(tags: pd.DataFrame) -> dict[str, set[str]]:
    """The themes by every word and phrase in their evidence."""
    themes: dict[str, set[str]] = {}
    if "evidence" not in tags:
        return themes
    pairs = tags[["evidence", "theme"]].fillna("").astype(str).drop_duplicates()
    for evidence, theme in pairs.itertuples(index=False, name=None):
        words = plain_words(evidence)
        for length in range(1, LONGEST + 1):
            for start in range(len(words) - length + 1):
                themes.setdefault(" ".join(words[start : start + length]), set()).add(theme)
    return themes


def _key(term: str) -> str:
    return " ".join(plain_words(term))


def _distinctive(corpus: _Corpus, length: int, most: int) -> list[_Term]:
    """The terms of so many words that set a period apart from the others."""
    place, code = _occurrences(corpus.words, length)
    passage = corpus.words.passage[place]
    lengths = np.bincount(corpus.period[passage], minlength=corpus.periods)
    codes, often, row = _repeated(code)
    passage = passage[often]
    del place, code, often  # a large collection has no room for what is done with
    size = len(codes)
    counts = _table(row, corpus.period[passage], size, corpus.periods)
    in_row, in_passage = _distinct(row, passage, len(corpus.period))
    in_passages = _table(in_row, corpus.period[in_passage], size, corpus.periods)
    del in_row, in_passage
    holding, _ = _distinct(row, corpus.document[passage], corpus.documents)
    score = weighed_log_odds(counts, lengths)
    np.round(score, 6, out=score)
    far = (np.abs(score) >= LEAST_SCORE) & (in_passages >= FEWEST_PASSAGES)
    del in_passages
    far &= ~_boilerplate(holding, size, corpus)[:, None]
    far &= _foremost(np.where(far, np.abs(score), 0.0), _FIELD * most)
    return _named(corpus, codes, length, np.argwhere(far), score, counts, (row, passage))


def _repeated(code: IntArray) -> tuple[IntArray, IntArray, IntArray]:
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


def _distinct(first: IntArray, second: IntArray, size: int) -> tuple[IntArray, IntArray]:
    """The pairs of numbers, each once; the second ones are below ``size``."""
    pairs = np.sort(first * size + second)
    pairs = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]
    return pairs // size, pairs % size


def _named(
    corpus: _Corpus,
    codes: IntArray,
    length: int,
    far: npt.NDArray[np.int64],
    score: FloatArray,
    counts: IntArray,
    occurrences: tuple[IntArray, IntArray],
) -> list[_Term]:
    row, passage = occurrences
    starts = np.searchsorted(row, np.arange(len(codes) + 1))
    found = []
    for term, period in far:
        own = passage[starts[term] : starts[term + 1]]
        own = own[corpus.period[own] == period]
        found.append(
            _Term(
                period=int(period),
                term=_spelt(int(codes[term]), length, corpus.words.vocabulary),
                score=float(score[term, period]),
                count=int(counts[term, period]),
                documents=frozenset(corpus.document[own].tolist()),
            )
        )
    return found


def _occurrences(words: Words, length: int) -> tuple[IntArray, IntArray]:
    """Where terms of so many words begin, and a number for each term."""
    size = max(len(words.vocabulary), 1)
    count = max(len(words.word) - length + 1, 0)
    parts = [words.word[shift : shift + count] for shift in range(length)]
    fit: BoolArray = words.passage[:count] == words.passage[length - 1 : length - 1 + count]
    code = np.zeros(count, dtype=np.int64)
    flags = np.append(words.name, False), np.append(words.name | words.stop, False)
    for place, part in enumerate(parts):
        at_end = place in (0, length - 1)
        fit &= (part >= 0) & ~flags[int(at_end)][part]
        code = code * size + part
    found = np.flatnonzero(fit)
    return found, code[found]


def _spelt(code: int, length: int, vocabulary: Sequence[str]) -> str:
    words: list[str] = []
    for _ in range(length):
        code, word = divmod(code, len(vocabulary))
        words.append(vocabulary[word])
    return " ".join(reversed(words)).replace("' ", "'")


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


def _boilerplate(held: IntArray, size: int, corpus: _Corpus) -> BoolArray:
    documents = len(np.unique(corpus.document))
    if documents < BOILERPLATE_DOCUMENTS:
        return np.zeros(size, dtype=bool)
    common: BoolArray = np.bincount(held, minlength=size) >= BOILERPLATE * documents
    return common


def _merged(found: Any) -> list[_Term]:
    """One entry a term, where two languages share it: the higher score, all occurrences."""
    by_term: dict[str, _Term] = {}
    for term in found:
        other = by_term.get(term.term)
        if other is None:
            by_term[term.term] = term
        else:
            by_term[term.term] = _Term(
                period=term.period,
                term=term.term,
                score=max(term.score, other.score, key=lambda z: (abs(z), z)),
                count=term.count + other.count,
                documents=term.documents | other.documents,
            )
    return list(by_term.values())


def _without_parts(found: list[_Term]) -> list[_Term]:
    """The terms that occur outside the longer ones, too."""
    within: dict[str, int] = {}
    for term in found:
        words = _key(term.term).split(" ")
        parts = {
            " ".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 1, len(words) + 1)
            if end - start < len(words)
        }
        for part in parts:
            within[part] = max(within.get(part, 0), term.count)
    return [term for term in found if term.count > within.get(_key(term.term), 0)]
