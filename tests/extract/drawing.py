"""Small inputs for the extract stage: words and pages as records, and PDFs drawn on the spot."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from communique.extract.furniture import CleanPage, clean_pages
from communique.extract.layout import Block, BlockKind, Line, Page, Rule, Word
from communique.extract.lines import line_of
from communique.records import Box

WIDTH, HEIGHT = 595.0, 842.0
FACES = {
    (False, False): "Helvetica",
    (True, False): "Helvetica-Bold",
    (False, True): "Helvetica-Oblique",
    (True, True): "Helvetica-BoldOblique",
}

# Records ------------------------------------------------------------------------------------


def word(text: str, x: float, y: float, size: float = 10, **fields: Any) -> Word:
    """A word whose glyphs stand on the baseline ``y`` (from the top) and begin at ``x``."""
    font = FACES[bool(fields.get("bold")), bool(fields.get("italic"))]
    width = stringWidth(text, font, size)
    box = Box(x, y - 0.75 * size, x + width, y + 0.2 * size)
    return Word(text=text, box=box, baseline=y, size=size, font=font, **fields)


def words(text: str, x: float, y: float, size: float = 10, **fields: Any) -> list[Word]:
    """The words of a text set in one line."""
    font = FACES[bool(fields.get("bold")), bool(fields.get("italic"))]
    found = []
    for part in text.split():
        found.append(word(part, x, y, size, **fields))
        x = found[-1].box.x1 + stringWidth(" ", font, size)
    return found


def line(text: str, x: float = 72, y: float = 100, size: float = 10, **fields: Any) -> Line:
    """A text as one line."""
    page = fields.pop("page", 1)
    return line_of(words(text, x, y, size, **fields), page)


def wrapped(
    text: str, x: float, y: float, width: float, size: float = 10, **fields: Any
) -> list[Word]:
    """The words of a text set in a column of the given width, from the baseline ``y`` down."""
    font = FACES[bool(fields.get("bold")), bool(fields.get("italic"))]
    found = []
    for number, part in enumerate(simpleSplit(text, font, size, width)):
        found += words(part, x, y + number * 1.2 * size, size, **fields)
    return found


def page(*held: Sequence[Word], number: int = 1, **fields: Any) -> Page:
    """A page of A4 with these words."""
    flat = tuple(one for part in held for one in part)
    return Page(number=number, width=WIDTH, height=HEIGHT, words=flat, **fields)


def clean(*held: Sequence[Word], **fields: Any) -> CleanPage:
    """A page alone, cleaned of furniture (of which a page alone has little)."""
    return clean_pages([page(*held, **fields)])[0]


def flat_rule(x0: float, x1: float, y: float) -> Rule:
    return Rule(Box(x0, y - 0.25, x1, y + 0.25))


def upright_rule(x: float, top: float, bottom: float) -> Rule:
    return Rule(Box(x - 0.25, top, x + 0.25, bottom))


def frame(columns: Sequence[float], rows: Sequence[float]) -> tuple[Rule, ...]:
    """The rules of a table with these edges."""
    across = [flat_rule(columns[0], columns[-1], y) for y in rows]
    down = [upright_rule(x, rows[0], rows[-1]) for x in columns]
    return (*across, *down)


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, **fields: Any) -> Block:
    """A block of one line; ``bold``, ``size``, ``x`` and ``y`` set its type and place."""
    x, y, size = fields.pop("x", 72.0), fields.pop("y", 100.0), fields.pop("size", 10.0)
    number = fields.pop("page", 1)
    face = {name: fields.pop(name) for name in ("bold", "italic") if name in fields}
    own = line(text, x, y, size, page=number, **face)
    return Block(kind=kind, text=text, page=number, box=own.box, lines=(own,), **fields)


def heading(text: str, **fields: Any) -> Block:
    return block(text, BlockKind.HEADING, **({"bold": True} | fields))


def table(
    rows: Sequence[Sequence[str]], *, number: int = 1, bold: Sequence[tuple[int, int]] = ()
) -> list[Block]:
    """The cells of a table as blocks, row by row; empty cells give none."""
    return [
        block(
            text,
            BlockKind.CELL,
            x=72 + 150 * column,
            y=100 + 30 * row,
            table=number,
            row=row,
            column=column,
            bold=(row, column) in bold,
        )
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
        if text
    ]


# PDFs ---------------------------------------------------------------------------------------

Drawing = Callable[[Canvas], None]


def pdf(*pages: Drawing, size: tuple[float, float] = A4, **options: Any) -> bytes:
    """A PDF with one page for each drawing; the same drawings give the same bytes."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def put(canvas: Canvas, text: str, x: float, y: float, size: float = 10, **style: bool) -> None:
    """Set a text on the baseline ``y``, counted from the page's top."""
    canvas.setFont(FACES[style.get("bold", False), style.get("italic", False)], size)
    canvas.drawString(x, canvas._pagesize[1] - y, text)


def put_column(
    canvas: Canvas, text: str, x: float, y: float, width: float, size: float = 10, **style: bool
) -> float:
    """Set a text in a column; the baseline after its last line."""
    font = FACES[style.get("bold", False), style.get("italic", False)]
    for part in simpleSplit(text, font, size, width):
        put(canvas, part, x, y, size, **style)
        y += 1.2 * size
    return y


def put_paragraphs(canvas: Canvas, texts: Sequence[str], y: float = 72, size: float = 10) -> float:
    """Set paragraphs over the page's width; the baseline after the last."""
    for text in texts:
        y = put_column(canvas, text, 72, y, 451, size) + 8
    return y


def put_table(
    canvas: Canvas,
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    x: float = 72,
    y: float = 100,
    ruled: bool = False,
    size: float = 10,
) -> float:
    """Set a table with wrapped cells; where its rows end, counted from the top."""
    edges = [y - 1.3 * size]
    lefts = [x + sum(widths[:column]) for column in range(len(widths) + 1)]
    for cells in rows:
        ends = [
            put_column(canvas, cell, left + 4, y, width - 16, size)
            for cell, left, width in zip(cells, lefts, widths, strict=False)
        ]
        y = max(ends) + 0.8 * size
        edges.append(y - 1.3 * size)
    if ruled:
        height = canvas._pagesize[1]
        for edge in edges:
            canvas.line(lefts[0], height - edge, lefts[-1], height - edge)
        for left in lefts:
            canvas.line(left, height - edges[0], left, height - edges[-1])
    return y
