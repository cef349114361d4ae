"""Sources of the specimens: how one is loaded, and the marks its texts may carry.

A source is a YAML file with the keys ``producer``, ``look``, ``document``, ``blocks`` and,
where a look can be varied, ``style``. Every scalar is text (``2004-07-14`` and ``9:00`` stay as
they are written), except ``true`` and ``false``. The vocabulary is described in ``SOURCES.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
EXPECTED = HERE / "expected"

#: What every specimen prints somewhere, by language of its body.
SPECIMEN = {
    "en": "Specimen – not an OECD document",
    "fr": "Spécimen – ce n'est pas un document de l'OCDE",
}

#: Words that a layout puts before parts of an agenda entry, by language.
LABELS = {
    "en": {"document": "Document:", "documents": "Documents:", "action": "Action required:"},
    "fr": {"document": "Document :", "documents": "Documents :", "action": "Suite à donner :"},
}

#: The order in which an agenda entry prints its parts, unless it says otherwise.
ENTRY_ORDER = ("description", "bullets", "documents", "action", "people", "groups", "children")

Block = dict[str, Any]
Source = dict[str, Any]


class _TextLoader(yaml.SafeLoader):
    """Safe YAML whose plain scalars are text, but for true and false."""


_TextLoader.yaml_implicit_resolvers = {
    first: [("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"))] for first in "tf"
}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; ``note`` holds a footnote mark's number."""

    text: str
    bold: bool = False
    italic: bool = False
    note: str = ""


_MARKS = re.compile(r"(\*\*|\*|\[\^\w+\])")


def runs(text: str) -> list[Run]:
    r"""Split a text at its marks: ``**bold**``, ``*italic*``, ``[^1]`` (a footnote's mark).

    Parameters
    ----------
    text : str
        Text as written in a source; ``\n`` in it is a forced line break, U+00AD a soft hyphen.
    """
    out: list[Run] = []
    bold = italic = False
    for part in _MARKS.split(text):
        if part == "**":
            bold = not bold
        elif part == "*":
            italic = not italic
        elif part.startswith("[^"):
            out.append(Run("", note=part[2:-1]))
        elif part:
            out.append(Run(part, bold, italic))
    return out


def plain(text: str, notes: bool = False) -> str:
    """The text without its marks and soft hyphens, on one line; with note numbers if asked."""
    joined = "".join(run.note if run.note and notes else run.text for run in runs(text))
    return " ".join(joined.replace("\u00ad", "").split())


def item_mark(item: Block, block: Block) -> str:
    """The mark printed before a bullet: its own, its number, or the list's (default ``•``)."""
    if item.get("mark"):
        return str(item["mark"])
    if item.get("number"):
        return str(block.get("numbering", "{})")).format(item["number"])
    return str(block.get("mark", "•"))


def enumeration_text(block: Block) -> str:
    """The whole sentence of an enumeration as it is printed in one paragraph."""
    style = str(block.get("numbering", "{})"))
    parts = [block["lead"]]
    parts += [f"{style.format(item['number'])} {item['text']}" for item in block["items"]]
    if block.get("tail"):
        parts.append(block["tail"])
    return " ".join(parts)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _items(items: Any, parent: Block) -> list[Block]:
    out = []
    for item in _listed(items):
        full = {"text": item} if isinstance(item, str) else dict(item)
        for name in ("role", "role_any"):
            if name in parent:
                full.setdefault(name, parent[name])
        full["items"] = _items(full.get("items"), full)
        out.append(full)
    return out


def _entry(entry: Block) -> Block:
    entry = dict(entry)
    for name in ("description", "documents", "people", "bullets", "children"):
        entry[name] = _listed(entry.get(name))
    entry["bullets"] = _items(entry["bullets"], {})
    entry["people"] = [{"line": p} if isinstance(p, str) else dict(p) for p in entry["people"]]
    entry["children"] = [_entry(child) for child in entry["children"]]
    groups = entry.get("groups")
    if groups:
        groups = dict(groups)
        groups["items"] = [_entry(g) for g in groups["items"]]
        entry["groups"] = groups
    entry["order"] = entry.get("order", list(ENTRY_ORDER))
    return entry


def _block(raw: Block) -> Block:
    ((kind, fields),) = raw.items()
    fields = {"text": fields} if isinstance(fields, str) else dict(fields or {})
    if kind in ("entry", "item"):
        fields = _entry(fields)
    elif kind in ("bullets", "enumeration"):
        fields["items"] = _items(fields["items"], fields)
    elif kind == "table":
        fields["rows"] = [
            [{"text": c} if isinstance(c, str) else dict(c) for c in row] for row in fields["rows"]
        ]
    return {"block": kind, **fields}


def load(path: Path) -> Source:
    """Read a source and spell its short forms out.

    After loading, every block is a mapping whose ``block`` names its kind, every bullet is a
    mapping with ``text`` and ``items``, and every repeatable part of an agenda entry a list.

    Raises
    ------
    KeyError
        If the source lacks ``producer``, ``look``, ``document`` or ``blocks``.
    """
    raw: Source = yaml.load(path.read_text(encoding="utf-8"), Loader=_TextLoader)
    source = {
        "name": path.stem,
        "producer": raw["producer"],
        "look": raw["look"],
        "style": raw.get("style") or {},
        "ocr": bool(raw.get("ocr", False)),
        "document": raw["document"],
        "blocks": [_block(b) for b in raw["blocks"]],
    }
    source["document"].setdefault("printed", {})
    return source


def sources(names: list[str] | None = None) -> Iterator[Path]:
    """Paths of the sources, all or those named (with or without ``.yaml``), in order of name."""
    wanted = {Path(n).stem for n in names or []}
    for path in sorted(SOURCES.glob("*.yaml")):
        if not wanted or path.stem in wanted:
            yield path
