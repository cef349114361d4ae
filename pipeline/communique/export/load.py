"""A dataset read back: its tables as typed frames."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from communique.errors import CommuniqueError
from communique.export.guard import unguard
from communique.export.schema import TABLES, Column, Table


@dataclass(frozen=True)
class Dataset(Mapping[str, pd.DataFrame]):
    """The tables of a run as frames, by attribute or by name.

    Text is ``str`` with the empty string for unknown or none, whole numbers are
    nullable ``Int64``, other numbers ``float64``, dates ``datetime64`` with ``NaT``,
    times text such as ``"09:30"``. ``run`` tells what made the dataset, ``folder`` is
    where it lies (``None``: nowhere yet).

    Examples
    --------
    >>> data = communique.load("dataset")  # doctest: +SKIP
    >>> data.priorities.query("period == '2004'").nsmallest(3, "rank")  # doctest: +SKIP
    """

    documents: pd.DataFrame
    agenda: pd.DataFrame
    people: pd.DataFrame
    passages: pd.DataFrame
    tags: pd.DataFrame
    priorities: pd.DataFrame
    terms: pd.DataFrame
    run: Mapping[str, Any]
    folder: Path | None = None

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise KeyError(name)
        frame: pd.DataFrame = getattr(self, name)
        return frame

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)


def load(folder: Path | str) -> Dataset:
    """The dataset that a run wrote to a folder.

    Parameters
    ----------
    folder
        The folder with ``documents.csv``, ``run.json`` and the other tables.

    Raises
    ------
    CommuniqueError
        If the folder is no dataset, or a table of it is missing or spoilt.
    """
    place = Path(folder)
    try:
        run = json.loads((place / "run.json").read_text(encoding="utf-8"))
        texts = {
            # an export may begin with a byte order mark, for Excel
            name: (place / table.file).read_bytes().decode("utf-8-sig")
            for name, table in TABLES.items()
        }
    except FileNotFoundError as error:
        raise CommuniqueError(
            f"{place} is no dataset: {Path(error.filename).name} is missing",
            "make one with: communique run FOLDER --out DATASET",
        ) from error
    except (OSError, ValueError) as error:
        raise CommuniqueError(f"{place} cannot be read as a dataset ({error})") from error
    return from_texts(texts, run, place)


def from_texts(
    texts: Mapping[str, str], run: Mapping[str, Any], folder: Path | None = None
) -> Dataset:
    """A dataset from the texts of its CSV files."""
    frames = {name: frame(table, texts[name]) for name, table in TABLES.items()}
    return Dataset(**frames, run=run, folder=folder)


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
    known = {column.name: column for column in table.columns}
    columns = {}
    for place, name in enumerate(header):
        cells = [row[place] for row in rows[1:]]
        column = known.get(name, Column(name, "string", ""))
        try:
            columns[name] = _series(column, cells)
        except ValueError as error:
            raise CommuniqueError(f"{table.file}, column {name}: {error}") from error
    return pd.DataFrame(columns)


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
