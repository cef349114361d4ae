"""What patterns match, and which of several hits stays."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import contains

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from communique.tag.automaton import Automaton
from communique.tag.beginnings import NAME_SYMBOL
from communique.tag.chains import CONNECTING_SYMBOL, STOP_SYMBOL
from communique.tag.components import Reader
from communique.tag.matcher import SPANS_KEY, ThemeMatcher
from communique.tag.normalise import keys_in, phrase_keys
from communique.tag.sight import Runs, sight_of
from communique.tag.syntax import Branch, Choice, Gap, PatternSyntaxError, parse_pattern
from communique.tag.taxonomy import Pattern, Taxonomy, Theme
from communique.tag.tokenise import pieces_of


def taxonomy(*patterns: tuple[str, str, str], vetoes: tuple[str, ...] = ()) -> Taxonomy:
    """A taxonomy of English patterns given as (theme, kind, text)."""
    both = {"en": "x", "fr": "x"}
    themes = []
    for theme in dict.fromkeys(theme for theme, _, _ in patterns):
        own = tuple(
            Pattern(theme, "en", kind, text)  # type: ignore[arg-type]
            for owner, kind, text in patterns
            if owner == theme
        )
        themes.append(Theme(theme, "f", both, both, both, own))
    general = tuple(Pattern("", "en", "veto", text) for text in vetoes)
    return Taxonomy("1", {"f": both}, tuple(themes), general)


def hits(
    text: str, *patterns: tuple[str, str, str], vetoes: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    doc = ThemeMatcher(taxonomy(*patterns, vetoes=vetoes), "en")(Reader("en")(text))
    return [(span.label_, span.text) for span in doc.spans[SPANS_KEY]]


def found(pattern: str, text: str) -> list[str]:
    return [words for _, words in hits(text, ("t", "count", pattern))]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("service", "Services", ["Services"]),
        ("interoperab*", "interoperable", ["interoperable"]),
        ("e-g*", "egovernment", ["egovernment"]),
        ("e--*", "egovernment", ["egovernment"]),
        ("=ICT", "ICT ict", ["ICT"]),
        ("(carrot|stick) and (stick|carrot)", "carrots and sticks", ["carrots and sticks"]),
        ("quality of service", "the quality of the services", ["quality of the services"]),
        ("open government? data", "open data", ["open data"]),
        ("open ...2 data", "open, useful data", ["open, useful data"]),
        ("open ...2 data", "open and very useful data", []),
        ("open ... data", "We open. Data follow", []),
        ("share ...5 (data)? now", "share now", ["share now"]),
        ("citizen & ministry", "the ministry that citizens want", ["ministry that citizens"]),
        ("citizen & ministry", "citizens seek a ministry", ["citizens seek a ministry"]),
        ("Minister of ^+", "Minister of Finance and Trade, who", ["Minister of Finance and Trade"]),
        ("Minister of ^+", "minister of state affairs", []),
        ("tell ...3 , once", "tell us, once", ["tell us, once"]),
        ("co-ordination", "coordination", ["coordination"]),
        ("coordination", "co-ordination", ["co-ordination"]),
        ("organisation", "organizations", ["organizations"]),
        ("the centre", "centers", ["centers"]),
    ],
)
def test_pattern(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


@pytest.mark.parametrize(
    "pattern",
    ["", "(a|b", "a)", "a|b", "?", "a ?? b", "... a", "a ...", "a ...99 b", "(a|)", "((a|b) c)",
     "a & b & c", "a &", "^+", "a?", "in*", "=a-b", "a ... b ... c ... d ... e", "a ... ^ b", "%"],
)  # fmt: skip
def test_faulty_pattern(pattern: str) -> None:
    with pytest.raises(PatternSyntaxError):
        parse_pattern(pattern)


def test_the_longest_hit_of_a_theme_stays() -> None:
    assert hits(
        "open government data", ("t", "count", "open"), ("t", "count", "open government data")
    ) == [("t", "open government data")]


def test_of_equals_the_leftmost_stays() -> None:
    assert hits("a1 b1 c1", ("t", "count", "b1 c1"), ("t", "count", "a1 b1")) == [("t", "a1 b1")]


def test_of_one_place_counting_beats_a_hint() -> None:
    kept = ThemeMatcher(taxonomy(("t", "hint", "open"), ("t", "count", "open (x)?")), "en")(
        Reader("en")("open")
    )
    assert [span.id_ for span in kept.spans[SPANS_KEY]] == ["t/en/open (x)?"]


def test_themes_do_not_compete_and_come_in_the_taxonomys_order() -> None:
    patterns = (("b", "count", "open data"), ("a", "count", "open data"), ("a", "count", "open"))
    assert hits("open data", *patterns) == [("b", "open data"), ("a", "open data")]


def test_a_veto_undoes_its_own_theme_only() -> None:
    patterns = (("a", "count", "data"), ("b", "count", "data"), ("a", "veto", "personal data"))
    kept = [("b", "data"), ("a", "data"), ("b", "data")]
    assert hits("personal data, data", *patterns) == kept


def test_a_general_veto_undoes_every_theme() -> None:
    assert hits("Ministry of Data", ("a", "count", "data"), vetoes=("ministry of data",)) == []


def test_components_are_registered_with_spacy() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("communique_normalise")
    nlp.add_pipe("communique_themes")
    doc = nlp("Agencies share open data.")
    assert ("openness", "open data") in {(s.label_, s.text) for s in doc.spans[SPANS_KEY]}


def test_keys_tell_marche_from_marche_with_accent() -> None:
    assert (
        phrase_keys("marché", "fr") == phrase_keys("Marchés", "fr") != phrase_keys("marche", "fr")
    )
    assert phrase_keys("Economiques", "fr") == phrase_keys("économiques", "fr")
    assert (
        phrase_keys("de l'État", "fr")
        == phrase_keys("d’État", "fr")
        == phrase_keys("des États", "fr")
    )


GAPPED = [
    "open ...2 data",
    "open data",
    "data & share ...1 open",
    "open ... data? ...5 share",
    "Minister of ^+",
    "^+ ...2 data",
    "^ share",
    "(open|share data) of ...1 Data",
    "a.data ...3 open",
]
WORDS = st.sampled_from(
    ["open", "data", "share", "a", "of", "Minister", "Data", "Bo", ",", ".", "x"]
)


STOP = (STOP_SYMBOL,)
Symbols = tuple[str, ...]


def ends_of(branch: Branch, start: int, text: Sequence[Symbols]) -> set[int]:
    """Where a pattern's slots may end, tried one after the other as they are written."""
    if not branch:
        return {start}
    slot, rest = branch[0], branch[1:]
    if isinstance(slot, Gap):
        (choice, *behind) = rest
        assert isinstance(choice, Choice)
        begins = [start]
        while len(begins) <= slot.most and begins[-1] < len(text) and text[begins[-1]] != STOP:
            begins.append(begins[-1] + 1)
        found = {
            end
            for begin in begins
            for after in phrase_ends(choice, begin, text)
            for end in ends_of(tuple(behind), after, text)
        }
        return found | (ends_of(tuple(behind), start, text) if choice.optional else set())
    if isinstance(slot, Choice):
        after = phrase_ends(slot, start, text) | ({start} if slot.optional else set())
    else:
        after = name_ends(slot.most, start, text)
    return {end for begin in after for end in ends_of(rest, begin, text)}


