"""Records and tags as JSON, and back: what the cache holds of a document."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from communique.records import AgendaEntry, Box, Document, Passage, Person, Tag
from communique.tag.judged import Judged
from communique.tag.passage_text import PassageText

_PARTS: Mapping[str, Any] = {"agenda": AgendaEntry, "people": Person, "passages": Passage}
_NAMES = {kind: tuple(field.name for field in fields(kind)) for kind in (*_PARTS.values(), Box)}
#: Fields whose value is a tuple, which JSON turns into a list.
_TUPLES = frozenset(
    ("language", "original_language", "country", "hosts", "action_type", "documents", "section")
)


def record_json(record: Document) -> dict[str, Any]:
    """A record as JSON can hold it."""
    own = {field.name: getattr(record, field.name) for field in fields(Document)}
    return own | {part: [_listed(one) for one in own[part]] for part in _PARTS}


def record_of(content: Any) -> Document | None:
    """The record that :func:`record_json` was given; ``None`` where this is none."""
    try:
        own = {name: _tupled(name, value) for name, value in content.items()}
        for part, kind in _PARTS.items():
            own[part] = tuple(_unlisted(kind, values) for values in content[part])
        return Document(**own)
    except (AttributeError, TypeError, ValueError, KeyError):
        return None


def record_print(record: Document) -> str:
    """The fingerprint of everything that a record says."""
    text = json.dumps(record_json(record), separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def judged_json(
    judged: Sequence[Judged], passages: Sequence[PassageText]
) -> list[list[Any]] | None:
    """What the tagger said of a document's passages, as JSON can hold it; scores are left out.

    ``None`` where evidence is not the words at its place, which alone are kept.
    """
    for one, passage in zip(judged, passages, strict=True):
        if any(tag.evidence != passage.text[tag.start : tag.end] for tag in one.tags):
            return None
    return [
        [one.role, one.problem, [[t.theme, t.score, t.source, t.start, t.end] for t in one.tags]]
        for one in judged
    ]


def judged_of(content: Any, passages: Sequence[PassageText]) -> list[Judged] | None:
    """What the tagger said of these passages; ``None`` where this is nothing of the kind."""
    try:
        return [
            Judged(
                [
                    Tag(
                        passage=passage.passage,
                        document=passage.document,
                        year=passage.year,
                        theme=str(theme),
                        score=float(score),
                        source=source,
                        evidence=passage.text[start:end],
                        start=start,
                        end=end,
                    )
                    for theme, score, source, start, end in tags
                ],
                {},
                str(role),
                str(problem),
            )
            for passage, (role, problem, tags) in zip(passages, content, strict=True)
        ]
    except (TypeError, ValueError):
        return None


def _listed(part: AgendaEntry | Person | Passage) -> list[Any]:
    values = [getattr(part, name) for name in _NAMES[type(part)]]
    return [_edges(value) if isinstance(value, Box) else value for value in values]


def _edges(box: Box) -> list[float]:
    return [box.x0, box.top, box.x1, box.bottom]


def _unlisted(kind: Any, values: Sequence[Any]) -> Any:
    own = dict(zip(_NAMES[kind], values, strict=True))
    for name, value in own.items():
        own[name] = Box(*value) if name == "box" else _tupled(name, value)
    return kind(**own)


def _tupled(name: str, value: Any) -> Any:
    return tuple(value) if name in _TUPLES and isinstance(value, list) else value
