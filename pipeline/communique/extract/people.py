"""Who held an office at the meeting: persons with role, position, organisation, country.

A name counts only where the text puts a person: behind an office ("Chair: …"),
an honorific, a talk's title and a dash, or at the head of a line that goes on
with an office or a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from communique.extract.affiliations import looks_like_affiliation, split_affiliation
from communique.extract.cues import cues, holds_any
from communique.extract.folding import lower_for_search
from communique.extract.mentions import (
    PRIVATE,
    SENTENCE_END,
    asks_to_contact,
    contacts_in,
    people_in_prose,
    somebody_inside,
    tells_of_officers,
    without_private,
)
from communique.extract.names import Evidence, find_honorifics, may_hold_name, name_at
from communique.extract.offices import office_at
from communique.extract.places import country_code, find_countries
from communique.extract.speakers import Found, behind_dash, list_of_people
from communique.extract.talks import givers, named_alone, office_behind
from communique.extract.times import parse_time_range
from communique.extract.word_count import word_count
from communique.records import Person

#: Longer texts are prose, where only sentences with an office name people.
_LONG_LINE = 45
_MOST_PEOPLE = 60
#: What is read of a line, in characters.
_LONGEST = 4000
_BULLET = re.compile(r"^[\s•·●○▪■◦‣➢✓*\uf000-\uf0ff]*(?:[-–—o][\s]+)?")
_BULLETS = frozenset("•·●○▪■◦‣➢*–—-")
_DURATION = re.compile(
    r"\s*\(\s*\d{1,3}(?:\s*[+x]\s*\d{1,3})?\s*(?:min|mn|minutes|'|’)[^()]{0,40}\)"
    r"|\s*[\[(](?:tbc|t\.b\.c\.?"
    r"|to be confirmed|à confirmer|invited|remote|online|virtual|by video\w*"
    r"|en visioconférence|visio|remotely|online)[\])]",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[(\[]")
_ONLY_DURATION = re.compile(r"\(?\d{1,3} ?(?:min|mins|minutes|mn|['’])\.?\)?", re.IGNORECASE)
_TALK_END = re.compile(r"(?<=min\))\s+(?=[A-ZÀ-Þ])")
#: A line that ends in a first name behind an honorific, and one that begins with a surname.
_CUT_NAME = re.compile(r"\b(?:Mr|Ms|Mrs|Mme|M|Dr|Prof|Professor)\.? [A-ZÀ-Þ][\w'’-]+$")
_SURNAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?\s*(?:,|\(|$)")
_NO_WORK = ("break", "meal", "registration")


def people_of(
    text: str | Sequence[str],
    *,
    page: int,
    entry: int | None = None,
    entry_type: str = "",
    role: str = "",
) -> list[Person]:
    """Persons whom an agenda entry, a cover or a paragraph names in an office.

    Parameters
    ----------
    text
        Lines (one item, cell or printed line each) or a text with line breaks. A
        name's position and organisation may stand on the lines below it.
    page, entry
        Where the persons are recorded.
    entry_type
        Type of the agenda entry: who speaks at an opening opens; a break or meal
        names nobody but behind an office or an honorific.
    role
        Role of everybody here, where the place says so (a column of speakers):
        then a name alone is enough.

    Returns
    -------
    list[Person]
        In order, one for each person and role; telephone numbers and addresses
        are left out.
    """
    lines = text.splitlines() if isinstance(text, str) else text
    return _persons(_found_in(lines, entry_type=entry_type, role=role), page=page, entry=entry)


def names_anybody(text: str, *, role: str = "") -> bool:
    """Whether `people_of` finds somebody in a line, whoever it is and wherever from."""
    return bool(_found_in([text], entry_type="", role=role))


def _found_in(lines: Sequence[str], *, entry_type: str, role: str) -> list[Found]:
    cleaned = list(map(_clean, lines))
    bare = " ".join(cleaned)
    if not may_hold_name(bare) and not _BRACKET.search(bare):  # one that is left out may part it
        return []
    found: list[Found] = []
    active = role
    joined = _joined(lines, cleaned)
    timed = entry_type not in _NO_WORK and any(_ONLY_DURATION.fullmatch(line) for line in joined)
    for line in joined:
        here, active = _of_line(line, active, given=role, entry_type=entry_type)
        if not here and timed:
            here = named_alone(line, active or "speaker")
        found.extend(here)
        if len(found) >= _MOST_PEOPLE:
            break
    return found


def contacts_of(text: str, *, page: int) -> list[Person]:
    """The contact persons that a cover names, without telephone numbers and addresses."""
    people: list[Person] = []
    lines = text.splitlines()
    for line in _joined(lines, map(_clean, lines)):
        office = office_at(line)
        if (office and office.role == "contact") or asks_to_contact(line) or PRIVATE.search(line):
            people.extend(_persons(contacts_in(line), page=page, entry=None))
    return list({person.name: person for person in reversed(people)}.values())[::-1]


@lru_cache(maxsize=512)  # the agenda and the passages ask it of the same lines
def names_people(text: str, *, role: str = "") -> bool:
    """Whether a line does nothing but name persons in an office."""
    line = _clean(text)
    office = office_at(line)
    if office and not office.rest:
        return True
    if word_count(line) > _LONG_LINE or "?" in line:
        return False
    body = office.rest if office else line
    found = list_of_people(
        body, office.role if office else role or "speaker", led=bool(office or role)
    )
    return bool(found)


#: What a text says of a chair, a moderator, a rapporteur, a host or a contact person:
#: one of these stands in every wording that gives a person such an office.
_OFFICERS = cues(
    "chair|contact|host|presid|présid|moder|modér|facilitat|anim|rapporteu|note-taker|note taker"
    "|hôte|adresser|renseignement"
)
#: "Pour plus d'informations : …" gives a contact person.
_INFORMATION = cues("information|question")


def may_name_officers(text: str) -> bool:
    """Whether a text holds a word by which `people_of` tells an officer from a speaker.

    It never fails where there is one, and spares most paragraphs the search for names.
    """
    low = lower_for_search(text)
    return holds_any(low, _OFFICERS) or ("pour" in low and holds_any(low, _INFORMATION))


def _persons(found: Iterable[Found], *, page: int, entry: int | None) -> list[Person]:
    people: dict[tuple[str, str], Person] = {}
    for one in found:
        belongs = split_affiliation(without_private(one.affiliation))
        person = Person(
            page=page,
            name=one.name.text,
            role=one.role,
            entry=entry,
            honorific=one.name.honorific,
            position=belongs.position,
            organisation=belongs.organisation,
            country=belongs.country,
        )
        key = (" ".join(sorted(person.name.casefold().split())), person.role)
        known = people.get(key)
        if known is None:
            people[key] = person
        elif not (known.organisation or known.country or known.position):
            people[key] = replace(person, honorific=known.honorific or person.honorific)
    return _without_short_forms(list(people.values()))


def _without_short_forms(people: list[Person]) -> list[Person]:
    """Without "Mr Holm" where Anders Holm is among them."""
    full = {person.name.split()[-1] for person in people if " " in person.name}
    return [person for person in people if " " in person.name or person.name not in full]


def _joined(lines: Iterable[str], cleaned: Iterable[str]) -> list[str]:
    """Lines with what continues them: an affiliation under a name, a line cut at a comma."""
    joined: list[str] = []
    for raw, line in zip(lines, cleaned, strict=True):
        if not line:
            continue
        bulleted = raw.lstrip()[:1] in _BULLETS
        timed = parse_time_range(raw) is not None
        if joined and not bulleted and _SURNAME.match(line) and _CUT_NAME.search(joined[-1]):
            joined[-1] = f"{joined[-1]} {line}"
            continue
        if joined and not bulleted and not timed and _goes_on(joined[-1], line):
            glue = " " if re.search(r"[,;:(&/–—-]\s*$", joined[-1]) or line[0].islower() else ", "
            if not _ends_in_affiliation(joined[-1], line) and glue == ", ":
                glue = " "
            joined[-1] = joined[-1] + glue + line
        else:
            # Talks printed in one paragraph, each with its duration.
            pieces = _TALK_END.split(line) if "min)" in line else [line]
            joined.extend(one for piece in pieces for one in _apart(piece) if one)
    return joined


def _apart(line: str) -> list[str]:
    """Part a line where the next person follows a country or the OECD without a sign."""
    return list(_parted(line)) if "," in line else [line.strip()]


@lru_cache(maxsize=256)  # the passages and the entries ask it of the same lines
def _parted(line: str) -> tuple[str, ...]:
    cuts = [0]
    places = find_honorifics(line)
    if line.count(",") > 1:  # one before the country, and one behind the next name
        named = [c.end + 1 for c in find_countries(line) if _names_next(line, c.end)]
        places = sorted({*places, *named})
    for at in places:
        before = line[cuts[-1] : at].rstrip()
        last = before.rpartition(",")[2].strip(" .")
        if "," in before and (country_code(last) or last in ("OECD", "OCDE")):
            cuts.append(at)
    return tuple([line[a:b].strip() for a, b in pairwise([*cuts, len(line)])])


def _names_next(line: str, end: int) -> bool:
    """Whether a blank and a name with a comma behind it follow."""
    name = name_at(line, end + 1) if line[end : end + 1] == " " else None
    return (
        name is not None
        and name.start == end + 1
        and name.evidence >= Evidence.NAME
        and line[name.end : name.end + 1] == ","
    )


def _goes_on(before: str, line: str) -> bool:
    if word_count(before) > _LONG_LINE or office_at(line):
        return False
    name = name_at(line)
    if asks_to_contact(before):
        return bool(PRIVATE.search(line))
    if name is not None and name.evidence == Evidence.HONORIFIC:
        return bool(re.search(r"(?:\b(?:and|et|by|par)|&)\s*$", before))
    if "," in before and country_code(before.rpartition(",")[2].strip(" .")):
        return False
    if re.search(r"(?:,|\b(?:of|and|et|de|du|des|the|for|&)|[(&/])\s*$", before):
        return name is None or name.evidence < Evidence.NAME or before.rstrip()[-1] in "&/"
    if before.count("(") > before.count(")"):
        return True
    named = _begins_with_name(before)
    if named and (looks_like_affiliation(line) or line[0].islower()) and word_count(line) <= 16:
        return name is None or name.evidence < Evidence.NAME
    return False


def _ends_in_affiliation(before: str, line: str) -> bool:
    """Whether a new part begins with the line, so that a comma belongs between them."""
    body = office_at(before)
    name = name_at(body.rest if body and body.rest else before)
    text = body.rest if body and body.rest else before
    bare = name is not None and not text[name.end :].strip(" ,")
    return bare or bool(country_code(line.strip(" ,."))) or looks_like_affiliation(line)


def _begins_with_name(line: str) -> bool:
    office = office_at(line)
    text = office.rest if office and office.rest else line
    name = name_at(text)
    if name is None:
        return False
    return bool(office) or name.evidence >= Evidence.NAME


@lru_cache(maxsize=512)  # the agenda, the passages and the entries ask it of the same lines
def _clean(line: str) -> str:
    line = " ".join(line[:_LONGEST].replace("\uff06", "&").split())
    line = _BULLET.sub("", line, count=1)
    time = parse_time_range(line)
    return time.rest if time and time.rest else line


def _of_line(line: str, active: str, *, given: str, entry_type: str) -> tuple[list[Found], str]:
    """People of one line, and the office that lasts for the lines below."""
    timed = False
    if "(" in line or "[" in line:
        line = _DURATION.sub("", line)
        timed = _DURATION.search(line) is not None
    office = office_at(line)
    if (office is None or office.rest) and not may_hold_name(line):
        return [], given  # as most titles, beside which a name has brought the lines here
    if (office and office.role == "contact") or asks_to_contact(line):
        return contacts_in(line), given
    if tells_of_officers(line):
        return people_in_prose(line), given
    found: list[Found] = []
    pieces = _offices_apart(line)
    if office is None and len(pieces) > 1 and re.match(r"[\w' -]{3,30}\s?:", pieces[1]):
        pieces = pieces[1:]
    for piece in pieces:
        part = office_at(piece)
        if part is None:
            break
        if not part.rest:
            active = part.role
            continue
        here = list_of_people(part.rest, part.role, led=True)
        if not here:
            here = somebody_inside(part.rest, part.role)
        found.extend(here)
        active = part.role if part.lasting and here and _lists(piece) else given
    if found or (office and not office.rest):
        return found, active
    if office and office.lasting and office.rest and not found:
        active = given
    if word_count(line) > _LONG_LINE or (word_count(line) > 25 and SENTENCE_END.search(line)):
        return people_in_prose(line), given
    role = active or (entry_type if entry_type in ("opening", "closing") else "speaker")
    found = office_behind(line)
    if not found and not active and entry_type not in _NO_WORK:
        found = givers(line, role)
    found = found or list_of_people(line, role, led=bool(active))
    if found:
        return found, active
    if entry_type not in _NO_WORK or find_honorifics(line):
        found = behind_dash(line, entry_type, timed=timed)
    if not found:
        found = people_in_prose(line)
    return found, given if not found else active


def _lists(piece: str) -> bool:
    """Whether an office's label stands for several ("Speakers: …")."""
    return bool(re.match(r"\W*\w[\w' -]*s\b[^:]{0,30}:", piece)) or piece.rstrip().endswith(":")


