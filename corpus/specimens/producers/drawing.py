"""Specimens made by a drawing library: every word is put on the page by its coordinates.

There is no flow of text here as a word processor has it. Lines are broken and hyphenated by hand,
bold may be a word drawn twice, bullets may be drawn with a symbol font after everything else, and
a watermark may lie across the page. A look is a YAML file of ``templates/drawing``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pyphen
import source as specimen
import yaml
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from source import Block, Source

LOOKS = Path(__file__).resolve().parent.parent / "templates" / "drawing"
FONTS = Path("/usr/share/fonts/truetype")
MM = 72 / 25.4

_FILES = {
    "LiberationMono": "liberation/LiberationMono",
    "LiberationSerif": "liberation/LiberationSerif",
    "LiberationSans": "liberation/LiberationSans",
    "Carlito": "crosextra/Carlito",
}
_LETTERS = re.compile(r"(\W*)(\w{6,})(\W*)")
HYPHENATION = {"en": "en_GB", "fr": "fr_FR"}
_LIGATURES = (("fi", "\ufb01"), ("fl", "\ufb02"))


@dataclass(frozen=True)
class Look:
    """How a document is drawn; lengths are millimetres, sizes points."""

    family: str
    size: float = 10.5
    leading: float = 13.0
    left: float = 25.0
    right: float = 25.0
    top: float = 25.0
    bottom: float = 24.0
    gap: float = 6.0
    justify: bool = False
    hyphenate: bool = False
    hyphen: str = "-"
    spaces: bool = True
    fake_bold: bool = False
    ligatures: bool = False
    symbol_bullets: bool = False
    watermark: str = ""
    heading_rule: bool = False
    heading_upper: bool = False
    colour: tuple[float, float, float] = (0.0, 0.0, 0.0)
    number_indent: float = 10.0
    time_width: float = 34.0


@dataclass(frozen=True)
class Piece:
    """Part of a word in one style: ``regular``, ``bold``, ``italic`` or ``mark``."""

    text: str
    style: str = "regular"


Word = tuple[Piece, ...]


@dataclass
class Sheet:
    """The page that is being drawn, and what waits until it is finished."""

    canvas: Canvas
    look: Look
    home: str
    header: str
    footer: str
    page_label: str
    lang: str = ""
    y: float = 0.0
    number: int = 1
    late: list[tuple[str, float, float]] = field(default_factory=list)

    @property
    def x0(self) -> float:
        return self.look.left * MM

    @property
    def x1(self) -> float:
        return float(A4[0]) - self.look.right * MM


def load_look(name: str) -> Look:
    """A look by its name.

    Raises
    ------
    FileNotFoundError
        If there is no such look.
    """
    values = yaml.safe_load((LOOKS / f"{name}.yaml").read_text("utf-8"))
    if "colour" in values:
        values["colour"] = tuple(values["colour"])
    return Look(**values)


def _register(family: str) -> None:
    for suffix in ("Regular", "Bold", "Italic"):
        name = f"{family}-{suffix}"
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, FONTS / f"{_FILES[family]}-{suffix}.ttf"))


def _font(look: Look, style: str, size: float) -> tuple[str, float]:
    if style == "mark":
        return f"{look.family}-Regular", size * 0.62
    if style == "bold" and look.fake_bold:
        return f"{look.family}-Regular", size
    return f"{look.family}-{style.capitalize()}", size


def words_of(text: str, style: str = "regular") -> list[Word]:
    """Text with ``**bold**``, ``*italic*`` and ``[^1]`` marks, cut at its blanks.

    Parameters
    ----------
    text : str
        One paragraph.
    style : str
        The style of unmarked text.

    Returns
    -------
    list of Word
        In order; a footnote mark stays glued to its word.
    """
    found: list[list[Piece]] = [[]]
    for run in specimen.runs(text):
        if run.note:
            found[-1].append(Piece(run.note, "mark"))
            continue
        look = "bold" if run.bold else "italic" if run.italic else style
        for i, part in enumerate(re.split(r"[ \n]+", run.text)):
            if i:
                found.append([])
            if part:
                found[-1].append(Piece(part, look))
    return [tuple(w) for w in found if w]


def _shown(look: Look, text: str) -> str:
    if look.ligatures:
        for plain, joined in _LIGATURES:
            text = text.replace(plain, joined)
    return text


def _width(look: Look, word: Word, size: float) -> float:
    return sum(
        float(pdfmetrics.stringWidth(_shown(look, p.text), *_font(look, p.style, size)))
        for p in word
    )


def _split(sheet: Sheet, word: Word, room: float, size: float) -> tuple[Word, Word] | None:
    """The longest beginning of a word that fits with a hyphen, and its rest."""
    if len(word) != 1:
        return None
    piece = word[0]
    head, dash, tail = piece.text.partition("-")
    if dash:
        first = (Piece(head + dash, piece.style),)
        fits = tail and _width(sheet.look, first, size) <= room
        return (first, (Piece(tail, piece.style),)) if fits else None
    match = _LETTERS.fullmatch(piece.text)
    if match is None:
        return None
    before, letters, after = match.groups()
    for head, tail in pyphen.Pyphen(lang=sheet.lang).iterate(letters):
        first = (Piece(before + head + sheet.look.hyphen, piece.style),)
        if len(head) > 2 and len(tail) > 2 and _width(sheet.look, first, size) <= room:
            return first, (Piece(tail + after, piece.style),)
    return None


def lines_of(sheet: Sheet, words: list[Word], width: float, size: float) -> list[list[Word]]:
    """Words broken into lines no wider than ``width`` points."""
    blank = pdfmetrics.stringWidth(" ", *_font(sheet.look, "regular", size))
    queue = list(words)
    lines: list[list[Word]] = [[]]
    used = 0.0
    while queue:
        word = queue.pop(0)
        room = width - used - (blank if lines[-1] else 0)
        if _width(sheet.look, word, size) <= room or (not lines[-1] and not sheet.look.hyphenate):
            used = width - room + _width(sheet.look, word, size)
            lines[-1].append(word)
            continue
        parts = _split(sheet, word, room, size) if sheet.look.hyphenate else None
        if parts is not None:
            lines[-1].append(parts[0])
            word = parts[1]
        elif not lines[-1]:
            lines[-1].append(word)
            used = width
            continue
        queue.insert(0, word)
        lines.append([])
        used = 0.0
    return [line for line in lines if line]


def _draw_word(sheet: Sheet, word: Word, x: float, y: float, size: float, tail: str) -> float:
    canvas, look = sheet.canvas, sheet.look
    for i, piece in enumerate(word):
        name, points = _font(look, piece.style, size)
        text = _shown(look, piece.text) + (tail if i == len(word) - 1 else "")
        canvas.setFont(name, points)
        up = size * 0.33 if piece.style == "mark" else 0.0
        canvas.drawString(x, y + up, text)
        if piece.style == "bold" and look.fake_bold:
            canvas.drawString(x + 0.35, y + up, text)
        x += pdfmetrics.stringWidth(_shown(look, piece.text), name, points)
    return x


def _draw_line(
    sheet: Sheet, line: list[Word], x: float, y: float, size: float, stretch: float | None
) -> None:
    blank = pdfmetrics.stringWidth(" ", *_font(sheet.look, "regular", size))
    if stretch is not None and len(line) > 1:
        free = stretch - sum(_width(sheet.look, w, size) for w in line)
        blank = min(free / (len(line) - 1), 3.2 * blank)
    for i, word in enumerate(line):
        tail = " " if sheet.look.spaces and i < len(line) - 1 else ""
        x = _draw_word(sheet, word, x, y, size, tail) + blank


def _begin_page(sheet: Sheet) -> None:
    """The stamp comes first, so that it lies below the text and before it in the page's stream."""
    canvas, look = sheet.canvas, sheet.look
    sheet.y = A4[1] - look.top * MM
    if not look.watermark:
        return
    canvas.saveState()
    canvas.setFillGray(0.88)
    canvas.setFont(f"{look.family}-Regular", 110)
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(52)
    canvas.drawCentredString(0, -35, look.watermark)
    canvas.restoreState()


