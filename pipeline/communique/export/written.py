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

#: What kinds of values a column of numbers mostly holds.
_NUMBERS = {"integer": int, "number": float}
#: Up to here a number with a point tells every whole one.
_EXACT = 2**53

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
    if len(kinds) == 1:
        cells = _of_one_kind(column, values)
        if cells is not None:  # as nearly every column
            return cells
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


def _of_one_kind(column: Column, values: Sequence[Any]) -> Sequence[str] | None:
    """The cells of values of one type that all obey their column's rule, where that is plain."""
    first, count = values[0], len(values)
    if first is None:
        return [""] * count
    if type(first) is str:
        if column.type != "string" or column.values or column.pattern:
            return None if first or any(values) else values
        whole = first if values.count(first) == count else "".join(values)
        return values if whole.isprintable() else None
    if type(first) is not _NUMBERS.get(column.type):
        return None
    low, high = min(values), max(values)
    if (
        (column.low is not None and low < column.low)
        or (column.high is not None and high > column.high)
        or not -_EXACT <= low <= high <= _EXACT
        or math.isnan(sum(values))  # which is neither less nor more than anything
    ):
        return None
    return list(map(str, values)) if column.type == "integer" else _plain(column, values)


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
    (plain,) = _plain(column, [number])
    return plain


def _plain(column: Column, numbers: Sequence[float]) -> list[str]:
    """Finite numbers as they are written, without more digits than they need."""
    form = f".{column.decimals}f"
    plain = [format(number, form).rstrip("0").rstrip(".") for number in numbers]
    return ["0" if cell == "-0" else cell for cell in plain] if "-0" in plain else plain


def _parsed(text: str, parse: Any) -> str:
    # "2004-07-14" and "09:30" as written, and nothing that only resembles them
    try:
        parsed = parse(text)
    except ValueError:
        return ""
    return text if str(parsed.isoformat()).startswith(text) and len(text) in (5, 10) else ""
