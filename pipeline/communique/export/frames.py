"""The text of a table's CSV file as a typed frame."""

from __future__ import annotations

import csv
import io
from typing import Any

import pandas as pd

from communique.errors import CommuniqueError
from communique.export.guard import unguard
from communique.export.schema import Column, Table


def frame(table: Table, text: str) -> pd.DataFrame:
    """The text of a table's CSV file as a typed frame, the guard undone.

    Columns that the schema does not know are kept as text.

    Raises
    ------
    CommuniqueError
        If a column is missing or a cell does not fit its column's type.
    """
    csv.field_size_limit(max(csv.field_size_limit(), 2**31 - 1))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    header = rows[0] if rows else []
    if missing := [name for name in table.header if name not in header]:
        raise CommuniqueError(f"{table.file} lacks the column {missing[0]}")
    if any(len(row) != len(header) for row in rows):
        raise CommuniqueError(f"{table.file} has a row that is longer or shorter than its header")
    columns = {
        name: typed(table, name, [row[place] for row in rows[1:]])
        for place, name in enumerate(header)
    }
    return pd.DataFrame(columns)


def typed(table: Table, name: str, cells: list[str]) -> pd.Series[Any]:
    """The cells of a column of a table, typed, the guard undone.

    Raises
    ------
    CommuniqueError
        If a cell does not fit its column's type.
    """
    known = {column.name: column for column in table.columns}
    try:
        return _series(known.get(name, Column(name, "string", "")), cells)
    except ValueError as error:
        raise CommuniqueError(f"{table.file}, column {name}: {error}") from error


def _series(column: Column, cells: list[str]) -> pd.Series[Any]:
    match column.type:
        case "integer":
            return pd.Series([int(cell) if cell else None for cell in cells], dtype="Int64")
        case "number":
            return pd.Series([float(cell) if cell else None for cell in cells], dtype="float64")
        case "date":
            days = pd.to_datetime(
                pd.Series(cells, dtype="str").replace("", None), format="%Y-%m-%d"
            )
            return days.astype("datetime64[s]")
        case "time":
            return pd.Series(cells, dtype="str")
        case "string":
            return pd.Series([unguard(cell) for cell in cells], dtype="str")
