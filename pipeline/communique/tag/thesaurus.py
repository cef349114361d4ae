"""A thesaurus in SKOS, ours or anybody's, read into a taxonomy to start from.

Concepts at the top that have others below them become families, and all that is
below them themes; a concept that stands alone belongs to the family of its collection
or of its scheme. Labels become patterns. What the thesaurus lacks is filled with a
stand-in, and a note says what to write there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from communique.identity import slug
from communique.tag.concepts import Concepts, in_language
from communique.tag.label_patterns import LabelError, label_pattern, pattern_keys
from communique.tag.skos import OWN, SKOS
from communique.tag.syntax import PatternSyntaxError
from communique.tag.taxonomy import KINDS, LANGUAGES, Kind, Pattern, Taxonomy, Theme
from communique.tag.turtle import Resource, Statements

#: Families and themes of one taxonomy; a thesaurus of more is no set of themes for a table.
MOST_THEMES = 3000

_OWL = "http://www.w3.org/2002/07/owl#"
_DEFINITIONS = (
    f"{SKOS}definition",
    "http://purl.org/dc/terms/description",
    "http://www.w3.org/2000/01/rdf-schema#comment",
)
_SCOPES = (f"{SKOS}scopeNote",)
_NOTATION = f"{SKOS}notation"
_OTHER_LABELS = (f"{SKOS}altLabel", f"{SKOS}hiddenLabel")

_LANGUAGE_NAMES = {"en": "English", "fr": "French"}
_STAND_INS = {"en": "(to be written)", "fr": "(à rédiger)"}
_LAST_FAMILY = {"en": "Themes", "fr": "Thèmes"}

#: A notation that may be a theme's id, and so the name of its file, as it is.
_FILE_NAME = re.compile(r"[^\W_](?:[\w.-]{0,78}\w)?")
#: Characters of a pattern in the file, so that reading it is bounded.
_MOST_CHARACTERS = 5000
#: Patterns of one kind and language, and labels, of one theme.
_MOST_PATTERNS = 2000
_PERCENTED = re.compile("%[0-9A-Fa-f]{2}")
#: Names that a folder of ours or a file system keeps for itself.
_TAKEN = frozenset(
    [
        "taxonomy",
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{p}{n}" for p in ("com", "lpt") for n in range(10)),
    ]
)


class ThesaurusError(ValueError):
    """A file that is sound Turtle and still no thesaurus to start from."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A taxonomy, and what is to be mended in it, a line each."""

    taxonomy: Taxonomy
    notes: tuple[str, ...]


def read_thesaurus(statements: Statements) -> Reading:
    """The taxonomy that a thesaurus makes.

    Parameters
    ----------
    statements
        What :func:`communique.tag.turtle.read_turtle` found. A taxonomy that
        :func:`communique.tag.skos.turtle_text` wrote comes back as it was.

    Raises
    ------
    ThesaurusError
        If there is no concept that could be a theme, or more than :data:`MOST_THEMES`.
    """
    concepts = Concepts(statements)
    if not concepts.themes:
        raise ThesaurusError("it holds no skos:Concept that could be a theme")
    if (count := len(concepts.themes) + len(concepts.tops)) > MOST_THEMES:
        raise ThesaurusError(
            f"it holds {count:,} concepts, and a taxonomy at most "
            f"{MOST_THEMES:,} themes; take a part of it"
        )
    below: dict[Resource | None, list[Resource]] = {top: [] for top in concepts.tops}
    for theme in concepts.themes:
        below.setdefault(concepts.family(theme), []).append(theme)
    notes: list[str] = []
    if concepts.left_out:
        notes.append(f"concepts left out, deprecated or without address: {concepts.left_out}")
    families: dict[str, dict[str, str]] = {}
    themes: list[Theme] = []
    used, used_families = set(_TAKEN), set[str]()
    for resource, members in below.items():
        family = _family_id(concepts, resource, used_families)
        families[family] = _family_names(concepts, resource, family, notes)
        themes += [_theme(concepts, member, family, used, notes) for member in members]
    version, vetoes = _head(concepts, notes)
    return Reading(Taxonomy(version, families, tuple(themes), vetoes), tuple(notes))


