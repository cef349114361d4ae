from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.cote import ROOTS, TYPES, Cote, find_cotes, full_year, parse_cote

PRINTED = [
    ("GOV/PGC/EGOV/A(2004)2", "GOV/PGC/EGOV", "A", 2004, 2, ()),
    ("GOV/PGC/EGOV(2004)3", "GOV/PGC/EGOV", "", 2004, 3, ()),
    ("DSTI/ICCP/REG(98)5/FINAL", "DSTI/ICCP/REG", "", 1998, 5, ("FINAL",)),
    ("C(2018)98/REV1", "C", "", 2018, 98, ("REV1",)),
    ("C/MIN(2011)6/FINAL", "C", "MIN", 2011, 6, ("FINAL",)),
    ("C/M(2009)7/PROV", "C", "M", 2009, 7, ("PROV",)),
    ("DSTI/CDEP/AIGO(2023)8/FINAL", "DSTI/CDEP/AIGO", "", 2023, 8, ("FINAL",)),
    ("ENV/JM/MONO(2004)14", "ENV/JM", "MONO", 2004, 14, ()),
    ("DAF/COMP/WP3/M(2011)1/ANN2", "DAF/COMP/WP3", "M", 2011, 1, ("ANN2",)),
    ("ENV/EPOC/WPNEP/M(99)2/ADD1", "ENV/EPOC/WPNEP", "M", 1999, 2, ("ADD1",)),
    ("COM/ENV/EPOC/CTPA/CFA(2008)9", "COM/ENV/EPOC/CTPA/CFA", "", 2008, 9, ()),
    ("SG/EGOV(2003)1", "SG/EGOV", "", 2003, 1, ()),
    ("CES/NI(2002)1", "CES", "NI", 2002, 1, ()),
    ("OCDE/GD(97)83", "OCDE", "GD", 1997, 83, ()),
    ("PUMA(98)1", "PUMA", "", 1998, 1, ()),
    ("DCD/DAC(2012)30/REV2/ANN1", "DCD/DAC", "", 2012, 30, ("REV2", "ANN1")),
    ("GOV/PGC/EGOV/RD(2014)1/PART2/CORR", "GOV/PGC/EGOV", "RD", 2014, 1, ("PART2", "CORR")),
]


@pytest.mark.parametrize("printed", PRINTED, ids=[row[0] for row in PRINTED])
def test_parts(printed: tuple[str, str, str, int, int, tuple[str, ...]]) -> None:
    text, *parts = printed
    cote = parse_cote(text)
    assert cote is not None
    assert [cote.committee, cote.type, cote.year, cote.number, cote.suffixes] == parts
    assert str(cote) == text


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("ENV/WKP(2021)8Unclassified", "ENV/WKP(2021)8"),
        ("UnclassifiedENV/WKP(2021)8", "ENV/WKP(2021)8"),
        ("DSTI/ICCP/REG(98)5/FINALFor Official Use", "DSTI/ICCP/REG(98)5/FINAL"),
        ("Non classifié GOV/PGC/EGOV(2004)3", "GOV/PGC/EGOV(2004)3"),
        ("G O V / P G C / E G O V / A ( 2 0 0 4 ) 2", "GOV/PGC/EGOV/A(2004)2"),
        ("gov/pgc/egov/a(2004)2", "GOV/PGC/EGOV/A(2004)2"),
        ("GOV/PGC/\nEGOV/A(2004)2/\nREV1", "GOV/PGC/EGOV/A(2004)2/REV1"),
        ("GOV/PGC/EGOV/A (2004) 2 / REV 1", "GOV/PGC/EGOV/A(2004)2/REV1"),
        ("C(2018)98/Rev.1", "C(2018)98/REV1"),
        ("  SG/EGOV(2003)1. ", "SG/EGOV(2003)1"),
    ],
)
def test_normalised(printed: str, normal: str) -> None:
    assert str(parse_cote(printed)) == normal


