"""Records and tags come back from the cache exactly as they were."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.batch.stored import (
    judged_json,
    judged_of,
    record_json,
    record_of,
    record_print,
)
from communique.records import AgendaEntry, Box, Document, Passage, Person, Tag
from communique.tag.judged import Judged
from communique.tag.passage_text import passage_texts

numbers = st.floats(allow_nan=False, width=64)
texts = st.text(max_size=20)
strings = st.lists(texts, max_size=3).map(tuple)
boxes = st.builds(Box, numbers, numbers, numbers, numbers)
entries = st.builds(
    AgendaEntry, st.integers(), st.integers(), texts, action_type=strings, documents=strings
)
people = st.builds(Person, st.integers(), texts, texts, entry=st.none() | st.integers())
passages = st.builds(Passage, st.integers(), st.integers(), boxes, texts, section=strings)
documents = st.builds(
    Document,
    texts,
    texts,
    texts,
    language=strings,
    country=strings,
    hosts=strings,
    year=st.none() | st.integers(),
    agenda=st.lists(entries, max_size=2).map(tuple),
    people=st.lists(people, max_size=2).map(tuple),
    passages=st.lists(passages, max_size=3).map(tuple),
)


@given(documents)
def test_a_record_comes_back(record: Document) -> None:
    stored = json.loads(json.dumps(record_json(record)))
    assert record_of(stored) == record
    assert record_print(cast("Document", record_of(stored))) == record_print(record)


def test_every_field_is_in_its_fingerprint() -> None:
    whole = Document("d", "f.pdf", "0")
    other: dict[str, Any] = {"status": "failed", "year": 1, "participants": 1, "edition": "1"}
    for field in fields(Document):
        value = getattr(whole, field.name)
        changed = {
            "agenda": (AgendaEntry(1, 1, "t"),),
            "people": (Person(1, "n", "chair"),),
            "passages": (Passage(1, 1, Box(0, 0, 1, 1), "text"),),
            **other,
        }.get(field.name, ("x",) if value == () else 7 if isinstance(value, int) else f"{value}x")
        different = Document(**{**record_values(whole), field.name: changed})
        assert record_print(different) != record_print(whole), field.name


def record_values(record: Document) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(Document)}


@pytest.mark.parametrize(
    "content",
    [None, [], {}, {"document": "d"}, "text", {"agenda": 3, "people": [], "passages": []}],
)
def test_what_is_no_record_is_none(content: object) -> None:
    assert record_of(content) is None


TEXT = "Employees need skills."
DOCUMENT = Document(
    "d", "f.pdf", "0", year=2004, passages=(Passage(1, 1, Box(0, 0, 1, 1), TEXT, language="en"),)
)


def tag(evidence: str, start: int) -> Tag:
    end = start + len(evidence)
    return Tag("d.1", "d", 2004, "skills", 0.75, "both", evidence, start, end)


def test_tags_come_back_without_scores() -> None:
    passages = list(passage_texts(DOCUMENT))
    judged = [Judged([tag("skills", 15)], {"skills": 0.75}, "priority", "")]
    stored = json.loads(json.dumps(judged_json(judged, passages)))
    assert judged_of(stored, passages) == [Judged([tag("skills", 15)], {}, "priority", "")]
    assert judged_of(stored, []) is None
    assert judged_of({"a": 1}, passages) is None


def test_tags_whose_evidence_is_elsewhere_are_not_stored() -> None:
    judged = [Judged([tag("talents", 15)], {}, "priority", "")]
    assert judged_json(judged, list(passage_texts(DOCUMENT))) is None
