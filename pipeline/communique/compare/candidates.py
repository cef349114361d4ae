"""Terms of a period that no theme covers, with the passages that show what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from communique.compare.design import Design
from communique.compare.phrases import Term
from communique.compare.terms import MOST, Covers, find_terms
from communique.compare.weighing import Weighed
from communique.compare.words import Lemma, as_written
from communique.errors import CommuniqueError

#: Example passages of a term.
EXAMPLES = 3
#: Most themes named as near.
_NEAR = 3

#: The columns of the table and their types, those of the examples left out.
COLUMNS: Mapping[str, Any] = {
    "period": "str",
    "term": "str",
    "score": "float64",
    "count": "Int64",
    "documents": "Int64",
    "passages": "Int64",
    "untagged": "Int64",
    "near": "str",
}
#: The columns of each example, a number after each.
EXAMPLE_COLUMNS: Mapping[str, Any] = {
    "text": "str",
    "document": "str",
    "page": "Int64",
    "passage": "str",
}


def candidates(
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
    """The terms that set a period apart and belong to no theme: candidates for the taxonomy.

    They are the terms of :func:`communique.compare.terms` with a score above 0 and without
    a theme.

    Parameters
    ----------
    documents, passages, tags
        As for :func:`communique.compare.terms`; the passages also need ``page``.
    weights, lemma, covers, design
        As there.
    most
        Most terms of a period that are looked at.

    Returns
    -------
    pandas.DataFrame
        The columns of :data:`COLUMNS` and, for examples 1 to 3, those of
        :data:`EXAMPLE_COLUMNS` with the example's number after an underscore. ``passages``
        counts the period's passages that hold the term, ``untagged`` those of them that
        carry no theme, and ``near`` names the themes that the others carry, the most
        frequent first. Examples are passages without a theme before others, heavier roles
        before lighter ones, and of as many documents as there are.

    Raises
    ------
    CommuniqueError
        If the tables or the weights cannot be used.
    """
    if "page" not in passages:
        raise CommuniqueError("the table passages lacks the column page")
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
    carried: dict[str, list[str]] = {}
    for passage, theme in found.weighed.tags.itertuples(index=False, name=None):
        carried.setdefault(passage, []).append(theme)
    sources = passages.set_index(passages["passage"].astype(str))
    rows = []
    for period, own in zip(found.weighed.periods, found.terms, strict=True):
        for term in own:
            if term.score > 0 and not found.themes[term.term]:
                rows.append((period, *_row(term, found.weighed, carried, sources)))
    types = {
        **COLUMNS,
        **{
            f"{name}_{number}": kind
            for number in range(1, EXAMPLES + 1)
            for name, kind in EXAMPLE_COLUMNS.items()
        },
    }
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def _row(
    term: Term,
    weighed: Weighed,
    carried: Mapping[str, Sequence[str]],
    sources: pd.DataFrame,
) -> list[Any]:
    held = weighed.passages.iloc[sorted(term.passages)]
    themes = [carried.get(passage, ()) for passage in held["passage"]]
    near = Counter(theme for own in themes for theme in own)
    ranked = sorted(near, key=lambda theme: (-near[theme], theme))
    row: list[Any] = [
        term.term,
        term.score,
        term.count,
        len(term.documents),
        len(held),
        sum(not own for own in themes),
        "; ".join(ranked[:_NEAR]),
    ]
    examples = _examples(held.assign(tagged=[bool(own) for own in themes]))
    for number in range(EXAMPLES):
        if number < len(examples):
            one = examples.iloc[number]
            source = sources.loc[one["passage"]]
            row += [source["text"], one["document"], source["page"], one["passage"]]
        else:
            row += ["", "", None, ""]
    return row


def _examples(held: pd.DataFrame) -> pd.DataFrame:
    """The passages that show a term best, those of other documents first."""
    ranked = held.sort_values(["tagged", "weight", "passage"], ascending=[True, False, True])
    ranked["again"] = ranked.groupby("document").cumcount()
    return ranked.sort_values("again", kind="stable").head(EXAMPLES)
