"""What an agenda entry is, from its wording in English or French."""

from __future__ import annotations

import re

from communique.extract.actions import action_types
from communique.extract.cues import cues, holds_any
from communique.extract.folding import lower_for_search
from communique.extract.labels import label_type, split_label
from communique.extract.role_words import any_of
from communique.extract.wording import TextWords, at_word, words_of

__all__ = ["action_types", "entry_type", "label_type", "split_label"]


_GATHERING = (
    r"(?:meetings?|sessions?|conference|symposium|seminar|workshop|forum|event|day|assembly"
    r"|general assembly"
    r"|réunion|séance|colloque|conférence|journée|séminaire|assemblée|travaux)"
)
_SOCIAL = any_of(
    r"\bcocktail",
    r"\breception\b(?! of\b)|\bréception\b(?! d(?:e |u |es |['’]))",
    r"\bsocial (?:event|programme|program|dinner|evening|gathering)",
    r"\bgala\b|\bconcert\b|vin d['’]honneur|\bapéritif|\bsoirée\b|happy hour|\bice-?breaker",
    r"\b(?:welcome|networking|farewell) (?:drinks?|party|event|evening)",
    r"\bcultural (?:event|programme|program|evening|performance)|\bprogramme (?:culturel|social)",
    r"\bpot d['’](?:accueil|adieu)|\bdrinks\b",
    r"\bhappy[- ]hour\b|^(?:balade|promenade|stroll|hike|randonnée|walk(?: in| along| around| "
    r"to)?)\b(?![- ]through)",
)
_SOCIAL_CUES = cues(
    "cocktail|reception|réception|social|gala|concert|honneur|apéritif|soirée|hour|breaker|welcome"
    "|network|farewell|cultur|pot d|drinks|balade|promenade|stroll|hike|randonnée|walk"
)
_MEAL = at_word(
    r"\b(?:lunch|luncheon|dinner|breakfast|supper|buffet)\b",
    r"\b(?:petit[- ])?déjeuner\b|\bdîner\b|\bdiner\b|\brepas\b|^restaurant\b|^brunch\b",
)
_BREAK = at_word(
    r"^(?:(?:coffee|tea|health|morning|afternoon|short|comfort|networking|mid-\w+|bio"
    r"|stretch)[ /-]*"
    r"(?:(?:and|&|or|/)[ ])?(?:coffee|tea)?[ ]?)?break\b(?! the| down| with| into|[- ]?outs?\b)",
    r"^(?:coffee|tea|café|thé|refreshments?|rafraîchissements?|collation)(?:[ ]?(?:$"
    r"|[/&(,.–—-]|and|et|break|pause))",
    r"^pause\b",
    r"^(?:welcome |morning |afternoon |early |networking )?(?:coffee|tea|café)"
    r"(?: ?(?:/|&|and|et) ?(?:coffee|tea|"
    r"thé|snacks|refreshments|pastries|biscuits))?(?: ?[(–—-].{0,40})?$",
    r"^(?:morning|afternoon) (?:tea|coffee|snack|refreshments)\b|^café d['’]accueil$",
    r"^(?:coffee|tea|café|thé) (?:in|at|on|dans|au) (?:the |le |la |l['’])?\w+(?: \w+){0,2}$",
    r"\b(?:coffee|tea)[ -]break\b|\bpause[- ](?:café|thé)\b",
)
_REGISTRATION = at_word(
    r"^(?:on-?site |participants?['’]? |delegates?['’]? )?registration(?: of (?:participants"
    r"|delegates|attendees|speakers)"
    r"| and\b| &| desk| opens?| open\b|[ ]*[,/(:–—-]|[ ]*$)",
    r"^(?:enregistrement|inscription)s?(?: des? (?:participants|délégués)| et\b|[ ]*[,/(:–—-]"
    r"|[ ]*$)",
    r"^accueil$|^(?:arrival|arrivée)s?(?: (?:of|des|and|et)\b.{0,60})?$",
    r"^(?:meeting |conference )?(?:room|doors|venue) opens?\b",
    r"^accueil (?:des (?:participants|délégués)|et (?:enregistrement|inscription|café))",
    r"^(?:connection|connexion|log-?in|technical (?:check|test)|sound (?:check|test))(?:(?: and|"
    r"[ ]*[&/]) \w+)?(?:\b.{0,60}\b("
    r"?:platform|sound|check|coffee|test|essais?)\b|[ ]*$)|^essais? (?:techniques?|de son|de "
    r"connexion)",
    r"^(?:arrival|sign[- ]in|check[- ]in|badge)\b.{0,30}\b(?:registration|participants"
    r"|delegates|badges?)\b",
    r"^(?:welcome )?(?:coffee|breakfast|café)(?:,| and| &| et) (?:registration|enregistrement"
    r"|inscription)",
)
_VISIT = at_word(
    r"\b(?:guided|study|site|field|technical|company|city|virtual|cultural|walking|campus|"
    r"factory|museum|lab|walk"
    r"|bus) (?:visits?|tours?|trips?)\b",
    r"^(?:optional )?(?:visits?|tours?|excursions?)(?: (?:to|of|at|in)\b|[ ]*[:(–—-]|[ ]*$)"
    r"|\bexcursion\b",
    r"^visites? d['’]études?\b|^(?:historic(?:al)? )?(?:\w+ ){0,2}(?:campus|garden|town|harbour) "
    r"tour$",
    r"^visites?(?: (?:guidées?|facultatives?|optionnelles?|d['’]\w+|technique|de|du|des|à|au|"
    r"sur)\b|[ ]*[:(–—-]|[ ]*$)"
    r"|\bvisite guidée\b",
)
_REVIEW = at_word(
    r"\bpeer[- ]reviews?\b",
    r"\b(?:examens?|revues?|évaluations?) (?:\w+ )?(?:par|entre) (?:les |des )?pairs\b",
    r"\b(?:country|e-government|digital government) reviews?\b(?! methodolog)",
    r"\brevue de l['’]administration (?:électronique|numérique)\b",
)
_REPORT_BACK = at_word(
    r"\b(?:report(?:s|ing)?|presentations?|feedback|debrief(?:ing)?|read-?out|results|summary"
    r"|conclusions)"
    r"(?:[ -]back)?[ ](?:back[ ])?(?:from|of|by"
    r"|on)[ ](?:the[ ])?(?:\w+[ ]){0,2}(?:break[ -]?out|parallel|group|workshop)",
    r"\b(?:restitution|compte[- ]rendu|rapport|synthèse)s?\b.{0,12}\b(?:groupes?|ateliers?"
    r"|séances parallèles)\b",
    r"\breporting back\b|\breport[- ]back\b",
)
_BREAKOUT = at_word(
    r"\bbreak[ -]?outs?\b",
    r"\b(?:parallel|concurrent|simultaneous) (?:\w+ )?(?:sessions?|groups?|workshops?"
    r"|discussions?|tracks?|meetings?)\b",
    r"\bin parallel\b|\ben parallèle\b|\bparallèles\b",
    r"\bsous-groupes?\b|\b(?:discussion|small|working) groups$|\btravaux? (?:en|de) groupes?\b",
    r"\bgroupes? (?:de discussion|[A-H]\b|\d)|\bgroup work\b|^groups? (?-i:[A-H]|\d)\b",
)
#: "Review of breakout group findings" is heard in plenary.
_ABOUT_BREAKOUTS = any_of(
    r"(?:review|discuss|discussion|summary|synthesis|report|findings)\b.{0,60}\b(?:findings|"
    r"results|outcomes"
    r"|conclusions|messages)\b"
)
_OPENING = at_word(
    rf"^(?:formal |official )?opening(?: (?:session|remarks|address(?:es)?|ceremony|plenary"
    rf"|statements?|speech(?:es)?|words"
    rf"|by|and|of the (?:\w+ ){{0,3}}{_GATHERING})\b|[ ]*[,/&(:–—-]|[ ]*$)",
    r"^welcome?(?:s|ing)?\b|^introductory (?:remarks|session|statements?|address|words)"
    r"|\bwelcom(?:e|ing) (?:remarks|address)",
    r"^introductions?(?: (?:and|by|to the (?:meeting|day|workshop|symposium|seminar"
    r"|programme))\b|[ ]*[,/&(:–—-]|[ ]*$)",
    rf"^(?:séance d['’])?ouverture(?: (?:officielle|et|par|(?:de la|du"
    rf"|des) (?:\w+ ){{0,2}}{_GATHERING})\b|[ ]*[,/&(:–—-]|[ ]*$)",
    r"^bienvenue\b|^mots? (?:d['’]accueil|de bienvenue|d['’]ouverture)|^(?:allocutions?"
    r"|discours|remarques|propos) "
    r"(?:d['’]ouverture|de bienvenue|d['’]accueil|liminaires?|introductives?)"
    r"|^accueil(?:[ ]*$|[ ]*[,/&:(–—-]|[ ](?:et|par)\b"
    r"|[ ]des[ ](?:\w+[ ])?(?:invités|hôtes|membres|ministres|délégations|personnalités"
    r"|intervenants))"
    r"|^introduction (?:et|par)\b",
    r"^(?:adoption|approval) of the (?:draft |provisional |annotated )?agenda"
    r"|^(?:adoption|approbation) (?:du projet d['’]|de l['’])ordre du jour",
)
_CLOSING = at_word(
    rf"^(?:formal |official )?clos(?:ing|e|ure)(?: (?:session|remarks|address(?:es)?|ceremony"
    rf"|plenary|statements?|speech|words"
    rf"|by|and|of the (?:\w+ ){{0,3}}{_GATHERING}|of {_GATHERING})\b|[ ]*[,/&(:–—-]|[ ]*$)",
    r"\b(?:closing|concluding|final) (?:remarks|session|plenary|address|statements?|words)\b",
    r"\bwrap(?:ping)?[ -]?up\b|\bsumming[- ]up\b|^concluding\b|^(?:next steps|way forward"
    r"|the way forward)\b",
    r"^(?:(?:general|main|overall|final|summary and) )?conclusions?(?: (?:and|et|of the|by"
    r"|générales?|de la|du)\b|[ ]*[,/&(:–—-]|[ ]*$)",
    rf"^(?:end of|fin (?:de )?(?:la |le |du )?)(?:the )?(?:\w+ ){{0,3}}{_GATHERING}\b[^:]{{0,12}}$"
    rf"|^end of (?:the )?(?:\w+ ){{0,3}}{_GATHERING}|^adjourn|^meeting (?:closes|ends|adjourns)",
    rf"^(?:séance de )?clôture\b|^(?:fin|levée) (?:de la|du|des) (?:\w+ ){{0,2}}{_GATHERING}",
    r"^(?:mots?|allocutions?|discours|remarques) (?:de (?:clôture|conclusion|fin)|finales?)"
    r"|^(?:synthèse|résumé) et (?:conclusions?|suites)|\bconclusions? (?:by|"
    r"of) the (?:co-?)?chairs?\b|^prochaines étapes\b",
    r"\band (?:close|closing)(?: of the meeting)?$|\bet clôture\b",
)
_BODY = (
    r"(?:steering (?:group|committee)|bureau|(?:sub-?)?committee|working part(?:y|ies)"
    r"|task force|board|expert group"
    r"|working group|network|secretariat|delegations?|ministers?|ministerial|co-?chairs?)"
)
_CORPS = (
    r"(?:bureau|comité|groupe|conseil|secrétariat|sous-groupe|délégations|ministres|coprésidents)"
)
_MEETING = at_word(
    rf"\b{_BODY}(?:['’]s?)?(?: \w+){{0,3}} meetings?\b",
    rf"^(?:closed |informal |joint |restricted )?meetings? (?:of"
    rf"|with) (?:the )?(?:\w+ ){{0,3}}{_BODY}\b",
    r"^(?:bilateral|closed|side|preparatory|informal|restricted"
    r"|members['’]?) (?:\w+ )?meetings?\b|^pre-?meetings?\b",
    rf"^réunions? (?:(?:informelle|restreinte|conjointe|bilatérale)s? )?(?:du|de la|des"
    rf"|de l['’])[ ]?(?:\w+ ){{0,2}}{_CORPS}\b",
    r"^réunions? (?:bilatérale|préparatoire|restreinte|informelle)s?\b",
    rf"^(?:meeting|réunion)$|^{_BODY}$|^{_CORPS} (?:de direction|directeur)$",
)
_ABOUT_A_MEETING = at_word(
    r"^(?:report|summary|outcomes?|results?|follow[- ]up|preparations?|dates?|next|record"
    r"|minutes|conclusions) (?:of|to|for|on|from|meeting)\b|\b(?:preparation|preparing|follow[- "
    r"]up|report|"
    r"outcomes?|results|suivi|préparation)\b.{0,30}\b(?:meeting|réunion)",
    r"\b(?:last|previous|next|forthcoming|prochaine|dernière|précédente) (?:\w+ )?(?:meeting"
    r"|réunion)",
)
_OTHER = at_word(
    r"^(?:(?:family|group|class|official) (?:photo|picture|photograph)|photo(?:graphie)? (?:de "
    r"famille"
    r"|de groupe|officielle)|photo(?:graph)?s?(?: session| shoot| opportunity)?$)",
    r"^(?:press (?:conference|briefing)|conférence de presse|point de presse)",
    r"^(?:any )?other (?:business|matters|issues)\b|^any other business|^AOB\b|^(?:questions"
    r"|points) divers|^divers$|^autres questions",
    r"^(?:free time|departures?|arrivals?|transfers?|bus\b|shuttle|temps libre|départ"
    r"|transfert|travel)\b",
    r"^(?:approval|adoption) of (?:the )?(?:draft )?(?:summary )?(?:records?|minutes"
    r"|reports? of the (?:last|previous))",
    r"^(?:approbation|adoption) (?:du|des) (?:projets? de )?(?:comptes?[- ]rendus?|procès-verba)",
    r"^(?:election|designation) of (?:the )?(?:bureau|chair|vice)|^élection (?:du|de la|des)\b",
    r"^dates? (?:and (?:place|venue) )?of (?:the )?next|^dates? (?:et lieu )?de la prochaine"
    r"|^next meeting",
    r"^(?:poster|demonstration|exhibition|demo)s?(?: sessions?)?$|^exposition$",
)


