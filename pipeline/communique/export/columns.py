"""Some columns of a large table, read without the others."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow.csv import ConvertOptions, ParseOptions, ReadOptions, read_csv

from communique.errors import CommuniqueError
from communique.export.frames import typed
from communique.export.guard import unguard
from communique.export.schema import Table

#: Bytes that are read at a time; a file with a longer row is read at once, up to the second.
_AT_A_TIME, _MOST_AT_ONCE = 1 << 25, (1 << 31) - 1
_TEXT = pa.large_string()
_AS_TEXT = pd.StringDtype(na_value=np.nan)


def read_columns(path: Path, table: Table, names: Sequence[str]) -> pd.DataFrame:
    """Columns of a table's file as a typed frame, the guard undone.

    What it costs is the columns that are kept, text as its bytes alone.

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
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            header = next(csv.reader(stream), [])
        if missing := [name for name in names if name not in header]:
            raise CommuniqueError(f"{path.name} lacks the column {missing[0]}")
        try:
            found = _read(path, names, _AT_A_TIME)
        except pa.ArrowInvalid:  # which does not tell a long row from a broken one
            found = _read(path, names, min(path.stat().st_size, _MOST_AT_ONCE))
    except (OSError, ValueError, csv.Error) as error:
        raise CommuniqueError(f"{path} cannot be read ({error})") from error
    cells = found.to_pandas(types_mapper={_TEXT: _AS_TEXT}.get)
    types = {column.name: column.type for column in table.columns}
    return pd.DataFrame(
        {
            name: _unguarded(cells[name])
            if types[name] == "string"
            else typed(table, name, cells[name].tolist())
            for name in names
        }
    )


def _read(path: Path, names: Sequence[str], at_a_time: int) -> pa.Table:
    """The cells of some columns as they stand in the file."""
    with path.open("rb") as content:
        return read_csv(
            content,
            ReadOptions(use_threads=False, block_size=at_a_time),
            ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            ConvertOptions(column_types=dict.fromkeys(names, _TEXT), include_columns=list(names)),
        )


def _unguarded(cells: pd.Series[Any]) -> pd.Series[Any]:
    guarded = cells.str.startswith("'")
    return cells.where(~guarded, cells[guarded].map(unguard)) if guarded.any() else cells
