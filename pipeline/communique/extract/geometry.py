"""From a PDF's own coordinates to those of the page as it is seen."""

from __future__ import annotations

from dataclasses import dataclass

from communique.records import Box


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
