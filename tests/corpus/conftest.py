"""The specimens, read once for all tests: their gold records, rows and scores."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from communique.evaluate.extraction import score_document
from communique.evaluate.gold import Gold, read_gold
from communique.evaluate.tally import Tally
from communique.export.schema import TABLES
from communique.export.tables import document_rows
from communique.extract import read
from communique.records import Document

SPECIMENS = Path(__file__).resolve().parents[2] / "corpus" / "specimens"


@dataclass(frozen=True)
class Specimen:
    """A specimen as it was read, as rows of tables, and its score against its gold record."""

    gold: Gold
    document: Document
    tables: dict[str, list[dict[str, str]]]
    tally: Tally


@cache
def read_specimens() -> dict[str, Specimen]:
    return {gold.name: _read(gold) for gold in read_gold(SPECIMENS / "expected")}


def _read(gold: Gold) -> Specimen:
    document = read(SPECIMENS / gold.file)
    rows = document_rows(document).tables
    tables = {
        name: [
            dict(zip((column.name for column in TABLES[name].columns), row, strict=True))
            for row in rows[name]
        ]
        for name in ("documents", "agenda", "people", "passages")
    }
    tally = score_document(gold, tables["documents"][0], tables)
    return Specimen(gold, document, tables, tally)


@pytest.fixture(scope="session")
def specimens() -> dict[str, Specimen]:
    return read_specimens()


@pytest.fixture(scope="session")
def folder() -> Path:
    return SPECIMENS
