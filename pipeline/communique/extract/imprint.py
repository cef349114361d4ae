"""The fixed wording of a cover: classification, numbers, languages, notices.

Each function looks at the text of one line. Lines of this kind belong to no
passage, wherever on a page they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from communique.extract.cote import find_cotes
from communique.extract.cues import cues, holds_any, holds_digit, telling, words_of
from communique.extract.dates import FoundDate, find_dates
from communique.extract.folding import fold

_CLASSIFICATION = re.compile(
    r"(?:unclassified|for official use(?: only)?|confidential|restricted(?: use)?|secret|"
    r"general distribution|declassified|non[ -]?classifie|a usage officiel|confidentiel|diffusion "
    r"(?:generale|restreinte)|declassifie)"
)
_REFERENCE = re.compile(r"\bJT\s?(\d{6,8})\b")
_OFFICIAL_MARK = re.compile(r"(?:OFDE|OFDI|OFD|OLIS)")
_ORIGINAL = re.compile(
    r"\b(?:or|orig|original|original language|langue originale)\s*[.:]\s*(?P<rest>[a-z./ &-]{2,40})"
)
_LANGUAGE_LINE = re.compile(
    r"(?:(?:english|anglais|french|francais|bilingual|bilingue|text only|texte seul|"
    r"also available in"
    r"|available in|disponible en)[\s,/&-]*(?:and |et |or |ou )?){1,4}(?:only|seulement)?\.?"
)
_LANGUAGES = (("en", re.compile(r"\b(?:eng|ang)")), ("fr", re.compile(r"\bfr")))
_ISSUED = re.compile(
    r"\b(?:olis|dist|distribution|distributed|distribue le|"
    r"date (?:de|of) (?:diffusion|distribution|issue|emission|parution|publication)|"
    r"issued(?: on)?|emis le|diffuse le|released(?: on)?|published(?: on)?|publie le)\b[\s.:]*"
)
_CANCELS = re.compile(
    r"\b(?:cancels?(?: (?:and|&) replaces?)?|supersedes?|replaces?|annule(?: et remplace)?|"
    r"remplace)\b"
)
_ORGANISATION = re.compile(
    r"(?:(?:the )?organi[sz]ation for economic co-?\s?operation and development|"
    r"organisation de cooperation et de developpement economiques|"
    r"oecd|ocde|oecd[ ,/•|–-]+ocde|ocde[ ,/•|–-]+oecd|o\.?e\.?c\.?d\.?|"
    r"organisation for economic|co-?operation and development|"
    r"organisation de cooperation|et de developpement economiques)"
)
_ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@]{1,64}\.\w")
_WORD = re.compile(r"\b[a-z]{3,}\b")
_CONTACT = re.compile(
    r"(?:\b(?:tel|telephone|fax|phone)\s*(?::|\.?\s*:?\s*\(?\+?\d)|\b(?:tel|fax)\b.{0,4}\(?\+?\d|"
    r"\bfor (?:further|more|any|additional) (?:information|details)|"
    r"\bpour (?:tout |toute |plus d'|de plus amples |tous )?(?:renseignements?|informations?)\b|"
    r"^\W*(?:contacts?|contact persons?|personnes? a contacter|personnes?-ressources?)\s*:|"
    r"\bplease contact\b|\bveuillez contacter\b|\be-?mail\s*:|\bcourriel\s*:)"
)
_NOTICE = re.compile(
    r"(?:\bdocument (?:in)?complet (?:disponible )?sur olis|"
    r"\b(?:in)?complete document (?:available )?on olis|"
    r"\bthis document(?:, as well as| and) any (?:data|map|statistical)|"
    r"\bwithout prejudice to the status|"
    r"\bdelimitation of international frontiers|\bce document(?:, ainsi que| et) (?:les|"
    r"toute) (?:donnees|carte)|"
    r"\bsans prejudice du statut|\btrace des frontieres|\bname of any territory, city|"
    r"\bnom de tout territoire|\bspecimen\b|\bstatistical data for israel|"
    r"^www\.|^https?://|^(?:\W*\d+\W+)?rue andre[- ]pascal|^©|^copyright\b|\ball rights reserved\b|"
    r"\bdocument available (?:only )?in pdf|^in its original format|^dans son format d'origine|"
    r"^\W*(?:to|of) (?:sovereignty|any territory)|^area\.?$|^la souverainete)"
)
#: What every line that the expression above matches holds.
_ISSUED_CUES = cues("olis|dist|date|issue|emis|diffuse|release|publi")
_CANCELS_CUES = cues("cancel|supersede|replace|annule|remplace")
_LANGUAGE_CUES = cues("english|anglais|french|francais|bilingu|text|available|disponible")
#: Words of which some stands in every line of its kind, or all words that stand there.
_CONTACT_WORDS = telling(
    "tel telephone fax phone renseignement renseignements contact contacts contacter ressource "
    "ressources mail email courriel"
)
#: What stands beside the word that leads in any other line on whom to ask.
_ASKED_FOR = telling("further more any additional")
_ASKED_POUR = telling("information informations")
_NOTICE_WORDS = telling(
    "complet incomplet complete incomplete prejudice delimitation trace territory nom specimen "
    "statistical www http https andre copyright reserved"
)
#: What stands beside "document" in any other notice.
_WITH_DOCUMENT = telling("any ce available")
#: The words that any other notice begins with, the second as far as its fourth letter.
_NOTICE_BEGINS = frozenset(
    {
        *((b"in", b"its"), (b"dans", b"son"), (b"la", b"souv")),
        *((lead, name) for lead in (b"to", b"of") for name in (b"any", b"sove")),
    }
)
_IMPRINT_WORDS = telling(
    "cancel cancels supersede supersedes replace replaces annule remplace jt unclassified official "
    "confidential restricted secret distribution declassified classifie nonclassifie officiel "
    "confidentiel diffusion declassifie olis dist distributed distribue date issued emis diffuse "
    "released published publie or orig original originale"
)
_ORGANISATION_WORDS = telling(
    "the organisation organization for economic co operation cooperation and development de et "
    "developpement economiques oecd ocde o oe oec e ec ecd c cd d"
)
_LANGUAGES_BEGIN = (
    *(b"english", b"anglais", b"french", b"francais", b"bilingu"),
    *(b"text", b"also", b"available", b"disponible"),
)
#: Of which some stands in every line of fixed wording, but for those that are told by a sign
#: or by how they begin.
_FIXED_WORDS = frozenset().union(
    *(_IMPRINT_WORDS, _CONTACT_WORDS, _NOTICE_WORDS),
    *(_ASKED_FOR, _ASKED_POUR, telling("document area")),
)
#: The first words that may begin a line of fixed wording, or all of it, as far as their
#: fourth letter.
_FIXED_BEGINNINGS = frozenset(
    word[:4]
    for word in (*_ORGANISATION_WORDS, *_LANGUAGES_BEGIN, *(lead for lead, _ in _NOTICE_BEGINS))
)
_ORIGINAL_MARK = re.compile(r"or(?:ig(?:inal(?:e| language)?)?)?\s*[.:]")
#: No imprint is longer, in characters.
_LONGEST = 500
_RULE = re.compile(r"[\s_=*.•·~—–\-│|]+")
#: How the year of a cote begins, though it be set apart letter by letter.
_YEAR_BEGINS = re.compile(r"\(\s*\d")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a line says in fixed wording; empty fields where it says nothing so.

    ``distributed`` says that ``issued`` is the date of distribution and not the
    one of entry, ``alone`` is true where the line says nothing else, so that it can be left
    out of the text.
    """

    cote: str = ""
    cote_type: str = ""
    cote_year: int | None = None
    classification: str = ""
    reference: str = ""
    original_language: tuple[str, ...] = ()
    issued: str = ""
    distributed: bool = False
    cancels: str = ""
    alone: bool = False


