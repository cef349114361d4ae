"""A word as it is typed: ligatures taken apart, hyphens and accents put right."""

from __future__ import annotations

import re

from communique.extract.spacing_accents import ACCENTS, joined_accents

#: What PDFium gives for the hyphen that breaks a word at the end of a line.
HYPHEN_BREAK = "\ufffe"
_SOFT_HYPHEN = "\u00ad"
#: Some producers write a hyphen and its typographic twin for one dash.
_TWIN = "\u2010"
_TWICE_HYPHENED = re.compile(f"-{_TWIN}|{_TWIN}-")
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    "\u00a0": " ",
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\ufeff": "",
    "\u2060": "",
}
_SPELT_OUT = str.maketrans(_LIGATURES)
#: A text without any of these is typed as it is printed.
ODD = "".join((HYPHEN_BREAK, _SOFT_HYPHEN, _TWIN, *_LIGATURES, ACCENTS))
_ODD = re.compile(f"[{ODD}]")


def typed(printed: str) -> str:
    """A printed word, which holds no blank, with ligatures, hyphens and accents as typed.

    Examples
    --------
    >>> typed("ﬁnance"), typed("co\u00adoperation"), typed("Fr´ed´eric")
    ('finance', 'cooperation', 'Frédéric')
    """
    if not _ODD.search(printed):
        return printed
    clean = printed.rstrip(HYPHEN_BREAK + _SOFT_HYPHEN).replace(_SOFT_HYPHEN, "")
    clean = clean.translate(_SPELT_OUT).replace(HYPHEN_BREAK, "")
    return joined_accents(_TWICE_HYPHENED.sub("-", clean).strip())


def breaks_off(printed: str) -> bool:
    """Whether a printed word ends with a hyphen that only breaks it at the end of a line."""
    return printed.endswith((HYPHEN_BREAK, _SOFT_HYPHEN))
