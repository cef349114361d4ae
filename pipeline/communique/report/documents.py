"""The documents of a report: each with its record, its state, and what counts of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from communique.compare.weighing import Weighed
from communique.export import Dataset
from communique.report.links import page_link
from communique.report.wording import Wording

_FIELDS = (
    "file",
    "cote",
    "reference",
    "classification",
    "issued",
    "cancels",
    "directorate",
    "committee",
    "meeting",
    "edition",
    "theme_title",
    "dates",
    "place",
    "hosts",
    "participants",
    "original_language",
    "words",
)
_SUBSTANCE = ("session", "plenary", "breakout", "review", "meeting", "opening", "closing")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One file: what the table shows of it, and its record below."""

    year: str
    title: str
    file: str
    link: str
    kind: str
    languages: tuple[str, ...]
    pages: str
    passages: int
    status: str
    problem: str
    left_out: str
    record: tuple[tuple[str, str], ...]
    agenda: tuple[tuple[str, str], ...]


def document_rows(data: Dataset, weighed: Weighed, base: str, say: Wording) -> list[DocumentRow]:
    """The documents by year and file, those without a year last.

    Parameters
    ----------
    data
        The dataset.
    weighed
        The passages that weigh; a document's number of them is shown.
    base
        Where the PDFs lie (:func:`communique.report.links.link_base`).
    say
        The words.
    """
    counts = Counter(weighed.passages["document"])
    agendas: dict[str, list[dict[str, Any]]] = {}
    for entry in data.agenda.sort_values(["document", "entry"]).to_dict("records"):
        if entry["type"] in _SUBSTANCE and entry["title"]:
            agendas.setdefault(str(entry["document"]), []).append(
                {str(key): value for key, value in entry.items()}
            )
    ordered = data.documents.sort_values(["year", "file", "document"], na_position="last")
    return [
        _row(
            {str(key): value for key, value in row.items()},
            counts[row["document"]],
            weighed.left_out.get(str(row["document"]), ""),
            agendas.get(str(row["document"]), []),
            base,
            say,
        )
        for row in ordered.to_dict("records")
    ]


def _row(
    row: Mapping[str, Any],
    passages: int,
    reason: str,
    agenda: list[dict[str, Any]],
    base: str,
    say: Wording,
) -> DocumentRow:
    facts = dict(row) | {"dates": _dates(row), "place": _place(row)}
    languages = tuple(part for part in str(row["language"]).split("; ") if part)
    facts["original_language"] = ", ".join(
        say.name("languages", part) for part in str(row["original_language"]).split("; ") if part
    )
    record = tuple((name, _text(facts[name])) for name in _FIELDS if _text(facts[name]))
    return DocumentRow(
        year=_text(row["year"]),
        title=str(row["title"] or row["meeting"] or row["file"]),
        file=str(row["file"]),
        link=page_link(base, str(row["file"])),
        kind=str(row["kind"]),
        languages=languages,
        pages=_text(row["pages"]),
        passages=passages,
        status=str(row["status"]),
        problem=str(row["problem"]),
        left_out=say.reason(reason),
        record=record,
        agenda=tuple((str(entry["number"]), str(entry["title"])) for entry in agenda),
    )


def _text(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)


def _dates(row: Mapping[str, Any]) -> str:
    days = [f"{row[end]:%Y-%m-%d}" for end in ("start_date", "end_date") if pd.notna(row[end])]
    return " – ".join(dict.fromkeys(days))


def _place(row: Mapping[str, Any]) -> str:
    return ", ".join(str(row[part]) for part in ("city", "country") if row[part])
