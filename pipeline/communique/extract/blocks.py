"""A document's paragraphs in reading order, each known for what it is on the page.

Paragraphs are joined over columns and pages; headings, list items, footnotes
and table cells are told apart by style, place and printed number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extract.flows import Cell, Flow, Region, Table
from communique.extract.folding import in_any_case
from communique.extract.furniture import CleanPage
from communique.extract.headings import (
    Look,
    is_heading,
    names_part,
    usual_look,
    with_numbered_headings,
)
from communique.extract.hyphenation import join_lines, vocabulary
from communique.extract.layout import Block, BlockKind, Line, Rule
from communique.extract.markers import Marker
from communique.extract.paragraphs import (
    Paragraph,
    ends_in_leaders,
    ends_sentence,
    paragraphs,
)
from communique.extract.regions import page_regions
from communique.extract.times import parse_time_range
from communique.extract.word_count import word_count
from communique.records import Box

_HYPHENATED = re.compile(r"[^\W\d_][-\u2010\u2011]$")
_FOOTNOTE = re.compile(r"(?:\d{1,3}|[*†‡]{1,3}|\([a-z\d]\))\.?\s+\S")
_CAPTION = re.compile(
    r"(?:figure|fig\.|table|tableau|graphique|chart|box|encadré|source|note)s?\s*"
    r"(?:\d+[.\d]*|[A-Z]\d*|[IVX]+)?\s*[.:–—-]",
    re.IGNORECASE,
)
_NUMBERED_CAPTION = re.compile(
    r"(?:figure|fig\.|table|tableau|graphique|chart)\s*\d+[.\d]*\s*[.:–—-]?\s", re.IGNORECASE
)


#: How captions begin; hardly any other text does.
_CAPTIONS = in_any_case({"fig", "tab", "gra", "cha", "box", "enc", "sou", "not"})


@dataclass(slots=True, eq=False)
class _Piece:
    """A paragraph with its place in a table and the column of text it stands in."""

    paragraph: Paragraph
    flow: int
    table: int | None = None
    row: int = 0
    column: int = 0
    footnote: bool = False


def document_blocks(pages: Sequence[CleanPage]) -> list[Block]:
    """All blocks of a document in reading order.

    Parameters
    ----------
    pages : sequence of CleanPage
        The pages, without furniture, in order.
    """
    look = usual_look(pages)
    known = vocabulary(tuple(pages))
    pieces = list(_pieces(pages, look))
    numbered = _numbers_its_paragraphs(pieces)
    merged = _joined(pieces, numbered=numbered)
    return with_numbered_headings([_block(piece, parts, known, look) for piece, parts in merged])


def _pieces(pages: Sequence[CleanPage], look: Look) -> Iterator[_Piece]:
    flow = table = 0
    last: Table | None = None
    rows = 0
    for page in pages:
        regions = _with_continued_columns(page_regions(page), last)
        for index, region in enumerate(regions):
            if isinstance(region, Flow):
                flow += 1
                last = None if region.lines else last
                yield from _flow_pieces(region, page, flow, look)
                continue
            continues = index == 0 and last is not None and _same_columns(last, region)
            if not continues:
                table, rows = table + 1, 0
            offset = rows
            for cell in region.cells:
                flow += 1
                rows = max(rows, offset + cell.row + 1)
                for part in cell.flows:
                    for paragraph in paragraphs(part):
                        yield _Piece(paragraph, flow, table, offset + cell.row, cell.column)
            last = region


def _with_continued_columns(regions: list[Region], last: Table | None) -> list[Region]:
    """Read columns that go on with a table of the page before as more of its cells."""
    if last is None:
        return regions
    count = len(last.columns)
    flows = [region for region in regions[:count] if isinstance(region, Flow)]
    if len(flows) < count or any(
        abs(flow.left - left) > 8 for flow, left in zip(flows, last.columns, strict=True)
    ):
        return regions
    cells = tuple(Cell(0, number, (flow,)) for number, flow in enumerate(flows))
    box = flows[0].lines[0].box
    return [Table(box, cells, last.columns, ruled=False), *regions[count:]]


def _same_columns(a: Table, b: Table) -> bool:
    return len(a.columns) == len(b.columns) and all(
        abs(x - y) <= 6 for x, y in zip(a.columns, b.columns, strict=True)
    )


def _flow_pieces(region: Flow, page: CleanPage, flow: int, look: Look) -> Iterator[_Piece]:
    made = paragraphs(region)
    start = _footnotes_from(made, page, look)
    for index, paragraph in enumerate(made):
        yield _Piece(paragraph, flow, footnote=index >= start)


def _footnotes_from(made: Sequence[Paragraph], page: CleanPage, look: Look) -> int:
    """The index of the first footnote in a column (its length where there is none)."""
    start = len(made)
    for index in range(len(made) - 1, -1, -1):
        paragraph = made[index]
        small = paragraph.lines[0].size <= 0.93 * look.size
        if not small or paragraph.box.top < 0.3 * page.page.height:
            break
        text = paragraph.lines[0].text
        if _FOOTNOTE.match(text) or _below_rule(paragraph.box, page.page.rules, page.page.width):
            start = index
    return start


def _below_rule(box: Box, rules: Sequence[Rule], width: float) -> bool:
    return any(
        rule.horizontal
        and 30 <= rule.box.width <= 0.5 * width
        and -2 <= box.top - rule.box.bottom <= 14
        and abs(rule.box.x0 - box.x0) <= 25
        for rule in rules
    )


def _numbers_its_paragraphs(pieces: Sequence[_Piece]) -> bool:
    """Whether the running paragraphs of the document carry printed numbers."""
    prose = [p for p in pieces if p.table is None and len(p.paragraph.lines) >= 3]
    numbered = sum(
        p.paragraph.marker is not None and p.paragraph.marker.number.isdigit() for p in prose
    )
    return numbered >= 3 and numbered >= 0.5 * len(prose)


def _joined(pieces: Sequence[_Piece], *, numbered: bool) -> list[tuple[_Piece, list[Paragraph]]]:
    """Join paragraphs that run over a column or a page."""
    result: list[tuple[_Piece, list[Paragraph]]] = []
    open_: dict[tuple[int | None, int], int] = {}
    for piece in pieces:
        key = (piece.table, piece.column)
        if piece.footnote:
            result.append((piece, [piece.paragraph]))
            continue
        last = result[-1] if result else None
        if (
            last is not None
            and (last[0].table is None) is not (piece.table is None)
            and (_wraps_out_of_table(last, piece) or _goes_on_in_table(last, piece))
        ):
            last[1].append(piece.paragraph)
            continue
        index = open_.get(key)
        before = result[index] if index is not None else None
        if (
            before is not None
            and before[0].flow != piece.flow  # as few are: no paragraph goes on in its own column
            and _continues(before[0], before[1], piece, numbered=numbered)
        ):
            before[1].append(piece.paragraph)
            continue
        open_[key] = len(result)
        result.append((piece, [piece.paragraph]))
    return result


def _wraps_out_of_table(before: tuple[_Piece, list[Paragraph]], piece: _Piece) -> bool:
    """The second line of a timetable's last title, which goes on at the page's margin."""
    last, first = before[1][-1].lines[-1], piece.paragraph.lines[0]
    return (
        before[0].table is not None
        and piece.table is None
        and last.page == first.page
        and first.text[:1].islower()
        and 0 < first.baseline - last.baseline <= 1.7 * last.size
        and not ends_sentence(last.text)
    )


def _goes_on_in_table(before: tuple[_Piece, list[Paragraph]], piece: _Piece) -> bool:
    """The rest of a paragraph at the top of a page whose next rows are a timetable's."""
    last, first = before[1][-1].lines[-1], piece.paragraph.lines[0]
    return (
        before[0].table is None
        and piece.table is not None
        and piece.row == 0
        and piece.paragraph.marker is None
        and first.page == last.page + 1
        and first.text[:1].islower()
        and len(before[1][-1].lines) >= 2
        and abs(first.box.x0 - before[1][-1].left) <= 4
        and abs(first.size - last.size) <= 0.05 * last.size
        and first.bold == last.bold
        and not ends_sentence(last.text)
    )


