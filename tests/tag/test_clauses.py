"""A passage falls into clauses that hold every word once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.tag.clauses import clauses


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


def test_an_endless_text_is_cut() -> None:
    spans = clauses("word, and " * 20_000)
    assert spans[-1][1] <= 20_000
