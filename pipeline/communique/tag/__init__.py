"""Passages to themes: a model and an editable taxonomy of rules, with evidence.

The package is its own first function: ``communique.tag(passages)`` is
``communique.tag.tag(passages)``.

>>> import communique
>>> [t.theme for t in communique.tag(["Agencies share a common platform."])]
['interoperability']
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from communique.records import Tag

if TYPE_CHECKING:
    from communique.tag.choice import TAGGERS
    from communique.tag.judged import Judged
    from communique.tag.lint import Finding, lint_taxonomy
    from communique.tag.passage_text import Passages, PassageText, passage_texts
    from communique.tag.scoring import Scorer
    from communique.tag.tagger import Tagger
    from communique.tag.taggers import load_tagger
    from communique.tag.taxonomy import Taxonomy, TaxonomyError, load_taxonomy

__all__ = [
    "TAGGERS",
    "Finding",
    "Judged",
    "PassageText",
    "Passages",
    "Scorer",
    "Tag",
    "Tagger",
    "Taxonomy",
    "TaxonomyError",
    "lint_taxonomy",
    "load_tagger",
    "load_taxonomy",
    "passage_texts",
    "scores",
    "tag",
]

# Loaded when first asked for: what only names a taxonomy or a model needs no SciPy.
_HOMES = {
    "TAGGERS": "choice",
    "Finding": "lint",
    "Judged": "judged",
    "PassageText": "passage_text",
    "Passages": "passage_text",
    "Scorer": "scoring",
    "Tagger": "tagger",
    "Taxonomy": "taxonomy",
    "TaxonomyError": "taxonomy",
    "lint_taxonomy": "lint",
    "load_tagger": "taggers",
    "load_taxonomy": "taxonomy",
    "passage_texts": "passage_text",
}


def tag(
    passages: Passages, *, tagger: str = "accurate", taxonomy: Taxonomy | None = None
) -> list[Tag]:
    """Tag passages with the themes they are about.

    Parameters
    ----------
    passages
        A document, a table with a column ``text``, or a list of passages; plain strings
        will do, and get their place in the list (from 1) as id.
    tagger
        ``accurate``, ``fast`` or ``rules``.
    taxonomy
        By default the packaged one; another runs with rules alone.

    Returns
    -------
    list of Tag
        In the passages' order, and within one in the taxonomy's order.

    Raises
    ------
    TaxonomyError
        Where the packaged taxonomy was edited and cannot be used.
    CommuniqueError
        If there is no such tagger.
    """
    from communique.tag.taggers import load_tagger  # noqa: PLC0415 - it loads SciPy

    loaded = load_tagger(tagger, taxonomy=taxonomy)
    return [found for tags in loaded.pipe(passages) for found in tags]


def scores(
    passages: Passages, *, tagger: str = "accurate", taxonomy: Taxonomy | None = None
) -> list[dict[str, float]]:
    """Every theme's score of every passage (0 to 1), tagged or not."""
    from communique.tag.taggers import load_tagger  # noqa: PLC0415 - it loads SciPy

    return list(load_tagger(tagger, taxonomy=taxonomy).scores(passages))


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


class _Package(ModuleType):
    """The package, which can be called."""

    def __call__(
        self,
        passages: Passages,
        *,
        tagger: str = "accurate",
        taxonomy: Taxonomy | None = None,
    ) -> list[Tag]:
        """Tag passages: :func:`communique.tag.tag`."""
        return tag(passages, tagger=tagger, taxonomy=taxonomy)


sys.modules[__name__].__class__ = _Package
