"""Finds patterns in a normalised ``Doc``: one small automaton per language.

A token's key, its exact form and the beginnings that patterns ask for are
turned into *symbols* once per distinct word; the automaton is walked only where a
symbol begins a pattern, so that the time grows with the text and hardly with
the number of patterns.

Overlaps are resolved the same way every time:

1. a hit of a theme that overlaps a veto of that theme, or of all themes, or
   that lies within a document's title, is dropped;
2. among overlapping hits of one theme the longest stays (in words), then a
   counting one before a hint, then the leftmost, then the pattern that the
   taxonomy lists first;
3. hits of different themes never compete: open data is evidence for two.

The spans are ordered by place, then the longer first, then the taxonomy's order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from communique.tag import normalise
from communique.tag.automaton import (
    CONNECTING_SYMBOL,
    NAME_SYMBOL,
    STOP_SYMBOL,
    Automaton,
    Symbols,
)
from communique.tag.taxonomy import Pattern, Taxonomy, load_taxonomy
from communique.tag.titles import title_ranges

#: Where the hits stand in a ``Doc``.
SPANS_KEY = "themes"

#: Small words (keys) that may stand inside a name.
_CONNECTING = frozenset(
    ["of", "for", "and", "on", "in", "to", "de", "et", "pour", "a", "en", "&", ","]
)
_JOINED_KEY = get_string_id(normalise.JOINED)
#: A passage without any of these quotes no title.
_TITLE_MARKS = {
    get_string_id(mark) for mark in [*'“"«„', "Document", "document", "Documents", "documents"]
}
#: Hits kept of one passage: far more than any real one has, so that no input is unbounded.
_MOST_HITS = 2000


class _Hit(NamedTuple):
    """A pattern found: units ``first`` to ``last`` (last excluded)."""

    first: int
    last: int
    pattern: int


class ThemeMatcher:
    """Writes the hits of a taxonomy's patterns to ``doc.spans["themes"]``.

    ``span.label_`` is the theme, ``span.id_`` names the pattern. The ``Doc``
    must have been through ``communique_normalise`` in the same language.
    """

    most_words = 200_000

    def __init__(self, taxonomy: Taxonomy, language: str) -> None:
        self.language = language
        self.patterns = taxonomy.patterns(language)
        self._vetoing = {n for n, pattern in enumerate(self.patterns) if pattern.kind == "veto"}
        self._order = {theme: place for place, theme in enumerate(taxonomy.ids)}
        self._automaton = Automaton(
            [(branch, place) for place, p in enumerate(self.patterns) for branch in p.branches],
            language,
        )
        alphabet = self._automaton.alphabet
        self._begins = sorted(symbol[:-1] for symbol in alphabet if symbol.endswith("*"))
        self._symbols: dict[tuple[int, int], Symbols | None] = {}

    def __call__(self, doc: Doc) -> Doc:
        first_token, last_token, symbols = self._units(doc)
        hits = self._find(symbols)
        kept = self._resolve(doc, hits, first_token, last_token)
        doc.spans[SPANS_KEY] = [
            Span(
                doc,
                first_token[hit.first],
                last_token[hit.last - 1] + 1,
                label=self.patterns[hit.pattern].theme,
                span_id=self.patterns[hit.pattern].id,
            )
            for hit in kept
        ]
        return doc

    def _units(self, doc: Doc) -> tuple[list[int], list[int], list[Symbols]]:
        """The words that patterns see, with the tokens each covers."""
        first: list[int] = []
        last: list[int] = []
        symbols: list[Symbols] = []
        known = self._symbols
        for token, (key, orth) in enumerate(
            zip(doc.to_array("NORM").tolist(), doc.to_array("ORTH").tolist(), strict=True)
        ):
            pair = (key, orth)
            found = known[pair] if pair in known else self._read(doc, token, pair)
            if found is not None:
                first.append(token)
                last.append(token)
                symbols.append(found)
            elif last and key == _JOINED_KEY:
                last[-1] = token
        return first, last, symbols

    def _read(self, doc: Doc, token: int, pair: tuple[int, int]) -> Symbols | None:
        if len(self._symbols) >= self.most_words:
            self._symbols.clear()
        key, form = doc[token].norm_, doc[token].text
        found: list[str] | None = None
        if key == normalise.STOP:
            found = [STOP_SYMBOL]
        elif key not in {normalise.SKIPPED, normalise.JOINED}:
            found = [f"-{key}", f"={form}"]
            found += [f"{begin}*" for begin in self._begins if key.startswith(begin)]
            if form[0].isupper():
                found.append(NAME_SYMBOL)
            elif key in _CONNECTING:
                found.append(CONNECTING_SYMBOL)
        symbols = (
            None if found is None else tuple(s for s in found if s in self._automaton.alphabet)
        )
        self._symbols[pair] = symbols
        return symbols

    def _find(self, symbols: list[Symbols]) -> list[_Hit]:
        hits: set[_Hit] = set()
        present = set().union(*symbols)
        beginning = self._automaton.beginning
        for start, here in enumerate(symbols):
            if here and not beginning.isdisjoint(here):
                for last, pattern in self._automaton.from_place(start, symbols, present):
                    hits.add(_Hit(start, last, pattern))
                if len(hits) > _MOST_HITS:
                    break
        return sorted(hits)

    def _resolve(
        self, doc: Doc, hits: list[_Hit], first_token: list[int], last_token: list[int]
    ) -> list[_Hit]:
        if not hits:
            return []
        vetoes = [hit for hit in hits if hit.pattern in self._vetoing]
        counting = [hit for hit in hits if hit.pattern not in self._vetoing]
        if not counting:
            return []
        titles = title_ranges(doc.text) if _TITLE_MARKS & set(doc.to_array("ORTH").tolist()) else []
        kept: list[_Hit] = []
        for hit in sorted(counting, key=self._strength):
            theme = self.patterns[hit.pattern].theme
            if any(_overlap(hit, veto) and self._vetoes(veto, theme) for veto in vetoes):
                continue
            begin = doc[first_token[hit.first]].idx
            if any(start <= begin < end for start, end in titles):
                continue
            rivals = (k for k in kept if self.patterns[k.pattern].theme == theme)
            if not any(_overlap(hit, rival) for rival in rivals):
                kept.append(hit)
        return sorted(kept, key=self._reading_order)

    def _vetoes(self, veto: _Hit, theme: str) -> bool:
        return self.patterns[veto.pattern].theme in {"", theme}

    def _strength(self, hit: _Hit) -> tuple[int, int, int, int]:
        pattern: Pattern = self.patterns[hit.pattern]
        return (hit.first - hit.last, int(pattern.kind == "hint"), hit.first, hit.pattern)

    def _reading_order(self, hit: _Hit) -> tuple[int, int, int]:
        return (hit.first, hit.first - hit.last, self._order[self.patterns[hit.pattern].theme])


def _overlap(one: _Hit, other: _Hit) -> bool:
    return one.first < other.last and other.first < one.last


@Language.factory(
    "communique_themes",
    default_config={"taxonomy": None},
    requires=["token.norm"],
    assigns=["doc.spans"],
)
def create_matcher(nlp: Language, name: str, taxonomy: str | None) -> ThemeMatcher:
    """Factory of the component; ``taxonomy`` is a folder, by default the packaged one."""
    return ThemeMatcher(load_taxonomy(taxonomy), nlp.lang or "en")


def pattern_index(matchers: Iterable[ThemeMatcher]) -> dict[str, Pattern]:
    """Patterns by the id that ``span.id_`` holds."""
    return {pattern.id: pattern for matcher in matchers for pattern in matcher.patterns}