def may_be_fixed(text: str) -> bool:
    """Whether a line may be an imprint, a contact or a notice, as few lines of a text may."""
    words = words_of(text[:_LONGEST])
    return (
        not words
        or not _FIXED_WORDS.isdisjoint(words)
        or words[0][:4] in _FIXED_BEGINNINGS
        or "(" in text
        or "@" in text
        or "©" in text
    )


def read_imprint(text: str) -> Imprint | None:
    """Read one line of a cover (or one end of a line) as an imprint.

    Parameters
    ----------
    text
        The line.

    Returns
    -------
    Imprint or None
        ``None`` where the line is of another kind.
    """
    if not _may_be_imprint(text[:_LONGEST]):
        return None
    line = " ".join(text[:_LONGEST].split())
    low = _plain(line)
    if not line:
        return None
    if holds_any(low, _CANCELS_CUES) and _CANCELS.search(low) and (cancels := _cancelled(line)):
        return Imprint(cancels=cancels, alone=True)
    if _ORGANISATION.fullmatch(low.strip(" .•|-–")) or _RULE.fullmatch(line):
        return Imprint(alone=True)
    cotes = find_cotes(line)
    left = line
    for item in reversed(cotes):
        left = left[: item.start] + " " + left[item.end :]
    references = _REFERENCE.findall(left) if "JT" in left else []
    left = _OFFICIAL_MARK.sub(" ", _REFERENCE.sub(" ", left)) if references else left
    low = _plain(left) if cotes or references else low
    marked = _CLASSIFICATION.fullmatch(low.strip(" .•|-–│"))
    dated = holds_any(low, _ISSUED_CUES)
    told = cotes or references or marked or (dated and holds_digit(left))
    if not told and not _may_name_original(low) and not holds_any(low, _LANGUAGE_CUES):
        return None  # as most lines, whatever is left of it
    classification = left.strip(" .•|-–│") if marked else ""
    original = _original_languages(low)
    issued = _issue_date(low, left) if dated else ""
    rest = _ISSUED.sub(" ", low) if dated else low
    rest = _ORIGINAL.sub(" ", rest) if original or _may_name_original(rest) else rest
    if original and not issued:
        dates = find_dates(left)
        if len(dates) == 1 and dates[0].first.day is not None:
            issued = iso_of(dates[0])
    rest = _without_dates(rest) if issued or original else rest
    bare = rest.strip(" .:•|-–│,/0123456789")
    if _LANGUAGE_LINE.fullmatch(bare):
        bare = ""
    alone = bool(classification) or not bare
    found = cotes or references or classification or original or issued
    if not found and not (alone and _LANGUAGE_LINE.search(low)):
        return None
    if not alone and not original and not issued and not references:
        return None
    first = cotes[0].cote if cotes else None
    return Imprint(
        cote=str(first) if first else "",
        cote_type=first.type if first else "",
        cote_year=first.year if first else None,
        classification=classification,
        reference=f"JT{references[0]}" if references else "",
        original_language=original,
        issued=issued,
        distributed=bool(issued) and "dist" in low,
        alone=alone,
    )


