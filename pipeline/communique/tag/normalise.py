"""Words to keys: what a pattern and a passage are compared by.

A key is made of a word in this order: compatibility forms and invisible marks
undone, lower case, one spelling (``organization`` → ``organisation``), the
dictionary form by look-up, accents folded. Two points decide what matches:

* In French a final ``é`` is kept, because only it tells ``marché`` from
  ``marche`` and ``privé`` from ``prive``; every other accent is folded, so that
  ``Economiques`` and ``économiques`` agree.
* Articles, hyphens, apostrophes and quotation marks are skipped, and a short
  prefix is joined to its word: ``co-ordination`` and ``coordination``, ``qualité
  du service`` and ``qualité des services`` have the same keys.

The key is written to ``Token.norm_`` by the spaCy component ``communique_normalise``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_language_data, registry
from spacy.vocab import Vocab

from communique.tag.tokenise import Tokeniser

#: Key of a token that no pattern sees: an article, a hyphen, a quotation mark, a space.
SKIPPED = "\u2400"
#: Key of a token that belongs to the word before it (``ordination`` in ``co-ordination``).
JOINED = "\u2401"
#: Key of what ends a sentence.
STOP = "\u2402"

#: Prefixes that are one word with what follows their hyphen.
_PREFIXES = frozenset(
    re.findall(
        r"\w+",
        """e i m co re on off well inter multi cyber socio tele télé pre pré anti micro macro
        over under out sub intra bio""",
    )
)
_HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2014")
_APOSTROPHES = frozenset("'\u2019\u02bc\u2018`\u00b4")
_QUOTES = frozenset('"\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a*_')
_STOPS = frozenset(".?!;\u2022")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\ufe00-\ufe0f]")

_ARTICLES = {
    "en": frozenset(["the", "a", "an"]),
    "fr": frozenset(["le", "la", "les", "l", "un", "une"]),
}
#: Contractions and elisions that stand for the same small word.
_SMALL_WORDS = {
    "en": {},
    "fr": {"du": "de", "des": "de", "d": "de", "au": "a", "aux": "a", "à": "a", "qu": "que"},
}
#: Where the look-up table errs, or stops at one form of a word.
_LEMMAS = {
    "en": {
        "data": "data",
        "media": "media",
        "better": "better",
        "best": "best",
        "less": "less",
        "more": "more",
        "meeting": "meeting",
        "building": "building",
        "left": "left",
        "lives": "life",
        "evidences": "evidence",
        "ict": "ict",
        "icts": "ict",
        "leading": "leading",
        "opening": "opening",
        "learnt": "learn",
    },
    "fr": {
        "a": "avoir",
        "données": "donnée",
        "échanges": "échange",
        "marchés": "marché",
        "entre": "entre",
        "privée": "privé",
        "privées": "privé",
        "privés": "privé",
        "privé": "privé",
        "mis": "mettre",
        "mise": "mise",
        "dématérialisée": "dématérialiser",
        "coopérer": "coopérer",
        "partagés": "partager",
        "fois": "fois",
        "est": "être",
        "sont": "être",
        "soient": "être",
        "soit": "être",
        "sera": "être",
        "seront": "être",
        "doit": "devoir",
        "doivent": "devoir",
        "devrait": "devoir",
        "devraient": "devoir",
        "peut": "pouvoir",
        "peuvent": "pouvoir",
        "pourrait": "pouvoir",
        "pourraient": "pouvoir",
    },
}
#: British and American spelling brought together (the British form is kept).
_SPELLING = (
    (re.compile(r"iz(e|es|ed|ing|er|ers|able|ation|ations|ational)$"), r"is\1"),
    (re.compile(r"yz(e|es|ed|ing|er|ers)$"), r"ys\1"),
    (re.compile(r"(behavi|lab|fav|endeav|neighb|hon|harb)or"), r"\1our"),
    (re.compile(r"^(de)?center(s|ed|ing)?$"), r"\1centr~\2"),
    (re.compile(r"^(program)(s)?$"), r"\1me\2"),
    (re.compile(r"^(catalog|dialog)(s)?$"), r"\1ue\2"),
    (re.compile(r"^(licen|defen|offen)se"), r"\1ce"),
    (re.compile(r"^focuss"), "focus"),
    (re.compile(r"(model|travel|label|channel|fuel|signal)(ed|ing)$"), r"\1l\2"),
    (re.compile(r"^(fulfil|enrol|skil)l?(ment|ful)"), r"\1\2"),
    (re.compile(r"^judgement"), "judgment"),
    (re.compile(r"^(aging)$"), "ageing"),
)
_CENTRE = {"~": "e", "~s": "es", "~ed": "ed", "~ing": "ing"}


@lru_cache(maxsize=4)
def _lookup_table(language: str) -> dict[str, str]:
    """The dictionary form of each word, of several the first."""
    # as it lies in its file: to make spaCy's Table of it takes twice as long as to read it
    table: Any = load_language_data(registry.lookups.get(language)["lemma_lookup"])
    return {word: lemma if isinstance(lemma, str) else lemma[0] for word, lemma in table.items()}


def _one_spelling(word: str) -> str:
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    stem, mark, ending = word.partition("~")
    return stem + _CENTRE.get(mark + ending, mark + ending)


def _fold(word: str, *, keep_final: bool) -> str:
    tail = "é" if keep_final and word.endswith("é") else ""
    decomposed = unicodedata.normalize("NFD", word[: len(word) - len(tail)])
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.replace("œ", "oe").replace("æ", "ae") + tail


@lru_cache(maxsize=200_000)
def word_key(word: str, language: str) -> str:
    """The key of one word of a language (``en`` or ``fr``).

    Articles, hyphens, apostrophes, quotation marks and white space give
    :data:`SKIPPED`; ``. ? ! ;`` give :data:`STOP`; other punctuation is its own key.
    """
    if word.isspace() or word in _HYPHENS or word in _APOSTROPHES or word in _QUOTES:
        return SKIPPED
    if word in _STOPS:
        return STOP
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", word)).lower()
    if not plain or plain.isspace() or plain in _ARTICLES[language]:
        return SKIPPED
    if plain in _SMALL_WORDS[language]:
        return _SMALL_WORDS[language][plain]
    return _fold(_dictionary_form(plain, language), keep_final=language == "fr") or SKIPPED


def _dictionary_form(plain: str, language: str) -> str:
    """The dictionary form of a word in small letters, in one spelling, its accents kept."""
    if language == "en":
        plain = _one_spelling(plain)
    form = _LEMMAS[language].get(plain)
    if form is None:
        form = _lookup_table(language).get(plain, plain)
    # The tables hold gaps of their own: an unknown plural falls back to its singular.
    if (
        form == plain
        and len(plain) > 4
        and plain.endswith("s")
        and not plain.endswith(("ss", "us", "is"))
    ):
        form = _lookup_table(language).get(plain[:-1], plain[:-1])
    return form


@lru_cache(maxsize=200_000)
def lemma(word: str, language: str) -> str:
    """The dictionary form of one word, in one spelling: what inflected forms share.

    Accents are kept, prefixes are joined to their word, and French contractions and
    elisions are the small word that they stand for. What is no English or French stays
    as it is, in small letters.

    Parameters
    ----------
    word
        A word, its elided article apart (``d'``).
    language
        ISO 639-1.

    Examples
    --------
    >>> lemma("Co-ordinations", "en"), lemma("stratégies", "fr"), lemma("d'", "fr")
    ('coordination', 'stratégie', 'de')
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", word)).lower()
    if language not in _LEMMAS:
        return plain
    small = plain.rstrip("".join(_APOSTROPHES))
    if small in _SMALL_WORDS[language]:
        return _SMALL_WORDS[language][small]
    prefix, hyphen, rest = plain.partition("-")
    if hyphen and prefix in _PREFIXES and rest[:1].isalpha():
        plain = prefix + rest
    return _dictionary_form(plain, language)


class Normaliser:
    """spaCy component that writes every token's key to ``Token.norm_``."""

    #: Distinct words remembered; beyond it the memory is emptied, never grown.
    most_words = 200_000

    def __init__(self, vocab: Vocab, language: str) -> None:
        self.vocab = vocab
        self.language = language
        self._keys: dict[int, int] = {}
        strings = vocab.strings
        self._hyphens = {strings.add(c) for c in _HYPHENS}
        self._apostrophes = {strings.add(c) for c in _APOSTROPHES}
        self._joined = strings.add(JOINED)
        self._skipped = strings.add(SKIPPED)
        self._comma = strings.add(",")

    def __call__(self, doc: Doc) -> Doc:
        orths: list[int] = doc.to_array("ORTH").tolist()
        known = self._keys
        keys = [known.get(orth) or self._key(orth) for orth in orths]
        for place, orth in enumerate(orths):
            if orth in self._hyphens:
                self._around_hyphen(doc, place, orths, keys)
            elif orth in self._apostrophes:
                self._around_apostrophe(doc, place, keys)
        if keys:
            values: Any = np.array(keys, dtype=np.uint64).reshape(-1, 1)
            doc.from_array(["NORM"], values)
        return doc

    def _key(self, orth: int) -> int:
        if len(self._keys) >= self.most_words:
            self._keys.clear()
        strings = self.vocab.strings
        key: int = strings.add(word_key(strings[orth], self.language))
        self._keys[orth] = key
        return key

    def _around_hyphen(self, doc: Doc, place: int, orths: list[int], keys: list[int]) -> None:
        """Join a prefix to its word; a dash between spaces parts words like a comma."""
        before, after = place - 1, place + 1
        tight = before >= 0 and after < len(doc) and not doc[before].whitespace_
        if not tight or doc[place].whitespace_:
            keys[place] = self._comma
            return
        first, second = doc[before].text, doc[after].text
        if first.lower() in _PREFIXES and second[0].isalpha() and keys[before] != self._joined:
            strings = self.vocab.strings
            keys[before] = strings.add(word_key(first + second, self.language))
            keys[place] = keys[after] = self._joined

    def _around_apostrophe(self, doc: Doc, place: int, keys: list[int]) -> None:
        """Skip the English genitive's ``s``: ``agencies' needs`` and ``agency's needs`` agree."""
        after = place + 1
        if self.language == "en" and after < len(doc) and doc[after].lower_ == "s":
            keys[after] = self._skipped


@Language.factory("communique_normalise", assigns=["token.norm"])
def create_normaliser(nlp: Language, name: str) -> Normaliser:
    """Factory of the component; the pipeline's language must be ``en`` or ``fr``."""
    return Normaliser(nlp.vocab, nlp.lang or "en")


@lru_cache(maxsize=2)
def _pattern_reader(language: str) -> tuple[Tokeniser, Normaliser]:
    vocab = Vocab()
    return Tokeniser(vocab), Normaliser(vocab, language)


@lru_cache(maxsize=50_000)
def phrase_keys(phrase: str, language: str) -> tuple[str, ...]:
    """The keys of a phrase, skipped and joined tokens left out."""
    tokenise, normalise = _pattern_reader(language)
    doc = normalise(tokenise(phrase))
    return tuple(t.norm_ for t in doc if t.norm_ not in {SKIPPED, JOINED})


def prefix_key(prefix: str) -> str:
    """The beginning of a key: lower case, one spelling, accents folded."""
    return _fold(unicodedata.normalize("NFKC", prefix).lower().replace("-", ""), keep_final=False)
