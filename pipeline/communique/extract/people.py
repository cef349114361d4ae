"""Who held an office at the meeting: persons with role, position, organisation, country.

A name counts only where the text puts a person: behind an office ("Chair: …"),
an honorific, a talk's title and a dash, or at the head of a line that goes on
with an office or a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from communique.extract.affiliations import looks_like_affiliation, split_affiliation
from communique.extract.names import Evidence, Name, find_honorifics, name_at
from communique.extract.offices import office_at, office_of_deed, office_of_topic, offices_by
from communique.extract.places import country_code
from communique.extract.times import parse_time_range
from communique.records import Person

#: Longer texts are prose, where only sentences with an office name people.
_LONG_LINE = 45
_MOST_PEOPLE = 60
#: What is read of a line, in characters.
_LONGEST = 4000

_BULLET = re.compile(r"^[\s•·●○▪■◦‣➢✓*\uf000-\uf0ff]*(?:[-–—o][\s]+)?")
_DURATION = re.compile(
    r"\s*\(\s*\d{1,3}(?:\s*[+x]\s*\d{1,3})?\s*(?:min|mn|minutes|'|’)[^()]{0,40}\)"
    r"|\s*[\[(](?:tbc|t\.b\.c\.?"
    r"|to be confirmed|à confirmer|invited|remote|online|virtual|by video\w*"
    r"|en visioconférence)[\])]",
    re.IGNORECASE,
)
_TALK_END = re.compile(r"(?<=min\))\s+(?=[A-ZÀ-Þ])")
_DASH = re.compile(r"\s+-{1,3}\s*|\s*[–—―]\s*|\s*--\s*|\s-(?=[A-ZÀ-Þ])|\s?:\s+")
_PRIVATE = re.compile(
    r"[\w.+-]{1,64}@[\w.-]{1,255}"
    r"|\b(?:tel|tél|téléphone|telephone|phone|fax|télécopie|mobile|e-?mail|mail|courriel"
    r"|mél)\b\.?\s*[:.]?"
    r"|\+?\(?\d[\d ().+/-]{6,}\d",
    re.IGNORECASE,
)
_AUTHORS = re.compile(
    r"\b(?:prepared|written|drafted|authored|compiled|edited|rédigé|établi|preparé"
    r"|préparé)e?s? (?:by|par)\b"
    r"|\b(?:acknowledge|grateful|thanks?(?: are due)? to|remerci|authors?\b|auteurs?\b)"
    r"|\bet al\b|\((?:19|20)\d\d[a-z]?\)",
    re.IGNORECASE,
)
#: A sentence's end, but not the full stop of an honorific.
_SENTENCE = re.compile(
    r"(?<=[a-zà-ÿ)\d][.?!;])(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bProf\.)(?<!\bHon\.)"
    r"\s+(?=[A-ZÀ-Þ«“\"])"
)
_NO_WORK = ("break", "meal", "registration")


@dataclass(frozen=True, slots=True)
class _Found:
    name: Name
    role: str
    affiliation: str


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
    lines = text.splitlines() if isinstance(text, str) else list(text)
    found: list[_Found] = []
    active = role
    for line in _joined(lines):
        here, active = _of_line(line, active, given=role, entry_type=entry_type)
        found.extend(here)
        if len(found) >= _MOST_PEOPLE:
            break
    return _persons(found, page=page, entry=entry)


def contacts_of(text: str, *, page: int) -> list[Person]:
    """The contact persons that a cover names, without telephone numbers and addresses."""
    people: list[Person] = []
    for line in _joined(text.splitlines()):
        office = office_at(line)
        if (office and office.role == "contact") or _asks_to_contact(line) or _PRIVATE.search(line):
            people.extend(_persons(_contacts(line), page=page, entry=None))
    return list({person.name: person for person in reversed(people)}.values())[::-1]


def names_people(text: str, *, role: str = "") -> bool:
    """Whether a line does nothing but name persons in an office."""
    line = _clean(text)
    office = office_at(line)
    if office and not office.rest:
        return True
    if len(line.split()) > _LONG_LINE or "?" in line:
        return False
    body = office.rest if office else line
    found = _list_of_people(
        body, office.role if office else role or "speaker", led=bool(office or role)
    )
    return bool(found)


def _persons(found: Iterable[_Found], *, page: int, entry: int | None) -> list[Person]:
    people: dict[tuple[str, str], Person] = {}
    for one in found:
        belongs = split_affiliation(_without_private(one.affiliation))
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


def _joined(lines: Iterable[str]) -> list[str]:
    """Lines with what continues them: an affiliation under a name, a line cut at a comma."""
    joined: list[str] = []
    for raw in lines:
        bulleted = bool(re.match(r"\s*[•·●○▪■◦‣➢*–—-]", raw))
        line = _clean(raw)
        if not line:
            continue
        timed = parse_time_range(raw) is not None
        if joined and not bulleted and not timed and _goes_on(joined[-1], line):
            glue = " " if re.search(r"[,;:(&/–—-]\s*$", joined[-1]) or line[0].islower() else ", "
            if not _ends_in_affiliation(joined[-1], line) and glue == ", ":
                glue = " "
            joined[-1] = joined[-1] + glue + line
        else:
            # Talks printed in one paragraph, each with its duration.
            joined.extend(piece for piece in _TALK_END.split(line) if piece)
    return joined


def _goes_on(before: str, line: str) -> bool:
    if len(before.split()) > _LONG_LINE or office_at(line):
        return False
    name = name_at(line)
    if _asks_to_contact(before):
        return bool(_PRIVATE.search(line))
    if name is not None and name.evidence == Evidence.HONORIFIC:
        return bool(re.search(r"(?:\b(?:and|et|by|par)|&)\s*$", before))
    if "," in before and country_code(before.rpartition(",")[2].strip(" .")):
        return False
    if re.search(r"(?:,|\b(?:of|and|et|de|du|des|the|for|&)|[(&/])\s*$", before):
        return name is None or name.evidence < Evidence.NAME or before.rstrip()[-1] in "&/"
    if before.count("(") > before.count(")"):
        return True
    named = _begins_with_name(before)
    if named and (looks_like_affiliation(line) or line[0].islower()) and len(line.split()) <= 16:
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


def _clean(line: str) -> str:
    line = line[:_LONGEST]
    line = re.sub(r"[\s\u00a0]+", " ", line.replace("\uff06", "&").replace("\t", "  ")).strip()
    line = _BULLET.sub("", line, count=1)
    time = parse_time_range(line)
    return time.rest if time and time.rest else line


def _of_line(line: str, active: str, *, given: str, entry_type: str) -> tuple[list[_Found], str]:
    """People of one line, and the office that lasts for the lines below."""
    line = _DURATION.sub("", line)
    timed = _DURATION.search(line) is not None
    office = office_at(line)
    if (office and office.role == "contact") or _asks_to_contact(line):
        return _contacts(line), given
    found: list[_Found] = []
    for piece in _offices_apart(line):
        part = office_at(piece)
        if part is None:
            break
        if not part.rest:
            active = part.role
            continue
        here = _list_of_people(part.rest, part.role, led=True)
        if not here:
            here = _somebody_inside(part.rest, part.role)
        found.extend(here)
        active = part.role if part.lasting and here and _lists(piece) else given
    if found or (office and not office.rest):
        return found, active
    if office and office.lasting and office.rest and not found:
        active = given
    if len(line.split()) > _LONG_LINE or (len(line.split()) > 25 and _SENTENCE.search(line)):
        return _in_prose(line), given
    role = active or (entry_type if entry_type in ("opening", "closing") else "speaker")
    found = _list_of_people(line, role, led=bool(active))
    if found:
        return found, active
    if entry_type not in _NO_WORK or find_honorifics(line):
        found = _behind_dash(line, entry_type, timed=timed)
    if not found:
        found = _in_prose(line)
    return found, given if not found else active


def _lists(piece: str) -> bool:
    """Whether an office's label stands for several ("Speakers: …")."""
    return bool(re.match(r"\W*\w[\w' -]*s\b[^:]{0,30}:", piece)) or piece.rstrip().endswith(":")


