"""What is drawn around the words: ruling lines, the edges of boxes, images."""

from __future__ import annotations

import ctypes
from collections.abc import Container, Iterator, Sequence
from itertools import filterfalse, repeat

from pypdfium2 import raw

from communique.extract.calls import handle, plain
from communique.extract.geometry import Placement
from communique.extract.layout import Rule
from communique.records import Box

_THIN = 2.5
_LONG = 8.0
_MAX_OBJECTS = 20_000
_MAX_DEPTH = 4
_MAX_SEGMENTS = 4_000

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

# Objects and the segments of paths are numbers here.
_NUMBER, _PLACE = ctypes.c_void_p, ctypes.c_void_p
_count = plain(raw.FPDFPage_CountObjects)
_object = plain(raw.FPDFPage_GetObject, _NUMBER)
_inner_count = plain(raw.FPDFFormObj_CountObjects, ctypes.c_int, _NUMBER)
_inner_object = plain(raw.FPDFFormObj_GetObject, _NUMBER, _NUMBER, ctypes.c_ulong)
_kind = plain(raw.FPDFPageObj_GetType, ctypes.c_int, _NUMBER)
_matrix = plain(raw.FPDFPageObj_GetMatrix, ctypes.c_int, _NUMBER, _PLACE)
_bounds = plain(raw.FPDFPageObj_GetBounds, ctypes.c_int, _NUMBER, *[_PLACE] * 4)
_draw_mode = plain(raw.FPDFPath_GetDrawMode, ctypes.c_int, _NUMBER, _PLACE, _PLACE)
_segment_count = plain(raw.FPDFPath_CountSegments, ctypes.c_int, _NUMBER)
_segment = plain(raw.FPDFPath_GetPathSegment, _NUMBER, _NUMBER, ctypes.c_int)
_segment_point = plain(raw.FPDFPathSegment_GetPoint, ctypes.c_int, _NUMBER, _PLACE, _PLACE)
_segment_kind = plain(raw.FPDFPathSegment_GetType, ctypes.c_int, _NUMBER)
_closes = plain(raw.FPDFPathSegment_GetClose, ctypes.c_int, _NUMBER)
_PATH, _IMAGE, _FORM = raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM
_MOVE, _LINE = raw.FPDF_SEGMENT_MOVETO, raw.FPDF_SEGMENT_LINETO


def page_objects(page: raw.FPDF_PAGE) -> list[int]:
    """The objects on an open page, in order, without those inside others."""
    page_handle = handle(page)
    count = min(_count(page_handle), _MAX_OBJECTS)
    return list(map(_object, repeat(page_handle), range(count)))


def page_drawings(
    objects: Sequence[int], placement: Placement, text_objects: Container[int] = ()
) -> tuple[tuple[Rule, ...], tuple[Box, ...]]:
    """The ruling lines and images of a page, in reading coordinates.

    A stroked rectangle gives its four edges, so that a table drawn as boxes
    looks the same as one drawn with lines.

    Parameters
    ----------
    objects, placement
        The objects of a page that is open, and how the page lies.
    text_objects
        Objects known to be text: nearly all of a page's, so that few are asked what they are.
    """
    rules: dict[Box, Rule] = {}
    images: list[Box] = []
    shapes = _Shapes(placement)
    for drawn, kind, matrix in shapes.of(objects, text_objects):
        if kind == _PATH:
            for box in shapes.lines(drawn, matrix):
                if -5 < box.top < placement.height + 5 and -5 < box.x0 < placement.width + 5:
                    rules.setdefault(box, Rule(box))
        elif kind == _IMAGE:
            bounds = shapes.bounds(drawn, matrix)
            if bounds is not None:
                images.append(placement.box(*bounds))
    ordered = sorted(rules.values(), key=lambda rule: (rule.box.top, rule.box.x0, rule.box.x1))
    return tuple(ordered), tuple(images)


class _Shapes:
    """Asks the objects of a page for their numbers, which land in one buffer.

    Parameters
    ----------
    placement : Placement
        How the page lies.
    """

    def __init__(self, placement: Placement) -> None:
        self._placement = placement
        numbers, modes = (ctypes.c_float * 6)(), (ctypes.c_int * 2)()
        self._numbers = memoryview(numbers).cast("B").cast("f")
        self._places = [ctypes.byref(numbers, 4 * i) for i in range(6)]
        self._modes = modes
        self._mode_places = [ctypes.byref(modes, 4 * i) for i in range(2)]

    def of(
        self, objects: Sequence[int], text_objects: Container[int]
    ) -> Iterator[tuple[int, int, _Matrix]]:
        """The objects and those inside of them, but for those known to be text.

        Each comes with its kind and with the matrix of the forms that it lies in.
        """
        left = _MAX_OBJECTS - len(objects)
        inside: list[tuple[Iterator[int], _Matrix]] = [(iter(objects), _IDENTITY)]
        while inside:
            held, matrix = inside[-1]
            for drawn in filterfalse(text_objects.__contains__, held):
                kind = _kind(drawn)
                if kind == _FORM and len(inside) <= _MAX_DEPTH:
                    count = min(_inner_count(drawn), left)
                    left -= count
                    inner = map(_inner_object, repeat(drawn), range(count))
                    inside.append((inner, _times(self._matrix(drawn), matrix)))
                    break
                yield drawn, kind, matrix
            else:
                inside.pop()

    def _matrix(self, drawn: int) -> _Matrix:
        if not _matrix(drawn, self._places[0]):
            return _IDENTITY
        a, b, c, d, e, f = self._numbers
        return a, b, c, d, e, f

    def bounds(self, drawn: int, matrix: _Matrix) -> tuple[float, float, float, float] | None:
        """Left, bottom, right and top of an object, in user space."""
        if not _bounds(drawn, *self._places[:4]):
            return None
        left, bottom, right, top, _, _ = self._numbers
        ax, ay = _apply(matrix, left, bottom)
        bx, by = _apply(matrix, right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def lines(self, drawn: int, matrix: _Matrix) -> Iterator[Box]:
        """The lines that a path rules: itself where it is thin, else its straight edges."""
        bounds = self.bounds(drawn, matrix)
        if bounds is None:
            return
        whole = self._placement.box(*bounds)
        if whole.height <= _THIN or whole.width <= _THIN:
            if max(whole.width, whole.height) >= _LONG:
                yield whole
            return
        self._modes[1] = 0
        _draw_mode(drawn, *self._mode_places)
        if not self._modes[1]:
            return  # shading behind text draws no table
        own = _times(self._matrix(drawn), matrix)
        x, y = self._places[:2]
        last: tuple[float, float] | None = None
        start: tuple[float, float] | None = None
        for index in range(min(_segment_count(drawn), _MAX_SEGMENTS)):
            segment = _segment(drawn, index)
            self._numbers[0] = self._numbers[1] = 0.0
            _segment_point(segment, x, y)
            point = self._placement.point(*_apply(own, self._numbers[0], self._numbers[1]))
            kind = _segment_kind(segment)
            if kind == _MOVE:
                start = point
            elif kind == _LINE and last is not None:
                yield from _edge(last, point)
                if _closes(segment) and start is not None:
                    yield from _edge(point, start)
            last = point


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _edge(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Box]:
    x0, x1 = sorted((a[0], b[0]))
    top, bottom = sorted((a[1], b[1]))
    if (x1 - x0 <= 1.0 or bottom - top <= 1.0) and max(x1 - x0, bottom - top) >= _LONG:
        yield Box(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
