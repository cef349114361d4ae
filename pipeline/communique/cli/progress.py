"""What a run tells while it is under way: a bar for people, lines of JSON for schedulers."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from communique.cli.terminal import console, printable

if TYPE_CHECKING:
    from communique.batch.events import Event, Watch

#: What the lines of the log call each kind of event.
NAMES = {
    "Started": "start",
    "FileDone": "file",
    "Comparing": "compare",
    "Noted": "note",
    "Ended": "end",
}


@contextmanager
def json_lines() -> Iterator[Watch]:
    """One JSON object a line on standard error, ``event`` first and ``elapsed`` in seconds."""
    start = time.monotonic()

    def tell(event: Event) -> None:
        words = asdict(event)
        if (seconds := words.get("seconds")) is not None:
            words["seconds"] = round(seconds, 3)
        name = NAMES[type(event).__name__]
        write_line({"event": name, "elapsed": round(time.monotonic() - start, 3), **words})

    yield tell


def write_line(words: Mapping[str, Any]) -> None:
    """One JSON object on a line of standard error, seen at once."""
    sys.stderr.write(json.dumps(words) + "\n")
    sys.stderr.flush()


@contextmanager
def progress_bar(*, hidden: bool) -> Iterator[Watch]:
    """A bar on standard error: files, pages, speed, time left, failures, the file in hand.

    Where standard error is no terminal, nothing but what there is to note.
    """
    if hidden:
        yield lambda event: None
        return
    from rich.markup import escape  # noqa: PLC0415 - `--help` does without

    from communique.batch.events import FileDone, Noted, Started  # noqa: PLC0415

    screen = console(stderr=True)

    def note(event: Event) -> None:
        if isinstance(event, Noted):
            screen.print(escape(printable(event.text)), soft_wrap=True)

    if not screen.is_terminal:
        yield note
        return
    from rich.progress import (  # noqa: PLC0415 - for a bar alone
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        TextColumn("Reading"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pages]:,} pages, {task.fields[speed]:.1f}/s"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failures]}"),
        TextColumn("{task.description}"),
        console=screen,
        transient=True,
    )
    start = time.monotonic()
    pages = failures = fresh = 0
    with bar:
        task = bar.add_task("", total=None, pages=0, speed=0.0, failures="")

        def tell(event: Event) -> None:
            nonlocal pages, failures, fresh
            match event:
                case Started():
                    bar.update(task, total=event.files)
                case FileDone():
                    pages += event.pages
                    fresh += 0 if event.cached else event.pages
                    failures += event.status == "failed"
                    bar.update(
                        task,
                        completed=event.done,
                        description=escape(printable(event.file)),
                        pages=pages,
                        speed=fresh / max(time.monotonic() - start, 0.001),
                        failures=f"[red]{failures} failed[/red]" if failures else "",
                    )
                case _:
                    note(event)

        yield tell
