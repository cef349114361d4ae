"""The tables described in Markdown, for a page that holds two marks to put them between."""

from __future__ import annotations

from communique.errors import CommuniqueError
from communique.export.schema import TABLES, Column

_BEGIN, _END = "<!-- tables: begin -->", "<!-- tables: end -->"


def reference() -> str:
    """Every table with its columns, one Markdown table each."""
    parts: list[str] = []
    for table in TABLES.values():
        lines = [f"### `{table.file}`", "", f"{table.title}.", ""]
        lines += ["| column | type | meaning |", "|---|---|---|"]
        lines += [_line(column, key=column.name in table.key) for column in table.columns]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def filled(readme: str) -> str:
    """A text with the reference between its two marks, whatever stood there before.

    Raises
    ------
    CommuniqueError
        If the text lacks the marks.
    """
    before, begin, rest = readme.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise CommuniqueError("the marks of the table reference are missing", f"{_BEGIN} {_END}")
    return f"{before}{_BEGIN}\n\n{reference()}\n{_END}{after}"


def _line(column: Column, *, key: bool) -> str:
    allowed = ", ".join(f"`{value}`" for value in column.values)
    meaning = f"{column.description}: {allowed}" if allowed else column.description
    name = f"`{column.name}`" + (" (key)" if key else "")
    return f"| {name} | {column.type} | {meaning} |"