def phrase_ends(choice: Choice, start: int, text: Sequence[Symbols]) -> set[int]:
    found = set()
    for phrase in choice.phrases:
        symbols = []
        for word in phrase:
            keys = phrase_keys(word.text, "en")
            symbols += [f"={word.text}"] if word.exact else [f"-{key}" for key in keys]
        here = text[start : start + len(symbols)]
        if len(here) == len(symbols) and all(map(contains, here, symbols)):
            found.add(start + len(symbols))
    return found


def name_ends(most: int, start: int, text: Sequence[Symbols]) -> set[int]:
    found: list[int] = []
    for place, symbols in enumerate(text[start:], start):
        if NAME_SYMBOL in symbols:
            found.append(place + 1)
        elif place == start or CONNECTING_SYMBOL not in symbols:
            break
    return set(found[:most])


#: Patterns that end in what may be missing or is never seen, and with or behind names.
ENDING = [
    "(the|open) data share?",
    "of ...2 (open|share of) x? the",
    "x ^+ ...1 open",
    "^ ...3 share",
    "^ ^+ , x ...2 data?",
    "share ^",
]


@pytest.mark.parametrize(
    "patterns", [GAPPED, [*GAPPED, "^+ the"], ["^ ^+ =Data", "share"], ENDING, [*GAPPED, *ENDING]]
)
@given(texts=st.lists(st.lists(WORDS, max_size=14).map(" ".join), min_size=1, max_size=3))
def test_no_match_is_lost_by_a_look_at_the_next_words(
    patterns: list[str], texts: list[str]
) -> None:
    branches = [branch for pattern in patterns for branch in parse_pattern(pattern)]
    automaton = Automaton(list(zip(branches, range(99), strict=False)), "en")
    sight = Runs("en", automaton).of(texts)
    matches = automaton.matches(sight.words, sight.edges, 2000)
    for own, (begin, end) in zip(matches, pairwise(sight.edges), strict=True):
        text = [automaton.symbols[number] for number in sight.words[begin:end].tolist()]
        assert own == {
            (start, end, number)
            for number, branch in enumerate(branches)
            for start in range(len(text))
            for end in ends_of(branch, start, text)
        }


@given(
    st.lists(
        st.sampled_from(
            [
                "open",
                "Data",
                "co",
                "of",
                "the",
                "-",
                "\u2013",
                " ",
                " ",
                "  ",
                ",",
                ".",
                "'",
                "\n",
                "é",
                ")",
                "_",
                "12",
                "\u0301",
                "\u02bc",
                "\u200b",
            ]
        ),
        max_size=14,
    ).map("".join),
    st.sampled_from(["en", "fr"]),
)
def test_a_text_read_in_runs_is_seen_as_in_one(text: str, language: str) -> None:
    patterns = [*parse_pattern("open"), *parse_pattern("co-open")]
    runs = Runs(language, Automaton(list(zip(patterns, range(99), strict=False)), language))
    pieces = pieces_of(text).pieces
    whole = sight_of([runs.read(pieces, keys_in(language).of(pieces))], [1])
    for seen, of_text in ((runs.of([text]), 0), (runs.of(["open, data", text, ""]), 1)):
        place = slice(seen.edges[of_text], seen.edges[of_text + 1])
        assert seen.words[place].tolist() == whole.words.tolist()
        assert (seen.starts[place], seen.ends[place]) == (whole.starts, whole.ends)


def test_much_text_stays_bounded() -> None:
    kept = hits("open data and " * 7000, ("t", "count", "open ...12 data ...12 and"))
    assert 0 < len(kept) < 2001
    assert hits("open " * 20_000, ("t", "count", "open ...12 open ...12 open ...12 shut")) == []
