"""The description of a dataset: ``datapackage.json`` and ``run.json``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from communique.export.schema import ALL_TABLES, Column, Table

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_FORMATS = {"date": "%Y-%m-%d", "time": "%H:%M"}
#: Libraries whose version can change what a run finds.
_READERS = ("pdfplumber", "pypdfium2", "spacy", "spacy-lookups-data")


@dataclass(frozen=True, slots=True)
class Written:
    """A file that is written already: the SHA-256 of its content in hex, and its size."""

    sha256: str
    bytes: int


def datapackage(
    texts: Mapping[str, str | Written], tables: Mapping[str, Table] = ALL_TABLES
) -> dict[str, Any]:
    """The Data Package (version 2) that describes the tables.

    Parameters
    ----------
    texts
        The text of each table's CSV file, or what was written, by the table's name.
    tables
        What the tables are, by name.
    """
    return {
        "$schema": _PROFILE,
        "name": "communique-dataset",
        "title": "Meeting documents as data: agendas, passages, themes and priorities",
        "resources": [_resource(tables[name], text) for name, text in texts.items()],
    }


def run_record(
    *,
    documents: Iterable[tuple[str, str]],
    counts: Mapping[str, int],
    settings: Mapping[str, Any],
    taxonomy: Mapping[str, Any],
    model: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What made a dataset, without clock time or machine: the same run gives the same record.

    Parameters
    ----------
    documents
        File name and content hash of every input file.
    counts
        Rows by table and documents by status.
    settings
        What the run was asked to do.
    taxonomy, model
        What identifies the taxonomy and the model; ``None``: rules alone.
    """
    files = sorted(documents)
    listing = "".join(f"{sha256}  {file}\n" for file, sha256 in files)
    return {
        "software": {"name": "communique", "version": software_version()},
        "libraries": {name: metadata.version(name) for name in _READERS},
        "model": dict(model) if model else None,
        "taxonomy": dict(taxonomy),
        "settings": dict(settings),
        "input": {
            "files": len(files),
            "fingerprint": "sha256:" + hashlib.sha256(listing.encode()).hexdigest(),
        },
        "counts": dict(counts),
    }


def recorded(run: Any, *steps: str) -> Mapping[str, Any]:
    """A part of what ``run.json`` says, a step inwards for each key; empty where it says none."""
    found = run
    for step in steps:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def software_version() -> str:
    """The installed version of communique."""
    return metadata.version("communique")


def json_text(record: Mapping[str, Any]) -> str:
    """A record as the text of a JSON file."""
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table, text: str | Written) -> dict[str, Any]:
    written = text if isinstance(text, Written) else _written(text.encode("utf-8"))
    return {
        "name": table.name,
        "type": "table",
        "path": table.file,
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "hash": f"sha256:{written.sha256}",
        "bytes": written.bytes,
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "schema": _schema(table),
    }


def _written(content: bytes) -> Written:
    return Written(hashlib.sha256(content).hexdigest(), len(content))


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.foreign:
        schema["foreignKeys"] = [
            {
                "fields": [key.column],
                "reference": {"resource": key.table, "fields": [key.reference]},
            }
            for key in table.foreign
        ]
    return schema


def _field(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.description,
    }
    if column.type in _FORMATS:
        described["format"] = _FORMATS[column.type]
    if column.constraints:
        described["constraints"] = column.constraints
    return described
