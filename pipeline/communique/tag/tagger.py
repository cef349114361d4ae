"""Passages to tags: normalise, match, score, and quote the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from communique.records import Tag, opened
from communique.tag.evidence import best_hit, trimmed
from communique.tag.judged import Judged, ThemeScores
from communique.tag.matcher import ThemeMatcher
from communique.tag.passage_text import Passages, PassageText, language_of, passages_of
from communique.tag.scoring import (
    THRESHOLD,
    Hit,
    Hits,
    RuleScorer,
    Scorer,
    pattern_strength,
)
from communique.tag.taxonomy import Taxonomy, load_taxonomy

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Passages scored at a time: a model works in batches.
BATCH = 256

_OpenTag, _OpenJudged = opened(Tag), opened(Judged)


class _Rules(NamedTuple):
    """The patterns of one language, and of each its id and how far it is trusted."""

    matcher: ThemeMatcher
    trusted: list[tuple[str, str, float]]


class Tagger:
    """Tags passages by a taxonomy; a model can score beside the rules.

    Parameters
    ----------
    taxonomy
        By default the packaged one.
    scorer
        By default the rules' own. Where another is given, its probability
        decides, and the rules still supply the evidence.
    """

    def __init__(self, taxonomy: Taxonomy | None = None, scorer: Scorer | None = None) -> None:
        self.taxonomy = load_taxonomy() if taxonomy is None else taxonomy
        self.scorer: Scorer = RuleScorer(self.taxonomy.ids) if scorer is None else scorer
        self._rules: dict[str, _Rules] = {}
        self._themes = self.taxonomy.ids
        self._places = {theme: place for place, theme in enumerate(self._themes)}
        self._limits = dict.fromkeys(self._themes, THRESHOLD) | dict(self.scorer.thresholds)
        #: below which no theme is a tag, whoever decides
        self._lowest = min([THRESHOLD, *self._limits.values()])

    def __call__(self, passage: PassageText | str) -> list[Tag]:
        """The tags of one passage, in the taxonomy's order."""
        return next(self.pipe([passage]))

    def pipe(self, passages: Passages) -> Iterator[list[Tag]]:
        """The tags of each passage, in the passages' order; reads as it goes."""
        for judged in self.judge(passages):
            yield judged.tags

    def scores(self, passages: Passages) -> Iterator[dict[str, float]]:
        """Every theme's score (0 to 1, 4 decimals) of each passage, in order."""
        for judged in self.judge(passages):
            yield dict(judged.scores)

    def judge(self, passages: Passages) -> Iterator[Judged]:
        """Tags, scores and role of each passage, in one reading."""
        for batch, hits, scores in self._scored(passages):
            roles = self.scorer.roles(batch)
            for passage, found, own, role in zip(batch, hits, scores, roles, strict=True):
                problem = self.scorer.problem(passage)
                tags = self._tags(passage, found, own, left=bool(problem))
                judged = _OpenJudged()
                judged.tags, judged.scores = tags, ThemeScores(self._themes, own)
                judged.role, judged.problem = role, problem
                judged.__class__ = Judged
                yield judged

    def doc(self, passage: PassageText | str) -> Doc:
        """The passage as a spaCy ``Doc`` with the rules' hits in ``doc.spans["themes"]``."""
        from communique.tag.components import Reader  # noqa: PLC0415 - it loads spaCy

        (given,) = passages_of([passage])
        language = language_of(given)
        return self._rules_of(language).matcher(Reader(language)(given.text))

    def hits(self, passage: PassageText | str) -> dict[str, list[Hit]]:
        """What the rules found in a passage, by theme, in reading order."""
        (found,) = self._hits(list(passages_of([passage])))
        return found

    def _hits(self, passages: Sequence[PassageText]) -> list[dict[str, list[Hit]]]:
        """What the rules found in each passage, those of one language read together."""
        languages = list(map(language_of, passages))
        told: list[dict[str, list[Hit]]] = [{} for _ in passages]
        for language in dict.fromkeys(languages):
            matcher, trusted = self._rules_of(language)
            places = [place for place, own in enumerate(languages) if own == language]
            all_found = matcher.find(passages[place].text for place in places)
            for place, found in zip(places, all_found, strict=True):
                hits = told[place]
                for pattern, start, end in found:
                    theme, name, strength = trusted[pattern]
                    hits.setdefault(theme, []).append(Hit(theme, name, start, end, strength))
        return told

    def _rules_of(self, language: str) -> _Rules:
        """The rules of a language, made ready when its first passage comes."""
        if language not in self._rules:
            matcher = ThemeMatcher(self.taxonomy, language)
            trusted = [(p.theme, p.id, pattern_strength(p)) for p in matcher.patterns]
            self._rules[language] = _Rules(matcher, trusted)
        return self._rules[language]

    def _scored(
        self, passages: Passages
    ) -> Iterator[tuple[list[PassageText], list[dict[str, list[Hit]]], list[dict[str, float]]]]:
        stream = passages_of(passages)
        while batch := list(islice(stream, BATCH)):
            hits = self._hits(batch)
            yield batch, hits, self.scorer.scores(batch, hits)

    def _tags(
        self, passage: PassageText, hits: Hits, scores: Mapping[str, float], *, left: bool
    ) -> list[Tag]:
        """The tags of a passage by its themes' scores, ``left`` to the rules or not."""
        lowest = self._lowest
        places = self._places
        likely = [theme for theme, own in scores.items() if own >= lowest and theme in places]
        if not likely or not passage.text or passage.text.isspace():
            return []
        tags: list[Tag] = []
        by_rules = left or self.scorer.source == "rules"
        likely.sort(key=places.__getitem__)
        for theme in likely:
            score = scores[theme]
            if score < (THRESHOLD if by_rules else self._limits[theme]):
                continue
            start, end = self._evidence(passage, theme, hits.get(theme, ()))
            tag = _OpenTag()
            tag.passage, tag.document, tag.year = passage.passage, passage.document, passage.year
            tag.theme = theme
            tag.score = round(score, 4)
            tag.source = "rules" if by_rules else _source(hits.get(theme, ()))
            tag.evidence = passage.text[start:end]
            tag.start, tag.end = start, end
            tag.__class__ = Tag
            tags.append(tag)
        return tags

    def _evidence(self, passage: PassageText, theme: str, hits: Sequence[Hit]) -> tuple[int, int]:
        """The best hit's characters, else the model's, else the whole passage."""
        hit = best_hit(hits)
        if hit is not None:
            return trimmed(passage.text, hit.start, hit.end)
        explained = self.scorer.evidence(passage, theme)
        start, end = explained if explained is not None else (0, len(passage.text))
        return trimmed(passage.text, max(0, start), min(end, len(passage.text)))


def _source(hits: Sequence[Hit]) -> Literal["model", "both"]:
    return "both" if hits else "model"
