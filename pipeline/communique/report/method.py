"""How a report was made: weights, what was resampled, versions and settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from communique.compare.weighing import Weighed
from communique.export.package import recorded
from communique.report.standing import Period
from communique.report.wording import Wording


@dataclass(frozen=True, slots=True)
class Method:
    """The facts of the method note."""

    weights: tuple[tuple[str, str], ...]
    units: Markup | str
    facts: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]


def method(
    run: Mapping[str, Any],
    weighed: Weighed,
    periods: Sequence[Period],
    files: Mapping[str, str],
    say: Wording,
) -> Method:
    """Read the method out of ``run.json`` and the tables.

    Parameters
    ----------
    run
        The content of ``run.json``.
    weighed
        The passages that weigh.
    periods
        The periods, in order.
    files
        File names by document.
    say
        The words.
    """
    weights = tuple(
        (say.name("roles", role), f"{weight:g}") for role, weight in weighed.weights.items()
    )
    left_out = tuple(
        (files.get(document, document), say.reason(reason))
        for document, reason in weighed.left_out.items()
    )
    return Method(weights, _units(periods, say), tuple(_facts(run, say)), left_out)


def _units(periods: Sequence[Period], say: Wording) -> Markup | str:
    by_unit: dict[str, list[str]] = {}
    for period in periods:
        unit = next((str(row.get("resampled") or "") for row in period.rows.values()), "")
        if period.compared and unit:
            by_unit.setdefault(unit, []).append(period.name)
    told = [
        say(f"unit {unit}", periods=say.enumerate(by_unit[unit]))
        for unit in ("documents", "sections", "passages")
        if unit in by_unit
    ]
    return say("method units", units=Markup("; ").join(told)) if told else ""


def _facts(run: Mapping[str, Any], say: Wording) -> list[tuple[str, str]]:
    """What was used, as far as the record of the run tells."""
    software, model = recorded(run, "software"), recorded(run, "model")
    taxonomy, files = recorded(run, "taxonomy"), recorded(run, "input")
    limits = recorded(run, "settings", "limits")
    libraries = ", ".join(
        f"{name} {version}" for name, version in recorded(run, "libraries").items()
    )
    tagger = [str(model[key]) for key in ("tagger", "version") if model.get(key)]
    if gold := str(model.get("gold") or ""):
        tagger.append(f"({say('fingerprint')} {_short(gold)})")
    named = [str(taxonomy.get("version") or "")]
    if count := taxonomy.get("themes"):
        held, mark = say("themes of", count=count), _short(taxonomy.get("fingerprint"))
        named.append(f"({held}, {say('fingerprint')} {mark})")
    given = [str(say("files", count=files["files"]))] if "files" in files else []
    if "fingerprint" in files:
        given.append(f"({say('fingerprint')} {_short(files['fingerprint'])})")
    compared = recorded(run, "settings", "comparison")
    facts = [
        ("compared", _compared(compared, say)),
        ("software", " ".join(str(software.get(key) or "") for key in ("name", "version"))),
        ("made with", libraries),
        ("model", " ".join(tagger) or str(say("rules alone"))),
        ("taxonomy", " ".join(named)),
        ("input", " ".join(given)),
        ("settings", _limits(limits, say)),
    ]
    return [(key, text.strip()) for key, text in facts if text.strip()]


def _compared(comparison: Mapping[str, Any], say: Wording) -> str:
    """How the periods were compared, where it is not the usual way."""
    design = recorded(comparison, "design")
    told: list[Markup] = []
    if kinds := design.get("kinds"):
        named = say.enumerate([say.name("kinds", str(kind)) for kind in kinds])
        told.append(say("compared kinds", kinds=named))
    if design.get("standardise"):
        told.append(say("compared standardised"))
    if baseline := design.get("baseline"):
        told.append(say("compared baseline", period=baseline))
    if comparison.get("counted") == "probabilities":
        told.append(say("compared probabilities"))
    if reviews := comparison.get("reviews"):
        told.append(say("compared reviewed", count=len(reviews)))
    return Markup("; ").join(told).unescape()


def _limits(limits: Mapping[str, Any], say: Wording) -> str:
    if not all(isinstance(limits.get(key), int | float) for key in ("seconds", "memory", "pages")):
        return ""
    megabytes = round(limits["memory"] / 1024**2)
    told = say("limits", seconds=f"{limits['seconds']:g}", memory=megabytes, pages=limits["pages"])
    return told.unescape()


def _short(fingerprint: Any) -> str:
    return str(fingerprint or "").removeprefix("sha256:")[:12] or "–"


def files_of(documents: pd.DataFrame) -> dict[str, str]:
    """File names by document."""
    return dict(zip(documents["document"], documents["file"], strict=True))
