"""Position, organisation and country behind a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.affiliations import Affiliation, looks_like_affiliation, split_affiliation

CASES = [
    (
        "Ministry of Public Management, Home Affairs, Posts and Telecommunications, Japan",
        ("", "Ministry of Public Management, Home Affairs, Posts and Telecommunications", "JPN"),
    ),
    (
        "Vice Minister of Ministry of Land, Infrastructure and Transport (MLIT), Japan",
        ("Vice Minister", "Ministry of Land, Infrastructure and Transport (MLIT)", "JPN"),
    ),
    (
        "Head of Mapping Agency of Ruritania (MAR), Norway",
        ("Head", "Mapping Agency of Ruritania (MAR)", "NOR"),
    ),
    ("Co-Chair of UN-GGIM", ("Co-Chair", "UN-GGIM", "")),
    ("Directeur, Ministère des Finances, France", ("Directeur", "Ministère des Finances", "FRA")),
    ("Directrice de l'Agence du numérique, France", ("Directrice", "Agence du numérique", "FRA")),
    ("Minister of Finance, Norway", ("Minister of Finance", "Ministry of Finance", "NOR")),
    (
        "Ministre de la Fonction publique, France",
        ("Ministre de la Fonction publique", "Ministère de la Fonction publique", "FRA"),
    ),
    ("Vice-President of Cogeca", ("Vice-President", "Cogeca", "")),
    (
        "President, Korea Institute of Public Finance (KIPF)",
        ("President", "Korea Institute of Public Finance (KIPF)", ""),
    ),
    ("(MUAC) Prototyping a Camera Network", ("", "MUAC", "")),
    (
        "Visiting Fellow, Asian Development Bank Institute",
        ("Visiting Fellow", "Asian Development Bank Institute", ""),
    ),
    ("(OECD)", ("", "OECD", "")),
    ("(Ministry of Finance, Korea)", ("", "Ministry of Finance", "KOR")),
    (
        "Director, Ministry of the Interior (Finland)",
        ("Director", "Ministry of the Interior", "FIN"),
    ),
    ("Head of Unit, European Commission", ("Head of Unit", "European Commission", "")),
    (", Japan", ("", "", "JPN")),
    ("", ("", "", "")),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_parts(text: str, expected: tuple[str, str, str]) -> None:
    assert split_affiliation(text) == Affiliation(*expected)


def test_what_looks_like_an_affiliation() -> None:
    assert looks_like_affiliation("Director, OECD")
    assert looks_like_affiliation("Korea")
    assert looks_like_affiliation("Directrice de l'Agence du numérique")
    assert not looks_like_affiliation("how to make change happen")
    assert not looks_like_affiliation("Incentives")


@given(st.text(max_size=120))
def test_any_text_is_split(text: str) -> None:
    found = split_affiliation(text)
    assert found.country == "" or len(found.country) == 3
