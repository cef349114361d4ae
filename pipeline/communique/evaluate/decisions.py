"""What a tagger decided on gold passages, as arrays: passages × themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from communique.records import Tag
from communique.tag import Tagger
from communique.tag.gold import GoldPassage
from communique.tag.role_model import RoleOf

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a tagger, or a simpler way to tag, said of passages in their order.

    Attributes
    ----------
    name
        Who decided.
    given
        Passages × themes: which themes were given.
    scores
        Passages × themes, 0 to 1; ``None`` where there is no probability.
    roles
        A role a passage; empty where none was asked for.
    evidence
        How many tags there are, and of how many the quoted evidence stands in the passage
        at the characters that the tag names; ``None`` where nothing is quoted.
    """

    name: str
    given: Bools
    scores: Floats | None = None
    roles: tuple[str, ...] = ()
    evidence: tuple[int, int] | None = None


def decide(
    name: str, tagger: Tagger, passages: Sequence[GoldPassage], role_of: RoleOf | None = None
) -> Decisions:
    """Tag gold passages, which the tagger sees without their themes and roles.

    Parameters
    ----------
    name
        What the tagger is called.
    tagger
        Any tagger.
    passages
        Gold passages.
    role_of
        The rules' roles, which a role model hears as a witness; without them the tagger
        goes by the text alone, and the rules tagger gives no roles.
    """
    seen = []
    for passage in passages:
        role = ""
        if role_of is not None:
            role = role_of(
                passage.text,
                kind=passage.kind,
                section=passage.section,
                language=passage.language,
            )
        seen.append(replace(passage.passage, role=role))
    judged = list(tagger.judge(seen))
    themes = tagger.taxonomy.ids
    place = {theme: column for column, theme in enumerate(themes)}
    given = np.zeros((len(passages), len(themes)), dtype=np.bool_)
    tags = exact = 0
    for row, (passage, one) in enumerate(zip(passages, judged, strict=True)):
        for tag in one.tags:
            given[row, place[tag.theme]] = True
            tags += 1
            exact += _is_exact(tag, passage.text)
    scores = [[one.scores[theme] for theme in themes] for one in judged]
    return Decisions(
        name,
        given,
        np.array(scores, dtype=np.float64).reshape(given.shape),
        tuple(one.role for one in judged),
        (tags, exact),
    )


def _is_exact(tag: Tag, text: str) -> bool:
    return bool(tag.evidence) and text[tag.start : tag.end] == tag.evidence
