"""What a document does with a passage: its role, from wording, heading, lead-in and kind.

Evidence is asked in the order of its strength: an agenda entry's type, the sentence
that introduces a list, a passage made of questions, the speech act of the passage's own
words, the heading above it, and at last what passages of such a document usually are.
"""

from __future__ import annotations

import re

from communique.extract.declarations import declared_role, declares
from communique.extract.fragments import bare_entry, item_role, title_of, titled
from communique.extract.openings import opening_role
from communique.extract.role_headings import heading_role
from communique.extract.role_words import Speech, speech_acts
from communique.extract.word_count import word_count
from communique.extract.wording import at_word

_NO_SUBSTANCE = ("break", "meal", "social", "visit", "registration", "opening")
#: What an unmarked passage of a document is.
_USUALLY = {
    "agenda": "background",
    "summary": "discussion",
    "record": "discussion",
    "communique": "conclusion",
    "issues-paper": "background",
    "list": "procedural",
    "other": "background",
}
#: Roles that a list takes from the sentence before it.
_INHERITED = ("priority", "follow_up", "conclusion", "discussion", "question")


def role_of(
    text: str,
    *,
    kind: str = "",
    section: tuple[str, ...] = (),
    is_entry: bool = False,
    entry_type: str = "",
    lead_in: str = "",
    language: str = "",
) -> str:
    """The role of a passage: one of `communique.records.ROLES`.

    Parameters
    ----------
    text
        The passage.
    kind
        Kind of its document (codebook), empty where unknown.
    section
        The headings above it, from the outside in.
    is_entry, entry_type
        Whether it is an agenda entry, and of which type.
    lead_in
        The sentence that introduces the list to which it belongs.
    language
        ``en`` or ``fr``; both are tried where it is empty.
    """
    if is_entry:
        return _entry_role(text, entry_type)
    number = _NUMBER.match(text)
    text = (text[number.end() :] if number else text).strip()
    if kind in ("agenda", "") and _SITTING.match(text):
        return "procedural"
    if kind in ("agenda", "") and not lead_in:
        told = bare_entry(text)
        if told:
            return told
    if kind == "list" and word_count(text) < 40:
        return "procedural"
    if kind in ("record", "summary") and text[:1].islower():
        body = _SUBJECT.fullmatch(lead_in)  # "The Committee: – agreed …"
        if body is not None:
            text = f"{body['body']} {text}"
            return role_of(text, kind=kind, section=section, language=language)
    acts = speech_acts(text, language)
    asking = _mostly_questions(text, share=0.4 if kind in ("agenda", "issues-paper") else 0.5)
    inherited = _inherited(lead_in, kind, language)
    if inherited and not (acts.procedural and inherited not in ("follow_up", "priority")):
        return "question" if asking and inherited not in ("discussion", "priority") else inherited
    heading = heading_role(section)
    bare = not section and not lead_in
    if asking and heading != "discussion":
        entry = bare and kind == "agenda" and _titled_questions(text)
        return "session" if entry else "question"
    if text.endswith(":") and _GROUP_AGREED.search(text) and kind in ("summary", "record"):
        return "follow_up"
    told = _by_opening(text, acts, kind=kind, heading=heading)
    if told:
        return told
    role = _by_words(acts, kind=kind, heading=heading, words=word_count(text))
    if role != _USUALLY.get(kind, "background") or heading or lead_in or acts.any:
        return role
    shaped = _by_shape(text, kind, bare=bare)
    if not shaped and kind == "summary" and _DEMAND.search(text):
        return "priority"
    return shaped or role


#: The body as the subject of a list of verbs: "The Working Party:".
_SUBJECT = re.compile(
    r"\s*(?P<body>(?:the |le |la |l['’]|les )?(?:[\w-]+ ){0,4}?"
    r"(?:working (?:party|group)|committee|group|"
    r"network|bureau|board|council|task force|delegates|participants|ministers|meeting|comité|"
    r"groupe(?: de travail)?|réseau|conseil|délégués|ministres|réunion))"
    r"(?: (?:on|of|for|des|du|sur|de)\b[^.:]{0,60})?\s*:\s*",
    re.IGNORECASE,
)
#: When and where the sitting begins, and who is in the chair.
_SITTING = re.compile(
    r"(?:the |la |le |l['’])?(?:\w+ ){0,2}?(?:session|meeting|workshop|seminar|conference|réunion|"
    r"séance|session|atelier|séminaire|conférence) (?:will (?:open|start|begin|be (?:chaired|held|"
    r"opened)|take place|end|close|resume)|s['’]ouvrira|commencera|débutera|sera (?:présidée?|"
    r"ouverte?)|se tiendra|aura lieu|prendra fin)\b",
    re.IGNORECASE,
)
#: A demand that nobody is said to have voiced: a message of the meeting itself.
_DEMAND = at_word(
    r"\b(?:should|must|(?:has|have|needs?) to be|ought to|doit|doivent|devraient|devrait)\b|\bil "
    r"faut\b",
)


#: A paragraph's number or a bullet, which says nothing about what it does.
_NUMBER = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\)?|[•·●○▪■◦‣➢*–—-])\s+", re.IGNORECASE
)


#: What the first sentence of a long paragraph may still be below "Next steps".
_TOLD = ("background", "conclusion")


