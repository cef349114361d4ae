r"""How far coders agree: Cohen's kappa, Krippendorff's alpha, and where they differ.

Both compare the agreement that is seen with the one that chance would give. Kappa is of
two coders, each with their own frequencies,

.. math:: \kappa = \frac{p_o - p_e}{1 - p_e}, \qquad p_e = \sum_v p_v\, q_v

(Cohen 1960). Alpha is of any number of coders, who may have left out some units, and takes
the frequencies of all together,

.. math:: \alpha = 1 - \frac{D_o}{D_e}
          = 1 - (n - 1) \frac{\sum_{c \ne k} o_{ck}}{\sum_{c \ne k} n_c n_k}

with :math:`o_{ck}` the coincidences of the values c and k in units that at least two coders
valued, each unit's pairs divided by one less than its values, :math:`n_c` their margins and
n their sum (Krippendorff 2011, nominal data). 1 is perfect agreement, 0 that of chance.

Both describe the sheet: passages are not weighed by how probable it was to draw them.

References
----------
Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological
Measurement 20. Krippendorff (2011), Computing Krippendorff's alpha-reliability.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from communique.review.columns import NO, YES
from communique.review.sheet import Reviews

FloatArray = npt.NDArray[np.float64]


def cohens_kappa(one: FloatArray, other: FloatArray) -> float:
    """Kappa of two coders over the units that both valued.

    Parameters
    ----------
    one, other
        A value per unit, NaN where the coder gave none.

    Returns
    -------
    float
        At most 1; NaN where no unit has both values, or chance alone makes the coders
        agree since both gave one and the same value throughout.
    """
    both = ~np.isnan(one) & ~np.isnan(other)
    first, second = one[both], other[both]
    if not len(first):
        return float("nan")
    values = np.union1d(first, second)
    observed = float((first == second).mean())
    expected = sum(float((first == v).mean() * (second == v).mean()) for v in values)
    return (observed - expected) / (1 - expected) if expected < 1 else float("nan")


def krippendorffs_alpha(values: FloatArray) -> float:
    """Alpha for nominal data.

    Parameters
    ----------
    values
        Coders × units, NaN where a coder gave no value.

    Returns
    -------
    float
        At most 1; NaN where no unit has two values, or all values are the same.
    """
    kinds = np.unique(values[~np.isnan(values)])
    counts = (values[:, :, None] == kinds).sum(axis=0).astype(np.float64)  # units × kinds
    of_unit = counts.sum(axis=1)
    counts, of_unit = counts[of_unit >= 2], of_unit[of_unit >= 2]
    if not len(counts):
        return float("nan")
    pairs = np.einsum("uc,uk->uck", counts, counts)
    pairs[:, np.arange(len(kinds)), np.arange(len(kinds))] -= counts
    coincidences = (pairs / (of_unit - 1)[:, None, None]).sum(axis=0)
    margins = coincidences.sum(axis=1)
    total = margins.sum()
    observed = total - np.trace(coincidences)
    expected = total**2 - (margins**2).sum()
    return float(1 - (total - 1) * observed / expected) if expected > 0 else float("nan")


def codings(reviews: Reviews, themes: Sequence[str]) -> tuple[tuple[str, ...], FloatArray]:
    """What each coder said of each passage and theme.

    Returns
    -------
    tuple
        The passages by id, and an array of coders (by name) × passages × themes: 1 where the
        coder finds the theme, 0 where not, NaN where they were not asked.
    """
    passages = tuple(sorted({review.passage for review in reviews.reviews}))
    row = {passage: place for place, passage in enumerate(passages)}
    layer = {coder: place for place, coder in enumerate(reviews.coders)}
    found = np.full((len(layer), len(passages), len(themes)), np.nan)
    for review in reviews.reviews:
        said = [float(t in review.themes) if t in review.asked else np.nan for t in themes]
        found[layer[review.coder], row[review.passage]] = said
    return passages, found


def agreement(values: FloatArray) -> tuple[float, float]:
    """Kappa (the mean over pairs of coders that have one) and alpha of coders × units."""
    kappas = [cohens_kappa(one, other) for one, other in combinations(values, 2)]
    sure = [kappa for kappa in kappas if not np.isnan(kappa)]
    return (float(np.mean(sure)) if sure else float("nan")), krippendorffs_alpha(values)


def disagreements(
    reviews: Reviews, passages: pd.DataFrame, tags: pd.DataFrame, themes: Sequence[str]
) -> pd.DataFrame:
    """Every passage and theme of which coders, or coders and tagger, say different things.

    Returns
    -------
    pandas.DataFrame
        ``passage``, ``theme``, ``between`` (``coders``, or ``tagger`` where all coders
        agree against it), ``tagger`` and a column ``coder NAME`` each with ``yes``, ``no`` or
        nothing, ``document``, ``page`` and ``text``. Coders first, then by passage.
    """
    ids, said = codings(reviews, themes)
    tagged = set(zip(tags["passage"].astype(str), tags["theme"].astype(str), strict=True))
    of = passages.set_index("passage")
    names = [f"coder {coder}" for coder in reviews.coders]
    rows = []
    for place, passage in enumerate(ids):
        for column, theme in enumerate(themes):
            values = said[:, place, column]
            given = values[~np.isnan(values)]
            machine = float((passage, theme) in tagged)
            split = len(set(given)) > 1
            if not len(given) or not (split or given[0] != machine):
                continue
            rows.append(
                {
                    "passage": passage,
                    "theme": theme,
                    "between": "coders" if split else "tagger",
                    "tagger": _word(machine),
                    **{name: _word(value) for name, value in zip(names, values, strict=True)},
                    "document": of.loc[passage, "document"],
                    "page": of.loc[passage, "page"] if "page" in of else pd.NA,
                    "text": of.loc[passage, "text"],
                }
            )
    header = ["passage", "theme", "between", "tagger", *names, "document", "page", "text"]
    table = pd.DataFrame(rows, columns=header)
    return table.sort_values(["between", "passage"], kind="stable", ignore_index=True)


def _word(value: float) -> str:
    return "" if np.isnan(value) else YES if value else NO
