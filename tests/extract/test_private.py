"""Telephone numbers and e-mail addresses stay out of every table."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.private import (
    _LABELLED,
    _LONG_NUMBER,
    _NATIONAL,
    _NUMBER,
    has_private,
    is_contact_line,
    redacted,
)

PRIVATE = [
    ("Write to anna.berg@oecd.org today", "anna.berg@oecd.org"),
    ("E-mail: a_b-c+d@ministry.gov.example.", "a_b-c+d@ministry.gov.example"),
    ("anna.berg @ oecd.org", "anna.berg @ oecd.org"),
    ("Tel: +33 (0)1 45 24 80 36", "45 24 80 36"),
    ("Tel.: (33-1) 45 24 80 36", "45 24 80 36"),
    ("Fax (33-1) 44 30 63 34", "44 30 63 34"),
    ("call +1 202 555 0143 before noon", "202 555 0143"),
    ("+45-33-92-33-34", "33-92-33-34"),
    ("Tél. : 01 45 24 80 36", "01 45 24 80 36"),
    ("Téléphone: 0033 1 45 24 80 36", "45 24 80 36"),
    ("Mobile 079 123 45 67", "079 123 45 67"),
    ("01.45.24.80.36", "01.45.24.80.36"),
]

HARMLESS = [
    "",
    "14-15 July 2004",
    "9:00 – 10:30 Session 1",
    "GOV/PGC/EGOV/A(2004)2",
    "JT03548087",
    "In 2009-2010, 1 250 000 citizens filed 3 400 000 forms.",
    "paragraphs 12-14",
    "DSTI/ICCP/REG(98)5/FINAL",
    "EUR 12 500 000",
    "OECD, 2 rue André-Pascal, 75016 Paris",
]


@pytest.mark.parametrize(("text", "secret"), PRIVATE)
def test_contact_data_are_redacted(text: str, secret: str) -> None:
    assert has_private(text)
    hidden = redacted(text)
    assert secret not in hidden
    assert "[…]" in hidden
    assert "@" not in hidden
    assert not has_private(hidden)


@pytest.mark.parametrize("text", HARMLESS)
def test_dates_times_and_references_stay(text: str) -> None:
    assert redacted(text) == text
    assert not has_private(text)


@pytest.mark.parametrize(
    "text",
    [
        "Contact: Anna Berg, Tel: +33 1 45 24 80 36, E-mail: anna.berg@oecd.org",
        "For further information, please contact Ms Anna Berg (anna.berg@oecd.org).",
        "Pour tout renseignement, s’adresser à M. Jean Roux, tél. 01 45 24 80 36",
        "anna.berg@oecd.org; +33 1 45 24 80 36",
        "Contact person: Anna Berg",
    ],
)
def test_a_line_that_names_whom_to_call_is_known(text: str) -> None:
    assert is_contact_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Points of contact between agencies should be fewer.",
        "Delegates stressed the contact that citizens seek with those who decide about them.",
        "Session 1. Sharing platforms",
    ],
)
def test_a_line_about_something_else_is_none(text: str) -> None:
    assert not is_contact_line(text)


NAMES = st.text("abcdefghijklmnopqrstuvwxyz0123456789._-+", min_size=1, max_size=20)
LABELS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=12)
MAIL = st.builds(
    lambda name, labels, end: f"{name}@{'.'.join(labels)}.{end}",
    NAMES,
    st.lists(LABELS, min_size=1, max_size=3),
    st.sampled_from(["org", "fr", "example", "gov", "int"]),
)
AROUND = st.text(max_size=40)


@given(AROUND, MAIL, st.sampled_from([" ", ": ", " (", "<", ", "]), AROUND)
def test_no_address_survives(before: str, mail: str, link: str, after: str) -> None:
    hidden = redacted(f"{before}{link}{mail} {after}")
    assert mail not in hidden
    local, _, domain = mail.partition("@")
    assert not re.search(re.escape(local[-1]) + r"\s?@\s?" + re.escape(domain), hidden)


GROUPS = st.lists(st.integers(0, 99), min_size=4, max_size=4)


@given(
    GROUPS,
    st.sampled_from(["+33 1 ", "+33 (0)1 ", "(33-1) ", "Tel: 01 ", "Tél. : 01 ", "0033 1 "]),
    st.sampled_from([" ", ".", "-"]),
)
def test_no_telephone_number_survives(groups: list[int], prefix: str, link: str) -> None:
    number = link.join(f"{group:02d}" for group in groups)
    hidden = redacted(f"Ms Berg, {prefix}{number}, Room 4")
    assert number not in hidden
    assert hidden.startswith("Ms Berg, ")
    assert hidden.endswith(", Room 4")


@given(st.text(max_size=120))
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = redacted(text)
    assert redacted(once) == once


@given(st.text("Tel. +()-/0123456789 ", max_size=40))
def test_every_telephone_number_holds_a_long_number(text: str) -> None:
    found = any(form.search(text) for form in (_LABELLED, _NUMBER, _NATIONAL))
    assert not found or _LONG_NUMBER.search(text)
