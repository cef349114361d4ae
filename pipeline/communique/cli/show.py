"""``communique show``: the record of one document, in the terminal or as JSON."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.terminal import SOME_FAILED, console, printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from communique.records import Document

EXAMPLES = """
[bold]Examples[/bold]

communique show agenda.pdf

communique show agenda.pdf --json > agenda.json
"""

_TABLES = ("agenda", "people", "passages")


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The PDF.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
    time_limit: Annotated[float, typer.Option(min=1, help="Seconds that it may take.")] = 120,
) -> None:
    """Show what is read from one document: its cover, agenda, people and passages."""
    from communique.batch.one import read_one  # noqa: PLC0415 - `--help` answers at once

    document = read_one(file, seconds=time_limit)
    if as_json:
        from communique.export.package import json_text  # noqa: PLC0415

        typer.echo(json_text(as_record(document)).encode("utf-8"), nl=False)
    else:
        print_document(document, console())
    if document.status == "failed":
        raise typer.Exit(SOME_FAILED)


def as_record(document: Document) -> dict[str, Any]:
    """The document as plain data, each passage with its id."""
    record = asdict(document)
    for passage, own in zip(document.passages, record["passages"], strict=True):
        own["passage"] = document.passage_id(passage)
    return record


def print_document(document: Document, screen: Console) -> None:
    """Print a record for reading."""
    from rich.text import Text  # noqa: PLC0415

    facts = _grid("", "")
    for name, value in _facts(document):
        facts.add_row(Text(name, style="dim"), Text(printable(value)))
    screen.print(facts)
    if document.agenda:
        agenda = _grid("#", "date", "time", "type", "no.", "title")
        for entry in document.agenda:
            indent = "  " if entry.parent else ""
            times = "–".join(part for part in (entry.start, entry.end) if part)
            when = (entry.date, times)
            _add(agenda, entry.entry, *when, entry.type, entry.number, indent + entry.title)
        _section(screen, "Agenda", agenda)
    if document.people:
        people = _grid("page", "role", "name", "organisation", "country")
        for person in document.people:
            name = f"{person.honorific} {person.name}".strip()
            _add(people, person.page, person.role, name, person.organisation, person.country)
        _section(screen, "People", people)
    if document.passages:
        passages = _grid("#", "page", "role", "no.", "text")
        for passage in document.passages:
            where = (passage.order, passage.page)
            _add(passages, *where, passage.role, passage.number, passage.text)
        _section(screen, "Passages", passages)


def _facts(document: Document) -> list[tuple[str, str]]:
    from dataclasses import fields  # noqa: PLC0415

    found = []
    for field in fields(document):
        value = getattr(document, field.name)
        if field.name in _TABLES or value in ("", (), None):
            continue
        text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        found.append((field.name.replace("_", " "), text))
    return found


def _grid(*header: str) -> Table:
    from rich.table import Table  # noqa: PLC0415

    return Table(*header, box=None, show_header=any(header), header_style="dim", pad_edge=False)


def _add(table: Table, *cells: str | int) -> None:
    from rich.text import Text  # noqa: PLC0415

    table.add_row(*(Text(printable(str(cell))) for cell in cells))


def _section(screen: Console, title: str, table: Table) -> None:
    screen.print(f"\n[bold]{title}[/bold]")
    screen.print(table)
