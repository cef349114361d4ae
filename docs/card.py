"""Writes the model card: figures on the passages that nobody tuned on, and what each part adds.

Run with ``make card``; takes a minute.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import GroupKFold

from communique.evaluate.theme_evaluation import evaluate_themes
from communique.evaluate.themes import Figure, ThemeScores
from communique.extract.roles import role_of
from communique.tag import Tagger, load_tagger, load_taxonomy
from communique.tag.gold import read_gold_passages, wanted
from communique.tag.hybrid import combined
from communique.tag.packaged import ModelFiles, open_model
from communique.tag.passage_text import language_of
from communique.tag.witnesses import Witnesses
from communique.train.combine import best_threshold, fit_stack, micro_f1
from communique.train.model import divided

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "corpus" / "gold"
PROSE = ROOT / "docs" / "model-card.txt"
CARD = ROOT / "models" / "communique_models" / "themes" / "MODEL_CARD.md"

#: Sets of witnesses, by the words for them.
ABLATIONS = {
    "rules alone": ("rules",),
    "n-grams alone": ("ngrams",),
    "n-grams and rules (`fast`)": ("ngrams", "rules"),
    "encoder alone": ("encoder",),
    "encoder and rules": ("encoder", "rules"),
    "encoder and n-grams": ("encoder", "ngrams"),
    "all (`accurate`)": ("encoder", "ngrams", "rules"),
}


def tested(name: str, *, baselines: bool) -> ThemeScores:
    """A tagger's figures on the held-out passages."""
    return evaluate_themes(
        GOLD / "held-out.jsonl",
        load_tagger(name),
        name,
        train=GOLD / "passages.jsonl" if baselines else None,
        role_of=role_of,
    )


def filled(text: str, parts: Mapping[str, str]) -> str:
    """The prose with each ``{{name}}`` replaced."""
    for name, content in parts.items():
        mark = "{{" + name + "}}"
        if mark not in text:
            raise SystemExit(f"{PROSE} lacks {mark}")
        text = text.replace(mark, content)
    return text


def overview(found: Sequence[ThemeScores]) -> str:
    """The figures that matter most, a column a tagger."""
    rows: list[tuple[str, list[str]]] = [
        ("micro-F1", [_ranged(one.micro.f1) for one in found]),
        ("macro-F1", [_ranged(one.macro_f1) for one in found]),
        ("precision", [_ranged(one.micro.precision) for one in found]),
        ("recall", [_ranged(one.micro.recall) for one in found]),
    ]
    for label, by, part in (
        ("implicit passages, micro-F1", "difficulty", "implicit"),
        ("French, micro-F1", "language", "fr"),
        ("English, micro-F1", "language", "en"),
    ):
        rows.append((label, [_ranged(one.by[by][part].micro.f1) for one in found]))
    rows += [
        (
            "passages without theme that got a tag",
            [f"{one.themeless.count} of {one.themeless.of}" for one in found],
        ),
        (
            "expected calibration error",
            [f"{one.calibration.pooled.ece:.4f}" if one.calibration else "" for one in found],
        ),
        ("role right", [f"{one.roles.right.rate:.3f}" if one.roles else "" for one in found]),
        ("evidence exact", [f"{one.evidence.rate:.3f}" if one.evidence else "" for one in found]),
    ]
    head = "| | " + " | ".join(f"`{one.tagger}`" for one in found) + " |"
    lines = [f"| {label} | {' | '.join(cells)} |" for label, cells in rows]
    return "\n".join([head, "|---" * (len(found) + 1) + "|", *lines])


def by_theme(found: ThemeScores) -> str:
    """Every theme's figures with intervals."""
    head = "| theme | passages | precision | recall | F1 | calibration error |"
    lines = [
        f"| `{theme}` | {rates.positives} | {_ranged(rates.precision)} | {_ranged(rates.recall)} "
        f"| {_ranged(rates.f1)} | {found.calibration.by_theme[theme].ece:.3f} |"
        for theme, rates in found.by_theme.items()
        if found.calibration
    ]
    return "\n".join([head, "|---|---|---|---|---|---|", *lines])


def by_part(found: ThemeScores) -> str:
    """Figures by language, year, kind and difficulty."""
    head = "| | | passages | micro-F1 | macro-F1 |"
    lines = [
        f"| {name} | {part} | {of.passages} | {_ranged(of.micro.f1)} | {_rate(of.macro_f1)} |"
        for name, parts in found.by.items()
        for part, of in parts.items()
    ]
    return "\n".join([head, "|---|---|---|---|---|", *lines])


