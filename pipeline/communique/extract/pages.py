"""Reading a PDF's pages with PDFium: words with their type face, rules and images.

The text of a page is fetched in one call and only the ends of each word are
asked for boxes, which is many times faster than a walk over characters; a word
is looked at character by character only where its first and last character
belong to different text objects (a footnote mark glued to a word).
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from communique.extract.calls import Characters
from communique.extract.drawings import page_drawings
from communique.extract.faces import Face, face_of, type_size
from communique.extract.geometry import Placement
from communique.extract.layout import Page, Word
from communique.extract.spacing_accents import joined_accents
from communique.records import Box

_HYPHEN_BREAK = "\ufffe"
_SEPARATORS = re.compile(r"[^\s\u0000-\u001f\ufffe]+\ufffe?|\ufffe")
#: Some producers write a hyphen and its typographic twin for one dash.
_TWICE_HYPHENED = re.compile("-\u2010|\u2010-")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\u00a0": " ",
        "\u200b": "",
        "\u200c": "",
        "\u200d": "",
        "\ufeff": "",
        "\u2060": "",
    }
)
#: No page of a meeting document comes near this; a page that does is cut there.
MAX_CHARACTERS = 200_000


class UnreadableError(Exception):
    """A file that cannot be read as a PDF; the message is one plain sentence."""


@contextmanager
def open_pdf(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF from its bytes.

    Raises
    ------
    UnreadableError
        If the bytes are no PDF that PDFium can open, or need a password.
    """
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableError(_why(data, str(error))) from error
    try:
        yield pdf
    finally:
        pdf.close()


def _why(data: bytes, error: str) -> str:
    if not data:
        return "The file is empty (0 bytes)."
    if "password" in error.lower():
        return "The file is encrypted and needs a password; save an unprotected copy."
    if b"%PDF-" not in data[:1024]:
        return "The file is not a PDF, whatever its name says."
    if b"%%EOF" not in data[-2048:]:
        return "The PDF is cut off before its end; fetch it again."
    return "The PDF is damaged and cannot be opened; fetch it again or print it to a new PDF."


def read_pages(path: Path, *, limit: int = 2000) -> list[Page]:
    """Read every page of a PDF file.

    Parameters
    ----------
    path : Path
        The file.
    limit : int
        The most pages to read.

    Raises
    ------
    UnreadableError
        If the file cannot be opened as a PDF.
    """
    with open_pdf(path.read_bytes()) as pdf:
        return list(islice(iterate_pages(pdf), limit))


def iterate_pages(pdf: pdfium.PdfDocument) -> Iterator[Page]:
    """Read the pages one by one; a page that cannot be loaded comes out empty."""
    for index in range(len(pdf)):
        yield read_page(pdf, index)


def read_page(pdf: pdfium.PdfDocument, index: int) -> Page:
    """Read one page (counted from 0) into words, rules and images."""
    page = raw.FPDF_LoadPage(pdf.raw, index)
    if not page:
        return Page(number=index + 1, width=0.0, height=0.0, words=(), engine="none")
    try:
        placement = _placement(page)
        words = _page_words(page, placement)
        rules, images = page_drawings(page, placement)
    finally:
        raw.FPDF_ClosePage(page)
    inside = [word for word in words if _visible(word.box, placement)]
    return Page(
        number=index + 1,
        width=placement.width,
        height=placement.height,
        words=tuple(inside),
        rules=rules,
        images=images,
    )


def _visible(box: Box, placement: Placement) -> bool:
    middle_x, middle_y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return -2 <= middle_x <= placement.width + 2 and -2 <= middle_y <= placement.height + 2


def _placement(page: raw.FPDF_PAGE) -> Placement:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    found = raw.FPDFPage_GetCropBox(page, left, bottom, right, top) or raw.FPDFPage_GetMediaBox(
        page, left, bottom, right, top
    )
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    rotation = raw.FPDFPage_GetRotation(page) * 90
    x0 = min(left.value, right.value) if found else 0.0
    y0 = min(bottom.value, top.value) if found else 0.0
    return Placement(width=width, height=height, left=x0, bottom=y0, rotation=rotation)