def _finish_page(sheet: Sheet) -> None:
    canvas, look = sheet.canvas, sheet.look
    for sign, x, y in sheet.late:
        canvas.setFont("Symbol" if look.symbol_bullets else f"{look.family}-Regular", look.size)
        canvas.drawString(x, y, sign)
    sheet.late.clear()
    canvas.setFont(f"{look.family}-Regular", 7)
    canvas.drawString(sheet.x0, 10 * MM, sheet.footer)
    canvas.setFont(f"{look.family}-Regular", 9)
    if sheet.header and sheet.number > 1:
        canvas.drawString(sheet.x0, A4[1] - 14 * MM, sheet.header)
    canvas.drawRightString(sheet.x1, 14 * MM, sheet.page_label.format(sheet.number))
    canvas.showPage()


def _turn(sheet: Sheet) -> None:
    _finish_page(sheet)
    sheet.number += 1
    _begin_page(sheet)


def _room(sheet: Sheet, height: float) -> None:
    if sheet.y - height < sheet.look.bottom * MM:
        _turn(sheet)


def _paragraph(
    sheet: Sheet,
    text: str,
    *,
    left: float = 0.0,
    right: float = 0.0,
    style: str = "regular",
    size: float = 0.0,
    gap: float | None = None,
    centred: bool = False,
) -> None:
    """Draw a paragraph line by line, going to the next page wherever the page is full."""
    look = sheet.look
    points = size or look.size
    leading = look.leading * points / look.size
    width = sheet.x1 - sheet.x0 - left - right
    lines = lines_of(sheet, words_of(text, style), width, points)
    for i, line in enumerate(lines):
        _room(sheet, leading)
        sheet.y -= leading
        x = sheet.x0 + left
        if centred:
            blank = pdfmetrics.stringWidth(" ", *_font(look, "regular", points))
            used = sum(_width(look, w, points) for w in line) + blank * (len(line) - 1)
            x += (width - used) / 2
        full = look.justify and not centred and i < len(lines) - 1
        _draw_line(sheet, line, x, sheet.y, points, width if full else None)
    sheet.y -= look.gap if gap is None else gap


