"""The tags of a run with what people said of them in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from communique.records import Tag
from communique.review.columns import text_print
from communique.review.verdicts import Verdict
from communique.tag.passage_text import PassageText


def reviewed_tags(
    tags: Iterable[Tag],
    reviews: Mapping[str, Verdict],
    passages: Iterable[PassageText],
    themes: Sequence[str],
) -> list[Tag]:
    """The tags of passages, those that people decided on as they decided.

    A confirmed tag keeps its evidence and is certain; an added one has the whole text as
    evidence; a rejected one is gone. All have the source ``review``. Where the coders are
    even, or a theme was not asked, the tagger's word stands. So it does where the passage no
    longer reads as it did when it was reviewed.

    Parameters
    ----------
    tags
        Tags of the passages.
    reviews
        Verdicts by passage.
    passages
        The passages that the tags belong to.
    themes
        The taxonomy's order, in which the tags of a passage stand.

    Returns
    -------
    list of Tag
        In the order of the passages.
    """
    by_passage: dict[str, dict[str, Tag]] = {}
    for tag in tags:
        by_passage.setdefault(tag.passage, {})[tag.theme] = tag
    found: list[Tag] = []
    for passage in passages:
        own = by_passage.get(passage.passage, {})
        verdict = reviews.get(passage.passage)
        if verdict is not None and applies(verdict, passage.text):
            own = _decided(own, verdict, passage, themes)
        found += own.values()
    return found


def applies(verdict: Verdict, text: str) -> bool:
    """Whether a passage still reads as it did when it was reviewed."""
    return not verdict.text_print or verdict.text_print == text_print(text)


def _decided(
    own: Mapping[str, Tag], verdict: Verdict, passage: PassageText, themes: Sequence[str]
) -> dict[str, Tag]:
    made: dict[str, Tag] = {}
    for theme in dict.fromkeys([*themes, *own]):
        there, tag = verdict.decided(theme), own.get(theme)
        if there is None and tag is not None:
            made[theme] = tag
        elif there and tag is not None:
            made[theme] = replace(tag, source="review", score=1.0)
        elif there:
            made[theme] = Tag(
                passage=passage.passage,
                document=passage.document,
                year=passage.year,
                theme=theme,
                score=1.0,
                source="review",
                evidence=passage.text,
                start=0,
                end=len(passage.text),
            )
    return made
