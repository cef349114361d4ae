"""Blocks: what a paragraph is on its page, joined over columns and pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from drawing import block as made
from drawing import frame, heading, line, page, words, wrapped
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.blocks import document_blocks, without
from communique.extract.furniture import clean_pages
from communique.extract.headings import (
    _holds_other,
    _in_bold,
    _in_capitals,
    _is_italic,
    heading_rank,
    usual_look,
)
from communique.extract.layout import Block, BlockKind, Line, Page, Word
from communique.extract.making import smallest_box
from communique.extract.sections import place

TEXT = (
    "Ministers recalled that common platforms spare small agencies the cost of building their own"
    " and that the savings show only where the old systems are switched off for good. Several of"
    " them had moved the payroll, the archive and the post room to one place within three years,"
    " and would not go back."
)
OTHER = (
    "Skills remain short everywhere, and the salaries that the market offers cannot be matched by"
    " an administration that pays by seniority alone, as most of them still do to this day."
)


def blocks(*pages: Page) -> list[Block]:
    return document_blocks(clean_pages(pages))


def sheet(*held: Sequence[Word], number: int = 1) -> Page:
    return page(*held, number=number)


def bottom(held: Sequence[Word]) -> float:
    return max(word.baseline for word in held)


def test_a_heading_a_paragraph_and_items_are_told_apart() -> None:
    text = wrapped(TEXT, 72, 120, 450)
    y = bottom(text) + 25
    first = [*words("•", 72, y), *wrapped(OTHER, 90, y, 430)]
    y = bottom(first) + 18
    second = [*words("•", 72, y), *wrapped(OTHER.replace("Skills", "Funds"), 90, y, 430)]
    found = blocks(sheet(words("What was agreed", 72, 95, 13, bold=True), text, first, second))
    assert [(block.kind, block.text.split()[0]) for block in found] == [
        (BlockKind.HEADING, "What"),
        (BlockKind.PARAGRAPH, "Ministers"),
        (BlockKind.ITEM, "Skills"),
        (BlockKind.ITEM, "Funds"),
    ]
    assert [block.mark for block in found] == ["", "", "•", "•"]
    assert found[1].text == TEXT


def test_numbered_paragraphs_keep_their_number_out_of_the_text() -> None:
    held: list[Word] = []
    for number, text in enumerate((TEXT, OTHER, TEXT.replace("Ministers", "Delegates")), 14):
        y = (bottom(held) if held else 80) + 22
        held += wrapped(f"{number}. {text}", 72, y, 450)
    found = blocks(sheet(held))
    assert [block.number for block in found] == ["14", "15", "16"]
    assert found[0].text == TEXT
    assert {block.kind for block in found} == {BlockKind.PARAGRAPH}


def test_a_paragraph_that_runs_over_a_page_is_one() -> None:
    cut = TEXT.index("payroll")
    first = wrapped(f"7. {OTHER}", 72, 640, 450)
    second = wrapped(f"8. {TEXT[:cut]}", 72, bottom(first) + 20, 450)
    rest = wrapped(TEXT[cut:], 72, 90, 450)
    third = wrapped(f"9. {OTHER}", 72, bottom(rest) + 20, 450)
    footers = [words(str(n), 290, 815) for n in (1, 2)]
    found = blocks(sheet(first, second, footers[0]), sheet(rest, third, footers[1], number=2))
    assert [block.number for block in found] == ["7", "8", "9"]
    assert found[1].text == TEXT
    assert found[1].page == 1
    assert found[1].pages == (1, 2)
    assert [block.page for block in found] == [1, 1, 2]


def test_a_word_broken_over_a_page_is_made_whole() -> None:
    first = wrapped(f"{OTHER[:-1]}, and the task of coordi-", 72, 740, 450)
    second = wrapped(f"nation falls to the centre. {TEXT}", 72, 90, 450)
    (found,) = blocks(sheet(first), sheet(second, number=2))
    assert "the task of coordination falls to the centre." in found.text


def test_a_paragraph_that_ends_at_a_pages_end_is_not_joined_to_the_next() -> None:
    found = blocks(sheet(wrapped(TEXT, 72, 700, 450)), sheet(wrapped(OTHER, 72, 90, 450), number=2))
    assert [block.text for block in found] == [TEXT, OTHER]


def test_a_footnote_is_told_from_the_text_and_does_not_break_it() -> None:
    cut = TEXT.index("payroll")
    body = wrapped(TEXT[:cut], 72, 600, 450)
    note = wrapped(
        "1 As reported by the network of officials in its survey of 2003.", 72, 760, 450, 8
    )
    found = blocks(
        sheet(wrapped(OTHER, 72, 100, 450), body, note),
        sheet(wrapped(TEXT[cut:], 72, 90, 450), number=2),
    )
    notes = [block for block in found if block.kind is BlockKind.FOOTNOTE]
    assert len(notes) == 1
    assert "As reported by the network" in notes[0].text
    assert TEXT in [block.text for block in found]


def test_the_cells_of_a_ruled_table_know_their_place() -> None:
    found = document_blocks(
        clean_pages(
            [
                page(
                    wrapped(TEXT, 72, 300, 450),
                    words("9:00 – 10:00", 76, 115),
                    words("Welcome by the host", 180, 115),
                    words("10:00 – 11:00", 76, 165),
                    words("Sharing platforms", 180, 165),
                    rules=frame([72, 172, 400], [100, 150, 200]),
                )
            ]
        )
    )
    cells = [block for block in found if block.table is not None]
    assert [(cell.row, cell.column, cell.text) for cell in cells] == [
        (0, 0, "9:00 – 10:00"),
        (0, 1, "Welcome by the host"),
        (1, 0, "10:00 – 11:00"),
        (1, 1, "Sharing platforms"),
    ]
    assert len({cell.table for cell in cells}) == 1


def test_a_table_that_goes_on_overleaf_stays_one() -> None:
    def half(number: int, *rows: tuple[str, str]) -> Page:
        held = [
            word
            for index, (time, title) in enumerate(rows)
            for word in [
                *words(time, 76, 115 + 50 * index),
                *words(title, 180, 115 + 50 * index),
            ]
        ]
        after = wrapped(TEXT, 72, 300, 450) if number == 2 else []
        return page(held, after, number=number, rules=frame([72, 172, 400], [100, 150, 200]))

    found = blocks(
        half(1, ("9:00 – 10:00", "Welcome"), ("10:00 – 11:00", "Sharing platforms")),
        half(2, ("11:00 – 12:00", "Skills"), ("12:00 – 13:00", "Lunch")),
    )
    cells = [block for block in found if block.table is not None]
    assert len({cell.table for cell in cells}) == 1
    assert [cell.row for cell in cells] == [0, 0, 1, 1, 2, 2, 3, 3]


def test_the_text_of_a_cell_goes_on_in_its_own_column_overleaf() -> None:
    def half(number: int, left: str, right: str) -> Page:
        return page(
            wrapped(left, 76, 715 if number == 1 else 105, 180),
            wrapped(right, 286, 715 if number == 1 else 105, 180),
            wrapped(TEXT, 72, 300, 450),
            number=number,
            rules=frame([72, 280, 490], [700, 780] if number == 1 else [90, 170]),
        )

    found = blocks(
        half(1, "The first of the groups spoke of", "The second of the groups spoke of"),
        half(2, "registers that serve many ends", "employees who serve many masters"),
    )
    assert [(cell.column, cell.text) for cell in found if cell.table is not None] == [
        (0, "The first of the groups spoke of registers that serve many ends"),
        (1, "The second of the groups spoke of employees who serve many masters"),
    ]


@pytest.mark.parametrize(
    ("title", "style"),
    [
        ("PRIORITIES FOR THE YEARS AHEAD", {}),
        ("Priorities for the years ahead", {"bold": True}),
        ("Priorities for the years ahead", {"italic": True}),
    ],
)
def test_headings_stand_out_by_style(title: str, style: dict[str, bool]) -> None:
    found = blocks(sheet(words(title, 72, 95, **style), wrapped(TEXT, 72, 125, 450)))
    assert [block.kind for block in found] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_a_sentence_in_bold_type_is_no_heading_where_all_is_bold() -> None:
    found = blocks(sheet(wrapped(TEXT, 72, 100, 450, bold=True)))
    assert found[0].kind is BlockKind.PARAGRAPH


def test_the_usual_look_is_that_of_most_letters() -> None:
    look = usual_look(clean_pages([sheet(words("Title", 72, 60, 20), wrapped(TEXT, 72, 100, 450))]))
    assert (look.size, look.bold, look.italic) == (10, False, False)
    assert usual_look([]).size > 0


def test_no_pages_no_blocks() -> None:
    assert document_blocks([]) == []


def test_sections_are_the_headings_above_from_the_outside_in() -> None:
    held = [
        heading("THE MEETING", size=16),
        made("It was held in spring."),
        heading("The first day", size=13),
        made("Platforms were the subject."),
        heading("The second day", size=13),
        made("Skills were the subject."),
        heading("THE NEXT MEETING", size=16),
        made("It will be held in autumn."),
    ]
    placed = place(held)
    assert [one.section for one in placed if one.block.kind is BlockKind.PARAGRAPH] == [
        ("THE MEETING",),
        ("THE MEETING", "The first day"),
        ("THE MEETING", "The second day"),
        ("THE NEXT MEETING",),
    ]


def test_items_stand_under_the_sentence_that_leads_in_to_them() -> None:
    def item(text: str, x: float, mark: str) -> Block:
        return made(text, BlockKind.ITEM, x=x, mark=mark)

    placed = place(
        [
            heading("Agreed"),
            made("Governments should:"),
            item("share platforms,", 90, "•"),
            item("the payroll first;", 110, "–"),
            item("train employees.", 90, "•"),
            made("This was all."),
            item("No lead stands above this.", 90, "•"),
        ]
    )
    assert [one.section for one in placed][2:] == [
        ("Agreed", "Governments should"),
        ("Agreed", "Governments should", "share platforms,"),
        ("Agreed", "Governments should"),
        ("Agreed",),
        ("Agreed",),
    ]
    assert placed[2].lead_in == "Governments should:"
    assert placed[6].lead_in == ""


def test_blocks_lose_the_lines_that_belong_to_the_cover() -> None:
    title, text = made("A title"), made("A text")
    assert without([title, text], {title.lines[0]}) == [text]
    assert without([title, text], {line("another")}) == [title, text]


def test_a_paragraph_goes_on_above_a_timetable() -> None:
    text = wrapped(TEXT, 150, 700, 300)
    first = [one for one in text if one.baseline < 730]
    rest = words("and were asked to return.", 150, 80)
    rows = [
        one
        for y, time, title in (
            (110, "9:00", "Coffee"),
            (140, "9:30", "Skills"),
            (170, "10:00", "End"),
        )
        for one in (*words(time, 72, y), *words(title, 150, y))
    ]
    found = blocks(sheet(first), sheet(rest, rows, number=2))
    head = " ".join(one.text for one in first)
    assert found[0].text == f"{head} and were asked to return."
    assert found[0].pages == (1, 2)


@given(st.text(alphabet="ABCDEFÉabé 1.Ⓐ", max_size=30))
def test_text_in_capitals_has_few_small_letters(text: str) -> None:
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    assert _in_capitals(text) is (capitals >= 0.85 * len(letters))


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b1", "Text", "–"]), st.booleans(), st.booleans()),
        min_size=1,
        max_size=4,
    )
)
def test_a_line_in_one_style_may_hold_single_signs_of_another(
    printed: list[tuple[str, bool, bool]],
) -> None:
    held = [
        word
        for text, bold, italic in printed
        for word in words(text, 72, 100, bold=bold, italic=italic)
    ]
    row = Line(1, smallest_box([word.box for word in held]), tuple(held), 100)
    long = [(bold, italic) for text, bold, italic in printed if len(text) > 1]
    assert _in_bold([row]) is all(bold for bold, _ in long)
    assert _is_italic(row) is all(italic for _, italic in long)
    assert _holds_other(row.texts, row.italics) is not _is_italic(row)


@given(st.text(alphabet="ABCDEFÉabé 1.Ⓐ", max_size=30))
def test_a_heading_in_capitals_ranks_before_others(text: str) -> None:
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters) >= 0.85 * max(1, len(letters))
    ranked = replace(heading("Offices"), text=text)
    assert heading_rank(ranked)[1] is not capitals
