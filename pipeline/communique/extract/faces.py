"""The type face that a character is set in: font, size, weight, slant, colour."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass

from pypdfium2 import raw

_BOLD = re.compile(
    r"bold|black|heavy|semibold|demi(?!light)|[-,_ ]bd\b|^(?:cm|sf|lm)s*bx|^cmb\d", re.IGNORECASE
)
_ITALIC = re.compile(
    r"italic|oblique|kursiv|slanted|[-,_ ]it\b|-?ital\b|^(?:cm|sf)s*(?:ti|sl|it|i)\d", re.IGNORECASE
)

#: Names of plain faces, whose stems some producers state as heavy.
_PLAIN = re.compile(
    r"roman|regular|book|light|thin|normal|[-,](?:italic|oblique|it)$|^(?:cm|sf|lm)(?:r|ti|sl)\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Face:
    """The type face of a text object."""

    font: str
    size: float
    bold: bool
    italic: bool
    colour: int


def face_of(text_page: raw.FPDF_TEXTPAGE, i: int, faces: dict[int, Face]) -> Face:
    """The face of character ``i``; ``faces`` keeps those of the text objects met so far."""
    key = text_object(text_page, i)
    known = faces.get(key)
    if known is not None and key:
        return known
    flags = ctypes.c_int()
    name_buffer = ctypes.create_string_buffer(256)
    length = raw.FPDFText_GetFontInfo(text_page, i, name_buffer, 256, flags)
    name = name_buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
    name = name.split("+", 1)[-1]
    weight = raw.FPDFText_GetFontWeight(text_page, i)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    coloured = raw.FPDFText_GetFillColor(text_page, i, red, green, blue, alpha)
    bold = bool(_BOLD.search(name))
    if not bold and not _PLAIN.search(name):
        bold = weight >= 600 or bool(flags.value & (1 << 18))
    face = Face(
        font=name,
        size=type_size(text_page, i),
        bold=bold,
        italic=bool(_ITALIC.search(name)) or bool(flags.value & (1 << 6)),
        colour=(red.value << 16 | green.value << 8 | blue.value) if coloured else 0,
    )
    faces[key] = face
    return face


def type_size(text_page: raw.FPDF_TEXTPAGE, i: int) -> float:
    """Font size of character ``i`` times the scale of the text matrix, in points."""
    size: float = raw.FPDFText_GetFontSize(text_page, i)
    matrix = raw.FS_MATRIX()
    if raw.FPDFText_GetMatrix(text_page, i, matrix):
        scale = math.hypot(matrix.c, matrix.d)
        if scale > 0:
            size *= scale
    return round(size, 2)


def text_object(text_page: raw.FPDF_TEXTPAGE, i: int) -> int:
    """The address of the text object that character ``i`` belongs to, 0 if it has none."""
    return ctypes.cast(raw.FPDFText_GetTextObject(text_page, i), ctypes.c_void_p).value or 0