def _head(concepts: Concepts, notes: list[str]) -> tuple[str, tuple[Pattern, ...]]:
    """The version, and the vetoes on all themes, which stand at the scheme."""
    schemes = concepts.schemes()
    versions = [concepts.plain(scheme, f"{_OWL}versionInfo") for scheme in schemes]
    vetoes = [p for scheme in schemes for p in _own_patterns(concepts, scheme, "", notes)]
    return next(filter(None, versions), "1"), _ordered(p for p in vetoes if p.kind == "veto")


def _family_id(concepts: Concepts, family: Resource | None, used: set[str]) -> str:
    if family is None:
        return _unlike("themes", used)
    own = concepts.plain(family, _NOTATION) if concepts.place(family) is not None else ""
    return _unlike(own or _short_name(concepts, family), used)


def _family_names(
    concepts: Concepts, family: Resource | None, family_id: str, notes: list[str]
) -> dict[str, str]:
    if family is None:
        return dict(_LAST_FAMILY)
    names = concepts.named(family)
    if lacking := _lacking(_covered(names), "name"):
        notes.append(f"family {family_id}: {_fill_in(lacking)}")
    if concepts.texts(family, *_OTHER_LABELS):
        notes.append(f"family {family_id}: a family is no theme, so its other labels find nothing")
    return _filled(names, family_id)


def _theme(
    concepts: Concepts, resource: Resource, family: str, used: set[str], notes: list[str]
) -> Theme:
    theme = _theme_id(concepts, resource, used, notes)
    names = concepts.named(resource)
    definitions = concepts.named(resource, _DEFINITIONS)
    scopes = concepts.named(resource, _SCOPES)
    own = _own_patterns(concepts, resource, theme, notes)
    patterns = _ordered([*own, *_label_patterns(concepts, resource, theme, own, notes)])
    lacking = _lacking(_covered(names), "name")
    lacking += _lacking(_covered(definitions), "definition")
    lacking += _lacking(_covered(scopes), "scope")
    if concepts.place(resource) is None:
        counting = {pattern.language for pattern in patterns if pattern.kind == "count"}
        lacking += _lacking(counting, "counting pattern")
    if lacking:
        notes.append(f"theme {theme}: {_fill_in(lacking)}")
    return Theme(
        id=theme,
        family=family,
        name=_filled(names, theme),
        definition=_stood_in(definitions),
        scope=_stood_in(scopes),
        patterns=patterns,
    )


def _theme_id(concepts: Concepts, theme: Resource, used: set[str], notes: list[str]) -> str:
    notation = concepts.plain(theme, _NOTATION)
    sound = _FILE_NAME.fullmatch(notation) is not None
    found = _unlike(notation if sound else _short_name(concepts, theme), used)
    if notation and found != notation:
        notes.append(
            f"theme {found}: is {notation[:60]!r} in the file, which cannot be its id here"
        )
    return found


def _short_name(concepts: Concepts, thing: Resource) -> str:
    """An id from the notation, else from the address's end if a word is in it, else the name."""
    end = _PERCENTED.sub(" ", re.split(r"[/#:]", thing.address.rstrip("/#:"))[-1])
    names = concepts.named(thing)
    label = in_language(names, "en") or in_language(names, "fr") or min(names.values(), default="")
    spoken = end if re.search("[A-Za-z]{3}", end) else ""
    for text in (concepts.plain(thing, _NOTATION), spoken, label, end):
        if (found := slug(text, 60)) != "document" or "document" in text.casefold():
            return found
    return "theme"


def _unlike(wanted: str, used: set[str]) -> str:
    """An id that no other is like, in capitals or not; it is added to the used ones."""
    found, number = wanted, 1
    while found.casefold() in used:
        number += 1
        found = f"{wanted}-{number}"
    used.add(found.casefold())
    return found


