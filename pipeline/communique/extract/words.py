"""The words of a page, each with its place and its type face, as PDFium reads them.

The text of a page is fetched in one call, and only the ends of each word are
asked for boxes, which is many times faster than a walk over characters; a word
is looked at character by character only where its first and last character
belong to different text objects (a footnote mark glued to a word). Where PDFium
puts the ends is worked out for all words of the page at once.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Container, Iterator, Sequence
from itertools import repeat
from typing import Any

import numpy as np
from pypdfium2 import raw

from communique.extract.calls import Origin, char_box, handle, page_text, text_object
from communique.extract.faces import Faces
from communique.extract.geometry import Numbers, Placement, rounded
from communique.extract.layout import Word
from communique.extract.picking import picked
from communique.extract.placed import PlacedWords
from communique.extract.printed import Places, kinds_of, odd_at, printed_words, words_at
from communique.extract.typed import breaks_off, typed

#: No page of a meeting document comes near this; a page that does is cut there.
MAX_CHARACTERS = 200_000
#: How far the middle of a word may lie outside the page, in points.
_MARGIN = 2.0


def page_words(
    page: raw.FPDF_PAGE, placement: Placement, objects: Container[int] = ()
) -> tuple[Sequence[Word], Container[int]]:
    """The words of a page that can be seen, and the text objects that they belong to.

    Parameters
    ----------
    page, placement
        An open page, and how it lies.
    objects
        The page's own objects, without those inside others; they need fewer questions.
    """
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        return (), ()
    try:
        count = min(raw.FPDFText_CountChars(text_page), MAX_CHARACTERS)
        if count <= 0:
            return (), ()
        pieces = _Pieces(handle(text_page), placement.rotation, objects)
        pieces.split(_page_text(text_page, count))
        numbers = pieces.places()
    finally:
        raw.FPDFText_ClosePage(text_page)
    return _placed(pieces, numbers, placement), pieces.faces.face_of


def _page_text(text_page: raw.FPDF_TEXTPAGE, count: int) -> str:
    """The page's text with one character for each of PDFium's, so that offsets agree."""
    buffer = bytearray(2 * (count + 1))
    place = ctypes.byref(ctypes.c_char.from_buffer(buffer))  # an array would be a type of its own
    if page_text(handle(text_page), 0, count, place) == count + 1:
        try:
            text = buffer[: 2 * count].decode("utf-16-le")
        except UnicodeDecodeError:  # half a pair
            text = ""
        if len(text) == count:  # no pairs
            return text
    codes = (raw.FPDFText_GetUnicode(text_page, i) for i in range(count))
    return "".join(
        chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes
    )


class _Pieces:
    """The words of a text page, those split whose type changes (a footnote mark glued on).

    What is not told of all words at once is asked here, of each, so that the time of reading
    goes here: no container is made for a word, and no question is asked twice.

    Parameters
    ----------
    page
        The `handle` of an open text page.
    rotation : int
        The page's own clockwise turn in degrees.
    objects
        The page's own objects, without those inside others.
    """

    def __init__(self, page: Any, rotation: int, objects: Container[int]) -> None:
        self._page = page
        self.faces = Faces(page, rotation, objects)
        self._origin = Origin(page)
        self.texts: list[str] = []
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        self.owners: list[int] = []
        self._odd: Places = np.zeros(0, np.intp)

    def split(self, text: str) -> None:
        """Take the words of the page's text.

        What PDFium makes up between words is blank, so that every character of a word
        belongs to a text object, and an object's characters are one run: where the next
        word begins with the same object, or the word ends with it, all of the word is its.
        """
        page, kinds = self._page, kinds_of(text)
        starts, ends = words_at(kinds)
        firsts, lasts = starts.tolist(), (ends - 1).tolist()
        owners = list(map(text_object, repeat(page), firsts))
        # The first word of each object: of entries under one key, the last holds.
        self.faces.meet(dict(zip(owners[::-1], firsts[::-1], strict=True)))
        numbers = np.fromiter(owners, np.uintp, len(owners))
        alone = starts == ends - 1
        alone[:-1] |= numbers[:-1] == numbers[1:]
        asked = np.flatnonzero(~alone)
        enders = map(text_object, repeat(page), (ends[asked] - 1).tolist())
        mixed = [
            place
            for place, ender in zip(asked.tolist(), enders, strict=True)
            if ender != owners[place]
        ]
        self.texts, self.owners = printed_words(text, kinds), owners
        self._firsts, self._lasts = firsts, lasts
        self._odd = odd_at(kinds)
        if mixed:
            self._split(text, mixed)

    def _split(self, text: str, mixed: Sequence[int]) -> None:
        texts, firsts, lasts, owners = self.texts, self._firsts, self._lasts, self.owners
        self.texts, self._firsts, self._lasts, self.owners = [], [], [], []
        done = 0
        for place in [*mixed, len(texts)]:
            self.texts += texts[done:place]
            self._firsts += firsts[done:place]
            self._lasts += lasts[done:place]
            self.owners += owners[done:place]
            if place < len(texts):
                for start, end, owner in self._runs(firsts[place], lasts[place] + 1):
                    self.texts.append(text[start:end])
                    self._firsts.append(start)
                    self._lasts.append(end - 1)
                    self.owners.append(owner)
            done = place + 1

    def _runs(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Split a word where its size or baseline changes: start, end, object of each part."""
        faces = self.faces
        begin, beginner, last = start, -1, -1
        size = stand = 0.0
        for i in range(start, end):
            owner = text_object(self._page, i)
            if owner == last and owner in faces.stand_of:
                continue  # of one size, and on one line
            if owner not in faces.face_of:
                faces.meet({owner: i})
            face = faces.faces[faces.face_of[owner]]
            before, stood = size, stand
            size = face.size
            if owner in faces.stand_of:
                stand = faces.stand_of[owner]
            else:
                stand = self._origin.of(i)[0 if face.sideways else 1]
            if beginner == -1:
                beginner = owner
            elif abs(size - before) > 0.6 or abs(stand - stood) > 0.12 * max(size, before, 1.0):
                yield begin, i, beginner
                begin, beginner = i, owner
            last = owner
        yield begin, end, beginner

    def odd(self) -> list[int]:
        """Which of the words hold signs that are not typed as they are printed."""
        if not len(self._odd):
            return []
        places = np.searchsorted(self._firsts, self._odd, "right") - 1
        return sorted(set(places.tolist()))

    def places(self) -> Numbers:
        """The boxes of each piece's first and last characters, and the origin of the first.

        One column a piece: left, right, bottom and top, twice, and x and y, in user space;
        for level writing, whose y tells its line, x is left out.
        """
        page, buffer, kept = self._page, (ctypes.c_double * 8)(), bytearray()
        left, right, bottom, top, left2, right2, bottom2, top2 = (
            ctypes.byref(buffer, 8 * i) for i in range(8)
        )
        for first, last in zip(self._firsts, self._lasts, strict=True):
            char_box(page, first, left, right, bottom, top)
            char_box(page, last, left2, right2, bottom2, top2)
            kept += buffer
        boxes, stand_of = np.frombuffer(kept).reshape(-1, 8).T, self.faces.stand_of
        points = np.zeros((2, len(self.owners)))
        if len(stand_of) == len(self.faces.face_of):
            points[1] = picked(stand_of, self.owners)
            return np.vstack([boxes, points])
        ys = list(map(stand_of.get, self.owners))
        points[1] = [y or 0.0 for y in ys]
        for place in [place for place, y in enumerate(ys) if y is None]:
            points[:, place] = self._origin.of(self._firsts[place])
        return np.vstack([boxes, points])


