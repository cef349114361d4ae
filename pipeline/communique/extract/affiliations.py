"""What stands behind a person's name: position, organisation and country, told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from communique.extract.places import country_code


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A position, an organisation and a country (ISO alpha-3); empty where not printed."""

    position: str = ""
    organisation: str = ""
    country: str = ""


_RANK = (
    r"(?:senior |principal |lead |chief |deputy |vice[- ]?|associate |assistant |acting "
    r"|former |executive |managing"
    r" |permanent |general |first |second |special |interim |programme |project |policy "
    r"|digital |national |federal"
    r" |state |co-?|under-?|joint |junior |head |technical |legal |communications? "
    r"|e-?government |government |gis |ict |it"
    r" |regional |international |public |deputy-?|parliamentary |high |research |full "
    r"|honorary |global |data |visiting |emeritus |adjunct |distinguished |founding |incoming "
    r"|outgoing |retired |elected )"
)
_OFFICE = re.compile(
    rf"(?:the |and |et |le |la |l['’])?(?:{_RANK}){{0,4}}"
    r"(?:minister|director|directress|emeritus|assesseure?|head|secretary|chair(?:man|woman|"
    r"person)?|president"
    r"|advis[eo]r|analyst|administrator"
    r"|manager|officer|chief|commissioner|ambassador|professor|lecturer|lead(?:er)?"
    r"|counsell?or|economist|co-?ordinator"
    r"|partner|executive|governor|mayor|member|representative|delegate|consultant|fellow"
    r"|researcher|expert|specialist|statistician|correspondent|designer|journalist|counsel"
    r"|engineer|attorney|judge|dean|rector|founder|engineer|scientist|architect|spokes\w+"
    r"|auditor|controller|strategist"
    r"|ombudsman|senator|deputy|vice|attaché|envoy|rapporteur|moderator|director-general"
    r"|secretary-general"
    r"|c[iedtfo]o|cdo|ciso|ceo/coo|staatssekretär"
    r"|direct(?:eur|rice)|chef(?:fe)?|ministre|secrétaire|sous-direct(?:eur|rice)"
    r"|conseill(?:er|ère)|présidente?"
    r"|vice-présidente?|coprésidente?|délégué[e]?|responsable|chargée?|administrat(?:eur|rice)"
    r"|analyste|professeure?"
    r"|commissaire|maire|préfète?|coordinat(?:eur|rice)|coordonnat(?:eur|rice)|adjointe?"
    r"|experte?|rapporteure?"
    r"|ingénieure?|gouverneure?|membre|représentante?|consultante?|chercheu(?:r|se)"
    r"|haute? fonctionnaire|économiste"
    r"|journaliste|statisticien(?:ne)?|correspondante?|ambassad(?:eur|rice)|gérante?|fondat(?:eur|rice)|inspect(?:eur|rice)|premi(?:er"
    r"|ère) ministre|juriste)(?:s|es)?\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:ministry|ministries|agency|office|institute|institution|university|bureau|authority"
    r"|council|commission|cent(?:re|er)"
    r"|committee|secretariat|corporation|bank|association|company|federation|foundation"
    r"|network|directorate|division"
    r"|department|parliament|government|chancellery|cabinet|board|initiative|programme"
    r"|survey of|school|college|academy"
    r"|chamber|union|group|treasury|court|delegation|embassy|society|service|unit"
    r"|laborator(?:y|ies)|inc|ltd|gmbh|toolkit"
    r"|ministère|agence|institut|université|autorité|conseil|comité|secrétariat|société|banque"
    r"|fédération|fondation|réseau"
    r"|direction|division|département|parlement|gouvernement|chancellerie|cabinet|école"
    r"|chambre|union|groupe|cour"
    r"|délégation|ambassade|mission|observatoire|centre|présidence|préfecture|mairie"
    r"|commissariat)\b",
    re.IGNORECASE,
)
#: "OECD", "UN-GGIM", "GSI" … stand for a body.
_ACRONYM = re.compile(r"\b[A-Z][A-Z&/.-]*[A-Z]{2,}[A-Za-z-]*\b|\b[A-Z]{2,}\b")
_OF = re.compile(
    r"\s(?:of the|of|for the|at the|at|du|de la|de l['’]|des|de|d['’]|auprès de)\s?", re.IGNORECASE
)
_MINISTRY = re.compile(
    r"(?:the )?(?:ministry|ministère|agency|agence|secretariat)\b", re.IGNORECASE
)
_DEGREE = re.compile(
    r"(?:Ph\.?\s?D|M\.?Sc|MBA|M\.?A|LL\.?M|Esq|Jr|Sr|CBE|OBE|KC|QC)\.?", re.IGNORECASE
)
_PARTS = re.compile(r",(?![^()]*\))|;|\n|\s[–—-]{1,2}\s|\s[|/]\s")