@lru_cache(maxsize=256)  # the passages and the entries ask it of the same lines
def _offices_apart(line: str) -> tuple[str, ...]:
    """``Chair: A; Rapporteur: B`` in pieces that begin with an office each."""
    if ":" not in line and not _BY.search(line) and not _PAR.search(line):
        return (line.strip(),)
    pieces: list[str] = []
    begin = 0
    for match in _PARTED.finditer(line):
        office = office_at(line[match.end() : match.end() + 60])
        if office and re.match(
            r"[^:]{3,40}(?::|\bby\b|\bpar\b)", line[match.end() : match.end() + 60]
        ):
            pieces.append(line[begin : match.start()])
            begin = match.end()
    pieces.append(line[begin:])
    if ":" in line and holds_any(line, _INSIDE_CUES):
        pieces = [part for piece in pieces for part in _OFFICE_INSIDE.split(piece)]
    return tuple([piece.strip() for piece in pieces])


#: Whole words stand before these in most lines that hold them, so that no more is looked for.
_BY = re.compile(r"by\b")
_PAR = re.compile(r"par\b")
#: A sign and a blank, a wide gap, or a dash between blanks; one of these signs begins it.
_PARTED = re.compile(r"[;.|,/\s](?:\s+|(?<=\s)[–—-]\s)")
_OFFICE_INSIDE = re.compile(
    r"(?<=[\w.)])\s+(?=(?:Co-?)?(?:Chairs?|Chairperson|Chairman|Moderators?|Facilitators?|Speakers?"
    r"|Panell?ists?|Discussants?|Rapporteurs?|Lead [Ss]peakers?|Présidente?|Modérat(?:eur|rice)|"
    r"Animat(?:eur|rice)|Intervenante?s?)\s?:\s)"
)
_INSIDE_CUES = cues(
    "Chair|Moderator|Facilitator|peaker|Panel|Discussant|Rapporteur|Président|Modérat|Animat"
    "|Intervenant"
)
