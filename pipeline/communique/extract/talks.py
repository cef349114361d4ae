"""Timetable lines in which a talk and those who give it stand side by side without an office."""

from __future__ import annotations

import re

from communique.extract.cues import holds_any
from communique.extract.names import Evidence, Name, is_given_name, name_at
from communique.extract.offices import office_at
from communique.extract.places import country_code
from communique.extract.speakers import Found

_BETWEEN = re.compile(r"\s*(?:,\s*(?:and|et)\s|,|;|&|\s/\s|\b(?:and|et)\s)\s*")
_GIVERS = re.compile(
    r"(?P<names>[^():;?“\"]{4,110}?)\s*\((?P<body>[^()]{2,90})\)\s*(?P<sign>:|,|&|and\b|et\b|"
    r"[.–—-]\s|(?=[“\"«])|$)\s*"
)
_LABEL = re.compile(r"(?:[A-Z][\w-]*[ ]?[\w.]{0,4}\s?:\s+)(?=[A-ZÀ-Þ])")
_ENDS_IN_OFFICE = re.compile(r"(?P<before>.+?)\s*\((?P<office>[\w -]{4,24})\)\s*$")
_TITLED = re.compile(r"(?P<name>[^:“\"«(),]{5,60}?)\s?:\s+(?=\S)")
_QUOTES = ("“", '"', "«")
_QUOTED = re.compile(r"(?P<name>[^“\"«.,:]{5,60}?)\s*[.,:]?\s+[“\"«]")


def givers(line: str, role: str) -> list[Found]:
    """``Ann Lee, Bo Berg (MPI): Clouds``, ``Ann Lee : Clouds``, ``LEE Ann. “Clouds”``.

    A name without a bracket must be sure; with one its shape is enough, where the
    bracket holds no country, number or time.
    """
    text = _LABEL.sub("", line, count=1) if _LABEL.match(line) else line
    found = _bracketed(text, role) if "(" in text else []
    if found:
        return found
    head = _TITLED.match(text) if ":" in text else None
    if head is None and holds_any(text, _QUOTES):
        head = _QUOTED.match(text)
    names = _all_names(head["name"]) if head else []
    if names and all(name.evidence >= Evidence.NAME for name in names):
        return [Found(name, role, "") for name in names]
    return []


def _bracketed(text: str, role: str) -> list[Found]:
    found: list[Found] = []
    position = 0
    while match := _GIVERS.match(text, position):
        names = _all_names(match["names"])
        sure = bool(names) and all(name.evidence >= Evidence.NAME for name in names)
        if not names or not (sure or _holds_a_body(match["body"])):
            return []
        found += [Found(name, role, f"({match['body']})") for name in names]
        position = match.end()
        if match["sign"] not in (",", "&", "and", "et"):
            goes_on = bool(match["sign"] or text[position : position + 1] in '“"«')
            return found if goes_on or sure else []
    return []


def _holds_a_body(inside: str) -> bool:
    return not (
        country_code(inside)
        or re.search(
            r"\d{2}|^(?:see|cf|e\.g|i\.e|part|tbc|optional|draft|all|in |for |the )", inside, re.I
        )
        or office_at(inside)
        or inside[0].islower()
    )


def _all_names(text: str) -> list[Name]:
    """The names of which a text is made, none where there is anything else in it."""
    names: list[Name] = []
    for piece in _BETWEEN.split(text.strip()):
        name = name_at(piece)
        if name is None or piece[name.end :].strip(" ."):
            return []
        names.append(name)
    return names


def named_alone(line: str, role: str) -> list[Found]:
    """People of a line that is nothing but their names, known given names first."""
    bracket = re.search(r"\s*\([^()]{2,60}\)\s*$", line)
    names = _all_names(line[: bracket.start()] if bracket else line)
    if not names or not all(
        name.evidence >= Evidence.NAME and is_given_name(name.text.split()[0]) for name in names
    ):
        return []
    return [Found(name, role, bracket.group() if bracket else "") for name in names]


def office_behind(line: str) -> list[Found]:
    """``Models and tools, Ann Lee, Bo Berg and Cy Day (Chairs)``: the office stands last."""
    match = _ENDS_IN_OFFICE.match(line) if "(" in line else None
    office = office_at(match["office"]) if match else None
    if match is None or office is None or office.rest:
        return []
    found: list[Found] = []
    for piece in reversed(_BETWEEN.split(match["before"].rpartition(":")[2])):
        name = name_at(piece)
        if name is None or piece[name.end :].strip(" ."):
            break
        found.insert(0, Found(name, office.role, ""))
    return found
