"""The passages behind the figures, packed for the page that shows them."""

from __future__ import annotations

import base64
import gzip
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from communique.compare.design import Design
from communique.compare.weighing import Weighed, weigh
from communique.export import Dataset
from communique.report.links import page_link
from communique.report.themes import ThemeLabel


@dataclass(frozen=True)
class Evidence:
    """Passages that weigh, with their tags, as lists that a page can unpack.

    ``documents`` has the title, meeting, file, link (without a page), kind and period of
    every document that counts; ``passages`` the document's place in that list, page,
    section, number, role, language, weight, text, and tags: the theme's place, where its
    evidence begins and ends in the text, score and source. ``tagged`` counts the
    passages by period and theme.
    """

    documents: list[list[Any]]
    passages: list[list[Any]]
    tagged: Mapping[tuple[str, str], int]

    def packed(self) -> str:
        """The lists as gzipped JSON in base64, the same bytes for the same lists."""
        text = json.dumps(
            {"documents": self.documents, "passages": self.passages},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        return base64.b64encode(gzip.compress(text.encode("utf-8"), 9, mtime=0)).decode("ascii")


def weighed_passages(
    data: Dataset,
    weights: Mapping[str, float] | None = None,
    design: Design | None = None,
) -> Weighed:
    """The passages that weigh in the comparison, by default by the weights of the run.

    Raises
    ------
    CommuniqueError
        If the tables do not belong together, or a weight is impossible.
    """
    used = data.weights if weights is None else weights
    return weigh(data.documents, data.passages, data.tags, used, design)


def evidence(
    data: Dataset, weighed: Weighed, labels: Mapping[str, ThemeLabel], base: str
) -> Evidence:
    """Put together the passages that stand behind the figures.

    Parameters
    ----------
    data
        The dataset.
    weighed
        What :func:`weighed_passages` gives.
    labels
        The report's themes; a tag names one by its place here.
    base
        Where the PDFs lie (:func:`communique.report.links.link_base`).
    """
    period_of = dict(zip(weighed.passages["document"], weighed.passages["period"], strict=True))
    weight_of = dict(zip(weighed.passages["passage"], weighed.passages["weight"], strict=True))
    documents = [
        row
        for row in data.documents.sort_values(["file", "document"]).to_dict("records")
        if row["document"] in period_of
    ]
    place_of = {row["document"]: place for place, row in enumerate(documents)}
    tags = _tags(data.tags, labels)
    rows = data.passages[data.passages["passage"].isin(weight_of)].to_dict("records")
    rows.sort(key=lambda row: (place_of[row["document"]], row["order"], row["passage"]))
    theme_ids = list(labels)
    tagged: Counter[tuple[str, str]] = Counter()
    passages = []
    for row in rows:
        marks = [_mark(tag, str(row["text"])) for tag in tags.get(row["passage"], ())]
        tagged.update((period_of[row["document"]], theme_ids[mark[0]]) for mark in marks)
        passages.append(
            [
                place_of[row["document"]],
                _whole(row["page"]),
                row["section"],
                row["number"],
                row["role"],
                row["language"] or documents[place_of[row["document"]]]["language"],
                round(weight_of[row["passage"]], 6),
                row["text"],
                marks,
            ]
        )
    return Evidence(
        [
            [
                row["title"] or row["meeting"] or row["file"],
                row["meeting"],
                row["file"],
                page_link(base, str(row["file"])),
                row["kind"],
                period_of[row["document"]],
            ]
            for row in documents
        ],
        passages,
        tagged,
    )


def _tags(tags: pd.DataFrame, labels: Mapping[str, ThemeLabel]) -> dict[str, list[dict[str, Any]]]:
    place_of = {theme: place for place, theme in enumerate(labels)}
    found: dict[str, list[dict[str, Any]]] = {}
    for tag in tags.sort_values(["passage", "theme"]).to_dict("records"):
        place = place_of[str(tag["theme"])]
        found.setdefault(str(tag["passage"]), []).append({str(k): v for k, v in tag.items()})
        found[str(tag["passage"])][-1]["place"] = place
    return found


def _mark(tag: dict[str, Any], text: str) -> list[Any]:
    """A tag's theme, the evidence's place in UTF-16 units as a browser counts, score, source."""
    start, end = _whole(tag["start"]), _whole(tag["end"])
    words = str(tag["evidence"])
    if start is None or end is None or not words or text[start:end] != words:
        start = text.find(words) if words else -1
        end = start + len(words)
    if start < 0:  # evidence that the text does not hold is not marked
        start = end = 0
    score = None if pd.isna(tag["score"]) else round(float(tag["score"]), 2)
    return [tag["place"], _utf16(text[:start]), _utf16(text[:end]), score, tag["source"]]


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
