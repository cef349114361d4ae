"""Passages to themes: rules from an editable taxonomy, with evidence.

>>> from communique.tag import tag
>>> [t.theme for t in tag(["Agencies share a common platform."])]
['interoperability']
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from communique.records import Tag
from communique.tag.lint import Finding, lint_taxonomy
from communique.tag.passage_text import PassageText, passage_texts
from communique.tag.scoring import Scorer
from communique.tag.tagger import Tagger
from communique.tag.taxonomy import Taxonomy, TaxonomyError, load_taxonomy

__all__ = [
    "Finding",
    "PassageText",
    "Scorer",
    "Tag",
    "Tagger",
    "Taxonomy",
    "TaxonomyError",
    "lint_taxonomy",
    "load_taxonomy",
    "passage_texts",
    "scores",
    "tag",
]


@lru_cache(maxsize=1)
def _packaged_tagger() -> Tagger:
    return Tagger()


def tag(
    passages: Iterable[PassageText | str],
    *,
    taxonomy: Taxonomy | None = None,
    scorer: Scorer | None = None,
) -> list[Tag]:
    """Tag passages with the themes they are about.

    Parameters
    ----------
    passages
        Passages, or plain strings, which get their place in the list (from 1) as id.
    taxonomy, scorer
        By default the packaged taxonomy and the rules' own scores.

    Returns
    -------
    list of Tag
        In the passages' order, and within one in the taxonomy's order.

    Raises
    ------
    TaxonomyError
        Where the packaged taxonomy was edited and cannot be used.
    """
    default = taxonomy is None and scorer is None
    tagger = _packaged_tagger() if default else Tagger(taxonomy, scorer)
    return [found for tags in tagger.pipe(passages) for found in tags]


def scores(
    passages: Iterable[PassageText | str],
    *,
    taxonomy: Taxonomy | None = None,
    scorer: Scorer | None = None,
) -> list[dict[str, float]]:
    """Every theme's score of every passage (0 to 1), tagged or not."""
    default = taxonomy is None and scorer is None
    tagger = _packaged_tagger() if default else Tagger(taxonomy, scorer)
    return list(tagger.scores(passages))