def _continues(
    piece: _Piece, parts: Sequence[Paragraph], following: _Piece, *, numbered: bool
) -> bool:
    before, after = parts[-1], following.paragraph
    if after.marker is not None:
        return False
    if parse_time_range(after.lines[0].text) is not None or ends_in_leaders(before.lines[-1]):
        return False
    if piece.table is not None and following.paragraph.page == before.page:
        return False
    last, first = before.lines[-1], after.lines[0]
    if abs(last.size - first.size) > 0.1 * max(last.size, first.size):
        return False
    if last.bold != first.bold and (last.bold or _all_bold(after)):
        return False
    if last.joins[-1] or (_HYPHENATED.search(last.text) and first.text[:1].islower()):
        return True
    opening = first.text.lstrip("“\"«'(")[:1]
    if opening.islower():
        return not re.search(r"[.!?]$", last.text) or _wide(before, last)
    if ends_sentence(last.text):
        indent = first.box.x0 - min(line.box.x0 for line in after.lines)
        return (
            numbered
            and piece.table is None
            and parts[0].marker is not None
            and len(after.lines) >= 2
            and _wide(before, last)
            and indent < 2
            and not last.text.endswith(":")
        )
    unmarked = parts[0].marker is None or bool(parts[0].marker.number)
    return (
        (_wide(before, last) or (unmarked and _wide(before, last, 0.4)))
        and (
            sum(len(part.lines) for part in parts) >= 2
            or (piece.table is None and _wide(before, last, 0.05))
        )
        and not _all_bold(before)
        and not _looks_like_heading_text(first.text, after)
    )


