"""Persons whom running text or a contact line names in an office."""

from __future__ import annotations

import re
from dataclasses import replace

from communique.extract.affiliations import looks_like_affiliation
from communique.extract.cues import cues, found_at, holds_any, holds_digit
from communique.extract.folding import lower_for_search
from communique.extract.names import Evidence, Name, find_honorifics, name_at
from communique.extract.offices import office_of_deed, offices_by
from communique.extract.speakers import Found, list_of_people

#: Telephone numbers and addresses, with the words that announce them.
PRIVATE = re.compile(
    r"[\w.+-]{1,64}@[\w.-]{1,255}"
    r"|\b(?:tel|tél|téléphone|telephone|phone|fax|télécopie|mobile|e-?mail|mail|courriel"
    r"|mél)\b\.?\s*[:.]?"
    r"|\+?\(?\d[\d ().+/-]{6,}\d",
    re.IGNORECASE,
)
#: What each of the words above holds.
_PRIVATE_CUES = cues("tel|tél|phone|fax|mobile|mail|courriel|mél")
_AUTHORS = re.compile(
    r"\b(?:prepared|written|drafted|authored|compiled|edited|rédigé|établi|preparé"
    r"|préparé)e?s? (?:by|par)\b"
    r"|\b(?:acknowledge|grateful|thanks?(?: are due)? to|remerci|authors?\b|auteurs?\b)"
    r"|\bet al\b|\((?:19|20)\d\d[a-z]?\)",
    re.IGNORECASE,
)
_AUTHORS_CUES = cues(
    "prepar|prépar|written|drafted|compiled|edited|rédigé|établi|acknowledge|grateful|thank|remerci"
    "|author|auteur|et al|(19|(20"
)
#: A sentence's end, but not the full stop of an honorific.
SENTENCE_END = re.compile(
    r"(?<=[a-zà-ÿ)\d][.?!;])(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bProf\.)(?<!\bHon\.)"
    r"\s+(?=[A-ZÀ-Þ«“\"])"
)
#: What every sentence's end begins with: told at once where there is none.
_STOP = re.compile(r"[.?!;]\s")


def somebody_inside(text: str, role: str) -> list[Found]:
    """``Minister of the Interior, Mr. Kim``: the name stands behind its office."""
    for position in find_honorifics(text)[:1]:
        before = text[:position].strip(" ,–—-")
        found = list_of_people(text[position:], role, led=True)
        if found and before and len(before.split()) <= 14 and not found[0].affiliation.strip(" ,."):
            before = re.sub(r"^(?:by|par|the|le|la)\s+", "", before)
            found[0] = replace(found[0], affiliation=before)
        return found
    return []


def people_in_prose(text: str) -> list[Found]:
    """People in running sentences: "chaired by …", "Ms X (Korea) presented …"."""
    found: list[Found] = []
    for sentence in _sentences(text):
        by, honorifics = offices_by(sentence), find_honorifics(sentence)
        told = by or honorifics or tells_of_officers(sentence)
        if not told or _names_authors(sentence):
            continue
        taken: set[int] = set()
        for role, position in by:
            here = _named_at(sentence, position, role)
            taken.update(one.name.start for one in here)
            found.extend(here)
        for one in _elected(sentence):
            taken.add(one.name.start)
            found.append(one)
        for position in honorifics:
            name = name_at(sentence, position)
            if name is None or any(abs(position - start) < 3 for start in taken):
                continue
            bracket = re.match(r"\s*(?:\([^()]{2,80}\)|,[^.;]{2,120}?,)", sentence[name.end :])
            deed = sentence[name.end + (bracket.end() if bracket else 0) :]
            role = _office_before(sentence[:position]) or office_of_deed(deed)
            if role and re.match(r"\s*,?\s*(?:\w+\s+){0,3}\w+", deed):
                found.append(Found(name, role, bracket.group() if bracket else ""))
    return [one for one in found if one.name.evidence >= Evidence.NAME]


def _sentences(text: str) -> list[str]:
    """A text parted at the ends of its sentences."""
    if _STOP.search(text) is None:
        return [text]
    sentences: list[str] = []
    begin = 0
    for end in found_at(SENTENCE_END, text, (stop.start() + 1 for stop in _STOP.finditer(text))):
        sentences.append(text[begin : end.start()])
        begin = end.end()
    return [*sentences, text[begin:]]


def _names_authors(sentence: str) -> bool:
    """Whether a sentence says who wrote something, or whom to thank."""
    return (
        holds_any(lower_for_search(sentence), _AUTHORS_CUES)
        and _AUTHORS.search(sentence) is not None
    )


