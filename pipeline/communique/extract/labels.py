"""The label of an agenda entry or a list item: ``Session 1.``, ``Point 4``, ``A.``, ``4-2``."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.extract.folding import in_any_case

#: Words that stand before an entry's number, and the type that they already give it.
_LABEL_WORDS = {
    r"(?:parallel|concurrent)[ ]sessions?": "breakout",
    r"(?:séance|session)s? parallèles?": "breakout",
    r"break[ -]?out(?:[ ](?:session|group|room))?s?": "breakout",
    r"(?:working|discussion|sub)?[ -]?groups?": "breakout",
    r"(?:sous-)?groupes?(?: de (?:travail|discussion))?": "breakout",
    r"workshops?|ateliers?|tracks?|streams?|strands?": "breakout",
    r"plenary(?: sessions?)?|(?:séance |session )?plénière": "plenary",
    r"sessions?|séances?|(?:agenda )?items?|points?|part(?:ie)?|module|panel|theme|thème|topic"
    r"|option|visite?|tour|excursion|circuit|round ?table|table ronde|keynote|block|volet": "",
}
_ORDINALS = {
    **dict.fromkeys(("one", "un", "une", "first", "première", "premier"), "1"),
    **dict.fromkeys(("two", "deux", "second", "deuxième", "seconde"), "2"),
    **dict.fromkeys(("three", "trois", "third", "troisième"), "3"),
    **dict.fromkeys(("four", "quatre", "fourth", "quatrième"), "4"),
    **dict.fromkeys(("five", "cinq", "fifth", "cinquième"), "5"),
    **dict.fromkeys(("six", "sixth", "sixième"), "6"),
    **dict.fromkeys(("seven", "sept", "seventh", "septième"), "7"),
    **dict.fromkeys(("eight", "huit", "eighth", "huitième"), "8"),
}
_NUMBER = (
    r"(?:\d{1,2}(?:[.\-]\d{1,2}(?!\d)|[.][a-z](?=[\s.):]|$)|[ ]?[a-z](?=[).:])"
    r"|[A-Za-z](?![\w'’]))?(?![\d%])"
    r"|(?-i:[IVX]{1,5})(?![\w'’])|(?-i:[A-H])(?![\w'’])|[a-hivx]{1,4}(?=[ ]?[.):–—]))"
)
_SEPARATOR = r"[\s.:;)\]–—―\-|]*"
_WORDS = "|".join(f"(?:{words})" for words in _LABEL_WORDS)
_LABEL = re.compile(
    rf"[\s\"“«(\[]{{0,4}}(?P<word>{_WORDS})[ ]?(?:n(?:o|°|º|os)?[. ]{{1,2}}|n[°º]|#|:)?[ ]?"
    rf"(?P<number>{_NUMBER}|(?:{'|'.join(_ORDINALS)})(?!\w))"
    r"(?:[ ](?:of|de)[ ](?:the[ ]|l['’])?(?:draft[ ]|provisional[ ])?(?:agenda|ordre du jour))?"
    rf"{_SEPARATOR}",
    re.IGNORECASE,
)
_ORDINAL_LABEL = re.compile(
    rf"\s{{0,4}}(?P<number>{'|'.join(_ORDINALS)})[ ](?P<word>session|séance|plenary|partie"
    rf"|part|panel)"
    rf"(?=\s*[.:–—-]|\s*$){_SEPARATOR}",
    re.IGNORECASE,
)
#: How the words and ordinals above begin, and the signs that may stand before a word.
_BEGINNINGS = """
par con séa ses bre wor dis sub gro sou ate tra str ple plé ite age poi mod pan the thè top opt
vis tou exc cir rou tab key blo vol
"""
_FIRST_LETTERS = in_any_case(_BEGINNINGS.split())
_FIRST_OF_ORDINALS = in_any_case({f"{word} "[:3] for word in _ORDINALS})
_OPENING = frozenset('"“«([- ')
#: The first two letters of a number of letters.
_TWO_DIGITS = frozenset(a + b for digits in ("IVX", "ivx") for a in digits for b in digits)
_BARE = re.compile(
    r"\s{0,4}(?:"
    r"(?P<plain>\(?\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?(?:\.\)|[.)](?![\d]))(?=\s|[A-ZÀ-Ý“\"«]|$))"
    r"|(?P<pair>(?:\d{1,2}|[A-H])[-–]\d{1,2}[.):]?)(?=\s+[\"“«]?[^\W\d_]|$)"
    r"|(?P<dotted>\d{1,2}\.\d{1,2})(?=\s+[\"“«]?[^\W\d_])"
    r"|(?P<letter>\(?[A-Ha-h](?:\.|\)|\.\)))(?=\s|$)"
    r"|(?P<roman>\(?(?:[IVX]{1,5}|[ivx]{2,4})(?:\.|\)|\.\)))(?=\s|$)"
    r"|(?P<tabbed>\d{1,2})(?=\t|\s{2,}\S)"
    r")\s*(?:[–—:-]\s+)?"
)


@lru_cache(maxsize=64)  # a title is asked for its label when it is taken and when it is read
def split_label(title: str) -> tuple[str, str]:
    """Part an entry's label from its title.

    Parameters
    ----------
    title
        As printed: ``Session 1. Incentives``, ``Point 4 de l'ordre du jour – Débat``,
        ``A. Partnering``, ``4-2 Provincial framework``.

    Returns
    -------
    tuple[str, str]
        The number or letter without punctuation (words become digits, everything
        else stays as printed), and the title without its label; an empty number
        and the whole title where there is no label. The title is empty where
        there is nothing but a label.
    """
    text = title.strip()
    match = _LABEL.match(text) if _may_begin_label(text) else None
    if match is None and text[:3] in _FIRST_OF_ORDINALS:
        match = _ORDINAL_LABEL.match(text)
    if match:
        number = _number_of(match)
        return number, _without_other_language(text, match.end(), number)
    match = _BARE.match(text) if _may_be_number(text[:2]) else None
    if match:
        return match.group().strip(" \t().:–—-"), text[match.end() :]
    return "", text


def _may_begin_label(text: str) -> bool:
    """Whether a text, which no blank begins, may begin with a label's word, as few titles do."""
    return text[:3] in _FIRST_LETTERS or text[:1] in _OPENING


def _may_be_number(head: str) -> bool:
    """Whether a text may begin with a number, by its first two characters."""
    return not head.isalpha() or head in _TWO_DIGITS


def _number_of(match: re.Match[str]) -> str:
    number = match["number"].strip()
    return re.sub(r"\s", "", _ORDINALS.get(number.lower(), number))


def _without_other_language(text: str, end: int, number: str) -> str:
    """What follows a label and the same label in another language: "Session 1 / Séance 1"."""
    rest = text[end:]
    if not (rest.startswith("/") or text[:end].rstrip().endswith("|")):
        return rest
    other = rest.lstrip("/ ")
    again = _LABEL.match(other)
    return other[again.end() :] if again and _number_of(again) == number else rest


def label_type(title: str) -> str:
    """The type that an entry's label gives it (``breakout``, ``plenary``), or nothing."""
    text = title.strip()
    match = _LABEL.match(text) if _may_begin_label(text) else None
    return _type_of(match["word"]) if match else ""


@lru_cache(maxsize=64)  # labels are made of few words
def _type_of(word: str) -> str:
    """The type that a label's word gives an entry, or nothing."""
    for words, kind in _LABEL_WORDS.items():
        if re.fullmatch(words, word, re.IGNORECASE):
            return kind
    return ""
