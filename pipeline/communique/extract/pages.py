"""Reading a PDF's pages with PDFium: words with their type face, rules and images."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from communique.extract.drawings import page_drawings, page_objects
from communique.extract.geometry import Placement
from communique.extract.layout import Page
from communique.extract.words import page_words


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
        objects = page_objects(page)
        words, text_objects = page_words(page, placement, objects)
        rules, images = page_drawings(objects, placement, text_objects)
    finally:
        raw.FPDF_ClosePage(page)
    return Page(
        number=index + 1,
        width=placement.width,
        height=placement.height,
        words=words,
        rules=rules,
        images=images,
    )


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
