"""Which model a tagger hears: told without loading either."""

from __future__ import annotations

from typing import get_args

from communique.errors import CommuniqueError
from communique.tag.packaged import ModelFiles, open_model
from communique.tag.scoring import TaggerName
from communique.tag.taxonomy import Folder, Taxonomy

#: What a user may ask for, the default first.
TAGGERS: tuple[str, ...] = get_args(TaggerName)


def chosen_model(
    name: str, taxonomy: Taxonomy, model: Folder | str | None = None
) -> ModelFiles | None:
    """The model that a tagger of a taxonomy hears; ``None``: it goes by rules alone.

    Raises
    ------
    CommuniqueError
        If there is no such tagger, or the model cannot be used or has other themes.
    """
    if name not in TAGGERS:
        raise CommuniqueError(f"there is no tagger {name!r}", f"use {', '.join(TAGGERS)}")
    if name == "rules":
        return None
    files = open_model(model)
    if set(files.themes) == set(taxonomy.ids):
        return files
    if model is not None:
        raise CommuniqueError(
            f"the model in {model} knows other themes than the taxonomy",
            "train it with this taxonomy, or leave the model out to tag by rules",
        )
    return None


def described(files: ModelFiles, name: str) -> dict[str, str]:
    """What identifies a model and the tagger that hears it, in a run's record."""
    return {"tagger": name, "version": files.version, "gold": files.gold}