def _heading(sheet: Sheet, block: Block) -> None:
    look, level = sheet.look, int(block.get("level", 2))
    size = look.size * {1: 1.5, 2: 1.18, 3: 1.0}.get(level, 1.0)
    text = f"{block['number']} {block['text']}" if block.get("number") else block["text"]
    _room(sheet, 4 * look.leading)
    sheet.y -= look.leading * 0.6
    sheet.canvas.setFillColorRGB(*look.colour)
    _paragraph(
        sheet,
        text.upper() if look.heading_upper and level < 3 else text,
        style="italic" if level == 3 and not look.fake_bold else "bold",
        size=size,
        gap=0,
    )
    sheet.canvas.setFillColorRGB(0, 0, 0)
    if look.heading_rule:
        sheet.canvas.setLineWidth(0.5)
        sheet.canvas.line(sheet.x0, sheet.y - 3, sheet.x0 + 60 * MM, sheet.y - 3)
    sheet.y -= look.gap


def _para(sheet: Sheet, block: Block) -> None:
    number, left = block.get("number"), 0.0
    if number:
        left = sheet.look.number_indent * MM
        _room(sheet, sheet.look.leading)
        before = sheet.y - sheet.look.leading
        _draw_line(sheet, words_of(f"{number}."), sheet.x0, before, sheet.look.size, None)
    _paragraph(sheet, block["text"], left=left)


def _bullets(sheet: Sheet, block: Block, depth: int = 1) -> None:
    look = sheet.look
    sign = ("\u2022", "\u2013", "o")[min(depth, 3) - 1]
    if look.symbol_bullets:
        sign = ("\u2022", "\u2192", "\u25ca")[min(depth, 3) - 1]
    left = depth * 7 * MM
    for item in block["items"]:
        _room(sheet, look.leading)
        place = (sign, sheet.x0 + left - 5 * MM, sheet.y - look.leading)
        if look.symbol_bullets:
            sheet.late.append(place)
        else:
            sheet.canvas.setFont(f"{look.family}-Regular", look.size)
            sheet.canvas.drawString(place[1], place[2], sign)
        _paragraph(sheet, item["text"], left=left, gap=look.gap * 0.45)
        if item.get("items"):
            _bullets(sheet, item, depth + 1)
    sheet.y -= look.gap * 0.4


def _part(sheet: Sheet, entry: Block, name: str, left: float) -> None:
    """Draw one part of an entry; groups need the page's whole width and come afterwards."""
    labels = specimen.LABELS[sheet.home[:2]]
    match name:
        case "description":
            lines = entry["description"]
        case "bullets":
            lines = [f"\u2013 {item['text']}" for item in entry["bullets"]]
        case "documents":
            label = entry.get("documents_label", labels["document"])
            lines = [f"*{label}* {text}" for text in entry["documents"]]
        case "action" if entry.get("action"):
            lines = [f"*{entry.get('action_label', labels['action'])}* {entry['action']}"]
        case "people":
            lead = [entry["people_lead"]] if entry.get("people_lead") else []
            lines = lead + [p["line"] for p in entry["people"] if p.get("line")]
        case _:
            lines = []
    for line in lines:
        _paragraph(sheet, line, left=left, gap=1)


