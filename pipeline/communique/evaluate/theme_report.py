"""The figures of an evaluation of themes, for reading and for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from communique.evaluate.intervals import FEWEST, RESAMPLES
from communique.evaluate.themes import Figure, Part, Rates, ThemeScores
from communique.records import ROLES

_NOTHING = "-"
_DIGITS = 6


def figures(found: ThemeScores) -> dict[str, Any]:
    """All figures as plain values; rates are from 0 to 1, ``None``: nothing to measure."""
    content = asdict(found)
    for name in ("themeless", "evidence"):
        if content[name] is not None:
            content[name]["rate"] = getattr(found, name).rate
    if found.roles is not None:
        content["roles"]["right"]["rate"] = found.roles.right.rate
    rounded = _rounded(content)
    assert isinstance(rounded, dict)
    return rounded


def as_json_text(found: ThemeScores) -> str:
    """All figures as JSON, to six decimals."""
    return json.dumps(figures(found), ensure_ascii=False, indent=2)


def as_text(found: ThemeScores) -> str:
    """All figures as tables, rates to three decimals."""
    blocks = [
        _head(found),
        _themes(found),
        *_parts(found),
        _themeless(found),
        _calibration(found),
        _roles(found),
        _confusions(found),
        _drift(found),
        _standings(found),
    ]
    return "\n\n".join("\n".join(block) for block in map(list, blocks) if block)


def _head(found: ThemeScores) -> Iterator[str]:
    yield (
        f"Tagger {found.tagger} on {_times(found.passages, 'passage')} "
        f"of {_times(found.documents, 'document')}"
    )
    if found.documents >= FEWEST:
        yield f"Ranges are 95 % intervals: {RESAMPLES} resamples of documents"
    else:
        yield f"No intervals: fewer than {FEWEST} documents"
    yield from (f"Note: {note}" for note in found.notes)


def _themes(found: ThemeScores) -> Iterator[str]:
    wide = max(len(name) for name in (*found.by_theme, "all (micro)"))
    yield (
        f"{'theme':{wide}}{'gold':>6}{'given':>6}  {'precision':19}{'recall':19}{'F1':17}{'ECE':>5}"
    ).rstrip()
    for theme, rates in found.by_theme.items():
        ece = found.calibration.by_theme[theme].ece if found.calibration else None
        yield _line(theme, wide, rates, ece)
    yield _line("all (micro)", wide, found.micro, None)
    yield f"{'all (macro)':{wide}}{'':52}{_ranged(found.macro_f1)}".rstrip()


def _line(name: str, wide: int, rates: Rates, ece: float | None) -> str:
    cells = "".join(f"{_ranged(one):19}" for one in (rates.precision, rates.recall))
    last = "" if ece is None else f"{_rate(ece):>5}"
    start = f"{name:{wide}}{rates.positives:>6}{rates.given:>6}  "
    return f"{start}{cells}{_ranged(rates.f1):17}{last}".rstrip()


def _parts(found: ThemeScores) -> Iterator[Iterator[str]]:
    for by, parts in found.by.items():
        if parts:
            yield _table(by, parts)


def _table(by: str, parts: dict[str, Part]) -> Iterator[str]:
    wide = max(len(name) for name in (*parts, by))
    yield (
        f"{by:{wide}}{'passages':>10}{'gold':>6}{'given':>6}{'precision':>11}{'recall':>8}"
        f"  {'F1':17}{'macro F1':>10}{'with a false tag':>18}"
    )
    for name, part in parts.items():
        rates = part.micro
        yield (
            f"{name:{wide}}{part.passages:>10}{rates.positives:>6}{rates.given:>6}"
            f"{_rate(rates.precision.value):>11}{_rate(rates.recall.value):>8}"
            f"  {_ranged(rates.f1):17}{_rate(part.macro_f1):>10}{_rate(part.falsely_tagged):>18}"
        )


def _themeless(found: ThemeScores) -> Iterator[str]:
    if found.themeless.of:
        yield (
            f"Passages without any theme that got a tag: {found.themeless.count} of "
            f"{found.themeless.of} ({_rate(found.themeless.rate)})"
        )
    if found.evidence is not None and found.evidence.of:
        yield (
            f"Tags whose evidence stands where they say: {found.evidence.count} of "
            f"{found.evidence.of} ({_rate(found.evidence.rate)})"
        )


def _calibration(found: ThemeScores) -> Iterator[str]:
    if found.calibration is None:
        return
    pooled = found.calibration.pooled
    yield f"Expected calibration error over all themes' scores: {pooled.ece:.4f}"
    yield "score from    to   scores      mean  share that is true"
    for one in pooled.bins:
        yield (
            f"{one.low:10.1f}{one.high:6.1f}{one.count:>9}{one.mean_score:>10.3f}{one.rate:>20.3f}"
        )


def _roles(found: ThemeScores) -> Iterator[str]:
    if found.roles is None:
        return
    right = found.roles.right
    yield f"Role right: {right.count} of {right.of} ({_rate(right.rate)})"
    yield f"{'gold (down), given':20}" + "".join(f"{role:>11}" for role in ROLES)
    for role in ROLES:
        row = found.roles.confusion.get(role, {})
        yield f"{role:20}" + "".join(f"{row.get(given, 0) or '.':>11}" for given in ROLES)


def _confusions(found: ThemeScores) -> Iterator[str]:
    if not found.confusions:
        return
    yield "Missed, and given instead on the same passage"
    for one in found.confusions:
        yield f"{one.times:6}  {one.missed}, {one.given}"


def _drift(found: ThemeScores) -> Iterator[str]:
    tests = [test for test in found.drift if test.levels]
    if not tests:
        return
    yield "Does the error depend on year or language (permutation of documents)?"
    for test in tests:
        rates = ", ".join(f"{one.level} {one.rate:.4f}" for one in test.levels)
        said = "one level, no test"
        if test.statistic is not None and test.p is not None:
            said = f"X2 = {test.statistic:.2f}, p = {test.p:.3f}"
        yield f"{test.error} across {test.across}: {said}"
        yield f"    rates: {rates}"


def _standings(found: ThemeScores) -> Iterator[str]:
    if len(found.standings) < 2:
        return
    parts = found.by["difficulty"]
    carried = [name for name, part in parts.items() if part.micro.positives]
    wide = max(len(one.name) for one in found.standings)
    if parts:
        over = 11 * len(carried)
        yield f"{'':{wide + 38}}{'F1 by difficulty':^{over}}  with a false tag".rstrip()
    heads = "".join(f"{name:>11}" for name in (*carried, *parts))
    yield f"{'':{wide}}  {'micro F1':18}{'macro F1':18}{heads}".rstrip()
    for one in found.standings:
        cells = [one.by_difficulty[name].micro.f1.value for name in carried]
        cells += [one.by_difficulty[name].falsely_tagged for name in parts]
        row = "".join(f"{_rate(value):>11}" for value in cells)
        yield f"{one.name:{wide}}  {_ranged(one.micro.f1):18}{_ranged(one.macro_f1):18}{row}"


def _ranged(figure: Figure) -> str:
    if figure.interval is None:
        return _rate(figure.value)
    low, high = figure.interval
    return f"{_rate(figure.value)} {low:.2f}-{high:.2f}"


def _rate(value: float | None) -> str:
    return _NOTHING if value is None else f"{value:.3f}"


def _times(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    return value
