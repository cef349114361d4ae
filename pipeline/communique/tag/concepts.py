"""The concepts of a SKOS file: their texts, what is above them, and in which order they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.tag.skos import OWN, SKOS
from communique.tag.turtle import Literal, Resource, Statements

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_TERMS = "http://purl.org/dc/terms/"
_ELEMENTS = "http://purl.org/dc/elements/1.1/"
_DEPRECATED = "http://www.w3.org/2002/07/owl#deprecated"

#: Properties that hold a thing's name, the first that is there counts.
NAMES = (f"{SKOS}prefLabel", f"{_RDFS}label", f"{_TERMS}title", f"{_ELEMENTS}title")
_COLLECTIONS = (f"{SKOS}Collection", f"{SKOS}OrderedCollection")

#: Texts read of a node in between: many things may share one.
_MOST_INNER = 10
_LAST = 10**6


def in_language(texts: dict[str, str], language: str) -> str:
    """The text in a language, of any country where none is for all: ``fr-CA`` for ``fr``."""
    regional = sorted(tag for tag in texts if tag.startswith(f"{language}-"))
    return next((texts[tag] for tag in (language, *regional) if tag in texts), "")


class Concepts:
    """The concepts of a thesaurus, and what is asked of them.

    Attributes
    ----------
    themes, tops
        Those that become themes; those at the top with others below them.
    left_out
        How many are deprecated or have no address.
    """

    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        typed = [thing for thing in statements if self._is(thing, (f"{SKOS}Concept",))]
        known = {t for t in typed if not t.blank and self.plain(t, _DEPRECATED) != "true"}
        self.left_out = len(typed) - len(known)
        self._broader: dict[Resource, set[Resource]] = {thing: set() for thing in known}
        self._groups: dict[Resource, set[Resource]] = {}
        walked: set[Resource] = set()
        for thing in statements:
            for wider in self._things(thing, f"{SKOS}broader"):
                if thing in known and wider in known:
                    self._broader[thing].add(wider)
            for narrower in self._things(thing, f"{SKOS}narrower"):
                if thing in known and narrower in known:
                    self._broader[narrower].add(thing)
            if self._is(thing, _COLLECTIONS) and not thing.blank:
                for member in self._members(thing, walked):
                    self._groups.setdefault(member, set()).add(thing)
        parents = {wider for above in self._broader.values() for wider in above}
        self._at_top = {thing for thing in parents if not self._broader[thing]}
        self._at_top |= {thing for thing in known if self._is(thing, (f"{OWN}Family",))}
        self.tops = sorted(self._at_top, key=self._rank)
        self.themes = sorted(known - self._at_top, key=self._rank)

    def texts(self, thing: Resource, *names: str) -> list[Literal]:
        """The texts of a thing without blank ones, sorted; also those a node in between holds."""
        found: set[Literal] = set()
        for value in self._values(thing, names):
            inner = self._values(value, (f"{_RDF}value",)) if isinstance(value, Resource) else []
            for literal in (value, *inner[:_MOST_INNER]):
                if isinstance(literal, Literal) and literal.text.strip():
                    found.add(Literal(literal.language, literal.text.strip()))
        return sorted(found)

    def named(self, thing: Resource, names: tuple[str, ...] = NAMES) -> dict[str, str]:
        """The texts of the first property that has any, by language tag.

        One without a language is taken as English where there is no English one.
        """
        for name in names:
            if texts := self.texts(thing, name):
                found = {text.language: text.text for text in reversed(texts)}
                if "" in found:
                    found.setdefault("en", found.pop(""))
                return found
        return {}

    def plain(self, thing: Resource, name: str) -> str:
        """A text for machines, such as a notation: the first in order, empty without one."""
        return min((literal.text for literal in self.texts(thing, name)), default="")

    def place(self, thing: Resource) -> int | None:
        """The place that a taxonomy of ours gave a family or a theme."""
        text = self.plain(thing, f"{OWN}place")
        return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None

    def family(self, theme: Resource) -> Resource | None:
        """The concept at the top above a theme, or else its collection, or its scheme."""
        here, seen = theme, {theme}
        while wider := sorted(self._broader[here] - seen):
            here = wider[0]
            seen.add(here)
            if here in self._at_top:
                return here
        if theme in self._groups:
            return min(self._groups[theme])
        schemes = self._things(theme, f"{SKOS}inScheme", f"{SKOS}topConceptOf")
        return next((scheme for scheme in schemes if self.named(scheme)), None)

    def schemes(self) -> list[Resource]:
        """The concept schemes in the order of their addresses."""
        kinds = (f"{SKOS}ConceptScheme",)
        return sorted(thing for thing in self._statements if self._is(thing, kinds))

    def _rank(self, thing: Resource) -> tuple[int, str, Resource]:
        """By place where there is one, then by name."""
        place = self.place(thing)
        names = self.named(thing)
        label = in_language(names, "en") or min(names.values(), default="")
        return (_LAST if place is None else place, label.casefold(), thing)

    def _values(self, thing: Resource, names: tuple[str, ...]) -> list[Literal | Resource]:
        said = self._statements.get(thing, {})
        return [value for name in names for value in said.get(name, ())]

    def _things(self, thing: Resource, *names: str) -> list[Resource]:
        return sorted(value for value in self._values(thing, names) if isinstance(value, Resource))

    def _is(self, thing: Resource, kinds: tuple[str, ...]) -> bool:
        return any(kind.address in kinds for kind in self._things(thing, f"{_RDF}type"))

    def _members(self, collection: Resource, walked: set[Resource]) -> Iterator[Resource]:
        """The members of a collection, but for those of a list that another one shares."""
        yield from self._things(collection, f"{SKOS}member")
        links = self._things(collection, f"{SKOS}memberList")
        while links and links[0] not in walked:
            walked.add(links[0])
            yield from self._things(links[0], f"{_RDF}first")
            links = self._things(links[0], f"{_RDF}rest")