@pytest.mark.parametrize(
    "text",
    [
        "",
        "JT00166527",
        "OECD (2004)",
        "OECD, 2004, p. 128",
        "f(x)2",
        "GOV/PGC",
        "(2004)2",
        "12(2004)2",
    ],
)
def test_no_cote(text: str) -> None:
    assert parse_cote(text) is None
    assert find_cotes(text) == []


@pytest.mark.parametrize(
    "prose",
    [
        "as the OECD (2004) 2 reports show",
        "Smith(2004)2 argued",
        "and/or (2004) 12 countries",
        "see Table A (2010) 3 below",
        "C(2018)98th",
    ],
)
def test_prose_that_resembles(prose: str) -> None:
    assert find_cotes(prose) == []


def test_several_in_prose() -> None:
    text = (
        "Delegates had GOV/PGC/EGOV(2004)3 and its addendum [GOV/PGC/EGOV(2004)3/ADD1], "
        "as well as document c/min(2011)6/final; C(2018)98/REV1Unclassified replaced it."
    )
    found = find_cotes(text)
    assert [str(item.cote) for item in found] == [
        "GOV/PGC/EGOV(2004)3",
        "GOV/PGC/EGOV(2004)3/ADD1",
        "C/MIN(2011)6/FINAL",
        "C(2018)98/REV1",
    ]
    assert text[found[1].start : found[1].end] == "GOV/PGC/EGOV(2004)3/ADD1"


def test_margin_strip_in_the_text_flow() -> None:
    found = find_cotes("15 July\nG O V / P G C / E G O V / A ( 2 0 0 4 ) 2\nLunch")
    assert [str(item.cote) for item in found] == ["GOV/PGC/EGOV/A(2004)2"]


def test_two_digit_years() -> None:
    assert [full_year(digits) for digits in ("60", "99", "00", "59", "2004")] == [
        1960,
        1999,
        2000,
        2059,
        2004,
    ]


SEGMENTS = st.sampled_from(["PGC", "EGOV", "WP3", "CFA", "JM", "EPOC", "WPNEP", "TDPC", "HEA"])
SUFFIXES = st.builds(
    lambda word, number: word + number,
    st.sampled_from(["REV", "ADD", "ANN", "CORR", "PART", "FINAL", "PROV"]),
    st.sampled_from(["", "1", "2", "11"]),
)


@st.composite
def cotes(draw: st.DrawFn) -> Cote:
    roots = sorted(ROOTS - TYPES)
    committee = "/".join([draw(st.sampled_from(roots)), *draw(st.lists(SEGMENTS, max_size=4))])
    short = draw(st.booleans())
    return Cote(
        committee=committee,
        type=draw(st.sampled_from(["", *sorted(TYPES)])),
        year=draw(st.integers(1960, 2059)),
        number=draw(st.integers(0, 9999)),
        suffixes=tuple(draw(st.lists(SUFFIXES, max_size=3))),
        short_year=short,
    )


@given(cotes())
def test_round_trip(cote: Cote) -> None:
    assert parse_cote(str(cote)) == cote


@given(
    cotes(),
    st.sampled_from(["see ", "document ", "(", "[", "as in\n"]),
    st.sampled_from([".", ", and", ")", "\n"]),
)
def test_found_where_it_stands(cote: Cote, before: str, after: str) -> None:
    text = before + str(cote) + after
    assert [(item.cote, text[item.start : item.end]) for item in find_cotes(text)] == [
        (cote, str(cote))
    ]


@given(cotes())
def test_case_and_letter_spacing(cote: Cote) -> None:
    assert parse_cote(str(cote).lower()) == cote
    assert parse_cote(" ".join(str(cote))) == cote


@given(st.text(alphabet="GOV/(2004)98 REVunclassifiedé\n-.", max_size=200))
def test_never_raises(text: str) -> None:
    parse_cote(text)
    for item in find_cotes(text):
        assert 0 <= item.start < item.end <= len(text)


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    parse_cote(text)
    find_cotes(text)
