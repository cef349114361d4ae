"""From words to lines: baselines, raised marks, letter-spacing, doubled and struck words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter
from statistics import median

from communique.extract.layout import Line, Rule, Word, heaviest
from communique.extract.making import made_box, smallest_box
from communique.records import Box

#: White space that `Line.widest` has as all but as wide as a gap is measured exactly.
ALMOST = 0.999
FOOTNOTE_MARK = re.compile(r"[\d*†‡§¹²³⁰⁴-⁹,;()\[\]]{1,4}|[a-z]\)?|[ivx]{1,4}")
_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPT_TAIL = re.compile(r"(?<=[^\W\d_])[.,;:)»”\"]?[¹²³⁰⁴-⁹]{1,3}$")
_CLOSING = re.compile(r"[.,;:!?)\]»”’%]+")
RAISED_MARKS = frozenset(_RAISED)
#: The white space up to which two words touch, as a share of the type size.
TOUCHING = 0.12
#: How far a raised word stands above its row, a lowered one below it, and either beside it,
#: as shares of the row's size.
RAISE, LOWER, BESIDE = 0.7, 0.35, 0.35
#: Up to which share of a row's size a word is small, and how far above the word beside it, as
#: shares of that size, a small word and another are raised.
SMALL, RAISED, RAISED_IN_FULL = 0.85, 0.12, 0.2
#: How far apart the baselines of a row's words lie, as a share of the type size, and the type
#: size that it is a share of in smaller type.
NEARLY, SMALL_TYPE = 0.22, 4.0
#: How far apart two words may begin that are one drawn twice, as a share of the type size, and
#: the type size that it is a share of in smaller type.
SPOT, SPOT_TYPE = 0.16, 6.0
#: Where a line runs that strikes a word through: above the baseline, as shares of the type size.
STRUCK_BELOW, STRUCK_ABOVE = 0.42, 0.14
#: The height of a strip of the page, in points; what is drawn twice lies less than that apart.
_STRIP = 8.0
_LEFT = attrgetter("box.x0")
#: So many letters on a line, each a word, may be words set letter by letter.
LETTERS = 4
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|ère|e|ème|o|os|a|me|mes|le|lle|TM|®|™)[.,;:)]?", re.I)
_LONGEST_ORDINAL = 4


def box_of(words: Iterable[Word]) -> Box:
    """The smallest box around words (at least one)."""
    return smallest_box([word.box for word in words])


def line_of(words: Sequence[Word], page: int) -> Line:
    """A line made of words in reading order."""
    baselines = [word.baseline for word in words]
    baseline = heaviest(baselines, [len(word.text) for word in words])
    return Line(page=page, box=box_of(words), words=tuple(words), baseline=baseline)


def single(words: Sequence[Word]) -> list[Word]:
    """Drop words drawn twice on one spot (fake bold, shadows), keeping the first."""
    crowded = _crowded(words)
    if not crowded:
        return list(words)
    kept: list[Word] = []
    strips: defaultdict[float, dict[str, list[Word]]] = defaultdict(dict)
    at, alone = float("nan"), True
    for word in words:
        if word.baseline != at:
            at = word.baseline
            alone = at not in crowded
            if not alone:
                strip = at // _STRIP
                above, own, below = strips[strip - 1], strips[strip], strips[strip + 1]
        if not alone:
            text = word.text
            others = [*above.get(text, ()), *own.get(text, ()), *below.get(text, ())]
            if others and _is_drawn(word, others):
                continue
            own.setdefault(text, []).append(word)
        kept.append(word)
    return kept


def _crowded(words: Sequence[Word]) -> set[float]:
    """The baselines where a word may stand on the spot of another, which most pages do not have.

    On these, words do not come one behind the other, or another baseline is all but the same.
    """
    crowded: set[float] = set()
    lasts: dict[float, float] = {}
    at = last = float("-inf")
    size, limit, farthest = float("nan"), 0.0, 0.0
    for word in words:
        x0 = word.box.x0
        if word.size != size:
            size = word.size
            limit = same_spot(size)
            farthest = max(farthest, limit)
        if word.baseline != at:
            lasts[at] = last
            at = word.baseline
            last = lasts.get(at, float("-inf"))
        if x0 - last <= limit:
            crowded.add(at)
        last = x0
    lasts[at] = last
    for upper, lower in pairwise(sorted(lasts)):
        if lower - upper <= farthest:
            crowded.update((upper, lower))
    return crowded


def same_spot(size: float) -> float:
    """How far apart two words may begin that are one word of a type size drawn twice."""
    return SPOT * max(size, SPOT_TYPE)


def _is_drawn(word: Word, others: Sequence[Word]) -> bool:
    """Whether one of the words with the same text stands on the same spot."""
    x0, baseline = word.box.x0, word.baseline
    limit = same_spot(word.size)
    for other in others:
        if (
            -limit <= other.baseline - baseline <= limit
            and abs(other.box.x0 - x0) <= limit
            and abs(round(other.baseline / 4) - round(baseline / 4)) <= 1
            and abs(round(other.box.x0 / 4) - round(x0 / 4)) <= 1
        ):
            return True
    return False


def unstruck(words: Sequence[Word], rules: Sequence[Rule]) -> list[Word]:
    """Drop words that a thin line strikes through."""
    bars, heights = bars_of(rules)
    if not bars:
        return list(words)
    kept = []
    for word in words:
        high = word.baseline - STRUCK_BELOW * word.size
        low = word.baseline - STRUCK_ABOVE * word.size
        # few lines run through words at all
        if heights[bisect_left(heights, high)] > low or not _struck(word, bars, high, low):
            kept.append(word)
    return kept


def bars_of(rules: Sequence[Rule]) -> tuple[list[Box], list[float]]:
    """The thin level lines among rules, and the heights at which they run, infinity the last."""
    bars = [rule.box for rule in rules if rule.horizontal and rule.box.height <= 1.6]
    return bars, [*sorted([(bar.top + bar.bottom) / 2 for bar in bars]), float("inf")]


def _struck(word: Word, bars: Sequence[Box], high: float, low: float) -> bool:
    """Whether bars between two heights cover most of a word."""
    if not any(character.isalpha() for character in word.text):
        return False
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
    lines = []
    for row in _rejoin_shifted(_by_baseline(words)):
        line = _plain_line(row, page)
        if line is None:
            ordered = _letterspaced(_glued(sorted(row, key=lambda w: (w.box.x0, w.box.x1))))
            line = line_of(ordered, page) if ordered else None
        if line is not None:
            lines.append(line)
    return lines


def _by_baseline(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand on one baseline, or nearly so, by baseline and then from the left."""
    levels: dict[float, list[Word]] = {}
    unsorted: set[float] = set()
    level: list[Word] = []
    at = last = float("nan")
    for word in words:
        x0 = word.box.x0
        if word.baseline != at:
            at = word.baseline
            level = levels.setdefault(at, [])
            last = level[-1].box.x0 if level else x0
        if x0 < last:
            unsorted.add(at)
        last = x0
        level.append(word)
    rows: list[list[Word]] = []
    start, size = float("-inf"), 0.0
    for baseline in sorted(levels):
        level = levels[baseline]
        if baseline in unsorted:
            level.sort(key=_LEFT)
        below = baseline - start
        close = 0
        if below <= NEARLY * max(size, SMALL_TYPE):
            while close < len(level) and below <= NEARLY * max(
                min(level[close].size, size), SMALL_TYPE
            ):
                close += 1
            rows[-1] += level[:close]
        if close < len(level):
            start, size = baseline, level[close].size
            rows.append(level[close:])
    return rows