def _titled_questions(text: str) -> bool:
    """Whether a title stands before the questions, so that they belong to an entry."""
    title = title_of(text)
    if title and not title.endswith("?"):
        return True
    at_once = re.match(r"[^.!;]{0,300}?\?", text) and not re.match(r"[^?]{3,80}[:–—] ", text)
    return not at_once and titled(text)


def _by_opening(text: str, acts: Speech, *, kind: str, heading: str) -> str:
    """What the first sentence does, where the heading above leaves it the word."""
    if kind == "communique":
        return declared_role(text) if heading != "follow_up" else ""
    told = opening_role(text, kind)
    if heading == "priority":
        return told if told in ("follow_up", "procedural", "discussion") else ""
    if heading == "follow_up":
        long = word_count(text) > 25
        return told if told in ("discussion", "follow_up") or (long and told in _TOLD) else ""
    if told == "conclusion" and acts.priority:
        return "priority"
    return told


def _by_shape(text: str, kind: str, *, bare: bool) -> str:
    """The role of a passage that is an item or a title rather than a sentence."""
    if kind in ("summary", "record", "communique", "") and (bare or text[:1].islower()):
        return item_role(text)
    if kind == "agenda" and bare and titled(text):
        return "session"
    return ""


def lead_in_role(text: str, language: str = "") -> str:
    """The role that a sentence gives to the list behind it, or nothing."""
    return _inherited(text, "", language)


def _entry_role(text: str, entry_type: str) -> str:
    words = word_count(text)
    if entry_type in _NO_SUBSTANCE:
        return "procedural"
    if entry_type == "closing":
        return "session" if words > 25 else "procedural"
    if entry_type == "other":
        return "session" if words > 25 and not speech_acts(text).procedural else "procedural"
    return "session"


def _inherited(lead_in: str, kind: str, language: str) -> str:
    if not lead_in.strip():
        return ""
    if kind == "communique":
        declared = declares(lead_in)
        if declared:
            return declared
    acts = speech_acts(lead_in, language)
    if re.search(r"\?\s*$", lead_in) or re.search(r"\bquestions?\b", lead_in, re.IGNORECASE):
        return "question"
    if _GROUP_AGREED.search(lead_in):
        return "follow_up"
    told = opening_role(lead_in, "record")
    if told == "follow_up" and not acts.priority:
        return told
    role = _by_words(acts, kind="", heading=heading_role((lead_in,)), words=12)
    return role if role in _INHERITED else ""


#: "Le Groupe est convenu :" with nothing behind it: actions follow.
_GROUP_AGREED = re.compile(
    r"(?:\b(?:agreed|decided|resolved)(?: to)?|\b(?:convenue?s?|décidé|chargé \w+ \w+)(?: de| "
    r"d['’])?)"
    r"\s*:?\s*$",
    re.IGNORECASE,
)


def _by_words(acts: Speech, *, kind: str, heading: str, words: int) -> str:
    """Weigh what a passage's own words do against the heading above it."""
    carried = acts.follow_up or acts.priority
    if acts.procedural and not (carried and (acts.agreed or heading != "follow_up")):
        return "procedural"
    if kind == "communique":
        return _in_communique(acts, heading)
    if kind in ("agenda", "issues-paper"):
        return _announced(acts, kind, heading)
    reported = (acts.conclusion or acts.discussion or acts.background) and words > 25
    if heading == "follow_up" and (acts.follow_up or not reported):
        return "follow_up"
    if acts.met and words > 12 and not (acts.conclusion and acts.agreed):
        return "background"
    if acts.priority:
        return "priority"
    if acts.single and not acts.follow_up:
        return "discussion"
    if acts.follow_up:
        return "follow_up"
    if heading == "priority" and words <= 45 and not acts.conclusion:
        return "priority"
    if acts.conclusion or heading == "priority":
        return "conclusion"
    if acts.should:
        return "priority"
    if heading == "background" or (acts.background and heading not in ("conclusion", "discussion")):
        return "background"
    if acts.discussion:
        return "discussion"
    if heading and not (heading == "follow_up" and reported):
        return heading
    return _USUALLY.get(kind, "background")


def _announced(acts: Speech, kind: str, heading: str) -> str:
    """A document from before the meeting: nothing has been concluded or agreed yet."""
    if heading in ("follow_up", "procedural", "question"):
        return heading
    if acts.priority or (acts.should and kind == "issues-paper") or heading == "priority":
        return "priority"
    if acts.discussion and not acts.background:
        return "discussion"
    return _USUALLY[kind] if heading in ("", "conclusion", "background") else heading


def _in_communique(acts: Speech, heading: str) -> str:
    if acts.follow_up or heading == "follow_up":
        return "follow_up"
    if acts.priority or acts.should:
        return "priority"
    if acts.conclusion:
        return "conclusion"
    if acts.background:
        return "background"
    return heading or _USUALLY["communique"]


def _mostly_questions(text: str, share: float) -> bool:
    if "?" not in text:
        return False
    sentences = [part for part in re.split(r"(?<=[.?!])\s+(?=[A-ZÀ-Þ«“\"(])", text) if part.strip()]
    asked = [part for part in sentences if re.search(r"\?[\s\"”»)]*$", part)]
    if not asked:
        return False
    words = sum(len(part.split()) for part in asked)
    return len(asked) > share * len(sentences) or words > share * word_count(text)
