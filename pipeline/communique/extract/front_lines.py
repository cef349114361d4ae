"""The lines of a document's first pages, each with what it is by its wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extract.cues import telling, words_of
from communique.extract.dates import find_dates
from communique.extract.folding import fold
from communique.extract.furniture import CleanPage
from communique.extract.imprint import (
    Imprint,
    is_contact,
    is_notice,
    may_be_fixed,
    read_imprint,
)
from communique.extract.kind import named_kind
from communique.extract.layout import Line
from communique.extract.lines import segments
from communique.extract.meeting import names_meeting
from communique.extract.once import once
from communique.extract.places import find_place

_HELD = re.compile(
    r"^(?:to be |a )?(?:held|organised|organized|hosted|tenue?|which (?:took|will take) place|"
    r"date|dates|venue|place|lieu|location)\b"
)
_HOSTED = re.compile(
    r"^(?:co-?)?(?:hosted|organi[sz]ed|organisee?|accueillie?)\b(?: jointly|"
    r" conjointement)? (?:by|par)\b|"
    r"^(?:hosts?|hote)\s*:|^(?:at|on) the invitation of|^a l'invitation d|"
    r"^in (?:co-operation|cooperation|collaboration|partnership) with|^en (?:co-operation|"
    r"cooperation|"
    r"collaboration|partenariat) avec"
)
#: Of which some stands in every line that names hosts.
_HOST_WORDS = telling(
    "hosted cohosted organised organized coorganised coorganized organise organisee coorganise "
    "coorganisee accueilli accueillie coaccueilli coaccueillie host hosts hote invitation "
    "operation cooperation collaboration partnership partenariat"
)
_FOR_A_SESSION = re.compile(
    r"\b(?:for|on|of|pour|de) (?:the |la |le )?(?:session|seance|item|point|agenda item)s? "
    r"(?:\d{1,2}|[ivx]{1,4}|[a-h])(?: (?:and|et) \d)?\b"
)
#: Rows of the page behind the cover that may repeat it.
_HEAD = 24


@dataclass
class FrontLine:
    """A line, or one end of a line, of a cover; `dataclasses.replace` makes another.

    Attributes
    ----------
    row
        The full line that it is part of.
    line
        The part itself.
    fixed
        Its label, where that is told by fixed wording (``imprint``, ``contact``,
        ``notice``) or by the lines around it.
    centred
        Whether it stands in the middle of the page.
    furniture
        Whether it is a running header or footer that the cover shares.
    """

    row: Line
    line: Line
    fixed: str = ""
    centred: bool = False
    furniture: bool = False
    imprint: Imprint | None = None

    @property
    def text(self) -> str:
        return self.line.text

    @once
    def label(self) -> str:
        """What it is: ``imprint``, ``contact``, ``notice``, or by what it says.

        That is ``date`` (a date or place and little more), ``kind`` (names the kind of
        document and nothing else), ``host`` or ``title`` (all other). Many lines are only
        looked at to know where the text begins, and need no label.
        """
        return self.fixed or _label_by_words(self.line.text)


def label_of(text: str) -> tuple[str, Imprint | None]:
    """What a cover's line is by its wording, with its imprint if it is one."""
    label, imprint = _label_anywhere(text)
    return label or _label_by_words(text), imprint


def _label_by_words(text: str) -> str:
    """What a line is that is of no fixed wording."""
    if _names_hosts(text):
        return "host"
    if is_date_or_place(text):
        return "date"
    return "kind" if is_kind_line(text) else "title"


def _names_hosts(text: str) -> bool:
    if _HOST_WORDS.isdisjoint(words_of(text)):
        return False
    return _HOSTED.match(fold(text).replace("’", "'").strip()) is not None


def _label_anywhere(text: str) -> tuple[str, Imprint | None]:
    """The label of what is no text wherever it stands on the page, empty for all else."""
    if not may_be_fixed(text):
        return "", None  # as most lines
    imprint = read_imprint(text)
    if imprint is not None:
        return "imprint", imprint
    if is_contact(text):
        return "contact", None
    return "notice" if is_notice(text) else "", None


