"""The taxonomy: themes, their definitions and the patterns that speak for them.

It is a folder of YAML files that analysts edit: ``taxonomy.yaml`` (version,
families, vetoes for all themes) and one file per theme, named by its id.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any, Literal, Protocol

from communique.tag.syntax import Branch, PatternSyntaxError, fewest_words, parse_pattern

LANGUAGES = ("en", "fr")
#: ``count`` makes a theme, ``hint`` needs company, ``veto`` undoes the hits it overlaps.
KINDS = ("count", "hint", "veto")
Kind = Literal["count", "hint", "veto"]

THEME_KEYS = frozenset({"id", "family", "name", "definition", "scope", *KINDS})
TAXONOMY_KEYS = frozenset({"version", "families", "veto"})
FAMILY_KEYS = frozenset({"id", "name", "themes"})


class TaxonomyError(ValueError):
    """A taxonomy that cannot be used; the message names file, theme and fix."""

    def __init__(self, file: str, theme: str, fix: str) -> None:
        self.file, self.theme, self.fix = file, theme, fix
        super().__init__(f"{file}: {f'theme {theme}: ' if theme else ''}{fix}")


class Folder(Protocol):
    """What is needed of a folder: a path has it, and so has package data."""

    def joinpath(self, *parts: str) -> Any: ...

    def iterdir(self) -> Iterator[Any]: ...


@dataclass(frozen=True)
class Pattern:
    """One pattern of a theme in one language, as :func:`parse_pattern` can read it.

    ``theme`` is empty for a veto on all themes.
    """

    theme: str
    language: str
    kind: Kind
    text: str

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """Its slots, read when they are first asked for: most of a run's work needs none."""
        return parse_pattern(self.text)

    @property
    def id(self) -> str:
        """Names the pattern: ``governance/en/steering committee``."""
        return f"{self.theme or 'all'}/{self.language}/{self.text}"

    @property
    def words(self) -> int:
        """Words of the shortest text it matches: its specificity, 1 or more."""
        return min(fewest_words(branch) for branch in self.branches)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the codebook; texts are keyed by language (``en``, ``fr``)."""

    id: str
    family: str
    name: dict[str, str]
    definition: dict[str, str]
    scope: dict[str, str]
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Themes in the codebook's order, with the vetoes that hold for all of them."""

    version: str
    families: dict[str, dict[str, str]]
    themes: tuple[Theme, ...]
    vetoes: tuple[Pattern, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Theme ids in the codebook's order."""
        return tuple(theme.id for theme in self.themes)

    def patterns(self, language: str) -> tuple[Pattern, ...]:
        """All patterns of a language, vetoes on all themes first."""
        every = [*self.vetoes, *(p for theme in self.themes for p in theme.patterns)]
        return tuple(p for p in every if p.language == language)

    def theme(self, theme_id: str) -> Theme:
        """The theme with this id; ``KeyError`` where there is none."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)


def packaged_folder() -> Folder:
    """The taxonomy that comes with the package."""
    return resources.files("communique_models").joinpath("taxonomy")


def read_yaml(folder: Folder, file: str) -> dict[str, Any]:
    """One YAML file as a mapping, read with the safe loader.

    Raises
    ------
    TaxonomyError
        Where the file is missing, not UTF-8, not YAML or no mapping.
    """
    import yaml  # noqa: PLC0415 - a taxonomy that is remembered needs none

    # the loader in C, where PyYAML was built with it, is ten times faster
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    theme = "" if file == "taxonomy.yaml" else file.removesuffix(".yaml")
    try:
        text = folder.joinpath(file).read_text(encoding="utf-8")
        content = yaml.load(text, Loader=loader)
    except FileNotFoundError as error:
        raise TaxonomyError(file, theme, "is missing") from error
    except (OSError, UnicodeDecodeError) as error:
        raise TaxonomyError(file, theme, f"cannot be read as UTF-8 text ({error})") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise TaxonomyError(file, theme, f"is no valid YAML ({error})") from error
    if not isinstance(content, dict):
        raise TaxonomyError(file, theme, "must be a mapping of keys such as 'id:' and 'count:'")
    return content


def load_taxonomy(folder: Folder | str | None = None) -> Taxonomy:
    """Load a taxonomy from a folder, by default the packaged one.

    Raises
    ------
    TaxonomyError
        For the first fault found: a missing file or key, a wrong type, an
        unknown family, a pattern that cannot be read. ``lint_taxonomy`` lists them all.
    """
    place: Folder = packaged_folder() if folder is None else as_folder(folder)
    head = read_yaml(place, "taxonomy.yaml")
    _known_keys(head, TAXONOMY_KEYS, "taxonomy.yaml", "")
    families: dict[str, dict[str, str]] = {}
    themes: list[Theme] = []
    for family in _list(head, "families", "taxonomy.yaml", ""):
        if not isinstance(family, dict):
            raise TaxonomyError("taxonomy.yaml", "", "every family needs 'id', 'name' and 'themes'")
        _known_keys(family, FAMILY_KEYS, "taxonomy.yaml", "")
        family_id = _text(family, "id", "taxonomy.yaml", "")
        families[family_id] = _both(family, "name", "taxonomy.yaml", "")
        for theme_id in _list(family, "themes", "taxonomy.yaml", ""):
            themes.append(_theme(place, str(theme_id), family_id))
    ids = [theme.id for theme in themes]
    for theme_id in ids:
        if ids.count(theme_id) > 1:
            raise TaxonomyError("taxonomy.yaml", theme_id, "is listed twice; list it in one family")
    if not themes:
        raise TaxonomyError("taxonomy.yaml", "", "lists no theme under 'families'")
    return Taxonomy(
        version=_text(head, "version", "taxonomy.yaml", ""),
        families=families,
        themes=tuple(themes),
        vetoes=_patterns(head, "veto", "taxonomy.yaml", ""),
    )


def as_folder(folder: Folder | str) -> Folder:
    """A folder, or the one that a path names."""
    return Path(folder) if isinstance(folder, str) else folder


def _theme(folder: Folder, theme_id: str, family: str) -> Theme:
    file = f"{theme_id}.yaml"
    content = read_yaml(folder, file)
    _known_keys(content, THEME_KEYS, file, theme_id)
    if content.get("id") != theme_id:
        raise TaxonomyError(file, theme_id, f"must say 'id: {theme_id}', the name of its file")
    if content.get("family") != family:
        raise TaxonomyError(file, theme_id, f"must say 'family: {family}', as in taxonomy.yaml")
    return Theme(
        id=theme_id,
        family=family,
        name=_both(content, "name", file, theme_id),
        definition=_both(content, "definition", file, theme_id),
        scope=_both(content, "scope", file, theme_id),
        patterns=tuple(p for kind in KINDS for p in _patterns(content, kind, file, theme_id)),
    )


def _known_keys(content: dict[str, Any], known: frozenset[str], file: str, theme: str) -> None:
    for key in content:
        if key not in known:
            raise TaxonomyError(
                file, theme, f"has the unknown key {key!r}; known are {', '.join(sorted(known))}"
            )


def _text(content: dict[str, Any], key: str, file: str, theme: str) -> str:
    value = content.get(key)
    if not isinstance(value, str) or not value.strip():
        raise TaxonomyError(file, theme, f"needs a text under '{key}:' (quote a number)")
    return value.strip()


def _both(content: dict[str, Any], key: str, file: str, theme: str) -> dict[str, str]:
    value = content.get(key)
    if not isinstance(value, dict) or set(value) != set(LANGUAGES):
        raise TaxonomyError(file, theme, f"needs '{key}:' in 'en' and 'fr' and in nothing else")
    return {language: _text(value, language, file, theme) for language in LANGUAGES}


def _list(content: dict[str, Any], key: str, file: str, theme: str) -> list[Any]:
    value = content.get(key)
    if not isinstance(value, list):
        raise TaxonomyError(file, theme, f"needs a list under '{key}:'")
    return value


def _patterns(content: dict[str, Any], kind: str, file: str, theme: str) -> tuple[Pattern, ...]:
    block = content.get(kind)
    if block is None:
        return ()
    if not isinstance(block, dict) or not set(block) <= set(LANGUAGES):
        raise TaxonomyError(file, theme, f"needs '{kind}:' by language, 'en' or 'fr'")
    found = []
    for language in LANGUAGES:
        for text in block.get(language) or ():
            if not isinstance(text, str):
                raise TaxonomyError(
                    file, theme, f"'{kind}: {language}:' holds {text!r}, no text; put it in quotes"
                )
            pattern = Pattern(theme, language, _kind(kind), " ".join(text.split()))
            try:
                _ = pattern.branches
            except PatternSyntaxError as error:
                raise TaxonomyError(
                    file, theme, f"the pattern {text!r} in '{kind}: {language}:' {error}"
                ) from error
            found.append(pattern)
    return tuple(found)


def _kind(kind: str) -> Kind:
    return "veto" if kind == "veto" else "hint" if kind == "hint" else "count"