def _offices_apart(line: str) -> list[str]:
    """``Chair: A; Rapporteur: B`` in pieces that begin with an office each."""
    pieces: list[str] = []
    begin = 0
    for match in re.finditer(r"[;.|,/]\s+|\s{2,}|\s[–—-]\s", line):
        office = office_at(line[match.end() : match.end() + 60])
        if office and re.match(
            r"[^:]{3,40}(?::|\bby\b|\bpar\b)", line[match.end() : match.end() + 60]
        ):
            pieces.append(line[begin : match.start()])
            begin = match.end()
    return [*pieces, line[begin:]]


_SEPARATOR = re.compile(
    r"\s*(?:,\s*(?:and|et)\b|;(?:\s*(?:and|et)\b)?|&|\s/\s|/(?=(?:Mr|Ms|Mrs|Dr|M\.|Mme|Prof))"
    r"|\b(?:and|et|und|with|avec)\b|,)\s*"
)


def _list_of_people(text: str, role: str, *, led: bool) -> list[_Found]:
    """People where a text is a list of names, each with or without an affiliation.

    ``led`` says that an office stands before it, so that a name's shape is enough.
    """
    text = re.sub(r"^(?:the |le |la |l['’])(?=[A-Z])", "", text.strip())
    first = _first_name(text, led=led)
    if first is None:
        return _in_brackets(text, role) if led else []
    found: list[_Found] = []
    current, begin = first, first.end
    for separator in _outside_brackets(text, first.end):
        if separator.start() < current.end:
            continue
        following = name_at(text, separator.end())
        between = text[begin : separator.start()].strip(" ,")
        if following is None or not _another(text, current, following, separator, between, led=led):
            continue
        found.append(_Found(current, role, between))
        current, begin = following, following.end
    found.append(_Found(current, role, text[begin:]))
    title = text[: first.start].strip(" ,")
    if title:
        found[0] = replace(found[0], affiliation=f"{_title(title)}, {found[0].affiliation}")
    found = _shared(found)
    if not led and not _sure(found, text, first):
        return []
    return found


