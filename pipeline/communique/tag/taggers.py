"""The taggers behind one interface: ``accurate``, ``fast``, and ``rules``."""

from __future__ import annotations

from functools import lru_cache

from communique.tag.choice import TAGGERS, chosen_model
from communique.tag.hybrid import ModelScorer
from communique.tag.tagger import Tagger
from communique.tag.taxonomy import Folder, Taxonomy, load_taxonomy

__all__ = ["TAGGERS", "load_tagger"]


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
    if taxonomy is None and model is None and name in TAGGERS:
        return _packaged(name)
    themes = load_taxonomy() if taxonomy is None else taxonomy
    files = chosen_model(name, themes, model)
    return Tagger(themes) if files is None else Tagger(themes, ModelScorer(files, name))


@lru_cache(maxsize=len(TAGGERS))
def _packaged(name: str) -> Tagger:
    return Tagger() if name == "rules" else Tagger(None, ModelScorer(tagger=name))
