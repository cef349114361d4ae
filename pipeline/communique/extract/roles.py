"""What a document does with a passage: its role, from wording, heading, lead-in and kind.

Evidence is asked in the order of its strength: an agenda entry's type, the sentence
that introduces a list, a passage made of questions, the speech act of the passage's own
words, the heading above it, and at last what passages of such a document usually are.
"""

from __future__ import annotations

import re

from communique.extract.entry_types import entry_type
from communique.extract.role_words import HEADINGS, Speech, speech_acts

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
    if kind in ("agenda", "") and not lead_in:
        told = _bare_entry(text)
        if told:
            return told
    acts = speech_acts(text, language)
    if kind == "list" and len(text.split()) < 40:
        return "procedural"
    asking = _mostly_questions(text, share=0.4 if kind in ("agenda", "issues-paper") else 0.5)
    inherited = _inherited(lead_in, language)
    if inherited and not (acts.procedural and inherited not in ("follow_up", "priority")):
        return "question" if asking and inherited not in ("discussion", "priority") else inherited
    heading = _of_heading(section, language)
    if asking and heading != "discussion":
        return "question"
    role = _by_words(acts, kind=kind, heading=heading, words=len(text.split()))
    if role == _USUALLY.get(kind, "background") and not (heading or lead_in or acts.any):
        return _torn_item(text, kind) or role
    return role


_ENTRY_LABEL = re.compile(
    r"(?:session|séance|item|point|breakout (?:session|group)|(?:working )?group|groupe|atelier|"
    r"workshop|panel)"
    r" (?:\d{1,2}|[A-H]|[IVX]{1,4})\b",
    re.IGNORECASE,
)
_ENTRY_ACTION = re.compile(
    r"\b(?:action required|suite à donner|mesure à prendre)\b|(?:^|[.:]\s)(?:for|"
    r"pour) (?:discussion|information|approval|decision"
    r"|approbation|décision|adoption)\b|\b(?:aim|objective|purpose) of (?:this|the) session\b|"
    r"\bobjectif de (?:cette|la) séance\b",
    re.IGNORECASE,
)


def _bare_entry(text: str) -> str:
    """The role of an agenda entry that nothing but its wording shows as one, or nothing."""
    if _ENTRY_LABEL.match(text) or _ENTRY_ACTION.search(text):
        return "session"
    if len(text.split()) <= 10 and not re.search(r"[.?!:;]\s*$", text):
        kind = entry_type(text)
        if kind in (*_NO_SUBSTANCE, "closing"):
            return "procedural"
        return "session" if kind in ("review", "plenary", "breakout", "meeting") else ""
    return ""


_TORN = (
    # "to publish …;" continues an undertaking, "improve …;" a list of priorities.
    ("follow_up", re.compile(r"to [a-z]+ |(?:de |d['’])[a-zéè]+(?:er|ir|re)\b")),
    (
        "priority",
        re.compile(r"(?:[a-z]{4,}|[a-zéè]+(?:er|ir|re)) [^?]*(?:;|; (?:and|et)|, (?:and|et))$"),
    ),
)


def _torn_item(text: str, kind: str) -> str:
    """The role of a list's item whose introducing sentence is not at hand, or nothing."""
    if kind in ("agenda", "issues-paper", "list") or not text[:1].islower():
        return ""
    return next((role for role, pattern in _TORN if pattern.match(text.strip())), "")


def lead_in_role(text: str, language: str = "") -> str:
    """The role that a sentence gives to the list behind it, or nothing."""
    return _inherited(text, language)


def _entry_role(text: str, entry_type: str) -> str:
    words = len(text.split())
    if entry_type in _NO_SUBSTANCE:
        return "procedural"
    if entry_type == "closing":
        return "session" if words > 25 else "procedural"
    if entry_type == "other":
        return "session" if words > 25 and not speech_acts(text).procedural else "procedural"
    return "session"


def _inherited(lead_in: str, language: str) -> str:
    if not lead_in.strip():
        return ""
    acts = speech_acts(lead_in, language)
    if re.search(r"\?\s*$", lead_in) or re.search(r"\bquestions?\b", lead_in, re.IGNORECASE):
        return "question"
    role = _by_words(acts, kind="", heading=_of_heading((lead_in,), language), words=12)
    if role in _INHERITED:
        return role
    return ""


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


def _of_heading(section: tuple[str, ...], language: str) -> str:
    """The role that the nearest telling heading gives."""
    del language
    for title in reversed(section[-3:]):
        for role, pattern in HEADINGS:
            if pattern.search(title):
                return role
    return ""


def _mostly_questions(text: str, share: float) -> bool:
    sentences = [part for part in re.split(r"(?<=[.?!])\s+(?=[A-ZÀ-Þ«“\"(])", text) if part.strip()]
    asked = [part for part in sentences if re.search(r"\?[\s\"”»)]*$", part)]
    if not asked:
        return False
    words = sum(len(part.split()) for part in asked)
    return len(asked) > share * len(sentences) or words > share * len(text.split())
