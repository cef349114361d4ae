"""A dataset scored against gold records, document by document and as a whole."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from communique.errors import CommuniqueError
from communique.evaluate.agenda import score_agenda
from communique.evaluate.cover import score_cover
from communique.evaluate.gold import Gold, Item, read_gold
from communique.evaluate.passages import score_passages
from communique.evaluate.people import score_people
from communique.evaluate.tally import Tally
from communique.export.guard import unguard
from communique.export.schema import TABLES

_ORDER = {"agenda": "entry", "people": "entry", "passages": "order"}
#: Columns that tell rows apart; any other may be missing, and its fields are wrong then.
_NEEDED = {"documents": ("document", "file"), **dict.fromkeys(_ORDER, ("document",))}
_Rows = Mapping[str, Sequence[Item]]


@dataclass(frozen=True)
class Extraction:
    """Tallies by gold record and over all of them, and the records without a document."""

    documents: dict[str, Tally] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    total: Tally = field(default_factory=Tally)


def evaluate_extraction(
    dataset: Path | str, gold: Path | str, *, present_only: bool = False
) -> Extraction:
    """Score the tables of a dataset against gold records.

    Parameters
    ----------
    dataset
        The folder that a run wrote.
    gold
        A folder of gold records, one JSON file a document.
    present_only
        Leave out documents that the dataset lacks, which otherwise count as all wrong.

    Raises
    ------
    CommuniqueError
        If the dataset or a gold record cannot be read.
    """
    folder = Path(dataset)
    covers: dict[str, Item] = {}
    for row in _table(folder, "documents"):
        covers.setdefault(PurePosixPath(row["file"].replace("\\", "/")).name, row)
    tables = {name: _by_document(_table(folder, name), order) for name, order in _ORDER.items()}
    result = Extraction()
    for record in read_gold(Path(gold)):
        cover = covers.get(record.file)
        if cover is None:
            result.missing.append(record.name)
            if present_only:
                continue
        own = cover["document"] if cover else ""
        rows = {name: table.get(own, []) if cover else [] for name, table in tables.items()}
        tally = score_document(record, cover, rows)
        result.documents[record.name] = tally
        result.total.add(tally)
    return result


def score_document(gold: Gold, cover: Item | None, rows: _Rows) -> Tally:
    """Score one document's rows; ``cover`` is its row of ``documents``, if it has one."""
    tally = Tally()
    score_cover(gold, cover, tally)
    score_agenda(gold, rows["agenda"], tally)
    score_people(gold, rows["people"], tally)
    score_passages(gold, rows["passages"], tally)
    _count_contact_data(gold, [*([cover] if cover else []), *_all(rows)], tally)
    return tally


def _count_contact_data(gold: Gold, rows: Sequence[Item], tally: Tally) -> None:
    """Telephone numbers and addresses that no table may hold."""
    tally.counts["private"] += len(gold.private)
    for secret in gold.private:
        number = re.sub(r"\D", "", secret)
        for row in rows:
            for column, cell in row.items():
                if "@" in secret:
                    leaks = secret.casefold() in re.sub(r"\s", "", cell.casefold())
                else:
                    leaks = len(number) >= 8 and number[-8:] in re.sub(r"\D", "", cell)
                if leaks:
                    tally.counts["contact leaks"] += 1
                    tally.misses.append(f"contact data in the column {column}")


def _all(rows: _Rows) -> list[Item]:
    return [row for table in rows.values() for row in table]


def _table(folder: Path, name: str) -> list[dict[str, str]]:
    table = TABLES[name]
    csv.field_size_limit(2**31 - 1)
    try:
        with (folder / table.file).open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            rows = [
                {key: unguard(cell or "") for key, cell in row.items() if key} for row in reader
            ]
            lacking = [
                column for column in _NEEDED[name] if column not in (reader.fieldnames or ())
            ]
    except FileNotFoundError as error:
        raise CommuniqueError(
            f"{folder} is no dataset: {table.file} is missing",
            "make one with: communique run FOLDER --out DATASET",
        ) from error
    except (OSError, ValueError, csv.Error) as error:
        raise CommuniqueError(f"{folder / table.file} cannot be read ({error})") from error
    if lacking:
        raise CommuniqueError(f"{folder / table.file} lacks the column {lacking[0]}")
    return rows


def _by_document(rows: Sequence[Item], order: str) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for row in rows:
        found[row["document"]].append(row)
    for own in found.values():
        own.sort(key=lambda row: _number(row.get(order, "")))
    return dict(found)


def _number(cell: str) -> float:
    try:
        return float(cell or 0)
    except ValueError:
        return 0.0
