"""The columns of a review sheet: what the coder fills in, sees, and must leave alone."""

from __future__ import annotations

import hashlib

#: Filled in by the coder, beside a column per theme.
REVIEWED, ROLE, COMMENT, CODER = "reviewed", "role", "comment", "coder"
#: Shown to the coder.
SHOWN = ("text", "evidence", "title", "section", "kind", "year", "link")
#: What the sample's design needs when the sheet comes back.
PASSAGE, STRATUM, DRAWN, SAMPLED, PROBABILITY, PRINT = (
    "passage",
    "stratum",
    "drawn",
    "sampled",
    "probability",
    "text_print",
)
DESIGN = (PASSAGE, STRATUM, DRAWN, SAMPLED, PROBABILITY, PRINT)
#: The tags that the sheet was handed out with; absent from a blind sheet.
GIVEN = "tagged"

YES, NO = "yes", "no"


def theme_column(theme: str) -> str:
    """The header of a theme's column: a question, so that no theme clashes with another column."""
    return f"{theme}?"


def text_print(text: str) -> str:
    """Eight hexadecimal digits of the text's SHA-256 after a ``t``, which keeps them text.

    It tells whether a passage still reads as it did when it was reviewed.
    """
    return "t" + hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]
