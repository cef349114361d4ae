"""The labels of a timetable's rows: times, days, "Session 3", "Item 2"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from communique.extract.gutters import Column, Gutter
from communique.extract.times import parse_time_range

_LABEL = re.compile(
    r"(?:session|séance|item|point|day|jour|group|groupe|part|partie|mon|tues|wednes|thurs|fri"
    r"|satur|sun|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\w*\b",
    re.IGNORECASE,
)
#: The beginning of a line that goes on with the label above it.
CONTINUED = re.compile(r"[-–—]|(?:noon|midi|midday|[ap]\.?\s?m\b)", re.IGNORECASE)
#: The end of a label that goes on below it, as "9:30 –" does.
DANGLING = re.compile(r"(?:[-–—/]|\bà|\bto|\bet|\band)\s*$")


@lru_cache(maxsize=256)  # a row is looked at for its labels, and again for what follows them
def is_label(text: str) -> bool:
    """Whether a text begins with a time, or is short and begins with a row's name."""
    text = text.strip()
    return bool(text) and (
        parse_time_range(text) is not None or (len(text) < 60 and _LABEL.match(text) is not None)
    )


def starts_with_range(text: str) -> bool:
    """Whether a text begins with a start and an end, or is one time and nothing else."""
    time = parse_time_range(text)
    return time is not None and (bool(time.end) or not time.rest.strip())


def holds_labels(columns: Sequence[Column], gutter: Gutter) -> bool:
    """Whether the first column holds the labels of a timetable's rows."""
    if gutter.sided < 2:
        return False
    labels = sum([is_label(line.text) for _, line in columns[0]])
    return labels >= max(1, 0.4 * len(columns[0])) and (
        labels > 3 or not _returns_to_margin(columns[0])
    )


def _returns_to_margin(column: Column) -> bool:
    """Whether text behind a label goes on at the label's own margin, as in no table."""
    lines = [line for _, line in column]
    return any(
        is_label(a.text)
        and not is_label(b.text)
        and not DANGLING.search(a.text)
        and not CONTINUED.match(b.text)
        and b.baseline - a.baseline <= 1.7 * a.size
        and len(b.text.split()) >= 2
        for a, b in pairwise(lines)
    )