def _wide(paragraph: Paragraph, line: Line, slack: float = 0.15) -> bool:
    """Whether a line comes within a share of the column's width of its right edge."""
    return line.box.x1 >= paragraph.right - slack * (paragraph.right - paragraph.left)


def _all_bold(paragraph: Paragraph) -> bool:
    return all(all(line.bolds) for line in paragraph.lines)


def _looks_like_heading_text(text: str, paragraph: Paragraph) -> bool:
    return len(paragraph.lines) == 1 and (names_part(text) or (text.isupper() and len(text) > 3))


def _block(piece: _Piece, parts: Sequence[Paragraph], known: Counter[str], look: Look) -> Block:
    first = parts[0]
    if len(parts) == 1:
        lines, text = first.lines, first.text(known)
    else:
        lines = tuple([line for part in parts for line in part.lines])
        text = join_lines(lines, known)
    marker = first.marker
    number = mark = ""
    if marker is not None and text.startswith(marker.printed):
        mark, number = marker.printed, marker.number
        text = text[len(marker.printed) :].lstrip()
    kind = _kind(piece, lines, marker, text, look)
    return Block(
        kind=kind,
        text=text,
        page=first.page,
        box=lines[0].box if len(first.lines) == 1 else first.box,
        lines=lines,
        number=number,
        mark=mark,
        table=piece.table,
        row=piece.row,
        column=piece.column,
        bold_prefix=_bold_prefix(lines, mark),
        pages=tuple(sorted({part.page for part in parts})) if len(parts) > 1 else (first.page,),
    )


def _bold_prefix(lines: Sequence[Line], mark: str) -> str:
    """The words in bold that a block begins with, where the rest is not bold."""
    skip = len(mark.split()) if mark else 0
    first = lines[0].bolds
    if skip < len(first) and not first[skip]:
        return ""
    bolds = [bold for line in lines for bold in line.bolds]
    end = bolds.index(False, skip) if False in bolds[skip:] else len(bolds)
    if end == len(bolds):
        return ""
    return " ".join([text for line in lines for text in line.texts][skip:end])


def _kind(
    piece: _Piece, lines: Sequence[Line], marker: Marker | None, text: str, look: Look
) -> BlockKind:
    if piece.footnote:
        return BlockKind.FOOTNOTE
    captioned = text[:3] in _CAPTIONS
    if captioned and _NUMBERED_CAPTION.match(text) and word_count(text) <= 25:
        return BlockKind.CAPTION
    if is_heading(lines, text, marker, look):
        return BlockKind.HEADING
    if captioned and _CAPTION.match(text) and word_count(text) <= 25:
        return BlockKind.CAPTION
    if piece.table is not None:
        return BlockKind.CELL
    if marker is not None and not marker.number:
        return BlockKind.ITEM
    if marker is not None and not marker.style.startswith("dotted digit0"):
        return BlockKind.ITEM
    return BlockKind.PARAGRAPH


def without(blocks: Sequence[Block], dropped: set[Line]) -> list[Block]:
    """The blocks without those whose lines were all taken for something else (a cover).

    Parameters
    ----------
    blocks : sequence of Block
        A document's blocks.
    dropped : set of Line
        The lines taken; a block keeps the others of its lines, and its whole text.
    """
    kept = []
    for block in blocks:
        lines = tuple(line for line in block.lines if line not in dropped)
        if lines and len(lines) == len(block.lines):
            kept.append(block)
        elif lines:
            kept.append(replace(block, lines=lines))
    return kept