def _first_name(text: str, *, led: bool) -> Name | None:
    name = name_at(text)
    if name is None and led:
        # "Minister Park Myung-jae", "OECD Secretary-General Angel Gurría".
        office = re.match(
            r"(?:[A-Z][\w-]+ ){0,3}(?:Minister|Secretary|Director|President|Commissioner"
            r"|Governor|Mayor|Senator)"
            r"(?:[ -]General)?,? (?=[A-ZÀ-Þ])",
            text,
        )
        name = name_at(text, office.end()) if office else None
    if name is None:
        return None
    if name.evidence == Evidence.HONORIFIC:
        return name
    behind = text[name.end :]
    clear = re.match(
        r"\s*(?:$|[,;(/&|–—]|-{1,2}\s|\s-\s|\b(?:and|et|from|de|of|du)\b|\.\s*$)", behind
    )
    if name.evidence == Evidence.NAME:
        return name if clear or (led and looks_like_affiliation(behind)) else None
    return name if clear and (led or _at_the_head(behind)) else None


def _at_the_head(behind: str) -> bool:
    """Whether an office and a body, or a body and a country, follow a bare name."""
    belongs = split_affiliation(behind) if re.match(r"\s*[,(]", behind) else None
    if belongs is None or len(behind.split()) > 25 or not looks_like_affiliation(behind):
        return False
    held = (belongs.position, belongs.organisation, belongs.country)
    return bool(belongs.position or belongs.country) and sum(map(bool, held)) >= 2


def _title(words: str) -> str:
    """An office before a name, with its body behind it: ``OECD Secretary-General``."""
    body, _, office = words.rpartition(" ")
    return f"{office}, {body}" if body.isupper() else words


def _in_brackets(text: str, role: str) -> list[_Found]:
    """``Portugal (Maria Silva) and Spain (Juan Pérez)``: delegations and who speaks for them."""
    found: list[_Found] = []
    for match in re.finditer(r"(?P<body>[^();,]{2,60}?)\s*\((?P<name>[^()]{4,60})\)", text):
        name = name_at(match["name"])
        body = re.sub(r"^\s*(?:and|et|&)\s+", "", match["body"]).strip()
        if name and name.evidence >= Evidence.NAME and not match["name"][name.end :].strip():
            found.append(_Found(name, role, body if looks_like_affiliation(body) else ""))
    return found


def _another(
    text: str, current: Name, following: Name, separator: re.Match[str], between: str, *, led: bool
) -> bool:
    """Whether the name behind a separator is the next person, not a body's second half."""
    if following.evidence == Evidence.HONORIFIC:
        return True
    sign = separator.group().strip()
    behind = text[following.end : following.end + 40]
    if not re.match(r"\s*(?:$|[,;(/&.]|[–—-]|\b(?:and|et|from)\b)", behind):
        return False
    if following.evidence == Evidence.NAME:
        # "Ministry of Finance, Max Planck Institute" is cut at its words already.
        return sign != "," or not between or bool(re.search(r"\)$|\b[A-Z]{2,}$", between)) or led
    if sign == ",":
        return not between and led and _list_goes_on(text, following.end)
    return not between or sign == ";" or bool(led and country_code(_last_part(between)))


