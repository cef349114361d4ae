"""Small tables to compare, written as lists of passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Tables:
    documents: pd.DataFrame
    passages: pd.DataFrame
    tags: pd.DataFrame

    def shuffled(self, seed: int) -> Tables:
        frames = (self.documents, self.passages, self.tags)
        mixed = [frame.sample(frac=1, random_state=seed) for frame in frames]
        return Tables(*mixed)


#: A passage: its document, role and themes, and perhaps its section and text.
Entry = tuple[str, str, Sequence[str]] | tuple[str, str, Sequence[str], str, str]


def tables(years: dict[str, int | None], entries: Iterable[Entry]) -> Tables:
    """The tables of documents (with their years) and passages."""
    rows = []
    marks = []
    for order, (document, role, themes, *more) in enumerate(entries):
        section, text = more if more else ("", "")
        passage = f"{document}.{order:04}"
        rows.append((passage, document, order, role, section, "en", text))
        marks += [(passage, document, theme, "") for theme in themes]
    documents = pd.DataFrame(
        {
            "document": list(years),
            "file": [f"{name}.pdf" for name in years],
            "sha256": [f"{place:064}" for place in range(len(years))],
            "status": "ok",
            "kind": "agenda",
            "year": pd.Series(list(years.values()), dtype="Int64"),
        }
    )
    columns = ["passage", "document", "order", "role", "section", "language", "text"]
    return Tables(
        documents,
        pd.DataFrame(rows, columns=columns),
        pd.DataFrame(marks, columns=["passage", "document", "theme", "evidence"]),
    )
