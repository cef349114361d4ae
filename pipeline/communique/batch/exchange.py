"""A taxonomy out to other programs and in from them: SKOS in Turtle, and sheets."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from communique.batch.place import is_ours, staged, write, write_file
from communique.batch.taxonomies import read_taxonomy
from communique.errors import CommuniqueError
from communique.export.guard import guard
from communique.export.tables import csv_text
from communique.export.written import clean
from communique.tag.skos import turtle_text
from communique.tag.taxonomy import Taxonomy
from communique.tag.taxonomy_files import MADE_BY, SHEET_HEADER, sheet_rows, yaml_files
from communique.tag.thesaurus import ThesaurusError, read_thesaurus
from communique.tag.turtle import TurtleError, read_turtle

#: Bytes of a thesaurus that are read.
MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Imported:
    """How much came in, and what is to be mended in it, a line each."""

    families: int
    themes: int
    notes: tuple[str, ...]


def export_taxonomy(folder: Path | None, out: Path, *, force: bool = False) -> Taxonomy:
    """Write a taxonomy to one file, as SKOS (``.ttl``) or as a sheet (``.csv``).

    Parameters
    ----------
    folder
        The taxonomy, ``None``: the packaged one.
    out
        The file; its ending says which form. The same taxonomy gives the same bytes.
    force
        Replace a file that is there.

    Raises
    ------
    CommuniqueError
        If the taxonomy cannot be read, the ending is another, or the file is there or
        cannot be written.
    """
    ending = out.suffix.casefold()
    if ending not in {".ttl", ".csv"}:
        raise CommuniqueError(
            f"{out} ends neither in .ttl nor in .csv",
            "end it in .ttl for SKOS, in .csv for a spreadsheet",
        )
    taxonomy = read_taxonomy(folder)
    text = turtle_text(taxonomy) if ending == ".ttl" else sheet_text(taxonomy)
    write_file(out, text, force=force)
    return taxonomy


def import_taxonomy(file: Path, out: Path, *, force: bool = False) -> Imported:
    """Make a taxonomy's folder of a thesaurus in SKOS.

    Parameters
    ----------
    file
        A Turtle file (``.ttl``) of at most :data:`MOST_BYTES` bytes; nothing that it
        names is fetched.
    out
        The folder to write. It may be missing or empty; with ``force`` it may hold a
        taxonomy that was imported before, and nothing else.
    force
        Replace that taxonomy.

    Raises
    ------
    CommuniqueError
        If the file is no thesaurus in Turtle, or the folder cannot be written.
    """
    text = _turtle(file)
    try:
        reading = read_thesaurus(read_turtle(text))
    except TurtleError as error:
        raise CommuniqueError(f"{file} is no sound Turtle, {error}") from error
    except ThesaurusError as error:
        raise CommuniqueError(f"{file} makes no taxonomy, {error}") from error
    taxonomy = reading.taxonomy
    _write_folder(out, yaml_files(taxonomy), force=force, source=file)
    return Imported(len(taxonomy.families), len(taxonomy.themes), reading.notes)


def sheet_text(taxonomy: Taxonomy) -> str:
    """The taxonomy as a CSV file, a row a theme and language; patterns stand one a line."""
    return csv_text(
        SHEET_HEADER,
        (
            [guard("\n".join(map(clean, cell.split("\n")))) for cell in row]
            for row in sheet_rows(taxonomy)
        ),
    )


def _turtle(file: Path) -> str:
    if file.suffix.casefold() != ".ttl":
        raise CommuniqueError(f"{file} is no Turtle file (.ttl)", "save the thesaurus as Turtle")
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommuniqueError(f"{file} cannot be read ({error.strerror})") from error
    if len(content) > MOST_BYTES:
        raise CommuniqueError(
            f"{file} is larger than {MOST_BYTES // 10**6} MB", "take a part of the thesaurus"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommuniqueError(f"{file} is not UTF-8", "save it as UTF-8") from error


def _write_folder(out: Path, texts: dict[str, str], *, force: bool, source: Path) -> None:
    """Write a folder whole or not at all; an imported taxonomy that is there is set aside first."""
    target = Path(os.path.realpath(out))
    if target.is_file():
        raise CommuniqueError(f"{out} is a file", "name a folder for the taxonomy")
    if is_ours(target):
        raise CommuniqueError(f"{out} holds a dataset", "choose a new or empty folder")
    if not _holds_import(target):
        with staged(out, source=source) as stage:
            write(stage, texts)
        return
    try:
        if others := sorted(entry.name for entry in target.iterdir() if not _of_taxonomy(entry)):
            raise CommuniqueError(
                f"{out} holds {others[0]}, which communique did not write",
                "move it away or choose another folder",
            )
        if not force:
            raise CommuniqueError(f"{out} already holds a taxonomy", "replace it with --force")
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
            aside = target.rename(Path(scratch) / target.name)
            try:
                with staged(out, source=source) as stage:
                    write(stage, texts)
            except BaseException:
                aside.rename(target)
                raise
    except OSError as error:
        raise CommuniqueError(f"{out} cannot be written ({error.strerror})") from error


def _of_taxonomy(entry: Path) -> bool:
    return entry.suffix == ".yaml" and entry.is_file()


def _holds_import(folder: Path) -> bool:
    """Whether a folder holds a taxonomy that was imported, by the first line of its head."""
    try:
        with (folder / "taxonomy.yaml").open(encoding="utf-8") as stream:
            return stream.readline().rstrip("\n") == MADE_BY
    except (OSError, UnicodeDecodeError):
        return False
