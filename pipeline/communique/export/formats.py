"""The forms in which a dataset can be given to others, and the files that each makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.errors import CommuniqueError
from communique.export.load import Dataset
from communique.export.package import datapackage, json_text
from communique.export.schema import TABLES

if TYPE_CHECKING:
    from communique.export.references import Reference

#: The forms by name, in the order in which they are written.
FORMATS = ("csv", "parquet", "xlsx", "bibtex", "csl")
WORKBOOK, BIBTEX, CSL = "dataset.xlsx", "documents.bib", "documents.csl.json"
#: Every file that the forms other than CSV make.
FILES = frozenset({WORKBOOK, BIBTEX, CSL, *(f"{name}.parquet" for name in TABLES)})
#: What a CSV file may begin with, so that Excel knows it for UTF-8.
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Exported:
    """Files by name, and what does not stand in them as in the dataset, a sentence each."""

    files: Mapping[str, bytes]
    notes: tuple[str, ...] = ()


def formats_named(names: Iterable[str]) -> tuple[str, ...]:
    """The forms by the names given, each once and in their own order.

    Raises
    ------
    CommuniqueError
        If there is no such form, or none is named.
    """
    given = [name.strip().casefold() for name in names]
    if unknown := [name for name in given if name not in FORMATS]:
        raise CommuniqueError(
            f"there is no format {unknown[0]!r}", f"choose of {', '.join(FORMATS)}"
        )
    if not given:
        raise CommuniqueError("no format is named", f"choose of {', '.join(FORMATS)}")
    return tuple(name for name in FORMATS if name in given)


def exported(
    data: Dataset, formats: Iterable[str] = FORMATS, *, byte_order_mark: bool = False
) -> Exported:
    """A dataset as files of the forms named; the same dataset gives the same bytes.

    Parameters
    ----------
    data
        The dataset.
    formats
        Of :data:`FORMATS`: ``csv`` (the tables as a run writes them, and their
        ``datapackage.json``), ``parquet`` (a file a table), ``xlsx`` (one workbook),
        ``bibtex`` and ``csl`` (the documents as references).
    byte_order_mark
        Begin CSV files with the mark by which Excel knows UTF-8.

    Raises
    ------
    CommuniqueError
        If there is no such form, or a table lacks a column or holds a cell that does
        not fit its column.
    """
    files: dict[str, bytes] = {}
    notes: list[str] = []
    # each format's library is loaded for that format alone
    for name in formats_named(formats):
        match name:
            case "csv":
                files |= _csv(data, byte_order_mark)
            case "parquet":
                from communique.export.parquet import parquet_bytes  # noqa: PLC0415

                for table in TABLES.values():
                    files[f"{table.name}.parquet"] = parquet_bytes(table, data[table.name])
            case "xlsx":
                from communique.export.workbook import workbook  # noqa: PLC0415

                made = workbook(data)
                files[WORKBOOK] = made.content
                notes += made.notes
            case "bibtex":
                from communique.export.bibtex import bibtex_text  # noqa: PLC0415

                files[BIBTEX] = bibtex_text(_references(data)).encode("utf-8")
            case "csl":
                from communique.export.csl import csl_text  # noqa: PLC0415

                files[CSL] = csl_text(_references(data)).encode("utf-8")
    if files.keys() & {BIBTEX, CSL} and (left := len(data.documents) - len(_references(data))):
        what = "document stands" if left == 1 else "documents stand"
        notes.append(
            f"{left} {what} in no list of references: not readable, or the same as another."
        )
    return Exported(files, tuple(notes))


def _references(data: Dataset) -> tuple[Reference, ...]:
    from communique.export.references import references  # noqa: PLC0415

    return references(data.documents)


def _csv(data: Dataset, byte_order_mark: bool) -> dict[str, bytes]:
    from communique.export.cells import frame_text, table_of  # noqa: PLC0415

    mark = BYTE_ORDER_MARK if byte_order_mark else ""
    tables = {name: table_of(table, data[name]) for name, table in TABLES.items()}
    texts = {name: mark + frame_text(table, data[name]) for name, table in tables.items()}
    made = {tables[name].file: text for name, text in texts.items()}
    made["datapackage.json"] = json_text(datapackage(texts, tables))
    return {name: text.encode("utf-8") for name, text in made.items()}