@lru_cache(maxsize=256)  # asked of a line to tell whether it names persons, and again of these
def split_affiliation(text: str) -> Affiliation:
    """Tell position, organisation and country apart in what follows a name.

    Parameters
    ----------
    text
        ``Vice Minister, Ministry of Finance, Korea`` or ``(OECD)``; separators at
        either end do no harm.

    Returns
    -------
    Affiliation
        Each as printed, with ", " between parts; the country as a code.
    """
    text = _unwrapped(text)
    if not text:
        return Affiliation()
    text, country = _without_country_in_brackets(_without_running_text(text))
    parts = [part for part in (_trim(p) for p in _PARTS.split(text)) if part]
    parts = [part for part in parts if not _DEGREE.fullmatch(part)]
    if parts and not country:
        parts, country = _take_country(parts)
    positions: list[str] = []
    bodies: list[str] = []
    for i, part in enumerate(parts):
        if not _is_position(part):
            if bodies and positions and i > 1 and _is_position(parts[i - 1]) and len(bodies) > 0:
                continue
            bodies.append(part)
            continue
        later = any(not _is_position(other) for other in parts[i + 1 :])
        position, body = (part, "") if later or bodies else _split_position(part)
        if later and not body:
            office, joined = _split_position(part)
            if _MINISTRY.match(joined):
                position, body = office, joined
        positions.append(re.sub(r"^(?:and|et)\s+", "", position))
        if body:
            bodies.append(body)
    organisation = ", ".join(bodies) or _ministry_of(positions)
    return Affiliation(", ".join(positions), organisation, country)


def _ministry_of(positions: list[str]) -> str:
    """The ministry that a minister without any other body stands for."""
    for position in positions:
        match = _MINISTER.fullmatch(position)
        if match:
            return f"{'Minist' + ('ère' if match['fr'] else 'ry')} {match['rest']}"
    return ""


_MINISTER = re.compile(
    r"(?:[\w-]+ ){0,2}?(?:minister|(?P<fr>ministre))"
    r"(?: delegate| déléguée?)? (?P<rest>(?:of|for|de|du|des|d['’]|chargée? de)\b.{3,90})",
    re.IGNORECASE,
)


def looks_like_affiliation(text: str) -> bool:
    """Whether a text (without a name) is an office, a body or a country."""
    text = _unwrapped(text)
    if not text or len(text.split()) > 30:
        return False
    if country_code(text):
        return True
    head = _PARTS.split(text)[0].strip()
    if _OFFICE.match(head):
        return True
    if text[0].islower():
        return False
    body = _BODY.search(text) or _ACRONYM.match(text)
    ends = country_code(_trim(re.split(r"[,(]", text)[-1].rstrip(") ")))
    return bool(body or ends)


def _is_position(part: str) -> bool:
    if re.search(r"\b(?:endowed chair|professor|fellow|emeritus)$", part, re.IGNORECASE):
        return True
    if len(part.split()) <= 4 and _TRADE.search(part):
        return True
    if not _OFFICE.match(part):
        return False
    # "Secretary-General's Office", "Chief Information Office", "Executive Board": bodies.
    head = re.split(r"\s(?:of|for|in|at|to|du|de|des|d['’]|à)\s", part, maxsplit=1)[0]
    last = re.search(
        r"\b(?:office|council|secretariat|committee|board|agency|ministry|network|commission"
        r"|bureau|group|initiative)$",
        head,
        re.IGNORECASE,
    )
    return last is None and not re.match(r"secretariat|member (?:states|countries)", part, re.I)