def is_kind_line(text: str) -> bool:
    """Whether a line names the kind of document and nothing else ("DRAFT AGENDA")."""
    if not named_kind(text):
        return False
    bare = _FOR_A_SESSION.sub("", re.sub(r"\([^)]*\)", "", fold(text)))
    words = [word for word in re.findall(r"[^\W\d_]+", bare) if len(word) > 1]
    if len(words) > 6 or re.search(r"\d", bare):
        return False
    rest = re.sub(r"\b(?:meeting|symposium|seminar|workshop|conference|forum|session)\b", "", bare)
    return not names_meeting(text) or (len(words) <= 3 and bool(named_kind(text)) and rest != bare)


def is_date_or_place(text: str) -> bool:
    """Whether a line is a date, a place or both, and little more."""
    line = " ".join(text.split())
    if len(line) > 160:
        return False
    dates = find_dates(line)
    rest = line
    for found in reversed(dates):
        rest = rest[: found.start] + " " + rest[found.end :]
    place = find_place(rest)
    if place is None and not dates:
        return False
    held = _HELD.match(fold(line))
    if place is not None:
        if place.online and not dates and len(line) > 60:
            return False
        rest = rest[: place.start] + " " + rest[place.end :]
    words = [word for word in re.findall(r"[^\W\d_]+", rest) if len(word) > 2]
    if dates and dates[0].first.day is not None:
        plain = sum(word[0].islower() and len(word) > 3 for word in words)
        most = 9 if held else 6 if place is not None else 5
        return len(words) <= most and (plain <= 2 or bool(held)) and not names_meeting(rest)
    if place is not None:
        capitals = all(word[0].isupper() or len(word) <= 3 for word in words)
        return (len(words) <= 6 and capitals and not names_meeting(rest)) or bool(held)
    return bool(dates) and len(words) <= 2


class Labelled(Iterator[FrontLine]):
    """The lines of a page from top to bottom, each read when it is asked for.

    Parameters
    ----------
    page
        The page.
    furniture
        Whether to read all of it, running headers and footers too; else its head.

    Attributes
    ----------
    until
        Where the text begins, once that is known: the lines from there on are left out, but
        for furniture and what is no text wherever it stands.
    """

    def __init__(self, page: CleanPage, *, furniture: bool) -> None:
        rows = [(row, False) for row in (page.rows if furniture else page.rows[:_HEAD])]
        if furniture:
            rows += [(row, True) for row in page.furniture]
        rows.sort(key=lambda item: (item[0].baseline, item[0].box.x0))
        self._lines = self._labels(rows, page.page.width)
        self.until = float("inf")

    def __next__(self) -> FrontLine:
        return next(self._lines)

    def _labels(self, rows: Sequence[tuple[Line, bool]], width: float) -> Iterator[FrontLine]:
        notice: FrontLine | None = None  # a contact or notice that the next line may go on with
        for row, running in rows:
            whole, imprint = _label_anywhere(row.text)
            parts = [row] if whole in ("contact", "notice") else segments(row)
            for part in parts:
                label, imprint = _label_anywhere(part.text) if len(parts) > 1 else (whole, imprint)
                if not label and notice is None and not running and row.baseline >= self.until:
                    continue  # text, of which nobody asks more
                centre = (part.box.x0 + part.box.x1) / 2
                item = FrontLine(
                    row,
                    part,
                    label,
                    centred=abs(centre - width / 2) <= 0.035 * width and part.box.x0 > 0.06 * width,
                    furniture=running,
                    imprint=imprint,
                )
                if notice is not None and _runs_on(notice, item):
                    item = replace(item, fixed=notice.fixed)
                notice = item if item.fixed in ("contact", "notice") else None
                yield item


def _runs_on(notice: FrontLine, item: FrontLine) -> bool:
    """Whether a contact or notice goes on in the line below it, that it is broken into."""
    return (
        not notice.text.rstrip().endswith((".", "!", "?"))
        and not item.furniture
        and abs(item.line.size - notice.line.size) <= 0.6
        and item.line.bold == notice.line.bold
        and item.row.baseline - notice.row.baseline <= 1.45 * max(item.line.size, 6.0)
        and item.label in ("title", "date")
    )
