"""What kind of document this is: agenda, summary, record, communiqué …

A document says so itself in most cases, in its title or in a line of its own;
where it does not, its cote's type letter and the make-up of its body tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.extract.cues import cues, holds_any, telling, words_of
from communique.extract.dates import find_dates
from communique.extract.folding import fold
from communique.extract.times import parse_time_range

_STATE = (
    r"(?:draft|final|provisional|preliminary|revised|tentative|annotated|detailed|updated|proposed|"
    r"the|indicative|(?:avant-)?projet d(?:e |')|provisoire|annotee?|revisee?|definitif)"
)
_MEETING = "(?:meeting|symposium|seminar|workshop|conference|forum|session|event)"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + r")(?!\w)")


#: Kinds as titles name them, the more special before the more general.
_NAMED: dict[str, re.Pattern[str]] = {
    "list": _any(
        "(?:provisional )?lists? of (?:participants|delegates|documents|speakers)",
        "participants?'? list",
        "listes? (?:provisoires? )?des (?:participants|delegues|documents|intervenants)",
    ),
    "record": _any(
        "summary records?",
        "minutes of",
        "(?:draft|final|summary|approved) minutes",
        r"records? of (?:the )?(?:\d|meeting|discussion|proceeding|decision|session|conclusion).*",
        "comptes?[ -]rendus?(?! de synthese)",
        "proces[ -]verb(?:al|aux)",
        "releve (?:de|des) (?:conclusions|decisions)",
        "cr d[ue]",
        "^minutes$",
    ),
    "issues-paper": _any(
        "(?:issues?|background|discussion|concept|scoping|position|reflection|working|room)[ -]"
        "(?:papers?|notes?|documents?|report)",
        "issues for discussion",
        "(?:discussion )?questions(?: for discussion)?$",
        "(?:note|document) (?:d'information|d'orientation|thematique|conceptuelle)",
        "(?:note|document) de (?:reference|travail|reflexion|discussion|fond|cadrage)",
        "questions (?:a examiner|pour (?:examen|discussion|debat))",
    ),
    "communique": _any(
        "communiques?",
        "press release",
        "(?:joint|ministerial|chair(?:'?s|man'?s)?|outcome) statement",
        "(?:ministerial|joint|leaders'?|final) declaration",
        "declaration (?:on|of|commune|ministerielle|sur|finale)",
        "statement (?:on|of|by|from)",
        "(?:declaration|statement)$",
    ),
    "summary": _any(
        "summary (?:report|of|and|note|by|conclusions)",
        "executive summary",
        "chair'?s summary",
        f"{_MEETING} (?:summary|report|highlights|outcomes|conclusions)",
        rf"report (?:of|on|from) (?:the )?(?:\S+ ){{0,6}}{_MEETING}",
        "highlights",
        "proceedings",
        "key (?:messages|outcomes|findings|conclusions|takeaways|points)",
        "outcomes?(?: of| report|$)",
        "main conclusions",
        "conclusions (?:of|de|du)",
        "rapports? (?:de synthese|succinct|sommaire|de (?:la )?reunion|sur la reunion)",
        "synthese",
        "faits (?:saillants|marquants)",
        "principales? conclusions",
        "actes d(?:u|e la)",
        "resume (?:de|des|du)",
        "points (?:saillants|forts)",
        "comptes?[ -]rendus? de synthese",
        "^\\W*(?:summary|resume|conclusions|report|rapport)\\W*$",
        "(?<=[–—:-] )summary$",
    ),
}
#: What every wording that names a kind holds.
_KIND_CUES = {
    "list": cues("list"),
    "record": cues("record|minutes|compte|proces|releve|cr d"),
    "issues-paper": cues("paper|note|document|report|issues|question"),
    "communique": cues("communique|press release|statement|declaration"),
    "summary": cues(
        "summary|report|highlight|outcome|conclusion|proceedings|key |rapport|synthese|faits "
        "|actes d|resume|points "
    ),
}
#: Of which some stands in each wording that names another kind than an agenda.
_KIND_WORDS = telling(
    "list lists liste listes record records minutes compte comptes proces releve cr paper papers "
    "note notes document documents report issues questions communique communiques press statement "
    "declaration summary highlights outcome outcomes conclusions proceedings key rapport rapports "
    "synthese faits actes resume points"
)
_AGENDA_CUES = cues("agenda|program|ordre du jour|calendrier")
_AGENDA_BEGINS = cues("agenda|program|ordre|calendrier")
#: A call that a meeting issued, which is a title of its own and no name of a kind.
_CALL = re.compile(
    r"^(?:the )?(?:[\w-]+ ){1,3}call (?:for|to)(?! (?:papers?|proposals?|evidence|tenders?|"
    r"contributions?|nominations?|applications?|input)\b)|"
    r"^appel d(?:e |u |')(?!(?:candidatures?|offres?|propositions?)\b)"
)
_AGENDA_LINE = re.compile(
    rf"(?:.*[–—:|.,-]\s*)?(?:{_STATE}\s*)*(?:annotated )?(?:agenda|programme|program|ordre du jour"
    r"(?: provisoire| annote| revise)*|calendrier)"
    r"(?:\s*(?:\([^)]*\)|[–—:,-].*|provisoire|annote|revise|definitif|at a glance|overview|"
    r"(?:of|for|de|du|des) (?:the |la |l['’])?\S.*))?"
)
_AGENDA_WORD = re.compile(r"\b(?:agenda|programme|ordre du jour)\b")
_NOT_A_SCHEDULE = re.compile(
    r"\b(?:agenda (?:for (?:action|change|growth|reform|development)|2030)|2030 agenda|"
    r"programme of work|work programme|programme de travail|reform agenda|policy agenda|"
    r"programme (?:for|d['’ ]action))\b"
)
_WE = re.compile(
    r"^(?:we|nous),? (?:the |les )?(?:ministers|heads|leaders|representatives|members|governments|"
    r"participants|e-leaders|ministres|chefs|representants|dirigeants|membres|gouvernements)\b"
)
_REPORTED = re.compile(
    r"\b(?:participants?|delegates?|delegations?|countries|members|ministers|speakers?|e-leaders"
    r"|the (?:chair|committee|meeting|symposium|forum|working party|secretariat)"
    r"|les? (?:participants?|delegues?|delegations?|pays|membres|ministres|president|comite)"
    r"|la (?:reunion|presidente)) (?:\S+ ){0,2}"
    r"(?:agreed|stressed|noted|underlined|concluded|discussed|recogni[sz]ed|welcomed|emphasi[sz]ed"
    r"|highlighted|thanked|approved|adopted|endorsed|invited|opened|considered|shared|took note"
    r"|ont|a|est|sont)\b"
)
_PAST = re.compile(
    r"\b(?:took place|was held|were held|gathered|brought together|s'est tenue?|a eu lieu"
    r"|s'est reunie?|se sont reunis|a rassemble|a reuni)\b"
)
_FORMAL = re.compile(
    r"\b(?:the (?:committee|working party|council|chair|bureau)|le groupe de travail"
    r"|le (?:comite|conseil|president|bureau)|la presidente)"
    r" (?:approved|adopted|took note|noted|agreed|invited|thanked|opened"
    r"|a (?:approuve|adopte|pris note|note|invite|remercie|ouvert))\b"
)


def named_kind(line: str) -> str:
    """Kind of document that a line of a title or cover names; empty where none."""
    if not _may_name_kind(line):
        return ""  # as most lines
    text = fold(" ".join(line.split())).replace("’", "'").strip(' .:;•*"“”«»')
    for kind, pattern in _NAMED.items():
        if holds_any(text, _KIND_CUES[kind]) and pattern.search(text):
            return kind
    if not holds_any(text, _AGENDA_CUES):
        return ""
    if _NOT_A_SCHEDULE.search(text):
        return ""
    if len(text) <= 160 and _AGENDA_LINE.fullmatch(text):
        return "agenda"
    return ""


def _may_name_kind(line: str) -> bool:
    return not _KIND_WORDS.isdisjoint(words_of(line)) or holds_any(fold(line), _AGENDA_BEGINS)


def document_kind(
    headlines: Sequence[str], body: Sequence[str], cote_type: str = "", file_name: str = ""
) -> str:
    """Kind of a document (codebook).

    Parameters
    ----------
    headlines
        Titles and other lines of the cover, the most telling first.
    body
        Lines or paragraphs of the body in reading order.
    cote_type
        Type letter of the cote (``A``, ``M`` …), where known.
    file_name
        Name of the file, used only where nothing in it tells.

    Returns
    -------
    str
        One of `communique.records.KINDS`.
    """
    named = [kind for kind in map(named_kind, headlines) if kind]
    if named and named[0] != "summary":
        return named[0]
    timed = sum(parse_time_range(text) is not None for text in body)
    schedule = timed / max(len(body), 1)
    if named:
        if "record" in named:
            return "record"
        return "agenda" if "agenda" in named and schedule >= 0.12 else "summary"
    if any(_CALL.search(fold(line)) for line in headlines) and not schedule:
        return "communique"
    if cote_type in {"A", "AG"}:
        return "agenda"
    if cote_type in {"M", "PV", "SR"}:
        return "record"
    folded = [fold(text) for text in body]
    opening = " ".join(body[:3])
    dated = any(found.first.day is not None for found in find_dates(opening))
    if schedule < 0.25 and dated and _PAST.search(fold(opening)):
        return "summary"
    if schedule >= 0.06 and timed >= 4:
        return "agenda"
    if any(_WE.match(text.strip(' •–-"“')) for text in folded[:12]):
        return "communique"
    reported = sum(len(_REPORTED.findall(text)) for text in folded)
    formal = sum(len(_FORMAL.findall(text)) for text in folded)
    if formal >= 4 and formal * 3 >= reported:
        return "record"
    for line in body[:6]:
        kind = named_kind(line) if len(line) <= 120 else ""
        if kind and kind != "list":
            return kind
    if any(map(_mentions_agenda, headlines)):
        return "agenda"
    if reported >= 3:
        return "summary"
    words = re.sub(r"[_\W\d]+", " ", file_name.rsplit(".", 1)[0]).split()
    return next((kind for word in words if (kind := named_kind(word))), "other")


def _mentions_agenda(line: str) -> bool:
    text = fold(line)
    return bool(_AGENDA_WORD.search(text)) and not _NOT_A_SCHEDULE.search(text)
