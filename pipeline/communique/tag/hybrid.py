"""The hybrid: an encoder's reading, n-grams and the rules' hits become one calibrated probability.

Each witness gives a log-odds per theme; a logistic regression fitted on documents that
none of them had seen weighs them (stacking, Wolpert 1992), which also calibrates the
result (Platt 1999). Two taggers share it: ``accurate`` hears all witnesses, ``fast`` those
that need no encoder.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from communique.tag.choice import described
from communique.tag.clauses import clauses
from communique.tag.encoder import ENCODER, MOST_CHARACTERS, Reading
from communique.tag.packaged import ModelFiles, open_model
from communique.tag.passage_text import PassageText, foreign, language_of
from communique.tag.role_model import likeliest_roles, role_columns
from communique.tag.scoring import FLOOR, THRESHOLD, Hits, RuleScorer
from communique.tag.witnesses import Floats, Witnesses, shown

#: The taggers that a model holds.
MODEL_TAGGERS = ("accurate", "fast")
#: Clauses that can be evidence: those whose pieces contribute most. Bounds long passages.
_LIKELY = 16
#: Clauses without which the encoder reads a passage again, at most.
_CANDIDATES = 3
#: Log-odds by which one clause must lead for its removal not to be tried: with 1 the clauses
#: quoted leave as few tags standing when they are taken away as if all three were always tried.
_DOUBT = 1.0
#: Characters that are heard of a batch in advance: more would take more memory than time.
_MOST_FORESEEN = 2_000_000


class ModelScorer:
    """Scores passages with a trained model beside the rules.

    Parameters
    ----------
    files
        The model; by default the packaged one.
    tagger
        ``accurate`` or ``fast``.

    Raises
    ------
    CommuniqueError
        If the model cannot be used.
    """

    source: Literal["rules", "model"] = "model"

    def __init__(self, files: ModelFiles | None = None, tagger: str = "accurate") -> None:
        self.files = open_model() if files is None else files
        self.themes = self.files.themes
        settings = self.files.settings["taggers"][tagger]
        self.thresholds: Mapping[str, float] = settings["thresholds"]
        self.description: Mapping[str, str] = described(self.files, tagger)
        self.witnesses = Witnesses(self.files, encoder=tagger == "accurate")
        self._role_model = {
            name: np.array(settings["role_model"][name]) for name in ("weights", "bias")
        }
        self._stack = {
            language: {name: np.array(values) for name, values in weights.items()}
            for language, weights in settings["stack"].items()
        }
        self._rules = RuleScorer(self.themes)
        self._columns = {theme: column for column, theme in enumerate(self.themes)}
        self._limits = np.array([self.thresholds.get(theme, THRESHOLD) for theme in self.themes])

    def scores(
        self, passages: Sequence[PassageText], hits: Sequence[Hits]
    ) -> list[dict[str, float]]:
        """A calibrated probability for every theme, one mapping per passage, in order.

        A passage in a language without a model has the rules' scores.
        """
        known = [place for place, passage in enumerate(passages) if self._knows(passage)]
        if not known:
            return self._rules.scores(passages, hits)
        own = [passages[place] for place in known]
        rules = np.full((len(known), len(self.themes)), FLOOR)
        for row, place in enumerate(known):
            for theme, score in self._rules.heard(passages[place], hits[place]).items():
                rules[row, self._columns[theme]] = score
        said = self.witnesses.of_themes(own, rules)
        languages = list(map(language_of, own))
        found = combined(self._stack[languages[0]], said)  # mostly there is but one
        for language in {*languages} - {languages[0]}:
            rows = [row for row, its_own in enumerate(languages) if its_own == language]
            heard = {name: values[rows] for name, values in said.items()}
            found[rows] = combined(self._stack[language], heard)
        model = [dict(zip(self.themes, row, strict=True)) for row in found.tolist()]
        if len(known) == len(passages):  # mostly
            told = model
        else:
            told = self._rules.scores(passages, hits)
            for place, scores in zip(known, model, strict=True):
                told[place] = scores
        self._foresee(own, [hits[place] for place in known], found)
        return told

    def _foresee(
        self, passages: Sequence[PassageText], hits: Sequence[Hits], found: Floats
    ) -> None:
        """Hear at once what will be asked for evidence: a batch costs hardly more than a text."""
        asked = defaultdict[int, list[int]](list)
        for row, column in np.argwhere(found >= self._limits).tolist():
            if self.themes[column] not in hits[row]:
                asked[row].append(column)
        rests: list[str] = []
        columns: list[list[int]] = []
        room = _MOST_FORESEEN
        for row, own in asked.items():
            text = passages[row].text
            spans = _parts(text)
            room -= len(spans) * len(text)
            if len(spans) > 1 and room > 0:
                rests += [_without(text, span) for span in spans]
                columns += [own] * len(spans)
        self.witnesses.foresee(rests, columns)

    def evidence(self, passage: PassageText, theme: str) -> tuple[int, int] | None:
        """The clause whose removal lowers the theme's log-odds most.

        With an encoder, what it would say of the rest is reckoned from its pieces; where that
        leaves a doubt, it reads the rest, for three clauses at most and until the theme would
        be no tag.
        """
        spans = _parts(passage.text)
        if len(spans) < 2:
            return spans[0] if spans else None
        column = self._columns[theme]
        if self.witnesses.encoder is not None:
            return self._deciding(passage, theme, spans)
        rests = [_without(passage.text, span) for span in spans]
        return spans[int(self.witnesses.ngrams_of(rests, column).argmin())]

    def _deciding(
        self, passage: PassageText, theme: str, spans: Sequence[tuple[int, int]]
    ) -> tuple[int, int]:
        """Of two clauses or more the one that the theme stands on, by all witnesses."""
        column = self._columns[theme]
        weights = self._stack[language_of(passage)]
        means = _means_without(self.witnesses.reading(passage), spans, column)
        likely = [int(place) for place in np.argsort(means, kind="stable")[:_LIKELY]]
        tried = [spans[place] for place in likely]
        rests = [_without(passage.text, span) for span in tried]
        ngrams = self.witnesses.ngrams_of(rests, column)
        # No pattern speaks for a theme that the model has to find evidence for.
        rules = weights["rules"][column] * _log_odds(FLOOR)
        others = weights["bias"][column] + rules + weights["ngrams"][column] * ngrams
        weight = weights[ENCODER][column]
        expected = others + weight * means[likely]
        order = [int(place) for place in np.argsort(expected, kind="stable")]
        if expected[order[1]] - expected[order[0]] > _DOUBT:
            return tried[order[0]]
        threshold = _log_odds(self.thresholds[theme])
        left = {}
        for place in order[:_CANDIDATES]:
            rest = self.witnesses.remainder(shown(passage, rests[place]))
            left[place] = others[place] + weight * rest.logits[column]
            if left[place] < threshold:
                break
        return tried[min(left, key=lambda place: left[place])]

    def roles(self, passages: Sequence[PassageText]) -> list[str]:
        """The likeliest role of each passage; as it came where the model has no say."""
        known = [place for place, passage in enumerate(passages) if self._knows(passage)]
        found = [passage.role for passage in passages]
        if not known:
            return found
        heard = [passages[place] for place in known]
        columns = role_columns(heard, self.witnesses.of_roles(heard))
        for place, role in zip(known, likeliest_roles(columns, self._role_model), strict=True):
            found[place] = role
        return found

    def problem(self, passage: PassageText) -> str:
        """Which language it is that there is no model for."""
        language = foreign(passage)
        return f"No model for {language}: tagged by rules alone." if language else ""

    def _knows(self, passage: PassageText) -> bool:
        return bool(passage.text.strip()) and not foreign(passage)


def combined(weights: Mapping[str, npt.NDArray[np.float64]], told: Mapping[str, Floats]) -> Floats:
    """The probability of each theme from its witnesses' log-odds.

    Parameters
    ----------
    weights
        Of each witness one weight per theme, and ``bias``.
    told
        Of each witness one log-odds per theme, or rows of them.
    """
    total = weights["bias"]
    for name, values in told.items():
        if name in weights:
            total = total + weights[name] * values
    result: Floats = (1 / (1 + np.exp(-total))).astype(np.float32)
    return result


def _means_without(reading: Reading, spans: Sequence[tuple[int, int]], column: int) -> Floats:
    """What the pieces outside each span contribute on average."""
    values = reading.contributions[:, column]
    starts, ends = reading.spans.T
    means = []
    for start, end in spans:
        outside = (starts < start - 1) | (ends > end)
        means.append(values[outside].sum() / max(1, outside.sum()))
    return np.array(means, dtype=np.float32)


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


@lru_cache(maxsize=512)
def _parts(text: str) -> list[tuple[int, int]]:
    return clauses(text)


def _without(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]}{text[span[1] : MOST_CHARACTERS]}".strip()
