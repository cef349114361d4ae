"""How well themes and roles were told, from what gold passages carry and what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.evaluate.calibration import Calibration, calibration
from communique.evaluate.decisions import Bools, Decisions, Floats
from communique.evaluate.drift import DriftTest, drift_tests
from communique.evaluate.intervals import Interval, Places, interval, resampled, totals, units
from communique.tag.gold import DIFFICULTIES, GoldPassage, wanted

#: Confusions between themes that are told.
MOST_CONFUSIONS = 12
#: With fewer different years than this a band is a year, else a decade.
FEW_YEARS = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A rate from 0 to 1 with its 95 % interval; ``None``: there is nothing to measure."""

    value: float | None
    interval: Interval


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and F1 of decisions.

    ``positives`` counts what gold passages carry, ``given`` what was tagged.
    """

    positives: int
    given: int
    precision: Figure
    recall: Figure
    f1: Figure


@dataclass(frozen=True, slots=True)
class Part:
    """Rates over all themes in some of the passages.

    ``macro_f1`` is the mean over themes that these passages carry; ``falsely_tagged`` is
    the share of passages with a tag that they should not have.
    """

    passages: int
    micro: Rates
    macro_f1: float | None
    falsely_tagged: float


@dataclass(frozen=True, slots=True)
class Share:
    """So many ``of`` so many."""

    count: int
    of: int

    @property
    def rate(self) -> float | None:
        """From 0 to 1, ``None``: of none."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Roles:
    """How often the role was right, and gold role → given role → passages."""

    right: Share
    confusion: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Confusion:
    """A theme was missed and another one given wrongly on the same passage, so many times."""

    missed: str
    given: str
    times: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of the comparison with simpler ways to tag."""

    name: str
    micro: Rates
    macro_f1: Figure
    by_difficulty: dict[str, Part]


@dataclass(frozen=True, slots=True)
class ThemeScores:
    """All that an evaluation of themes tells.

    ``by`` holds the parts of the passages by language, years, kind and difficulty, where
    they say it; ``themeless`` the passages without a theme that were tagged; ``evidence``
    the tags whose evidence stands where they say.
    """

    tagger: str
    passages: int
    documents: int
    micro: Rates
    macro_f1: Figure
    by_theme: dict[str, Rates]
    by: dict[str, dict[str, Part]]
    themeless: Share
    calibration: Calibration | None
    roles: Roles | None
    evidence: Share | None
    confusions: tuple[Confusion, ...]
    drift: tuple[DriftTest, ...]
    standings: tuple[Standing, ...]
    notes: tuple[str, ...]


def score_themes(
    passages: Sequence[GoldPassage],
    themes: Sequence[str],
    decided: Decisions,
    *,
    baselines: Sequence[Decisions] = (),
    notes: Sequence[str] = (),
) -> ThemeScores:
    """Score a tagger's decisions on gold passages.

    Parameters
    ----------
    passages
        Gold passages, one or more.
    themes
        Theme ids, in the order of the decisions' columns.
    decided
        What the tagger decided on these passages.
    baselines
        What simpler ways to tag decided on them.
    notes
        What a reader should know of how the figures came about.
    """
    truth, unit = wanted(passages, themes), units(passages)
    labels = {
        "language": [p.language for p in passages],
        "years": year_bands([p.year for p in passages]),
        "kind": [p.kind for p in passages],
        "difficulty": [p.difficulty for p in passages],
    }
    micro, macro, by_theme = _overall(truth, decided.given, unit)
    bare = ~truth.any(axis=1)
    drift_labels = {"years": labels["years"], "languages": labels["language"]}
    return ThemeScores(
        tagger=decided.name,
        passages=len(passages),
        documents=int(unit.max()) + 1,
        micro=micro,
        macro_f1=macro,
        by_theme=dict(zip(themes, by_theme, strict=True)),
        by={name: parts(truth, decided.given, unit, own) for name, own in labels.items()},
        themeless=Share(int(decided.given[bare].any(axis=1).sum()), int(bare.sum())),
        calibration=None if decided.scores is None else calibration(decided.scores, truth, themes),
        roles=score_roles([p.role for p in passages], decided.roles),
        evidence=None if decided.evidence is None else Share(*reversed(decided.evidence)),
        confusions=confusions(truth, decided.given, themes),
        drift=drift_tests(truth, decided.given, unit, drift_labels),
        standings=tuple(
            _standing(one, truth, unit, labels["difficulty"]) for one in (decided, *baselines)
        ),
        notes=tuple(notes),
    )


def parts(truth: Bools, given: Bools, unit: Places, labels: Sequence[str]) -> dict[str, Part]:
    """Rates of the passages under each label; those without one (``""``) are left out."""
    names = [name for name in DIFFICULTIES if name in labels]
    names += sorted(set(labels) - {"", *names})
    rows = {name: np.array([label == name for label in labels]) for name in names}
    found = {}
    for name, inside in rows.items():
        own, said = truth[inside], given[inside]
        by_unit = totals(_counts(own, said).sum(axis=1), _renumbered(unit[inside]))
        values = _rates(_counts(own, said).sum(axis=0))[2]
        carried = own.any(axis=0)
        found[name] = Part(
            passages=int(inside.sum()),
            micro=_summed(by_unit),
            macro_f1=float(values[carried].mean()) if carried.any() else None,
            falsely_tagged=float((said & ~own).any(axis=1).mean()),
        )
    return found


def year_bands(years: Sequence[int | None]) -> list[str]:
    """Each year's band: itself where there are few years, else its decade; ``""``: none."""
    few = len({year for year in years if year is not None}) < FEW_YEARS
    return ["" if year is None else str(year) if few else f"{year // 10 * 10}s" for year in years]


