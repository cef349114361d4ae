"""A passage's clauses: the units that a model's evidence is made of."""

from __future__ import annotations

import re

#: Where a clause ends: a full stop, a semicolon, a colon, a dash between blanks, a comma or
#: bracket before words that begin another clause. What it begins with stands first, so that
#: all other characters are passed over at once.
_ENDS = re.compile(
    r"[\s,\"”»)](?:"
    r"(?<=[.!?…][\"”»)])\s+(?=\S)"
    r"|(?<=[.!?…;:]\s)\s*(?=\S)"
    r"|(?<=\s)(?<!\s\s)\s*[–—-]{1,2}\s+"
    r"|(?<=,)\s+(?=(?i:and|but|or|so|yet|while|whereas|which|who|where|when|because|since|as|if"
    r"|although|though|unless|rather|not|with|et|mais|ou|donc|car|alors|tandis|qui|que|dont|où"
    r"|lorsque|parce|puisque|si|bien|afin|sans|avec)\b))"
)
#: Words of the shortest clause that stands alone; a shorter one joins the next.
_FEWEST = 3
_WORD = re.compile(r"\w+")
#: Characters that are looked at.
_MOST = 20_000


def clauses(text: str) -> list[tuple[int, int]]:
    """Cut a text into clauses.

    Parameters
    ----------
    text
        A passage.

    Returns
    -------
    list of (int, int)
        Characters of each clause, in order; they do not overlap, and hold every word
        of the first 20,000 characters. Empty for a blank text.
    """
    end = min(len(text), _MOST)
    cuts = [0]
    words = last = 0
    for found in _ENDS.finditer(text, 0, end):
        words += len(_WORD.findall(text, last, found.start()))
        last = found.end()
        if words >= _FEWEST:
            cuts.append(last)
            words = 0
    if len(cuts) > 1 and words + len(_WORD.findall(text, last, end)) < _FEWEST:
        cuts.pop()
    spans = []
    for start, stop in zip(cuts, [*cuts[1:], end], strict=True):
        piece = text[start:stop]
        first = start + len(piece) - len(piece.lstrip())
        last = start + len(piece.rstrip())
        if first < last:
            spans.append((first, last))
    return spans
