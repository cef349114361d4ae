"""Pages whose text runs sideways, turned so that they read from left to right."""

from __future__ import annotations

from dataclasses import replace

from communique.extract.layout import Page, Rule, Word
from communique.extract.placed import ANGLE, PlacedWords
from communique.records import Box


def dominant_angle(page: Page) -> int:
    """The direction in which most of the page's characters run: 0, 90, 180 or 270."""
    words = page.words
    if isinstance(words, PlacedWords):
        if not words.turned:
            return 0  # as on nearly every page
        angles, texts = words.table[ANGLE].tolist(), words.texts
    else:
        angles, texts = [word.angle for word in words], [word.text for word in words]
    weight = {0: 0, 90: 0, 180: 0, 270: 0}
    for angle, text in zip(angles, texts, strict=True):
        if angle in weight:
            weight[angle] += len(text)
    # A short page with a margin strip longer than its text stays as it is.
    return max(weight, key=lambda angle: (weight[angle] * (2 if angle == 0 else 1), -angle))


def upright(page: Page) -> Page:
    """The page turned so that most of its text is upright (itself, mostly)."""
    angle = dominant_angle(page)
    if angle == 0:
        return page
    width, height = page.width, page.height
    if angle in (90, 270):
        width, height = height, width
    return replace(
        page,
        width=width,
        height=height,
        words=tuple(_turned(word, page, angle) for word in page.words),
        rules=tuple(Rule(turn(rule.box, page.width, page.height, angle)) for rule in page.rules),
        images=tuple(turn(box, page.width, page.height, angle) for box in page.images),
        turned=angle,
    )


def turn(box: Box, width: float, height: float, angle: int) -> Box:
    """A box of a page of the given size, after the page is turned clockwise by ``angle``."""
    if angle == 90:
        return Box(height - box.bottom, box.x0, height - box.top, box.x1)
    if angle == 180:
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if angle == 270:
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)
    return box


def _turned(word: Word, page: Page, angle: int) -> Word:
    baseline = word.baseline
    if angle == 270:
        baseline = page.width - baseline
    elif angle == 180:
        baseline = page.height - baseline
    return replace(
        word,
        box=turn(word.box, page.width, page.height, angle),
        baseline=round(baseline, 2),
        angle=(word.angle - angle) % 360,
    )
