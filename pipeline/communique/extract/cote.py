"""The grammar of OECD document references ("cotes").

A cote names the body that a document is for, the sort of document, its year
and its number in that year, and then what became of it::

    GOV/PGC/EGOV / A    (2004)  2       /REV1 /ANN2
    committee      type  year   number   suffixes

The year is printed with two digits until about 1999. Type and suffixes are
often missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TYPES = """
A AG BUD CAL CIRC DEC DOC GD INF L LET M MIN MONO NI NM NOTE PROC PV RC RD REC S SR WD WKP WP
"""
_ROOTS = """
AEN AGR AIE AIEA BC BPC C CCNM CD CE CEN CERI CES CFE CHR CIRC COM CPE CSC CTPA CYBER DAC DAF DAFFE
DAFNE DCD DEELSA DELSA DEV DSTI ECO ECSS EDR EDU EGOV ELS ENV ESD EXD FIN GOV GRC HR IAP IEA IF IFP
IMEP INF ITF LEED LEG NEA OCDE OECD OLIS PAC PIAC PISA PUM PUMA RCI SAF SG SIGMA SME STD STI STP TAD
TD TDS TIP TRADE WISE
"""
#: Last path segments that say what sort of document it is, not which body's.
TYPES = frozenset(_TYPES.split())
#: Directorates, agencies and bodies that a cote begins with. In running text
#: they vouch for a cote that is spaced out or in small letters.
ROOTS = frozenset(_ROOTS.split())

_SUFFIX_WORDS = (
    "ADDENDUM|ADD|ANNEXES|ANNEXE|ANNEX|ANN|APPENDIX|APP|ATT|CHAPTER|CHAP|CONF|CORRIGENDUM|CORR|DRAFT|ENG|"
    "ERRATUM|ERR|EXSUM|FIGS|FINAL|FRE|INTRO|NOTE|PART|PROV|REF|REV|SUMMARY|SUM|TAB|VOL"
)
_CLASSIFIED = (
    r"unclassified|for\s*official\s*use|confidential|restricted|non[\s-]*classifi[eé]|"
    r"[aà]\s*usage\s*officiel|confidentiel|general\s*distribution|diffusion\s*g[eé]n[eé]rale"
)
_SEGMENT = r"[A-Za-z0-9][A-Za-z0-9&-]{0,24}"
_PATH_AT_END = re.compile(rf"(?<![A-Za-z0-9/&])(?:{_SEGMENT}\s*/\s*){{0,8}}{_SEGMENT}\s*\Z")
_TAIL = re.compile(
    r"\(\s*(?P<year>(?:19|20)\d\d|\d\d)\s*\)\s*(?P<number>\d{1,5})(?![0-9])"
    rf"(?P<suffixes>(?:\s*/\s*(?:{_SUFFIX_WORDS})(?:(?:\s*\.\s*|\s)?\d{{1,3}}(?![0-9])|(?=[^A-Za-z]|\Z)"
    rf"|(?={_CLASSIFIED}))){{0,6}})",
    re.IGNORECASE,
)
_GLUED_BEFORE = re.compile(rf"\s*(?:{_CLASSIFIED})\s*", re.IGNORECASE)
_GLUED_AFTER = re.compile(rf"(?:{_CLASSIFIED})", re.IGNORECASE)
_SPACED_OUT = re.compile(r"(?<!\S)(?:[A-Za-z0-9/()&-][ \t]){7,120}[A-Za-z0-9](?!\S)")
_SUFFIX = re.compile(rf"({_SUFFIX_WORDS})[.\s]*(\d*)", re.IGNORECASE)
#: Longest path looked for in front of a year, in characters.
_REACH = 120


@dataclass(frozen=True, slots=True)
class Cote:
    """A document reference in its parts.

    Attributes
    ----------
    committee
        Directorate, committee and group, joined by ``/``: ``GOV/PGC/EGOV``.
    type
        Sort of document, one of `TYPES`, or empty.
    year
        Year of the reference, 1960 to 2059; not always the meeting's year.
    number
        Number within the year, from 0.
    suffixes
        ``REV1``, ``ADD2``, ``FINAL`` … in printed order.
    short_year
        Whether the year is printed with two digits.
    """

    committee: str
    type: str
    year: int
    number: int
    suffixes: tuple[str, ...] = ()
    short_year: bool = False

    @property
    def path(self) -> str:
        """Everything in front of the year."""
        return f"{self.committee}/{self.type}" if self.type else self.committee

    def __str__(self) -> str:
        year = f"{self.year % 100:02d}" if self.short_year else f"{self.year:04d}"
        return "/".join((f"{self.path}({year}){self.number}", *self.suffixes))


@dataclass(frozen=True, slots=True)
class FoundCote:
    """A cote at ``text[start:end]``."""

    start: int
    end: int
    cote: Cote


def parse_cote(text: str) -> Cote | None:
    """Read one cote, however it is spaced, broken or cased.

    A classification in front of it or behind it (``ENV/WKP(2021)8Unclassified``)
    is passed over. Anything else around the cote makes the result ``None``.

    Parameters
    ----------
    text
        A cote and no other text.

    Returns
    -------
    Cote or None
        ``None`` where the text is no cote.
    """
    if len(text) > 4 * _REACH:
        return None
    for reading in (text, re.sub(r"\s+", "", text)):
        tail = _TAIL.search(reading)
        if tail is None:
            continue
        before = _GLUED_BEFORE.match(reading[: tail.start()])
        head = reading[before.end() if before else 0 : tail.start()].lstrip(" \t\n:-")
        path = _PATH_AT_END.match(head)
        rest = _GLUED_AFTER.sub("", reading[tail.end() :]).strip(" \t\n.,;:|-")
        if path is not None and not rest:
            return _cote(path.group(), tail)
    return None


def find_cotes(text: str) -> list[FoundCote]:
    """Find every cote in running text.

    Parameters
    ----------
    text
        Any text; line breaks inside a cote are allowed next to its slashes.

    Returns
    -------
    list of FoundCote
        In order and without overlap. In prose a cote in small letters, or one
        with blanks in it, counts only if it begins with a known body, so that
        ``OECD (2004) 2`` is no cote but ``gov/pgc(2004)2`` is.
    """
    if "(" not in text:
        return []  # no year in brackets, and so no cote: most texts
    found: list[FoundCote] = []
    last = 0
    for tail in _TAIL.finditer(text):
        after = text[tail.end() : tail.end() + 1]
        if after.isalnum() and not _GLUED_AFTER.match(text, tail.end()):
            continue
        floor = max(last, tail.start() - _REACH)
        path = _PATH_AT_END.search(text[floor : tail.start()])
        if path is None:
            continue
        glued = _GLUED_BEFORE.match(path.group())
        start = floor + path.start() + (glued.end() if glued else 0)
        head = text[start : tail.start()]
        if not head.strip() or not _vouched(head, tail.group()):
            narrowed = _last_word(head)
            if narrowed == head or not _vouched(narrowed, tail.group()):
                continue
            start = tail.start() - len(narrowed)
            head = narrowed
        cote = _cote(head, tail)
        if cote is not None:
            found.append(FoundCote(start, tail.end(), cote))
            last = tail.end()
    if "( " not in text and "(\t" not in text:
        return found  # its letters are not set apart
    spans = [(item.start, item.end) for item in found]
    for run in _SPACED_OUT.finditer(text):
        if all(run.end() <= start or end <= run.start() for start, end in spans):
            cote = parse_cote(run.group())
            if cote is not None:
                found.append(FoundCote(run.start(), run.end(), cote))
    return sorted(found, key=lambda item: item.start)


def full_year(digits: str) -> int:
    """The year that two or four digits mean, two of them from 1960 to 2059."""
    value = int(digits)
    if len(digits) > 2:
        return value
    return 1900 + value if value >= 60 else 2000 + value


def _cote(path: str, tail: re.Match[str]) -> Cote | None:
    segments = [segment for segment in re.sub(r"\s+", "", path).upper().split("/") if segment]
    if not segments or not segments[0][0].isalpha():
        return None
    kind = segments.pop() if len(segments) > 1 and segments[-1] in TYPES else ""
    suffixes = tuple(
        word.upper() + number for word, number in _SUFFIX.findall(tail.group("suffixes"))
    )
    year = tail.group("year")
    return Cote(
        committee="/".join(segments),
        type=kind,
        year=full_year(year),
        number=int(tail.group("number")),
        suffixes=suffixes,
        short_year=len(year) == 2,
    )


def _vouched(path: str, tail: str) -> bool:
    """Whether a path that stands in prose is one of a cote."""
    segments = [segment.strip() for segment in path.strip().split("/")]
    if not segments[0][:1].isalpha():
        return False
    known = segments[0].upper() in ROOTS
    capitals = all(segment == segment.upper() for segment in segments)
    year_and_number = tail.split("/", maxsplit=1)[0]
    spaced = path[-1:].isspace() or bool(re.search(r"\s", year_and_number.strip()))
    if len(segments) == 1:
        return capitals and not spaced and (known or len(segments[0]) <= 6)
    return known or (capitals and not spaced)


def _last_word(path: str) -> str:
    """The path without words that a blank beside a slash has tied to it."""
    return (
        re.split(r"\s+(?=[A-Za-z0-9&-]*\s*(?:/|\Z))", path.rstrip())[-1]
        + path[len(path.rstrip()) :]
    )
