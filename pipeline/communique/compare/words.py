"""Passages as streams of words: what may stand in a term, and what is a name.

Everything is held in arrays with one place per word or break, since a folder of a
thousand documents has millions of them.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from communique.compare.shares import IntArray
from communique.compare.stop_words import general_words, stop_words

BoolArray = npt.NDArray[np.bool_]
#: Places of words and passages: half the room of `IntArray`, and no table has as many rows.
Places = npt.NDArray[np.int32]
#: What gives a word's dictionary form: its arguments are the word and its language.
Lemma: TypeAlias = Callable[[str, str], str]

# An elided article or pronoun, a word (hyphens and apostrophes inside), any other sign.
_PIECE = re.compile(
    r"(?<!\w)(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)'(?=\w)|\w+(?:['\-]\w+)*|[^\w\s]",
    re.IGNORECASE,
)
_ALIKE = {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "\u00ad": ""}
_HONORIFICS = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "mme",
        "mlle",
        "m",
        "monsieur",
        "madame",
    )
)
# Without the months that are words as well: march, may, mars, mai.
# fmt: off
_CALENDAR = frozenset(
    (
        "january", "february", "april", "june", "july", "august", "september", "october",
        "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "janvier", "février", "avril", "juin", "juillet", "août", "septembre", "octobre",
        "novembre", "décembre", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi",
        "dimanche",
    )
)
# fmt: on
#: From which part of its capitalised and small occurrences on a word is a name.
_NAME_SHARE = 0.8
#: From which part of capitalised long words on a passage is set as a title is.
_TITLE_SHARE = 0.6


@dataclass(frozen=True)
class Words:
    """The words of some passages, one after the other.

    ``passage`` is the place of each word's passage in the list that was given, ``word``
    its place in ``vocabulary``, or -1 for a number or a sign, which no term reaches over.
    By word of the vocabulary: ``lemma``, the place of its dictionary form in ``lemmas``, and
    the flags ``stop`` for words that no term begins or ends with, ``general`` for words
    of every meeting and text, of which alone no term is made, ``name`` for names and dates.
    """

    passage: Places
    word: Places
    vocabulary: tuple[str, ...]
    lemma: IntArray
    lemmas: tuple[str, ...]
    stop: BoolArray
    general: BoolArray
    name: BoolArray


def as_written(word: str, language: str) -> str:
    """The word itself: what takes the place of a :data:`Lemma` where there is none."""
    del language
    return word


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters, accents kept, without signs and numbers."""
    return [word for word in map(_word, _pieces(text)) if word]


def words_of(
    texts: Iterable[str],
    language: str,
    known: Iterable[str] = (),
    lemma: Lemma = as_written,
) -> Words:
    """The words of passages of one language, with stop words and names told apart.

    A word is a name if it stands with a capital within sentences at least four times out
    of five (titles, where every word may have one, are no witness), if it follows a
    title such as "Ms", or if it is a day or month. Abbreviations are no names.

    Parameters
    ----------
    texts
        The passages.
    language
        ISO 639-1; stop words are those of English, French, or both for others.
    known
        Words (their dictionary forms) that are no names whatever their capitals.
    lemma
        What gives a word's dictionary form; by default every word is its own.
    """
    passage, codes, forms = _coded(texts)
    places, words = pd.factorize(np.array([_word(form) for form in forms], dtype=object))
    vocabulary = tuple(str(word) for word in words)
    blank = np.array([not word for word in vocabulary], dtype=bool)
    word_of = np.where(blank[places], -1, places) if len(places) else places
    word: Places = word_of.astype(np.int32)[codes]
    forms_of = [lemma(w, language) if w else "" for w in vocabulary]
    lemma_of, lemmas = pd.factorize(np.array(forms_of, dtype=object))
    stops, generals = stop_words(language), general_words(language)
    stop = [
        len(w) < 2 or w.endswith("'") or w in stops or form in stops
        for w, form in zip(vocabulary, forms_of, strict=True)
    ]
    general = [
        w in generals or form in generals for w, form in zip(vocabulary, forms_of, strict=True)
    ]
    name = _names(passage, codes, forms, word, len(vocabulary))
    name |= np.array([w in _CALENDAR for w in vocabulary], dtype=bool)
    exempt = frozenset(known)
    name &= np.array([form not in exempt for form in forms_of], dtype=bool)
    return Words(
        passage=passage,
        word=word,
        vocabulary=vocabulary,
        lemma=lemma_of.astype(np.int64),
        lemmas=tuple(str(form) for form in lemmas),
        stop=np.array(stop, dtype=bool),
        general=np.array(general, dtype=bool),
        name=name,
    )


