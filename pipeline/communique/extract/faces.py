"""The type face that a character is set in: font, size, weight, slant, colour, direction."""

from __future__ import annotations

import ctypes
import math
import re
import struct
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from communique.extract.calls import (
    Origin,
    char_angle,
    char_colour,
    char_matrix,
    font_info,
    font_size,
    font_weight,
    object_font,
)

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


#: A colour (red, green, blue, opacity), then the first four numbers of a matrix.
_ASKED = struct.Struct("=4I4f")
#: Font, size, whether a colour is stated, and what else was asked.
_Kind = tuple[int, float, int, bytes]
_MOST_NAME = 256


@dataclass(frozen=True, slots=True)
class Face:
    """The type face of text objects.

    ``angle`` is the direction of writing in degrees, counted anticlockwise on the page as it
    is seen; in the page's own coordinates, ``sideways`` tells that it is nearer to
    vertical, and ``level`` that it is not and that y stays the same along it.
    """

    font: str
    size: float
    bold: bool
    italic: bool
    colour: int
    angle: int
    level: bool
    sideways: bool


class Faces:
    """The faces of a text page's objects.

    A page has as many text objects as words, and few ways to set them: an object is asked
    for what tells its face from others, and the rest is worked out once for each face.

    Parameters
    ----------
    page
        The `handle` of an open text page.
    rotation : int
        The page's own clockwise turn in degrees.
    objects
        The page's own objects, without those inside others; they need fewer questions.
    """

    def __init__(self, page: Any, rotation: int, objects: Container[int] = ()) -> None:
        self._page = page
        self._rotation = rotation
        self._objects = objects
        self._places: dict[_Kind, int] = {}
        self._standing: set[int] = set()
        self._fonts: dict[int, tuple[str, bool, bool]] = {}
        self._origin = Origin(page)
        self._asked: Any = ctypes.create_string_buffer(40)
        self._answers = [ctypes.byref(self._asked, 4 * i) for i in range(5)]
        self._begins = memoryview(self._asked).cast("B").cast("f")[8:]
        #: The faces found, none of them twice.
        self.faces: list[Face] = []
        #: The face of each text object met, by its place among the faces.
        self.face_of: dict[int, int] = {}
        #: The y that all characters of a text object stand on, where it is known.
        self.stand_of: dict[int, float] = {}

    def meet(self, firsts: Mapping[int, int]) -> None:
        """Ask text objects for their faces; each comes with one of its characters.

        Level writing stands where its object begins. It is seen once for each face whether
        that is so: a font that is written downwards begins elsewhere. Inside other objects
        PDFium may count the places of characters otherwise, so that there it is seen each time.
        """
        page, objects, places, standing = self._page, self._objects, self._places, self._standing
        asked, begins = self._asked, self._begins
        red, green, blue, opacity, turn = self._answers
        kind: _Kind | None = None
        place = -1
        for owner, i in firsts.items():
            char_matrix(page, i, turn)
            coloured = char_colour(page, i, red, green, blue, opacity)
            before, kind = kind, (object_font(owner), font_size(page, i), coloured, asked[:32])
            if kind != before:  # mostly one follows another of its kind
                found = places.get(kind)
                if found is None:
                    found = places[kind] = len(places)
                    self.faces.append(self._made(i, *kind))
                place = found
            self.face_of[owner] = place
            if place in standing and owner in objects:
                self.stand_of[owner] = begins[1]
            elif self.faces[place].level and self._origin.of(i)[1] == begins[1]:
                self.stand_of[owner] = begins[1]
                standing.add(place)

    def _made(self, i: int, font: int, size: float, coloured: int, asked: bytes) -> Face:
        red, green, blue, _, _, b, c, d = _ASKED.unpack(asked)
        name, bold, italic = self._fonts.get(font) or self._font(font, i)
        scale = math.hypot(c, d)
        turn = char_angle(self._page, i)
        sideways = abs(math.cos(turn)) <= 0.7
        angle = 0
        if turn or self._rotation:
            # PDFium counts clockwise; the page's own turn takes the same amount off.
            angle = round(360 - math.degrees(turn) % 360 - self._rotation) % 360
            angle = 0 if angle <= 3 or angle >= 357 else angle
        return Face(
            font=name,
            size=round(size * scale if scale > 0 else size, 2),
            bold=bold,
            italic=italic,
            colour=red << 16 | green << 8 | blue if coloured else 0,
            angle=angle,
            level=b == 0.0 and not sideways,
            sideways=sideways,
        )

    def _font(self, font: int, i: int) -> tuple[str, bool, bool]:
        """A font's name, whether it is bold, and whether it is italic."""
        stated, flags = ctypes.create_string_buffer(_MOST_NAME), ctypes.c_int()
        length = font_info(self._page, i, stated, _MOST_NAME, ctypes.byref(flags))
        known = stated.raw[: max(0, min(length, _MOST_NAME) - 1)]
        name, bold, says_plain, says_italic = _said(known)
        if not bold and not says_plain:
            bold = font_weight(self._page, i) >= 600 or bool(flags.value & (1 << 18))
        self._fonts[font] = name, bold, says_italic or bool(flags.value & (1 << 6))
        return self._fonts[font]


@lru_cache(maxsize=256)
def _said(stated: bytes) -> tuple[str, bool, bool, bool]:
    """A font's name without its subset's tag, and whether it says bold, plain, italic."""
    name = stated.decode("utf-8", "replace").split("+", 1)[-1]
    return name, bool(_BOLD.search(name)), bool(_PLAIN.search(name)), bool(_ITALIC.search(name))
