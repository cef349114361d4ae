"""Where the texts of a source stand in its built PDF.

Texts are compared folded: white space, hyphens, quotes and case do not count, so that line
breaks, hyphenation and the like make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

_DROPPED = re.compile(r"[\s\u00ad\u200b\ufffe\-\u2010-\u2015\u2212_]+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "`": "'"})


def norm(text: str) -> str:
    """Fold a text so that white space, hyphens, quotes and case do not count."""
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()
    return _DROPPED.sub("", folded)


def page_texts(pdf: Path) -> list[str]:
    """The text layer of each page, as PDFium gives it."""
    document = pdfium.PdfDocument(pdf)
    texts = []
    for page in document:
        layer = page.get_textpage()
        texts.append(layer.get_text_range())
        layer.close()
        page.close()
    document.close()
    return texts


@dataclass
class Locator:
    """Looks texts up in a PDF's pages, going forward as a reader would."""

    pages: list[str]
    page: int = 0
    offset: int = 0

    def _search(self, needle: str) -> tuple[int, int] | None:
        for page in range(self.page, len(self.pages)):
            at = self.pages[page].find(needle, self.offset if page == self.page else 0)
            if at >= 0:
                return page, at
        # A layout may write columns, notes or headers in an order of its own.
        order = [self.page, *range(self.page + 1, len(self.pages)), *range(self.page - 1, -1, -1)]
        for page in order:
            at = self.pages[page].find(needle)
            if at >= 0:
                return page, at
        return None

    def find(self, text: str, move: bool = True) -> tuple[int, str]:
        """Page (from 1; 0: not found) where a text begins, and the text around a page break.

        The second value is empty unless the text goes on on the next page.
        """
        needle = norm(text)
        if not needle:
            return 0, ""
        sizes = [len(needle)] + [n for n in (60, 40, 25, 15) if n < len(needle)]
        found = next((hit for n in sizes if (hit := self._search(needle[:n]))), None)
        if found is None:
            return 0, ""
        page, at = found
        here = self.pages[page][at:]
        same = next(
            (k for k, (a, b) in enumerate(zip(needle, here, strict=False)) if a != b),
            min(len(needle), len(here)),
        )
        middle = ""
        end = page, at + same
        rest = needle[same:]
        if rest and page + 1 < len(self.pages):
            # The two pages may begin with the same letters by chance: give the break some room.
            for back in range(3):
                begin = needle[same - back :]
                onward = self.pages[page + 1].find(begin[:40])
                if onward >= 0:
                    middle = needle[max(0, same - back - 16) : same - back + 16]
                    end = page + 1, onward + len(begin)
                    break
        if move:
            self.page, self.offset = end
        return page + 1, middle


def uncovered(text: str, whole: str, least: int = 6) -> str:
    """The first stretch of a folded text that no page holds; empty if all of it is printed."""
    at = 0
    while at < len(text):
        size = len(text) - at
        if text[at:] in whole:
            return ""
        low, high = 0, size
        while low < high:
            middle = (low + high + 1) // 2
            if text[at : at + middle] in whole:
                low = middle
            else:
                high = middle - 1
        if low < min(least, size):
            return text[at : at + 40]
        at += low
    return ""
