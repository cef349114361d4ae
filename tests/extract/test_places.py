from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract import places
from communique.extract.folding import fold_in_place
from communique.extract.places import (
    country_code,
    country_name,
    find_countries,
    find_place,
    find_places,
)

LINES = [
    ("Seoul, Korea", "Seoul", "KOR"),
    ("14-15 July 2004, Seoul, Korea", "Seoul", "KOR"),
    ("14-15 JULY 2004, SEOUL", "Seoul", "KOR"),
    ("Bruxelles, Belgique", "Brussels", "BEL"),
    ("Brussels, Belgium • Bruxelles, Belgique", "Brussels", "BEL"),
    ("OECD Conference Centre, Paris", "Paris", "FRA"),
    ("OCDE, Château de la Muette, Paris", "Paris", "FRA"),
    ("Château de la Muette", "Paris", "FRA"),
    ("OECD Headquarters", "Paris", "FRA"),
    ("Washington, D.C., United States", "Washington DC", "USA"),
    ("Washington DC, 9 June 2003", "Washington DC", "USA"),
    ("Mexico City, 26-27 March 2012", "Mexico City", "MEX"),
    ("Mexico, Mexique, 26-27 mars 2012", "Mexico City", "MEX"),
    ("La Haye, Pays-Bas", "The Hague", "NLD"),
    ("The Hague (Netherlands)", "The Hague", "NLD"),
    ("Vienne, les 3 et 4 mai 2006", "Vienna", "AUT"),
    ("Nice, France", "Nice", "FRA"),
    ("Luxembourg, 3 May 2005, Luxembourg", "", "LUX"),
    ("Luxembourg, Luxembourg", "Luxembourg", "LUX"),
    ("Cambridge, MA, United States", "Cambridge", "USA"),
    ("Manama, Bahrain", "Manama", "BHR"),
    ("3-4 May 2006, Klagenfurt, Austria", "Klagenfurt", "AUT"),
    ("TALLINN, ESTONIA", "Tallinn", "EST"),
    ("Berne, Suisse", "Bern", "CHE"),
    ("Lisbonne", "Lisbon", "PRT"),
]


@pytest.mark.parametrize(("line", "city", "country"), LINES)
def test_lines_of_covers(line: str, city: str, country: str) -> None:
    place = find_place(line)
    if not city:
        assert place is None or place.country == country
        return
    assert place is not None
    assert (place.city, place.country) == (city, country)
    assert 0 <= place.start < place.end <= len(line)


@pytest.mark.parametrize("line", ["VIRTUAL", "Online meeting", "Réunion en visioconférence (Zoom)"])
def test_online(line: str) -> None:
    place = find_place(line)
    assert place is not None
    assert place.online
    assert (place.city, place.country) == ("", "")


@pytest.mark.parametrize(
    "line",
    [
        "The aim is a nice split of tasks",
        "Ministry of Finance, Japan",
        "the Paris Declaration and the Washington Consensus",
        "Making change happen",
        "Peer Review of e-Government in Mexico",
        "Tel. (33-1) 45 24 98 76",
        "",
    ],
)
def test_no_place(line: str) -> None:
    assert find_place(line) is None


def test_sentence() -> None:
    text = "who gathered at the meeting that took place in Brussels on 11-12 October, then in Bern"
    assert [place.city for place in find_places(text)] == ["Brussels", "Bern"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Korea", "KOR"),
        ("Republic of Korea", "KOR"),
        ("République de Corée", "KOR"),
        ("Viet Nam", "VNM"),
        ("Vietnam", "VNM"),
        ("Czech Republic", "CZE"),
        ("Czechia", "CZE"),
        ("Türkiye", "TUR"),
        ("TURKEY", "TUR"),
        ("United States of America", "USA"),
        ("U.S.A.", "USA"),
        ("UK", "GBR"),
        ("the Netherlands", "NLD"),
        ("Les Pays-Bas", "NLD"),
        ("Côte d’Ivoire", "CIV"),
        ("États-Unis", "USA"),
        ("Etats-Unis", "USA"),
        ("Belgian", "BEL"),
        ("belges", "BEL"),
        ("BEL", "BEL"),
        ("Slovak Republic", "SVK"),
        ("Freedonia", ""),
        ("", ""),
        ("the", ""),
    ],
)
def test_country_codes(name: str, code: str) -> None:
    assert country_code(name) == code


