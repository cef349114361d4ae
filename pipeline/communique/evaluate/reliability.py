"""The reliability plot as SVG: what scores say against what is true, for all themes and each."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import log10
from pathlib import Path

from communique.errors import CommuniqueError
from communique.evaluate.calibration import Calibration, Reliability

#: Tells a plot of ours, which may be replaced, from any other file.
MARK = "<!-- Reliability plot by communique evaluate themes. -->"

_LARGE, _SMALL = 360, 104
_LEFT, _TOP, _GAP, _ACROSS = 56, 64, 26, 5
_GRID_LEFT = _LEFT + _LARGE + 48
_BARS = 70
#: Fewer scores than this in a bin make a hollow dot beside the line.
_FEW = 10
_STYLE = """<style>
text { font-family: "DejaVu Sans", Verdana, Arial, sans-serif; font-size: 12px; fill: #222 }
.title { font-size: 16px; font-weight: bold }
.small { font-size: 9.5px }
.frame { fill: #fff; stroke: #999 }
.even { stroke: #999; stroke-dasharray: 4 3 }
.line { fill: none; stroke: #1f5a96; stroke-width: 1.5 }
.dot { fill: #1f5a96 }
.few { fill: #fff; stroke: #8fb0d0 }
.bar { fill: #a9c4de }
</style>"""


def check_place(path: Path) -> None:
    """Whether a plot may be written there, asked before the work is done.

    Raises
    ------
    CommuniqueError
        If the name does not end in ``.svg``, its folder is missing, or a file is there
        that is no plot of ours.
    """
    if path.suffix.casefold() != ".svg":
        raise CommuniqueError(f"{path} does not end in .svg", "name an SVG file for the plot")
    if not path.parent.is_dir():
        raise CommuniqueError(f"there is no folder {path.parent}", "make it first")
    if path.is_file():
        try:
            with path.open("rb") as stream:
                ours = MARK.encode() in stream.read(len(MARK) + 200)
        except OSError as error:
            raise CommuniqueError(f"{path} cannot be read ({error.strerror})") from error
        if not ours:
            raise CommuniqueError(f"{path} is there and is no such plot", "name another file")
    elif path.exists():
        raise CommuniqueError(f"{path} is no file", "name a file")


def draw(found: Calibration, title: str, path: Path) -> None:
    """Write the plot to a file.

    Raises
    ------
    CommuniqueError
        If the file cannot be written.
    """
    try:
        path.write_text(reliability_svg(found, title), encoding="utf-8")
    except OSError as error:
        raise CommuniqueError(f"{path} cannot be written ({error.strerror})") from error


def reliability_svg(found: Calibration, title: str) -> str:
    """Draw the plot.

    Parameters
    ----------
    found
        What :func:`~communique.evaluate.calibration.calibration` gives.
    title
        Stands above the plot.

    Returns
    -------
    str
        SVG; the same figures give the same text. The large panel holds all themes' scores,
        and below it on a logarithmic scale how many there are in each bin; the small ones
        hold one theme each. A dot stands at a bin's mean score (across) and the share of
        its passages that carry the theme (up), a hollow one where there are fewer than ten; on
        the broken line scores are calibrated. Figures are expected calibration errors.
    """
    rows = -(-len(found.by_theme) // _ACROSS)
    height = _TOP + max(_LARGE + 2 * _GAP + _BARS + 48, rows * (_SMALL + _GAP) + 16)
    width = _GRID_LEFT + _ACROSS * (_SMALL + _GAP)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
            MARK,
            f"<title>{escape(title)}</title>",
            _STYLE,
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            f'<text class="title" x="{_LEFT}" y="26">{escape(title)}</text>',
            *_whole(found.pooled),
            *_themes(found.by_theme),
            "</svg>",
            "",
        ]
    )


def _whole(pooled: Reliability) -> Iterator[str]:
    label = f"all themes, expected calibration error {pooled.ece:.3f}"
    yield f'<text x="{_LEFT}" y="{_TOP - 10}">{label}</text>'
    yield from _panel(pooled, _LEFT, _TOP, _LARGE, 4)
    bottom = _TOP + _LARGE
    for tenth in range(0, 11, 2):
        x, y = _LEFT + _LARGE * tenth / 10, bottom - _LARGE * tenth / 10
        yield f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{tenth / 10:.1f}</text>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{tenth / 10:.1f}</text>'
    turned = f'transform="rotate(-90 16 {_TOP + _LARGE / 2:.1f})" text-anchor="middle"'
    yield f'<text x="16" y="{_TOP + _LARGE / 2:.1f}" {turned}>share that is true</text>'
    foot = bottom + 2 * _GAP + _BARS
    most = max(log10(one.count + 1) for one in pooled.bins)
    for one in pooled.bins:
        tall = _BARS * log10(one.count + 1) / most
        x, wide = _LEFT + _LARGE * one.low, _LARGE * (one.high - one.low)
        yield (
            f'<rect class="bar" x="{x + 1:.1f}" y="{foot - tall:.1f}" width="{wide - 2:.1f}" '
            f'height="{tall:.1f}"/>'
        )
        middle = f'x="{x + wide / 2:.1f}" y="{foot - tall - 3:.1f}"'
        yield f'<text class="small" {middle} text-anchor="middle">{one.count}</text>'
    yield (
        f'<text x="{_LEFT + _LARGE / 2:.1f}" y="{foot + 20}" text-anchor="middle">'
        "score, and how many scores</text>"
    )


def _themes(by_theme: dict[str, Reliability]) -> Iterator[str]:
    for place, (theme, one) in enumerate(by_theme.items()):
        x = _GRID_LEFT + place % _ACROSS * (_SMALL + _GAP)
        y = _TOP + place // _ACROSS * (_SMALL + _GAP)
        name = escape(theme if len(theme) <= 20 else f"{theme[:19]}…")
        yield f'<text class="small" x="{x}" y="{y - 5}">{name}</text>'
        yield from _panel(one, x, y, _SMALL, 2)
        corner = f'x="{x + _SMALL - 4}" y="{y + _SMALL - 5}" text-anchor="end"'
        yield f'<text class="small" {corner}>{one.ece:.3f}</text>'


def _panel(one: Reliability, left: int, top: int, side: int, radius: int) -> Iterator[str]:
    bottom, right = top + side, left + side
    yield f'<rect class="frame" x="{left}" y="{top}" width="{side}" height="{side}"/>'
    yield f'<line class="even" x1="{left}" y1="{bottom}" x2="{right}" y2="{top}"/>'
    points = [(left + side * b.mean_score, bottom - side * b.rate, b.count) for b in one.bins]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, count in points if count >= _FEW)
    yield f'<polyline class="line" points="{line}"/>'
    for x, y, count in points:
        kind = "dot" if count >= _FEW else "few"
        yield f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius}"/>'