def _placed(pieces: _Pieces, numbers: Numbers, placement: Placement) -> Sequence[Word]:
    """The words as they are seen and typed, those outside the page left out."""
    texts, faces, face_of = pieces.texts, pieces.faces.faces, pieces.faces.face_of
    l1, r1, b1, t1, l2, r2, b2, t2, x, y = numbers
    left, high, right, deep = placement.sides(
        np.minimum(l1, l2), np.minimum(b1, b2), np.maximum(r1, r2), np.maximum(t1, t2)
    )
    across, stand = placement.points(x, y)
    worn = picked(face_of, pieces.owners)
    places = np.fromiter(worn, np.intp, len(worn))
    sizes = np.array([face.size for face in faces], float)[places]
    angles = np.array([face.angle for face in faces], float)[places]
    stand = np.where((angles == 90) | (angles == 270), across, stand)
    table = rounded(np.stack([left, stand, high, sizes, places, right, deep, angles]))
    x0, _, top, _, _, x1, bottom, _ = table
    # A dash or a stop has a low box; give it the height of its line.
    low = (angles == 0) & (bottom - top < 0.3 * sizes)
    if low.any():
        top[low] = (stand - 0.7 * sizes)[low]
        bottom[low] = (stand + 0.2 * sizes)[low]
    middle_x, middle_y = (x0 + x1) / 2, (top + bottom) / 2
    seen = (
        (middle_x >= -_MARGIN)
        & (middle_x <= placement.width + _MARGIN)
        & (middle_y >= -_MARGIN)
        & (middle_y <= placement.height + _MARGIN)
    )
    joins = [False] * len(texts)
    for place in pieces.odd():
        printed = texts[place]
        texts[place] = typed(printed)
        joins[place] = breaks_off(printed)
        if not texts[place]:
            seen[place] = False
    styles = [(f.size, f.font, f.bold, f.italic, f.angle, f.colour) for f in faces]
    words = PlacedWords(texts, joins, table, styles)
    if not seen.all():
        words = words.at(np.flatnonzero(seen))
    return words if math.isfinite(words.table.sum()) else tuple(words)