def _entry(sheet: Sheet, entry: Block) -> None:
    look = sheet.look
    left = look.time_width * MM
    _room(sheet, 2 * look.leading)
    if entry.get("time"):
        at = sheet.y - look.leading
        _draw_line(sheet, words_of(entry["time"]), sheet.x0, at, look.size, None)
    label = f"{entry['label']} " if entry.get("label") else ""
    _paragraph(sheet, label + entry["title"], left=left, style="bold", gap=2)
    for name in entry["order"]:
        _part(sheet, entry, name, left)
    sheet.y -= look.gap
    if entry.get("groups"):
        _groups(sheet, entry["groups"])
    for child in entry["children"]:
        _entry(sheet, child)


def _groups(sheet: Sheet, block: Block) -> None:
    look, groups = sheet.look, block["items"]
    gutter = 6 * MM
    width = (sheet.x1 - sheet.x0 - gutter * (len(groups) - 1)) / len(groups)
    columns = []
    for group in groups:
        head = f"{group['label']} {group['title']}" if group.get("label") else group["title"]
        lines = lines_of(sheet, words_of(head, "bold"), width, look.size)
        for text in group["description"] + [p["line"] for p in group["people"] if p.get("line")]:
            lines += lines_of(sheet, words_of(text), width, look.size)
        columns.append(lines)
    _room(sheet, max(map(len, columns)) * look.leading + look.gap)
    for i, lines in enumerate(columns):
        for j, line in enumerate(lines):
            x = sheet.x0 + i * (width + gutter)
            _draw_line(sheet, line, x, sheet.y - (j + 1) * look.leading, look.size, None)
    sheet.y -= max(map(len, columns)) * look.leading + look.gap


def _table(sheet: Sheet, block: Block) -> None:
    look = sheet.look
    rows = [block["head"]] if block.get("head") else []
    rows += [[cell["text"] for cell in row] for row in block["rows"]]
    width = (sheet.x1 - sheet.x0) / len(rows[0])
    for i, row in enumerate(rows):
        style = "bold" if i == 0 and block.get("head") else "regular"
        cells = [lines_of(sheet, words_of(c, style), width - 4 * MM, look.size) for c in row]
        height = max(map(len, cells)) * look.leading + 4
        _room(sheet, height)
        for j, lines in enumerate(cells):
            for k, line in enumerate(lines):
                y = sheet.y - (k + 1) * look.leading
                _draw_line(sheet, line, sheet.x0 + j * width, y, look.size, None)
        sheet.y -= height
    sheet.y -= look.gap


def _figure(sheet: Sheet, block: Block) -> None:
    height = 44 * MM
    _room(sheet, height + 3 * sheet.look.leading)
    top = sheet.y - 4
    step = (sheet.x1 - sheet.x0) / max(1, len(block["labels"]))
    sheet.canvas.setLineWidth(0.6)
    before: tuple[float, float] | None = None
    for i, label in enumerate(block["labels"]):
        x, y = sheet.x0 + i * step, top - 12 * MM - (i % 3) * 11 * MM
        sheet.canvas.rect(x, y - 3 * MM, step - 4 * MM, 8 * MM)
        _draw_line(sheet, words_of(label), x + 3, y, 7.5, None)
        if before is not None:
            sheet.canvas.line(*before, x, y + MM)
        before = (x + step - 4 * MM, y + MM)
    sheet.y = top - height
    _paragraph(sheet, block["caption"], style="bold", size=sheet.look.size * 0.9)


def _roster(sheet: Sheet, block: Block) -> None:
    """Delegations: the name on the left, what the delegate does on the right."""
    look = sheet.look
    for country in block["countries"]:
        _room(sheet, 3 * look.leading)
        _paragraph(sheet, country["name"].upper(), style="bold", gap=2)
        for person in country["people"]:
            name, _, duty = person.partition("  ")
            room = sheet.x1 - sheet.x0 - 62 * MM
            office = lines_of(sheet, words_of(duty), room, look.size)
            _room(sheet, max(1, len(office)) * look.leading)
            at = sheet.y - look.leading
            _draw_line(sheet, words_of(name), sheet.x0, at, look.size, None)
            for line in office:
                sheet.y -= look.leading
                _draw_line(sheet, line, sheet.x0 + 62 * MM, sheet.y, look.size, None)
            sheet.y -= 2 if office else look.leading
        sheet.y -= look.gap


