"""The directorate and the committee that a cover names above its title."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from communique.extract.accents import is_capitals, with_accents
from communique.extract.folding import fold
from communique.extract.hyphenation import join_lines
from communique.extract.layout import Line

_DIRECTORATE = re.compile(
    r"\bdirectorate\b|^directorate|^direction (?:de|des|du|generale|d'|executive|pour)|"
    r"^(?:economics|economic|environment|trade|development) (?:department|directorate)|"
    r"\bdepartment$|"
    r"^departement (?:de|des|d')|"
    r"^centre (?:for|de|d'|pour) (?!conferences?\b|congres)|\b(?:energy|development) agency$|"
    r"^agence (?:pour|de|internationale)|^(?:public management|general) (?:service|secretariat)|"
    r"^service de la gestion publique|^secretariat general|^general secretariat|"
    r"^(?:development|international) (?:co-operation|energy) directorate|^executive directorate|"
    r"^legal directorate|^office of the secretary-general|^cabinet du secretaire general"
)
_COMMITTEE = re.compile(
    r"\bcommittee\b|^comite |^council$|^the council$|^conseil$|^le conseil$|"
    r"^meeting of the council|"
    r"^council at ministerial level|^conseil au niveau|^governing (?:board|council)|"
    r"^governing body|"
    r"^conseil de direction|^joint meeting of the .* committee"
)
_GROUP = re.compile(
    r"^(?:joint )?(?:working|expert|steering|advisory) (?:party|group|parties)|"
    r"^(?:the )?network (?:of|on)|"
    r"^groupe (?:de travail|d'experts|directeur|consultatif)|^reseau (?:des|de|sur|d')|^task force|"
    r"^(?:global )?forum on|^board (?:of|for)|^groupe de reflexion"
)
_MEETING = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th|e|eme)|first|second|third|premiere?|deuxieme) |"
    r"\b(?:session|symposium|seminar|conference|reunion|agenda|record|minutes|summary|report to|"
    r"rapport|ordre du jour|compte[ -]rendu)\b|\bmeeting\b(?! of the .* committee)"
)
_APPROVED = re.compile(
    r"\b(?:approved|declassified|adopted|endorsed)\b[^.]{0,60}? by the "
    r"((?:OECD )?(?:[A-Z][\w-]+ ){0,6}Committee(?: (?:on|for|of)(?: (?:[A-Z][\w-]+|and|of|the))+)?)"
    r"(?= on \d|[ ,.;(]|$)"
)
_AT_A_MEETING = re.compile(r"^(?!joint meeting)(?:[a-z-]+ )?meeting of (?:the )?(?!council)")
_OPEN_END = re.compile(
    r"(?:[,&-]|\b(?:and|for|of|the|on|in|to|et|de|du|des|la|le|les|pour|a|au|aux|en|d'|l'|sur))$"
)
_SMALL_WORDS = """
a and at by for from in of on or the to with au aux d de des du en et l la le les ou par pour sur un
une à
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_ACRONYM_WORDS = """
AEN AI AIE AIEA APEC BIAC CAD CEE CERI CSTP DAC EPOC EU FMI GATT G7 G8 G20 IA ICCP ICT ICTS IEA IMF
IT LEED MENA NEA OCDE OECD OLIS OMC ONU PISA PME PUMA R&D SIGMA SME SMES STEM TIC TUAC TVA UE UK UN
UNESCO US USA VAT WTO
"""
_NO_LETTER = re.compile(r"[\W_]+")
_ACRONYMS = frozenset(_ACRONYM_WORDS.split())
_FRENCH = re.compile(
    r"\b(?:direction|comite|conseil|groupe|reseau|service|secretariat|centre|agence|departement|"
    r"programme|reunion|compte|projet|ordre)\b.*\b(?:de|du|des|d'|l'|sur|pour)"
)
_PLURAL_ACRONYMS = {"ICTS": "ICTs", "SMES": "SMEs"}


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies named on a cover, and the lines that name them.

    ``group`` is the working party or network, which also stands for a
    committee that is not named.
    """

    directorate: str = ""
    committee: str = ""
    group: str = ""
    lines: tuple[Line, ...] = ()


def find_bodies(lines: Sequence[Line]) -> Bodies:
    """Find directorate and committee among the lines above a cover's title.

    Parameters
    ----------
    lines
        Lines of the cover in reading order, without imprint.

    Returns
    -------
    Bodies
        Names in title case where they are printed in capitals. A working party
        stands for the committee only where no committee is named; set larger
        than the other bodies it is also the title, and so not among ``lines``.
    """
    names: dict[str, str] = {}
    used: list[Line] = []
    at = 0
    while at < len(lines):
        text, size = _joined(lines, at)
        role = _role(text)
        if not role:
            at += 1
            continue
        if role not in names:
            names[role] = canonical(text)
            if not (role == "group" and used and lines[at].size >= 1.15 * used[0].size):
                used.extend(lines[at : at + size])
        at += size
    committee = names.get("committee", "") or names.get("group", "")
    return Bodies(names.get("directorate", ""), committee, names.get("group", ""), tuple(used))


def body_in_sentence(texts: Sequence[str]) -> str:
    """The committee by which running text says that the document was approved; empty if none."""
    for text in texts:
        approved = _APPROVED.search(text[:600]) if "Committee" in text else None
        if approved is not None:
            return " ".join(approved.group(1).split())
    return ""


def title_case(text: str) -> str:
    """A name in capitals as it is written elsewhere: ``Public Governance Committee``.

    French names keep one capital and get back the accents that capitals have
    lost: ``Comité des affaires fiscales``.
    """
    if not is_capitals(text):
        return text
    text = with_accents(text)
    french = bool(_FRENCH.search(fold(text).replace("’", "'")))
    words = re.split(r"([\s’'(-]+)", text)
    return "".join(_cased(word, bool(index), french) for index, word in enumerate(words))


def canonical(text: str) -> str:
    """A body's name with the accents and capitals that it is known by, else in title case."""
    known = _known().get(_letters(text))
    return known[1] if known and is_capitals(text) else title_case(text)


