"""Tags to priorities over periods: shares, intervals, ranks, changes, terms.

The package is its own first function: ``communique.compare(tags, passages)`` is
``communique.compare.compare(tags, passages)``.

>>> import communique
>>> data = communique.load("dataset")  # doctest: +SKIP
>>> communique.compare(data.tags, data.passages, data.documents)  # doctest: +SKIP
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from types import ModuleType

import pandas as pd

from communique.compare.candidates import candidates
from communique.compare.design import Design, Period, periods_of
from communique.compare.diversity import effective_themes
from communique.compare.intervals import RESAMPLES
from communique.compare.pairs import theme_pairs
from communique.compare.priorities import priorities
from communique.compare.terms import terms
from communique.compare.weighing import role_weights

__all__ = [
    "Design",
    "Period",
    "candidates",
    "compare",
    "effective_themes",
    "periods_of",
    "priorities",
    "role_weights",
    "terms",
    "theme_pairs",
]


def compare(
    tags: pd.DataFrame,
    passages: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    *,
    weights: Mapping[str, float] | None = None,
    themes: Iterable[str] = (),
    design: Design | None = None,
    scores: pd.DataFrame | None = None,
    reviews: pd.DataFrame | None = None,
    draws: int = RESAMPLES,
) -> pd.DataFrame:
    """What each meeting year put first, with intervals, ranks and changes.

    Parameters
    ----------
    tags, passages, documents
        Tables of a dataset. Without ``documents`` the years are those of the passages
        or else of the tags, and every document counts.
    weights
        Weights from 0 of the roles that shall not have their default weight.
    themes
        Themes that have rows although no passage carries them.
    design
        Which documents are compared, by what periods, standardised or not, with what
        baseline: a :class:`~communique.compare.design.Design`.
    scores
        Probabilities that count in place of the tags, for every passage and theme.
    reviews
        A reviewed sample that corrects the shares (``communique review sample``).
    draws
        Number of resamples for intervals, at least 100.

    Returns
    -------
    pandas.DataFrame
        The table that :func:`communique.compare.priorities` describes.

    Raises
    ------
    CommuniqueError
        If the tables or the weights cannot be used.

    Examples
    --------
    >>> passages = pd.DataFrame(
    ...     {
    ...         "passage": ["a.1", "a.2"],
    ...         "document": "a",
    ...         "role": ["priority", "discussion"],
    ...         "year": 2004,
    ...     }
    ... )
    >>> tags = pd.DataFrame({"passage": ["a.1", "a.2"], "theme": ["skills", "data"]})
    >>> compare(tags, passages)[["period", "theme", "share", "rank"]]
      period   theme  share  rank
    0   2004    data   0.25     2
    1   2004  skills   0.75     1
    """
    return priorities(
        documents,
        passages,
        tags,
        weights=weights,
        themes=themes,
        design=design,
        scores=scores,
        reviews=reviews,
        draws=draws,
    )


class _Package(ModuleType):
    """The package, which can be called."""

    __call__ = staticmethod(compare)


sys.modules[__name__].__class__ = _Package
