"""The type face that a character is set in: font, size, weight, slant, colour."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from communique.extract.calls import Characters

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


def face_of(characters: Characters, i: int, faces: dict[int, Face]) -> Face:
    """The face of character ``i``; ``faces`` keeps those of the text objects met so far."""
    key = characters.text_object(i)
    known = faces.get(key)
    if known is not None and key:
        return known
    stated, flags = characters.font(i)
    name, says_bold, says_plain, says_italic = _said(stated)
    bold = says_bold
    if not bold and not says_plain:
        bold = characters.weight(i) >= 600 or bool(flags & (1 << 18))
    face = Face(
        font=name,
        size=type_size(characters, i),
        bold=bold,
        italic=says_italic or bool(flags & (1 << 6)),
        colour=characters.colour(i),
    )
    faces[key] = face
    return face


@lru_cache(maxsize=256)
def _said(stated: bytes) -> tuple[str, bool, bool, bool]:
    """A font's name without its subset's tag, and whether it says bold, plain, italic."""
    name = stated.decode("utf-8", "replace").split("+", 1)[-1]
    return name, bool(_BOLD.search(name)), bool(_PLAIN.search(name)), bool(_ITALIC.search(name))


def type_size(characters: Characters, i: int) -> float:
    """Font size of character ``i`` times the scale of the text matrix, in points."""
    size = characters.size(i)
    matrix = characters.matrix(i)
    if matrix is not None:
        scale = math.hypot(matrix.c, matrix.d)
        if scale > 0:
            size *= scale
    return round(size, 2)
