"""Gold records: what a careful reader finds in a document."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from communique.errors import CommuniqueError

#: A row of a table, or an item of a gold record.
Item = Mapping[str, Any]

#: What no item of a table can do without.
_KNOWN_BY = {
    "agenda": ("entry", "title", "type"),
    "people": ("name", "role"),
    "passages": ("text", "page", "role"),
}


@dataclass(frozen=True, slots=True)
class Gold:
    """One document's gold record; ``None``: the record does not speak of that table."""

    name: str
    file: str
    cover: Item
    agenda: Sequence[Item] | None
    people: Sequence[Item] | None
    passages: Sequence[Item] | None
    furniture: Sequence[str]
    private: Sequence[str]
    recognised: bool


def read_gold(folder: Path) -> list[Gold]:
    """The gold records of a folder in the order of their names.

    Raises
    ------
    CommuniqueError
        If the folder holds none, or one is no gold record.
    """
    records = [_read(path) for path in sorted(folder.glob("*.json"))]
    if not records:
        raise CommuniqueError(f"there is no gold record in {folder}", "give a folder of JSON files")
    return records


def answers(value: Any) -> list[Any]:
    """The right answers of a gold value; ``"*"`` stands for any answer."""
    return list(value["any"]) if isinstance(value, dict) else [value]


def demanded(items: Sequence[Item]) -> list[int]:
    """The places of the items that must be found."""
    return [place for place, item in enumerate(items) if not item.get("optional")]


def _read(path: Path) -> Gold:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return Gold(
            name=path.stem,
            file=PurePosixPath(record["file"]).name,
            cover=_mapping(record["documents"]),
            agenda=_items(record, "agenda"),
            people=_items(record, "people"),
            passages=_items(record, "passages"),
            furniture=[str(text) for text in record.get("furniture", [])],
            private=[str(text) for text in record.get("private", [])],
            recognised=bool(record.get("ocr")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommuniqueError(f"{path} is no gold record ({error})") from error


def _mapping(value: Any) -> Item:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r:.40} is no object")
    return value


def _items(record: Item, table: str) -> list[Item] | None:
    """The items of a table, each with the values that it is known by."""
    if record.get(table) is None:
        return None
    items = [_mapping(item) for item in record[table]]
    for item in items:
        if lacking := [name for name in _KNOWN_BY[table] if name not in item]:
            raise ValueError(f"an item of {table!r} lacks {lacking[0]!r}")
    return items
