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
from bisect import bisect
from collections import deque
from collections.abc import Container, Mapping, Sequence
from itertools import chain, pairwise, repeat
from typing import Any

import numpy as np
import numpy.typing as npt
from pypdfium2 import raw

from communique.extract.calls import Origin, char_box, handle, page_text, text_object
from communique.extract.faces import Face, Faces
from communique.extract.geometry import Numbers, Placement, Places, rounded
from communique.extract.layout import Word
from communique.extract.picking import picked
from communique.extract.placed import (
    ANGLE,
    BASELINE,
    BOTTOM,
    FACE,
    SIZE,
    TOP,
    X0,
    X1,
    PlacedWords,
)
from communique.extract.printed import kinds_of, odd_at, printed_words, words_at
from communique.extract.typed import breaks_off, typed

#: No page of a meeting document comes near this; a page that does is cut there.
MAX_CHARACTERS = 200_000
#: Part of a word: first character, the one after its last, its face, and the y that it stands on.
_Part = tuple[int, int, int, float]
#: How far the middle of a word may lie outside the page, in points.
_MARGIN = 2.0


def page_words(
    page: raw.FPDF_PAGE, placement: Placement, objects: Sequence[int] = ()
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
        return _placed(pieces, placement), pieces.owners
    finally:
        raw.FPDFText_ClosePage(text_page)


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

    def __init__(self, page: Any, rotation: int, objects: Sequence[int]) -> None:
        self._page = page
        self._faces = Faces(page, rotation, objects)
        self._origin = Origin(page)
        self.texts: list[str] = []
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        #: The objects that words begin with.
        self.owners: set[int] = set()
        #: The face of each piece, by its place among `faces`.
        self.worn: Places = np.zeros(0, np.intp)
        self._stands = np.zeros(0)
        self._odd: Places = np.zeros(0, np.intp)

    @property
    def faces(self) -> Sequence[Face]:
        return self._faces.faces

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
        numbers = np.fromiter(owners, np.uintp, len(owners))
        goes_on = numbers[:-1] == numbers[1:]
        alone = starts == ends - 1
        alone[:-1] |= goes_on
        asked = np.flatnonzero(~alone).tolist()
        enders = map(text_object, repeat(page), picked(lasts, asked))
        mixed = [
            place for place, ender in zip(asked, enders, strict=True) if ender != owners[place]
        ]
        begun = np.ones(len(owners), bool)  # the first word of each object
        begun[1:] = ~goes_on
        begins = np.flatnonzero(begun).tolist()
        held, at = list(picked(owners, begins)), list(picked(firsts, begins))
        runs = {place: self._runs(firsts[place], lasts[place] + 1) for place in mixed}
        met = dict(zip(held, range(len(held)), strict=True)) if mixed else {}
        for owner, i, _ in chain.from_iterable(runs.values()):
            if met.setdefault(owner, len(held)) == len(held):  # no word begins with it
                held.append(owner)
                at.append(i)
        worn, stands = self._faces.worn(held, at)
        its = np.cumsum(begun) - 1  # the object of each word
        self.worn, self._stands = worn[its], stands[its]
        self.texts, self.owners = printed_words(text, kinds), set(held)
        self._firsts, self._lasts = firsts, lasts
        self._odd = odd_at(kinds)
        if mixed:
            looks = list(zip(worn.tolist(), stands.tolist(), strict=True))
            parts = {
                place: self._parts([(i, end, *looks[met[owner]]) for owner, i, end in word])
                for place, word in runs.items()
            }
            self._split(text, parts)

    def _runs(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """The objects that a word's characters belong to: with their first and past their last."""
        owners = list(map(text_object, repeat(self._page), range(start, end)))
        begins = [i for i, (a, b) in enumerate(pairwise(owners), 1) if a != b]
        return [
            (owners[i], start + i, start + until)
            for i, until in pairwise((0, *begins, len(owners)))
        ]

    def _parts(self, runs: Sequence[_Part]) -> list[_Part]:
        """The parts of a word of several objects: it is split where size or baseline change."""
        parts: list[tuple[int, int, float]] = []
        before = stood = 0.0
        for start, end, worn, known in runs:
            face = self.faces[worn]
            # an object is of one size, and mostly known to be on one line
            for i in range(start, end) if math.isnan(known) else (start,):
                stand = known
                if math.isnan(known):
                    stand = self._origin.of(i)[0 if face.sideways else 1]
                if (
                    not parts
                    or abs(face.size - before) > 0.6
                    or abs(stand - stood) > 0.12 * max(face.size, before, 1.0)
                ):
                    parts.append((i, worn, known))
                before, stood = face.size, stand
        ends = [*(start for start, _, _ in parts[1:]), runs[-1][1]]
        return [
            (start, end, worn, known) for (start, worn, known), end in zip(parts, ends, strict=True)
        ]

    def _split(self, text: str, words: Mapping[int, Sequence[_Part]]) -> None:
        """Put the parts of words in the places of these."""
        texts, firsts, lasts = self.texts, self._firsts, self._lasts
        self.texts, self._firsts, self._lasts = [], [], []
        places: list[int] = []
        done = 0
        for place, parts in [*words.items(), (len(texts), ())]:
            self.texts += texts[done:place]
            self._firsts += firsts[done:place]
            self._lasts += lasts[done:place]
            places += range(len(self.texts), len(self.texts) + len(parts))
            self.texts += [text[start:end] for start, end, _, _ in parts]
            self._firsts += [start for start, _, _, _ in parts]
            self._lasts += [end - 1 for _, end, _, _ in parts]
            done = place + 1
        counts = np.ones(len(texts), np.intp)
        counts[list(words)] = list(map(len, words.values()))
        self.worn, self._stands = self.worn.repeat(counts), self._stands.repeat(counts)
        looks = [part[2:] for parts in words.values() for part in parts]
        self.worn[places], self._stands[places] = zip(*looks, strict=True)

    def odd(self) -> list[int]:
        """Which of the words hold signs that are not typed as they are printed."""
        return sorted({bisect(self._firsts, at) - 1 for at in self._odd.tolist()})

    def ends(self) -> Numbers:
        """The boxes of each piece's first and last characters, in user space.

        Returns
        -------
        array of shape (8, pieces)
            Left, right, bottom and top, twice.
        """
        page, buffer, kept = repeat(self._page), (ctypes.c_double * 8)(), bytearray()
        numbers = [repeat(ctypes.byref(buffer, 8 * i)) for i in range(8)]
        asked = zip(
            map(char_box, page, self._firsts, *numbers[:4]),
            map(char_box, page, self._lasts, *numbers[4:]),
            map(kept.extend, repeat(buffer)),
            strict=False,
        )
        deque(asked, maxlen=0)
        return np.ascontiguousarray(np.frombuffer(kept).reshape(-1, 8).T)

    def stands(self) -> tuple[Numbers, Numbers]:
        """Where pieces stand, in user space; x is left out for level writing, whose y tells all."""
        xs, ys = np.zeros(len(self.texts)), self._stands.copy()
        for place in np.flatnonzero(np.isnan(ys)).tolist():
            xs[place], ys[place] = self._origin.of(self._firsts[place])
        return xs, ys


def _placed(pieces: _Pieces, placement: Placement) -> Sequence[Word]:
    """The words as they are seen and typed, those outside the page left out."""
    texts, faces, worn = pieces.texts, pieces.faces, pieces.worn
    if not texts:
        return ()
    l1, r1, b1, t1, l2, r2, b2, t2 = pieces.ends()
    across, stand = placement.points(*pieces.stands())
    table = np.empty((8, len(texts)))
    table[X0], table[TOP], table[X1], table[BOTTOM] = placement.sides(
        np.minimum(l1, l2), np.minimum(b1, b2), np.maximum(r1, r2), np.maximum(t1, t2)
    )
    table[FACE] = worn
    table[SIZE] = np.array([face.size for face in faces])[worn]
    table[ANGLE] = angles = np.array([face.angle for face in faces])[worn]
    table[BASELINE] = np.where((angles == 90) | (angles == 270), across, stand)
    table = rounded(table)
    x0, _, tops, sizes, _, x1, bottoms, _ = table
    # A dash or a stop has a low box; give it the height of its line.
    low = (angles == 0) & (bottoms - tops < 0.3 * sizes)
    if low.any():
        tops[low] = (stand - 0.7 * sizes)[low]
        bottoms[low] = (stand + 0.2 * sizes)[low]
    seen = _inside(x0, x1, placement.width) & _inside(tops, bottoms, placement.height)
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


def _inside(starts: Numbers, ends: Numbers, size: float) -> npt.NDArray[np.bool_]:
    """Whether the middles of words lie on a page of some width or height."""
    if starts.min() >= 0 and ends.max() <= size:
        return np.ones(len(starts), bool)
    middles = (starts + ends) / 2
    return (middles >= -_MARGIN) & (middles <= size + _MARGIN)
