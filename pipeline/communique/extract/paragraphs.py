"""From lines to paragraphs: where one ends and the next begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from statistics import median

from communique.extract.days import day_heading, may_begin_day
from communique.extract.fields import begins_field, may_begin_field, names_people
from communique.extract.flows import Flow, time_aside
from communique.extract.hyphenation import join_lines
from communique.extract.layout import Line, Word
from communique.extract.lines import line_of
from communique.extract.making import smallest_box
from communique.extract.markers import Marker, find_marker, follows, may_be_marker
from communique.extract.places import country_code
from communique.extract.times import may_begin_time, parse_time_range
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
    lines = flow.lines
    if not lines:
        return ()
    left, right = flow.left, flow.right
    marker = _opening_marker(lines[0])
    if len(lines) == 1:
        return (Paragraph(lines, marker, left, right),)
    sizes = [line.size for line in lines]
    farthest = _farthest(lines, sizes)
    indent = _first_line_indent(lines, sizes)
    result: list[Paragraph] = []
    draft = _Draft(lines[0], marker, plain=False)
    plain_above = False
    for last, line, size in zip(lines, lines[1:], sizes, strict=False):
        printed = found = None
        plain = not _may_open(line.text[:4])
        if not plain:  # few lines begin as anything but running text does
            printed = find_marker(line.text)
            if printed is not None:
                found = _accepted(printed, line, draft.lines, flow, draft.marker)
        if (
            found is not None
            or (
                indent is not None and abs(line.box.x0 - indent) <= 1.5 and ends_sentence(last.text)
            )
            or _lies_apart(last, line, farthest[size])
            or _breaks(draft, last, line, flow, plain=plain, plain_above=plain_above)
        ):
            result.append(Paragraph(tuple(draft.lines), draft.marker, left, right))
            if found is None and printed is not None and printed.style.startswith("bullet"):
                found = printed  # whatever stands above it
            draft = _Draft(line, found, plain=plain)
        else:
            draft.lines.append(line)
        plain_above = plain
    result.append(Paragraph(tuple(draft.lines), draft.marker, left, right))
    return tuple(_reunited(result))


@lru_cache(maxsize=2048)  # lines begin in much the same ways
def _may_open(head: str) -> bool:
    """Whether a line may begin with a marker, a time, a day or a field, by its first letters."""
    return (
        may_be_marker(head[:2])
        or may_begin_time(head[:2])
        or may_begin_day(head)
        or may_begin_field(head)
    )


class _Draft:
    """The paragraph that a line may go on with; ``plain`` if it begins as running text does."""

    __slots__ = ("_names_people", "lines", "marker", "plain")

    def __init__(self, first: Line, marker: Marker | None, *, plain: bool) -> None:
        self.lines = [first]
        self.marker = marker
        self.plain = plain
        self._names_people: bool | None = None

    def names_people(self) -> bool:
        """Whether it begins with who has the floor or an office."""
        if self.plain:
            return False
        if self._names_people is None:
            text = self.lines[0].text
            before = find_marker(text)
            self._names_people = names_people(
                text[before.length :].lstrip() if before is not None else text
            )
        return self._names_people


def _farthest(lines: Sequence[Line], sizes: Sequence[float]) -> dict[float, float]:
    """How far apart, for each size of type, the baselines of one paragraph's lines may be.

    Sizes are told apart by half a point. A box in smaller type is set closer than the text
    around it.
    """
    everywhere = _usual_leading(lines, sizes)
    if sizes.count(sizes[0]) == len(sizes):
        return {sizes[0]: max(1.2 * everywhere, everywhere + 2.0)}  # as in most columns
    halves = {size: round(size * 2) for size in set(sizes)}
    leadings = dict.fromkeys(halves.values(), everywhere)
    if len(leadings) > 1:
        by_half: dict[int, list[Line]] = {half: [] for half in leadings}
        for line, size in zip(lines, sizes, strict=True):
            by_half[halves[size]].append(line)
        for half, held in by_half.items():
            if len(held) >= 3:
                leadings[half] = _usual_leading(held, [line.size for line in held])
    return {size: max(1.2 * leadings[half], leadings[half] + 2.0) for size, half in halves.items()}


def _usual_leading(lines: Sequence[Line], sizes: Sequence[float]) -> float:
    """The distance between baselines inside paragraphs, in points."""
    gaps = [
        gap
        for a, b, size in zip(lines, lines[1:], sizes, strict=False)
        if 0.0 < (gap := b.baseline - a.baseline) < 2.6 * (size if size > 6.0 else 6.0)
        and a.page == b.page
    ]
    if not gaps:
        return 1.25 * max(sizes[0], 6.0)
    points = list(map(round, gaps))
    if points.count(points[0]) == len(points):
        return median(gaps)
    counts = [(point, points.count(point)) for point in set(points)]
    most = max([count for _, count in counts])
    # the closest of the common distances: wider ones part paragraphs
    usual = min([point for point, count in counts if count >= 0.34 * most])
    return median([gap for gap, point in zip(gaps, points, strict=True) if point == usual])


def _first_line_indent(lines: Sequence[Line], sizes: Sequence[float]) -> float | None:
    """Where the first lines of paragraphs begin, in a column that sets them in.

    The indent is told by lines that begin further right than the line below
    them, which stands at the column's left edge; ``None`` where a column uses none.
    """
    lefts = [line.box.x0 for line in lines]
    left = min(lefts)
    shifts = zip(lefts[:-1], sizes, strict=False)
    inset = [
        place for place, (x0, size) in enumerate(shifts) if 0.8 * size <= x0 - left <= 4 * size
    ]
    if len(inset) < 2:
        return None  # as in most columns
    starts: Counter[int] = Counter()
    opened: Counter[int] = Counter()
    for place in inset:
        line, below, x0 = lines[place], lines[place + 1], lefts[place]
        if find_marker(line.text):
            continue
        starts[round(x0)] += 1
        if below.box.x0 - left <= 1.5 and below.baseline - line.baseline <= 1.7 * sizes[place]:
            opened[round(x0)] += 1
    best = max(opened, key=lambda x: (opened[x], -x), default=None)
    if best is None or opened[best] < 2 or opened[best] < 0.25 * starts[best]:
        return None
    return float(best)


def _opening_marker(line: Line) -> Marker | None:
    """The marker that a column's first line begins with."""
    marker = find_marker(line.text)
    if marker is None or not (marker.number and marker.length == len(line.text)):
        return marker
    return marker if marker.style.startswith(_ENCLOSED) else None