def is_body(text: str) -> bool:
    """Whether a text is the name of a directorate, committee or working party."""
    return bool(_role(text))


def _cased(word: str, inside: bool, french: bool) -> str:
    bare = word.strip(".,;:)")
    if bare in _ACRONYMS:
        return word.replace(bare, _PLURAL_ACRONYMS.get(bare, bare))
    if inside and (french or word.lower() in _SMALL):
        return word.lower()
    return word[:1].upper() + word[1:].lower()


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", fold(text))


@cache
def _known() -> dict[str, tuple[str, str]]:
    """Sort and usual name of the bodies, by the letters of their names."""
    file = resources.files("communique.extract.gazetteer").joinpath("bodies.tsv")
    rows = csv.DictReader(io.StringIO(file.read_text("utf-8")), delimiter="\t")
    return {
        _letters(name): (row["sort"], name)
        for row in rows
        for name in (row["english"], row["french"])
        if name
    }


def load_bodies() -> None:
    """Read the gazetteer of bodies now rather than when a text first needs it."""
    _known()


@lru_cache(maxsize=64)  # a line is asked alone and as what its neighbours go on with
def _role(text: str) -> str:
    known = _known().get(_letters(text))
    if known is not None:
        return known[0]
    folded = fold(text).replace("’", "'").strip(" .:;-–")
    if len(folded) > 200 or (_MEETING.search(folded) and not folded.startswith("joint meeting")):
        return ""
    if not text[:1].isupper() or text.rstrip().endswith((".", "?")):
        return ""
    if _DIRECTORATE.search(folded):
        return "directorate"
    if _AT_A_MEETING.search(folded):
        return ""
    if _COMMITTEE.search(folded) and len(folded.split()) <= 24:
        return "committee"
    return "group" if _GROUP.search(folded) else ""


def _joined(lines: Sequence[Line], at: int) -> tuple[str, int]:
    """A body's name from line ``at`` on, over the lines that it is broken into."""
    text, size = lines[at].text.strip(), 1
    none: Counter[str] = Counter()
    for more in (4, 3, 2):
        part = lines[at : at + more]
        if len(part) == more and all(_follows(a, b) for a, b in pairwise(part)):
            whole = join_lines(part, none)
            if _letters(whole) in _known():
                return whole, more
    following = lines[at + 1] if at + 1 < len(lines) else None
    if following is not None and not _role(text) and _follows(lines[at], following):
        both = join_lines(lines[at : at + 2], none)
        if len(following.texts) <= 3 and _role(both):
            return both, 2
    while _role(text) and at + size < len(lines) and size < 4:
        last, following = lines[at + size - 1], lines[at + size]
        if not _follows(last, following) or _role(following.text):
            break
        folded = fold(last.text).replace("’", "'").strip()
        wide = last.box.width >= 340 and last.text.isupper() and following.text.isupper()
        open_end = last.joins[-1] or text.count("(") > text.count(")")
        if not (_OPEN_END.search(folded) or wide or open_end):
            break
        size += 1
        text = join_lines(lines[at : at + size], none)
    return text, size


def _follows(line: Line, following: Line) -> bool:
    return (
        line.page == following.page
        and abs(line.size - following.size) <= 0.6
        and line.bold == following.bold
        and 0 < following.baseline - line.baseline <= 2.0 * max(line.size, 6.0)
    )
