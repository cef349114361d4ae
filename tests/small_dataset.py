"""A small dataset on disk, written table by table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from communique.batch.place import write
from communique.compare import priorities, terms
from communique.export.package import datapackage, json_text, run_record
from communique.export.schema import TABLES
from communique.export.tables import Rows, frame_rows, table_text

THEMES = ("data", "legal", "skills")


def dataset(folder: Path, documents: Mapping[str, tuple[int | None, str, str]]) -> Path:
    """A dataset of documents (year, kind, status), six passages each."""
    frames = {
        "documents": pd.DataFrame(
            [
                (name, f"{name}.pdf", f"{place:064}", status, kind, year, "")
                for place, (name, (year, kind, status)) in enumerate(documents.items())
            ],
            columns=["document", "file", "sha256", "status", "kind", "year", "problem"],
        )
    }
    read = [name for name, (_, _, status) in documents.items() if status != "failed"]
    frames["passages"] = pd.DataFrame(
        [
            (f"{name}.{order}", name, order, 1, "session", "en", 3, "They spoke plainly.")
            for name in read
            for order in range(1, 7)
        ],
        columns=["passage", "document", "order", "page", "role", "language", "words", "text"],
    ).assign(x0=72.0, top=72.0, x1=200.0, bottom=90.0)
    frames["tags"] = pd.DataFrame(
        [
            (f"{name}.{order}", name, documents[name][0], THEMES[(order + place) % 3], 0.9)
            for place, name in enumerate(read)
            for order in range(1, 5)
        ],
        columns=["passage", "document", "year", "theme", "score"],
    ).assign(source="rules", evidence="spoke", start=5, end=10)
    tables = (frames["documents"], frames["passages"], frames["tags"])
    frames["priorities"] = priorities(*tables, themes=THEMES, draws=200)
    frames["terms"] = terms(*tables)
    rows = Rows()
    for name, table in frames.items():
        rows.tables[name] = frame_rows(name, table).tables[name]
    return written(folder, rows)


def written(folder: Path, rows: Rows) -> Path:
    """Rows as a run writes them, in a new folder."""
    texts = {name: table_text(TABLES[name], found) for name, found in rows.tables.items()}
    folder.mkdir()
    made = run_record(documents=[], counts={}, settings={}, taxonomy={"version": "1"})
    write(
        folder,
        {TABLES[name].file: text for name, text in texts.items()}
        | {"datapackage.json": json_text(datapackage(texts)), "run.json": json_text(made)},
    )
    return folder
