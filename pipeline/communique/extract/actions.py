"""What an agenda asks of delegates: the named actions in an "Action required" text."""

from __future__ import annotations

import re

_ACTIONS: tuple[tuple[str, str], ...] = (
    (
        "discussion",
        r"discuss(?:ion|ions|ed|ing)?|débat(?:s|tre)?|discuter|examen|examiner|examin\w*",
    ),
    ("approval", r"approv(?:al|e|ed|ing)|approbation|approuver"),
    ("information", r"information|informed|note|take note|prendre note"),
    ("drafting", r"drafting|(?<![a-z] )draft|rédaction|rédiger"),
    ("adoption", r"adopt(?:ion|ed|ing|er)?"),
    ("decision", r"decisions?|decide|décisions?|décider"),
    ("comment", r"comments?|commenting|commentaires?|observations?|commenter"),
    ("endorsement", r"endors(?:ement|e|ing)|entériner"),
    ("guidance", r"guidance|advice|orientations?|avis"),
    ("agreement", r"agree(?:ment)?|accord"),
    ("consideration", r"consider(?:ation)?"),
    ("declassification", r"declassif(?:ication|y|ying)|déclassification|déclassifier"),
    ("election", r"election|elect|élection|élire"),
    ("review", r"review|revue"),
    ("validation", r"validation|validate|valider"),
    ("nomination", r"nominations?|nommer"),
)
_ACTION_WORD = re.compile(
    "|".join(f"(?P<{name}>\\b(?:{words})\\b)" for name, words in _ACTIONS), re.IGNORECASE
)
_COMMENTS = re.compile(
    r"\b(?:comments?|commentaires?|observations?)\b[^.]{0,80}\b(?:welcom|bienvenu)", re.IGNORECASE
)
_INVITED = re.compile(
    r"\b(?:invited|asked|requested|expected|called upon|encouraged)[ ](?:to"
    r"|for)[ ](?P<en>[^.]{1,160})"
    r"|\b(?:invité|prié|appelé|encouragé)e?s?[ ](?:à|de|d['’])[ ]?(?P<fr>[^.]{1,160})",
    re.IGNORECASE,
)


def action_types(text: str) -> tuple[str, ...]:
    """What an "Action required" text asks of delegates, in the order in which it asks.

    ``For discussion and approval. The objective …`` gives ``("discussion",
    "approval")``: the formula at the beginning speaks alone where there is one;
    else a sentence such as "Delegates are invited to comment on …" does. Empty
    where the text asks for nothing that has a name.
    """
    head = re.sub(r"\s+", " ", text).strip()[:600]
    sentence = re.split(r"(?<=[.;])\s", head, maxsplit=1)[0]
    formula = _formula(sentence)
    if formula:
        return formula
    for match in _INVITED.finditer(head):
        clause = match["en"] or match["fr"]
        # Only the verbs that are asked for: those before the first object.
        found = _named(re.split(r"\b(?:which|that|how|whether|dont|comment les|si)\b", clause)[0])
        if found:
            return found
    return ("comment",) if _COMMENTS.search(head) else ()


def _formula(sentence: str) -> tuple[str, ...]:
    found: list[str] = []
    short = len(sentence.split()) <= 6
    for part in (sentence[m.start() :] for m in re.finditer(r"\b(?:for|pour)\b", sentence, re.I)):
        if found:
            break
        for piece in re.split(r"[,/&]|\b(?:and|et|or|ou)\b", part):
            words = re.sub(r"^\s*(?:for|pour)\s+", "", piece.strip(), flags=re.I).split()
            match = next(
                (m for w in words[:3] if (m := _ACTION_WORD.fullmatch(w.strip(".;:()")))), None
            )
            if match is None or match.lastgroup is None:
                break
            if match.lastgroup not in found:
                found.append(match.lastgroup)
    if not found and short:
        return _named(sentence)
    return tuple(found)


def _named(text: str) -> tuple[str, ...]:
    names = [m.lastgroup for m in _ACTION_WORD.finditer(text) if m.lastgroup]
    return tuple(dict.fromkeys(names))
