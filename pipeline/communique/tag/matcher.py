"""Finds patterns in a text: one small automaton per language.

A word's key, its exact form and the beginnings that patterns ask for are
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

The hits are ordered by place, then the longer first, then the taxonomy's order.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import accumulate, compress
from typing import TYPE_CHECKING, Any, NamedTuple

from communique.tag import normalise
from communique.tag.automaton import (
    CONNECTING_SYMBOL,
    NAME_SYMBOL,
    STOP_SYMBOL,
    Automaton,
    Symbols,
)
from communique.tag.normalise import keys_in
from communique.tag.taxonomy import Pattern, Taxonomy
from communique.tag.titles import title_ranges
from communique.tag.tokenise import Pieces, pieces_of, word_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Where the hits stand in a ``Doc``.
SPANS_KEY = "themes"

#: Small words (keys) that may stand inside a name.
_CONNECTING = frozenset(
    ["of", "for", "and", "on", "in", "to", "de", "et", "pour", "a", "en", "&", ","]
)
#: A passage without any of these words quotes no title.
_TITLE_MARKS = frozenset(
    f"{mark}{blank}"
    for mark in [*'“"«„', "Document", "document", "Documents", "documents"]
    for blank in ("", " ")
)
#: Hits kept of one passage: far more than any real one has, so that no input is unbounded.
_MOST_HITS = 2000


class Found(NamedTuple):
    """A pattern found: words ``first`` to ``last`` (last excluded) at these characters."""

    pattern: Pattern
    first: int
    last: int
    start: int
    end: int


class _Hit(NamedTuple):
    """A pattern found: units ``first`` to ``last`` (last excluded)."""

    first: int
    last: int
    pattern: int


class _Symbols(dict[tuple[str, str], Symbols | None]):
    """What patterns may ask of a word, by its key and piece; ``None``: it is not seen."""

    #: Distinct words remembered; beyond it the memory is emptied, never grown.
    most_words = 200_000

    def __init__(self, alphabet: set[str]) -> None:
        super().__init__()
        self._alphabet = alphabet
        self._begins = sorted(symbol[:-1] for symbol in alphabet if symbol.endswith("*"))

    def __missing__(self, word: tuple[str, str]) -> Symbols | None:
        if len(self) >= self.most_words:
            self.clear()
        key, piece = word
        symbols = self[word] = self._read(key, word_of(piece))
        return symbols

    def _read(self, key: str, form: str) -> Symbols | None:
        if key in {normalise.SKIPPED, normalise.JOINED}:
            return None
        if key == normalise.STOP:
            return (STOP_SYMBOL,)
        found = [f"-{key}", f"={form}"]
        found += [f"{begin}*" for begin in self._begins if key.startswith(begin)]
        if form[0].isupper():
            found.append(NAME_SYMBOL)
        elif key in _CONNECTING:
            found.append(CONNECTING_SYMBOL)
        # of a word that no pattern asks for: true as a word that is seen, and in no pattern
        return tuple(symbol for symbol in found if symbol in self._alphabet) or ("",)


class ThemeMatcher:
    """Finds a taxonomy's patterns in texts of one language.

    Parameters
    ----------
    taxonomy
        Whose patterns are looked for.
    language
        ``en`` or ``fr``.
    """

    def __init__(self, taxonomy: Taxonomy, language: str) -> None:
        self.language = language
        self.patterns = taxonomy.patterns(language)
        self._vetoing = {n for n, pattern in enumerate(self.patterns) if pattern.kind == "veto"}
        self._order = {theme: place for place, theme in enumerate(taxonomy.ids)}
        self._automaton = Automaton(
            [(branch, place) for place, p in enumerate(self.patterns) for branch in p.branches],
            language,
        )
        self._symbols = _Symbols(self._automaton.alphabet)

    def __call__(self, doc: Doc) -> Doc:
        """Write the hits to ``doc.spans["themes"]``; the keys stand in ``Token.norm_``.

        ``span.label_`` is the theme, ``span.id_`` names the pattern.
        """
        from spacy.tokens import Span  # noqa: PLC0415 - a text alone is read without spaCy

        text = Pieces(doc.text, [token.text_with_ws for token in doc])
        doc.spans[SPANS_KEY] = [
            Span(doc, hit.first, hit.last, label=hit.pattern.theme, span_id=hit.pattern.id)
            for hit in self.found(text, [token.norm_ for token in doc])
        ]
        return doc

    def find(self, text: str) -> list[Found]:
        """The hits in what is readable of a text."""
        cut = pieces_of(text)
        return self.found(cut, keys_in(self.language).of(cut.pieces))

    def found(self, text: Pieces, keys: Sequence[str]) -> list[Found]:
        """The hits in a text whose pieces have these keys."""
        pieces = text.pieces
        first, last, symbols = self._units(pieces, keys)
        matches = self._automaton.matches(symbols, _MOST_HITS)
        if not matches:
            return []
        starts = [0, *accumulate(map(len, pieces))]
        titles = [] if _TITLE_MARKS.isdisjoint(pieces) else title_ranges(text.text)
        hits = [
            hit
            for hit in map(_Hit._make, sorted(matches))
            if not titles
            or hit.pattern in self._vetoing
            or not any(start <= starts[first[hit.first]] < end for start, end in titles)
        ]
        found = []
        for hit in self._resolve(hits):
            begin, end = first[hit.first], last[hit.last - 1]
            stop = starts[end] + len(word_of(pieces[end]))
            found.append(Found(self.patterns[hit.pattern], begin, end + 1, starts[begin], stop))
        return found

    def _units(
        self, pieces: Sequence[str], keys: Sequence[str]
    ) -> tuple[Sequence[int], Sequence[int], list[Symbols]]:
        """The words that patterns see: the first and last word each covers, and its symbols."""
        read = list(map(self._symbols.__getitem__, zip(keys, pieces, strict=True)))
        first = list(compress(range(len(read)), read))
        seen = list(filter(None, read))
        if normalise.JOINED not in keys:
            return first, first, seen
        last = list(first)
        unit = -1
        for place, symbols in enumerate(read):
            if symbols:
                unit += 1
            elif unit >= 0 and keys[place] == normalise.JOINED:
                last[unit] = place
        return first, last, seen

    def _resolve(self, hits: list[_Hit]) -> list[_Hit]:
        """The hits that stay where several overlap."""
        vetoes = [hit for hit in hits if hit.pattern in self._vetoing]
        counting = [hit for hit in hits if hit.pattern not in self._vetoing]
        kept: list[_Hit] = []
        by_theme: dict[str, list[_Hit]] = {}
        for hit in sorted(counting, key=self._strength):
            theme = self.patterns[hit.pattern].theme
            if vetoes and any(_overlap(hit, veto) and self._vetoes(veto, theme) for veto in vetoes):
                continue
            rivals = by_theme.setdefault(theme, [])
            if not rivals or not any(_overlap(hit, rival) for rival in rivals):
                kept.append(hit)
                rivals.append(hit)
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


def __getattr__(name: str) -> Any:
    """The component that spaCy's entry points look for here, loaded with spaCy."""
    if name == "create_matcher":
        return import_module("communique.tag.components").create_matcher
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
