"""A thesaurus's label becomes a pattern that finds it in a text.

The signs of the pattern language have no escape, so a label is rewritten: ``R&D`` is
``R ...1 D``, which finds *R&D* and *R and D*. A label that needs its qualifier to be
understood, ``Mercury (planet)``, is too general without it and becomes a hint.
"""

from __future__ import annotations

import re

from communique.tag.normalise import phrase_keys
from communique.tag.passage_text import SMALL_WORDS
from communique.tag.syntax import (
    Choice,
    Gap,
    PatternSyntaxError,
    parse_pattern,
)
from communique.tag.taxonomy import Kind

#: Words and characters of a label beyond which it is a description that no text repeats.
MOST_WORDS, MOST_CHARACTERS = 12, 150
#: Letters of a word in capitals that is taken for an acronym: ``IT`` is not ``it``.
_ACRONYM = range(2, 6)

#: ``Mercury (planet)``: the label and, apart from it, its qualifier.
_QUALIFIED = re.compile(r"(?P<label>[^()]*[^()\s]) \([^()]*\)")
#: ``service(s)``: an ending that may be there.
_ENDING = re.compile(r"(?<=\w)\((?:e?s|e|x|ne|le|ère)\)")


class LabelError(ValueError):
    """A label that makes no pattern; the message says why."""


def label_pattern(label: str, language: str) -> tuple[Kind, str]:
    """The pattern that finds a label, and whether it counts or hints.

    Raises
    ------
    LabelError
        If the label is too long, or holds nothing that a pattern can ask for.
    """
    plain = " ".join(label.split())
    if len(plain) > MOST_CHARACTERS or plain.count(" ") >= MOST_WORDS:
        raise LabelError(f"is longer than {MOST_WORDS} words")
    qualified = _QUALIFIED.fullmatch(plain)
    kind: Kind = "hint" if qualified else "count"
    words = _words(_ENDING.sub("", qualified["label"] if qualified else plain), language)
    text = " ".join(words)
    try:
        parse_pattern(text)
    except PatternSyntaxError as error:
        raise LabelError("cannot be written as a pattern") from error
    return kind, text


def pattern_keys(text: str, language: str) -> tuple[object, ...]:
    """What the pattern of a label matches by: two labels with the same keys find the same.

    Raises
    ------
    LabelError
        If nothing is left to match by but articles and other small words.
    """
    keys: list[object] = []
    telling = False
    for slot in parse_pattern(text)[0]:
        if isinstance(slot, Gap):
            keys.append(slot)
        elif isinstance(slot, Choice):
            word = slot.phrases[0][0]
            own = [word] if word.exact else phrase_keys(word.text, language)
            telling = telling or any(key not in SMALL_WORDS and key != "," for key in own)
            keys += own
    if not telling:
        raise LabelError("holds only small words, which are in every text")
    return tuple(keys)


def _words(label: str, language: str) -> list[str]:
    """The label's words as a pattern writes them, a gap for the signs between two of them."""
    shouted = " " in label and label == label.upper()
    plain = re.sub(r"[()*^?]", "", label).replace("|", " ").replace("&", " & ")
    words: list[str] = []
    signs = 0
    for piece in plain.strip("=.…:;! ").split():
        word = piece.lstrip("=").removeprefix("...")
        if not any(character.isalnum() for character in word):
            signs += len(piece)
            continue
        if signs and words:
            words.append(f"...{signs}")
        signs = 0
        acronym = word.isalnum() and word.isupper() and len(word) in _ACRONYM and not shouted
        # a French UN is an article to the matcher, which sees none
        words.append(f"={word}" if acronym and phrase_keys(word, language) else word)
    return words
