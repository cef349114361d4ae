"""Reviewed passages as gold passages, which a model can be trained and measured on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pandas as pd

from communique.errors import CommuniqueError
from communique.records import SECTION_SEPARATOR
from communique.review.verdicts import Verdict
from communique.tag.passage_text import PassageText, language_of


def gold_text(
    found: Sequence[Verdict],
    passages: pd.DataFrame,
    documents: pd.DataFrame,
    themes: Sequence[str],
) -> tuple[str, tuple[str, ...]]:
    """Gold passages as JSON Lines, in the order in which the documents read.

    A passage is left out where its coders are even on a theme, or a theme was not asked: it
    would teach a wrong absence. The role is the coders', else the one that was read.

    Parameters
    ----------
    found
        Verdicts; how the passages were drawn is of no matter.
    passages, documents
        Tables of the dataset.
    themes
        All themes of the dataset, in the order that they shall have.

    Returns
    -------
    tuple
        The text of the file, and a note where passages were left out.

    Raises
    ------
    CommuniqueError
        If no passage is left.
    """
    by_passage = {one.passage: one for one in found}
    of_document = documents.set_index("document")
    reviewed = passages[passages["passage"].isin(by_passage)]
    file = reviewed["document"].map(of_document["file"])
    lines = []
    for row in (
        reviewed.assign(file=file).sort_values(["file", "document", "order"]).to_dict("records")
    ):
        one = by_passage[str(row["passage"])]
        carried = {theme: one.decided(theme) for theme in themes}
        if None in carried.values():
            continue
        record = _record(row, of_document.loc[row["document"]], one)
        record["themes"] = [theme for theme, there in carried.items() if there]
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    open_ones = len(reviewed) - len(lines)
    if not lines:
        raise CommuniqueError(
            "no reviewed passage is settled for every theme",
            "let the coders settle where they differ, and leave all themes' columns in the sheet",
        )
    notes = (
        (f"{open_ones} of {len(reviewed)} passages left out, since a theme is not settled",)
        if open_ones
        else ()
    )
    return "".join(lines), notes


def _record(row: dict[Any, Any], document: pd.Series[Any], one: Verdict) -> dict[str, Any]:
    """A line of the file; what nobody knows is left out."""
    record: dict[str, Any] = {
        "id": one.passage,
        "group": str(row["document"]),
        "language": _language(str(row["language"]), str(row["text"])),
        "year": None if pd.isna(document["year"]) else int(document["year"]),
        "kind": str(document["kind"]),
        "title": str(document["title"]),
        "section": [part for part in str(row["section"]).split(SECTION_SEPARATOR) if part],
        "text": str(row["text"]),
        "themes": [],
        "role": one.role or str(row["role"]),
    }
    return {name: value for name, value in record.items() if value not in ("", None)}


def _language(stated: str, text: str) -> str:
    """``en`` or ``fr``, guessed where nobody said; nothing for a third language."""
    return "" if stated not in ("", "en", "fr") else language_of(PassageText(text, stated))
