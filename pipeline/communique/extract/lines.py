"""From words to lines: baselines, raised marks, letter-spacing, doubled and struck words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from statistics import median

from communique.extract.layout import Line, Rule, Word
from communique.records import Box

_FOOTNOTE_MARK = re.compile(r"[\d*†‡§¹²³⁰⁴-⁹,;()\[\]]{1,4}|[a-z]\)?|[ivx]{1,4}")
_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPT_TAIL = re.compile(r"(?<=[^\W\d_])[.,;:)»”\"]?[¹²³⁰⁴-⁹]{1,3}$")
_CLOSING = re.compile(r"[.,;:!?)\]»”’%]+")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|ère|e|ème|o|os|a|me|mes|le|lle|TM|®|™)[.,;:)]?", re.I)


def box_of(words: Iterable[Word]) -> Box:
    """The smallest box around words (at least one)."""
    first, *others = [word.box for word in words]
    x0, top, x1, bottom = first.x0, first.top, first.x1, first.bottom
    for box in others:
        x0 = box.x0 if box.x0 < x0 else x0
        top = box.top if box.top < top else top
        x1 = box.x1 if box.x1 > x1 else x1
        bottom = box.bottom if box.bottom > bottom else bottom
    return Box(x0, top, x1, bottom)


def line_of(words: Sequence[Word], page: int) -> Line:
    """A line made of words in reading order."""
    weight: dict[float, int] = {}
    for word in words:
        weight[word.baseline] = weight.get(word.baseline, 0) + len(word.text)
    baseline = words[0].baseline
    if len(weight) > 1:
        baseline = max(weight, key=lambda y: (weight[y], y))
    return Line(page=page, box=box_of(words), words=tuple(words), baseline=baseline)


def single(words: Sequence[Word]) -> list[Word]:
    """Drop words drawn twice on one spot (fake bold, shadows), keeping the first."""
    kept: list[Word] = []
    alike: dict[str, list[tuple[int, int, Word]]] = {}
    for word in words:
        x0, baseline = word.box.x0, word.baseline
        column, row = round(x0 / 4), round(baseline / 4)
        spots = alike.setdefault(word.text, [])
        limit = 0.16 * max(word.size, 6.0)
        for across, down, other in spots:
            if (
                abs(down - row) <= 1
                and abs(across - column) <= 1
                and abs(other.box.x0 - x0) <= limit
                and abs(other.baseline - baseline) <= limit
            ):
                break
        else:
            spots.append((column, row, word))
            kept.append(word)
    return kept


def unstruck(words: Sequence[Word], rules: Sequence[Rule]) -> list[Word]:
    """Drop words that a thin line strikes through."""
    bars = [rule.box for rule in rules if rule.horizontal and rule.box.height <= 1.6]
    if not bars:
        return list(words)
    return [word for word in words if not _struck(word, bars)]


def _struck(word: Word, bars: Sequence[Box]) -> bool:
    if not any(character.isalpha() for character in word.text):
        return False
    high, low = word.baseline - 0.42 * word.size, word.baseline - 0.14 * word.size
    covered = 0.0
    for bar in bars:
        if high <= (bar.top + bar.bottom) / 2 <= low:
            covered += max(0.0, min(bar.x1, word.box.x1) - max(bar.x0, word.box.x0))
    return covered >= 0.8 * max(word.box.width, 0.1)


def rows_of(words: Sequence[Word], page: int) -> list[Line]:
    """Group upright words into full-width rows by baseline, from top to bottom.

    Raised or lowered small words join the row that they belong to: ordinals
    (4th, 1er) and indices are glued to their word, footnote marks are left out.
    """
    if not words:
        return []
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.baseline, w.box.x0)):
        row = rows[-1] if rows else None
        if row is not None and abs(word.baseline - row[0].baseline) <= 0.22 * max(
            min(word.size, row[0].size), 4.0
        ):
            row.append(word)
        else:
            rows.append([word])
    rows = _rejoin_shifted(rows)
    lines = []
    for row in rows:
        ordered = _letterspaced(_glued(sorted(row, key=lambda w: (w.box.x0, w.box.x1))))
        if ordered:
            lines.append(line_of(ordered, page))
    return lines


def _rejoin_shifted(rows: list[list[Word]]) -> list[list[Word]]:
    """Move raised and lowered small words into the row of the words beside them."""
    sizes = [max(word.size for word in row) for row in rows]
    baselines = [row[0].baseline for row in rows]
    moved: list[list[Word]] = [[] for _ in rows]
    for i, row in enumerate(rows):
        others = [j for j in (i + 1, i - 1, i + 2, i - 2) if 0 <= j < len(rows)]
        near: dict[float, list[tuple[int, float]]] = {}
        for word in row:
            home = i
            if word.baseline not in near:
                shifts = [(j, baselines[j] - word.baseline) for j in others]
                near[word.baseline] = [
                    (j, shift) for j, shift in shifts if -0.35 * sizes[j] <= shift <= 0.7 * sizes[j]
                ]
            for j, shift in near[word.baseline]:
                if word.size > 0.85 * sizes[j]:
                    # set in full size but raised: only what touches a word it belongs to
                    if shift > 0.2 * sizes[j] and any(_hangs_on(word, o) for o in rows[j]):
                        home = j
                        break
                    continue
                if any(_beside(word, other) for other in rows[j] if other.size > word.size):
                    home = j
                    break
            moved[home].append(word)
    return [row for row in moved if row]


def _hangs_on(word: Word, other: Word) -> bool:
    """Whether a raised ordinal or number ends another word: 128th, 4e."""
    gap = word.box.x0 - other.box.x1
    fits = _ORDINAL.fullmatch(word.text) if other.text[-1:].isdigit() else word.text.isdigit()
    return bool(fits) and -0.1 * other.size <= gap <= 0.12 * other.size


def _beside(word: Word, other: Word) -> bool:
    gap = max(word.box.x0 - other.box.x1, other.box.x0 - word.box.x1)
    return gap <= 0.35 * other.size and word.box.x0 > other.box.x0 - other.size


def _glued(words: Sequence[Word]) -> list[Word]:
    """Glue split words, drop footnote marks, keep ordinals and indices."""
    result: list[Word] = []
    body = max((word.size for word in words), default=0.0)
    for index, word in enumerate(words):
        if word.text[-1:] in _RAISED and _SUPERSCRIPT_TAIL.search(word.text):
            word = replace(word, text=word.text.rstrip(_RAISED))  # noqa: PLW2901
        before = result[-1] if result else None
        after = words[index + 1] if index + 1 < len(words) else None
        neighbour = before or after
        small = neighbour is not None and word.size <= 0.85 * body
        lift = neighbour.baseline - word.baseline if neighbour is not None else 0.0
        raised = lift > (0.12 if small else 0.2) * body
        if raised and _FOOTNOTE_MARK.fullmatch(word.text) and not _ORDINAL.fullmatch(word.text):
            if before is not None:
                continue
            # A mark at the line's start is a footnote's own number: keep it apart.
            result.append(replace(word, baseline=after.baseline if after else word.baseline))
            continue
        touching = before is not None and word.box.x0 - before.box.x1 <= 0.12 * min(
            word.size, before.size
        )
        if (
            before is not None
            and touching
            and (small or raised or word.size != before.size or _CLOSING.fullmatch(word.text))
        ):
            if before.size <= 0.85 * body and not raised and word.size > before.size:
                result.append(word)
                continue
            result[-1] = replace(
                before,
                text=before.text + word.text,
                box=before.box.union(word.box),
                joins=word.joins,
            )
            continue
        result.append(word)
    return result


def _letterspaced(words: Sequence[Word]) -> list[Word]:
    """Join words that were set letter by letter (S U M M A R Y  R E P O R T)."""
    if sum(len(word.text) == 1 and word.text.isalnum() for word in words) < 4:
        return list(words)
    result: list[Word] = []
    index = 0
    while index < len(words):
        end = index
        while end < len(words) and len(words[end].text) <= 2 and not words[end].text.isdigit():
            end += 1
        # digits within a run are set apart like the letters around them
        while end < len(words) and len(words[end].text) == 1:
            end += 1
        run = words[index:end]
        letters = sum(len(word.text) == 1 and word.text.isalnum() for word in run)
        spelt = any(character.isalpha() for word in run for character in word.text)
        if spelt and len(run) >= 4 and letters >= 0.75 * len(run) and letters >= 4:
            result.extend(_respaced(run))
            index = end
        else:
            result.append(words[index])
            index += 1
    return result


def _respaced(run: Sequence[Word]) -> list[Word]:
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(run)]
    usual = median(gaps)
    joined = [run[0]]
    for word, gap in zip(run[1:], gaps, strict=True):
        if gap > max(1.7 * usual, usual + 0.25 * word.size):
            joined.append(word)
        else:
            last = joined[-1]
            joined[-1] = replace(last, text=last.text + word.text, box=last.box.union(word.box))
    return joined


def segments(line: Line, gap: float = 1.5) -> list[Line]:
    """Split a row where the white space is wider than ``gap`` times the type size."""
    return list(_segments(line, gap))


@lru_cache(maxsize=1024)  # the rows of some pages, which several steps cut
def _segments(line: Line, gap: float) -> tuple[Line, ...]:
    cuts = [index for index, (space, size) in enumerate(line.spaces, 1) if space > gap * size]
    return _parts(line, tuple(cuts))


@lru_cache(maxsize=1024)  # most rows are whole, however they are cut
def _parts(line: Line, cuts: tuple[int, ...]) -> tuple[Line, ...]:
    edges = pairwise((0, *cuts, len(line.words)))
    return tuple(line_of(line.words[start:end], line.page) for start, end in edges if end > start)
