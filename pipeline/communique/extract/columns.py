"""Columns of prose, read one after the other, and groups that meet side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extract.bands import Band
from communique.extract.fields import begins_group
from communique.extract.flows import Cell, Region, Split, Table, box_around, flow_of
from communique.extract.gutters import Column, Gutter, cut, stops_of, wider_than_spaces
from communique.extract.layout import Line
from communique.extract.row_labels import holds_labels, starts_with_range


def prose_columns(bands: Sequence[Band], gutter: Gutter, split: Split) -> list[Region] | None:
    """Columns of running text, one after the other, if that is what the bands hold.

    Parameters
    ----------
    bands : sequence of Band
        The bands that the gutter parts.
    gutter : Gutter
        The gutter, by the indices that its bands have on the page.
    split : callable
        Reads the lines of one column, which may be parted again.

    Returns
    -------
    list of Region or None
        The columns from left to right, or one table where each is a group that
        meets at the same time; ``None`` where the bands hold no columns of prose.
    """
    stops = stops_of(bands, gutter)
    columns = cut(bands, stops)
    if not all(columns) or holds_labels(columns, gutter):
        return None
    running = [_is_prose([line for _, line in column]) for column in columns]
    # the last lines of a page's second column may be two
    long = all(len(line.text) >= 12 for _, line in min(columns, key=len))
    if not any(running) or gutter.facing < (2 if long else 3):
        return None
    if not wider_than_spaces(bands, stops):
        return None
    if sum(_times(columns[0])) >= 2 and not any(any(_times(column)) for column in columns[1:]):
        return None  # the first column is a timetable, the others belong to its rows
    if all(begins_group(column[0][1].text) for column in columns):
        return [_parallel(columns)]
    if _heads_beside_prose(columns):
        return _under_their_heads(columns)
    regions: list[Region] = []
    for column in columns:
        regions += split([line for _, line in column])
    return regions


def _times(column: Column) -> Iterator[bool]:
    """Of each line of a column, whether it begins with a time."""
    return (starts_with_range(line.text) for _, line in column)


def _parallel(columns: Sequence[Column]) -> Table:
    """Groups that meet at the same time, side by side: a table of one row."""
    flows = [flow_of([line for _, line in column]) for column in columns]
    cells = tuple(Cell(0, number, (flow,)) for number, flow in enumerate(flows))
    box = box_around([line for column in columns for _, line in column])
    return Table(box, cells, tuple(flow.left for flow in flows), ruled=False)


def _heads_beside_prose(columns: Sequence[Column]) -> bool:
    """Whether the first of two columns holds bold headings, each level with a line of text."""
    if (
        len(columns) != 2
        or len(columns[0]) * 2 > len(columns[1])
        or not all(line.bold and len(line.text.split()) <= 6 for _, line in columns[0])
        or not _is_prose([line for _, line in columns[1]])
    ):
        return False
    heads = _heads(columns[0])
    bands = {band for band, line in columns[1] if not line.bold}
    plain = sum(line.bold for _, line in columns[1]) * 4 <= len(columns[1])
    return (
        plain and len(heads) >= 2 and all(head[0][0] in bands and len(head) <= 4 for head in heads)
    )


def _heads(column: Column) -> list[Column]:
    """The lines of a column of headings, one heading each."""
    heads: list[Column] = []
    for band, line in column:
        if heads and line.baseline - heads[-1][-1][1].baseline <= 1.5 * line.size:
            heads[-1].append((band, line))
        else:
            heads.append([(band, line)])
    return heads


def _under_their_heads(columns: Sequence[Column]) -> list[Region]:
    """Each heading before the text that stands beside it and below."""
    heads = _heads(columns[0])
    starts = [head[0][0] for head in heads]
    regions: list[Region] = []
    above = [line for band, line in columns[1] if band < starts[0]]
    if above:
        regions.append(flow_of(above))
    for head, begin, end in zip(heads, starts, [*starts[1:], None], strict=True):
        text = [line for band, line in columns[1] if band >= begin and (end is None or band < end)]
        regions += [flow_of([line for _, line in head]), flow_of(text)]
    return regions


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether a column holds running text that wraps on its own."""
    count = len(lines)
    if count < 3 or sum([len(line.text) for line in lines]) / count < 16:
        return False
    if sum([line.text[:1].islower() for line in lines]) < 0.25 * count:
        return False
    left = min([line.box.x0 for line in lines])
    rights = [line.box.x1 for line in lines]
    full = left + 0.8 * (max(rights) - left)
    return sum([right > full for right in rights]) >= 0.3 * count
