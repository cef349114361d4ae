"""The tagger that a run uses, and how its record names it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.batch.cache import Cache
from communique.batch.taxonomies import (
    describe_taxonomy,
    read_taxonomy,
    remembered_taxonomy,
)
from communique.errors import CommuniqueError
from communique.tag.choice import chosen_model, described
from communique.tag.packaged import ModelFiles
from communique.tag.passage_text import PassageText
from communique.tag.taxonomy import LANGUAGES, Taxonomy

if TYPE_CHECKING:
    from communique.tag.tagger import Tagger


#: The tagger that was loaded before this process was made, by its fingerprint.
_AHEAD: dict[str, Tagger] = {}


@dataclass(frozen=True)
class TaggerChoice:
    """The tagger that a run uses, known before it is loaded.

    Attributes
    ----------
    name
        ``accurate``, ``fast`` or ``rules``.
    taxonomy
        Its themes.
    taxonomy_folder, model
        Where the taxonomy and the model lie; ``None``: the packaged ones.
    fingerprint
        What tells this tagger from every other: its name, its taxonomy and its model.
    taxonomy_record, description
        What a run's record says of the taxonomy, and of the model: nothing for rules.
    """

    name: str
    taxonomy: Taxonomy
    taxonomy_folder: str | None
    model: str | None
    fingerprint: str
    taxonomy_record: dict[str, str | int]
    description: dict[str, str]

    @cached_property
    def tagger(self) -> Tagger:
        """The tagger, loaded when it is first asked for."""
        return _AHEAD.get(self.fingerprint) or open_tagger(self.name, self.taxonomy, self.model)

    @property
    def place(self) -> str:
        """Where to find it, for :func:`load_ahead`."""
        return json.dumps([self.name, self.taxonomy_folder, self.model])

    def at_its_place(self) -> TaggerAt | TaggerChoice:
        """The same for other processes of this machine."""
        return TaggerAt(self.place, self.fingerprint)

    def here(self) -> TaggerChoice:
        """The choice as it comes out on this machine, whose model may be another.

        Raises
        ------
        CommuniqueError
            If there is no such model here.
        """
        return _choice(self.name, self.taxonomy, self.taxonomy_folder, self.model)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "tagger"}


@dataclass(frozen=True)
class TaggerAt:
    """A tagger by its place on this machine: sent in no time, where a taxonomy takes a while."""

    place: str
    fingerprint: str

    @cached_property
    def tagger(self) -> Tagger:
        """The tagger, loaded when it is first asked for.

        Raises
        ------
        CommuniqueError
            If another lies there by now.
        """
        if ahead := _AHEAD.get(self.fingerprint):
            return ahead
        choice = choose_tagger(*json.loads(self.place))
        if choice.fingerprint != self.fingerprint:
            raise CommuniqueError("the taxonomy or the model was changed", "run it again")
        return choice.tagger


def load_ahead(place: str) -> None:
    """Load a tagger for the processes that will be made from this one.

    What it makes when the first passage of a language comes is made here once for all of them,
    but for the encoder, which each process opens for itself.

    Parameters
    ----------
    place
        As :attr:`TaggerChoice.place` tells it.
    """
    try:
        choice = choose_tagger(*json.loads(place))
        tagger = _AHEAD[choice.fingerprint] = choice.tagger
        for language in LANGUAGES:
            first = PassageText("The first passage.", language=language)
            if choice.name == "accurate":
                tagger.hits(first)
            else:
                list(tagger.judge([first]))
    except Exception as error:
        del error  # it comes again where the tagger is needed, and is told there


def choose_tagger(
    name: str,
    taxonomy: Path | str | None,
    model: Path | str | None,
    cache: Cache | None = None,
) -> TaggerChoice:
    """The tagger that a run uses, not loaded yet.

    Parameters
    ----------
    name
        ``accurate``, ``fast`` or ``rules``.
    taxonomy, model
        Their folders, ``None``: the packaged ones.
    cache
        Where a taxonomy that was read before is remembered; ``None``: nowhere.

    Raises
    ------
    CommuniqueError
        If there is no such tagger, taxonomy or model, or the model has other themes.
    """
    folder = None if taxonomy is None else str(Path(taxonomy).absolute())
    known = read_taxonomy(taxonomy) if cache is None else remembered_taxonomy(taxonomy, cache)
    return _choice(name, known, folder, model)


def _choice(
    name: str, taxonomy: Taxonomy, taxonomy_folder: str | None, model: Path | str | None
) -> TaggerChoice:
    files = _model_files(name, taxonomy, model)
    told = "rules" if files is None else json.dumps(files.settings, sort_keys=True)
    about = describe_taxonomy(taxonomy)
    heard = "rules" if files is None else name
    return TaggerChoice(
        name=name,
        taxonomy=taxonomy,
        taxonomy_folder=taxonomy_folder,
        model=None if model is None else str(Path(model).absolute()),
        fingerprint=hashlib.sha256(f"{heard}\n{about['fingerprint']}\n{told}".encode()).hexdigest(),
        taxonomy_record=about,
        description={} if files is None else described(files, name),
    )


def open_tagger(name: str, taxonomy: Taxonomy, model: Path | str | None) -> Tagger:
    """The tagger of a name, loaded.

    Raises
    ------
    CommuniqueError
        If there is no such tagger or model, or the model has other themes.
    """
    from communique.tag.tagger import Tagger  # noqa: PLC0415 - only where it tags

    files = _model_files(name, taxonomy, model)
    if files is None:
        return Tagger(taxonomy)
    from communique.tag.hybrid import ModelScorer  # noqa: PLC0415 - it loads SciPy

    return Tagger(taxonomy, ModelScorer(files, name))


def _model_files(name: str, taxonomy: Taxonomy, model: Path | str | None) -> ModelFiles | None:
    """The model that a tagger hears; ``None``: it goes by rules alone."""
    if model is not None and not Path(model).is_dir():
        raise CommuniqueError(f"there is no model in {model}", "make one with: communique train")
    return chosen_model(name, taxonomy, None if model is None else str(model))


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
