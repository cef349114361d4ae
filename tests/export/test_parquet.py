from __future__ import annotations

import io
from datetime import date, time

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from communique.export.load import Dataset
from communique.export.parquet import parquet_bytes
from communique.export.schema import TABLES


def read(data: Dataset, name: str) -> pa.Table:
    return pq.read_table(io.BytesIO(parquet_bytes(TABLES[name], data[name])))


def test_columns_are_typed() -> None:
    assert {column.type for table in TABLES.values() for column in table.columns} == {
        "string",
        "integer",
        "number",
        "date",
        "time",
    }


def test_cells_are_what_they_were(data: Dataset) -> None:
    seoul, _, _, broken = read(data, "documents").to_pylist()
    assert seoul["start_date"] == date(2004, 7, 14)
    assert seoul["year"] == 2004
    assert seoul["file"] == '2004/Séoul,\n"a".pdf'
    assert broken["year"] is None
    assert broken["title"] is None
    first, second = read(data, "agenda").to_pylist()
    assert (first["title"], first["start"], first["end"]) == ("=Opening", time(9), None)
    assert (second["parent"], second["date"]) == (1, None)
    assert read(data, "priorities").to_pylist()[0]["change"] == -0.02


@pytest.mark.parametrize("name", TABLES)
def test_the_schema_is_the_tables(data: Dataset, name: str) -> None:
    schema = read(data, name).schema
    assert schema.names == list(TABLES[name].header)
    for column in TABLES[name].columns:
        field = schema.field(column.name)
        kinds = {"string": "string", "integer": "int64", "number": "double", "date": "date32[day]"}
        assert str(field.type) == kinds.get(column.type, "time32[ms]")
        assert field.nullable is not column.required
        assert field.metadata[b"description"].decode() == column.description
    assert schema.metadata[b"title"].decode() == TABLES[name].title


def test_pandas_reads_it_without_being_told(data: Dataset) -> None:
    found = pd.read_parquet(io.BytesIO(parquet_bytes(TABLES["passages"], data.passages)))
    assert found["text"].tolist() == data.passages["text"].tolist()
    assert found["bottom"].tolist() == [4.25, 4.0]
