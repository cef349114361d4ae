from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.extract.cues import cues
from communique.extract.formulas import Formulas, alternatives
from communique.extract.role_words import at_word


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("a|b", ["a", "b"]),
        (r"^(?:a|b) c\b|\bd", [r"^(?:a|b) c\b", r"\bd"]),
        (r"[|(]a|\|b|[]|]c|[^]|]d", ["[|(]a", r"\|b", "[]|]c", "[^]|]d"]),
        (r"a(?:b(?:c|d)|e)f", [r"a(?:b(?:c|d)|e)f"]),
    ],
)
def test_alternatives_stand_outside_brackets(pattern: str, parts: list[str]) -> None:
    assert alternatives(pattern) == parts


_PATTERNS = (
    r"^the (?:chair|bureau) (?:opened|closed)\b|\bwas (?:opened|closed) by\b",
    r"^(?!no )\w+ agreed\b",
    r"^le comité\b[^.]{0,20}\bs['’]est|\ba été\b",
)
_WORDS = cues(
    "the|The|chair|bureau|opened|closed|was|by|no|all|agreed|Le|comité|s’est|a|été|.|xwas"
)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join))
def test_parted_patterns_find_what_one_expression_finds(text: str) -> None:
    assert Formulas(*_PATTERNS).search(text) == bool(at_word(*_PATTERNS).search(text))


def test_patterns_of_one_sort_alone() -> None:
    assert Formulas("^a").search("A b")
    assert not Formulas("^a").search("b a")
    assert Formulas(r"\ba").search("b a")
    assert not Formulas(r"\ba").search("b")
