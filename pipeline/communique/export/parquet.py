"""Tables as Parquet files: typed columns that other programs read without being told how.

Texts are strings, whole numbers 64-bit integers, other numbers doubles, dates ``date32``
and times ``time32``; what is unknown or none is null, in columns of text too. Each column
carries its description, the file its table's title, as metadata. Snappy is the compression
that every reader of Parquet has.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, time
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from communique.export.cells import table_of, values
from communique.export.schema import Column, Table

_TYPES: dict[str, Any] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "time": pa.time32("ms"),
}


def parquet_bytes(table: Table, frame: pd.DataFrame) -> bytes:
    """A table of a dataset as a Parquet file; the same rows give the same bytes.

    Parameters
    ----------
    table
        What the table is.
    frame
        Its rows, as :func:`communique.load` gives them. Columns that the table does not
        know are written as text.
    """
    columns = table_of(table, frame).columns
    made = pa.Table.from_arrays(
        [_array(column, values(column, frame[column.name])) for column in columns],
        schema=pa.schema([_field(column) for column in columns], metadata={"title": table.title}),
    )
    target = io.BytesIO()
    pq.write_table(made, target, compression="snappy")
    return target.getvalue()


def _field(column: Column) -> pa.Field[Any]:
    about = {"description": column.description} if column.description else None
    return pa.field(column.name, _TYPES[column.type], nullable=not column.required, metadata=about)


def _array(
    column: Column, found: Sequence[str | int | float | date | time | None]
) -> pa.Array[Any]:
    return pa.array(found, type=_TYPES[column.type])
