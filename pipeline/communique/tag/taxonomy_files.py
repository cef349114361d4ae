"""A taxonomy written out: as the folder of YAML files that it is edited in, or as one sheet."""

from __future__ import annotations

import re
from typing import Any

import yaml

from communique.tag.taxonomy import KINDS, LANGUAGES, Pattern, Taxonomy, Theme

#: The first line of a ``taxonomy.yaml`` that was written here and not by hand.
MADE_BY = "# Made by communique taxonomy import; yours to edit."
_PATTERNS = "# Patterns: one a line; quotation marks around one that begins with a sign."

_ODD_BREAKS = re.compile("[\r\x85\u2028\u2029]")

SHEET_HEADER = (
    *("family", "family_name", "theme", "language", "name", "definition", "scope"),
    *KINDS,
)


def yaml_files(taxonomy: Taxonomy) -> dict[str, str]:
    """The files of a taxonomy's folder by name; ``load_taxonomy`` reads them back.

    Themes stand in the order of their families.
    """
    head: dict[str, Any] = {
        "version": taxonomy.version,
        "families": [
            {
                "id": family,
                "name": dict(names),
                "themes": [theme.id for theme in taxonomy.themes if theme.family == family],
            }
            for family, names in taxonomy.families.items()
        ],
        **_by_kind(taxonomy.vetoes),
    }
    files = {"taxonomy.yaml": f"{MADE_BY}\n{_yaml(head)}"}
    for theme in taxonomy.themes:
        files[f"{theme.id}.yaml"] = f"{_PATTERNS}\n{_yaml(_theme(theme))}"
    return files


def sheet_rows(taxonomy: Taxonomy) -> list[tuple[str, ...]]:
    """A row for each theme and language, under :data:`SHEET_HEADER`.

    The cells of patterns hold one a line. Where there are vetoes on all themes, they
    come first, in rows without a theme.
    """
    rows = []
    if taxonomy.vetoes:
        for language in LANGUAGES:
            rows.append(("", "", "", language, "", "", "", *_cells(taxonomy.vetoes, language)))
    for theme in taxonomy.themes:
        for language in LANGUAGES:
            texts = (theme.name, theme.definition, theme.scope)
            rows.append(
                (
                    theme.family,
                    taxonomy.families[theme.family][language],
                    theme.id,
                    language,
                    *(text[language] for text in texts),
                    *_cells(theme.patterns, language),
                )
            )
    return rows


def _theme(theme: Theme) -> dict[str, Any]:
    return {
        "id": theme.id,
        "family": theme.family,
        "name": dict(theme.name),
        "definition": dict(theme.definition),
        "scope": dict(theme.scope),
        **_by_kind(theme.patterns),
    }


def _by_kind(patterns: tuple[Pattern, ...]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for kind in KINDS:
        for language in LANGUAGES:
            if texts := _of(patterns, kind, language):
                found.setdefault(kind, {})[language] = texts
    return found


def _cells(patterns: tuple[Pattern, ...], language: str) -> tuple[str, ...]:
    return tuple("\n".join(_of(patterns, kind, language)) for kind in KINDS)


def _of(patterns: tuple[Pattern, ...], kind: str, language: str) -> list[str]:
    return [p.text for p in patterns if (p.kind, p.language) == (kind, language)]


class _Dumper(yaml.SafeDumper):
    """Writes every text so that it is read back to the letter."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # these count as line breaks in YAML and would be folded outside of double quotes
    style = '"' if _ODD_BREAKS.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _yaml(content: dict[str, Any]) -> str:
    # every pattern on one line, however long
    text: str = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**31)
    return text
