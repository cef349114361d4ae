"""Values as they are written: the text of a cell, by the rule of its column."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from communique.export.schema import Column, Table

#: Stands between the items of a list in a cell.
SEPARATOR = "; "

#: What kinds of values are the same cell where they are equal.
_TEXTS = {str, type(None)}
_TEXTS_AND_NUMBERS = {*_TEXTS, int, float}

# One for one, so that offsets into a text hold: control characters become blanks,
# halves of surrogate pairs the replacement character.
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")
_SURROGATES = re.compile("[\ud800-\udfff]")


def written(
    table: Table, column: Column, values: Sequence[Any], rejected: Counter[str]
) -> Sequence[str]:
    """The cells of a column.

    Parameters
    ----------
    table, column
        Whose they are.
    values
        What is to stand in them, mostly the same again and again.
    rejected
        Counts, by ``table.column``, the values that break the column's rule; their cells are
        empty.
    """
    kinds = set(map(type, values))
    free = column.type == "string" and not (column.values or column.pattern)
    if free and kinds == {str} and "".join(values).isprintable():  # nearly every text is
        return values
    # values that are equal make the same cell: but for 1 and 1.0, two texts of one number
    alike = _TEXTS if column.type == "string" else _TEXTS_AND_NUMBERS
    if kinds <= alike:
        told = {value: _cell(column, value) for value in set(values)}
        cells = list(map(told.__getitem__, values))
        broken = [value for value, cell in told.items() if not cell and not _missing(value)]
        lost = sum(map(values.count, broken))
    else:
        cells = [_cell(column, value) for value in values]
        both = zip(cells, values, strict=True)
        lost = sum(not cell and not _missing(value) for cell, value in both)
    if lost:
        rejected[f"{table.name}.{column.name}"] += lost
    return cells


def clean(text: str) -> str:
    """The text without control characters and broken ones, its length unchanged."""
    if text.isprintable():  # nearly every text is, and holds neither
        return text
    return _SURROGATES.sub("\ufffd", text).translate(_CONTROLS)


def _missing(value: Any) -> bool:
    if isinstance(value, float) and math.isnan(value):
        return True
    return value is None or value in ("", ())


def _cell(column: Column, value: Any) -> str:
    """A value as a cell, empty where there is none or it breaks the column's rule."""
    if value is None or value in ("", ()):
        return ""
    match column.type:
        case "string":
            return _text(column, value)
        case "integer" | "number":
            return _number(column, value)
        case "date":
            return _parsed(str(value), date.fromisoformat)
        case "time":
            return _parsed(str(value), time.fromisoformat)


def _text(column: Column, value: Any) -> str:
    if not isinstance(value, str):
        if isinstance(value, float) and math.isnan(value):
            return ""
        if isinstance(value, (tuple, list)):
            value = SEPARATOR.join(str(item) for item in value if str(item).strip())
    text = str(value)
    if column.name != "file":  # a name with a line break stays the file's name
        text = clean(text)
    if column.values and text not in column.values:
        return ""
    if column.pattern and not re.fullmatch(column.pattern, text):
        return ""
    return text


def _number(column: Column, value: Any) -> str:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return ""
    if not math.isfinite(number):
        return ""
    if column.type == "integer" and not number.is_integer():
        return ""
    if column.low is not None and number < column.low:
        return ""
    if column.high is not None and number > column.high:
        return ""
    if column.type == "integer":
        return str(int(number))
    plain = f"{number:.{column.decimals}f}".rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain


def _parsed(text: str, parse: Any) -> str:
    # "2004-07-14" and "09:30" as written, and nothing that only resembles them
    try:
        parsed = parse(text)
    except ValueError:
        return ""
    return text if str(parsed.isoformat()).startswith(text) and len(text) in (5, 10) else ""
