"""What a smaller encoder reads besides the gold passages."""

from __future__ import annotations

import random
from pathlib import Path

from communique.tag.clauses import clauses
from communique.tag.gold import GoldPassage, read_gold_passages
from communique.tag.taxonomy import load_taxonomy
from communique.train.compositions import compositions

GOLD = Path(__file__).resolve().parents[2] / "corpus" / "gold" / "passages.jsonl"


def test_compositions_are_clauses_of_passages_of_one_language() -> None:
    passages = read_gold_passages(GOLD, load_taxonomy().ids)[::25]
    assert {p.language for p in passages} == {"en", "fr"}
    known = {
        language: sorted(
            {p.text[a:b] for p in passages if p.language == language for a, b in clauses(p.text)},
            key=len,
            reverse=True,
        )
        for language in ("en", "fr")
    }
    made = compositions(passages, random.Random(1))
    assert len(made) == len(passages)
    for passage, text in zip(passages, made, strict=True):
        rest = text
        for clause in known[passage.language]:
            rest = rest.replace(clause, "")
        assert not rest.strip()
    # each has something of its own passage, and many of another besides
    assert all(
        any(passage.text[a:b] in text for a, b in clauses(passage.text))
        for passage, text in zip(passages, made, strict=True)
    )
    assert sum(a.text != b for a, b in zip(passages, made, strict=True)) > len(passages) / 2


def test_the_same_lots_give_the_same_compositions() -> None:
    passages = read_gold_passages(GOLD, load_taxonomy().ids)[:50]
    assert compositions(passages, random.Random(7)) == compositions(passages, random.Random(7))
    assert compositions(passages, random.Random(7)) != compositions(passages, random.Random(8))


def test_blank_passages_give_nothing() -> None:
    blank = GoldPassage("1", " ", (), language="en")
    assert set(compositions([blank] * 8, random.Random(1))) == {""}
