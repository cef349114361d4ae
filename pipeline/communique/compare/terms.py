"""Words and phrases that set a period apart from the others, and the themes they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import repeat
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from communique.compare.design import Design
from communique.compare.phrases import LONGEST, Term, Texts, distinctive, merged, without_parts
from communique.compare.weighing import Weighed, weigh
from communique.compare.words import Lemma, as_written, plain_words

#: Most terms of a period.
MOST = 40

#: So many texts are strings of Python's own at a time.
_PORTION = 10_000

#: What tells the themes whose patterns match a term, given the term and its language.
Covers: TypeAlias = Callable[[str, str], Iterable[str]]

#: The columns of the table and their types.
COLUMNS: Mapping[str, Any] = {
    "period": "str",
    "term": "str",
    "count": "Int64",
    "documents": "Int64",
    "score": "float64",
    "themes": "str",
}

#: Themes by language and dictionary forms.
_Evidence: TypeAlias = "dict[tuple[str, tuple[str, ...]], set[str]]"


@dataclass(frozen=True, slots=True)
class Found:
    """The terms of each period, the farthest apart first, and the themes of each term.

    ``weighed`` comes without texts.
    """

    weighed: Weighed
    terms: tuple[tuple[Term, ...], ...]
    themes: Mapping[str, tuple[str, ...]]


def terms(
    documents: pd.DataFrame | None,
    passages: pd.DataFrame,
    tags: pd.DataFrame,
    *,
    weights: Mapping[str, float] | None = None,
    most: int = MOST,
    lemma: Lemma = as_written,
    covers: Covers | None = None,
    design: Design | None = None,
) -> pd.DataFrame:
    """The words and the phrases of two or three words that a period uses more than others.

    Counted are the passages whose role has a weight. Each period is held against the
    others within its language (:func:`communique.compare.log_odds.log_odds`), words,
    pairs and triples each against their like, so that a year whose papers are French
    does not stand out by French words. Inflected forms are one term, shown in their most
    frequent form, accents kept. Left out are terms with a stop word at an end, numbers,
    names, boilerplate (terms in four of five documents, and those of words of every
    meeting alone, such as "participants agreed") and terms that the period has in one passage
    only; a term that the period has only inside longer terms of the list gives way to
    them.

    Parameters
    ----------
    documents, passages, tags
        As for :func:`communique.compare.priorities`; the passages need ``text``, and
        ``language`` and the tags' ``evidence`` and ``source`` are heeded where they are
        there.
    weights
        Weights from 0 of the roles that shall not have their default weight.
    most
        Most terms of a period.
    lemma
        What gives a word's dictionary form; by default every form is a term of its own.
    covers
        What tells the themes whose patterns match a term.
    design
        Which documents count, and what the periods are; by default all, by year.

    Returns
    -------
    pandas.DataFrame
        The columns of :data:`COLUMNS`, the farthest apart first within a period.
        ``score`` is the z-score, at least 1.96 away from 0, below 0 for terms that the
        period has less than others. ``themes`` are those whose patterns match the term
        or whose evidence holds it. What a model alone took for evidence is no witness:
        it is a whole clause.

    Raises
    ------
    CommuniqueError
        If the tables or the weights cannot be used.
    """
    found = find_terms(
        documents,
        passages,
        tags,
        weights=weights,
        most=most,
        lemma=lemma,
        covers=covers,
        design=design,
    )
    rows = [
        (
            period,
            term.term,
            term.count,
            len(term.documents),
            term.score,
            "; ".join(found.themes[term.term]),
        )
        for period, own in zip(found.weighed.periods, found.terms, strict=True)
        for term in own
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def find_terms(
    documents: pd.DataFrame | None,
    passages: pd.DataFrame,
    tags: pd.DataFrame,
    *,
    weights: Mapping[str, float] | None,
    most: int,
    lemma: Lemma,
    covers: Covers | None,
    design: Design | None,
) -> Found:
    """The terms that :func:`terms` tabulates, with the passages that hold them."""
    # Texts are most of a large table: they stay where they are, and are read portion by portion.
    weighed = weigh(
        documents, passages.drop(columns="text", errors="ignore"), tags, weights, design
    )
    table = weighed.passages
    rows = pd.Index(passages["passage"].astype(str)).get_indexer(pd.Index(table["passage"]))
    evidence = _evidence(passages, tags, lemma)
    known = {word for _, words in evidence for word in words}
    document, names = pd.factorize(table["document"], sort=True)
    period = pd.Index(weighed.periods).get_indexer(pd.Index(table["period"]))
    language = table["language"].str.slice(0, 2).to_numpy(dtype=object)
    found: list[Term] = []
    for tongue in sorted(set(language)):
        of = np.flatnonzero(language == tongue)
        texts = Texts(
            language=tongue,
            texts=_texts(passages, rows[of]),
            place=of,
            period=period[of],
            document=document[of],
            periods=len(weighed.periods),
            documents=len(names),
        )
        found += distinctive(texts, known, lemma, most)
    by_period = []
    for place in range(len(weighed.periods)):
        own = merged(without_parts([term for term in found if term.period == place]))
        own.sort(key=lambda term: (-abs(term.score), term.term))
        by_period.append(tuple(own[:most]))
    themes: dict[str, set[str]] = {}
    for term in (term for own in by_period for term in own):
        themes.setdefault(term.term, set()).update(_themes(term, evidence, covers))
    told = {term: tuple(sorted(own)) for term, own in themes.items()}
    return Found(weighed, tuple(by_period), told)


def _texts(passages: pd.DataFrame, rows: npt.NDArray[np.intp]) -> Iterator[str]:
    """The texts of some rows."""
    for start in range(0, len(rows), _PORTION):
        portion = rows[start : start + _PORTION]
        if "text" in passages:
            yield from passages["text"].iloc[portion].fillna("").astype(str).tolist()
        else:
            yield from repeat("", len(portion))


def _evidence(passages: pd.DataFrame, tags: pd.DataFrame, lemma: Lemma) -> _Evidence:
    """The themes by every word and phrase in their evidence."""
    themes: _Evidence = {}
    if "evidence" not in tags:
        return themes
    if "source" in tags:
        tags = tags[tags["source"] != "model"]
    languages = (
        passages.set_index("passage")["language"].fillna("").astype(str).str.slice(0, 2)
        if "language" in passages
        else pd.Series(dtype="str")
    )
    table = tags[["evidence", "theme"]].fillna("").astype(str)
    table["language"] = tags["passage"].map(languages).fillna("").astype(str)
    for evidence, theme, language in table.drop_duplicates().itertuples(index=False, name=None):
        words = tuple(lemma(word, language) for word in plain_words(evidence))
        for length in range(1, LONGEST + 1):
            for start in range(len(words) - length + 1):
                key = (language, words[start : start + length])
                themes.setdefault(key, set()).add(theme)
    return themes


def _themes(term: Term, evidence: _Evidence, covers: Covers | None) -> set[str]:
    found: set[str] = set()
    for language, lemmas in term.lemmas:
        found |= evidence.get((language, lemmas), set())
        if covers is not None:
            found.update(covers(term.term, language))
    return found
