"""Some columns of a large table, read without the others."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from communique.errors import CommuniqueError
from communique.export.frames import typed
from communique.export.schema import Table

#: So many different cells are held once each, however often they occur: ids of documents,
#: roles, headings.
_MOST_SHARED = 50_000


def read_columns(path: Path, table: Table, names: Sequence[str]) -> pd.DataFrame:
    """Columns of a table's file as a typed frame, the guard undone.

    The file is read row by row, so that what it costs is the columns that are kept.

    Parameters
    ----------
    path
        The file.
    table
        What it is.
    names
        The columns, all of them in the table.

    Raises
    ------
    CommuniqueError
        If the file cannot be read, lacks a column, or a cell does not fit its column's type.
    """
    csv.field_size_limit(max(csv.field_size_limit(), 2**31 - 1))
    same: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            header = next(rows, [])
            if missing := [name for name in names if name not in header]:
                raise CommuniqueError(f"{path.name} lacks the column {missing[0]}")
            places = [header.index(name) for name in names]
            cells: list[list[str]] = [[] for _ in names]
            for row in rows:
                for column, place in zip(cells, places, strict=True):
                    cell = row[place]
                    if len(same) < _MOST_SHARED:
                        same.setdefault(cell, cell)
                    column.append(same.get(cell, cell))
    except (OSError, UnicodeDecodeError, IndexError, csv.Error) as error:
        raise CommuniqueError(f"{path} cannot be read ({error})") from error
    columns = {}
    for name, column in zip(names, cells, strict=True):
        columns[name] = typed(table, name, column)
        column.clear()
    return pd.DataFrame(columns)
