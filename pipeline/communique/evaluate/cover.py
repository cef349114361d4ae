"""Scoring the columns of ``documents.csv``."""

from __future__ import annotations

import re
from typing import Any

from communique.evaluate.gold import Gold, Item, answers
from communique.evaluate.tally import Tally
from communique.evaluate.text import letters

_LISTS = {"language", "hosts", "action_type"}
_CODES = {"country", "kind", "status"}
_SPELT = (
    ("first", "premier", "première", "1er"),
    ("second", "deuxième", "seconde"),
    ("third", "troisième"),
    ("fourth", "quatrième"),
    ("fifth", "cinquième"),
    ("sixth", "sixième"),
    ("seventh", "septième"),
    ("eighth", "huitième"),
    ("ninth", "neuvième"),
    ("tenth", "dixième"),
)
_ORDINALS = {word: str(number) for number, names in enumerate(_SPELT, 1) for word in names}


def score_cover(gold: Gold, row: Item | None, tally: Tally) -> None:
    """Judge every column that the gold record speaks of; ``None``: the row is missing."""
    for column, wanted in gold.cover.items():
        right = row is not None and is_right(column, wanted, row.get(column) or "")
        tally.judge("cover", right)
        tally.judge(f"cover:{column}", right)
        if "" not in answers(wanted):
            tally.judge("cover filled", right)
        if not right:
            got = None if row is None else row.get(column)
            tally.misses.append(f"cover, {column}: {got!r}, not {answers(wanted)[0]!r}")


def is_right(column: str, wanted: Any, got: str) -> bool:
    """Whether a cell is one of the right answers."""
    for answer in answers(wanted):
        if answer == "*":
            return True
        if column in _LISTS and _parts(answer) == _parts(got):
            return True
        if not isinstance(answer, list) and _value(column, answer) == _value(column, got):
            return True
    return False


def _parts(value: str | list[str]) -> set[str]:
    parts = value if isinstance(value, list) else re.split(r"[;|]", value)
    return {letters(part) for part in parts if part.strip()}


def _value(column: str, text: str) -> str:
    if column in _CODES:
        return text.strip().casefold()
    if column in ("edition", "participants"):
        if digits := re.search(r"\d+", text):
            return digits[0]
        if column == "edition":
            return _ORDINALS.get(text.strip().casefold(), letters(text))
    return letters(text)
