"""Headings that tell the role of what stands below them, in English and French."""

from __future__ import annotations

from functools import lru_cache

from communique.extract.wording import Wording, at_word

#: Headings that say what stands below them, the more telling ones first.
HEADINGS: tuple[tuple[str, Wording], ...] = (
    (
        "follow_up",
        at_word(
            r"\bfollow[- ]?up\b(?!,? (?:to|of|on)\b)|\bnext steps?\b|\bway forward\b|"
            r"\bwhat (?:comes|happens) next\b|"
            r"\bfuture work\b|\baction (?:points?|items?|plan)\b|\bagreed actions?\b|"
            r"\bactions agreed\b",
            r"\bsuites?\b.{0,20}(?:convenues?|données?|donner)?$|\bprochaines étapes\b|"
            r"\bet (?:après|maintenant|ensuite)\b|\btravaux futurs\b|\bactions? (?:convenues?|"
            r"à mener|de suivi)\b",
        ),
    ),
    (
        "priority",
        at_word(
            r"\bpriorit(?:y|ies)\b|\bpriorités?\b|\bprioritaires?\b|\bkey (?:messages?|"
            r"conclusions?|themes?|takeaways?|findings?|lessons?|points?)\b|\bmain (?:messages?|"
            r"conclusions?)\b|\brecommendations?\b|\bdraft principles\b",
            r"\bmessages? (?:clés?|clefs?|principaux)\b|\bprincipa(?:les|ux) (?:conclusions?|"
            r"messages?|enseignements?)\b|\brecommandations?\b|\bwe agree(?:d)? (?:to|on)\b|"
            r"\bengagements?\b|\bcommitments?\b",
        ),
    ),
    (
        "question",
        at_word(
            r"^(?:key |guiding |possible )?questions?\b(?! and answers)",
            r"\bquestions (?:for|to|pour|à)\b",
        ),
    ),
    (
        "discussion",
        at_word(
            r"\bdiscussions?\b|\bdebates?\b|\bexchange of views\b|\bpoints (?:raised|discussed|"
            r"débattus|soulevés|de discussion)\b|\bissues (?:raised|discussed|for discussion)\b|"
            r"\bdébats?\b|\béchanges? de vues\b|\bce qui a été dit\b|\bwhat was said\b",
        ),
    ),
    (
        "conclusion",
        at_word(
            r"(?<!draft )(?<!projet de )\bconclusions?\b|"
            r"\blessons? (?:learn\w+|drawn)?\b|\bfindings\b|\boutcomes?\b|"
            r"\bleçons?\b|\benseignements?\b|\brésultats\b"
        ),
    ),
    (
        "procedural",
        at_word(
            r"\b(?:practical|logistical?|logistics|administrative) (?:information|arrangements|"
            r"matters|details|note|issues)\b|^logistics$|\binformations? pratiques?\b|"
            r"\bmodalités pratiques\b|^registration$|^venue$|\badoption of the agenda\b|"
            r"\badoption de l['’]ordre du jour\b|\blist of participants\b|"
            r"\bliste des participants\b|\bdate of (?:the )?next\b|\bprochaine réunion\b|"
            r"\bother business\b|\bquestions diverses\b|\belection of\b|"
            r"\bopening of the meeting\b|\bouverture de la (?:réunion|séance)\b",
        ),
    ),
    (
        "background",
        at_word(
            r"\bbackground\b|\bcontext\b|\bintroduction\b|\bcontexte\b|\bpurpose\b|"
            r"\bobjectives?\b|\bobjectifs?\b|\bobjet\b|\bdefinitions?\b|\babout (?:the|this)\b|"
            r"\bà propos\b|^annexe?\b|\bintermediate outputs?\b"
        ),
    ),
)


def heading_role(section: tuple[str, ...]) -> str:
    """The role that the nearest telling heading gives, or nothing.

    Parameters
    ----------
    section
        Headings from the outside in; only the last three are read.
    """
    for title in reversed(section[-3:]):
        if role := _title_role(title):
            return role
    return ""


@lru_cache(maxsize=512)  # all passages below a heading ask the same
def _title_role(title: str) -> str:
    return next((role for role, wording in HEADINGS if wording.search(title)), "")