def test_names_round_trip() -> None:
    for code in ("BEL", "KOR", "USA", "CIV", "XKX", "GBR", "NLD"):
        for language in ("en", "fr"):
            assert country_code(country_name(code, language)) == code
    assert country_name("ZZZ") == ""


def test_countries_in_prose() -> None:
    text = "with the Belgian government, Papua New Guinea and US experts; le gouvernement belge"
    found = find_countries(text)
    assert [(item.code, item.adjective) for item in found] == [
        ("BEL", True),
        ("PNG", False),
        ("USA", False),
        ("BEL", True),
    ]
    assert find_countries("let us share it; a turkey; the polish of it") == []


@given(st.text(max_size=150))
def test_any_text(text: str) -> None:
    find_place(text)
    country_code(text)
    for item in find_countries(text):
        assert country_name(item.code)


@given(
    st.lists(
        st.sampled_from(
            [
                "Paris",
                ",",
                "Korea",
                "(",
                "in",
                "14 July 2004",
                "Nice",
                "D.C.",
                "Ministry",
                "États",
                "-Unis",
            ]
        ),
        max_size=12,
    )
)
def test_offsets(words: list[str]) -> None:
    text = " ".join(words)
    for place in find_places(text):
        assert 0 <= place.start < place.end <= len(text)
        assert place.city
        assert place.country


def test_an_unknown_city_before_a_country_in_brackets() -> None:
    place = find_place("2 et 3 décembre 2004, Saint-Machin (Suisse)")
    assert place is not None
    assert (place.city, place.country) == ("Saint-Machin", "CHE")


@pytest.mark.parametrize("line", ["Luxembourg, 3-4 May 2011", "3-4 May 2011, Luxembourg"])
def test_a_city_that_is_also_a_country_counts_beside_a_date(line: str) -> None:
    place = find_place(line)
    assert place is not None
    assert (place.city, place.country) == ("Luxembourg", "LUX")


def test_a_country_in_a_sentence_is_not_its_capital() -> None:
    place = find_place("Tax rulings in Luxembourg since 4 May 2011")
    assert place is None or not place.city


_PLACE_WORDS = """
Korea Republic of United States America The Hague New York Mexico City Côte d’Ivoire d'Ivoire Paris
South Africa African Hong Kong Washington D.C. DC Czech Bosnia and Herzegovina Sri
"""
_PLACE_SIGNS = st.sampled_from([" ", " ", " ", "  ", "   ", ", ", "-", "; ", "\n", "’", "_", ""])


@given(
    st.lists(st.tuples(st.sampled_from(_PLACE_WORDS.split()), _PLACE_SIGNS), max_size=9),
    st.sampled_from([places._country_index, places._city_index]),
)
def test_names_are_found_where_their_words_stand_together(
    parts: list[tuple[str, str]], index_of: Callable[[], places._Index]
) -> None:
    text, index = "".join(word + sign for word, sign in parts), index_of()
    folded = fold_in_place(text)
    spans = [match.span() for match in re.finditer(r"\w+", folded)]
    words = [folded[begin:end] for begin, end in spans]
    found, free = [], 0
    for at, word in enumerate(words):
        for key, entry in index.rows.get(word, []):
            here = spans[at : at + len(key)]
            gaps = [folded[end:begin] for (_, end), (begin, _) in pairwise(here)]
            near = all(len(gap) <= 2 and not set(gap) & set(";:()\n|•") for gap in gaps)
            if at >= free and near and tuple(words[at : at + len(key)]) == key:
                found.append((here[0][0], here[-1][1], entry))
                free = at + len(key)
    assert places._scan(text, index) == found


def test_a_mark_of_its_own_beside_a_letter_for_two_hides_no_place() -> None:
    place = find_place("Chateau de la Muette\u0301ß")
    assert place is not None
    assert place.city == "Paris"
