"""Gold passages: text that careful readers coded by the codebook, one JSON object a line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.errors import CommuniqueError
from communique.records import KINDS, ROLES
from communique.tag.passage_text import PassageText

#: How a passage shows its themes: by an obvious word, without one, or against one.
DIFFICULTIES = ("plain", "implicit", "distractor", "none")

_NEEDED = ("id", "text", "themes")
_MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A passage with the themes and the role that readers agreed on.

    ``group`` names the document that it stands in: folds of a cross-validation
    never split one. ``role``, ``kind``, ``year``, ``difficulty`` and ``section``
    are empty (``None``) where nobody said.
    """

    id: str
    text: str
    themes: tuple[str, ...]
    role: str = ""
    group: str = ""
    language: str = ""
    year: int | None = None
    kind: str = ""
    section: tuple[str, ...] = ()
    difficulty: str = ""

    @property
    def passage(self) -> PassageText:
        """What the tagger sees of it."""
        return PassageText(
            self.text,
            self.language,
            passage=self.id,
            document=self.group,
            year=self.year,
            kind=self.kind,
            section=self.section,
        )


def read_gold_passages(
    path: Path | str, themes: Collection[str], *, needed: Sequence[str] = ()
) -> list[GoldPassage]:
    """Read a file of gold passages (JSON Lines, UTF-8).

    Parameters
    ----------
    path
        The file. Every line is an object with ``id``, ``text`` and ``themes`` (a list of
        ids), and perhaps ``role``, ``group``, ``language``, ``year``, ``kind``,
        ``section`` (a list) and ``difficulty``.
    themes
        The ids that the taxonomy knows.
    needed
        Columns that this use needs besides.

    Returns
    -------
    list of GoldPassage
        In the file's order.

    Raises
    ------
    CommuniqueError
        For the first fault: the message names the file, the line and what is wrong.
    """
    file = Path(path)
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise CommuniqueError(f"{file} is larger than {_MOST_BYTES // 10**6} MB")
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise CommuniqueError(f"{file} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise CommuniqueError(f"{file} is no UTF-8 text", "save it as UTF-8") from error
    found: list[GoldPassage] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{file}, line {number}"
        passage = _passage(line, place, themes, (*_NEEDED, *needed))
        if passage.id in seen:
            raise CommuniqueError(
                f"{place}: the id {passage.id!r:.60} stands in line {seen[passage.id]} already",
                "give every passage an id of its own",
            )
        seen[passage.id] = number
        found.append(passage)
    if not found:
        raise CommuniqueError(f"{file} holds no passage", "give one JSON object a line")
    return found


def fingerprint(passages: Sequence[GoldPassage]) -> str:
    """A hash (SHA-256) of everything that the passages say, in their order."""
    content = json.dumps(
        [
            [p.id, p.text, p.themes, p.role, p.group, p.language, p.year, p.kind, p.section]
            for p in passages
        ],
        ensure_ascii=False,
    )
    return f"sha256:{hashlib.sha256(content.encode()).hexdigest()}"


def wanted(passages: Sequence[GoldPassage], themes: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Passages × themes: which themes the gold passages carry."""
    rows = [[theme in passage.themes for theme in themes] for passage in passages]
    return np.array(rows, dtype=np.bool_).reshape(len(passages), len(themes))


def _passage(line: str, place: str, themes: Collection[str], needed: Sequence[str]) -> GoldPassage:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CommuniqueError(f"{place}: no valid JSON ({error})") from error
    if not isinstance(record, dict):
        raise CommuniqueError(f"{place}: is no object", 'write {"id": ..., "text": ..., ...}')
    if lacking := [name for name in needed if record.get(name) in (None, "")]:
        raise CommuniqueError(f"{place}: lacks {lacking[0]!r}", f"every line needs {needed[0]!r}")
    return GoldPassage(
        id=_text(record, "id", place),
        text=_text(record, "text", place),
        themes=_themes(record, place, themes),
        role=_one_of(record, "role", place, ROLES),
        group=_text(record, "group", place),
        language=_one_of(record, "language", place, ("en", "fr")),
        year=_year(record, place),
        kind=_one_of(record, "kind", place, KINDS),
        section=_texts(record, "section", place),
        difficulty=_one_of(record, "difficulty", place, DIFFICULTIES),
    )


def _text(record: dict[str, Any], name: str, place: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise CommuniqueError(f"{place}: {name!r} must be a text")
    return str(value)


def _texts(record: dict[str, Any], name: str, place: str) -> tuple[str, ...]:
    value = record.get(name) or []
    parts = value.split(" > ") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise CommuniqueError(f"{place}: {name!r} must be a list of texts")
    return tuple(parts)


def _themes(record: dict[str, Any], place: str, known: Collection[str]) -> tuple[str, ...]:
    themes = _texts(record, "themes", place)
    for theme in themes:
        if theme not in known:
            raise CommuniqueError(
                f"{place}: unknown theme {theme!r:.60}", "use the ids of the taxonomy"
            )
        if themes.count(theme) > 1:
            raise CommuniqueError(f"{place}: names the theme {theme!r} twice")
    return themes


def _one_of(record: dict[str, Any], name: str, place: str, known: Sequence[str]) -> str:
    value = _text(record, name, place).strip()
    if value and value not in known:
        raise CommuniqueError(
            f"{place}: unknown {name} {value!r:.60}", f"known are {', '.join(known)}"
        )
    return value


def _year(record: dict[str, Any], place: str) -> int | None:
    value = record.get("year")
    if value in (None, ""):
        return None
    if isinstance(value, bool) or not str(value).isdecimal() or not 1900 <= int(value) <= 2100:
        raise CommuniqueError(f"{place}: {value!r:.30} is no year")
    return int(value)
