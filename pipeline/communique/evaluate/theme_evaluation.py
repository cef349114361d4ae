"""A tagger put to the test on a file of gold passages, beside simpler ways to tag."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from communique.evaluate.baselines import KEYWORDS, NEAREST, NGRAMS, learned, unseen
from communique.evaluate.decisions import Decisions, decide
from communique.evaluate.themes import ThemeScores, score_themes
from communique.tag import Tagger
from communique.tag.gold import GoldPassage, fingerprint, read_gold_passages
from communique.tag.hybrid import ModelScorer
from communique.tag.role_model import RoleOf


def evaluate_themes(
    gold: Path | str,
    tagger: Tagger,
    name: str = "accurate",
    *,
    train: Path | str | None = None,
    baselines: bool | None = None,
    role_of: RoleOf | None = None,
) -> ThemeScores:
    """Tag gold passages and score what comes out.

    Parameters
    ----------
    gold
        Gold passages (JSON Lines, see :func:`~communique.tag.gold.read_gold_passages`).
    tagger
        What is tested; its taxonomy says which themes there are.
    name
        Its name: ``accurate``, ``fast`` or ``rules``.
    train
        Gold passages that baselines learn from. Those whose document or text is in
        ``gold`` too are left out.
    baselines
        Whether to score simpler ways to tag; ``None``: where ``train`` is given.
    role_of
        The rules' roles, a witness of the role model.

    Raises
    ------
    CommuniqueError
        If a file cannot be read, has a fault, or leaves too little to learn from.
    """
    themes = tagger.taxonomy.ids
    passages = read_gold_passages(gold, themes)
    asked = train is not None if baselines is None else baselines
    learn = read_gold_passages(train, themes) if asked and train is not None else []
    notes = _of_tagger(tagger, name, passages)
    others: list[Decisions] = []
    if asked:
        if name != "rules":
            others.append(decide(KEYWORDS, Tagger(tagger.taxonomy), passages))
        if train is None:
            notes.append(f"{NGRAMS} and {NEAREST} are left out: they need --train")
        else:
            kept = unseen(learn, passages)
            if len(kept) < len(learn):
                notes.append(
                    f"{len(learn) - len(kept)} of {len(learn)} training passages are left out: "
                    "their document or text is in the gold file"
                )
            others += learned(kept, passages, tagger.taxonomy)
    decided = decide(name, tagger, passages, role_of)
    return score_themes(passages, themes, decided, baselines=others, notes=notes)


def _of_tagger(tagger: Tagger, name: str, passages: Sequence[GoldPassage]) -> list[str]:
    """What the figures must be read with."""
    scorer = tagger.scorer
    if scorer.source == "rules":
        notes = ["rules give scores that are not calibrated"]
        if name != "rules":
            notes.insert(0, "no model knows these themes: rules alone decided")
        return notes
    if isinstance(scorer, ModelScorer) and scorer.files.gold == fingerprint(passages):
        return ["the model was trained on these very passages: the figures flatter it"]
    return []
