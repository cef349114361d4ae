"""Which lines of the first page are cover."""

from __future__ import annotations

from drawing import page, words
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.front import _body_starts, body_size, read_front
from communique.extract.front_lines import Labelled
from communique.extract.furniture import clean_pages

LINES = st.sampled_from(
    [
        "GOV/PGC(2010)3",
        "Unclassified",
        "For further information, please contact: Jane Doe, tel. +33 1 45 24 00 00,",
        "e-mail jane.doe@example.org",
        "Meeting of Senior Officials",
        "Draft agenda",
        "Lisbon, 3-4 May 2010",
        "Hosted by the Government of Portugal",
        "1. Opening of the meeting and adoption of the agenda by the delegates",
        "9:30 - 10:00 Welcome and opening remarks",
        "Ministers discussed how governments can keep the trust of their citizens and",
        "agreed that they would come back to it in the course of the following year.",
        "This document is published under the responsibility of the Secretary-General.",
    ]
)


@given(st.lists(st.tuples(LINES, st.sampled_from([10.0, 10.0, 16.0]), st.booleans()), max_size=24))
def test_lines_below_the_start_of_the_text_are_told_as_when_all_of_them_are_labelled(
    held: list[tuple[str, float, bool]],
) -> None:
    y, drawn = 60.0, []
    for text, size, close in held:
        y += 1.2 * size if close else 30.0
        drawn += words(text, 72, y, size)
    (first,) = clean_pages([page(drawn)])
    labelled = list(Labelled(first, furniture=True))
    stop, _ = _body_starts(first, iter(labelled), body_size([first]))
    assert list(read_front([first]).lines) == [
        item
        for item in labelled
        if stop is None
        or item.furniture
        or item.row.baseline < stop
        or item.label in ("contact", "notice")
        or (item.label == "imprint" and item.imprint is not None and item.imprint.alone)
    ]
