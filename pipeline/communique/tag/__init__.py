"""Passages to themes: rules from an editable taxonomy, with evidence.

The package is its own first function: ``communique.tag(passages)`` is
``communique.tag.tag(passages)``.

>>> import communique
>>> [t.theme for t in communique.tag(["Agencies share a common platform."])]
['interoperability']
"""

from __future__ import annotations

import sys
from functools import lru_cache
from types import ModuleType

from communique.records import Tag
from communique.tag.lint import Finding, lint_taxonomy
from communique.tag.passage_text import Passages, PassageText, passage_texts
from communique.tag.scoring import Scorer
from communique.tag.tagger import Tagger
from communique.tag.taxonomy import Taxonomy, TaxonomyError, load_taxonomy

__all__ = [
    "Finding",
    "PassageText",
    "Passages",
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
    passages: Passages,
    *,
    taxonomy: Taxonomy | None = None,
    scorer: Scorer | None = None,
) -> list[Tag]:
    """Tag passages with the themes they are about.

    Parameters
    ----------
    passages
        A document, a table with a column ``text``, or a list of passages; plain strings
        will do, and get their place in the list (from 1) as id.
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
    passages: Passages,
    *,
    taxonomy: Taxonomy | None = None,
    scorer: Scorer | None = None,
) -> list[dict[str, float]]:
    """Every theme's score of every passage (0 to 1), tagged or not."""
    default = taxonomy is None and scorer is None
    tagger = _packaged_tagger() if default else Tagger(taxonomy, scorer)
    return list(tagger.scores(passages))


class _Package(ModuleType):
    """The package, which can be called."""

    def __call__(
        self,
        passages: Passages,
        *,
        taxonomy: Taxonomy | None = None,
        scorer: Scorer | None = None,
    ) -> list[Tag]:
        """Tag passages: :func:`communique.tag.tag`."""
        return tag(passages, taxonomy=taxonomy, scorer=scorer)


sys.modules[__name__].__class__ = _Package
