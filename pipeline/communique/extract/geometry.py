"""From a PDF's own coordinates to those of the page as it is seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.records import Box

Numbers = npt.NDArray[np.float64]
#: Places in a sequence.
Places = npt.NDArray[np.intp]
#: Below this the hundredths of a number are told exactly; no page is near as large.
_EXACT = 1e6


def rounded(numbers: Numbers) -> Numbers:
    """What ``round(number, 2)`` gives for each of many numbers, to the last bit.

    ``numpy.round`` now and then gives a neighbour of it.

    Examples
    --------
    >>> rounded(np.array([0.285, 1.005, 12.345]))
    array([ 0.28,  1.  , 12.35])
    """
    with np.errstate(invalid="ignore", over="ignore"):
        hundredths = numbers * 100.0
        whole = np.rint(hundredths)
        result: Numbers = whole / 100.0
        # Halfway between two hundredths the product's own rounding may tip the balance.
        clear = (np.abs(hundredths - whole) < 0.4999) & (np.abs(numbers) < _EXACT)
    if not clear.all():
        for place in np.flatnonzero(~clear):
            result.flat[place] = round(float(numbers.flat[place]), 2)
    return result


@dataclass(frozen=True, slots=True)
class Placement:
    """How a page's user space lies on the page as it is seen.

    ``width`` and ``height`` are those of the page as seen (after its rotation),
    ``left`` and ``bottom`` the origin of its visible box in user space,
    ``rotation`` the clockwise turn in degrees (0, 90, 180 or 270).
    """

    width: float
    height: float
    left: float
    bottom: float
    rotation: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space as (distance from the left, distance from the top)."""
        x, y = x - self.left, y - self.bottom
        if self.rotation == 90:
            return y, x
        if self.rotation == 180:
            return self.width - x, y
        if self.rotation == 270:
            return self.width - y, self.height - x
        return x, self.height - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of user space as a box from the top left corner."""
        if not self.rotation and left <= right and bottom <= top:
            return Box(
                round(left - self.left, 2),
                round(self.height - (top - self.bottom), 2),
                round(right - self.left, 2),
                round(self.height - (bottom - self.bottom), 2),
            )
        ax, ay = self.point(left, bottom)
        bx, by = self.point(right, top)
        return Box(
            round(min(ax, bx), 2),
            round(min(ay, by), 2),
            round(max(ax, bx), 2),
            round(max(ay, by), 2),
        )

    def points(self, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
        """What `point` gives for each of many points."""
        return self.point(x, y)  # type: ignore[arg-type, return-value]

    def sides(self, left: Numbers, bottom: Numbers, right: Numbers, top: Numbers) -> list[Numbers]:
        """What `box` gives for each of many rectangles, unrounded: x0, top, x1 and bottom."""
        ax, ay = self.points(left, bottom)
        bx, by = self.points(right, top)
        return [np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by)]
