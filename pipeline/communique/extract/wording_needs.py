"""Which words a text must hold for a regular expression to match in it.

Read off the expression's syntax tree, with what Python's own parser makes of it. Where that
is not to be had, or the expression says too little, nothing is needed: it is always tried.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

#: Words are told apart by so many letters from their beginning.
KEY_LENGTH = 4
#: More strings than this are not kept apart.
_MOST = 64
_COMMON_WORDS = """
that this these with have been from their were will which would should they there the and for are
was has had not its of to in on is be a an as at by or it we
dans pour avec cette leur leurs sont est les des une ont par sur qui que la le de du et en
"""
#: Words that most texts hold, which rule out little.
_COMMON = frozenset(_COMMON_WORDS.split())
#: What each character counts as: a small letter or a digit; a blank stands for all signs.
#: Other letters are left out, since more than one may count as the same in any case.
_LETTERS = {
    code: low if low.isalnum() else " "
    for code in (*range(0x20, 0x7F), *range(0xC0, 0x17F), *range(0x2010, 0x2027))
    if re.fullmatch(r"[a-z0-9à-öø-ÿ]|\W", low := chr(code).lower())
}
# In the strings below, "#" stands where a word may begin or has ended, "*" for anything.
_TOKEN = re.compile(r"[^\W_*#]+")


@dataclass(frozen=True, slots=True)
class Needs:
    """What an expression cannot match without.

    Attributes
    ----------
    rarest
        Beginnings of words, one of which a text must hold; empty: nothing is known.
    others
        More such sets.
    first
        Beginnings of words, with one of which each match begins; ``None``: unknown.
    at_start
        Whether it can only match at the beginning of a text.
    """

    rarest: frozenset[str] = frozenset()
    others: tuple[frozenset[str], ...] = ()
    first: frozenset[str] | None = None
    at_start: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """What a part of an expression tells.

    ``exact`` are all strings that it can match (``None``: too many), ``needs`` sets of
    words with their rarity, ``open_end`` whether a word may go on behind it. What needs and
    first words follow from the strings is worked out where it is wanted (see `_told`).
    """

    exact: frozenset[str] | None
    needs: tuple[tuple[int, frozenset[str]], ...] = ()
    open_end: bool = True
    first: frozenset[str] | None = None


def needs_of(expression: str) -> Needs:
    """What a text must hold for an expression to match in it, in any case, at a word's start."""
    try:
        parser = importlib.import_module("re._parser")
        tree = parser.parse(expression, re.IGNORECASE).data
    except (ImportError, AttributeError):
        return Needs()
    part = _told(_sequence(tree, "#"), "#")
    ranked = sorted(part.needs, key=lambda need: (-need[0], len(need[1]), sorted(need[1])))
    found = [keys for _, keys in ranked]
    at_start = bool(tree) and str(tree[0][0]) == "AT" and str(tree[0][1]) == "AT_BEGINNING"
    return Needs(
        rarest=found[0] if found else frozenset(),
        others=tuple(found[1:4]),
        first=part.first,
        at_start=at_start,
    )


def _sequence(items: Iterable[Any], left: str) -> _Part:
    """What a sequence tells where ``left`` ("#" or "*") stands before it."""
    run, begun = frozenset([""]), left
    needs: list[tuple[int, frozenset[str]]] = []
    first: frozenset[str] | None = None
    whole = True
    letters = ""  # taken together, since most of an expression is plain words
    for item in (*items, None):
        if item is not None and item[0].name == "LITERAL" and item[1] in _LETTERS:
            letters += _LETTERS[item[1]]
            continue
        if letters:
            run, letters = frozenset([string + letters for string in run]), ""
        if item is None:
            break
        here = "#" if all(_closed(begun + string) for string in run) else "*"
        part = _element(item, here)
        if part.exact is not None and len(run) * len(part.exact) <= _MOST:
            run = frozenset(a + b for a in run for b in part.exact)
            continue
        needs += _needs([f"{begun}{string}*" for string in run])
        if whole:
            first = _first(run, left, part)
            whole = False
        if part.exact is not None:
            run, begun = part.exact, here
        else:
            needs += part.needs
            run, begun = frozenset([""]), "*" if part.open_end else "#"
    open_end = not all(_closed(begun + string) for string in run)
    if whole:
        return _Part(run, (), open_end)
    needs += _needs([f"{begun}{string}*" for string in run])
    return _Part(None, tuple(needs), open_end, first)