def _page_words(page: raw.FPDF_PAGE, placement: Placement) -> list[Word]:
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        return []
    try:
        return _words(text_page, placement)
    finally:
        raw.FPDFText_ClosePage(text_page)


def _page_text(text_page: raw.FPDF_TEXTPAGE, count: int) -> str:
    """The page's text with one character for each of PDFium's, so that offsets agree."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, buffer)
    if written == count + 1:
        units = buffer[:count]
        text = "".join(map(chr, units))
        if not _SURROGATES.search(text):
            return text
    codes = (raw.FPDFText_GetUnicode(text_page, i) for i in range(count))
    return "".join(
        chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes
    )


def _words(text_page: raw.FPDF_TEXTPAGE, placement: Placement) -> list[Word]:
    count = min(raw.FPDFText_CountChars(text_page), MAX_CHARACTERS)
    if count <= 0:
        return []
    text = _page_text(text_page, count)
    characters = Characters(text_page)
    faces: dict[int, Face] = {}
    found: list[Word | None] = []
    for match in _SEPARATORS.finditer(text):
        start, end = match.span()
        whole = end - start == 1 or (
            characters.text_object(start) == characters.text_object(end - 1)
        )
        if whole:
            found.append(_word(characters, match.group(), start, placement, faces))
            continue
        found += [
            _word(characters, text[first:last], first, placement, faces)
            for first, last in _runs(characters, start, end)
        ]
    return [word for word in found if word is not None]


def _runs(characters: Characters, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a word where its size or baseline changes (a footnote mark glued to it)."""
    begin, before = start, _stance(characters, start)
    for i in range(start + 1, end):
        stance = _stance(characters, i)
        if stance is None or before is None:
            before = before or stance
            continue
        if abs(stance[0] - before[0]) > 0.6 or abs(stance[1] - before[1]) > 0.12 * max(
            stance[0], before[0], 1.0
        ):
            yield begin, i
            begin = i
        before = stance
    yield begin, end


def _stance(characters: Characters, i: int) -> tuple[float, float] | None:
    """The effective size and the baseline of a character (``None``: made up by PDFium)."""
    if characters.generated(i):
        return None
    origin = characters.origin(i)
    if origin is None:
        return None
    upright = abs(math.cos(characters.angle(i))) > 0.7
    return type_size(characters, i), origin[1 if upright else 0]


def _word(
    characters: Characters,
    printed: str,
    start: int,
    placement: Placement,
    faces: dict[int, Face],
) -> Word | None:
    ink, end = start, start + len(printed)
    while ink < end - 1 and characters.generated(ink):
        ink += 1
    first = characters.box(ink)
    last = characters.box(end - 1) or first
    clean = _cleaned(printed)
    if first is None or last is None or not clean:
        return None
    face = face_of(characters, ink, faces)
    angle = characters.angle(ink)
    box = placement.box(
        min(first[0], last[0]),
        min(first[2], last[2]),
        max(first[1], last[1]),
        max(first[3], last[3]),
    )
    upright = 0
    if angle or placement.rotation:
        # PDFium counts clockwise; the page's own turn takes the same amount off.
        upright = round(360 - math.degrees(angle) % 360 - placement.rotation) % 360
        upright = 0 if upright <= 3 or upright >= 357 else upright
    across, down = placement.point(*(characters.origin(ink) or (first[0], first[2])))
    baseline = across if upright in (90, 270) else down
    if upright == 0 and box.height < 0.3 * face.size:
        # A dash or a stop has a low box; give it the height of its line.
        box = Box(box.x0, baseline - 0.7 * face.size, box.x1, baseline + 0.2 * face.size)
    return Word(
        clean,
        box,
        round(baseline, 2),
        face.size,
        face.font,
        face.bold,
        face.italic,
        upright,
        face.colour,
        printed.endswith((_HYPHEN_BREAK, "\u00ad")),
    )


def _cleaned(printed: str) -> str:
    """A word's text with ligatures, hyphens and accents as they are typed."""
    if printed.isascii() and "`" not in printed:
        return printed
    clean = printed.rstrip(_HYPHEN_BREAK + "\u00ad").replace("\u00ad", "").translate(_LIGATURES)
    clean = _TWICE_HYPHENED.sub("-", clean.replace(_HYPHEN_BREAK, "")).strip()
    return joined_accents(clean)
