"""What a workbook says of itself: its tables and columns, and what made them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from communique.export.cells import Cell, table_of
from communique.export.load import Dataset
from communique.export.schema import TABLES, Column

#: A row of the sheet; a row of one cell is a heading.
Row = Sequence[Cell]

_ABOUT = (
    "Tables that Communiqué made of meeting documents, a sheet each. Empty means unknown or none.",
    "A page is the PDF's own page, counted from 1: file.pdf#page=N opens it in a browser.",
    "Cells that begin with =, +, - or @ are texts; the workbook holds no formula.",
)
_SETTINGS = ("software", "libraries", "model", "taxonomy", "settings", "input", "counts")


def readme_rows(
    data: Dataset, sheets: Mapping[str, str], notes: Sequence[str] = ()
) -> Iterator[Row]:
    """The rows of the readme sheet.

    Parameters
    ----------
    data
        The dataset.
    sheets
        The title of each table's first sheet, by the table's name.
    notes
        What does not stand in the workbook as it does in the tables, a sentence each.
    """
    yield ("Communiqué: meeting documents as data",)
    for line in _ABOUT:
        yield (line, None)
    yield ()
    if notes:
        yield ("Where this workbook is not the whole",)
        for note in notes:
            yield (note, None)
        yield ()
    yield ("Tables",)
    yield ("sheet", "rows", "", "one row is")
    for name, table in TABLES.items():
        yield (sheets[name], len(data[name]), "", table.title)
    yield ()
    yield ("Columns",)
    yield ("sheet", "column", "type", "meaning")
    for name, table in TABLES.items():
        for column in table_of(table, data[name]).columns:
            yield (sheets[name], column.name, column.type, _meaning(column))
    yield ()
    if weights := data.weights:
        yield ("Weights of passages in the shares",)
        yield ("role", "weight")
        yield from weights.items()
        yield ()
    yield ("What made them",)
    yield ("part", "setting", "", "value")
    for part in _SETTINGS:
        for setting, value in _flat(data.run.get(part)):
            yield (part, setting, "", value)


def _meaning(column: Column) -> str:
    plain = " ".join(column.description.replace("`", "").split())
    return f"{plain}: {', '.join(column.values)}" if column.values else plain


def _flat(value: Any, under: str = "") -> Iterator[tuple[str, Cell]]:
    """Nested settings one by one: ``comparison.weights.priority`` is 3."""
    if isinstance(value, Mapping) and value:
        for name, inner in value.items():
            yield from _flat(inner, f"{under}.{name}" if under else str(name))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield under, value
    elif value not in (None, {}, []):
        yield under, str(value)
    else:
        yield under, "none"