def baselines(found: ThemeScores) -> str:
    """The tagger beside simpler ways."""
    head = "| | micro-F1 | plain | implicit | distractor |"
    lines = []
    for one in found.standings:
        parts = [one.by_difficulty.get(name) for name in ("plain", "implicit", "distractor")]
        cells = " | ".join(_value(part.micro.f1) if part else "" for part in parts)
        lines.append(f"| {one.name} | {_ranged(one.micro.f1)} | {cells} |")
    return "\n".join([head, "|---|---|---|---|---|", *lines])


def drift(found: ThemeScores) -> str:
    """Whether errors depend on year or language."""
    head = "| | statistic | p | rates |"
    lines = []
    for test in found.drift:
        rates = ", ".join(f"{one.level} {one.rate:.3f}" for one in test.levels)
        told = f"{test.statistic:.2f} | {test.p:.3f}" if test.p is not None else " | "
        lines.append(f"| {test.error} across {test.across} | {told} | {rates} |")
    return "\n".join([head, "|---|---|---|---|", *lines])


def ablation() -> str:
    """What each witness adds, on the documents kept back, by grouped cross-validation."""
    taxonomy, files = load_taxonomy(), open_model()
    _, tune = divided(read_gold_passages(GOLD / "passages.jsonl", taxonomy.ids))
    given = [passage.passage for passage in tune]
    scores = list(Tagger(taxonomy).scores(given))
    rules = np.array([[row[theme] for theme in taxonomy.ids] for row in scores], np.float32)
    said = Witnesses(files, encoder=True).of_themes(given, rules)
    coded = wanted(tune, taxonomy.ids)
    implicit = np.array([p.difficulty == "implicit" for p in tune])
    languages = np.array([language_of(passage) for passage in given])
    groups = [p.group for p in tune]
    lines = []
    for label, names in ABLATIONS.items():
        found = np.zeros(coded.shape, np.float32)
        for fit, test in GroupKFold(5).split(coded, groups=groups):
            for language in ("en", "fr"):
                train = fit[languages[fit] == language]
                rows = test[languages[test] == language]
                stack = fit_stack({n: said[n][train] for n in names}, coded[train])
                weights = {n: np.array(values) for n, values in stack.items()}
                for row in rows:
                    found[row] = combined(weights, {n: said[n][row] for n in names})
        given_tags = found >= best_threshold(found, coded)
        lines.append(f"| {label} | {_scores(coded, given_tags, implicit, languages == 'fr')} |")
    head = f"| on {len(tune)} passages | micro-F1 | implicit | French |"
    return "\n".join([head, "|---|---|---|---|", *lines])


def _scores(
    wanted: npt.NDArray[np.bool_], found: npt.NDArray[np.bool_], *parts: npt.NDArray[np.bool_]
) -> str:
    whole = np.ones(len(wanted), bool)
    return " | ".join(f"{micro_f1(wanted[p], found[p]):.3f}" for p in (whole, *parts))


def sizes(files: ModelFiles) -> str:
    """The model's files with their sizes."""
    folder = CARD.parent  # the packaged model
    rows = [(name, (folder / name).stat().st_size / 1e6) for name in files.settings["files"]]
    lines = [f"| `{name}` | {size:.1f} MB |" for name, size in rows]
    total = sum(size for _, size in rows)
    return "\n".join(["| file | size |", "|---|---|", *lines, f"| together | {total:.1f} MB |"])


def _ranged(figure: Figure) -> str:
    if figure.interval is None:
        return _value(figure)
    low, high = figure.interval
    return f"{_value(figure)} ({low:.2f} to {high:.2f})"


def _value(figure: Figure) -> str:
    return _rate(figure.value)


def _rate(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def card() -> str:
    """The whole card."""
    files = open_model()
    accurate, fast = tested("accurate", baselines=True), tested("fast", baselines=False)
    gold = files.settings["gold"]
    return filled(
        PROSE.read_text(encoding="utf-8"),
        {
            "version": files.version,
            "fingerprint": files.gold,
            "learned": f"{gold['learned']:,}",
            "tuned": f"{gold['tuned']:,}",
            "overview": overview([accurate, fast]),
            "themes": by_theme(accurate),
            "parts": by_part(accurate),
            "baselines": baselines(accurate),
            "drift": drift(accurate),
            "ablation": ablation(),
            "sizes": sizes(files),
        },
    )


if __name__ == "__main__":
    CARD.write_text(card(), encoding="utf-8")
    print(f"{CARD.relative_to(ROOT)} written")