def _last_part(text: str) -> str:
    return text.rpartition(",")[2].strip(" ().")


def _list_goes_on(text: str, position: int) -> bool:
    """Whether a third name follows: two capitalised pairs may be a name and a body."""
    separator = _SEPARATOR.match(text, position)
    following = name_at(text, separator.end()) if separator else None
    return following is not None


def _outside_brackets(text: str, start: int) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    depth, at = 0, start
    for match in _SEPARATOR.finditer(text, start):
        depth += text.count("(", at, match.start()) - text.count(")", at, match.start())
        at = match.start()
        if depth <= 0:
            found.append(match)
    return found


def _shared(found: list[_Found]) -> list[_Found]:
    """``A / B, UN ESCAP``: what stands behind the last name holds for those without."""
    if len(found) < 2 or len(found) > 3:
        return found
    last = found[-1].affiliation
    if last.lstrip().startswith("("):
        return found
    return [one if one.affiliation.strip(" ,") else replace(one, affiliation=last) for one in found]


def _sure(found: list[_Found], text: str, first: Name) -> bool:
    """Whether a line without an office in front is about people at all."""
    if first.evidence == Evidence.HONORIFIC:
        return _VERB.match(text[first.end :]) is None
    tail = found[0].affiliation.strip(" ,;")
    if not tail:
        return len(found) > 1 and len(text.split()) <= 8 * len(found)
    return looks_like_affiliation(tail) and len(tail.split()) <= 30


#: A sentence goes on behind a name (and the bracket behind it).
_VERB = re.compile(
    r"\s*(?:\([^()]{0,80}\)|,[^,.;()]{2,80},)?\s*(?:will|said|has|have|is|was|noted|thanked"
    r"|then|also|a|est|ont|qui|who"
    r"|[a-z]{3,}ed|gave|made|spoke|took)\s"
)


def _behind_dash(line: str, entry_type: str, *, timed: bool) -> list[_Found]:
    """``Overview of the project - Ann Lee & Bo Berg, MPI (15 min)``: a talk and its speakers."""
    for match in _DASH.finditer(line):
        topic, tail = line[: match.start()].strip(), line[match.end() :].strip()
        if len(topic) < 3 or not tail:
            continue
        name = name_at(tail)
        if name is None:
            continue
        role = office_of_topic(topic)
        if role == "speaker" and entry_type in ("opening", "closing"):
            role = entry_type
        found = _list_of_people(tail, role, led=timed or name.evidence >= Evidence.NAME)
        whole = tail[name.end :].strip(" .,;)")
        sound = not whole or len(found) > 1 or looks_like_affiliation(whole)
        if found and sound and (timed or name.evidence >= Evidence.NAME):
            return found
    return []


def _somebody_inside(text: str, role: str) -> list[_Found]:
    """``Minister of the Interior, Mr. Kim``: the name stands behind its office."""
    for position in find_honorifics(text)[:1]:
        before = text[:position].strip(" ,–—-")
        found = _list_of_people(text[position:], role, led=True)
        if found and before and len(before.split()) <= 14 and not found[0].affiliation.strip(" ,."):
            before = re.sub(r"^(?:by|par|the|le|la)\s+", "", before)
            found[0] = replace(found[0], affiliation=before)
        return found
    return []


def _in_prose(text: str) -> list[_Found]:
    """People in running sentences: "chaired by …", "Ms X (Korea) presented …"."""
    found: list[_Found] = []
    for sentence in _SENTENCE.split(text):
        if _AUTHORS.search(sentence):
            continue
        taken: set[int] = set()
        for role, position in offices_by(sentence):
            here = _named_at(sentence, position, role)
            taken.update(one.name.start for one in here)
            found.extend(here)
        for position in find_honorifics(sentence):
            name = name_at(sentence, position)
            if name is None or any(abs(position - start) < 3 for start in taken):
                continue
            bracket = re.match(r"\s*(?:\([^()]{2,80}\)|,[^.;]{2,120}?,)", sentence[name.end :])
            deed = sentence[name.end + (bracket.end() if bracket else 0) :]
            role = _office_before(sentence[:position]) or office_of_deed(deed)
            if role and re.match(r"\s*,?\s*(?:\w+\s+){0,3}\w+", deed):
                found.append(_Found(name, role, bracket.group() if bracket else ""))
    return [one for one in found if one.name.evidence >= Evidence.NAME]


