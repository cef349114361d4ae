from __future__ import annotations

import base64
import gzip
import json

import pandas as pd
from report_data import Dataset, dataset, document, usual

from communique.report.evidence import Evidence, evidence, weighed_passages
from communique.report.themes import theme_labels
from communique.tag.taxonomy import load_taxonomy


def found_in(data: Dataset) -> Evidence:
    labels = theme_labels(load_taxonomy(), map(str, data.tags["theme"]), "en")
    return evidence(data, weighed_passages(data), labels, "./")


def utf16(text: str, start: int, end: int) -> str:
    """What a browser cuts out of a text."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_counts_are_those_of_the_priorities() -> None:
    data = dataset(usual())
    told = data.priorities[data.priorities["tagged"] > 0]
    expected = {(row["period"], row["theme"]): row["tagged"] for row in told.to_dict("records")}
    assert expected
    assert dict(found_in(data).tagged) == expected


def test_evidence_is_marked_where_a_browser_counts() -> None:
    data = dataset(usual())
    themes = list(theme_labels(load_taxonomy(), map(str, data.tags["theme"]), "en"))
    words = {
        (row["passage"], row["theme"]): row["evidence"] for row in data.tags.to_dict("records")
    }
    marked = {
        (f"{found[2][:-4]}.{row[1]}", themes[mark[0]]): utf16(row[7], mark[1], mark[2])
        for row in found_in(data).passages
        for found in [found_in(data).documents[row[0]]]
        for mark in row[8]
    }
    assert marked == words
    assert "🛰" in data.passages["text"].iloc[0]


def test_evidence_that_the_text_lacks_is_not_marked_and_a_wrong_place_is_put_right() -> None:
    data = dataset([document("a", 2010, [("priority", "Open data.", {"data": "data"})] * 2)])
    data.tags.loc[0, "evidence"] = "absent"
    data.tags.loc[1, ["start", "end"]] = [0, 4]
    marks = [row[8][0][1:3] for row in found_in(data).passages]
    assert marks == [[0, 0], [5, 9]]


def test_the_passages_come_back_from_the_package() -> None:
    found = found_in(dataset(usual()))
    unpacked = json.loads(gzip.decompress(base64.b64decode(found.packed())))
    assert unpacked == {"documents": found.documents, "passages": found.passages}
    assert found.packed() == found_in(dataset(usual())).packed()


def test_what_does_not_weigh_is_no_evidence() -> None:
    entries = [("procedural", "Lunch about data.", {"data": "data"}), ("priority", "Skills.", {})]
    data = dataset([document("a", 2010, entries), document("b", None, entries)])
    assert [row[7] for row in found_in(data).passages] == ["Skills."]
    assert not found_in(data).tagged


def test_the_order_of_rows_does_not_matter() -> None:
    data = dataset(usual())
    mixed = {
        name: data[name].sample(frac=1, random_state=3, ignore_index=True)
        for name in ("documents", "passages", "tags")
    }
    other = Dataset(**{**{name: data[name] for name in data}, **mixed}, run=data.run)
    assert isinstance(other.tags, pd.DataFrame)
    assert found_in(other).packed() == found_in(data).packed()
