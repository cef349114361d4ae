"""From lines to paragraphs: where one ends and the next begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from statistics import median

from communique.extract.days import day_heading
from communique.extract.fields import begins_field, names_people
from communique.extract.flows import Flow, time_aside
from communique.extract.hyphenation import join_lines
from communique.extract.layout import Line, Word
from communique.extract.lines import line_of
from communique.extract.making import smallest_box
from communique.extract.markers import Marker, find_marker, follows
from communique.extract.places import country_code
from communique.extract.times import parse_time_range
from communique.records import Box

_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$")
_TERMINALS = (".", "!", "?", ":", ";", "…")
_STOPS = (".", "!", "?", "…")
_CLOSING = "\"'”’»)]"
#: A word that a number belongs to: "… and Box\n1. The".
_GOVERNS = re.compile(
    r"(?<!\w)(?:box|table|figure|chart|paragraphs?|para\.|sections?|annex(?:es)?|items?|chapters?"
    r"|articles?|notes?|pages?|encadré|tableau|graphique|paragraphes?|point|chapitre|annexe)$",
    re.IGNORECASE,
)
#: The styles of numbers that may stand on a line of their own.
_ENCLOSED = ("closed", "bracketed", "dotted")


@dataclass(slots=True, eq=False)  # not frozen, which takes several times as long to make
class Paragraph:
    """Lines that belong together, with the bullet or number before them; nobody changes one."""

    lines: tuple[Line, ...]
    marker: Marker | None
    left: float
    right: float
    _joined: tuple[Counter[str], str] | None = field(default=None, init=False, repr=False)

    def text(self, known: Counter[str]) -> str:
        """The lines joined to one text by a document's words, kept for who asks for it next."""
        if self._joined is None or self._joined[0] is not known:
            self._joined = (known, join_lines(self.lines, known))
        return self._joined[1]

    @property
    def box(self) -> Box:
        """The smallest box around the lines."""
        return smallest_box([line.box for line in self.lines])

    @property
    def page(self) -> int:
        """The page that the paragraph begins on."""
        return self.lines[0].page

    @property
    def text_left(self) -> float:
        """Where the text begins after the marker."""
        return _text_start(self.lines[0], self.marker)


def ends_sentence(text: str, stops: tuple[str, ...] = _TERMINALS) -> bool:
    """Whether a text ends as a sentence does, closing quotation marks and brackets included."""
    return text.rstrip(_CLOSING).endswith(stops)


def paragraphs(flow: Flow) -> list[Paragraph]:
    """Cut a column of lines into paragraphs, headings and list items."""
    return list(_paragraphs(flow))


@lru_cache(maxsize=256)  # as many as the pages hold whose regions are kept
def _paragraphs(flow: Flow) -> tuple[Paragraph, ...]:
    lines = list(flow.lines)
    if len(lines) <= 1:
        return tuple(
            Paragraph((line,), _marker(line, None, flow, None), flow.left, flow.right)
            for line in lines
        )
    leadings = _usual_leadings(lines)
    indent = _first_line_indent(lines)
    result: list[Paragraph] = []
    current = [lines[0]]
    marker = _marker(lines[0], None, flow, None)
    for line in lines[1:]:
        found = find_marker(line.text)
        if found is not None:
            found = _accepted(found, line, current, flow, marker)
        opens = (
            indent is not None
            and abs(line.box.x0 - indent) <= 1.5
            and ends_sentence(current[-1].text)
        )
        if (
            found is not None
            or opens
            or _breaks(current, marker, line, flow, leadings[current[-1].size])
        ):
            result.append(Paragraph(tuple(current), marker, flow.left, flow.right))
            current, marker = [line], found or _bullet(line)
        else:
            current.append(line)
    result.append(Paragraph(tuple(current), marker, flow.left, flow.right))
    return tuple(_reunited(result))


def _usual_leadings(lines: Sequence[Line]) -> dict[float, float]:
    """The distance between baselines for each size of type.

    Sizes are told apart by half a point. A box in smaller type is set closer than the text
    around it.
    """
    everywhere = _usual_leading(lines)
    halves = {size: round(size * 2) for size in {line.size for line in lines}}
    if len(set(halves.values())) == 1:
        return dict.fromkeys(halves, everywhere)
    by_half: dict[int, list[Line]] = {}
    for line in lines:
        by_half.setdefault(halves[line.size], []).append(line)
    leadings = {
        half: _usual_leading(held) if len(held) >= 3 else everywhere
        for half, held in by_half.items()
    }
    return {size: leadings[half] for size, half in halves.items()}


def _usual_leading(lines: Sequence[Line]) -> float:
    """The distance between baselines inside paragraphs, in points."""
    gaps = []
    for a, b in pairwise(lines):
        gap = b.baseline - a.baseline
        size = a.size
        if 0 < gap < 2.6 * (size if size > 6.0 else 6.0) and a.page == b.page:
            gaps.append(gap)
    if not gaps:
        return 1.25 * max(lines[0].size, 6.0)
    by_point: dict[int, list[float]] = {}
    for gap in gaps:
        by_point.setdefault(round(gap), []).append(gap)
    top = max(map(len, by_point.values()))
    # the closest of the common distances: wider ones part paragraphs
    usual = min([point for point, held in by_point.items() if len(held) >= 0.34 * top])
    return median(by_point[usual]) if len(by_point[usual]) > 1 else by_point[usual][0]