def _contents(sheet: Sheet, block: Block) -> None:
    _paragraph(sheet, block.get("title", "Contents"), style="bold", gap=3)
    for item in block["entries"]:
        _room(sheet, sheet.look.leading)
        sheet.y -= sheet.look.leading
        name, size = _font(sheet.look, "regular", sheet.look.size)
        page = str(item["page"])
        dot = pdfmetrics.stringWidth(".", name, size)
        free = sheet.x1 - sheet.x0 - pdfmetrics.stringWidth(item["text"] + page + "  ", name, size)
        sheet.canvas.setFont(name, size)
        leader = "." * max(3, int(free / dot))
        sheet.canvas.drawString(sheet.x0, sheet.y, f"{item['text']} {leader} {page}")
    sheet.y -= 2 * sheet.look.gap


def _cover(sheet: Sheet, style: Block) -> None:
    """Lines of a cover or of a heading, each with its own size and place."""
    for line in style.get("cover", []):
        if line.get("skip"):
            sheet.y -= float(line["skip"]) * MM
        if line.get("rule"):
            sheet.canvas.setLineWidth(0.8)
            sheet.canvas.line(sheet.x0, sheet.y - 4, sheet.x1, sheet.y - 4)
            sheet.y -= 8
        if line.get("text"):
            width = sheet.x1 - sheet.x0
            _paragraph(
                sheet,
                line["text"],
                left=width * 0.6 if line.get("place") == "right" else 0.0,
                style=line.get("style", "regular"),
                size=float(line.get("size", sheet.look.size)),
                centred=line.get("place") == "centre",
                gap=float(line.get("gap", 3)),
            )
    if style.get("cover_page"):
        _turn(sheet)


def draw_block(sheet: Sheet, block: Block) -> None:
    """Draw one block of a source.

    Raises
    ------
    ValueError
        If the block is of a kind that drawings do not know.
    """
    sheet.lang = HYPHENATION.get(block.get("language", ""), sheet.home)
    match block["block"]:
        case "heading":
            _heading(sheet, block)
        case "annex":
            _turn(sheet)
            label = f"{block['label']} " if block.get("label") else ""
            _heading(sheet, {"text": label + block["title"], "level": 2})
        case "para":
            if block.get("box"):
                _heading(sheet, {"text": block["box"], "level": 3})
            _para(sheet, block)
        case "note":
            _paragraph(sheet, block["text"], size=sheet.look.size * 0.85)
        case "bullets":
            _bullets(sheet, block)
        case "enumeration":
            _paragraph(sheet, specimen.enumeration_text(block))
        case "day":
            _heading(sheet, {"text": block["text"], "level": 3})
        case "entry" | "item":
            _entry(sheet, block)
        case "table":
            _table(sheet, block)
        case "quote":
            source = f" {block['source']}" if block.get("source") else ""
            _paragraph(sheet, block["text"] + source, left=60, right=60, style="italic")
        case "figure":
            _figure(sheet, block)
        case "participants":
            _roster(sheet, block)
        case "toc":
            _contents(sheet, block)
        case "pagebreak":
            _turn(sheet)
        case other:
            raise ValueError(f"no drawing for a block of kind {other!r}")


def render(source: Source, out: Path) -> None:
    """Draw a source as a PDF whose bytes depend on the source alone.

    Parameters
    ----------
    source : Source
        A specimen's source with ``producer: drawing``.
    out : Path
        The PDF to write.
    """
    look, style = load_look(source["look"]), source["style"]
    _register(look.family)
    canvas = Canvas(str(out), pagesize=A4, invariant=1, pageCompression=1)
    sheet = Sheet(
        canvas,
        look,
        style.get("lang", "en_GB"),
        style.get("header", ""),
        style["footer"],
        style.get("page_label", "{}"),
    )
    sheet.lang = sheet.home
    _begin_page(sheet)
    _cover(sheet, style)
    for block in source["blocks"]:
        draw_block(sheet, block)
    _finish_page(sheet)
    canvas.save()
