"""The named lines of an agenda entry: documents, action, speakers, and where they begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from communique.extract.cote import FoundCote, find_cotes
from communique.extract.folding import in_any_case

_COLON = r"\s*(?:\(s\))?\s*(?::|--|–|—|\.\s|-\s|$)"
DOCUMENTS = re.compile(
    r"(?:(?:background|working|room|reference|relevant|main|meeting|supporting|related)\s+)?"
    r"(?:documents?|docs?\.?|documentation|papers?)"
    r"(?:\s+(?:de référence|de base|de travail|de séance|d[’']information|pour information"
    r"|for information|for discussion|for reference|à l[’']appui))?" + _COLON,
    re.IGNORECASE,
)
ACTION = re.compile(
    r"(?:(?:action|decision|décision)s?\s+(?:required|requested|expected|proposed|sought|points?"
    r"|requises?|demandées?|attendues?|proposées?|à prendre)|required action|suites? à donner"
    r"|suite attendue|mesures? (?:attendues?|demandées?|requises?|à prendre|proposées?)"
    r"|action|expected outcomes?|résultats? attendus?)" + _COLON,
    re.IGNORECASE,
)
_PURPOSE = (
    r"(?:discussion|information|approval|decision|adoption|comments?|drafting|endorsement|guidance"
    r"|consideration|agreement|action|declassification|approbation|décision|examen|débat|avis"
    r"|commentaires?|observations?|validation|accord|suite à donner|note|review|entérinement)"
)
PURPOSE = re.compile(
    rf"[\[(]?\s*(?:for|pour)\s+{_PURPOSE}"
    rf"(?:\s*(?:,|/|and|et|&|or|ou)\s*(?:(?:for|pour)\s+)?{_PURPOSE}){{0,3}}\s*[\])]?(?=[.\s:;]|$)",
    re.IGNORECASE,
)
PEOPLE = re.compile(
    r"(?:lead |key ?note |main |guest |invited |panel )?"
    r"(?:speakers?|presenters?|panell?ists?|discussants?|respondents?|moderators?|facilitators?"
    r"|rapporteurs?|chairs?|co-?chairs?|chairperson|chairman|chairwoman|session chairs?"
    r"|moderated by|chaired by|facilitated by|introduced by|presented by|presentations? by"
    r"|introduction by|intervenante?s?(?: principa(?:l|le|ux|les))?|orateurs?|oratrices?"
    r"|conférenciers?|modérateurs?|modératrices?|animateurs?|animatrices?|animée? par"
    r"|présidente?s?|présidée? par|présidence|présentée? par|participants? à la table ronde"
    r"|panel|experts?|contacts?|welcome|progress report|opening remarks"
    r"|closing remarks)\s*(?::|--|–|—|-\s)",
    re.IGNORECASE,
)
_ROOM = r"(?:(?:room|salle)\s+[\w.-]{1,12}(?:\s[\w.-]{1,8})?\s*[:–—-]\s*)?"
GROUP = re.compile(
    _ROOM + r"(?:parallel |concurrent |break-?\s?out )?(?:groups?|groupes?|break-?\s?outs?"
    r"|workshops?|ateliers?|streams?|tracks?|sessions? parallèles?"
    r"|parallel sessions?|break-?\s?out (?:sessions?|groups?)|sous-groupes?"
    r"|(?:working|discussion) groups?|groupes? (?:de travail|de discussion|parallèles?))"
    r"(?![^\W\d_])\s*(?:n[o°]\s*)?(?:[A-H]\d?|\d{1,2}[A-Ha-h]?|[IVX]{1,4}|one|two|three|un|deux|trois)\b"
    r"\s*(?:[:.–—)|-]|$|(?-i:(?=[A-ZÀ-Ý“\"«])))"
    r"|(?:rooms?|salles?)\s+(?:[A-H]|\d{1,2})\s*[.:–—|-]",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:(?:meeting |conference )?rooms?|salles?|auditorium|amphithéâtre|amphi|hall|venue|lieu"
    r"|levels?|floors?|niveau|étage|building|bâtiment)\b",
    re.IGNORECASE,
)
#: One of several visits to choose from.
OPTION = re.compile(
    r"(?:options?|(?:study |site |field )?visits?|visites?|tours?|excursions?|circuits?)"
    r"\s*(?:n[o°]\s*)?(?:[A-H]|\d{1,2})\s*[:.–—-]\s*\S",
    re.IGNORECASE,
)
SESSION = re.compile(
    r"(?:plenary |opening |closing |working |thematic |special |ministerial )?"
    r"(?:sessions?|séances?|items?|agenda items?|points?|panel|part|partie|theme|thème|module"
    r"|round ?table|table ronde|topic|keynote)"
    r"\s*(?:n[o°]\s*)?(?:\d{1,2}|[IVX]{1,5}|[A-H]|one|two|three|four|five|six|un|deux|trois|quatre)"
    r"\b\s*(?:[:.–—)\-]|$|de l[’']ordre du jour|\s)",
    re.IGNORECASE,
)
ITEM = re.compile(
    r"(?:agenda )?(?:items?|points?)\s*(?:n[o°]\s*)?(?:\d{1,2}|[IVX]{1,5})[a-z]?\b", re.IGNORECASE
)
#: The words that a field or a labelled part begins with.
_BEGINNINGS = """
action agenda animateur animatrice animée animé atelier background breakout break-out break chair
closing co-chair cochair concurrent conférencier contact decision décision discussant discussion doc
expected expert experts facilitated facilitator four fourth group guest introduced introduction
intervenant invited item key lead main meeting mesure ministerial moderated moderator modérateur
module note opening orateur oratrice panel panel paper parallel part participant partie
plenary point presented presenter presentation progress présidence président présidé présenté
rapporteur reference related relevant required respondent room round résultat salle session
sous speaker special stream suite supporting séance table thematic theme thème topic track
welcome working workshop
"""
_FIRST_LETTERS = in_any_case({word[:4] for word in _BEGINNINGS.split()})
_SHORTEST = in_any_case({word for word in _BEGINNINGS.split() if len(word) < 4})
_BRACKETED = re.compile(r"\[([^\[\]]{4,160})\]")
_TERMINAL = re.compile(r"\s*[;.]\s*$")


def begins_field(text: str) -> bool:
    """Whether a line begins a named field or a labelled part of an agenda entry."""
    return may_begin_field(text) and _begins_field(text)


def names_people(text: str) -> bool:
    """Whether a line begins by saying who has the floor or an office: "Speakers: …"."""
    return may_begin_field(text) and PEOPLE.match(text) is not None


def begins_group(text: str) -> bool:
    """Whether a line begins with the name of one of several groups that meet beside each other."""
    return may_begin_field(text) and GROUP.match(text) is not None


def begins_session(text: str) -> bool:
    """Whether a line begins with a session's or an item's label."""
    return may_begin_field(text) and SESSION.match(text) is not None


def may_begin_field(text: str) -> bool:
    """Whether a line's first letters are those of a field's name, as those of few lines are."""
    return text[:4] in _FIRST_LETTERS or text[:3] in _SHORTEST


@lru_cache(maxsize=1024)
def _begins_field(text: str) -> bool:
    return bool(
        DOCUMENTS.match(text)
        or ACTION.match(text)
        or PEOPLE.match(text)
        or GROUP.match(text)
        or (SESSION.match(text) and re.match(r"[^:.–—-]{3,30}[:.–—]", text))
    )


def listed_documents(text: str) -> list[str]:
    """The documents named in a "Documents:" line, one by one.

    They are parted by semicolons; by commas only where every part holds a
    document reference.
    """
    text = text.strip()
    if not text:
        return []
    cotes = find_cotes(text)
    if len(cotes) > 1 and not re.search(r"[^\W\d_]", _without(text, cotes)):
        return [text[found.start : found.end] for found in cotes]
    parts = [part.strip(" \t;") for part in re.split(r";\s*|\s•\s", text)]
    result: list[str] = []
    for part in filter(None, parts):
        pieces = re.split(r",\s+|\s+(?:and|et)\s+", part)
        if len(pieces) > 1 and all(find_cotes(piece) for piece in pieces):
            result += [_cleaned(piece) for piece in pieces]
        else:
            result.append(_cleaned(part))
    return [part for part in result if part]


def only_cotes(text: str) -> bool:
    """Whether a text is one document reference or several, and nothing else."""
    cotes = find_cotes(text)
    return bool(cotes) and not re.search(r"[^\W_]", _without(text, cotes))


def _without(text: str, found: Sequence[FoundCote]) -> str:
    for one in reversed(found):
        text = text[: one.start] + text[one.end :]
    return text


def _cleaned(text: str) -> str:
    if not text.startswith("["):
        return text.strip()
    before, bare = "", _TERMINAL.sub("", text)
    while bare != before:  # blanks of any kind and brackets may take turns
        before, bare = bare, bare.strip().strip("[]")
    return bare


def split_documents(text: str) -> tuple[str, list[str]]:
    """Take bracketed document references such as ``[GOV/PGC(2004)3]`` out of a title."""
    found: list[str] = []
    if "[" not in text:
        return text, found  # as most titles

    def take(match: re.Match[str]) -> str:
        if find_cotes(match.group(1)):
            found.extend(listed_documents(match.group(1)))
            return " "
        return match.group()

    rest = _BRACKETED.sub(take, text)
    return (re.sub(r"\s+", " ", rest).strip() if found else text), found


def without_room(title: str) -> str:
    """A group's title without the room before it: "Room 4 – Group A: …"."""
    return re.sub(_ROOM, "", title, count=1, flags=re.IGNORECASE)


def group_label(text: str) -> str:
    """What a parallel group is called: "Group A" of "Group A – Room 3"."""
    match = GROUP.match(text)
    return match.group().strip(" :.–—)|-(") if match else ""


def names_no_topic(text: str) -> bool:
    """Whether the name of a parallel group is followed by its room or by nothing."""
    match = GROUP.match(text)
    rest = text[match.end() :].strip(" :.–—)|-([") if match else text
    return not rest or _PLACE.match(rest) is not None


def split_room(title: str) -> tuple[str, str]:
    """Part the letter of a room or table from a group's title: "Room A. Buying well"."""
    match = re.match(
        r"(?:rooms?|salles?|tables?)\s+([A-H]|\d{1,2})\s*[.:–—|-]\s*", title, re.IGNORECASE
    )
    return (match.group(1), title[match.end() :]) if match else ("", "")
