"""The themes of a report: names and definitions in one language, in families."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.tag.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class ThemeLabel:
    """How a report speaks of a theme; a theme that the taxonomy lacks has its id alone."""

    id: str
    name: str
    definition: str = ""
    family: str = ""


def theme_labels(taxonomy: Taxonomy, themes: Iterable[str], language: str) -> dict[str, ThemeLabel]:
    """The labels of themes by id, in the taxonomy's order, unknown ones last by id.

    Parameters
    ----------
    taxonomy
        Names the themes.
    themes
        Ids that the report's tables hold.
    language
        ``en`` or ``fr``.
    """
    held = set(themes)
    known = [theme for theme in taxonomy.themes if theme.id in held]
    labels = {
        theme.id: ThemeLabel(
            theme.id,
            theme.name[language],
            theme.definition[language],
            taxonomy.families.get(theme.family, {}).get(language, ""),
        )
        for theme in known
    }
    return labels | {theme: ThemeLabel(theme, theme) for theme in sorted(held - labels.keys())}


def families(labels: dict[str, ThemeLabel]) -> list[tuple[str, list[ThemeLabel]]]:
    """The labels by family, in order; those of none last, under an empty name."""
    found: dict[str, list[ThemeLabel]] = {}
    for label in labels.values():
        found.setdefault(label.family, []).append(label)
    return sorted(found.items(), key=lambda item: not item[0])