def _plain_line(words: Sequence[Word], page: int) -> Line | None:
    """A line of words that there is nothing to glue, drop or join among, as most are.

    They stand from left to right on one baseline in one size of type, with
    white space between them, and none holds a raised mark. ``None`` where
    that is not so.
    """
    first = words[0]
    size, baseline, box = first.size, first.baseline, first.box
    if size <= 0:
        return None
    top, x1, bottom = box.top, box.x1, box.bottom
    touching = TOUCHING * size
    widest = 0.0
    for word in words[1:]:
        if word.size != size or word.baseline != baseline:
            return None
        box = word.box
        space = box.x0 - x1
        if space <= touching:
            return None
        widest = space if space > widest else widest
        top = box.top if box.top < top else top
        x1 = box.x1
        bottom = box.bottom if box.bottom > bottom else bottom
    texts = [word.text for word in words]
    text = " ".join(texts)
    if "" in texts or not reads_plainly(text, texts):
        return None
    box = made_box(first.box.x0, top, x1, bottom)
    held = tuple(words)
    return Line.plain(
        page,
        box,
        held,
        baseline,
        texts=texts,
        lefts=[word.box.x0 for word in words],
        rights=[word.box.x1 for word in words],
        joins=[word.joins for word in words],
        text=text,
        size=size,
        broadest=widest,
        style=None,
    )


def reads_plainly(text: str, words: Sequence[str]) -> bool:
    """Whether a line's words hold no raised mark, and are not letters set apart."""
    return (text.isascii() or RAISED_MARKS.isdisjoint(text)) and (
        len(words) < LETTERS
        or list(map(len, words)).count(1) < LETTERS
        or not _may_be_letters(words)
    )


def _may_be_letters(words: Sequence[str]) -> bool:
    """Whether enough words stand behind each other that `_letterspaced` may join."""
    count = 0
    for word in words:
        short = len(word) <= 2 and not (len(word) == 2 and word.isdigit())
        count = count + 1 if short else 0
        if count == LETTERS:
            return True
    return False


