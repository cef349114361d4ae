from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.export.guard import guard, unguard

RISKY = "=+-@\t\r\n＝＋－＠"
texts = st.text(alphabet=st.one_of(st.sampled_from("'" + RISKY + "a 1"), st.characters()))


@given(texts)
def test_what_is_guarded_comes_back(text: str) -> None:
    assert unguard(guard(text)) == text


@given(texts)
def test_no_guarded_cell_is_a_formula(text: str) -> None:
    assert not guard(text).startswith(tuple(RISKY))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("http://example.org")', '\'=HYPERLINK("http://example.org")'),
        ("- skills of employees", "'- skills of employees"),
        ("'=already", "''=already"),
        ("'quoted'", "'quoted'"),
        ("–1 dash", "–1 dash"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_cells(text: str, cell: str) -> None:
    assert guard(text) == cell
