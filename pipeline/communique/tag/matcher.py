"""Finds patterns in a text: one small automaton per language.

What stands between two blanks, mostly a word with its punctuation, is cut into words,
and these are turned into *symbols* (key, exact form, the beginnings that patterns ask for),
once for all texts; the automaton is walked only where a symbol begins a pattern, so that
the time grows with the text and hardly with the number of patterns.

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

from bisect import bisect_right
from collections.abc import Sequence
from importlib import import_module
from itertools import accumulate, chain
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
from communique.tag.tokenise import pieces_of, readable, word_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Where the hits stand in a ``Doc``.
SPANS_KEY = "themes"

#: Small words (keys) that may stand inside a name.
_CONNECTING = frozenset(
    ["of", "for", "and", "on", "in", "to", "de", "et", "pour", "a", "en", "&", ","]
)
#: A passage without any of these quotes no title.
_TITLE_MARKS = (*'“"«„', "ocument")
#: Hits kept of one passage: far more than any real one has, so that no input is unbounded.
_MOST_HITS = 2000


class Found(NamedTuple):
    """A pattern found, by its place among the patterns, at these characters."""

    pattern: int
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
        self._begins = {symbol[:-1] for symbol in alphabet if symbol.endswith("*")}
        self._sizes = set(map(len, self._begins))

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
        begun = self._begins.intersection([key[:size] for size in self._sizes])
        found += [f"{begin}*" for begin in sorted(begun)]
        if form[0].isupper():
            found.append(NAME_SYMBOL)
        elif key in _CONNECTING:
            found.append(CONNECTING_SYMBOL)
        # of a word that no pattern asks for: true as a word that is seen, and in no pattern
        return tuple(symbol for symbol in found if symbol in self._alphabet) or ("",)


class _Seen(NamedTuple):
    """The words of a text that patterns see: the symbols of each, where it begins and ends."""

    symbols: Sequence[Symbols]
    starts: Sequence[int]
    ends: Sequence[int]


class _Runs(dict[str, _Seen]):
    """What is seen of a text without a blank, read when it is first asked for.

    Parameters
    ----------
    language
        ``en`` or ``fr``.
    symbols
        Those of a key and its piece.
    """

    #: Distinct runs remembered, and the longest; beyond the first the memory is emptied.
    most_runs, longest = 50_000, 60

    def __init__(self, language: str, symbols: _Symbols) -> None:
        super().__init__()
        self._keys = keys_in(language)
        self._symbols = symbols

    def __missing__(self, run: str) -> _Seen:
        pieces = pieces_of(run).pieces
        seen = self.read(pieces, self._keys.of(pieces))
        if len(run) <= self.longest:
            if len(self) >= self.most_runs:
                self.clear()
            self[run] = seen
        return seen

    def of(self, text: str) -> tuple[Sequence[str], Sequence[_Seen]]:
        """A text in runs, a blank between each two, and what is seen of each."""
        # a dash is told from a hyphen by the piece before it, which may be a blank only here
        apart = text[:1] != " " and "  " not in text
        runs = text.split(" ") if apart else [text]
        return runs, list(map(self.__getitem__, runs))

    def read(self, pieces: Sequence[str], keys: Sequence[str]) -> _Seen:
        """What is seen of a text in pieces that have these keys."""
        read = list(map(self._symbols.__getitem__, zip(keys, pieces, strict=True)))
        symbols, starts, ends = [], [], []
        end = 0
        for piece, key, own in zip(pieces, keys, read, strict=True):
            start, end = end, end + len(piece)
            if own:
                symbols.append(own)
                starts.append(start)
                ends.append(start + len(word_of(piece)))
            elif key == normalise.JOINED and ends:
                ends[-1] = start + len(word_of(piece))
        return _Seen(symbols, starts, ends)


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
        self._runs = _Runs(language, _Symbols(self._automaton.alphabet))

    def __call__(self, doc: Doc) -> Doc:
        """Write the hits to ``doc.spans["themes"]``; the keys stand in ``Token.norm_``.

        ``span.label_`` is the theme, ``span.id_`` names the pattern.
        """
        pieces = [token.text_with_ws for token in doc]
        seen = self._runs.read(pieces, [token.norm_ for token in doc])
        found = [(self.patterns[hit.pattern], hit) for hit in self._found([doc.text], [seen])]
        spans = [
            doc.char_span(hit.start, hit.end, label=pattern.theme, span_id=pattern.id)
            for pattern, hit in found
        ]
        doc.spans[SPANS_KEY] = [span for span in spans if span]  # all: they are whole tokens
        return doc

    def find(self, text: str) -> list[Found]:
        """The hits in what is readable of a text."""
        return self._found(*self._runs.of(readable(text)))

    def _found(self, runs: Sequence[str], seen: Sequence[_Seen]) -> list[Found]:
        """The hits in a text that comes in runs, a blank between each two."""
        symbols = [own.symbols for own in seen]
        matches = self._automaton.matches(list(chain.from_iterable(symbols)), _MOST_HITS)
        if not matches:
            return []
        before = [0, *accumulate(map(len, symbols))]
        begins = [0, *accumulate(map(len, runs))]  # without the blanks, one before each run

        def start_of(hit: _Hit) -> int:
            run = bisect_right(before, hit.first) - 1
            return begins[run] + run + seen[run].starts[hit.first - before[run]]

        def end_of(hit: _Hit) -> int:
            run = bisect_right(before, hit.last - 1) - 1
            return begins[run] + run + seen[run].ends[hit.last - 1 - before[run]]

        hits = list(map(_Hit._make, sorted(matches)))
        text = " ".join(runs)
        titles = title_ranges(text) if any(mark in text for mark in _TITLE_MARKS) else []
        if titles:
            hits = [
                hit
                for hit in hits
                if hit.pattern in self._vetoing
                or not any(start <= start_of(hit) < end for start, end in titles)
            ]
        return [Found(hit.pattern, start_of(hit), end_of(hit)) for hit in self._resolve(hits)]

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
