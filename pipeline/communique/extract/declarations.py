"""What ministers do in a declaration: commit themselves, ask somebody, take stock, thank."""

from __future__ import annotations

import re

from communique.extract.openings import first_sentence
from communique.extract.role_words import any_of
from communique.extract.wording import at_word, words_of

_THANKS = at_word(
    r"^(?:finally,? |lastly,? )?(?:we|ministers|participants|leaders|delegates|they)(?: \w+)? (?:"
    r"(?:also )?(?:thank(?:ed)?|express(?:ed)? (?:our|their) (?:gratitude|thanks|appreciation)|"
    r"are grateful|"
    r"congratulated?))",
    r"^(?:enfin,? )?(?:nous|les (?:ministres|participants)) (?:(?:tenons|tiennent) à )?(?:remerci|"
    r"exprim\w+ (?:notre|nos|leur) (?:gratitude|remerciements?|reconnaissance)|félicit)",
)
_WHO_WE_ARE = any_of(
    r"^we,? (?:the )?(?:ministers|representatives|heads|leaders|governments|delegates|officials|"
    r"members)\b[^.]{0,160}\b(?:met|gathered|assembled|meeting|convened|came together|having "
    r"met)\b",
    r"^we (?:have )?(?:met|gathered|assembled)\b",
    r"^nous,? (?:les )?(?:ministres|représentants|chefs|délégués|responsables|"
    r"membres)\b[^.]{0,160}\b"
    r"réunis?\b|nous nous sommes (?:réunis|retrouvés|rencontrés)",
    r"^(?:the |les |la |le )?(?:ministers|representatives|ministres|"
    r"représentants)\b[^.]{0,120}\b(?:"
    r"met|gathered|se sont réunis)\b",
    r"^this (?:statement|declaration|communiqu[eé])\b|^(?:cette|la présente) déclaration\b",
    r"^(?-i:[A-Z]{4,}ING)\b|^(?:having regard to|recognising|considering|recalling|noting|"
    r"conscious|aware|building on|"
    r"(?-i:VU|CONSIDÉRANT|RECONNAISSANT|RAPPELANT|Vu|Considérant|Rappelant|Reconnaissant))\b",
)
_ADDRESSED = at_word(
    r"\b(?:we|ministers|leaders|members|they|who)(?: \w+){0,2} (?:ask|call (?:up)?on|invite|"
    r"request|"
    r"mandate|instruct|task|encourage|urge|entrust|charge)(?:ed)? (?:that )?(?:the )?(?:OECD|Secre|"
    r"Committee|Public Gov|Chair|Bureau|Working|Network|Council|group|next|Task|Organi[sz]ation)",
    r"\b(?:OECD|Secretariat|Secretary-General|Committee|Working Party|Bureau|Council|Network|Task "
    r"Force)\b[^.]{0,40} (?:is|are|was|were) (?:\w+ )?(?:invited|asked|requested|instructed|"
    r"mandated|"
    r"called upon|encouraged)\b",
    r"^(?:instructs|invites the (?:OECD|secret)|requests the|charge le|invite le (?:secr|comité))",
    r"\b(?:report (?:back|to us|on (?:progress|its|the implementation))|take stock|review "
    r"(?:progress|"
    r"the implementation|this (?:statement|declaration)))\b[^.]{0,90}(?:\b(?:19|20)\d\d\b|next "
    r"(?:meeting|session)|within|in (?:two|three|four|five|a) )",
    r"\b(?:meet|gather|convene) (?:again|next)\b|\bour next meeting\b|\bnext meeting (?:will|is|"
    r"in)\b",
    r"\bnous (?:\w+ ){0,2}(?:demandons|chargeons|invitons|prions|mandatons|encourageons)(?: à)? "
    r"(?:à )?"
    r"(?:l['’]OCDE|l['’]Organisation|le |au |la présid|notre)",
    r"\b(?:l['’]OCDE|le secrétariat|le comité|le groupe de travail|le bureau|le conseil|le "
    r"réseau)\b"
    r"[^.]{0,30} (?:est|sont) (?:\w+ )?(?:invitée?|chargée?|priée?|appelée?)s?\b",
    r"\b(?:faire rapport|rendre compte|faire le point|dresser le bilan)\b[^.]{0,90}(?:\b20\d\d\b|"
    r"prochaine|dans (?:un|deux|trois|cinq))",
    r"\bnous (?:nous )?(?:réunirons|retrouverons|reverrons)\b|\bprochaine réunion\b",
)
_TAKES_STOCK = at_word(
    r"^(?:in conclusion,? |today,? |therefore,? |moreover,? |furthermore,? )?(?:we|ministers|"
    r"leaders|"
    r"members|participants|they) (?:all |also |further |fully |warmly |strongly |again "
    r")?(?:recogni[sz]e"
    r"|acknowledge|welcome|note|are (?:aware|convinced|concerned|determined that|mindful|conscious|"
    r"encouraged|united)|have (?:listened|heard|learn\w*|discussed|reviewed|seen|noted|considered|"
    r"examined|exchanged|made)|share|reaffirm|affirm|believe|underline|underscore|stress|"
    r"emphasi[sz]e|"
    r"highlight|recall|support the|endorse|agree that|concluded?|consider|know|discussed|exchanged|"
    r"observe|regret)(?:d)?\b",
    r"^(?:les ministres|nous)(?: \w+)? (?:reconnaiss|constat|salu|not(?:ons|ent)|réaffirm|affirm|"
    r"soulign|rappel|estim|considér|(?:nous )?félicit|sommes (?:convaincu|conscient|préoccup)|"
    r"av(?:ons|aient) (?:entendu|écouté|pris|examiné|débattu|constaté)|partage|approuv|accueill|"
    r"conclu|convenons que|observ|regrett)",
)
_COMMITS = at_word(
    r"\b(?:we|ministers|leaders|governments|countries|our (?:governments|administrations|"
    r"countries))\b"
    r"[^.;]{0,40}?\b(?:will|shall|commit|undertake|pledge|resolve|intend|agree to|aim to|should|"
    r"must|"
    r"need to|are (?:resolved|determined|committed) to|have (?:agreed|decided|committed|"
    r"resolved) to)\b",
    r"\b(?:will|shall|should|must)\b",
    r"^(?:recommends?|agrees?|resolves?|(?-i:RECOMMENDS?|AGREES?))\b|^(?:recommande|convient|"
    r"décide)\b",
    r"\bnous (?:nous )?(?:\w+ ){0,2}?(?:engageons|entendons|convenons (?:de|d['’])|décidons|devons|"
    r"souhaitons|voulons|efforcerons|[a-zéèêç]{2,}rons)\b",
    r"\b(?:devraient|devra|devront|doivent|doit|devrait|(?:ser(?:a|ont)) [a-zé]+é)e?s?\b",
)