def _accepted(
    marker: Marker,
    line: Line,
    current: Sequence[Line],
    flow: Flow,
    earlier: Marker | None,
) -> Marker | None:
    """The marker that a line begins with, if it is one and not a word of the line above."""
    if marker.number and marker.length == len(line.text):
        return marker if marker.style.startswith(_ENCLOSED) else None
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
    size = line.size
    room = flow.right - line.box.x1
    space = 0.25 * (size if size > 4.0 else 4.0)
    if room < space + 0.35 * size:
        return True  # no word at all, as on most lines
    left = after.lefts[0]
    width = after.rights[0] - left
    if len(after.texts) > 1 and len(after.texts[0]) <= 2:
        width = after.rights[1] - left if not find_marker(after.text) else width
    return room < width + space + 0.35 * size


def _lies_apart(last: Line, line: Line, farthest: float) -> bool:
    """Whether white parts two lines, whose baselines may be ``farthest`` apart, or a page does."""
    gap = line.baseline - last.baseline
    return (
        (gap > farthest and gap > 1.15 * max(last.size, line.size))
        or gap < -1
        or line.page != last.page
    )


def _breaks(
    draft: _Draft, last: Line, line: Line, flow: Flow, *, plain: bool, plain_above: bool
) -> bool:
    """Whether a line begins another paragraph than the one that the last belongs to.

    A line that is ``plain`` begins as running text does; ``plain_above`` says so of the last.
    """
    current, marker = draft.lines, draft.marker
    if (
        _restyled(current, line)
        or ends_in_leaders(last)
        or _begins_anew(draft, last, line, plain=plain, plain_above=plain_above)
    ):
        return True
    if _centred(last, flow) and _centred(line, flow) and last.bold == line.bold:
        return False
    titled = False
    aside = None if draft.plain else time_aside(current[0])
    if aside is not None:
        flow = Flow(flow.lines, flow.left, min(flow.right, aside))
        titled = current[0].bold and line.bold
    if not titled and not _filled(last, line, flow) and not _flows_on(last, line, flow):
        return True
    if marker is not None:
        # an item goes on at its own text; a numbered paragraph at the margin, too
        slack = 1.2 if marker.number else 0.3
        start = _text_start(current[0], marker)
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


def _begins_anew(draft: _Draft, last: Line, line: Line, *, plain: bool, plain_above: bool) -> bool:
    """Whether a line begins with a time or a field's name, or follows a speaker's country."""
    above, text = last.text, line.text
    if above.endswith((",", "-", "–", "(")):
        return False
    if not plain_above and _names_day(above):
        return True
    if not plain:
        if _names_day(text):
            return True
        if begins_field(text):
            return True
        time = parse_time_range(text)
        if time is not None and time.end:
            return True
    if not text[:1].isupper() or not draft.names_people():
        return False  # as mostly
    tail = above.rpartition(",")[2].strip(" .")
    return tail in ("OECD", "OCDE") or bool(country_code(tail))


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
    if not (line.bold or last.bolds[-1] or first.bolds[0]):
        return False  # as most text is
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
    left = line.box.x0 - flow.left
    if left <= 20:
        return False  # as most lines, which begin at the margin
    right = flow.right - line.box.x1
    return right > 20 and abs(left - right) <= max(8.0, 0.12 * (left + right))


def _reunited(parts: Sequence[Paragraph]) -> list[Paragraph]:
    """Give a bullet or number that stands alone the text beside or below it."""
    if not any(map(_is_bare, parts)):
        return list(parts)  # as mostly
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
