"""The cells of a frame as plain typed values: what a typed file is written from."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, time
from typing import Any, TypeAlias

import pandas as pd

from communique.errors import CommuniqueError
from communique.export.schema import Column, Table
from communique.export.tables import cells, table_text

#: A cell: text, a whole number, a number, a day, a time of day, or nothing.
Cell: TypeAlias = "str | int | float | date | time | None"

#: The description of a column that a table does not know.
FOREIGN = "A column that this version of Communiqué does not know"


def table_of(table: Table, frame: pd.DataFrame) -> Table:
    """The table with the columns of a frame, in its order; those that are not its own are text.

    Raises
    ------
    CommuniqueError
        If the frame lacks a column of the table.
    """
    names = [str(name) for name in frame.columns]
    if missing := [name for name in table.header if name not in names]:
        raise CommuniqueError(f"the table {table.name} lacks the column {missing[0]}")
    known = {column.name: column for column in table.columns}
    columns = tuple(known.get(name) or Column(name, "string", FOREIGN) for name in names)
    return replace(table, columns=columns)


def values(column: Column, series: pd.Series[Any]) -> list[Cell]:
    """The cells of a column, typed; ``None`` where it is empty.

    Parameters
    ----------
    column
        What the column holds.
    series
        Its cells, as :func:`communique.load` gives them.

    Raises
    ------
    CommuniqueError
        If a cell does not fit the column's type; the message names its row, from 1.
    """
    found: list[Cell] = []
    for row, given in enumerate(series.tolist(), start=1):
        try:
            found.append(_cell(column, given))
        except (TypeError, ValueError) as error:
            raise CommuniqueError(
                f"row {row} of the column {column.name} holds {str(given)[:40]!r}, "
                f"which is no {column.type}"
            ) from error
    return found


def frame_text(table: Table, frame: pd.DataFrame) -> str:
    """A frame as the text of its CSV file: what a run wrote comes back to the byte.

    Parameters
    ----------
    table
        The table with the frame's columns (:func:`table_of`).
    frame
        Its rows, as :func:`communique.load` gives them.

    Raises
    ------
    CommuniqueError
        If a cell breaks its column's rule.
    """
    written = [
        [cell.strftime("%H:%M") if isinstance(cell, time) else cell for cell in found]
        for found in (values(column, frame[column.name]) for column in table.columns)
    ]
    rejected: Counter[str] = Counter()
    rows = [
        cells(table, dict(zip(table.header, row, strict=True)), rejected)
        for row in zip(*written, strict=True)
    ]
    if rejected:
        name = min(rejected)
        raise CommuniqueError(
            f"{rejected[name]} cells of {name} hold what the column does not allow",
            "see datapackage.json for what it allows",
        )
    return table_text(table, rows)


def _cell(column: Column, given: object) -> Cell:
    if given is None or given is pd.NA or given is pd.NaT or given == "" or given != given:  # noqa: PLR0124 - NaN
        return None
    match column.type:
        case "string":
            return str(given)
        case "integer":
            return int(str(given))
        case "number":
            return float(str(given))
        case "date":
            return pd.Timestamp(str(given)).date()
        case "time":
            return time.fromisoformat(str(given))
