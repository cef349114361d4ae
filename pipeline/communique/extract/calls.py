"""PDFium's functions as plain calls: no argument is checked, no result is wrapped.

``pypdfium2.raw`` checks and converts each argument and wraps each pointer, which takes longer
than most of the functions themselves; they are called for every word and object of
a page. Here results land in buffers that are made once, and what is passed needs no
conversion: a handle and the place of a result as `handle` and ``ctypes.byref`` give them.
Other pointers are numbers, which only a function whose arguments are stated takes.
A handle that was not given by PDFium, or was closed, ends the process: only the
readers of pages call these.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from pypdfium2 import raw


def plain(function: Any, result: Any = ctypes.c_int, *arguments: Any) -> Callable[..., Any]:
    """A function of ``pypdfium2.raw`` without the checks around it.

    Parameters
    ----------
    function
        The function.
    result
        What it gives back, as a type of ``ctypes``; a pointer comes as a number. ``None``
        where nobody reads it, which spares making a number of it.
    *arguments
        What it takes, as types of ``ctypes``, where a pointer is handed in as a number.

    Returns
    -------
    callable
        Takes `handle`, whole numbers and ``ctypes.byref(…)``; nothing else is converted
        unless ``arguments`` say so.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    called = ctypes.PYFUNCTYPE(result)(address)
    if arguments:
        called.argtypes = arguments
    return called


def handle(pointer: Any) -> Any:
    """A pointer of ``pypdfium2.raw`` as the argument of a plain function."""
    address = ctypes.cast(pointer, ctypes.c_void_p).value or 0
    return ctypes.byref(ctypes.c_char.from_address(address))


# What is asked of a page, and of each of its words or text objects.
page_text = plain(raw.FPDFText_GetText)
char_box = plain(raw.FPDFText_GetCharBox, None)
char_origin = plain(raw.FPDFText_GetCharOrigin, None)
char_angle = plain(raw.FPDFText_GetCharAngle, ctypes.c_float)
char_matrix = plain(raw.FPDFText_GetMatrix, None)
char_colour = plain(raw.FPDFText_GetFillColor, None)
font_size = plain(raw.FPDFText_GetFontSize, ctypes.c_double)
font_weight = plain(raw.FPDFText_GetFontWeight)
font_info = plain(raw.FPDFText_GetFontInfo, ctypes.c_ulong)
text_object = plain(raw.FPDFText_GetTextObject, ctypes.c_size_t)
object_font = plain(raw.FPDFTextObj_GetFont, ctypes.c_size_t, ctypes.c_void_p)


class Origin:
    """Tells where characters stand.

    Parameters
    ----------
    page
        The `handle` of an open text page.
    """

    def __init__(self, page: Any) -> None:
        self._page = page
        self._numbers = (ctypes.c_double * 2)()
        self._x, self._y = ctypes.byref(self._numbers), ctypes.byref(self._numbers, 8)

    def of(self, i: int) -> tuple[float, float]:
        """Where character ``i`` stands, in user space."""
        char_origin(self._page, i, self._x, self._y)
        return self._numbers[0], self._numbers[1]
