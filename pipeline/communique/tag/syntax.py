"""The little language of patterns: what an analyst writes, read into slots.

==================  =======================================================
``word``            the word in any inflection, case or spelling
``interoperab*``    any word that begins so
``=ICT``            exactly this form, case and accents included
``(a|b c)``         one of these
``word?`` ``(a|b)?``  may be missing, with the gap before it
``...`` ``...5``    up to 3 (here 5) words in between, within the sentence
``a & b``           both, in either order, at most 10 words apart
``^`` ``^+``        one capitalised word; a name of 1 to 8 such words
==================  =======================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

#: Words that ``...`` may span when no number is given, and at most.
DEFAULT_GAP, MOST_GAP = 3, 12
#: Words between the two sides of ``&``.
NEAR = 10
#: Capitalised words in a name (``^+``).
NAME_WORDS = 8
#: Gaps that one pattern may hold, so that the work on a text stays bounded.
MOST_GAPS = 3


class PatternSyntaxError(ValueError):
    """A pattern that cannot be read; the message says how to mend it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a pattern: by its key, by its exact form, or by its beginning."""

    text: str
    exact: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several phrases, which may be missing altogether."""

    phrases: tuple[tuple[Word, ...], ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """From none to ``most`` words of the same sentence."""

    most: int


@dataclass(frozen=True, slots=True)
class Name:
    """From one to ``most`` capitalised words, small connecting words between them."""

    most: int


Slot = Choice | Gap | Name
Branch = tuple[Slot, ...]

_LEXER = re.compile(r"\.\.\.\d*|\^\+?|[()|?&]|=?[^\s()|?&^*]+\*?")


def parse_pattern(pattern: str) -> tuple[Branch, ...]:
    """The slots of a pattern in order; two branches (either order) where it holds ``&``.

    Raises
    ------
    PatternSyntaxError
        Where brackets do not close, a gap stands at the edge, there are more
        than three gaps, or no word must be there.
    """
    sides = [_slots(side) for side in _split_sides(_LEXER.findall(pattern))]
    near = (Gap(NEAR),)
    branches = (
        [sides[0]] if len(sides) == 1 else [sides[0] + near + sides[1], sides[1] + near + sides[0]]
    )
    for branch in branches:
        _check(branch)
    return tuple(branches)


def fewest_words(branch: Branch) -> int:
    """Words that the shortest text matching a branch must have, names left out."""
    return sum(
        min(len(phrase) for phrase in slot.phrases)
        for slot in branch
        if isinstance(slot, Choice) and not slot.optional
    )


def plain_phrases(branch: Branch, most: int) -> Iterator[tuple[Word | Gap | Name, ...]]:
    """The sequences a branch stands for, the first ``most`` of them."""
    choices: list[tuple[tuple[Word | Gap | Name, ...], ...]] = []
    for slot in branch:
        if isinstance(slot, Choice):
            choices.append((*slot.phrases, ()) if slot.optional else slot.phrases)
        else:
            choices.append(((slot,),))
    for count, parts in enumerate(product(*choices)):
        if count == most:
            return
        yield tuple(element for part in parts for element in part)


def _split_sides(lexemes: list[str]) -> list[list[str]]:
    if not lexemes:
        raise PatternSyntaxError("is empty; write at least one word")
    sides: list[list[str]] = [[]]
    for lexeme in lexemes:
        if lexeme == "&":
            sides.append([])
        else:
            sides[-1].append(lexeme)
    if len(sides) > 2 or not all(sides):
        raise PatternSyntaxError("'&' joins exactly two sides; write 'a & b'")
    return sides


def _slots(lexemes: list[str]) -> Branch:
    slots: list[Slot] = []
    place = 0
    while place < len(lexemes):
        lexeme = lexemes[place]
        place += 1
        if lexeme == "(":
            if ")" not in lexemes[place:]:
                raise PatternSyntaxError("has '(' without ')'; close the bracket")
            end = lexemes.index(")", place)
            slots.append(Choice(_phrases(lexemes[place:end])))
            place = end + 1
        elif lexeme in {")", "|"}:
            raise PatternSyntaxError(f"has a stray {lexeme!r}; alternatives are written '(a|b)'")
        elif lexeme == "?":
            last = slots[-1] if slots else None
            if not isinstance(last, Choice) or last.optional:
                raise PatternSyntaxError(
                    "has a stray '?'; write it after the word that may be missing"
                )
            slots[-1] = Choice(last.phrases, optional=True)
        elif lexeme.startswith("..."):
            slots.append(_gap(lexeme))
        elif lexeme.startswith("^"):
            slots.append(Name(1 if lexeme == "^" else NAME_WORDS))
        else:
            slots.append(Choice(((_word(lexeme),),)))
    return tuple(slots)


def _phrases(lexemes: list[str]) -> tuple[tuple[Word, ...], ...]:
    phrases: list[list[str]] = [[]]
    for lexeme in lexemes:
        if lexeme in {"(", "?"} or lexeme.startswith(("...", "^")):
            raise PatternSyntaxError(f"has {lexeme!r} inside a bracket; brackets hold words only")
        if lexeme == "|":
            phrases.append([])
        else:
            phrases[-1].append(lexeme)
    if not all(phrases):
        raise PatternSyntaxError("has an empty alternative; write '(a|b)?' for 'a, b or nothing'")
    # told apart as they are written, which is what words are told apart by, and hashes faster
    return tuple(tuple(map(_word, words)) for words in dict.fromkeys(map(tuple, phrases)))


def _gap(lexeme: str) -> Gap:
    most = int(lexeme[3:] or DEFAULT_GAP)
    if not 1 <= most <= MOST_GAP:
        raise PatternSyntaxError(f"has a gap of {most}; write '...1' to '...{MOST_GAP}'")
    return Gap(most)


@lru_cache(maxsize=10_000)
def _word(lexeme: str) -> Word:
    exact, prefix = lexeme.startswith("="), lexeme.endswith("*")
    text = lexeme[1 if exact else 0 : -1 if prefix else None]
    if text != "," and not any(c.isalnum() for c in text):
        raise PatternSyntaxError(f"has {lexeme!r}, which holds no letter; take it out")
    if exact and (prefix or not text.isalnum()):
        raise PatternSyntaxError(f"has {lexeme!r}; '=' takes a single plain word, without '*'")
    if prefix and (len(text) < 3 or not text.replace("-", "").isalnum()):
        raise PatternSyntaxError(f"has {lexeme!r}; give at least three letters before '*'")
    return Word(text, exact=exact, prefix=prefix)


def _check(branch: Branch) -> None:
    if fewest_words(branch) == 0:
        raise PatternSyntaxError("can match without any word; keep one word that must be there")
    if isinstance(branch[0], Gap) or isinstance(branch[-1], Gap):
        raise PatternSyntaxError("begins or ends with a gap; put a word on either side of '...'")
    if sum(isinstance(slot, Gap) for slot in branch) > MOST_GAPS:
        raise PatternSyntaxError("has more than three gaps; split it into several patterns")
    for slot, following in pairwise(branch):
        if isinstance(slot, Gap) and not isinstance(following, Choice):
            raise PatternSyntaxError("has a gap that no word follows; put a word after '...'")
