"""Cells that no spreadsheet runs as a formula, and the way back.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a
carriage return for a formula, also in quotes. Such a cell of text is written with an
apostrophe before it, the spreadsheets' own sign for "this is text". That holds for
every cell of text, a bullet such as "- skills" included: a rule without exceptions
can be undone without guessing. A cell that already begins with apostrophes before
such a character gets one more, so that :func:`unguard` gives back exactly what was
written. Cells of numbers, dates and times are never touched: -0.02 stays a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_FIRST = frozenset("'=+-@\t\r\n＝＋－＠")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def guard(text: str) -> str:
    """The text as a cell that a spreadsheet shows and does not run."""
    if text[:1] not in _FIRST:  # nearly all, which is told without the pattern
        return text
    return f"'{text}" if _RISKY.match(text) else text


def guard_all(cells: Sequence[str]) -> Sequence[str]:
    """The cells of a column, each guarded."""
    if _FIRST.isdisjoint([cell[:1] for cell in cells]):  # nearly every column
        return cells
    return list(map(guard, cells))


def unguard(cell: str) -> str:
    """The text that :func:`guard` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell
