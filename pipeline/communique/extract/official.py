"""What an official cover sets over several lines, put together again.

The organisation's name is broken in two, a long cote stands over its last
segment, an old job number is a bare number at the foot of the page, and the
cover of a designed document leaves the cote to the running headers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from communique.extract.cote import Cote, find_cotes
from communique.extract.folding import fold
from communique.extract.front_lines import FrontLine
from communique.extract.furniture import CleanPage
from communique.extract.imprint import Imprint, is_organisation, read_imprint

_PATH = re.compile(r"[A-Z][A-Z0-9&-]{0,12}(?:\s?/\s?[A-Z0-9&-]{1,12}){0,8}\s?/?")
_TAIL = re.compile(r"/?\s?(?:[A-Z]{1,5})?\s?\(\d{2,4}\)\s?\d{1,4}\b.*")
_ANNOUNCED = re.compile(r"\b(?:reference|cote|code|olis|o\.n\.e)\b")
_JOB = re.compile(r"\d{5,6}")
#: Type of this size, in points, is a title's.
_DISPLAY = 16.0
#: Lines between the halves of the organisation's name, when the imprint's other column is set
#: beside it.
_BETWEEN = 2
#: Pages whose running headers, and rows, are looked through for a cote.
_PAGES_READ = 8
_ROWS_READ = 3


def whole_imprints(lines: Sequence[FrontLine]) -> list[FrontLine]:
    """A cover's lines with the broken parts of its imprint told as imprint.

    Parameters
    ----------
    lines
        Lines of the front in reading order.

    Returns
    -------
    list of FrontLine
        The same lines in the same order; halves of the organisation's name, of
        a cote and old job numbers carry the label ``imprint``.
    """
    result = list(lines)
    for index, item in enumerate(result):
        if _begins_title(result, index):
            result[index] = replace(item, fixed="title", imprint=None)
            continue
        if item.label not in ("title", "imprint"):
            continue
        near = range(index + 1, min(index + 2 + _BETWEEN, len(result)))
        for at in near:
            other = result[at]
            if _is_name(item, other):
                result[index] = _imprint(item, Imprint(alone=True))
                result[at] = _imprint(other, Imprint(alone=True))
                break
            cote = _joined_cote(item, other)
            if cote is not None:
                result[index] = _imprint(item, cote)
                result[at] = _imprint(other, Imprint(alone=True))
                break
    return _job_numbers(result)


def running_cote(pages: Sequence[CleanPage]) -> Cote | None:
    """The cote in the running headers of a document, or alone on a row of its front matter.

    Parameters
    ----------
    pages
        All pages.

    Returns
    -------
    Cote or None
        ``None`` where no header prints one, or where several stand on rows of
        their own (a list of documents).
    """
    headers: Counter[str] = Counter()
    known: dict[str, Cote] = {}
    for page in pages[:_PAGES_READ]:
        for row in page.furniture:
            for item in find_cotes(row.text):
                known[str(item.cote)] = item.cote
                headers[str(item.cote)] += 1
    headers = Counter({cote: n for cote, n in headers.items() if n > 1 or len(pages) == 1})
    if headers:
        return known[max(headers, key=lambda cote: (headers[cote], cote))]
    rows = [row.text.strip() for page in pages[:_ROWS_READ] for row in page.rows]
    alone = {
        str(found[0].cote): found[0].cote
        for before, text in pairwise(rows)
        if (found := find_cotes(text)) and len(found) == 1
        if found[0].end - found[0].start >= len(text) and _ANNOUNCED.search(fold(before))
    }
    return next(iter(alone.values())) if len(alone) == 1 else None


def _begins_title(lines: Sequence[FrontLine], index: int) -> bool:
    """Whether the organisation's short name is the first line of a title in display type."""
    item = lines[index]
    if item.text.strip() not in ("OECD", "OCDE") or item.line.size < _DISPLAY:
        return False
    return any(
        other.label == "title"
        and abs(other.line.size - item.line.size) <= 0.3
        and other.line.bold == item.line.bold
        and abs(other.line.box.x0 - item.line.box.x0) <= 6
        and 0 < other.line.baseline - item.line.baseline <= 1.75 * item.line.size
        for other in lines[index + 1 : index + 4]
    )


def _is_name(item: FrontLine, other: FrontLine) -> bool:
    """Whether two lines are the halves of the organisation's name."""
    same = abs(item.line.box.x0 - other.line.box.x0) <= 40 or (item.centred and other.centred)
    return (
        same
        and "title" in (item.label, other.label)
        and abs(item.line.size - other.line.size) <= 0.6
        and is_organisation(f"{item.text} {other.text}")
    )


def _joined_cote(item: FrontLine, other: FrontLine) -> Imprint | None:
    path, tail = item.text.strip(), other.text.strip()
    if not (path.endswith("/") or tail.startswith("/")):
        return None
    if not (_PATH.fullmatch(path) and _TAIL.fullmatch(tail)):
        return None
    return read_imprint(f"{path.rstrip('/ ')}/{tail.lstrip('/ ')}")


def _imprint(item: FrontLine, imprint: Imprint) -> FrontLine:
    if item.imprint is not None and not imprint.cote:
        imprint = replace(item.imprint, cote="", cote_type="", cote_year=None)
    return replace(item, fixed="imprint", imprint=imprint)


def _job_numbers(lines: list[FrontLine]) -> list[FrontLine]:
    """Bare numbers at the foot of a cover of the OLIS years, before they began with JT."""
    coted = [index for index, item in enumerate(lines) if item.imprint and item.imprint.cote]
    if not coted or any(item.imprint and item.imprint.reference for item in lines):
        return lines
    for index in range(len(lines) - 1, coted[0], -1):
        item = lines[index]
        last = index >= len(lines) - 2
        notice = any("olis" in fold(other.text) for other in lines[index + 1 : index + 4])
        lone = item.label == "title" and not item.furniture and _JOB.fullmatch(item.text.strip())
        if lone and (last or notice):
            number = Imprint(reference=item.text.strip(), alone=True)
            return [*lines[:index], _imprint(item, number), *lines[index + 1 :]]
    return lines
