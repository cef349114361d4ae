"""A workbook's cells that hold text and stay text whatever it begins with."""

from __future__ import annotations

import re
from typing import Any

from communique.export.guard import guard

# What Excel would take for an escaped character.
_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def set_text(cell: Any, text: str) -> None:
    """Put a text into a cell, by hand: what openpyxl guesses makes formulas of texts."""
    cell._value = _LIKE_ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    if guard(text) != text:
        cell.quotePrefix = True  # stays text when somebody edits it
