"""What a role is told from."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from communique.records import ROLES
from communique.tag.passage_text import PassageText
from communique.tag.role_model import role_columns

QUESTION = re.compile(r"\?[\s\"”»)]*$")
NUMBERED = re.compile(r"\A\s*(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s", re.IGNORECASE)


@given(
    st.lists(st.sampled_from([*"?.) aZx1”\n", "iv", "word "]), max_size=60).map("".join)
    | st.text(max_size=20)
)
def test_signs_are_those_of_the_whole_rules(text: str) -> None:
    readings = np.zeros((1, len(ROLES)), np.float32)
    (row,) = role_columns([PassageText(text, section=("A heading",))], readings)
    assert row[-5:].tolist() == [
        QUESTION.search(text[-40:]) is not None,
        "?" in text,
        text[:1].islower(),
        NUMBERED.match(text[:12]) is not None,
        True,
    ]