#: A trade behind its field: "Service designer", "Tax counsel".
_TRADE = re.compile(
    r"^[A-Z][\w-]+(?: [\w&-]+){0,2} (?:designer|correspondent|counsel|analyst|advis[eo]r|manager"
    r"|officer|engineer|scientist|specialist|economist|statistician|editor|journalist|developer"
    r"|researcher|strategist|consultant|coordinator|lawyer)$",
    re.IGNORECASE,
)


def _split_position(part: str) -> tuple[str, str]:
    """Part ``Head of Statistics Agency`` at the word that joins office and body."""
    for match in _OF.finditer(part):
        rest = part[match.end() :]
        if re.match(
            r"(?:the |la |le |l['’])?(?:unit|division|department|section|service|cabinet"
            r"|bureau\b)",
            rest,
            re.I,
        ):
            continue
        if _ACRONYM.match(rest) or (_BODY.search(rest) and rest[:1].isupper()):
            return part[: match.start()].strip(), rest.strip()
        if _HEADS.fullmatch(part[: match.start()].strip()) and rest[:1].isupper():
            return part[: match.start()].strip(), rest.strip()
        apart = re.match(r"(?:l['’]|d['’])", match.group().strip()[-2:])
        if apart and _BODY.match(rest):
            return part[: match.start()].strip(), rest.strip()
    return part, ""


#: Who stands at the head of a body, so that what follows "of" is that body.
_HEADS = re.compile(
    r"(?:(?:vice|deputy|co|former|past|honorary)[- ]?)?(?:president|chair(?:man|woman|person)?|"
    r"founder|ceo"
    r"|director[- ]general|secretary[- ]general|présidente?|vice-présidente?)",
    re.IGNORECASE,
)


def _take_country(parts: list[str]) -> tuple[list[str], str]:
    last = parts[-1]
    code = country_code(last)
    if code and not (len(parts) == 1 and last.isupper() and len(last) > 3):
        return parts[:-1], code
    bracket = re.fullmatch(r"(?P<name>[^()]+?)\s*\((?P<inside>[^()]*)\)", last)
    if bracket and country_code(bracket["name"]) and not _BODY.search(bracket["name"]):
        return parts[:-1], country_code(bracket["name"])
    return parts, ""


def _without_country_in_brackets(text: str) -> tuple[str, str]:
    """Take "(Korea)" off the end, or read "(Ministry of Finance, Korea)"."""
    match = re.search(r"\((?P<inside>[^()]{2,120})\)\s*$", text)
    if match is None:
        return text, ""
    code = country_code(match["inside"])
    if code:
        return text[: match.start()].rstrip(" ,"), code
    return text, ""


def _without_running_text(text: str) -> str:
    """Cut a sentence that follows the country without a full stop (cells of a table)."""
    for start in (0, *(comma.end() for comma in re.finditer(r",\s*", text))):
        words = text[start:].split()
        for count in (3, 2, 1):
            behind = words[count:]
            titled = re.search(r"\b(?:Mr|Ms|Mrs|Mme|Dr|Prof)\b", " ".join(behind[:5]))
            if (len(behind) < 5 and not titled) or not behind[0][:1].isupper():
                continue
            if _BODY.search(" ".join(behind[:3])):
                continue
            if country_code(" ".join(words[:count])):
                return text[:start] + " ".join(words[:count])
    return text


def _unwrapped(text: str) -> str:
    text = re.sub(r"\s+", " ", text.replace("）", ")").replace("（", "(")).strip()
    text = text.strip(" ,;:–—|/•*").removeprefix("- ").strip()
    text = re.sub(r"^-{1,2}\s*|\s-{1,2}$|\s\d{1,2}[:.h]\d{2}$", "", text)
    while text.startswith("(") and text.find(")") in (len(text) - 1, -1):
        text = text[1:].removesuffix(")").strip(" ,;")
    inside = re.match(r"\((?P<first>[^()]+)\)\s*(?P<sign>[,;]?)\s*(?P<rest>.*)$", text)
    if inside and not inside["sign"] and len(inside["rest"].split()) > 2:
        text = inside["first"]  # a talk's title goes on behind the bracket
    elif inside:
        text = f"{inside['first']}, {inside['rest']}".strip(" ,")
    return text.strip(" ,;")


def _trim(part: str) -> str:
    part = part.strip(" .,;:–—-|•*[]\t")
    if part.count("(") != part.count(")"):
        part = part.strip("() ")
    return part