def _office_before(text: str) -> str:
    """The role of "The Chair, Mr X, …"."""
    match = re.search(
        r"(?P<vice>\bvice-?(?:chair(?:man|woman|person)?|présidente?))\b[^.;]{0,60}?,\s*$"
        r"|(?P<chair>\b(?:co-?)?(?:chair(?:man|woman|person)?|"
        r"présidente?))\b[^.;]{0,60}?,\s*$"
        r"|(?P<moderator>\b(?:moderator|facilitator|modérat(?:eur|rice)|animat(?:eur|rice))),\s*$"
        r"|(?P<rapporteur>\brapporteure?),\s*$",
        text[-90:],
        re.IGNORECASE,
    )
    role = match.lastgroup or "" if match else ""
    return "vice-chair" if role == "vice" else role


def _named_at(sentence: str, position: int, role: str) -> list[_Found]:
    """The person behind "chaired by", with the affiliation up to the clause's end."""
    tail = sentence[position : position + 240]
    lead = re.match(r"(?:the |le |la |l['’])?(?:(?:[\w'’.-]+ ){0,12}?,? ?)(?=\S)", tail)
    name = name_at(tail)
    if name is None or name.evidence < Evidence.NAME:
        inside = find_honorifics(tail[:120])
        if not inside or lead is None or re.search(r"[.;]\s", tail[: inside[0]]):
            return []
        before = re.sub(r"^(?:the|le|la)\s+", "", tail[: inside[0]]).strip(" ,")
        name = name_at(tail, inside[0])
        return [_Found(name, role, before)] if name else []
    clause = re.match(
        r"\s*(?:\([^()]{2,120}\)|,[^.;]{2,140}?(?=[.;]|,\s(?:and|who|which|qui|et)\b|$))",
        tail[name.end :],
    )
    names = [_Found(name, role, clause.group() if clause else "")]
    also = re.match(r"\s*(?:\([^()]*\))?\s*(?:and|et|&)\s+", tail[name.end :])
    second = name_at(tail, name.end + also.end()) if also else None
    if second and second.evidence >= Evidence.NAME:
        bracket = re.match(r"\s*\([^()]{2,120}\)", tail[second.end :])
        names.append(_Found(second, role, bracket.group() if bracket else ""))
    return names


def _asks_to_contact(line: str) -> bool:
    return bool(
        re.search(
            r"\b(?:please contact|contact(?:ez|er)?\s*:|contacts?\s*:|s['’]adresser à"
            r"|prière de contacter|veuillez contacter)",
            line,
            re.IGNORECASE,
        )
    )


def _without_private(text: str) -> str:
    return re.sub(r"[\s;,:/|]{2,}", ", ", _PRIVATE.sub(" ", text)).strip(" ,;:/|")


def _contacts(line: str) -> list[_Found]:
    """The names in a contact line, where numbers and addresses stand between them."""
    found: list[_Found] = []
    bare = _PRIVATE.sub(" ; ", line)
    begin = re.search(
        r"(?:contact(?:er|ez)?|s['’]adresser à|renseignements?)\b[^:;]{0,60}?(?::"
        r"|\bcontact(?:er|ez)?\b|\bà\b)?\s",
        bare,
        re.I,
    )
    text = bare[begin.start() :] if begin else bare
    position = 0
    for match in re.finditer(r"(?<![\w.@'’-])(?=[A-ZÀ-Þ])", text):
        if match.start() < position or len(found) >= 8:
            continue
        name = name_at(text, match.start())
        if name is None or _not_a_contact(text, name):
            continue
        stop = re.search(r";|\b(?:or|ou|and|et)\b|$", text[name.end :])
        tail = text[name.end : name.end + (stop.start() if stop else 0)]
        tail = tail if looks_like_affiliation(tail) else ""
        found.append(_Found(name, "contact", tail))
        position = name.end + len(tail)
    return found


def _not_a_contact(text: str, name: Name) -> bool:
    if name.evidence >= Evidence.NAME:
        return False
    before = text[max(0, name.start - 14) : name.start].rstrip().lower()
    return not re.search(r"(?:contact|:|;|,|\bor|\bou|\band|\bet|à)$", before)
