"""Finds patterns in a text: one small automaton per language.

What stands between two blanks, mostly a word with its punctuation, is cut into words,
and these are turned into *symbols* (key, exact form, the beginnings that patterns ask for),
once for all texts; the automaton is walked only where what follows a word may go on with a
pattern, so that the time grows with the text and hardly with the number of patterns.

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

from collections.abc import Collection, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from communique.tag.automaton import Automaton, Match
from communique.tag.portions import portions
from communique.tag.sight import Runs, Sight, sight_of
from communique.tag.taxonomy import Taxonomy
from communique.tag.titles import title_ranges
from communique.tag.tokenise import readable

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Where the hits stand in a ``Doc``.
SPANS_KEY = "themes"

#: A passage without any of these quotes no title.
_TITLE_MARKS = (*'“"«„', "ocument")
#: Hits kept of one passage: far more than any real one has, so that no input is unbounded.
_MOST_HITS = 2000


#: A pattern found, by its place among the patterns, and the characters where it begins and ends.
Found = tuple[int, int, int]


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
        self._themes = [pattern.theme for pattern in self.patterns]
        self._hints = [pattern.kind == "hint" for pattern in self.patterns]
        self._order = {theme: place for place, theme in enumerate(taxonomy.ids)}
        self._automaton = Automaton(
            [(branch, place) for place, p in enumerate(self.patterns) for branch in p.branches],
            language,
        )
        self._runs = Runs(language, self._automaton)

    def __call__(self, doc: Doc) -> Doc:
        """Write the hits to ``doc.spans["themes"]``; the keys stand in ``Token.norm_``.

        ``span.label_`` is the theme, ``span.id_`` names the pattern.
        """
        pieces = [token.text_with_ws for token in doc]
        seen = self._runs.read(pieces, [token.norm_ for token in doc])
        (hits,) = self._found([doc.text], sight_of([seen], [1]))
        found = [(self.patterns[pattern], start, end) for pattern, start, end in hits]
        spans = [
            doc.char_span(start, end, label=pattern.theme, span_id=pattern.id)
            for pattern, start, end in found
        ]
        doc.spans[SPANS_KEY] = [span for span in spans if span]  # all: they are whole tokens
        return doc

    def find(self, texts: Iterable[str]) -> Iterator[list[Found]]:
        """The hits in what is readable of each of some texts, in their order."""
        for some in portions(list(map(readable, texts))):
            yield from self._found(some, self._runs.of(some))

    def _found(self, texts: Sequence[str], sight: Sight) -> Iterator[list[Found]]:
        """The hits in each of some texts."""
        words, edges, starts, ends = sight
        told = self._automaton.matches(words, edges, _MOST_HITS)
        for text, matches, (begin, end) in zip(texts, told, pairwise(edges), strict=True):
            if matches:
                yield self._in_text(text, matches, starts[begin:end], ends[begin:end])
            else:
                yield []

    def _in_text(
        self, text: str, matches: Collection[Match], starts: Sequence[int], ends: Sequence[int]
    ) -> list[Found]:
        """The hits that stay of a text's matches, its words beginning and ending at some places."""
        themes, hints, vetoing = self._themes, self._hints, self._vetoing
        marked = any(map(text.__contains__, _TITLE_MARKS))
        titles = title_ranges(text) if marked else []
        vetoes = [match for match in matches if match[2] in vetoing]
        rivals = [
            (first - last, hints[pattern], first, pattern)
            for first, last, pattern in matches
            if pattern not in vetoing
        ]
        for start, end in titles:
            rivals = [rival for rival in rivals if not start <= starts[rival[2]] < end]
        rivals.sort()  # the strongest first
        taken: dict[str, list[tuple[int, int]]] = {}
        kept: list[tuple[int, int, int, int]] = []
        for size, _, first, pattern in rivals:
            theme, last = themes[pattern], first - size
            own = taken.get(theme)
            if own is None:
                own = taken[theme] = []
                for start, end, veto in vetoes:
                    if themes[veto] in {"", theme}:
                        own.append((start, end))
            for start, end in own:
                if first < end and start < last:
                    break
            else:
                own.append((first, last))
                kept.append((first, size, self._order[theme], pattern))
        kept.sort()  # in the order of reading
        return [
            (pattern, starts[first], ends[first - size - 1]) for first, size, _, pattern in kept
        ]


def __getattr__(name: str) -> Any:
    """The component that spaCy's entry points look for here, loaded with spaCy."""
    if name == "create_matcher":
        return import_module("communique.tag.components").create_matcher
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
