"""When two texts count as the same: what typography and layout change does not matter."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "`": "'"})
_BLANKS_AND_HYPHENS = re.compile("[\\s\u00ad\u200b\\-\u2010-\u2015\u2212_]+")
_BLANKS = re.compile(r"\s+")
_HONORIFICS = re.compile(
    r"\b(mr|mrs|ms|miss|dr|prof|professor|mme|mlle|m|sir|he|hon|ambassador)\b\.?", re.IGNORECASE
)
_LABEL_WORDS = (
    "session|séance|plenary|plénière|breakout(?: session)?|group|groupe|item|point|workshop"
    "|atelier|part"
)
_LABEL = re.compile(
    rf"^\W*(?:(?:{_LABEL_WORDS})\s*(?:n[o°.]*\s*)?#?\s*(?:\d+[a-z]?|[ivx]+|[a-h])\b"
    r"|\d{1,2}[.)]|[a-h][.)])[\s.:–—\-]*",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\s*(\d{1,2})\s*[:h.]\s*(\d{2})?")


def plain(text: str) -> str:
    """Lower case, compatibility forms and one kind of quotation mark."""
    return unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()


def compact(text: str) -> str:
    """The text without blanks and hyphens, so that line breaks and hyphenation do not count."""
    return _BLANKS_AND_HYPHENS.sub("", plain(text))


def letters(text: str) -> str:
    """Letters and digits alone."""
    return "".join(character for character in plain(text) if character.isalnum())


def spaced(text: str) -> str:
    """The text with single blanks and without punctuation around it."""
    return _BLANKS.sub(" ", plain(text).replace("\u00ad", "")).strip(" .:;-–—")


def words(text: str) -> Counter[str]:
    """The words of the text and how often each occurs."""
    return Counter(re.findall(r"\w+", plain(text.replace("\u00ad", ""))))


def similarity(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1."""
    if not one or not other:
        return float(one == other)
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def unlabelled(title: str) -> str:
    """A title without its label, such as "Session 1." or "Group A:"."""
    return _LABEL.sub("", title)


def clock(text: str) -> str:
    """A time as ``HH:MM``, empty where there is none."""
    found = _CLOCK.match(text)
    return f"{int(found[1]):02d}:{found[2] or '00'}" if found else ""


def name_words(name: str) -> list[str]:
    """A person's names without accents and honorifics."""
    parts = unicodedata.normalize("NFD", plain(name))
    bare = "".join(character for character in parts if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", " ", _HONORIFICS.sub(" ", bare)).split()


def name_similarity(one: str, other: str) -> float:
    """How alike two persons' names are, in whichever order their parts stand."""
    first, second = name_words(one), name_words(other)
    return max(
        similarity(" ".join(first), " ".join(second)),
        similarity(" ".join(sorted(first)), " ".join(sorted(second))),
    )


def place_of(hay: str, needle: str, start: int = 0, *, loose: bool = False) -> int:
    """Where a text begins in another, -1 if nowhere.

    With ``loose`` a stretch that is four fifths alike will do, for texts that were
    read by character recognition.
    """
    found = hay.find(needle, start)
    if found >= 0 or not loose or len(needle) < 8:
        return found
    best, where = 0.0, -1
    for offset in range(0, len(needle) - 5, 3):
        piece = needle[offset : offset + 6]
        at = hay.find(piece, start)
        while at >= 0:
            begin = max(start, at - offset)
            alike = similarity(needle, hay[begin : begin + len(needle)])
            if alike > best:
                best, where = alike, begin
            at = hay.find(piece, at + 1)
    return where if best >= 0.8 else -1