def _may_be_imprint(text: str) -> bool:
    """Whether a line holds a word of an imprint, is of the OECD's name or begins with a language.

    That tells most lines to be none. A cote has a bracket; a line of signs has no words.
    """
    words = words_of(text)
    return (
        not _IMPRINT_WORDS.isdisjoint(words)
        or ("(" in text and _YEAR_BEGINS.search(text) is not None)
        or _ORGANISATION_WORDS.issuperset(words)
        or words[0].startswith(_LANGUAGES_BEGIN)
    )


def is_contact(text: str) -> bool:
    """Whether a line tells whom to ask, with telephone numbers or addresses."""
    named = _may_be_contact(text)
    if not named and "@" not in text:
        return False
    low = _plain(text)
    if named and _CONTACT.search(low):
        return True
    address = _ADDRESS.search(low) if "@" in low else None
    return bool(address) and len(_WORD.findall(_ADDRESS.sub(" ", low))) <= 8


def is_notice(text: str) -> bool:
    """Whether a line is a publisher's standing notice, in either language."""
    return _may_be_notice(text) and _NOTICE.search(_plain(text)) is not None


def _may_be_contact(text: str) -> bool:
    words = words_of(text[:_LONGEST])
    return (
        not _CONTACT_WORDS.isdisjoint(words)
        or (b"for" in words and not _ASKED_FOR.isdisjoint(words))
        or (b"pour" in words and not _ASKED_POUR.isdisjoint(words))
    )


def _may_be_notice(text: str) -> bool:
    words = words_of(text[:_LONGEST])
    return (
        not _NOTICE_WORDS.isdisjoint(words)
        or (len(words) > 1 and (words[0], words[1][:4]) in _NOTICE_BEGINS)
        or (b"document" in words and not _WITH_DOCUMENT.isdisjoint(words))
        or words == (b"area",)
        or "©" in text
    )


def is_organisation(text: str) -> bool:
    """Whether a line is the OECD's name and nothing else, whole or half."""
    return bool(_ORGANISATION.fullmatch(_plain(text).strip(" .•|-–")))


def iso_of(found: FoundDate) -> str:
    """First day of a found date as ISO text, as far as it is printed."""
    return found.first.iso


@lru_cache(maxsize=128)  # one line is asked for all its kinds in turn
def _plain(text: str) -> str:
    return fold(" ".join(text[:_LONGEST].split())).replace("’", "'")


def _cancelled(line: str) -> str:
    """The cote that a document replaces, else the date of the version replaced."""
    low = _plain(line)
    cancels = _CANCELS.search(low)
    if cancels is None or len(line) > 220:
        return ""
    cotes = find_cotes(line)
    if cotes:
        return str(cotes[0].cote)
    if not re.search(r"\b(?:document|version|agenda|note|ordre du jour)\b", low):
        return ""
    dates = find_dates(line)
    return iso_of(dates[0]) if dates else ""


def _original_languages(low: str) -> tuple[str, ...]:
    match = _ORIGINAL.search(low) if _may_name_original(low) else None
    if match is None:
        return ()
    rest = match.group("rest")
    return tuple(code for code, pattern in _LANGUAGES if pattern.search(rest))


def _may_name_original(low: str) -> bool:
    return _ORIGINAL_MARK.search(low) is not None


def _issue_date(low: str, line: str) -> str:
    """The date behind "Dist." or, where that is missing, behind "OLIS"."""
    best = ""
    for mark in _ISSUED.finditer(low):
        dates = find_dates(line[mark.end() : mark.end() + 30])
        if dates and dates[0].start <= 3 and (not best or mark.group().startswith("dist")):
            best = iso_of(dates[0])
    return best


def _without_dates(text: str) -> str:
    for found in reversed(find_dates(text)):
        text = text[: found.start] + text[found.end :]
    return text
