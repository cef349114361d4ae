"""Reading order: columns of prose, ruled tables and tables without lines."""

from __future__ import annotations

from drawing import clean, frame, words, wrapped
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.extract.flows import Cell, Flow, Table
from communique.extract.furniture import CleanPage
from communique.extract.layout import Word
from communique.extract.regions import page_regions

LEFT = (
    "Ministers recalled that common platforms spare small agencies the cost of building their own"
    " and that the savings show only where the old systems are switched off for good. Several of"
    " them had moved the payroll, the archive and the post room to one place within three years."
)
RIGHT = (
    "Skills remain short everywhere, however, and the salaries that the market offers cannot be"
    " matched by an administration that pays by seniority. Those who stay do so for the work, and"
    " leave when the work is given to a contractor who explains to them what they knew before."
)


def flow_text(flow: Flow) -> str:
    return " ".join(line.text for line in flow.lines)


def cell_text(cell: Cell) -> str:
    return " ".join(flow_text(flow) for flow in cell.flows)


def read(cleaned: CleanPage) -> str:
    """Everything on a page in reading order."""
    parts = []
    for region in page_regions(cleaned):
        if isinstance(region, Flow):
            parts.append(flow_text(region))
        else:
            parts += [cell_text(cell) for cell in region.cells]
    return " ".join(parts)


def cells(table: Table) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell_text(cell) for cell in table.cells}


def only_table(cleaned: CleanPage) -> Table:
    (table,) = [region for region in page_regions(cleaned) if isinstance(region, Table)]
    return table


def test_one_column_is_one_flow() -> None:
    (region,) = page_regions(clean(wrapped(LEFT, 72, 100, 450)))
    assert isinstance(region, Flow)
    assert flow_text(region) == LEFT
    assert region.left < region.right


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    page = clean(wrapped(LEFT, 72, 150, 210), wrapped(RIGHT, 310, 150, 210))
    assert read(page) == f"{LEFT} {RIGHT}"


def test_a_title_over_two_columns_comes_first_and_a_note_last() -> None:
    page = clean(
        words(
            "A headline that spans both of the columns below it, from left to right", 72, 100, 14
        ),
        wrapped(LEFT, 72, 150, 210),
        wrapped(RIGHT, 310, 150, 210),
        words(
            "The closing line under both of the columns runs over the whole of the page", 72, 500
        ),
    )
    text = read(page)
    assert text.startswith("A headline")
    assert text.index(LEFT) < text.index(RIGHT) < text.index("The closing line")


def test_three_columns_of_prose_are_read_in_their_order() -> None:
    middle = LEFT.replace("Ministers", "Delegates")
    page = clean(
        wrapped(LEFT, 60, 150, 140), wrapped(middle, 225, 150, 140), wrapped(RIGHT, 390, 150, 140)
    )
    assert read(page) == f"{LEFT} {middle} {RIGHT}"


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    page = clean(
        words("Before the table", 72, 80),
        wrapped("9:00 – 10:00", 76, 115, 60),
        wrapped("Welcome by the host of the meeting and a tour of the house", 180, 115, 150),
        wrapped("10:00 – 11:00", 76, 165, 90),
        wrapped("Sharing platforms", 180, 165, 150),
        words("After the table", 72, 250),
        rules=frame([72, 172, 400], [100, 150, 200]),
    )
    before, table, after = page_regions(page)
    assert isinstance(before, Flow)
    assert isinstance(after, Flow)
    assert isinstance(table, Table)
    assert (flow_text(before), flow_text(after)) == ("Before the table", "After the table")
    assert table.ruled
    assert cells(table) == {
        (0, 0): "9:00 – 10:00",
        (0, 1): "Welcome by the host of the meeting and a tour of the house",
        (1, 0): "10:00 – 11:00",
        (1, 1): "Sharing platforms",
    }


def test_a_frame_around_a_paragraph_is_no_table() -> None:
    page = clean(wrapped(LEFT, 80, 120, 430), rules=frame([72, 520], [100, 250]))
    assert [type(region) for region in page_regions(page)] == [Flow]


def test_groups_side_by_side_in_a_ruled_table_are_read_one_after_the_other() -> None:
    page = clean(
        wrapped("Group A: Shared platforms", 76, 115, 150),
        wrapped("Group B: Skills", 276, 115, 150),
        wrapped("Who pays for what all of them use, and who may leave?", 76, 165, 150),
        wrapped("What would make the young apply, and the old stay on?", 276, 165, 150),
        rules=frame([72, 272, 472], [100, 150, 220]),
    )
    text = read(page)
    assert text.index("Who pays") < text.index("Group B") < text.index("What would make")


TIMETABLE = [
    ("9:00 – 9:30", "Registration and coffee"),
    (
        "9:30 – 10:00",
        "Welcome by the host and opening remarks by the Secretary-General of the OECD",
    ),
    ("10:00 – 11:15", "Session 1. Sharing platforms between ministries that do not share anything"),
    ("11:15 – 11:45", "Coffee break"),
    ("11:45 – 13:00", "Session 2. Skills"),
]


def timetable(rows: list[tuple[str, str]]) -> list[Word]:
    held: list[Word] = []
    y = 120.0
    for time, title in rows:
        cell = wrapped(title, 180, y, 190)
        held += [*words(time, 72, y), *cell]
        y = max(one.baseline for one in cell) + 22
    return held


def test_a_timetable_without_lines_is_read_row_by_row_with_its_wrapped_cells() -> None:
    table = only_table(clean(timetable(TIMETABLE)))
    assert not table.ruled
    found = cells(table)
    assert [found[row, 0] for row in range(5)] == [time for time, _ in TIMETABLE]
    assert [found[row, 1] for row in range(5)] == [title for _, title in TIMETABLE]


def test_bullets_and_their_text_are_no_columns() -> None:
    held: list[Word] = []
    for number in range(4):
        y = 120 + 40 * number
        held += [*words("•", 72, y), *wrapped(LEFT[: 120 + number], 90, y, 430)]
    assert [type(region) for region in page_regions(clean(held))] == [Flow]


def test_an_empty_page_has_no_regions() -> None:
    assert page_regions(clean()) == []


WORDS = st.lists(
    st.tuples(st.integers(0, 8), st.integers(1, 20), st.text("abcdefgh", min_size=3, max_size=9)),
    max_size=40,
    unique_by=lambda spot: spot[:2],
)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.booleans())
def test_no_word_is_lost_and_none_comes_twice(
    spots: list[tuple[int, int, str]], ruled: bool
) -> None:
    held = [w for x, y, text in spots for w in words(text, 60 + 55 * x, 150 + 26 * y)]
    rules = frame([50, 250, 560], [140, 400, 720]) if ruled else ()
    page = clean(held, rules=rules)
    before = [word.text for row in page.rows for word in row.words]
    assert sorted(read(page).split()) == sorted(before)


def test_headings_beside_their_text_come_before_it() -> None:
    first = wrapped(LEFT, 200, 100, 300)
    second = wrapped(RIGHT, 200, max(one.baseline for one in first) + 24, 300)
    heads = [
        *words("What was", 72, 100, bold=True),
        *words("gained", 72, 112, bold=True),
        *words("Skills", 72, second[0].baseline, bold=True),
    ]
    assert read(clean(heads, first, second)) == f"What was gained {LEFT} Skills {RIGHT}"