def _first_line_indent(lines: Sequence[Line]) -> float | None:
    """Where the first lines of paragraphs begin, in a column that sets them in.

    The indent is told by lines that begin further right than the line below
    them, which stands at the column's left edge; ``None`` where a column uses none.
    """
    left = min([line.box.x0 for line in lines])
    starts: Counter[int] = Counter()
    opened: Counter[int] = Counter()
    for line, below in pairwise(lines):
        shift = line.box.x0 - left
        if not 0.8 * line.size <= shift <= 4 * line.size or find_marker(line.text):
            continue
        starts[round(line.box.x0)] += 1
        if below.box.x0 - left <= 1.5 and below.baseline - line.baseline <= 1.7 * line.size:
            opened[round(line.box.x0)] += 1
    best = max(opened, key=lambda x: (opened[x], -x), default=None)
    if best is None or opened[best] < 2 or opened[best] < 0.25 * starts[best]:
        return None
    return float(best)


def _marker(
    line: Line, current: Sequence[Line] | None, flow: Flow, earlier: Marker | None
) -> Marker | None:
    """The marker that a line begins with, if it is one and not a word of the line above."""
    marker = find_marker(line.text)
    return None if marker is None else _accepted(marker, line, current, flow, earlier)


def _accepted(
    marker: Marker,
    line: Line,
    current: Sequence[Line] | None,
    flow: Flow,
    earlier: Marker | None,
) -> Marker | None:
    if marker.number and marker.length == len(line.text):
        return marker if marker.style.startswith(_ENCLOSED) else None
    if current is None:
        return marker
    # "… in\n2004. The" is no number of a paragraph, a dash there is punctuation
    wraps = _filled(current[-1], line, flow) and not ends_sentence(current[-1].text)
    if marker.style.startswith("bullet"):
        dash = marker.printed in "–—-*" and not _wide_gap(line, marker)
        return None if dash and wraps else marker
    above = current[-1].text
    # the longest word that governs has eleven letters
    if _enumerates(current, marker) or _GOVERNS.search(above, max(len(above) - 12, 0)):
        return None
    if follows(marker, earlier) or not wraps:
        return marker
    # justified lines stretch their spaces: only a tab's width tells "… November\n10. A" apart
    return marker if _wide_gap(line, marker, ems=1.0) else None


def _bullet(line: Line) -> Marker | None:
    """The bullet of a line that begins a paragraph, whatever stands above it."""
    marker = find_marker(line.text)
    return marker if marker is not None and marker.style.startswith("bullet") else None


def _enumerates(current: Sequence[Line], marker: Marker) -> bool:
    """Whether a number goes on with an enumeration that began inside the paragraph's lines."""
    if marker.style.split()[0] not in ("bracketed", "closed") or len(marker.number) > 2:
        return False
    number = marker.number
    before = str(int(number) - 1) if number.isdigit() else chr(ord(number[0]) - 1)
    text = " ".join(line.text for line in current)
    printed = marker.printed.replace(number, before)
    return re.search(rf"\S\s+{re.escape(printed)}\s", text) is not None


def _wide_gap(line: Line, marker: Marker, ems: float = 0.55) -> bool:
    """Whether white space sets the marker apart as a tab does."""
    count = len(marker.printed.split())
    if len(line.texts) <= count:
        return False
    space = line.lefts[count] - line.rights[count - 1]
    return space > ems * line.styles[count][0]


def _text_start(line: Line, marker: Marker | None) -> float:
    if marker is None:
        return line.box.x0
    count = len(marker.printed.split())
    if count < len(line.texts) and " ".join(line.texts[:count]) == marker.printed:
        return line.lefts[count]
    return line.box.x0


def _filled(line: Line, after: Line, flow: Flow) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    right = flow.right
    lefts = after.lefts
    space = 0.25 * max(line.size, 4.0)
    room = right - line.box.x1
    width = after.rights[0] - lefts[0]
    if len(lefts) > 1 and len(after.texts[0]) <= 2:
        width = after.rights[1] - lefts[0] if not find_marker(after.text) else width
    return room < width + space + 0.35 * line.size


