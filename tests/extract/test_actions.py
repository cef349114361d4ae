"""Actions asked of delegates."""

from __future__ import annotations

import pytest

from communique.extract.actions import action_types

ACTIONS = [
    ("for discussion. The aim of this session is to decide who pays.", ("discussion",)),
    ("For discussion and approval. The objective is information.", ("discussion", "approval")),
    ("For discussion and drafting.", ("discussion", "drafting")),
    ("For information", ("information",)),
    ("For information, comment and decision.", ("information", "comment", "decision")),
    ("Pour discussion et approbation.", ("discussion", "approval")),
    ("Pour information. Le Secrétariat rendra compte.", ("information",)),
    ("Pour décision", ("decision",)),
    ("Delegates are invited to comment on the outline.", ("comment",)),
    ("The Committee is invited to ADOPT the draft agenda.", ("adoption",)),
    ("Les délégués sont invités à approuver le mandat.", ("approval",)),
    ("Discussion", ("discussion",)),
    ("Comments on the structure will be welcomed.", ("comment",)),
    ("The aim of the parallel sessions is to compare experiences.", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "expected"), ACTIONS)
def test_action_types(text: str, expected: tuple[str, ...]) -> None:
    assert action_types(text) == expected
