"""Wording told by many patterns, of which most can stand at a text's beginning alone."""

from __future__ import annotations

import re

from communique.extract.cues import holds_any
from communique.extract.folding import lower_for_search


class Formulas:
    r"""Patterns in any case, each to be found where a word or the text begins.

    Each alternative must open with ``^`` or with ``\b`` before a letter. Those that open
    with ``^`` are tried once, where the text begins, and not at each of its words: the answer
    is the same as that of one expression made of all of them.

    Parameters
    ----------
    *patterns : str
        Regular expressions.
    needs : tuple of str, optional
        Words in small letters, one of which stands in whatever the others match, so that
        most texts are spared the search (all are searched without them).
    """

    def __init__(self, *patterns: str, needs: tuple[str, ...] = ()) -> None:
        parts = [part for pattern in patterns for part in alternatives(pattern)]
        opening = [part for part in parts if part.startswith("^")]
        inside = [part for part in parts if not part.startswith("^")]
        self._needs = needs
        self._opening = re.compile(_either(opening), re.IGNORECASE) if opening else None
        self._inside = (
            re.compile(rf"(?<!\w)(?:{_either(inside)})", re.IGNORECASE) if inside else None
        )

    def search(self, text: str) -> bool:
        """Whether any pattern matches somewhere in a text."""
        if self._opening is not None and self._opening.match(text) is not None:
            return True
        if self._inside is None or (
            self._needs and not holds_any(lower_for_search(text), self._needs)
        ):
            return False
        return self._inside.search(text) is not None


def alternatives(pattern: str) -> list[str]:
    """The parts of a pattern between the bars that stand outside brackets."""
    parts = [""]
    depth = 0
    for token in _TOKEN.findall(pattern):
        depth += (token == "(") - (token == ")")
        if token == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += token
    return parts


#: A character with a backslash before it, a set of characters, or any one character.
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)


def _either(patterns: list[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)
