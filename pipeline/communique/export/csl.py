"""References as CSL-JSON (``.csl.json``): what Zotero, Pandoc and Quarto read.

The variables are those of the Citation Style Language 1.0.2, appendix IV.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from communique.export.references import Reference


def csl_text(references: Iterable[Reference]) -> str:
    """The text of a CSL-JSON file: a list with an item for each reference in the order given."""
    return json.dumps(list(map(_item, references)), ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference) -> dict[str, Any]:
    days = [_parts(day) for day in (reference.start, reference.end) if day is not None]
    item: dict[str, Any] = {
        "id": reference.key,
        "type": "report",
        "author": [{"literal": reference.author}],
        "title": reference.title,
        "number": reference.number,
        "genre": reference.genre,
        "publisher": reference.publisher,
        "issued": {"date-parts": [list(reference.issued)]} if reference.issued else None,
        "event-title": reference.meeting,
        "event-date": {"date-parts": days} if days else None,
        "event-place": reference.city,
        # one code is all that the variable holds
        "language": reference.languages[0] if reference.languages else "",
    }
    return {name: value for name, value in item.items() if value}


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]
