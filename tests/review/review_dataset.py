"""A small dataset to review, made of tables alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from communique.compare import priorities
from communique.export.load import Dataset, from_texts
from communique.export.schema import TABLES
from communique.export.tables import cells, table_text

THEMES = ("data", "legal", "skills")
ROLES = ("priority", "discussion", "session", "procedural")


def dataset(
    *,
    years: Sequence[int] = (2004, 2005, 2006),
    documents: int = 2,
    length: int = 10,
    tagged: Mapping[str, Sequence[str]] | None = None,
    texts: Mapping[str, str] | None = None,
    review: bool = False,
) -> Dataset:
    """Documents of passages; every third passage is untagged, unless ``tagged`` says otherwise."""
    rows: dict[str, list[dict[str, Any]]] = {"documents": [], "passages": [], "tags": []}
    for number, year in enumerate(year for year in years for _ in range(documents)):
        name = f"d{number:02}-1234abcd"
        rows["documents"].append(
            {
                "document": name,
                "file": f"{year}/é {number}.pdf",
                "sha256": f"{number:064}",
                "status": "ok",
                "kind": "agenda",
                "title": f"=Meeting {number}",
                "year": year,
            }
        )
        for order in range(1, length + 1):
            passage = f"{name}.{order}"
            text = (texts or {}).get(passage, f"- Passage {order} of document {number}, è")
            rows["passages"].append(
                {
                    "passage": passage,
                    "document": name,
                    "order": order,
                    "page": 1 + order // 4,
                    "section": "Item 1 > Data",
                    "role": ROLES[order % 4],
                    "kind": "agenda",
                    "language": "en",
                    "words": 6,
                    "text": text,
                }
            )
            own = THEMES[: (order + number) % 3] if tagged is None else tagged.get(passage, ())
            rows["tags"] += [
                {
                    "passage": passage,
                    "document": name,
                    "year": year,
                    "theme": theme,
                    "score": 0.45 + 0.1 * (order % 5),
                    "source": "model",
                    "evidence": text[2:9],
                    "start": 2,
                    "end": 9,
                }
                for theme in own
            ]
    made = {
        name: table_text(table, [cells(table, row) for row in rows.get(name, [])])
        for name, table in TABLES.items()
    }
    settings = {"review": {"passages": 1}} if review else {}
    data = from_texts(made, {"settings": settings})
    shares = priorities(data.documents, data.passages, data.tags, themes=THEMES, draws=100)
    return Dataset(**{**{name: data[name] for name in TABLES}, "priorities": shares}, run=data.run)


Rows = list[dict[str, str]]


def rows_of(content: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def filled(rows: Rows, changes: Mapping[tuple[str, str], str] | None = None) -> Rows:
    """The rows all marked as reviewed, with some answers changed."""
    made = [{**row, "reviewed": "yes"} for row in rows]
    for row in made:
        for (passage, theme), answer in (changes or {}).items():
            if row["passage"] == passage:
                row[f"{theme}?"] = answer
    return made


def save(
    path: Path,
    rows: Rows,
    *,
    separator: str = ",",
    encoding: str = "utf-8",
    header: Sequence[str] | None = None,
) -> Path:
    """Write rows as a spreadsheet might, columns in another order if asked."""
    names = list(header or rows[0])
    text = io.StringIO()
    writer = csv.DictWriter(
        text, names, delimiter=separator, lineterminator="\r\n", extrasaction="ignore"
    )
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding, "replace"))
    return path


def save_workbook(path: Path, rows: Rows, *, first: str = "notes") -> Path:
    """Write rows to the second sheet of a workbook, numbers as numbers."""
    book = openpyxl.Workbook()
    notes: Any = book.active
    notes.title = first
    notes["A1"] = "my notes"
    sheet = book.create_sheet("review")
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row.values()])
    book.save(path)
    return path


def texts_of(data: Dataset) -> dict[str, str]:
    return dict(zip(data.passages["passage"], data.passages["text"], strict=True))


def first(table: pd.DataFrame, theme: str) -> Any:
    return table[table["theme"] == theme].iloc[0]
