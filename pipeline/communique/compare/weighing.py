"""Which documents and passages weigh in a comparison, and how much."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from communique.compare.design import Design
from communique.errors import CommuniqueError
from communique.records import ROLE_WEIGHTS


@dataclass(frozen=True)
class Weighed:
    """The passages that carry weight, ordered by id, and the tags on them.

    ``passages`` has ``passage``, ``document``, ``period``, ``kind``, ``section``,
    ``weight`` and, where the table had them, ``text`` and ``language``; ``tags`` has one
    row per passage and theme. ``periods`` names all periods that have a document, those
    without weighed passages too. ``left_out`` says of each document that does not count why not.
    """

    passages: pd.DataFrame
    tags: pd.DataFrame
    periods: tuple[str, ...]
    weights: Mapping[str, float]
    left_out: Mapping[str, str]

    @property
    def themes(self) -> list[str]:
        """The themes that some passage carries, by name."""
        return sorted(self.tags["theme"].unique())


def weigh(
    documents: pd.DataFrame | None,
    passages: pd.DataFrame,
    tags: pd.DataFrame,
    weights: Mapping[str, float] | None = None,
    design: Design | None = None,
) -> Weighed:
    """Choose the documents that count, once each, and weigh their passages by role.

    Left out are documents that failed, that name no year, that are mere lists of
    participants or documents, that the design does not ask for, and all but the first of
    those with the same content (first by file name). A role of weight 0 leaves its
    passages out.

    Parameters
    ----------
    documents
        With ``document`` and ``year``; ``status``, ``kind``, ``sha256`` and ``file`` are
        heeded where they are there. ``None``: the years are taken from the passages,
        or else from the tags.
    passages
        With ``passage``, ``document`` and ``role``.
    tags
        With ``passage`` and ``theme``; a row is a tag, whatever its score.
    weights
        Weights from 0 of the roles that shall not have their default weight.
    design
        Which documents are compared, and by what periods; by default all, by year.

    Raises
    ------
    CommuniqueError
        If a column is missing, a role or a weight is unknown or impossible, or the
        tables do not belong together.
    """
    _require("passages", passages, ("passage", "document", "role"))
    _require("tags", tags, ("passage", "theme"))
    by_role = role_weights(weights)
    if documents is None:
        documents = _documents_of(passages, tags)
    _require("documents", documents, ("document", "year"))
    _fit_together(documents, passages, tags)
    chosen = Design() if design is None else design
    counted, left_out = _counted(documents, chosen)
    periods = {document: period for document, (period, _) in counted.items()}
    kinds = {document: kind for document, (_, kind) in counted.items()}

    counts = _among(passages["document"], pd.Index(list(periods)))
    roles = passages["role"].fillna("")
    if unknown := sorted({str(role) for role in roles[counts].unique()} - set(by_role)):
        raise CommuniqueError(
            f"there is no weight for the role {unknown[0]!r}",
            f"the roles are {', '.join(by_role)}",
        )
    places = np.flatnonzero(counts & (roles.map(by_role).to_numpy(float) > 0))
    order = passages["passage"].iloc[places].astype(str).argsort().to_numpy()
    # Texts are most of a large table: its rows are taken once, all at a time.
    kept = passages.iloc[places[order]].reset_index(drop=True)
    weighed = pd.DataFrame(
        {
            "passage": kept["passage"].astype(str),
            "document": kept["document"].astype(str),
            "period": kept["document"].map(periods).astype(str),
            "kind": kept["document"].map(kinds).astype(str),
            "weight": kept["role"].fillna("").map(by_role).astype("float64"),
        }
        | {
            name: kept[name].fillna("").astype(str) if name in kept else ""
            for name in ("section", "text", "language")
        }
    )
    if chosen.standardise:
        weighed["weight"] = standardised(weighed)
    marks = tags.loc[_among(tags["passage"], pd.Index(weighed["passage"])), ["passage", "theme"]]
    return Weighed(
        passages=weighed,
        tags=marks.astype(str).drop_duplicates().sort_values(["passage", "theme"]),
        periods=tuple(sorted(set(periods.values()))),
        weights=by_role,
        left_out=left_out,
    )


def role_weights(weights: Mapping[str, float] | None = None) -> dict[str, float]:
    """The weight of every role: the defaults, with the given ones in their place.

    Raises
    ------
    CommuniqueError
        If a role is unknown, a weight is negative or no number, or all are 0.
    """
    given = dict(weights or {})
    if unknown := sorted(set(given) - set(ROLE_WEIGHTS)):
        raise CommuniqueError(
            f"there is no role {unknown[0]!r}", f"the roles are {', '.join(ROLE_WEIGHTS)}"
        )
    for role, weight in given.items():
        if not isinstance(weight, int | float) or not math.isfinite(weight) or weight < 0:
            raise CommuniqueError(
                f"{weight!r} cannot be the weight of {role}", "give a number from 0"
            )
    by_role = {role: float(given.get(role, weight)) for role, weight in ROLE_WEIGHTS.items()}
    if not any(by_role.values()):
        raise CommuniqueError("all roles weigh 0", "give at least one role a weight above 0")
    return by_role


def _require(name: str, table: pd.DataFrame, columns: Iterable[str]) -> None:
    if missing := [column for column in columns if column not in table]:
        raise CommuniqueError(f"the table {name} lacks the column {missing[0]}")


def _documents_of(passages: pd.DataFrame, tags: pd.DataFrame) -> pd.DataFrame:
    """The documents and years that passages or tags name."""
    source = passages if "year" in passages else tags
    _require("tags" if source is tags else "passages", source, ("document", "year"))
    years = source[["document", "year"]].drop_duplicates("document")
    return passages[["document"]].drop_duplicates().merge(years, on="document", how="left")


def _fit_together(documents: pd.DataFrame, passages: pd.DataFrame, tags: pd.DataFrame) -> None:
    for name, ids in (("documents", documents["document"]), ("passages", passages["passage"])):
        if ids.duplicated().any():
            twice = sorted(ids[ids.duplicated()].astype(str))[0]
            raise CommuniqueError(f"the table {name} has {twice!r} twice")
    lost = passages.loc[~_among(passages["document"], pd.Index(documents["document"])), "document"]
    if len(lost):
        first = sorted(lost.astype(str))[0]
        raise CommuniqueError(f"passages name the document {first!r}, which is in no table")
    lost = tags.loc[~_among(tags["passage"], pd.Index(passages["passage"])), "passage"]
    if len(lost):
        first = sorted(lost.astype(str))[0]
        raise CommuniqueError(f"tags name the passage {first!r}, which is in no table")


def _among(names: pd.Series[str], known: pd.Index[str]) -> npt.NDArray[np.bool_]:
    """Which names are known; ``Series.isin`` asks for each string that is known by itself."""
    found: npt.NDArray[np.bool_] = known.get_indexer(pd.Index(names)) >= 0
    return found


def standardised(passages: pd.DataFrame) -> pd.Series[float]:
    r"""Weights that give every period the mix of kinds that all periods have together.

    Direct standardisation (Fleiss, Levin & Paik 2003, Statistical methods for rates and
    proportions, ch. 19): with :math:`W_{jk}` the weight of kind k in period j,
    :math:`m_k = \sum_j W_{jk} / W` its part in all, a passage's weight is multiplied by
    :math:`m_k W_j / (W_{jk} \sum_{k' \in K_j} m_{k'})`, where :math:`K_j` are the kinds
    that the period has: a kind that it lacks cannot be made up, and the others share its
    part. A period's whole weight stays as it is.

    Parameters
    ----------
    passages
        With ``period``, ``kind`` and ``weight`` (above 0).
    """
    weight = passages["weight"]
    mix = passages.groupby("kind")["weight"].sum() / weight.sum()
    cell = passages.groupby(["period", "kind"])["weight"].transform("sum")
    whole = passages.groupby("period")["weight"].transform("sum")
    present = passages[["period", "kind"]].drop_duplicates()
    held = present["kind"].map(mix).groupby(present["period"]).sum()
    part = passages["kind"].map(mix) / passages["period"].map(held)
    return (weight * part * whole / cell).astype("float64")


def _counted(
    documents: pd.DataFrame, design: Design
) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """Period and kind of each document that counts, and why the others do not."""
    table = pd.DataFrame(
        {
            "document": documents["document"].astype(str),
            "year": pd.to_numeric(documents["year"], errors="coerce").astype("float64"),
        }
        | {
            name: documents[name].fillna("").astype(str) if name in documents else ""
            for name in ("status", "kind", "sha256", "file")
        }
    ).sort_values(["file", "document"])
    counted: dict[str, tuple[str, str]] = {}
    left_out: dict[str, str] = {}
    first: dict[str, str] = {}
    for row in table.itertuples(index=False):
        document = str(row.document)
        content, kind = str(row.sha256), str(row.kind)
        year = float(str(row.year))
        period = "" if math.isnan(year) else design.period_of(int(year))
        if row.status == "failed":
            left_out[document] = "could not be read"
        elif kind == "list":
            left_out[document] = "is a list of participants or documents"
        elif design.kinds and kind not in design.kinds:
            left_out[document] = f"is of the kind {kind or 'unknown'}, which was not asked for"
        elif math.isnan(year):
            left_out[document] = "names no year"
        elif not period:
            left_out[document] = f"is of {int(year)}, which is in no period"
        elif content and first.setdefault(content, document) != document:
            left_out[document] = f"has the same content as {first[content]}"
        else:
            counted[document] = (period, kind)
    return counted, dict(sorted(left_out.items()))
