"""The taxonomy and the tagger that a run uses, and how its record names them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import CommuniqueError
from communique.tag.choice import chosen_model, described
from communique.tag.packaged import ModelFiles
from communique.tag.passage_text import PassageText
from communique.tag.taxonomy import Taxonomy, TaxonomyError, load_taxonomy

if TYPE_CHECKING:
    from communique.tag.lint import Finding
    from communique.tag.tagger import Tagger


@dataclass(frozen=True)
class TaggerChoice:
    """The tagger that a run uses, known before it is loaded.

    ``files`` is the model that it hears; ``None``: it goes by rules alone.
    """

    name: str
    taxonomy: Taxonomy
    files: ModelFiles | None

    @cached_property
    def tagger(self) -> Tagger:
        """The tagger, loaded when it is first asked for."""
        from communique.tag.tagger import Tagger  # noqa: PLC0415 - only where it tags

        if self.files is None:
            return Tagger(self.taxonomy)
        from communique.tag.hybrid import ModelScorer  # noqa: PLC0415 - it loads SciPy

        return Tagger(self.taxonomy, ModelScorer(self.files, self.name))

    @property
    def description(self) -> dict[str, str]:
        """What identifies the model in a run's record; empty for rules."""
        return {} if self.files is None else described(self.files, self.name)

    @cached_property
    def fingerprint(self) -> str:
        """What tells this tagger from every other: its name, its taxonomy and its model."""
        model = "rules" if self.files is None else json.dumps(self.files.settings, sort_keys=True)
        taxonomy = describe_taxonomy(self.taxonomy)["fingerprint"]
        name = "rules" if self.files is None else self.name
        return hashlib.sha256(f"{name}\n{taxonomy}\n{model}".encode()).hexdigest()


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


def choose_tagger(name: str, taxonomy: Taxonomy, model: Path | str | None) -> TaggerChoice:
    """The tagger that a run uses, not loaded yet.

    Raises
    ------
    CommuniqueError
        If there is no such tagger or model, or the model has other themes.
    """
    if model is not None and not Path(model).is_dir():
        raise CommuniqueError(f"there is no model in {model}", "make one with: communique train")
    files = chosen_model(name, taxonomy, None if model is None else str(model))
    return TaggerChoice(name, taxonomy, files)


def open_tagger(name: str, taxonomy: Taxonomy, model: Path | str | None) -> Tagger:
    """The tagger that a run uses.

    Raises
    ------
    CommuniqueError
        If there is no such tagger or model, or the model has other themes.
    """
    return choose_tagger(name, taxonomy, model).tagger


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
    from communique.tag.lint import lint_taxonomy  # noqa: PLC0415 - only where it is asked for

    return lint_taxonomy(folder)
