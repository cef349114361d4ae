"""A second reader for pages that PDFium reads badly: pdfplumber, where it does better."""

from __future__ import annotations

import io
import re
import struct
import zlib
from dataclasses import replace
from typing import Any

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from communique.extract.layout import Page, Word
from communique.extract.placed import PlacedWords
from communique.records import Box

_MAX_PAGES = 40
_DAMAGED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff\ufffd]")
#: What a damaged file makes pdfplumber raise: its own errors and pdfminer's, and, as both
#: take the file's objects to be what they should be, those of any value of a wrong type,
#: range, length or encoding, of objects that hold themselves, and of streams cut short.
_FAILURES = (
    PdfminerException,
    MalformedPDFException,
    PSException,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    NotImplementedError,
    OSError,
    EOFError,
    struct.error,
    zlib.error,
)


def needs_second_opinion(page: Page) -> bool:
    """Whether a page's words look damaged: unmapped glyphs, or type without any word."""
    words = page.words
    texts = words.texts if isinstance(words, PlacedWords) else [word.text for word in words]
    text = "".join(texts)
    if not text:
        return page.engine == "none" or (not page.images and bool(page.rules))
    return damage(text) > 0.15


def damage(text: str) -> float:
    """The share of characters that are no text: control, private-use, replacement (0 to 1)."""
    if text.isprintable() and "\ufffd" not in text:
        return 0.0  # so it is with most pages, and told at once
    return len(_DAMAGED.findall(text)) / max(1, len(text))


def reread(data: bytes, pages: list[Page]) -> list[Page]:
    """The pages, those that look damaged replaced by pdfplumber's reading where it is better.

    Parameters
    ----------
    data : bytes
        The PDF file.
    pages : list of Page
        PDFium's reading of it.
    """
    wanted = [i for i, page in enumerate(pages) if needs_second_opinion(page)][:_MAX_PAGES]
    if not wanted:
        return pages
    result = list(pages)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for index in wanted:
                if index < len(pdf.pages):
                    page = pdf.pages[index]
                    words = _words(page)
                    page.close()
                    if _better(words, pages[index]):
                        result[index] = replace(
                            pages[index], words=tuple(words), engine="pdfplumber"
                        )
    except _FAILURES:  # a second reader that fails changes nothing
        return pages
    return result


def _better(words: list[Word], page: Page) -> bool:
    text, own = ("".join(word.text for word in held) for held in (words, page.words))
    return bool(text) and (not own or damage(text) < 0.5 * damage(own))


def _words(page: Any) -> list[Word]:
    found = page.extract_words(
        x_tolerance_ratio=0.15, use_text_flow=True, extra_attrs=["fontname", "size"]
    )
    words = []
    for item in found:
        size, name = float(item["size"]), str(item["fontname"]).split("+")[-1]
        box = Box(
            round(float(item["x0"]), 2),
            round(float(item["top"]), 2),
            round(float(item["x1"]), 2),
            round(float(item["bottom"]), 2),
        )
        words.append(
            Word(
                text=str(item["text"]),
                box=box,
                baseline=round(box.bottom - 0.2 * size, 2),
                size=round(size, 2),
                font=name,
                bold="bold" in name.lower(),
                italic="ital" in name.lower() or "obli" in name.lower(),
            )
        )
    return words
