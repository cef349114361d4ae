"""The rules as spaCy components, and texts as the ``Doc`` that they see.

Nothing else here needs spaCy: the tagger reads texts without it, since loading it takes
longer than tagging many documents.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from communique.tag.matcher import ThemeMatcher
from communique.tag.normalise import keys_in
from communique.tag.taxonomy import load_taxonomy
from communique.tag.tokenise import pieces_of, word_of


class Normaliser:
    """spaCy component that writes every token's key to ``Token.norm_``."""

    def __init__(self, vocab: Vocab, language: str) -> None:
        self.vocab = vocab
        self.language = language

    def __call__(self, doc: Doc) -> Doc:
        pieces = [token.text_with_ws for token in doc]
        keys = [self.vocab.strings.add(key) for key in keys_in(self.language).of(pieces)]
        if keys:
            values: Any = np.array(keys, dtype=np.uint64).reshape(-1, 1)
            doc.from_array(["NORM"], values)
        return doc


class Reader:
    """Reads text of one language (``en`` or ``fr``) into a normalised ``Doc``.

    What ``spacy.blank(language)`` with ``communique_normalise`` gives, in the words that
    the tagger reads.
    """

    def __init__(self, language: str) -> None:
        self.vocab = Vocab()
        self._normalise = Normaliser(self.vocab, language)

    def __call__(self, text: str) -> Doc:
        pieces = pieces_of(text).pieces
        words = list(map(word_of, pieces))
        spaces = [word != piece for word, piece in zip(words, pieces, strict=True)]
        return self._normalise(Doc(self.vocab, words=words, spaces=spaces))


@Language.factory("communique_normalise", assigns=["token.norm"])
def create_normaliser(nlp: Language, name: str) -> Normaliser:
    """Factory of the component; the pipeline's language must be ``en`` or ``fr``."""
    return Normaliser(nlp.vocab, nlp.lang or "en")


@Language.factory(
    "communique_themes",
    default_config={"taxonomy": None},
    requires=["token.norm"],
    assigns=["doc.spans"],
)
def create_matcher(nlp: Language, name: str, taxonomy: str | None) -> ThemeMatcher:
    """Factory of the component; ``taxonomy`` is a folder, by default the packaged one."""
    return ThemeMatcher(load_taxonomy(taxonomy), nlp.lang or "en")
