"""The colours of all charts, chosen so that the colour-blind tell them apart.

Hues are those of Okabe & Ito (2008), Color universal design; shades of one hue, light
to dark, serve where a colour stands for an amount. No meaning rests on colour alone:
figures, labels or shapes say the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

#: Text, secondary text, rules, and what stands in the background.
INK, MUTED, RULE, FAINT = "#1b2530", "#55616d", "#d5dbe1", "#b4bec8"
#: One hue, light to dark: the amounts of a heat map.
AMOUNTS = (
    "#f4f7fa",
    "#dce8f2",
    "#b9d3e8",
    "#8db8da",
    "#5c98c6",
    "#3376ab",
    "#1d5a8f",
    "#0e3d68",
)
#: Hues that differ for every kind of colour vision (without yellow, too pale on white).
HUES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#1b2530")
#: What rose, and what fell.
ROSE, FELL = HUES[0], HUES[1]

_STEPS = (0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.125)


def thresholds(largest: float) -> list[float]:
    """Where one shade ends and the next begins, so that large shares use all shades.

    Parameters
    ----------
    largest
        The largest share, 0 to 1.

    Returns
    -------
    list of float
        One less than there are shades, evenly spaced in round steps.
    """
    step = next((step for step in _STEPS if step * len(AMOUNTS) >= largest), _STEPS[-1])
    return [round(step * place, 6) for place in range(1, len(AMOUNTS))]


def shade(share: float, bounds: Sequence[float]) -> int:
    """The place in :data:`AMOUNTS` of a share's shade."""
    return bisect_right(bounds, share)


def text_on(colour: str) -> str:
    """The colour of text that is read best on a colour: ink or white."""
    return max((INK, "#ffffff"), key=lambda text: contrast(text, colour))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (``#rrggbb``), 1 to 21 (WCAG 2.2, 1.4.3)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
