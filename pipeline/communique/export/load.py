"""A dataset read back: its tables as typed frames."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError
from communique.export.guard import unguard
from communique.export.package import recorded
from communique.export.schema import TABLES, Table

if TYPE_CHECKING:
    import pandas as pd

#: An address, or what a path makes of one; a drive of Windows has one letter.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")


@dataclass(frozen=True)
class Dataset(Mapping[str, "pd.DataFrame"]):
    """The tables of a run as frames, by attribute or by name.

    Text is ``str`` with the empty string for unknown or none, whole numbers are
    nullable ``Int64``, other numbers ``float64``, dates ``datetime64`` with ``NaT``,
    times text such as ``"09:30"``. ``run`` tells what made the dataset, ``folder`` is
    where it lies (``None``: nowhere yet). Of a dataset that a run has just written, a
    table is read when it is first asked for.

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

    @property
    def weights(self) -> Mapping[str, float] | None:
        """The weight that the run gave to each role in its comparison, if its record tells."""
        return dict(recorded(self.run, "settings", "comparison", "weights")) or None

    def __getattr__(self, name: str) -> Any:
        # asked for what is not there yet: a table of a dataset made by :func:`opened`
        if name not in TABLES or self.__dict__.get("folder") is None:
            raise AttributeError(name)
        table = _read_table(self.__dict__["folder"], TABLES[name])
        object.__setattr__(self, name, table)
        return table

    def cells(self, name: str, *columns: str) -> Iterator[tuple[str, ...]]:
        """Cells of a table as text, row by row, the guard undone.

        Of a table that a run has just written and nobody has asked for, no frame is made,
        for which pandas would have to be loaded.

        Raises
        ------
        CommuniqueError
            If its file cannot be read.
        """
        frame = self.__dict__.get(name)
        if frame is not None:
            told = frame[list(columns)].astype(object).where(frame[list(columns)].notna(), "")
            yield from (tuple(map(str, row)) for row in told.itertuples(index=False))
            return
        table = TABLES[name]
        places = [table.header.index(column) for column in columns]
        rows = csv.reader(io.StringIO(_text_of(self.__dict__["folder"], table), newline=""))
        for row in islice(rows, 1, None):
            yield tuple(unguard(row[place]) for place in places)

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
    if _ADDRESS.match(str(folder)):
        raise CommuniqueError(
            f"{folder} is an address; a dataset is read from a folder of this machine",
            "copy it there first, with the store's own tools",
        )
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


def opened(folder: Path, run: Mapping[str, Any]) -> Dataset:
    """The dataset in a folder, each of its tables to be read when it is first asked for.

    Parameters
    ----------
    folder
        Where the tables lie.
    run
        What its ``run.json`` says.
    """
    found = object.__new__(Dataset)
    object.__setattr__(found, "run", run)
    object.__setattr__(found, "folder", folder)
    return found


def from_texts(
    texts: Mapping[str, str], run: Mapping[str, Any], folder: Path | None = None
) -> Dataset:
    """A dataset from the texts of its CSV files."""
    from communique.export.frames import frame  # noqa: PLC0415 - it loads pandas

    frames = {name: frame(table, texts[name]) for name, table in TABLES.items()}
    return Dataset(**frames, run=run, folder=folder)


def _read_table(folder: Path, table: Table) -> pd.DataFrame:
    from communique.export.frames import frame  # noqa: PLC0415 - it loads pandas

    return frame(table, _text_of(folder, table))


def _text_of(folder: Path, table: Table) -> str:
    try:
        return (folder / table.file).read_bytes().decode("utf-8")
    except OSError as error:
        raise CommuniqueError(
            f"{folder / table.file} cannot be read ({error.strerror})",
            "make the dataset again with: communique run",
        ) from error
