"""The figures of an evaluation, for reading and for other programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from communique.evaluate.extraction import Extraction
from communique.evaluate.tally import Tally

_COLUMNS = (
    "covers",
    "agenda",
    "fields",
    "people",
    "passages",
    "page",
    "role",
    "number",
    "words",
    "leaks",
)


def figures(tally: Tally) -> dict[str, Any]:
    """All measures; a rate is from 0 to 1, ``None`` where there is nothing to measure."""
    counts = tally.counts
    seen = counts["passages/seen"]
    return {
        "document_fields": tally.rate(["cover"]),
        "document_fields_filled": tally.rate(["cover filled"]),
        "agenda": asdict(tally.quality("agenda")),
        "agenda_fields": tally.rate(tally.asked("agenda:")),
        "agenda_field_detail": {
            name.partition(":")[2]: tally.rate([name]) for name in tally.asked("agenda:")
        },
        "people": asdict(tally.quality("people")),
        "people_role": tally.rate(["people:role"]),
        "people_organisation": tally.rate(["people:organisation"]),
        "people_country": tally.rate(["people:country"]),
        "passages": asdict(tally.quality("passages")),
        "passages_merged": counts["passages/merged"],
        "passages_split": counts["passages/split"],
        "page": tally.rate(["passage:page"]),
        "role": tally.rate(["passage:role"]),
        "number": tally.rate(["passage:number"]),
        "joined_across_pages": tally.rate(["passage:joined"]),
        "words_kept": counts["words/found"] / counts["words/demanded"]
        if counts["words/demanded"]
        else None,
        "furniture_leaks": counts["leaks"],
        "clean": 1 - min(1.0, counts["leaks"] / seen) if seen else None,
        "contact_leaks": counts["contact leaks"],
        "score": _score(tally, seen),
    }


def as_text(result: Extraction, *, misses: bool = False) -> str:
    """One line a document and one for all, then the covers by column."""
    widest = max([len(name) for name in result.documents] + [8])
    head = f"{'':{widest}}" + "".join(f"{name:>9}" for name in _COLUMNS)
    lines = [head]
    for name, tally in result.documents.items():
        lost = "  missing" if name in result.missing else ""
        lines.append(_line(name, widest, tally) + lost)
        if misses:
            lines += [f"    {miss}" for miss in tally.misses]
    lines.append(_line("all", widest, result.total))
    by_column = [
        f"{name.partition(':')[2]} {_rate(result.total.rate([name]))}"
        for name in result.total.asked("cover:")
    ]
    lines.append("\ncovers by column: " + ", ".join(by_column))
    by_field = [
        f"{name.partition(':')[2]} {_rate(result.total.rate([name]))}"
        for name in result.total.asked("agenda:")
    ]
    if by_field:
        lines.append("agenda by field: " + ", ".join(by_field))
    if result.missing:
        lines.append("missing from the dataset: " + ", ".join(result.missing))
    return "\n".join(lines)


def as_json_text(result: Extraction) -> str:
    """All figures, over all documents and for each."""
    return json.dumps(
        {
            **figures(result.total),
            "documents": len(result.documents),
            "missing": result.missing,
            "per_document": {name: figures(tally) for name, tally in result.documents.items()},
        },
        ensure_ascii=False,
        indent=2,
    )


def _line(name: str, widest: int, tally: Tally) -> str:
    found = figures(tally)
    shown = [
        found["document_fields"],
        found["agenda"]["f1"],
        found["agenda_fields"],
        found["people"]["f1"],
        found["passages"]["f1"],
        found["page"],
        found["role"],
        found["number"],
        found["words_kept"],
    ]
    rates = "".join(f"{_rate(value):>9}" for value in shown)
    return f"{name:{widest}}{rates}{found['furniture_leaks']:>9}"


def _rate(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _score(tally: Tally, seen: int) -> float | None:
    """The mean of the measures that apply: one figure to watch, not one to report."""
    counts = tally.counts

    def taken(value: float | None, of: str) -> float | None:
        # what is measured on matched items is 0, not absent, where none was matched
        return 0.0 if value is None and counts[f"{of}/demanded"] else value

    attributes = ("people:role", "people:organisation", "people:country")
    kept = counts["words/demanded"]
    parts = [
        tally.rate(["cover"]),
        tally.rate(["cover filled"]),
        tally.quality("agenda").f1,
        taken(tally.rate(tally.asked("agenda:")), "agenda"),
        tally.quality("people").f1,
        taken(tally.rate(attributes), "people"),
        tally.quality("passages").f1,
        taken(tally.rate(["passage:page"]), "passages"),
        taken(tally.rate(["passage:role"]), "passages"),
        taken(tally.rate(["passage:number"]), "paragraphs"),
        taken(tally.rate(["passage:joined"]), "crossing"),
        taken(counts["words/found"] / kept if kept else None, "passages"),
        taken(1 - min(1.0, counts["leaks"] / seen) if seen else None, "passages"),
    ]
    if counts["private"]:
        given = counts["people/given"] + counts["passages/given"]
        parts.append(float(bool(given) and not counts["contact leaks"]))
    known = [part for part in parts if part is not None]
    return sum(known) / len(known) if known else None
