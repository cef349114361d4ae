"""What a page is read as: flows of lines, and tables of cells that hold flows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from communique.extract.layout import Line, Word
from communique.extract.lines import ALMOST, segments
from communique.extract.making import smallest_box
from communique.extract.markers import is_marker
from communique.extract.times import parse_time_range
from communique.records import Box

#: The white space, as a multiple of the type size, that sets a label or a time apart on its line.
_GAP = 1.5
_WHOLE = ALMOST * _GAP  # a line whose white space is no wider is in one piece


@dataclass(slots=True, eq=False)
class Flow:
    """Lines of one column, with the column's left and right edge.

    A flow is equal to itself alone, so that its paragraphs are found at once.
    """

    lines: tuple[Line, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its place in the table and what it holds."""

    row: int
    column: int
    flows: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, ruled or not: its cells in reading order and its columns' left edges."""

    box: Box
    cells: tuple[Cell, ...]
    columns: tuple[float, ...]
    ruled: bool


Region = Flow | Table
#: Reads lines that may stand in columns of their own; given by the caller, which
#: knows how deep columns may lie within columns.
Split = Callable[[Sequence[Line]], list[Region]]


def flow_of(rows: Sequence[Line]) -> Flow:
    """A flow as wide as its rows, with labels that are set apart put before their text.

    Parameters
    ----------
    rows : sequence of Line
        The rows of one column from top to bottom, at least one.
    """
    if len(rows) == 1:  # as in most cells of a table
        (row,) = rows
        line = row if row.widest < _WHOLE else _time_first(row)
        return Flow((line,), row.box.x0, row.box.x1)
    lines = _with_centred_labels(rows)
    return Flow(
        tuple([line if line.widest < _WHOLE else _time_first(line) for line in lines]),
        min([row.box.x0 for row in rows]),
        max([row.box.x1 for row in rows]),
    )


def box_around(lines: Sequence[Line]) -> Box:
    """The smallest box around lines (at least one)."""
    return smallest_box([line.box for line in lines])


def _with_centred_labels(rows: Sequence[Line]) -> list[Line]:
    """Put a number or time that is set half-way beside two lines before the first of them."""
    around = zip(rows, rows[1:], rows[2:], strict=False)
    close = [row for a, row, b in around if b.baseline - a.baseline < 1.8 * row.size]
    if not close:
        return list(rows)  # as in most columns
    result: list[Line] = []
    for row, after in zip(rows, (*rows[1:], None), strict=True):
        before = result[-1] if result else None
        near = 0.85 * row.size
        if (
            before is not None
            and after is not None
            and row.baseline - before.baseline < near
            and after.baseline - row.baseline < near
            and _is_label_row(row)
            and all(_beside(word, line) for word in row.words for line in (before, after))
        ):
            words = sorted((*row.words, *before.words), key=lambda word: word.box.x0)
            result[-1] = Line(before.page, before.box.union(row.box), tuple(words), before.baseline)
            continue
        result.append(row)
    return result


def _is_label_row(row: Line) -> bool:
    return all(
        is_marker(piece.text) or parse_time_range(piece.text) is not None
        for piece in segments(row, _GAP)
    )


def _beside(word: Word, line: Line) -> bool:
    return all(
        word.box.x1 <= other.box.x0 + 1 or word.box.x0 >= other.box.x1 - 1 for other in line.words
    )


def _time_first(line: Line) -> Line:
    """Read a time set at the right edge of a line before the line's text."""
    pieces = segments(line, _GAP)
    if len(pieces) < 2:
        return line
    time = parse_time_range(pieces[-1].text)
    if time is None or not time.end or time.rest.strip(" )]"):
        return line
    words = (*pieces[-1].words, *(word for piece in pieces[:-1] for word in piece.words))
    return Line(line.page, line.box, words, line.baseline)


def time_aside(line: Line) -> float | None:
    """Where a time begins that stands at a line's right edge and is read first."""
    left = line.lefts[0]
    return left if left >= line.rights[-1] else None