def entry_type(title: str, label: str = "", description: str = "") -> str:
    """The type of an agenda entry: one of `communique.records.ENTRY_TYPES`.

    Parameters
    ----------
    title
        The entry's title in English or French, with or without its label.
    label
        The label as printed (``Group A``, ``Session 3``) or the bare number, where
        the title came without it.
    description
        The entry's running text; it speaks only where the title says nothing.
    """
    text = " ".join(title.split()).strip(' \t.:;–—-*•"“”«»')
    number, bare = split_label(text)
    text = bare or text
    given = label_type(title) or label_type(label)
    numbered = bool(number or re.search(r"\w", label))
    if not bare and not given:
        text = re.split(r"(?<=[.?!])\s", description.strip(), maxsplit=1)[0] or text
    words = words_of(text)
    logistics = _logistics(text, words)
    if logistics:
        return logistics
    if _REPORT_BACK.stands_in(words):
        return "plenary"
    if given == "breakout" or (_BREAKOUT.stands_in(words) and not _ABOUT_BREAKOUTS.match(text)):
        return "breakout"
    if _REVIEW.stands_in(words):
        return "review"
    introduces = text[:5].lower() == "intro" and _on_a_subject(text)
    if _OPENING.stands_in(words) and not introduces:
        return "opening"
    if (" plenary " in words.spaced or " plénière " in words.spaced) and not _CLOSING.match(text):
        return "plenary"
    if _CLOSING.stands_in(words) and not (numbered and _on_a_subject(text)):
        return "closing"
    if _MEETING.stands_in(words) and not _ABOUT_A_MEETING.stands_in(words):
        return "meeting"
    if _OTHER.stands_in(words):
        return "other"
    return given or "session"


def _logistics(text: str, words: TextWords) -> str:
    """The type of an entry that is no work: registration, meal, break, social event, visit."""
    count = len(text.split())
    if _REGISTRATION.stands_in(words):
        return "registration"
    if _may_be_social(text) and _SOCIAL.search(text) and (count <= 10 or _SOCIAL.match(text)):
        return "social"
    if _MEAL.stands_in(words) and (count <= 8 or _MEAL.match(text)):
        return "meal"
    if _BREAK.stands_in(words) and count <= 10:
        return "break"
    return "visit" if _VISIT.stands_in(words) and (count <= 14 or _VISIT.match(text)) else ""


def _may_be_social(text: str) -> bool:
    return holds_any(lower_for_search(text), _SOCIAL_CUES)


def _on_a_subject(text: str) -> bool:
    """Whether "Conclusion: …" or "Introduction: …" goes on to a subject of its own."""
    return bool(re.match(r"(?:conclusions?|introductions?)\s*[:–—-]\s*\S+\s+\S+\s+\S", text, re.I))