def _elected(sentence: str) -> list[Found]:
    """Officers: "Ms A (X) and Mr B (Y) were elected Vice-Chairs", "The rapporteurs were …"."""
    listed = _OFFICERS_WERE.match(sentence)
    if listed is not None:
        return list_of_people(sentence[listed.end() :], _officer(listed["office"]), led=True)
    verb = _election(sentence)
    if verb is None:
        return []
    found = []
    for position in find_honorifics(sentence[: verb.start()]):
        name = name_at(sentence, position)
        if name is not None and " " in name.text:
            bracket = re.match(r"\s*\([^()]{2,80}\)", sentence[name.end :])
            found.append(Found(name, _officer(verb["office"]), bracket.group() if bracket else ""))
    return found


def tells_of_officers(text: str) -> bool:
    """Whether a text says who was elected, or who the rapporteurs were."""
    return _election(text) is not None or _OFFICERS_WERE.match(text) is not None


def _election(text: str) -> re.Match[str] | None:
    """Where a text says that somebody was elected to an office."""
    return _ELECTED.search(text) if _may_elect(text) else None


def _may_elect(text: str) -> bool:
    return holds_any(lower_for_search(text), _ELECTION_CUES)


def _officer(word: str) -> str:
    low = word.lower()
    if low.startswith("vice"):
        return "vice-chair"
    return "rapporteur" if low.startswith("rapporteu") else "chair"


_OFFICER = (
    r"(?P<office>(?:vice-?)?(?:chair(?:man|men|woman|person|s)?|présidente?s?)|rapporteure?s?)\b"
)
_ELECTED = re.compile(
    rf"\b(?:was|were|has been|have been|a été|ont été) (?:\w+ )?(?:re-?|ré)?"
    rf"(?:elected|appointed|élue?s?|nommée?s?) (?:as )?(?:its |the |à la )?{_OFFICER}",
    re.IGNORECASE,
)
_ELECTION_CUES = cues("elected|appointed|élu|nommé")
_OFFICERS_WERE = re.compile(
    rf"\W*(?:the |les |la |le )?{_OFFICER} (?:was|were|est|sont|était|étaient) "
    r"(?=(?:Mr|Ms|Mrs|Dr|Prof|M\.|Mme|MM\.))",
    re.IGNORECASE,
)


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


def _named_at(sentence: str, position: int, role: str) -> list[Found]:
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
        return [Found(name, role, before)] if name else []
    clause = re.match(
        r"\s*(?:\([^()]{2,120}\)|,[^.;]{2,140}?(?=[.;]|,\s(?:and|who|which|qui|et)\b|$))",
        tail[name.end :],
    )
    names = [Found(name, role, clause.group() if clause else "")]
    also = re.match(r"\s*(?:\([^()]*\))?\s*(?:and|et|&)\s+", tail[name.end :])
    second = name_at(tail, name.end + also.end()) if also else None
    if second and second.evidence >= Evidence.NAME:
        bracket = re.match(r"\s*\([^()]{2,120}\)", tail[second.end :])
        names.append(Found(second, role, bracket.group() if bracket else ""))
    return names


def asks_to_contact(line: str) -> bool:
    """Whether a line says whom to contact."""
    return _may_ask_to_contact(line) and _PLEASE_CONTACT.search(line) is not None


def _may_ask_to_contact(line: str) -> bool:
    return holds_any(lower_for_search(line), _CONTACT_CUES)


_PLEASE_CONTACT = re.compile(
    r"\b(?:please contact|contact(?:ez|er)?\s*:|contacts?\s*:|s['’]adresser à"
    r"|prière de contacter|veuillez contacter)",
    re.IGNORECASE,
)

_CONTACT_CUES = cues("contact|adresser")


def without_private(text: str) -> str:
    """A person's affiliation without telephone numbers and addresses."""
    if _may_be_private(text):
        text = PRIVATE.sub(" ", text)
    return _SEPARATORS.sub(", ", text).strip(" ,;:/|")


def _may_be_private(text: str) -> bool:
    """Whether a text holds a digit, an @ or a word that announces a number or an address."""
    return "@" in text or holds_digit(text) or holds_any(lower_for_search(text), _PRIVATE_CUES)


_SEPARATORS = re.compile(r"[\s;,:/|]{2,}")


def contacts_in(line: str) -> list[Found]:
    """The names in a contact line, where numbers and addresses stand between them."""
    found: list[Found] = []
    bare = PRIVATE.sub(" ; ", line)
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
        found.append(Found(name, "contact", tail))
        position = name.end + len(tail)
    return found


def _not_a_contact(text: str, name: Name) -> bool:
    if name.evidence >= Evidence.NAME:
        return False
    before = text[max(0, name.start - 14) : name.start].rstrip().lower()
    return not re.search(r"(?:contact|:|;|,|\bor|\bou|\band|\bet|à)$", before)