_MEET_AGAIN = at_word(
    r"\b(?:we|ministers|they|leaders) (?:\w+ ){0,4}?meet again\b",
    r"\bnous (?:nous )?(?:réunirons|retrouverons|reverrons)\b",
)
_WE_COMMIT = at_word(
    r"\bwe (?:\w+ )?(?:will|shall|commit|undertake|pledge|resolve|intend|agree to|should|must)\b",
    r"\bnous (?:nous )?(?:\w+ ){0,2}?(?:engageons|entendons|convenons|décidons|devons|"
    r"[a-zéèêç]{2,}rons)"
    r"\b",
)


def declared_role(text: str) -> str:
    """The role of a communiqué's passage from its own words, or nothing.

    What ministers promise to do themselves is a priority; a next step has somebody
    to whom it is addressed, or is a date to meet or report again.
    """
    first = first_sentence(text)
    words = words_of(first)
    if _THANKS.stands_in(words):
        return "procedural"
    if _WHO_WE_ARE.search(first):
        return "background"
    if _MEET_AGAIN.search(text):
        return "follow_up"
    if _TAKES_STOCK.stands_in(words):
        return "conclusion"
    if _COMMITS.stands_in(words):
        return "follow_up" if _ADDRESSED.stands_in(words) else "priority"
    if _ADDRESSED.search(text) and not _WE_COMMIT.search(text):
        return "follow_up"
    return "priority" if _WE_COMMIT.search(text) else ""


def declares(lead_in: str) -> str:
    """The role that a declaration's sentence gives to the list behind it, or nothing."""
    last = re.split(r"(?<=[.;])\s+(?=[A-ZÀ-Þ])", lead_in.strip())[-1]
    if _ADDRESSED.search(last):
        return "follow_up"
    return "priority" if _COMMITS.search(last) or _COMMITS.search(lead_in) else ""
