"""Micro-F1 of the rules on sentences of our own; the untouched ones are measured apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.tag import PassageText, Tagger

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


def micro_f1(tagger: Tagger, cases: list[dict[str, Any]]) -> float:
    right = wrong = missed = 0
    for case in cases:
        tags = tagger(PassageText(case["text"], language=case["language"]))
        found, wanted = {tag.theme for tag in tags}, set(case["themes"])
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
    return 2 * right / (2 * right + wrong + missed)


def test_the_sentences_cover_the_codebook(tagger: Tagger) -> None:
    assert len(CASES) >= 150
    untouched = [case for case in CASES if case["split"] in {"held", "fresh"}]
    assert len(untouched) >= len(CASES) / 3
    for language in ("en", "fr"):
        themes = {t for case in CASES if case["language"] == language for t in case["themes"]}
        assert themes <= set(tagger.taxonomy.ids)
        assert len(themes) >= 24
    assert {case["kind"] for case in CASES} == {"keyword", "implicit", "distractor", "none"}


@pytest.mark.parametrize(("split", "at_least"), [("held", 0.85), ("dev", 0.9), ("fresh", 0.6)])
def test_micro_f1(tagger: Tagger, split: str, at_least: float) -> None:
    assert micro_f1(tagger, [case for case in CASES if case["split"] == split]) >= at_least


@pytest.mark.parametrize("language", ["en", "fr"])
def test_distractors_and_procedure_stay_mostly_untagged(tagger: Tagger, language: str) -> None:
    empty = [c for c in CASES if c["language"] == language and not c["themes"]]
    tagged = [c["text"] for c in empty if tagger(PassageText(c["text"], language=language))]
    assert len(tagged) <= len(empty) / 6, tagged