def score_roles(gold: Sequence[str], told: Sequence[str]) -> Roles | None:
    """Compare roles; ``None`` where no passage has both a gold role and a given one."""
    both = [(own, said) for own, said in zip(gold, told, strict=False) if own and said]
    if not both:
        return None
    table = Counter(both)
    confusion: dict[str, dict[str, int]] = {}
    for (own, said), times in sorted(table.items()):
        confusion.setdefault(own, {})[said] = times
    right = sum(own == said for own, said in both)
    return Roles(Share(right, len(both)), confusion)


def confusions(truth: Bools, given: Bools, themes: Sequence[str]) -> tuple[Confusion, ...]:
    """The pairs of themes that were most often missed and wrongly given on one passage."""
    missed, wrong = (truth & ~given).astype(np.int64), (given & ~truth).astype(np.int64)
    table = missed.T @ wrong
    pairs = [
        Confusion(themes[u], themes[t], int(table[u, t]))
        for u, t in zip(*table.nonzero(), strict=True)
    ]
    pairs.sort(key=lambda pair: -pair.times)  # stable: equals stay in the taxonomy's order
    return tuple(pairs[:MOST_CONFUSIONS])


def _standing(one: Decisions, truth: Bools, unit: Places, difficulty: Sequence[str]) -> Standing:
    micro, macro, _ = _overall(truth, one.given, unit)
    return Standing(one.name, micro, macro, parts(truth, one.given, unit, difficulty))


def _overall(truth: Bools, given: Bools, unit: Places) -> tuple[Rates, Figure, list[Rates]]:
    """Micro rates, macro F1, and the rates of each theme."""
    by_unit = totals(_counts(truth, given), unit)
    documents = len(by_unit)
    counts, draws = by_unit.sum(axis=0), resampled(by_unit)
    f1 = _rates(counts)[2]
    carried = counts[:, 2] > 0
    drawn = np.where(draws[:, :, 2] > 0, _rates(draws)[2], np.nan)
    size = (~np.isnan(drawn)).sum(axis=1)
    mean = _ratio(np.nansum(drawn, axis=1), size.astype(np.float64))
    value = float(f1[carried].mean()) if carried.any() else None
    macro = Figure(value, None if value is None else interval(mean, documents))
    columns = range(truth.shape[1])
    themes = [_with_intervals(counts[c], draws[:, c], documents) for c in columns]
    return _with_intervals(counts.sum(axis=0), draws.sum(axis=1), documents), macro, themes


def _summed(by_unit: Floats) -> Rates:
    return _with_intervals(by_unit.sum(axis=0), resampled(by_unit), len(by_unit))


def _with_intervals(counts: Floats, draws: Floats, documents: int) -> Rates:
    figures = [
        Figure(None, None) if np.isnan(value) else Figure(float(value), interval(drawn, documents))
        for value, drawn in zip(_rates(counts), _rates(draws), strict=True)
    ]
    return Rates(int(counts[2]), int(counts[1]), *figures)


def _counts(truth: Bools, given: Bools) -> Floats:
    """Passages × themes × (rightly given, given, carried)."""
    return np.stack([truth & given, given, truth], axis=-1).astype(np.float64)


def _rates(counts: Floats) -> tuple[Floats, Floats, Floats]:
    """Precision, recall and F1 of counts on the last axis; ``nan``: nothing to measure."""
    right, given, carried = counts[..., 0], counts[..., 1], counts[..., 2]
    return _ratio(right, given), _ratio(right, carried), _ratio(2 * right, given + carried)


def _ratio(above: Floats, below: Floats) -> Floats:
    nothing = np.full(np.shape(above), np.nan)
    found: Floats = np.divide(above, below, out=nothing, where=below > 0)
    return found


def _renumbered(unit: Places) -> Places:
    found: npt.NDArray[np.intp] = np.unique(unit, return_inverse=True)[1].astype(np.intp)
    return found
