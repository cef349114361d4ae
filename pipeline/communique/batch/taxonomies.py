"""The taxonomy that a run uses: read from its folder, or remembered from an earlier reading."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.batch.cache import Cache, key_of
from communique.batch.prints import taxonomy_print
from communique.errors import CommuniqueError
from communique.tag.taxonomy import (
    Folder,
    Pattern,
    Taxonomy,
    TaxonomyError,
    Theme,
    load_taxonomy,
    packaged_folder,
)

if TYPE_CHECKING:
    from communique.tag.lint import Finding


def read_taxonomy(folder: Path | str | None) -> Taxonomy:
    """The taxonomy in a folder, ``None``: the packaged one.

    Raises
    ------
    CommuniqueError
        If the folder is missing or the taxonomy has a fault.
    """
    try:
        return load_taxonomy(_existing(folder))
    except TaxonomyError as error:
        raise CommuniqueError(
            f"the taxonomy has a fault in {error}", "see: communique taxonomy check FOLDER"
        ) from error


def remembered_taxonomy(folder: Path | str | None, cache: Cache) -> Taxonomy:
    """The taxonomy in a folder as it was read before, where its files are the same.

    Reading its YAML and checking its patterns takes a second run longer than all else, and
    a run that finds the rows of its documents needs the patterns for nothing.

    Raises
    ------
    CommuniqueError
        If the folder is missing or the taxonomy has a fault.
    """
    place = packaged_folder() if folder is None else Path(folder)
    before = _files_print(place)
    if before and (known := taxonomy_of(cache.get("taxonomies", before))) is not None:
        return known
    found = read_taxonomy(folder)
    if before and before == _files_print(place):  # nobody wrote to it meanwhile
        cache.put("taxonomies", before, taxonomy_json(found))
    return found


def check_taxonomy(folder: Path | None) -> list[Finding]:
    """Every fault of the taxonomy in a folder, ``None``: of the packaged one.

    Raises
    ------
    CommuniqueError
        If there is no such folder.
    """
    from communique.tag.lint import lint_taxonomy  # noqa: PLC0415 - only where it is asked for

    return lint_taxonomy(_existing(folder))


def _existing(folder: Path | str | None) -> Path | None:
    place = None if folder is None else Path(folder)
    if place is not None and not place.is_dir():
        raise CommuniqueError(
            f"there is no taxonomy in {place}", "give a folder with taxonomy.yaml in it"
        )
    return place


def describe_taxonomy(taxonomy: Taxonomy) -> dict[str, str | int]:
    """The taxonomy's version, size, and a fingerprint of everything that it says."""
    content = hashlib.sha256(json.dumps(taxonomy_json(taxonomy)).encode()).hexdigest()
    return {
        "version": taxonomy.version,
        "themes": len(taxonomy.themes),
        "fingerprint": f"sha256:{content}",
    }


def taxonomy_json(taxonomy: Taxonomy) -> dict[str, Any]:
    """All that a taxonomy says, as JSON can hold it."""
    return {
        "version": taxonomy.version,
        "families": taxonomy.families,
        "themes": [
            [one.id, one.family, one.name, one.definition, one.scope, _told(one.patterns)]
            for one in taxonomy.themes
        ],
        "vetoes": _told(taxonomy.vetoes),
    }


def taxonomy_of(content: Any) -> Taxonomy | None:
    """The taxonomy that :func:`taxonomy_json` was given; ``None`` where this is none."""
    try:
        return Taxonomy(
            version=content["version"],
            families=content["families"],
            themes=tuple(
                Theme(id_, family, name, definition, scope, _patterns(patterns))
                for id_, family, name, definition, scope, patterns in content["themes"]
            ),
            vetoes=_patterns(content["vetoes"]),
        )
    except (TypeError, ValueError, KeyError):
        return None


def _told(patterns: tuple[Pattern, ...]) -> list[list[str]]:
    return [[one.theme, one.language, one.kind, one.text] for one in patterns]


def _patterns(told: Any) -> tuple[Pattern, ...]:
    return tuple(Pattern(*one) for one in told)


def _files_print(folder: Folder) -> str:
    """The fingerprint of a folder's YAML files, and of what reads them; empty: there is none."""
    prints = []
    try:
        for entry in sorted(folder.iterdir(), key=lambda one: one.name):
            if entry.name.endswith(".yaml"):
                prints += [entry.name, hashlib.sha256(entry.read_bytes()).hexdigest()]
    except OSError:
        return ""
    return key_of("taxonomy", taxonomy_print(), *prints)
