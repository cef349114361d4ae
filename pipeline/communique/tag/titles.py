"""Where a passage quotes the title of a document: words there are no evidence."""

from __future__ import annotations

import re

_QUOTED = re.compile('[“"«„]([^“”"«»„]{12,240})[”"»]')
_LISTED = re.compile(r"\b[Dd]ocuments?(?: de référence)? ?: ?([^.?!]{0,300})")
_INTRODUCED = re.compile(
    r"\b(?:entitled|titled|called|report|paper|study|publication|document|book|note|brochure|"
    r"rapport|étude|intitulée?s?|ouvrage|brochure|titre)\W{0,3}$",
    re.IGNORECASE,
)
#: Share of a title's longer words that are capitalised, and of a passage that it may fill
#: before it is the passage rather than a mention in it.
_CAPITALISED, _FILLS = 0.6, 0.6


def title_ranges(text: str) -> list[tuple[int, int]]:
    """Character ranges of quoted titles and of what follows ``Document:``.

    A quotation of three words or more is a title where it is introduced as one
    (``the report "…"``), or where most of its longer words are capitalised and
    it is but a part of the passage (a passage may be a session's quoted title).
    """
    found = [match.span(1) for match in _LISTED.finditer(text)]
    for match in _QUOTED.finditer(text):
        words = match.group(1).split()
        longer = [word for word in words if len(word) >= 4]
        if len(words) < 3 or not longer:
            continue
        capitals = sum(word[0].isupper() for word in longer) / len(longer)
        mention = len(match.group(1)) <= _FILLS * len(text)
        introduced = _INTRODUCED.search(text[max(0, match.start() - 30) : match.start()])
        if introduced or (mention and capitals >= _CAPITALISED):
            found.append(match.span(1))
    return found
