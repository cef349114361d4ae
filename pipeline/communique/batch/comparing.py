"""The comparison at the end of a run: from the tables' files, by the columns that it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.batch.cache import Cache, key_of
from communique.batch.prints import comparing_print
from communique.batch.themes import TaggerChoice, open_tagger, pattern_themes
from communique.export.package import Written
from communique.export.schema import TABLES

#: The columns that shares and terms are made of, by table.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "documents": ("document", "file", "sha256", "status", "kind", "year"),
    "passages": ("passage", "document", "role", "section", "language", "text"),
    "tags": ("passage", "document", "theme", "source", "evidence"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """The texts of ``priorities`` and ``terms``, their rows, and the comparison's settings."""

    texts: Mapping[str, str]
    counts: Mapping[str, int]
    settings: Mapping[str, Any]


def compared(
    folder: Path, tables: Mapping[str, Written], choice: TaggerChoice, cache: Cache | None
) -> tuple[Compared, bool]:
    """The comparison of a folder's documents, and whether it was known already.

    Parameters
    ----------
    folder
        Where the tables of documents, passages and tags lie.
    tables
        What was written of each table.
    choice
        The tagger, with the taxonomy whose themes all have their rows.
    cache
        Where comparisons are kept; ``None``: nowhere.
    """
    prints = [tables[name].sha256 for name in NEEDED]
    key = key_of("comparison", comparing_print(), choice.fingerprint, *prints)
    if cache is not None and (kept := cache.get("comparisons", key)) is not None:
        return Compared(**kept), True
    found = _compare(folder, choice)
    if cache is not None:
        cache.put(
            "comparisons",
            key,
            {"texts": found.texts, "counts": found.counts, "settings": found.settings},
        )
    return found, False


def _compare(folder: Path, choice: TaggerChoice) -> Compared:
    from communique.compare import priorities, terms  # noqa: PLC0415 - it loads SciPy
    from communique.export.columns import read_columns  # noqa: PLC0415 - here alone
    from communique.export.tables import frame_rows, table_text  # noqa: PLC0415
    from communique.tag.normalise import lemma  # noqa: PLC0415 - only where it is asked for

    frames = [
        read_columns(folder / TABLES[name].file, TABLES[name], columns)
        for name, columns in NEEDED.items()
    ]
    documents, passages, tags = frames
    shares = priorities(documents, passages.drop(columns="text"), tags, themes=choice.taxonomy.ids)
    rules = open_tagger("rules", choice.taxonomy, None)
    distinctive = terms(documents, passages, tags, lemma=lemma, covers=pattern_themes(rules))
    made = {"priorities": shares, "terms": distinctive}
    rows = {name: frame_rows(name, table).tables[name] for name, table in made.items()}
    return Compared(
        texts={name: table_text(TABLES[name], found) for name, found in rows.items()},
        counts={name: len(found) for name, found in rows.items()},
        settings={str(name): value for name, value in shares.attrs.items()},
    )
