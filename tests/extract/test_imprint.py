from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.imprint import is_contact, is_notice, is_organisation, read_imprint


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Unclassified", "classification", "Unclassified"),
        ("À usage officiel", "classification", "À usage officiel"),
        ("NON CLASSIFIÉ", "classification", "NON CLASSIFIÉ"),
        ("ENV/WKP(2021)8Unclassified", "classification", "Unclassified"),
        ("ENV/WKP(2021)8Unclassified", "cote", "ENV/WKP(2021)8"),
        ("GOV/PGC/EGOV/A(2004)2", "cote_type", "A"),
        ("PUMA/HRM(98)3", "cote_year", 1998),
        ("JT03548087 OFDE", "reference", "JT03548087"),
        ("English - Or. English", "original_language", ("en",)),
        ("Français - Or. Anglais", "original_language", ("en",)),
        ("Or. Fr.", "original_language", ("fr",)),
        ("Or. English/French", "original_language", ("en", "fr")),
        ("OLIS : 24-Jul-1998", "issued", "1998-07-24"),
        ("OLIS : 24-Jul-1998 Dist. : 29-Jul-1998", "issued", "1998-07-29"),
        ("22-Jun-2004 English - Or. English", "issued", "2004-06-22"),
        ("Cancels & replaces the same document of 4 July 2018", "cancels", "2018-07-04"),
        ("Annule et remplace GOV/PGC(2004)3", "cancels", "GOV/PGC(2004)3"),
    ],
)
def test_fields(line: str, field: str, value: object) -> None:
    imprint = read_imprint(line)
    assert imprint is not None
    assert getattr(imprint, field) == value
    assert imprint.alone


@pytest.mark.parametrize("line", ["English only", "________", "OECD / OCDE", "Bilingual"])
def test_lines_without_a_value(line: str) -> None:
    imprint = read_imprint(line)
    assert imprint is not None
    assert imprint.alone


@pytest.mark.parametrize(
    "line",
    [
        "",
        "4 July 2018",
        "The Committee approved GOV/PGC(2004)3 at its last session.",
        "Confidential data must stay confidential.",
        "This note replaces none.",
        "DRAFT AGENDA",
        "English courts and French law",
    ],
)
def test_text_is_no_imprint(line: str) -> None:
    assert read_imprint(line) is None


def test_contacts() -> None:
    assert is_contact("For further information, please contact Ms. Doe")
    assert is_contact("Pour tout renseignement, veuillez vous adresser à M. Dupont")
    assert is_contact("Tel. (33-1) 00 00 00 00")
    assert is_contact("jane.doe@example.org")
    assert not is_contact("Contact with citizens is what a counter is for.")
    assert not is_contact(
        "The meeting was announced on the mailing list news@example.org and on the web page of the "
        "network, and members joined it from every region."
    )


def test_notices() -> None:
    assert is_notice("Complete document available on OLIS in its original format")
    assert is_notice("Ce document, ainsi que les données et cartes qu’il peut comprendre")
    assert not is_notice("This document is submitted for discussion.")


def test_the_organisation_alone() -> None:
    assert is_organisation("Organisation de Coopération et de Développement Economiques")
    assert is_organisation("ORGANISATION FOR ECONOMIC CO-OPERATION AND DEVELOPMENT")
    assert not is_organisation("OECD Symposium")


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    read_imprint(text)
    is_contact(text)
    is_notice(text)
