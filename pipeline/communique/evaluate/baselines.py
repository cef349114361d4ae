"""Simpler ways to tag, which a tagger must beat to be worth its trouble.

Word n-grams learn from gold passages; the nearest definition needs them for its threshold
and for how rare words are. Keywords alone are the ``rules`` tagger and need none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from communique.errors import CommuniqueError
from communique.evaluate.decisions import Bools, Decisions, Floats
from communique.tag.gold import GoldPassage, wanted
from communique.tag.ngrams import counts, rarity_of, weighed
from communique.tag.passage_text import language_of
from communique.tag.taxonomy import LANGUAGES, Taxonomy

KEYWORDS, NGRAMS, NEAREST = "keywords only", "word n-grams only", "nearest definition"
#: Fewer training passages than this are not worth learning from.
FEWEST = 50

#: Inverse strength of the penalty, as of the n-grams that the model hears.
_STRENGTH = 20.0
#: Of how many documents one is kept from learning, for the threshold.
_SHARE = 8


def unseen(train: Sequence[GoldPassage], gold: Sequence[GoldPassage]) -> list[GoldPassage]:
    """The training passages whose document and text are not among the gold ones."""
    groups = {passage.group for passage in gold if passage.group}
    texts = {_plain(passage.text) for passage in gold}
    return [p for p in train if p.group not in groups and _plain(p.text) not in texts]


def learned(
    train: Sequence[GoldPassage], gold: Sequence[GoldPassage], taxonomy: Taxonomy
) -> Iterator[Decisions]:
    """What word n-grams and the nearest definition decide on gold passages.

    Parameters
    ----------
    train
        Passages to learn from; none should be among the gold ones.
    gold
        Passages to tag.
    taxonomy
        The themes and their definitions.

    Raises
    ------
    CommuniqueError
        If there are fewer than :data:`FEWEST` training passages.
    """
    if len(train) < FEWEST:
        raise CommuniqueError(
            f"{len(train)} training passages are left beside those of the gold file",
            f"give {FEWEST} or more, or leave the baselines out with --no-baselines",
        )
    yield by_ngrams(train, gold, taxonomy.ids)
    yield by_definition(train, gold, taxonomy)


def by_ngrams(
    train: Sequence[GoldPassage], gold: Sequence[GoldPassage], themes: Sequence[str]
) -> Decisions:
    """Logistic regressions, one a theme, on words and pairs of words (TF-IDF).

    The threshold, one for all themes, is the best in documents kept from learning.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - loads slowly

    learn = [p for p in train if not _is_kept(p)] or list(train)
    tune = [p for p in train if _is_kept(p)]
    vectors = TfidfVectorizer(
        ngram_range=(1, 2), sublinear_tf=True, strip_accents="unicode", min_df=2
    )
    features = vectors.fit_transform([p.text for p in learn])
    columns = vectors.transform([p.text for p in (*tune, *gold)])
    truth = wanted(learn, themes)
    scores = np.column_stack([_one(features, truth[:, t], columns) for t in range(len(themes))])
    threshold = best_threshold(scores[: len(tune)], wanted(tune, themes))
    found = scores[len(tune) :]
    return Decisions(NGRAMS, found >= threshold, found)


def by_definition(
    train: Sequence[GoldPassage], gold: Sequence[GoldPassage], taxonomy: Taxonomy
) -> Decisions:
    """Themes whose definition and scope are near to the passage.

    Near is the cosine of two rows of weighed n-grams (words, pairs and pieces of words),
    in the passage's language. How rare n-grams are, and from which cosine on a theme is
    given, is learned from the training passages.
    """
    rarity = rarity_of(counts([p.text for p in train]))
    definitions = {
        language: weighed(
            counts(
                [
                    f"{theme.name[language]} {theme.definition[language]} {theme.scope[language]}"
                    for theme in taxonomy.themes
                ]
            ),
            rarity,
        )
        for language in LANGUAGES
    }

    def nearness(passages: Sequence[GoldPassage]) -> Floats:
        rows = weighed(counts([p.text for p in passages]), rarity)
        by_language = {name: (rows @ own.T).toarray() for name, own in definitions.items()}
        languages = [language_of(p.passage) for p in passages]
        found = [by_language[language][row] for row, language in enumerate(languages)]
        return np.array(found, dtype=np.float64)

    threshold = best_threshold(nearness(train), wanted(train, taxonomy.ids))
    return Decisions(NEAREST, nearness(gold) >= threshold)


def best_threshold(scores: Floats, truth: Bools) -> float:
    """The threshold from 0.01 to 0.99 with the best micro F1, the lowest of equals.

    0.5 where no passage carries a theme.
    """
    if not truth.any():
        return 0.5
    grid = np.round(np.arange(0.01, 0.995, 0.01), 2)
    right = np.array([(truth & (scores >= t)).sum() for t in grid])
    given = np.array([(scores >= t).sum() for t in grid])
    return float(grid[int((2 * right / (given + truth.sum())).argmax())])


def _one(features: Any, truth: Any, columns: Any) -> Floats:
    """The probabilities of one theme; its share where all passages carry it or none does."""
    if truth.all() or not truth.any():
        return np.full(columns.shape[0], float(truth.mean()))
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - loads slowly

    model = LogisticRegression(C=_STRENGTH, solver="liblinear").fit(features, truth)
    found: Floats = model.predict_proba(columns)[:, 1]
    return found


def _is_kept(passage: GoldPassage) -> bool:
    digest = hashlib.sha256((passage.group or passage.id).encode()).digest()
    return digest[0] % _SHARE == 0


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