def _breaks(
    current: Sequence[Line], marker: Marker | None, line: Line, flow: Flow, leading: float
) -> bool:
    last = current[-1]
    gap = line.baseline - last.baseline
    if line.page != last.page or gap < -1:
        return True
    if gap > max(1.2 * leading, leading + 2.0) and gap > 1.15 * max(last.size, line.size):
        return True
    if _restyled(current, line) or ends_in_leaders(last) or _begins_anew(current, line):
        return True
    start = _text_start(current[0], marker)
    if _centred(last, flow) and _centred(line, flow) and last.bold == line.bold:
        return False
    aside = time_aside(current[0])
    if aside is not None:
        flow = Flow(flow.lines, flow.left, min(flow.right, aside))
    titled = aside is not None and current[0].bold and line.bold
    if not titled and not _filled(last, line, flow) and not _flows_on(last, line, flow):
        return True
    if marker is not None:
        # an item goes on at its own text; a numbered paragraph at the margin, too
        slack = 1.2 if marker.number else 0.3
        return line.box.x0 < min(current[0].box.x0, start) - slack * line.size
    if len(current) == 1:
        inset = line.box.x0 > last.box.x0 + 0.9 * line.size
        return inset and ends_sentence(last.text, _STOPS)
    if not ends_sentence(last.text):
        return False
    margin = min([other.box.x0 for other in current[1:]])
    return line.box.x0 > margin + 0.9 * line.size


def _flows_on(last: Line, line: Line, flow: Flow) -> bool:
    """A sentence that goes on in a narrower measure than the column's (a box, a quote)."""
    return (
        line.text[:1].islower()
        and not ends_sentence(last.text)
        and last.box.x1 >= flow.left + 0.5 * (flow.right - flow.left)
        and abs(line.box.x0 - last.box.x0) <= 3 * line.size
    )


def _begins_anew(current: Sequence[Line], line: Line) -> bool:
    """Whether a line begins with a time or a field's name, or follows a speaker's country."""
    last = current[-1]
    if last.text.endswith((",", "-", "–", "(")):
        return False
    if begins_field(line.text) or _names_day(line.text) or _names_day(last.text):
        return True
    time = parse_time_range(line.text)
    if time is not None and time.end:
        return True
    if not line.text[:1].isupper():
        return False
    tail = last.text.rpartition(",")[2].strip(" .")
    marker = find_marker(current[0].text)
    opening = current[0].text[marker.length if marker else 0 :].lstrip()
    return names_people(opening) and (tail in ("OECD", "OCDE") or bool(country_code(tail)))


def ends_in_leaders(line: Line) -> bool:
    """Whether a line of a table of contents ends here: dots and a page number."""
    text = line.text
    return text[-1:].isdecimal() and _LEADERS.search(text) is not None


def _names_day(text: str) -> bool:
    heading = day_heading(text) if len(text) <= 60 and not text.endswith(".") else None
    return heading is not None and (
        heading.printed.weekday is not None or heading.ordinal is not None
    )


def _restyled(current: Sequence[Line], line: Line) -> bool:
    """A change of type face that only another paragraph has."""
    first, last = current[0], current[-1]
    if last.size != line.size:
        size = max(last.size, line.size)
        if abs(last.size - line.size) > (0.09 if last.colour == line.colour else 0.04) * size:
            return True
    whole_bold = first.bolds[0] and all(other.bolds[0] and other.bold for other in current)
    if whole_bold and not line.bolds[0] and not line.bold:
        # a bold run-in may end inside the line above
        return _ends_bold(last) and not _runs_on(last, line)
    if line.bold and all(line.bolds) and not last.bolds[-1]:
        return first is last or not _runs_on(last, line)
    if whole_bold and not line.bold and last.colour != line.colour:
        return True
    # bold up to the line's end and none after it: a title, whatever stood before it
    ends_bold = last.bolds[-1] and len(last.bolds) >= 2 and _ends_bold(last)
    return ends_bold and not any(line.bolds) and not _runs_on(last, line)


def _ends_bold(line: Line) -> bool:
    """Whether the last two words of a line are in bold."""
    return False not in line.bolds[-2:]


def _runs_on(last: Line, line: Line) -> bool:
    return line.text[:1].islower() or last.text.endswith(("-", ",", "–"))


def _centred(line: Line, flow: Flow) -> bool:
    left, right = line.box.x0 - flow.left, flow.right - line.box.x1
    return left > 20 and right > 20 and abs(left - right) <= max(8.0, 0.12 * (left + right))


def _reunited(parts: Sequence[Paragraph]) -> list[Paragraph]:
    """Give a bullet or number that stands alone the text beside or below it."""
    result: list[Paragraph] = []
    for part in parts:
        before = result[-1] if result else None
        if before is not None and part.marker is None and _is_bare(before):
            close = part.lines[0].baseline - before.lines[-1].baseline
            if -0.5 * part.lines[0].size <= close <= 1.6 * part.lines[0].size:
                words: tuple[Word, ...] = (*before.lines[-1].words, *part.lines[0].words)
                first = line_of(words, part.page)
                result[-1] = Paragraph(
                    (first, *part.lines[1:]), before.marker, before.left, before.right
                )
                continue
        result.append(part)
    return result


def _is_bare(paragraph: Paragraph) -> bool:
    marker = paragraph.marker
    return (
        marker is not None
        and len(paragraph.lines) == 1
        and marker.length == len(paragraph.lines[0].text)
    )
