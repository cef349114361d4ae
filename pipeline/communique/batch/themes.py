"""The taxonomy and the tagger that a run uses, and how its record names them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from communique.errors import CommuniqueError
from communique.tag import (
    Finding,
    PassageText,
    Tagger,
    Taxonomy,
    TaxonomyError,
    lint_taxonomy,
    load_tagger,
    load_taxonomy,
)


def read_taxonomy(folder: Path | str | None) -> Taxonomy:
    """The taxonomy in a folder, ``None``: the packaged one.

    Raises
    ------
    CommuniqueError
        If the folder is missing or the taxonomy has a fault.
    """
    place = Path(folder) if folder is not None else None
    if place is not None and not place.is_dir():
        raise CommuniqueError(
            f"there is no taxonomy in {place}", "give a folder with taxonomy.yaml in it"
        )
    try:
        return load_taxonomy(place)
    except TaxonomyError as error:
        raise CommuniqueError(
            f"the taxonomy has a fault in {error}", "see: communique taxonomy check FOLDER"
        ) from error


def open_tagger(name: str, taxonomy: Taxonomy, model: Path | str | None) -> Tagger:
    """The tagger that a run uses.

    Raises
    ------
    CommuniqueError
        If there is no such tagger or model, or the model has other themes.
    """
    if model is not None and not Path(model).is_dir():
        raise CommuniqueError(f"there is no model in {model}", "make one with: communique train")
    return load_tagger(name, taxonomy=taxonomy, model=None if model is None else str(model))


def pattern_themes(tagger: Tagger) -> Callable[[str, str], set[str]]:
    """What tells the themes whose patterns match a term, given the term and its language.

    A single word is also tried in capitals, since acronyms match in that form alone.
    """

    def themes(term: str, language: str) -> set[str]:
        forms = {term} if " " in term else {term, term.upper()}
        return {
            theme for form in forms for theme in tagger.hits(PassageText(form, language=language))
        }

    return themes


def describe_taxonomy(taxonomy: Taxonomy) -> dict[str, str | int]:
    """The taxonomy's version, size, and a fingerprint of everything that it says."""
    content = hashlib.sha256(repr(taxonomy).encode()).hexdigest()
    return {
        "version": taxonomy.version,
        "themes": len(taxonomy.themes),
        "fingerprint": f"sha256:{content}",
    }


def check_taxonomy(folder: Path | None) -> list[Finding]:
    """Every fault of the taxonomy in a folder, ``None``: of the packaged one.

    Raises
    ------
    CommuniqueError
        If there is no such folder.
    """
    if folder is not None and not folder.is_dir():
        raise CommuniqueError(
            f"there is no taxonomy in {folder}", "give a folder with taxonomy.yaml in it"
        )
    return lint_taxonomy(folder)
