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

spaCy sees the key as ``Token.norm_`` (:mod:`communique.tag.components`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

from communique.tag.lemma_table import lemma_table
from communique.tag.tokenise import pieces_of, word_of

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
_HYPHEN_PIECES = _HYPHENS | {f"{hyphen} " for hyphen in _HYPHENS}
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
#: What every word holds that one of these rewrites, so that most are not asked by each.
_SPELLABLE = re.compile(
    r"[iy]z[aei]|[bivn]or|center|^(?:program|catalog|dialog|licens|defens|offens|focuss)"
    r"|l(?:ed|ing)$|^(?:fulfil|enrol|skil|judgement|aging)|~"
)
_CENTRE = {"~": "e", "~s": "es", "~ed": "ed", "~ing": "ing"}


def _one_spelling(word: str) -> str:
    if not _SPELLABLE.search(word):
        return word
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    stem, mark, ending = word.partition("~")
    return stem + _CENTRE.get(mark + ending, mark + ending)


def _fold(word: str, *, keep_final: bool) -> str:
    if word.isascii():
        return word
    tail = "é" if keep_final and word.endswith("é") else ""
    decomposed = unicodedata.normalize("NFD", word[: len(word) - len(tail)])
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.replace("œ", "oe").replace("æ", "ae") + tail


def _plain(word: str) -> str:
    """A word in small letters, compatibility forms and invisible marks undone."""
    if word.isascii():
        return word.lower()
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", word)).lower()


def word_key(word: str, language: str) -> str:
    """The key of one word of a language (``en`` or ``fr``).

    Articles, hyphens, apostrophes, quotation marks and white space give
    :data:`SKIPPED`; ``. ? ! ;`` give :data:`STOP`; other punctuation is its own key.
    """
    if word.isspace() or word in _HYPHENS or word in _APOSTROPHES or word in _QUOTES:
        return SKIPPED
    if word in _STOPS:
        return STOP
    plain = _plain(word)
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
        form = lemma_table(language).get(plain, plain)
    # The tables hold gaps of their own: an unknown plural falls back to its singular.
    if (
        form == plain
        and len(plain) > 4
        and plain.endswith("s")
        and not plain.endswith(("ss", "us", "is"))
    ):
        form = lemma_table(language).get(plain[:-1], plain[:-1])
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
    plain = _plain(word)
    if language not in _LEMMAS:
        return plain
    small = plain.rstrip("".join(_APOSTROPHES))
    if small in _SMALL_WORDS[language]:
        return _SMALL_WORDS[language][small]
    prefix, hyphen, rest = plain.partition("-")
    if hyphen and prefix in _PREFIXES and rest[:1].isalpha():
        plain = prefix + rest
    return _dictionary_form(plain, language)


class Keys(dict[str, str]):
    """The key of each piece of one language (``en`` or ``fr``), told when it is first asked for."""

    #: Distinct pieces remembered; beyond it the memory is emptied, never grown.
    most_pieces = 200_000

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, piece: str) -> str:
        if len(self) >= self.most_pieces:
            self.clear()
        key = self[piece] = word_key(word_of(piece), self.language)
        return key

    def of(self, pieces: Sequence[str]) -> list[str]:
        """The keys of a text's pieces, told with their neighbours' help."""
        keys = list(map(self.__getitem__, pieces))
        if not _HYPHEN_PIECES.isdisjoint(pieces):
            for place, piece in enumerate(pieces):
                if piece in _HYPHEN_PIECES:
                    self._around_hyphen(place, pieces, keys)
        return keys

    def _around_hyphen(self, place: int, pieces: Sequence[str], keys: list[str]) -> None:
        """Join a prefix to its word; a dash between blanks parts words like a comma."""
        before, after = place - 1, place + 1
        outside = before < 0 or after >= len(pieces)
        if outside or word_of(pieces[before]) != pieces[before] or len(pieces[place]) > 1:
            keys[place] = ","
            return
        first, second = pieces[before], pieces[after]
        if first.lower() in _PREFIXES and second[0].isalpha() and keys[before] != JOINED:
            keys[before] = self[first + second]
            keys[place] = keys[after] = JOINED


@lru_cache(maxsize=4)
def keys_in(language: str) -> Keys:
    """The keys of a language, the same for patterns and texts."""
    return Keys(language)


@lru_cache(maxsize=50_000)
def phrase_keys(phrase: str, language: str) -> tuple[str, ...]:
    """The keys of a phrase, skipped and joined tokens left out."""
    keys = keys_in(language).of(pieces_of(phrase).pieces)
    return tuple(key for key in keys if key not in {SKIPPED, JOINED})


def prefix_key(prefix: str) -> str:
    """The beginning of a key: lower case, one spelling, accents folded."""
    return _fold(unicodedata.normalize("NFKC", prefix).lower().replace("-", ""), keep_final=False)


def __getattr__(name: str) -> Any:
    """The component that spaCy's entry points look for here, loaded with spaCy."""
    if name == "create_normaliser":
        return import_module("communique.tag.components").create_normaliser
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
