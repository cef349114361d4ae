"""Strips of white between words: which are wide enough to part columns."""

from __future__ import annotations

from drawing import word
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.gutters import _NARROWEST, Band, _a_space, _open, _parts
from communique.extract.layout import Word
from communique.extract.lines import line_of


def row(spaces: list[float]) -> list[Word]:
    held = [word("act", 72, 100)]
    for space in spaces:
        held.append(word("act", held[-1].box.x1 + space, 100))
    return sorted(held, key=lambda one: (one.box.x0, one.box.x1))


SPACES = st.lists(st.sampled_from([-3.0, 0.0, 2.5, 4.4, 4.5, 6.0, 11.0, 30.0]), max_size=8)
EDGES = st.tuples(st.floats(40, 300), st.floats(3, 200))


def whites(band: Band, x0: float, x1: float) -> list[tuple[float, float]]:
    """All that the words leave open of a strip, word by word."""
    found = []
    at = x0
    for a, b in band.spans:
        if b > at and a < x1:
            if a > at:
                found.append((at, a))
            at = max(at, b)
    return [*found, (at, x1)] if at < x1 else found


@given(st.lists(SPACES, min_size=1, max_size=2), EDGES)
def test_the_widest_white_is_found_that_is_no_space_between_words(
    held: list[list[float]], edges: tuple[float, float]
) -> None:
    lines = tuple(line_of(row(spaces), 1) for spaces in held)
    band = Band(lines, lines)
    x0, x1 = edges[0], edges[0] + edges[1]
    wide = [gap for gap in whites(band, x0, x1) if not _a_space(band, gap)]
    best = max(wide, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))
    assert _open(band, x0, x1) == (best if best[1] - best[0] >= _NARROWEST else None)


@given(SPACES, st.lists(st.floats(60, 300), max_size=3).map(sorted))
def test_a_row_is_cut_where_the_middles_of_its_words_lie(
    spaces: list[float], stops: list[float]
) -> None:
    held = line_of(row(spaces), 1)
    found = {one: column for column, part in _parts(held, stops) for one in part.words}
    for one in held.words:
        middle = (one.box.x0 + one.box.x1) / 2
        assert found[one] == sum(stop < middle for stop in stops)
