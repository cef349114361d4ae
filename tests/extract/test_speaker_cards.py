"""Speaker cards of a printed web page: read one after the other, without the initials."""

from __future__ import annotations

import pytest
from drawing import line, page, word, words
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.furniture import clean_pages
from communique.extract.layout import Line, Word
from communique.extract.lines import line_of, rows_of, segments
from communique.extract.people import people_of
from communique.extract.speaker_cards import _cards, _may_hold_initials, with_cards


def card(
    initials: str, name: str, *below: str, x: float = 150, y: float = 300, badge: str = ""
) -> list[Word]:
    """A card: initials in a circle at the left, the name in bold, lines beneath."""
    held = words(initials, x - 24, y + 8, 8)
    if badge:
        held += words(badge, x + 3, y, 7)
        y += 13
    held += words(name, x, y, 9, bold=True)
    for row, text in enumerate(below, 1):
        held += words(text, x, y + 13 * row, 9)
    return held


def read(*held: list[Word]) -> tuple[list[str], list[str]]:
    rows, initials = with_cards(rows_of([one for part in held for one in part], 1))
    return [row.text for row in rows], [one.text for one in initials]


def test_two_columns_of_cards_are_read_card_by_card() -> None:
    left = card("AB", "Anna Berg", "Head of Payroll", "Ministry of Finance, Norway")
    right = card("TH", "Tom Hale", "Director", "Cabinet Office, United Kingdom", x=380)
    rows, initials = read(words("Speakers", 126, 280, 9, bold=True), left, right)
    assert rows == [
        "Speakers",
        "• Anna Berg, Head of Payroll, Ministry of Finance, Norway",
        "• Tom Hale, Director, Cabinet Office, United Kingdom",
    ]
    assert sorted(initials) == ["AB", "TH"]


def test_a_badge_is_the_office_of_its_card_though_it_shifts_the_lines() -> None:
    left = card("AB", "Anna Berg", "Economist", "OECD", badge="Moderator")
    right = card("TH", "Tom Hale", "Director", "Cabinet Office, Ireland", x=380)
    rows, _ = read(left, right)
    assert rows[0] == "• Moderator: Anna Berg, Economist, OECD"
    (chair,) = people_of(rows[0], page=1)
    assert (chair.role, chair.name, chair.organisation) == ("moderator", "Anna Berg", "OECD")


def test_a_full_line_of_a_card_goes_on_without_a_comma() -> None:
    left = card("AB", "Anna Berg", "Director", "Agency for the Procurement of Public", "Software")
    right = card("TH", "Tom Hale", "Director", "Cabinet Office, Ireland", x=330)
    rows, _ = read(left, right)
    assert rows[0].endswith("Director, Agency for the Procurement of Public Software")


@pytest.mark.parametrize("letters", ["XY", "BA", "A"])
def test_letters_that_stand_for_no_name_stay(letters: str) -> None:
    rows, initials = read(card(letters, "Anna Berg", "Economist", "OECD"))
    assert initials == []
    assert letters in " ".join(rows)


def test_rows_without_cards_are_returned_as_they_are() -> None:
    rows: list[Line] = [line("EU Member States met twice.", y=100), line("OK", y=120)]
    assert with_cards(rows) == (rows, [])


def test_initials_are_furniture_and_no_text() -> None:
    (done,) = clean_pages([page(card("AB", "Anna Berg", "Economist", "OECD"))])
    assert [one.text for one in done.furniture] == ["AB"]
    assert [row.text for row in done.rows] == ["• Anna Berg, Economist, OECD"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["AB", "Anna", "Berg", "ab", "OECD", "ÉÀ", "ąć"]),
            st.sampled_from([2.8, 11.9, 12.0, 12.1, 30.0]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_initials_are_found_in_no_row_that_is_not_looked_at(held: list[tuple[str, float]]) -> None:
    placed: list[Word] = []
    for text, space in held:
        placed.append(word(text, (placed[-1].box.x1 if placed else 72) + space, 300))
    row = line_of(placed, 1)
    name = line("Anna Berg", x=row.box.x1 + 20, y=300)
    if not _may_hold_initials(row):
        assert list(_cards([*segments(row, 1.2), name])) == []
