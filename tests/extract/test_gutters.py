"""Strips of white between words: which are wide enough to part columns."""

from __future__ import annotations

from statistics import median

from drawing import word, words
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.bands import (
    NARROWEST,
    Band,
    _a_space,
    _is_usual,
    bands_of,
    may_part,
    open_in,
)
from communique.extract.gutters import _crossed, _parts, _Reach, best_gutter
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
    band = Band(lines)
    x0, x1 = edges[0], edges[0] + edges[1]
    wide = [gap for gap in whites(band, x0, x1) if not _a_space(band, gap)]
    best = max(wide, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))
    assert open_in(band, x0, x1) == (best if best[1] - best[0] >= NARROWEST else None)


@given(SPACES, st.lists(st.floats(60, 300), max_size=3).map(sorted))
def test_a_row_is_cut_where_the_middles_of_its_words_lie(
    spaces: list[float], stops: list[float]
) -> None:
    held = line_of(row(spaces), 1)
    found = {one: column for column, part in _parts(held, stops) for one in part.words}
    for one in held.words:
        middle = (one.box.x0 + one.box.x1) / 2
        assert found[one] == sum(stop < middle for stop in stops)


@given(SPACES, st.lists(st.floats(40, 300), max_size=3).map(sorted))
def test_a_stop_crosses_the_spaces_that_it_lies_in(spaces: list[float], stops: list[float]) -> None:
    held = line_of(row(spaces), 1)
    edges = enumerate(zip(held.rights, held.lefts[1:], strict=False))
    found = {at for at, (end, start) in edges if any(end <= stop <= start for stop in stops)}
    assert _crossed(held, stops) == found


@given(st.lists(SPACES, min_size=1, max_size=2))
def test_white_between_blocks_is_what_all_words_of_a_band_leaveopen_in(
    held: list[list[float]],
) -> None:
    band = Band(tuple(line_of(row(spaces), 1) for spaces in held))
    whole = whites(band, band.spans[0][0], max(x1 for _, x1 in band.spans))
    found = [(a, b) for (_, a), (b, _) in zip(band.blocks, band.blocks[1:], strict=False)]
    assert found == [gap for gap in whole if gap[1] - gap[0] >= NARROWEST]


@given(st.lists(st.sampled_from([1.0, 2.0, 2.5, 4.0, 6.0, 9.0]), min_size=1, max_size=9))
def test_a_space_is_usual_beside_the_median_of_the_others(spaces: list[float]) -> None:
    for at, space in enumerate(spaces):
        others = spaces[:at] + spaces[at + 1 :]
        usual = bool(others) and space < 1.6 * median(others)
        assert _is_usual(space, sorted(spaces)) == usual


@given(st.lists(SPACES, min_size=1, max_size=9), st.lists(EDGES, min_size=1, max_size=6))
def test_a_way_gone_before_leads_where_it_leads_when_it_is_gone_anew(
    held: list[list[float]], edges: list[tuple[float, float]]
) -> None:
    bands = [Band((line_of(row(spaces), 1),)) for spaces in held]
    for step in (-1, 1):
        reach = _Reach(bands, step)
        for index in range(len(bands)):
            for x0, width in edges:
                anew = _Reach(bands, step).end(index, x0, x0 + width)
                assert reach.end(index, x0, x0 + width) == anew


def test_two_columns_with_ragged_edges_have_one_gutter() -> None:
    lefts = ["the delegates agreed", "on the draft", "of the new statutes", "and adjourned"]
    rows = []
    for place, text in enumerate(lefts):
        y = 100 + 12 * place
        rows.append(line_of([*words(text, 72, y), *words("the next meeting", 300, y)], 1))
    gutter = best_gutter(bands_of(rows))
    assert gutter is not None
    assert (gutter.first, gutter.last, gutter.sided) == (0, 3, 4)
    assert (gutter.x0, gutter.x1) == (max(row.words[-4].box.x1 for row in rows), 300)


@given(
    st.lists(
        st.tuples(SPACES, st.sampled_from([40.0, 72.0, 300.0]), st.sampled_from([0.0, 2.0, 12.0])),
        max_size=8,
    )
)
def test_where_nothing_may_part_rows_there_is_no_gutter(
    held: list[tuple[list[float], float, float]],
) -> None:
    rows, y = [], 100.0
    for spaces, x, step in held:
        y += step
        placed = [word("act", x + one.box.x0 - 72, y) for one in row(spaces)]
        rows.append(line_of(placed, 1))
    bands = bands_of(rows)
    if not may_part(rows):
        assert best_gutter(bands) is None
        assert [one for band in bands for one in band.rows] == rows
        assert not any(band.gaps for band in bands)
