"""A passage falls into clauses that hold every word once."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.tag.clauses import _ENDS, clauses


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("  \n ", []),
        ("Lunch", ["Lunch"]),
        (
            "Offices keep what they save, and the treasury looks away. Nobody counts it.",
            [
                "Offices keep what they save,",
                "and the treasury looks away.",
                "Nobody counts it.",
            ],
        ),
        (
            "Les agents partent ; leurs fichiers restent – mais qui les lit encore ?",
            ["Les agents partent ;", "leurs fichiers restent –", "mais qui les lit encore ?"],
        ),
        ("Yes, and no.", ["Yes, and no."]),
    ],
)
def test_clauses_end_where_a_reader_pauses(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text)] == pieces


@given(st.text(alphabet="ab .,;:–-\n()andet", max_size=300))
def test_every_word_stands_in_one_clause(text: str) -> None:
    spans = clauses(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    held = "".join(text[start:end] for start, end in spans)
    assert [c for c in held if c.isalpha()] == [c for c in text if c.isalpha()]


#: Where clauses end, written as a reader would say it.
PLAIN = re.compile(
    r"(?<=[.!?…])[\"”»)]?\s+(?=\S)"
    r"|(?<=[;:])\s+(?=\S)"
    r"|\s+[–—-]{1,2}\s+"
    r"|,\s+(?=(?:and|but|or|so|yet|while|whereas|which|who|where|when|because|since|as|if|although"
    r"|though|unless|rather|not|with|et|mais|ou|donc|car|alors|tandis|qui|que|dont|où|lorsque"
    r"|parce|puisque|si|bien|afin|sans|avec)\b)",
    re.IGNORECASE,
)


@given(
    st.lists(
        st.sampled_from([*' .,;:–-"»)\n\u00a0aé', " and ", ", OÙ", ", ſo", "? "]), max_size=40
    ).map("".join),
    st.integers(0, 60),
)
def test_a_look_at_the_first_sign_passes_over_no_end(text: str, end: int) -> None:
    ends = [found.span() for found in _ENDS.finditer(text, 0, end)]
    assert ends == [found.span() for found in PLAIN.finditer(text, 0, end)]


@pytest.mark.parametrize("piece", ["word, and ", ". ", " ", "word", " - ", ", "])
def test_an_endless_text_is_cut(piece: str) -> None:
    spans = clauses(piece * 20_000)
    assert all(end <= 20_000 for _, end in spans)