def _rejoin_shifted(rows: list[list[Word]]) -> list[list[Word]]:
    """Move raised and lowered small words into the row of the words beside them."""
    sizes = [max([word.size for word in row]) for row in rows]
    baselines = [row[0].baseline for row in rows]
    reach = RAISE * max(sizes, default=0.0)
    moved: list[list[Word]] = [[] for _ in rows]
    for i, row in enumerate(rows):
        one = row[0].baseline == row[-1].baseline
        if (
            one
            and (i == 0 or baselines[i] - baselines[i - 1] > reach)
            and (i + 1 == len(rows) or baselines[i + 1] - baselines[i] > reach)
        ):
            moved[i] += row  # no row is near, as on most pages
            continue
        near: dict[float, list[tuple[int, float]]] = {}
        for baseline in [row[0].baseline] if one else {word.baseline for word in row}:
            for j in (i + 1, i - 1, i + 2, i - 2):
                if 0 <= j < len(rows):
                    shift = baselines[j] - baseline
                    if -LOWER * sizes[j] <= shift <= RAISE * sizes[j] and not _apart(
                        row, rows[j], sizes[j]
                    ):
                        near.setdefault(baseline, []).append((j, shift))
        if not near:
            moved[i] += row
            continue
        for word in row:
            home = i
            for j, shift in near.get(word.baseline, ()):
                if word.size > 0.85 * sizes[j]:
                    # set in full size but raised: only what touches a word it belongs to
                    if shift > 0.2 * sizes[j] and _hangs_on_one(word, rows[j]):
                        home = j
                        break
                    continue
                if any(_beside(word, other) for other in rows[j] if other.size > word.size):
                    home = j
                    break
            moved[home].append(word)
    return [row for row in moved if row]


def _apart(row: Sequence[Word], other: Sequence[Word], size: float) -> bool:
    """Whether rows lie side by side, in columns of their own, so that no words can belong."""
    box, against = box_of(row), box_of(other)
    return max(box.x0 - against.x1, against.x0 - box.x1) > BESIDE * size


def _hangs_on_one(word: Word, others: Sequence[Word]) -> bool:
    """Whether a raised ordinal or number ends another word: 128th, 4e."""
    text = word.text
    number = text.isdigit()
    ordinal = len(text) <= _LONGEST_ORDINAL and _ORDINAL.fullmatch(text) is not None
    if not (number or ordinal):
        return False
    for other in others:
        fits = ordinal if other.text[-1:].isdigit() else number
        if fits and -0.1 * other.size <= word.box.x0 - other.box.x1 <= 0.12 * other.size:
            return True
    return False


def _beside(word: Word, other: Word) -> bool:
    gap = max(word.box.x0 - other.box.x1, other.box.x0 - word.box.x1)
    return gap <= BESIDE * other.size and word.box.x0 > other.box.x0 - other.size


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
        small = neighbour is not None and word.size <= SMALL * body
        lift = neighbour.baseline - word.baseline if neighbour is not None else 0.0
        raised = lift > (RAISED if small else RAISED_IN_FULL) * body
        if raised and FOOTNOTE_MARK.fullmatch(word.text) and not _ORDINAL.fullmatch(word.text):
            if before is not None:
                continue
            # A mark at the line's start is a footnote's own number: keep it apart.
            result.append(replace(word, baseline=after.baseline if after else word.baseline))
            continue
        touching = before is not None and word.box.x0 - before.box.x1 <= TOUCHING * min(
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
    if sum(len(word.text) == 1 and word.text.isalnum() for word in words) < LETTERS:
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
    cuts = wide_spaces(line, gap)
    return cut_before(line, cuts) if cuts else [line]


def wide_spaces(line: Line, gap: float) -> list[int]:
    """The words of a row before which white space is wider than ``gap`` times the type size."""
    if line.widest < ALMOST * gap:
        return []  # as most rows are
    sizes = line.beside
    if len(sizes) == 1:
        limit = gap * sizes[0]
        return [index for index, space in enumerate(line.spaces, 1) if space > limit]
    spaces = zip(line.spaces, sizes, strict=True)
    return [index for index, (space, size) in enumerate(spaces, 1) if space > gap * size]


def _part(line: Line, start: int, end: int) -> Line:
    """The line that some of a line's words make, without these where it does not hold them."""
    held = None if line.run is None else line.run.part(start, end)
    if held is None:
        words = line.words[start:end]
        return _plain_line(words, line.page) or line_of(words, line.page)
    run, (baseline, size, top, bottom) = held
    texts, lefts, rights = line.texts[start:end], line.lefts[start:end], line.rights[start:end]
    spaces = line.spaces[start : end - 1]
    return Line.plain(
        line.page,
        made_box(lefts[0], top, rights[-1], bottom),
        run,
        baseline,
        texts,
        lefts,
        rights,
        line.joins[start:end],
        " ".join(texts),
        size,
        max(spaces) if spaces else 0.0,
        line.style,
    )


def cut_before(line: Line, places: Sequence[int]) -> list[Line]:
    """The parts of a line that is cut before the words at some places, from left to right."""
    kept, key = line.cut, tuple(places)  # several steps cut a row, mostly at the same places
    parts = kept.get(key)
    if parts is None:
        edges = pairwise((0, *key, len(line.texts)))
        parts = kept[key] = [_part(line, start, end) for start, end in edges]
    return parts.copy()
