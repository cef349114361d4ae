"""What is drawn around the words: ruling lines, the edges of boxes, images."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

from pypdfium2 import raw

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


def page_drawings(
    page: raw.FPDF_PAGE, placement: Placement
) -> tuple[tuple[Rule, ...], tuple[Box, ...]]:
    """The ruling lines and images of a page, in reading coordinates.

    A stroked rectangle gives its four edges, so that a table drawn as boxes
    looks the same as one drawn with lines.
    """
    rules: dict[Box, Rule] = {}
    images: list[Box] = []
    budget = _MAX_OBJECTS
    for handle, matrix in _objects(page):
        budget -= 1
        if budget < 0:
            break
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            for box in _path_lines(handle, matrix, placement):
                if -5 < box.top < placement.height + 5 and -5 < box.x0 < placement.width + 5:
                    rules.setdefault(box, Rule(box))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            bounds = _bounds(handle, matrix)
            if bounds is not None:
                images.append(placement.box(*bounds))
    ordered = sorted(rules.values(), key=lambda rule: (rule.box.top, rule.box.x0, rule.box.x1))
    return tuple(ordered), tuple(images)


def _objects(page: raw.FPDF_PAGE) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, _Matrix]]:
    for index in range(min(raw.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        yield from _walk(raw.FPDFPage_GetObject(page, index), _IDENTITY, 0)


def _walk(
    handle: raw.FPDF_PAGEOBJECT, matrix: _Matrix, depth: int
) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, _Matrix]]:
    if raw.FPDFPageObj_GetType(handle) == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
        inner = _times(_matrix(handle), matrix)
        for index in range(min(raw.FPDFFormObj_CountObjects(handle), _MAX_OBJECTS)):
            yield from _walk(raw.FPDFFormObj_GetObject(handle, index), inner, depth + 1)
    else:
        yield handle, matrix


def _matrix(handle: raw.FPDF_PAGEOBJECT) -> _Matrix:
    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, m):
        return _IDENTITY
    return (m.a, m.b, m.c, m.d, m.e, m.f)


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


def _bounds(
    handle: raw.FPDF_PAGEOBJECT, matrix: _Matrix
) -> tuple[float, float, float, float] | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return None
    ax, ay = _apply(matrix, left.value, bottom.value)
    bx, by = _apply(matrix, right.value, top.value)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _path_lines(
    handle: raw.FPDF_PAGEOBJECT, matrix: _Matrix, placement: Placement
) -> Iterator[Box]:
    bounds = _bounds(handle, matrix)
    if bounds is None:
        return
    whole = placement.box(*bounds)
    if whole.height <= _THIN or whole.width <= _THIN:
        if max(whole.width, whole.height) >= _LONG:
            yield whole
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, fill, stroke)
    if not stroke.value:
        return  # shading behind text draws no table
    own = _times(_matrix(handle), matrix)
    last: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    for index in range(min(raw.FPDFPath_CountSegments(handle), _MAX_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(handle, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = placement.point(*_apply(own, x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield from _edge(last, point)
            if raw.FPDFPathSegment_GetClose(segment) and start is not None:
                yield from _edge(point, start)
        last = point


def _edge(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Box]:
    x0, x1 = sorted((a[0], b[0]))
    top, bottom = sorted((a[1], b[1]))
    if (x1 - x0 <= 1.0 or bottom - top <= 1.0) and max(x1 - x0, bottom - top) >= _LONG:
        yield Box(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
