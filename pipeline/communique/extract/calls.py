"""PDFium's functions as plain calls: no argument is checked, no result is wrapped.

``pypdfium2.raw`` checks and converts each argument and wraps each pointer, which takes longer
than most of the functions themselves; they are called for every word and object of
a page. Here handles are numbers, and results land in buffers that are made once.
A handle that was not given by PDFium, or was closed, ends the process: only the
readers of pages call these.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from pypdfium2 import raw

Handle = ctypes.c_void_p


def plain(function: Any, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """A function of ``pypdfium2.raw`` without the checks around it.

    Parameters
    ----------
    function
        The function.
    result
        What it gives back, as a type of ``ctypes``; a pointer comes as a number.

    Returns
    -------
    callable
        Takes `Handle`, whole numbers and ``ctypes.byref(…)``; nothing else is converted.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result)(address)


def handle(pointer: Any) -> Handle:
    """A pointer of ``pypdfium2.raw`` as the argument of a plain function."""
    return ctypes.cast(pointer, ctypes.c_void_p)


_box = plain(raw.FPDFText_GetCharBox)
_origin = plain(raw.FPDFText_GetCharOrigin)
_angle = plain(raw.FPDFText_GetCharAngle, ctypes.c_float)
_size = plain(raw.FPDFText_GetFontSize, ctypes.c_double)
_matrix = plain(raw.FPDFText_GetMatrix)
_object = plain(raw.FPDFText_GetTextObject, ctypes.c_void_p)
_generated = plain(raw.FPDFText_IsGenerated)
_font = plain(raw.FPDFText_GetFontInfo, ctypes.c_ulong)
_weight = plain(raw.FPDFText_GetFontWeight)
_fill = plain(raw.FPDFText_GetFillColor)
_MOST_NAME = 256


class Characters:
    """The characters of a text page, asked one by one.

    Parameters
    ----------
    text_page
        An open text page; none of the methods may be called once it is closed.
    """

    def __init__(self, text_page: raw.FPDF_TEXTPAGE) -> None:
        self._page = handle(text_page)
        self._numbers = (ctypes.c_double * 4)()
        self._places = [ctypes.byref(self._numbers, 8 * i) for i in range(4)]
        self._turn = raw.FS_MATRIX()
        self._turned = ctypes.byref(self._turn)
        self._name = ctypes.create_string_buffer(_MOST_NAME)
        self._flags = ctypes.c_int()
        self._flagged = ctypes.byref(self._flags)
        self._colour = (ctypes.c_uint * 4)()
        self._shades = [ctypes.byref(self._colour, 4 * i) for i in range(4)]

    def box(self, i: int) -> tuple[float, float, float, float] | None:
        """Left, right, bottom and top of a character's ink, in user space."""
        if not _box(self._page, i, *self._places):
            return None
        left, right, bottom, top = self._numbers
        return left, right, bottom, top

    def origin(self, i: int) -> tuple[float, float] | None:
        """Where a character stands, in user space."""
        x, y = self._places[:2]
        return (self._numbers[0], self._numbers[1]) if _origin(self._page, i, x, y) else None

    def angle(self, i: int) -> float:
        """The direction in which a character is written, in radians."""
        found: float = _angle(self._page, i)
        return found

    def size(self, i: int) -> float:
        """The font size that a character's text object states."""
        found: float = _size(self._page, i)
        return found

    def matrix(self, i: int) -> raw.FS_MATRIX | None:
        """The matrix of a character's text object; valid until the next call."""
        return self._turn if _matrix(self._page, i, self._turned) else None

    def font(self, i: int) -> tuple[bytes, int]:
        """The name of a character's font as the file states it, and the font's flags."""
        length = _font(self._page, i, self._name, _MOST_NAME, self._flagged)
        return self._name.raw[: max(0, min(length, _MOST_NAME) - 1)], self._flags.value

    def weight(self, i: int) -> int:
        """The weight that a character's font states, 400 being plain."""
        found: int = _weight(self._page, i)
        return found

    def colour(self, i: int) -> int:
        """The colour (0xRRGGBB) that a character is filled with; black where none is stated."""
        if not _fill(self._page, i, *self._shades):
            return 0
        red, green, blue, _ = self._colour
        return int(red) << 16 | int(green) << 8 | int(blue)

    def text_object(self, i: int) -> int:
        """The address of the text object that a character belongs to, 0 if it has none."""
        return _object(self._page, i) or 0

    def generated(self, i: int) -> bool:
        """Whether PDFium made the character up, such as a space between two words."""
        return bool(_generated(self._page, i))