def _told(part: _Part, left: str) -> _Part:
    """A part with what its strings tell, where ``left`` stands before them."""
    if part.exact is None:
        return part
    needs = _needs([f"{left}{string}*" for string in part.exact])
    return _Part(part.exact, tuple(needs), part.open_end, _first(part.exact, left, None))


def _first(run: Iterable[str], left: str, behind: _Part | None) -> frozenset[str] | None:
    """The beginnings of the first words of strings, or of what stands behind an empty one."""
    keys: set[str] = set()
    for string in run:
        if string.strip("#") or behind is None:
            found = _first_word(f"{left}{string}*")
        elif behind.exact is None:
            found = behind.first
        else:
            found = _first(behind.exact, left, None)
        if not found:
            return None
        keys |= found
    return frozenset(keys)


def _first_word(string: str) -> frozenset[str] | None:
    begin = len(string) - len(string.lstrip("#"))
    at = _TOKEN.match(string, begin) if begin else None
    word = _whole_word(string, at) if at else ""
    return frozenset([word[:KEY_LENGTH]]) if word else None


def _closed(string: str) -> bool:
    """Whether no word goes on behind a string."""
    return string[-1] == "#" or not (string[-1].isalnum() or string[-1] in "_*")


def _element(item: Any, left: str) -> _Part:
    name, value = item[0].name, item[1]
    if name == "IN":
        if all(kind.name == "LITERAL" and code in _LETTERS for kind, code in value):
            return _Part(frozenset([_LETTERS[code] for _, code in value]))
        only = [str(what) for _, what in value]
        return _Part(frozenset([" "]) if only == ["CATEGORY_SPACE"] else None)
    if name == "AT":
        return _Part(frozenset(["" if str(value) == "AT_NON_BOUNDARY" else "#"]))
    if name in ("ASSERT", "ASSERT_NOT"):
        return _Part(frozenset([""]))
    if name == "SUBPATTERN":
        return _sequence(value[-1].data, left)
    if name == "BRANCH":
        return _branches([_sequence(branch.data, left) for branch in value[1]], left)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, items = value
        return _repeated(least, most, _sequence(items.data, left), left)
    return _Part(None)


def _branches(parts: Sequence[_Part], left: str) -> _Part:
    strings = frozenset[str]().union(*(part.exact or () for part in parts))
    if all(part.exact is not None for part in parts) and len(strings) <= _MOST:
        return _Part(strings)
    parts = [_told(part, left) for part in parts]
    best = [max(part.needs, key=lambda need: need[0], default=None) for part in parts]
    needs = [need for need in best if need is not None]
    firsts = [part.first for part in parts if part.first is not None]
    return _Part(
        None,
        ((min(rarity for rarity, _ in needs), _union(keys for _, keys in needs)),)
        if len(needs) == len(parts)
        else (),
        any(part.open_end for part in parts),
        _union(firsts) if len(firsts) == len(parts) else None,
    )


def _repeated(least: int, most: int, part: _Part, left: str) -> _Part:
    if part.exact is not None and most == 1:
        return _Part(part.exact if least else part.exact | {""})
    closed = not part.open_end and (least > 0 or left == "#")
    if least == 0:
        return _Part(None, (), not closed)
    part = _told(part, left)
    return _Part(None, part.needs, not closed, part.first)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


def _needs(strings: Sequence[str]) -> list[tuple[int, frozenset[str]]]:
    """The rarest, the first and the last word of each string, and how rare the commonest is."""
    sides: list[tuple[str, str, str]] = []
    for string in strings:
        words = [word for at in _TOKEN.finditer(string) if (word := _whole_word(string, at))]
        if not words:
            return []
        sides.append((max(words, key=_rarity), words[0], words[-1]))
    needs: dict[frozenset[str], int] = {}
    for side in zip(*sides, strict=True):
        needs.setdefault(frozenset(word[:KEY_LENGTH] for word in side), min(map(_rarity, side)))
    return [(rarity, keys) for keys, rarity in needs.items()]


def _rarity(word: str) -> int:
    return 1 if word in _COMMON else min(len(word), 9)


def _whole_word(string: str, at: re.Match[str]) -> str:
    """A word that begins where a word may begin, and ends there unless it is long; or nothing."""
    word, before, behind = at.group(), string[at.start() - 1], string[at.end()]
    if before in "*_" or (behind in "*_" and len(word) < KEY_LENGTH):
        return ""
    return word
