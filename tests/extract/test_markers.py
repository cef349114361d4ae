"""Bullets and printed numbers before a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.markers import Marker, _marker, find_marker, follows, is_marker

BULLETS = ["•", "–", "-", "--", "*", "►", "■", "○", "o", "\uf0b7", "\uf0a7", "\ue123", "✓"]


@pytest.mark.parametrize("bullet", BULLETS)
def test_a_bullet_has_no_number(bullet: str) -> None:
    marker = find_marker(f"{bullet} Share platforms")
    assert marker is not None
    assert (marker.printed, marker.number, marker.length) == (bullet, "", len(bullet))


@pytest.mark.parametrize("bullet", ["•", "►", "\uf0b7"])
def test_a_symbol_glued_to_its_text_is_a_bullet(bullet: str) -> None:
    marker = find_marker(f"{bullet}Share platforms")
    assert marker is not None
    assert marker.length == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1. Share", "1"),
        ("12. Share", "12"),
        ("1) Share", "1"),
        ("(1) Share", "1"),
        ("(a) Share", "a"),
        ("b) Share", "b"),
        ("(iv) Share", "iv"),
        ("ii) Share", "ii"),
        ("IV. Share", "IV"),
        ("A. Share", "A"),
        ("2.3 Share", "2.3"),
        ("2.3.1 Share", "2.3.1"),
        ("2.3. Share", "2.3"),
        ("§14 Share", "14"),
        ("7/ Share", "7"),
        ("7  Share", "7"),
        ("7\tShare", "7"),
    ],
)
def test_a_printed_number_is_read_without_its_punctuation(text: str, number: str) -> None:
    marker = find_marker(text)
    assert marker is not None
    assert marker.number == number
    assert text[: marker.length] == marker.printed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Share platforms",
        "2004 was a good year",
        "42 countries replied",
        "9.30 Welcome",
        "9:00 Welcome",
        "3.5%",
        "–2004",
        "-ing",
        "e.g. this",
        "I agree",
        "a platform",
        "1.Share",
    ],
)
def test_words_years_and_times_are_no_markers(text: str) -> None:
    assert find_marker(text) is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("1. A", "2. B", True),
        ("9. A", "10. B", True),
        ("(a) A", "(b) B", True),
        ("1) A", "3) B", False),
        ("1. A", "2) B", False),
        ("• A", "• B", False),
        ("2. A", "1. B", False),
    ],
)
def test_a_number_follows_the_one_before(before: str, after: str, expected: bool) -> None:
    first, second = find_marker(before), find_marker(after)
    assert second is not None
    assert follows(second, first) is expected
    assert not follows(second, None)


@pytest.mark.parametrize(("text", "alone"), [("•", True), (" 3. ", True), ("3. A", False)])
def test_a_marker_may_stand_alone(text: str, alone: bool) -> None:
    assert is_marker(text) is alone


STYLES = st.sampled_from(["{}.", "{})", "({})"])


@given(st.integers(1, 998), STYLES)
def test_every_number_is_read_and_followed_by_the_next(number: int, style: str) -> None:
    first = find_marker(f"{style.format(number)} Share")
    second = find_marker(f"{style.format(number + 1)} Share")
    assert first is not None
    assert second is not None
    assert first.number == str(number)
    assert follows(second, first)
    assert not follows(first, second)


@given(st.text(max_size=40))
def test_a_marker_is_the_beginning_of_the_text(text: str) -> None:
    marker = find_marker(text)
    if marker is not None:
        assert isinstance(marker, Marker)
        assert 0 < marker.length <= len(text)
        assert text.startswith(marker.printed)
        assert marker.number in marker.printed


def test_a_number_with_a_dash() -> None:
    marker = find_marker("1- Présentation de la méthode")
    assert marker is not None
    assert (marker.printed, marker.number) == ("1-", "1")
    assert find_marker("1-2 octobre") is None


@given(st.text(alphabet="aivxIVXAZqvoüØÿ.)(-–0123 §/•\uf0b7", max_size=7))
def test_no_marker_is_passed_over_for_its_first_letters(text: str) -> None:
    assert find_marker(text) == _marker(text)
