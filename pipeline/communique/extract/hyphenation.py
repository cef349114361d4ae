"""How lines join to one text, and words broken at a line's end are made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, compress, repeat
from operator import not_

from communique.extract.furniture import CleanPage
from communique.extract.layout import Line

_HYPHENS = "-\u2010\u2011"
_MARKS = ".,;:!?()[]«»“”\"'’‘"
_KEEP_HYPHEN = {
    "co", "e", "non", "self", "well", "long", "short", "high", "low", "public", "user", "cross",
    "vice", "two", "three", "one", "first", "real", "state", "data", "peer", "socio", "medium",
    "open", "whole", "peut", "celui", "ci", "là", "à", "dit", "vis", "eux", "plus", "sous", "avant",
    "après",
}  # fmt: skip
_SPACE_BEFORE = re.compile(r"\s+([,.)\]](?!\d))")
_SPACE_WITHIN = re.compile(r"\(\s+")


class Vocabulary(Counter[str]):
    """How often each word stands whole on a line: the judge of broken words.

    The words are counted when the first of them is asked for, as many a document
    breaks none.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        super().__init__()
        self._lines = tuple(lines)

    def __missing__(self, asked: str) -> int:
        lines, self._lines = self._lines, ()
        if not lines:
            return 0
        whole = [
            compress(line.texts, map(not_, line.joins)) if True in line.joins else line.texts
            for line in lines
        ]
        printed = Counter(chain.from_iterable(whole))
        bare = map(str.casefold, map(str.strip, printed, repeat(_MARKS)))
        counts: dict[str, int] = {}  # an entry of which is set in half the time of a counter's
        for word, count in zip(bare, printed.values(), strict=True):
            counts[word] = counts.get(word, 0) + count
        dict.update(self, counts)
        return self.get(asked, 0)


@lru_cache(maxsize=2)  # the cover's reader and the body's mostly ask for the same pages
def vocabulary(pages: tuple[CleanPage, ...]) -> Vocabulary:
    """The words of pages."""
    return Vocabulary(row for page in pages for row in page.rows)


def _bare(text: str) -> str:
    return text.strip(_MARKS).casefold()


def join_lines(lines: Sequence[Line], known: Counter[str]) -> str:
    """The text of lines in one line, with words broken at a line's end made whole.

    Parameters
    ----------
    lines : sequence of Line
        The lines of a paragraph from top to bottom.
    known : Counter of str
        The words of the whole document: a `Vocabulary`.
    """
    if len(lines) == 1:
        return _tidy(lines[0].text)
    if not any(line.joins[-1] or line.text[-1:] in _HYPHENS for line in lines[:-1]):
        return _tidy(" ".join([line.text for line in lines]))  # no word is broken, as mostly
    return _tidy(_mended_text(lines, known))


def _mended_text(lines: Sequence[Line], known: Counter[str]) -> str:
    """Lines behind one another, word by word at their ends."""
    texts: list[str] = []
    last = ""  # the word that the text ends with so far
    broken = False
    for line in lines:
        text, words = line.text, line.texts
        if broken:
            before, first = texts.pop().removesuffix(last), words[0]
            last = _mended(last, first, known)
            text = before + last + text.removeprefix(first)
        texts.append(text)
        end = words[-1]
        if not broken or len(words) > 1:
            last = end
        broken = line.joins[-1] or (end[-1:] in _HYPHENS and _hard_hyphen(end))
    return " ".join(texts)


def _hard_hyphen(text: str) -> bool:
    return len(text) > 1 and text[-1] in _HYPHENS and text[-2].isalnum()


def _mended(left: str, right: str, known: Counter[str]) -> str:
    """Put together a word that was broken at a hyphen."""
    left = left.rstrip(_HYPHENS)
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
    if "  " in text or not text.isprintable():  # as soft hyphens and most kinds of space are not
        text = " ".join(text.replace("\u00ad", "").split())
    text = text.strip()
    text = _SPACE_WITHIN.sub("(", text) if "( " in text else text
    return _SPACE_BEFORE.sub(lambda m: m.group(1), text) if " ," in text or " ." in text else text
