"""The type face that a character is set in: font, size, weight, slant, colour, direction."""

from __future__ import annotations

import ctypes
import math
import re
import struct
from collections import deque
from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

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
from communique.extract.geometry import Numbers, Places

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


#: What tells a face from others: font, size, colour (red, green, blue, opacity), and the first
#: four numbers of a matrix.
_TOLD = struct.Struct("=Qd4I4f")
#: A colour and a whole matrix, in portions of 8 bytes.
_ASKED = 5
_MOST_NAME = 256


class Face(NamedTuple):
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

    def __init__(self, page: Any, rotation: int, objects: Sequence[int] = ()) -> None:
        self._page = page
        self._rotation = rotation
        self._objects = objects
        self._places: dict[bytes, int] = {}
        self._standing: set[int] = set()
        self._fonts: dict[int, tuple[str, bool, bool]] = {}
        self._origin = Origin(page)
        #: The faces found, none of them twice.
        self.faces: list[Face] = []

    def worn(self, owners: Sequence[int], at: Sequence[int]) -> tuple[Places, Numbers]:
        """The faces of text objects, and the y that all characters of each stand on.

        Level writing stands where its object begins. It is seen once for each face whether
        that is so: a font that is written downwards begins elsewhere. Inside other objects
        PDFium may count the places of characters otherwise, so that there it is seen each time.

        Parameters
        ----------
        owners
            The objects.
        at
            One character of each.

        Returns
        -------
        places : array of shape (objects,)
            The face of each object, by its place among `faces`.
        stands : array of shape (objects,)
            The y of each, in user space; ``nan`` where it is not known.
        """
        if not owners:
            return np.zeros(0, np.intp), np.zeros(0)
        told, ys = self._told(owners, at)
        begins = np.ones(len(at), bool)  # mostly one object follows another of its kind
        begins[1:] = (told[:, 1:] != told[:, :-1]).any(axis=0)
        begun: list[int] = np.flatnonzero(begins).tolist()
        first_of: dict[int, int] = {}
        places = []
        for n in begun:
            key = told[:, n].tobytes()
            place = self._places.setdefault(key, len(self._places))
            if place == len(self.faces):
                self.faces.append(self._made(at[n], key))
            first_of.setdefault(place, n)
            places.append(place)
        worn = np.array(places)[np.cumsum(begins) - 1]
        for place, n in first_of.items():
            if place not in self._standing and self._stands(place, at[n], ys[n]):
                self._standing.add(place)
        owned = set(owners)
        if self._standing.issuperset(first_of) and len(owned) == sum(
            map(owned.__contains__, self._objects)
        ):
            return worn, ys
        own = owned.intersection(self._objects)
        stands = ys.copy()
        for n, (owner, place) in enumerate(zip(owners, worn.tolist(), strict=True)):
            if place in self._standing and owner in own:
                continue
            if self._stands(place, at[n], ys[n]):
                self._standing.add(place)
            else:
                stands[n] = np.nan
        return worn, stands

    def _stands(self, place: int, i: int, y: float) -> bool:
        """Whether a character of a face stands where its object begins."""
        return self.faces[place].level and self._origin.of(i)[1] == y

    def _told(
        self, owners: Sequence[int], at: Sequence[int]
    ) -> tuple[npt.NDArray[np.uint64], Numbers]:
        """What tells the faces of objects, a column for each, and the y at which each begins.

        The answers about an object land in one buffer, and are taken from there before the next
        is asked.
        """
        page, buffer, kept = repeat(self._page), (ctypes.c_uint64 * _ASKED)(), bytearray()
        *colour, turn = (repeat(ctypes.byref(buffer, 4 * i)) for i in range(5))
        asked = zip(
            map(char_colour, page, at, *colour),
            map(char_matrix, page, at, turn),
            map(kept.extend, repeat(buffer)),
            strict=False,
        )
        deque(asked, maxlen=0)
        answers = np.frombuffer(kept, np.uint64).reshape(-1, _ASKED)
        told = np.empty((2 + _ASKED - 1, len(at)), np.uint64)
        told[0] = np.fromiter(map(object_font, owners), np.uint64, len(at))
        told[1] = np.fromiter(map(font_size, page, at), np.float64, len(at)).view(np.uint64)
        told[2:] = answers[:, :-1].T
        told[2:4, told[0] == 0] = 0  # no object, of which no colour is stated
        ys = answers.view(np.float32)[:, -1].astype(np.float64)
        return told, ys

    def _made(self, i: int, told: bytes) -> Face:
        font, size, red, green, blue, _, _, b, c, d = _TOLD.unpack(told)
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
            colour=red << 16 | green << 8 | blue,
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
