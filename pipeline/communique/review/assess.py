"""Filled sheets held against the dataset that they were drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from communique.errors import CommuniqueError
from communique.export.guard import guard
from communique.export.load import Dataset
from communique.export.tables import csv_text
from communique.export.written import clean
from communique.review.agreement import agreement, codings, disagreements
from communique.review.scores import scores
from communique.review.sheet import Reviews, read_reviews
from communique.review.verdicts import Verdict, adjusted, known, review_table, verdicts


@dataclass(frozen=True)
class Assessment:
    """Scores by theme with the coders' agreement, the disagreements, and what to know of them."""

    scores: pd.DataFrame
    disagreements: pd.DataFrame
    coders: tuple[str, ...]
    passages: int
    notes: tuple[str, ...]


def themes_of(dataset: Dataset) -> tuple[str, ...]:
    """The themes that a dataset knows, in its taxonomy's order; tags may name further ones."""
    return tuple(dict.fromkeys([*dataset.priorities["theme"], *sorted(set(dataset.tags["theme"]))]))


def check_original(dataset: Dataset) -> None:
    """Refuse a dataset whose tags were reviewed already.

    Its reviewed passages are right by definition: they would say nothing of the others.

    Raises
    ------
    CommuniqueError
        If the run was given review sheets, or a tag comes from a review.
    """
    if dataset.run.get("settings", {}).get("review") or (dataset.tags["source"] == "review").any():
        raise CommuniqueError(
            "the dataset holds reviewed tags, which tell nothing of the tagger's errors",
            "give the dataset that was made without --review",
        )


def reviews_of(dataset: Dataset, sheets: Sequence[Path]) -> Reviews:
    """The reviews in sheets of passages that the dataset has.

    Raises
    ------
    CommuniqueError
        If a sheet cannot be understood or belongs to another dataset.
    """
    texts = dict(zip(dataset.passages["passage"], dataset.passages["text"], strict=True))
    return known(read_reviews(sheets, themes_of(dataset)), texts)


def weighed_verdicts(
    dataset: Dataset, sheets: Sequence[Path]
) -> tuple[tuple[Verdict, ...], tuple[str, ...]]:
    """The verdicts with the probabilities of what came back, and the notes on them."""
    check_original(dataset)
    reviews = reviews_of(dataset, sheets)
    found, missing = adjusted(verdicts(reviews.reviews))
    return found, (*reviews.notes, *missing)


def review_of(dataset: Dataset, sheets: Sequence[Path]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The table of reviews by which :mod:`communique.compare.prediction_powered` corrects shares.

    Returns
    -------
    tuple
        ``passage``, ``theme``, ``human`` and ``probability``; and the notes for the analyst.

    Raises
    ------
    CommuniqueError
        If a sheet cannot be understood, says nothing of how passages were drawn, belongs to
        another dataset, or the dataset's tags were reviewed already.
    """
    found, notes = weighed_verdicts(dataset, sheets)
    return review_table(found), notes


def assess(dataset: Dataset, sheets: Sequence[Path]) -> Assessment:
    """Score a dataset's tags by review sheets, and the coders by one another.

    Raises
    ------
    CommuniqueError
        As :func:`review_of`.
    """
    check_original(dataset)
    reviews = reviews_of(dataset, sheets)
    found, missing = adjusted(verdicts(reviews.reviews))
    asked = {theme for review in reviews.reviews for theme in review.asked}
    themes = [theme for theme in themes_of(dataset) if theme in asked]
    document_of = dict(zip(dataset.passages["passage"], dataset.passages["document"], strict=True))
    table = scores(found, dataset.tags, document_of, themes)
    _, said = codings(reviews, themes)
    measured = [agreement(said.reshape(len(said), -1))]
    measured += [agreement(said[:, :, place]) for place in range(len(themes))]
    kappas, alphas = zip(*measured, strict=True)
    several = len(reviews.coders) > 1
    table["kappa"] = np.array(kappas) if several else np.nan
    table["alpha"] = np.array(alphas) if several else np.nan
    return Assessment(
        scores=table,
        disagreements=disagreements(reviews, dataset.passages, dataset.tags, themes),
        coders=reviews.coders,
        passages=len(found),
        notes=(*reviews.notes, *missing),
    )


def table_content(table: pd.DataFrame) -> bytes:
    """A table as a CSV file: numbers with at most 6 decimals, nothing where unknown."""
    rows = ([_cell(value) for value in row] for row in table.itertuples(index=False, name=None))
    return csv_text([str(name) for name in table.columns], rows).encode("utf-8")


def _cell(value: object) -> str:
    if isinstance(value, str):
        return guard(clean(value))
    if value is pd.NA or value is None or value != value:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)