def _own_patterns(
    concepts: Concepts, thing: Resource, theme: str, notes: list[str]
) -> list[Pattern]:
    """The patterns that a taxonomy of ours wrote, one a line; faulty ones are left out."""
    found: list[Pattern] = []
    for kind in get_args(Kind):
        for literal in concepts.texts(thing, f"{OWN}{kind}"):
            if literal.language not in LANGUAGES:
                notes.append(f"{_whose(theme)}: patterns that are neither en nor fr are left out")
                continue
            for line in literal.text.split("\n", _MOST_PATTERNS)[:_MOST_PATTERNS]:
                text = " ".join(line.split())
                if not text:
                    continue
                if len(text) > _MOST_CHARACTERS:
                    notes.append(f"{_whose(theme)}: left out: a pattern of {len(text)} characters")
                    continue
                pattern = Pattern(theme, literal.language, kind, text)
                try:
                    _ = pattern.branches
                except PatternSyntaxError as error:
                    notes.append(f"{_whose(theme)}: left out: the pattern {text[:80]!r} {error}")
                else:
                    found.append(pattern)
    return found


def _label_patterns(
    concepts: Concepts,
    thing: Resource,
    theme: str,
    own: list[Pattern],
    notes: list[str],
) -> list[Pattern]:
    """The patterns of the labels, two that find the same once.

    A theme of a taxonomy of ours has patterns of its own instead of its name.
    """
    names = [] if concepts.place(thing) is not None else [f"{SKOS}prefLabel"]
    literals = [text for name in (*names, *_OTHER_LABELS) for text in concepts.texts(thing, name)]
    found: list[Pattern] = []
    texts = {(pattern.language, pattern.text) for pattern in own}
    seen: set[tuple[object, ...]] = set()
    for literal in literals[:_MOST_PATTERNS]:
        language = literal.language.split("-")[0] or "en"
        if language not in LANGUAGES:
            continue
        try:
            kind, text = label_pattern(literal.text, language)
            keys = (language, *pattern_keys(text, language))
        except LabelError as error:
            notes.append(f"theme {theme}: left out: the label {literal.text[:80]!r} {error}")
            continue
        if keys not in seen and (language, text) not in texts:
            seen.add(keys)
            found.append(Pattern(theme, language, kind, text))
    return found


def _ordered(patterns: Iterable[Pattern]) -> tuple[Pattern, ...]:
    """Patterns by kind and language, as a taxonomy's file has them."""
    return tuple(sorted(patterns, key=lambda p: (KINDS.index(p.kind), LANGUAGES.index(p.language))))


def _covered(texts: dict[str, str]) -> set[str]:
    return {language for language in LANGUAGES if in_language(texts, language)}


def _lacking(there: set[str], what: str) -> list[str]:
    """What is missing, in words: ``no definition``, ``no French name``."""
    missing = [language for language in LANGUAGES if language not in there]
    if len(missing) == len(LANGUAGES):
        return [f"no {what}"]
    return [f"no {_LANGUAGE_NAMES[language]} {what}" for language in missing]


def _fill_in(lacking: list[str]) -> str:
    return f"{', '.join(lacking)}; fill {'it' if len(lacking) == 1 else 'them'} in"


def _filled(names: dict[str, str], otherwise: str) -> dict[str, str]:
    """A name in each language, another language's where there is none."""
    any_name = min(names.values(), default=otherwise)
    spoken = in_language(names, "en") or in_language(names, "fr") or any_name
    return {language: in_language(names, language) or spoken for language in LANGUAGES}


def _stood_in(texts: dict[str, str]) -> dict[str, str]:
    return {
        language: in_language(texts, language) or _STAND_INS[language] for language in LANGUAGES
    }


def _whose(theme: str) -> str:
    return f"theme {theme}" if theme else "all themes"
