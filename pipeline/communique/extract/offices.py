"""The words that give a person an office at a meeting: chair, speaker, moderator …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from communique.extract.cues import cues, found_at, holds_any, places_of
from communique.extract.folding import lower_for_search


@dataclass(frozen=True, slots=True)
class Office:
    """An office named at the beginning of a line.

    ``role`` is the value of the table's column, ``lasting`` says that lines below
    may go on naming people in it ("Speakers:"), ``rest`` is the text behind it.
    """

    role: str
    lasting: bool
    rest: str


_LEAD = (
    r"(?:co-?|vice-?|session |panel |keynote |guest |invited |main |first |second |overall "
    r"|meeting )?"
)
_OFFICES: tuple[tuple[str, str], ...] = (
    (
        "lead speaker",
        r"(?:lead|main|principal)[ -](?:speaker|presenter|intervention)s?"
        r"|(?:orateur|oratrice|intervenante?)s? princip(?:al|ale|aux)|(?:orateurs?"
        r"|intervenants?) chefs? de file",
    ),
    ("vice-chair", r"vice-?(?: )?chair(?:s|man|woman|person)?|vice-présidente?s?"),
    ("host", r"(?:co-?)?hosts?|hosted|hôtes?"),
    (
        "chair",
        rf"{_LEAD}chair(?:s|man|men|woman|person|persons|ed|ing)?(?: (?:of"
        rf"|for) (?:the )?(?:meeting|session|day|panel))?"
        r"|(?:co-?)?présid(?:ente?s?|ence)(?: de (?:la )?(?:séance|session|réunion))?"
        r"|sous la présidence de"
        r"|(?:co-?)?présidée?s?",
    ),
    (
        "moderator",
        rf"{_LEAD}(?:moderat(?:ors?|ed|ion)|facilitat(?:ors?|ed|ion))"
        r"|modérat(?:eurs?|rices?|ion)|modérée?s?|animat(?:eurs?|rices?|ion)|animée?s?"
        r"|facilitat(?:eurs?|rices?)",
    ),
    ("rapporteur", r"(?:co-?)?rapporteur(?:e?s|e)?|note[- ]takers?"),
    (
        "discussant",
        r"(?:lead |main |first )?(?:discuss?ants?|respondents?|commentators?|reviewers"
        r"|comment(?:ary|s)(?= (?:by|from)\b)|commentaires? (?=par\b))"
        r"|discutante?s?|commentat(?:eurs?|rices?)",
    ),
    (
        "opening",
        r"(?:opening|welcom(?:e|ing)|introductory)(?: (?:and|&) (?:opening|welcome"
        r"|introductory|introduction))?"
        r"(?: (?:remarks|address(?:es)?|statements?|speech(?:es)?|words"
        r"|speakers?))?(?: and introductions?)?"
        r"|opened|(?:mots?|discours|allocutions?|propos|paroles) (?:de bienvenue|d['’]accueil"
        r"|d['’]ouverture|introducti(?:f|fs|ve|ves)|liminaires?)"
        r"|ouverture|bienvenue|accueil|allocutions?",
    ),
    (
        "contact",
        r"contacts?(?: (?:persons?|points?|officers?))?|(?:personnes?|points?) (?:à contacter"
        r"|de contact)"
        r"|for (?:further|more|any) (?:information|enquiries|questions)[^:]{0,30}contact"
        r"|please contact"
        r"|(?:pour (?:tout(?:e)?s? |plus (?:de |d['’]) ?)?(?:renseignements?|informations?"
        r"|question)[^:]{0,60})",
    ),
    (
        "closing",
        r"(?:closing|concluding|final) (?:remarks|address|words|statements?|speech)(?: by)?"
        r"|(?:mots?|allocutions?|discours|propos) (?:de clôture|de conclusion)|clôture",
    ),
    (
        "panellist",
        r"(?:discussion )?panell?ists?|panel members?|panel|panélistes?|panelistes?"
        r"|participante?s? (?:à la table ronde|au panel)",
    ),
    (
        "presenter",
        r"presenters?|(?:country )?presentations?|presented|présentations?|présentée?s?|"
        r"présentat(?:eurs?|rices?)|exposés?",
    ),
    (
        "speaker",
        rf"{_LEAD}(?:speakers?|lecturers?|interventions?|contributors?|introduced|introductions?|"
        rf"keynotes?"
        r"(?: (?:address|speech|lecture|presentation))?|remarks|address|statement|speech|"
        r"country (?:cases?|examples?)"
        r"|case stud(?:y|ies)|led|lecture|demonstration|delivered)"
        r"|intervenante?s?|orat(?:eurs?|rices?)|conférenci(?:ers?|ères?)|introduction|discours|"
        r"conclusions?"
        r"|avec la participation de|témoignages?",
    ),
)
_ANY = "|".join(f"(?P<o{i}>{words})" for i, (_, words) in enumerate(_OFFICES))
_LINE = re.compile(
    rf"[\s•·*–—\-\"“(\[]{{0,6}}(?:{_ANY})"
    r"(?:[ ]?\((?:s|e|es|tbc|to be confirmed|à confirmer|rice)\))?"
    r"(?P<link>[ ]?(?::|--|–|—|- | -|,(?= (?:Mr|Ms|Mrs|M\.|Mme|Dr|Prof)))|[ ]?\b(?:by|par|are"
    r"|is|will be|est|sont)\b(?!\w)(?:[ ]?:)?"
    r"|[ ]?\bby(?=[A-Z])|[ ](?:de|of|from)(?= (?:Mr|Ms|Mrs|M\.|Mme|Dr|Prof))|(?=\s*$)|\s{2,}"
    r"|\t|(?= (?:Mr|Ms|Mrs|M|Mme|Dr|Prof)\b))"
    r"[ ]?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SINGULAR = re.compile(
    r"^\W*(?:chair|chairman|chairwoman|chairperson|moderator|président|présidente|présidence"
    r"|modérateur|modératrice"
    r"|animateur|animatrice|facilitator|rapporteur|chaired|moderated)\b",
    re.IGNORECASE,
)


#: The first three letters of the words that an office's name may begin with.
_FIRST_LETTERS = """
acc add all ani ave bie cas cha clo clô co- coa coc cod cof coh coi cok col com con cop cor cos
cou del dem dis exp fac fin fir for gue hos hôt inf int inv key lea lec led mai mee mod mot not ope
ora ouv ove pan par per ple poi pou pre pri pro pré que rap rem ren res rev sec ses sou spe sta tém
vic wel
"""
_BEGINNINGS = frozenset(_FIRST_LETTERS.split())
_BEFORE = re.compile(r"[\s•·*–—\-\"“(\[]{0,6}")


@lru_cache(maxsize=512)  # several steps ask it of a line
def office_at(line: str) -> Office | None:
    """The office that a line begins with (``Lead Speaker -- …``, ``Moderated by…``).

    A line that is nothing but the office ("Speakers:") has an empty rest.
    """
    before = _BEFORE.match(line)
    begin = before.end() if before else 0
    if lower_for_search(line[begin : begin + 3]) not in _BEGINNINGS:
        return None
    match = _LINE.match(line[:2000])
    if match is None:
        return None
    place = next(i for i in range(len(_OFFICES)) if match[f"o{i}"] is not None)
    rest = match["rest"].strip()
    lasting = not _SINGULAR.match(line) or not rest
    return Office(_OFFICES[place][0], lasting, rest)


def office_of_topic(topic: str) -> str:
    """The role of a person whose name follows a topic and a dash."""
    if re.match(
        r"\W*(?:(?:opening|welcom|introductory)\w*(?: (?:remarks|address|statement|words"
        r"|speech))?|mot|bienvenue|ouverture"
        r"|allocution|accueil)\b",
        topic,
        re.IGNORECASE,
    ):
        return "opening"
    if re.search(r"\b(?:chair|présidence)(?:ed|person|man|woman)?\s*$", topic, re.IGNORECASE):
        return "chair"
    if re.search(r"\b(?:moderat|modérat|animat)\w*\s*$", topic, re.IGNORECASE):
        return "moderator"
    if re.match(r"\W*lead speaker", topic, re.IGNORECASE):
        return "lead speaker"
    return "speaker"


_BY = re.compile(
    r"\b(?P<verb>chaired|moderated|facilitated|opened|introduced|presented|led|delivered"
    r"|closed|given|animée?s?|présidée?s?"
    r"|modérée?s?|ouverte?s?|présentée?s?|introduite?s?|prononcée?s?|presentations?|remarks"
    r"|address|speech|lecture|keynote"
    r"|introduction|overview|statements?|intervention|présentation|exposé|discours|allocution"
    r"|demonstration|talk|comments)"
    r"\b[^.;:?!]{0,90}?\b(?:by|par)\s*(?=\S)",
    re.IGNORECASE,
)
#: How its verbs begin.
_BY_CUES = cues(
    "chaired|moderated|facilitated|opened|introdu|present|led|delivered|closed|given|animé"
    "|présid|modéré|ouvert|présent|prononc|remarks|address|speech|lecture|keynote|overview"
    "|statement|intervention|exposé|discours|allocution|demonstration|talk|comments"
)
_PAR = re.compile(r"\bpar")
#: "under the chairmanship of …", "sous la présidence de …".
_UNDER = re.compile(
    r"\bwith[ ](?=(?:Mr|Ms|Mrs|Dr|Prof)\b[^;:]{3,70}[ ]in[ ]the[ ]chair\b)"
    r"|\b(?:chair(?:man|person|woman)?ship|presidency|présidence)[ ](?:of|de|du|d['’])\s*(?=\S)",
    re.IGNORECASE,
)
_UNDER_CUES = cues("in the chair|ship |presidency|présidence")
_BY_ROLES = (
    (r"chair|présid", "chair"),
    (r"moderat|facilitat|anim|modér", "moderator"),
    (r"open|ouvert", "opening"),
)


def offices_by(text: str) -> list[tuple[str, int]]:
    """Roles given by "… chaired by", "presentation … by" and where the name should begin."""
    found: list[tuple[str, int]] = []
    low = lower_for_search(text)
    if holds_any(low, _UNDER_CUES):
        found += [("chair", match.end()) for match in _UNDER.finditer(text)]
    places = places_of(low, _BY_CUES) if "by" in low or _PAR.search(low) else ()
    for match in found_at(_BY, text, places):
        verb = match["verb"].lower()
        role = next((role for words, role in _BY_ROLES if re.match(words, verb)), "speaker")
        found.append((role, match.end()))
    return found


#: What a person does in a record's sentence, and the role that this shows.
_DOES = re.compile(
    r"(?P<chair>chaired|presided|took the chair|a présidé)|(?P<moderator>moderated|facilitated"
    r"|a animé|a modéré)"
    r"|(?P<opening>opened the|welcomed|a ouvert|a souhaité la bienvenue|a accueilli)"
    r"|(?P<speaker>presented|introduced|reported|gave an?|made a|delivered|spoke|outlined"
    r"|described|explained|briefed"
    r"|closed the|summari[sz]ed|informed|a présenté|a exposé|a rendu compte|a décrit|a conclu"
    r"|est intervenue?)\b",
    re.IGNORECASE,
)


def office_of_deed(text: str) -> str:
    """The role that a sentence behind a person's name shows, or nothing."""
    match = _DOES.search(text[:160])
    return match.lastgroup or "" if match else ""
