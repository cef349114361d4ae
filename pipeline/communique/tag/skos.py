"""A taxonomy as SKOS in Turtle, which thesaurus editors and triple stores read.

The taxonomy is a concept scheme, its families are the top concepts, and its themes the
concepts below them: names are ``skos:prefLabel``, ids ``skos:notation``, definitions
``skos:definition``, scopes ``skos:scopeNote``. What SKOS has no word for is said in
words of our own, which every file explains to its reader (:data:`OWN_PROPERTIES`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.tag.taxonomy import KINDS, LANGUAGES, Pattern, Taxonomy, Theme
from communique.tag.turtle import address, quoted, quoted_lines

SKOS = "http://www.w3.org/2004/02/skos/core#"
#: The namespace of what is ours; an address that names and leads nowhere.
OWN = "urn:communique:taxonomy#"

#: Our properties and what they hold.
OWN_PROPERTIES = {
    "place": "Place of a family in the taxonomy, or of a theme in its family, from 1.",
    "count": "Patterns that make the theme, one a line, in the literal's language.",
    "hint": "Patterns too general to make the theme alone, one a line.",
    "veto": "Patterns that undo the hits they overlap, one a line; "
    "at the scheme, the hits of all themes.",
}
_FAMILY = "A group of themes, which no passage is tagged with."

_PREFIXES = {
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": SKOS,
    "cq": OWN,
}
_SCHEME = address("urn", "communique", "taxonomy")
_SCHEME_NAMES = {"en": "Themes", "fr": "Thèmes"}

#: One statement about a thing: the property, and the value as Turtle writes it.
_Said = tuple[str, str]


def turtle_text(taxonomy: Taxonomy) -> str:
    """The taxonomy as a Turtle file: the same taxonomy gives the same text.

    Read back by :func:`communique.tag.thesaurus.read_thesaurus`, it is the same taxonomy.
    """
    parts = ["".join(f"@prefix {name}: <{whole}> .\n" for name, whole in _PREFIXES.items())]
    parts += [_block(f"cq:{name}", _property(says)) for name, says in OWN_PROPERTIES.items()]
    parts.append(
        _block("cq:Family", [("a", "rdfs:Class"), ("rdfs:comment", quoted(_FAMILY, "en"))])
    )
    parts.append(_block(_SCHEME, _scheme(taxonomy)))
    for place, (family, names) in enumerate(taxonomy.families.items(), start=1):
        parts.append(_block(_family_address(family), _family(family, names, place)))
        themes = [theme for theme in taxonomy.themes if theme.family == family]
        parts += [
            _block(address("urn", "communique", "theme", theme.id), _theme(theme, place))
            for place, theme in enumerate(themes, start=1)
        ]
    return "\n".join(parts)


def _block(subject: str, said: Iterable[_Said]) -> str:
    return f"{subject}\n    " + " ;\n    ".join(" ".join(pair) for pair in said) + " .\n"


def _property(says: str) -> list[_Said]:
    return [("a", "rdf:Property"), ("rdfs:comment", quoted(says, "en"))]


def _scheme(taxonomy: Taxonomy) -> Iterator[_Said]:
    yield "a", "skos:ConceptScheme"
    yield from _texts("skos:prefLabel", _SCHEME_NAMES)
    yield "owl:versionInfo", quoted(taxonomy.version)
    for family in taxonomy.families:
        yield "skos:hasTopConcept", _family_address(family)
    yield from _patterns(taxonomy.vetoes)


def _family(family: str, names: dict[str, str], place: int) -> Iterator[_Said]:
    yield "a", "skos:Concept , cq:Family"
    yield "skos:topConceptOf", _SCHEME
    yield "skos:inScheme", _SCHEME
    yield "skos:notation", quoted(family)
    yield "cq:place", str(place)
    yield from _texts("skos:prefLabel", names)


def _theme(theme: Theme, place: int) -> Iterator[_Said]:
    yield "a", "skos:Concept"
    yield "skos:broader", _family_address(theme.family)
    yield "skos:inScheme", _SCHEME
    yield "skos:notation", quoted(theme.id)
    yield "cq:place", str(place)
    yield from _texts("skos:prefLabel", theme.name)
    yield from _texts("skos:definition", theme.definition)
    yield from _texts("skos:scopeNote", theme.scope)
    yield from _patterns(theme.patterns)


def _texts(name: str, by_language: dict[str, str]) -> Iterator[_Said]:
    for language in LANGUAGES:
        yield name, quoted(by_language[language], language)


def _patterns(patterns: tuple[Pattern, ...]) -> Iterator[_Said]:
    for kind in KINDS:
        for language in LANGUAGES:
            texts = [p.text for p in patterns if (p.kind, p.language) == (kind, language)]
            if texts:
                yield f"cq:{kind}", quoted_lines(texts, language)


def _family_address(family: str) -> str:
    return address("urn", "communique", "family", family)
