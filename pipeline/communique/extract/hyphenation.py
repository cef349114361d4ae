"""How lines join to one text, and words broken at a line's end are made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from communique.extract.layout import Line

_KEEP_HYPHEN = {
    "co", "e", "non", "self", "well", "long", "short", "high", "low", "public", "user", "cross",
    "vice", "two", "three", "one", "first", "real", "state", "data", "peer", "socio", "medium",
    "open", "whole", "peut", "celui", "ci", "là", "à", "dit", "vis", "eux", "plus", "sous", "avant",
    "après",
}  # fmt: skip
_SPACE_BEFORE = re.compile(r"\s+([,.)\]](?!\d))")
_SPACE_WITHIN = re.compile(r"\(\s+")
_SPACES = re.compile(r"\s+")


def vocabulary(lines: Iterable[Line]) -> Counter[str]:
    """How often each word stands whole on a line: the judge of broken words."""
    counts: Counter[str] = Counter()
    for line in lines:
        for word in line.words:
            if not word.joins:
                counts[_bare(word.text)] += 1
    return counts


def _bare(text: str) -> str:
    return text.strip(".,;:!?()[]«»“”\"'’‘").casefold()


def join_lines(lines: Sequence[Line], known: Counter[str]) -> str:
    """The text of lines in one line, with words broken at a line's end made whole.

    Parameters
    ----------
    lines : sequence of Line
        The lines of a paragraph from top to bottom.
    known : Counter of str
        The words of the whole document, by `vocabulary`.
    """
    words: list[str] = []
    pending: str | None = None
    for line in lines:
        for index, word in enumerate(line.words):
            text = word.text
            if pending is not None and index == 0:
                words[-1] = _mended(pending, text, known)
            else:
                words.append(text)
            pending = None
        last = line.words[-1]
        if last.joins or _hard_hyphen(last.text):
            pending = words[-1]
    return _tidy(" ".join(words))


def _hard_hyphen(text: str) -> bool:
    return len(text) > 1 and text[-1] in "-\u2010\u2011" and text[-2].isalnum()


def _mended(left: str, right: str, known: Counter[str]) -> str:
    """Put together a word that was broken at a hyphen."""
    left = left.rstrip("-\u2010\u2011")
    whole, hyphened = _bare(left + right), _bare(f"{left}-{right}")
    if known[hyphened] > known[whole]:
        return f"{left}-{right}"
    if known[whole]:
        return left + right
    stem = _bare(left).rsplit("-", 1)[-1]
    if right[:1].isupper() or right[:1].isdigit() or stem in _KEEP_HYPHEN:
        return f"{left}-{right}"
    return left + right


def _tidy(text: str) -> str:
    text = _SPACES.sub(" ", text.replace("\u00ad", "")).strip()
    text = _SPACE_WITHIN.sub("(", text) if "( " in text else text
    return _SPACE_BEFORE.sub(lambda m: m.group(1), text) if " ," in text or " ." in text else text