def _coded(texts: Iterable[str]) -> tuple[Places, Places, list[str]]:
    """Each piece's passage and place among the forms, and the forms in order of appearance.

    Text by text: the pieces of all texts at once would take ten times the room of the texts.
    What stands between two spaces is taken apart once, however often it occurs.
    """
    places = _Numbered()
    chunks, sizes = array("i"), array("i")
    for text in texts:
        held = _alike(text).split()
        sizes.append(len(held))
        chunks.extend(map(places.__getitem__, held))
    forms = _Numbered()
    pieces, ends = array("i"), array("i", [0])
    for chunk in places:
        pieces.extend(map(forms.__getitem__, _PIECE.findall(chunk)))
        ends.append(len(pieces))
    chunk_of, starts = _int32(chunks), _int32(ends)
    many = np.diff(starts)[chunk_of]
    passage = np.repeat(np.arange(len(sizes), dtype=np.int32), _int32(sizes)).repeat(many)
    place = np.arange(len(passage), dtype=np.int32)
    place += (starts[chunk_of] - (np.cumsum(many, dtype=np.int32) - many)).repeat(many)
    return passage, _int32(pieces)[place], list(forms)


class _Numbered(dict[str, int]):
    """Numbers for strings, in the order in which they are asked for."""

    def __missing__(self, key: str) -> int:
        self[key] = place = len(self)
        return place


def _int32(numbers: array[int]) -> Places:
    return np.array(numbers, dtype=np.int32)


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(_alike(text))


def _alike(text: str) -> str:
    """The text with one sign for all apostrophes, and one for all hyphens inside words."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    for sign, plain in _ALIKE.items():
        text = text.replace(sign, plain)
    return text


def _word(piece: str) -> str:
    """The piece in small letters; empty for a number or a sign."""
    if not piece[0].isalpha():
        return ""
    return piece.lower().removesuffix("'s")


def _names(
    passage: Places, codes: Places, forms: Sequence[str], word: Places, size: int
) -> BoolArray:
    if not len(codes):
        return np.zeros(size, dtype=bool)
    capital = np.array([f[0].isupper() for f in forms], dtype=bool)[codes]
    abbreviation = np.array([f.isupper() and len(f) > 1 for f in forms], dtype=bool)[codes]
    long = np.array([len(f) > 3 and f[0].isalpha() for f in forms], dtype=bool)[codes]
    first = np.ones(len(codes), dtype=bool)
    first[1:] = (passage[1:] != passage[:-1]) | (word[:-1] < 0)
    of_passage = np.bincount(passage[long], minlength=int(passage.max()) + 1)
    capitals = np.bincount(passage[long & capital], minlength=len(of_passage))
    title = (capitals > _TITLE_SHARE * of_passage)[passage]
    witness = ~first & ~title & ~abbreviation & (word >= 0)
    large = np.bincount(word[witness & capital], minlength=size)
    small = np.bincount(word[~capital & (word >= 0)], minlength=size)
    name: BoolArray = (large > 0) & (large >= _NAME_SHARE * (large + small))
    addressed = _addressed(passage, codes, forms, word, capital)
    called = np.bincount(word[addressed], minlength=size)
    name |= (called > 0) & (called >= _NAME_SHARE * (called + small))
    return name


def _addressed(
    passage: Places,
    codes: Places,
    forms: Sequence[str],
    word: Places,
    capital: BoolArray,
) -> BoolArray:
    """The capitalised words that follow "Mr", "Mme" …, up to three of them."""
    honorific = np.array([f[0].isupper() and f.lower() in _HONORIFICS for f in forms], dtype=bool)[
        codes
    ]
    point = np.array([f == "." for f in forms], dtype=bool)[codes]
    reach = 3 * honorific.astype(np.int8)
    found = np.zeros(len(codes), dtype=bool)
    for _ in range(4):  # a point and three names at most
        onward = np.zeros_like(reach)
        onward[1:] = np.where(passage[1:] == passage[:-1], reach[:-1], 0)
        named = (onward > 0) & capital & (word >= 0) & ~honorific
        found |= named
        reach = np.where(named, onward - 1, np.where(point & (onward == 3), onward, 0))
    return found
