"""What kind of document this is: agenda, summary, record, communiqué …

A document says so itself in most cases, in its title or in a line of its own;
where it does not, its cote's type letter and the make-up of its body tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.extract.date_grammar import fold
from communique.extract.times import parse_time_range

_STATE = (
    r"(?:draft|final|provisional|preliminary|revised|tentative|annotated|detailed|updated|proposed|"
    r"the|projet d[e']|avant-projet d[e']|provisoire|annote|revise|definitif|definitive|indicative)"
)
#: Kinds as titles name them, the more special before the more general.
_NAMED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "list",
            r"\b(?:(?:provisional )?lists? of (?:participants|delegates|documents|speakers)|"
            r"participants?['’]? list|"
            r"listes? (?:provisoires? )?des (?:participants|delegues|documents|intervenants))\b",
        ),
        (
            "record",
            r"\b(?:summary records?|minutes of|(?:draft |final |summary )minutes|"
            r"records? of (?:the )?(?:meeting|discussion|proceeding|decision|session|conclusion|\d)|"
            r"comptes?[ -]rendus? (?:succinct|analytique|sommaire|revise)|proces[ -]verb(?:al|aux)|"
            r"releve (?:de|des) (?:conclusions|decisions)|projet de compte[ -]rendu)\b|^minutes$",
        ),
        (
            "issues-paper",
            r"\b(?:(?:issues?|background|discussion|concept|scoping|position|reflection|working|room)"
            r"[ -](?:papers?|notes?|documents?|report)|issues for discussion|discussion questions|"
            r"questions for discussion|"
            r"(?:note|document) (?:d['’ ]information|de reference|de (?:travail|reflexion|discussion|"
            r"fond|cadrage|synthese prepare)|d['’ ]orientation|thematique|conceptuelle)|"
            r"questions (?:a examiner|pour (?:examen|discussion|debat)))\b",
        ),
        (
            "communique",
            r"\b(?:communiques?|press release|joint statement|ministerial statement|"
            r"chair(?:['’]?s|man['’]?s)? statement|"
            r"(?:ministerial|joint|leaders['’]?|final) declaration|"
            r"declaration (?:on|of|commune|ministerielle|sur|finale)|outcome statement|"
            r"statement (?:on|of|by|from)|declaration$|statement$)\b",
        ),
        (
            "summary",
            r"\b(?:summary (?:report|of|and|note|by|conclusions)|executive summary|chair['’]?s summary|"
            r"(?:meeting|symposium|seminar|workshop|conference|forum) (?:summary|report|highlights|"
            r"outcomes|conclusions)|report (?:of|on|from) (?:the )?(?:\S+ ){0,6}(?:meeting|symposium|"
            r"seminar|workshop|conference|forum|session|event)|"
            r"highlights|proceedings|key (?:messages|outcomes|findings|conclusions|takeaways|points)|"
            r"outcomes?(?: of| report|$)|main conclusions|conclusions (?:of|de|du)|"
            r"rapports? (?:de synthese|succinct|sommaire|de (?:la )?reunion|sur la reunion)|"
            r"(?:note de )?synthese|faits (?:saillants|marquants)|principales? conclusions|actes du|"
            r"actes de la|resume (?:de|des|du)|points (?:saillants|forts)|comptes?[ -]rendus?)\b|^summary$|"
            r"[–—:-] summary$|^resume$|^conclusions$",
        ),
    )
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
    r"\b(?:participants?|delegates?|delegations?|countries|members|ministers|speakers?|the (?:chair|"
    r"committee|meeting|symposium|forum|working party|secretariat)|e-leaders|les? (?:participants?|"
    r"delegues?|delegations?|pays|membres|ministres|president|comite|reunion|secretariat))"
    r"(?: \S+){0,2} (?:agreed|stressed|noted|underlined|concluded|discussed|recogni[sz]ed|welcomed|"
    r"emphasi[sz]ed|highlighted|thanked|approved|adopted|endorsed|invited|opened|considered|shared|"
    r"took note|ont|a|est|sont) "
)
_FORMAL = re.compile(
    r"\b(?:the (?:committee|working party|council|chair|bureau)|le (?:comite|conseil|president|bureau)|"
    r"la presidente?|le groupe de travail) (?:approved|adopted|took note|noted|agreed|invited|thanked|"
    r"opened|a (?:approuve|adopte|pris note|note|invite|remercie|ouvert))\b"
)


def named_kind(line: str) -> str:
    """Kind of document that a line of a title or cover names; empty where none."""
    text = fold(" ".join(line.split())).strip(' .:;•*"“”«»')
    for kind, pattern in _NAMED:
        if pattern.search(text):
            return kind
    if _NOT_A_SCHEDULE.search(text):
        return ""
    if len(text) <= 160 and _AGENDA_LINE.fullmatch(text):
        return "agenda"
    return ""


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
    timed = sum(parse_time_range(text) is not None for text in body)
    schedule = timed / max(len(body), 1)
    if named:
        if named[0] == "summary" and "record" in named:
            return "record"
        if named[0] == "summary" and "agenda" in named and schedule >= 0.12:
            return "agenda"
        return named[0]
    if cote_type in {"A", "AG"}:
        return "agenda"
    if cote_type in {"M", "PV", "SR"}:
        return "record"
    folded = [fold(text) for text in body]
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
        if kind:
            return kind
    if any(map(_mentions_agenda, headlines)):
        return "agenda"
    if reported >= 3:
        return "summary"
    return named_kind(re.sub(r"[_\W\d]+", " ", file_name.rsplit(".", 1)[0])) or "other"


def _mentions_agenda(line: str) -> bool:
    text = fold(line)
    return bool(_AGENDA_WORD.search(text)) and not _NOT_A_SCHEDULE.search(text)
