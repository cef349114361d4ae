"""The taggers behind one interface: ``accurate``, ``fast``, and ``rules``."""

from __future__ import annotations

from functools import lru_cache
from typing import get_args

from communique.errors import CommuniqueError
from communique.tag.hybrid import ModelScorer
from communique.tag.packaged import open_model
from communique.tag.scoring import TaggerName
from communique.tag.tagger import Tagger
from communique.tag.taxonomy import Folder, Taxonomy, load_taxonomy

#: What a user may ask for, the default first.
TAGGERS: tuple[str, ...] = get_args(TaggerName)


def load_tagger(
    name: str = "accurate",
    *,
    taxonomy: Taxonomy | None = None,
    model: Folder | str | None = None,
) -> Tagger:
    """Load a tagger.

    Parameters
    ----------
    name
        ``accurate`` (an encoder, n-grams and rules), ``fast`` (n-grams and rules) or
        ``rules``.
    taxonomy
        By default the packaged one. Another taxonomy runs with rules alone, unless a
        model for its themes is given.
    model
        A folder that ``communique train`` wrote; by default the packaged model.

    Raises
    ------
    CommuniqueError
        If there is no such tagger, or the model cannot be used or has other themes.
    """
    if name not in TAGGERS:
        raise CommuniqueError(f"there is no tagger {name!r}", f"use {', '.join(TAGGERS)}")
    if taxonomy is None and model is None:
        return _packaged(name)
    themes = load_taxonomy() if taxonomy is None else taxonomy
    if name == "rules":
        return Tagger(themes)
    files = open_model(model)
    if set(files.themes) != set(themes.ids):
        if model is not None:
            raise CommuniqueError(
                f"the model in {model} knows other themes than the taxonomy",
                "train it with this taxonomy, or leave the model out to tag by rules",
            )
        return Tagger(themes)
    return Tagger(themes, ModelScorer(files, name))


@lru_cache(maxsize=len(TAGGERS))
def _packaged(name: str) -> Tagger:
    return Tagger() if name == "rules" else Tagger(None, ModelScorer(tagger=name))
