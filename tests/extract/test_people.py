"""Persons in an office at the meeting: who is one, and who is not."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.offices import office_at
from communique.extract.people import (
    _PARTED,
    _apart,
    _names_next,
    contacts_of,
    may_name_officers,
    names_anybody,
    names_people,
    people_of,
)
from communique.extract.places import find_countries


def brief(text: str | list[str], entry_type: str = "", role: str = "") -> list[tuple[str, ...]]:
    found = people_of(text, page=1, entry_type=entry_type, role=role)
    return [(p.role, p.name, p.organisation, p.country) for p in found]


LINES = [
    (
        "Lead Speaker -- Mr. Ryoji FUKUI, Ministry of Finance, Home Affairs and Posts, Japan",
        [("lead speaker", "Ryoji Fukui", "Ministry of Finance, Home Affairs and Posts", "JPN")],
    ),
    (
        "Moderated byLars Holm-Petersen, Agency for Digitisation, Denmark",
        [("moderator", "Lars Holm-Petersen", "Agency for Digitisation", "DNK")],
    ),
    ("Progress Report -- Rolf Alter, OECD", [("speaker", "Rolf Alter", "OECD", "")]),
    (
        "Overview of the project - Sylvie Martin & Bryan Lane (15 min)",
        [("speaker", "Sylvie Martin", "", ""), ("speaker", "Bryan Lane", "", "")],
    ),
    (
        "Results - Anne Berg, Tom Hale, Eric Roux, Kim Serra (15 min + 10 min)",
        [("speaker", n, "", "") for n in ("Anne Berg", "Tom Hale", "Eric Roux", "Kim Serra")],
    ),
    (
        "M. Jean-Pierre DUPONT, Directeur, Ministère de l'Économie, France",
        [("speaker", "Jean-Pierre Dupont", "Ministère de l'Économie", "FRA")],
    ),
    ("Présidente : Mme Claire Martin, Belgique", [("chair", "Claire Martin", "", "BEL")]),
    (
        "Chair: Ms. Tiziana Berti / Mr. Keran Wong, UN ESCAP",
        [("chair", "Tiziana Berti", "UN ESCAP", ""), ("chair", "Keran Wong", "UN ESCAP", "")],
    ),
    (
        "Moderator: Chiara Conti, OECD; Rapporteur: Mr. Tom Jones, Canada",
        [("moderator", "Chiara Conti", "OECD", ""), ("rapporteur", "Tom Jones", "", "CAN")],
    ),
    (
        "Speakers: Anna Kowalska (Ministry of Health, Poland) and John Smith (OECD)",
        [
            ("speaker", "Anna Kowalska", "Ministry of Health", "POL"),
            ("speaker", "John Smith", "OECD", ""),
        ],
    ),
    (
        "Speakers: Rasmus Lind, Telecom Agency, Denmark, and Quorra Vextil, European Commission",
        [
            ("speaker", "Rasmus Lind", "Telecom Agency", "DNK"),
            ("speaker", "Quorra Vextil", "European Commission", ""),
        ],
    ),
    (
        "Opening remarks by Minister Park Myung-jae, Korea",
        [("opening", "Park Myung-jae", "", "KOR")],
    ),
    (
        "Olivier Martin, Ann Lee (MIT): Leveraging observations from flights",
        [("speaker", "Olivier Martin", "MIT", ""), ("speaker", "Ann Lee", "MIT", "")],
    ),
    (
        "Tools and models, Mick Carter, Sophie Blanc and Mario Rossi (Chairs)",
        [("chair", n, "", "") for n in ("Mick Carter", "Sophie Blanc", "Mario Rossi")],
    ),
    (
        "With Ian Breck, Department of Finance; Tomoko Ito, Cabinet Office, Japan",
        [
            ("speaker", "Ian Breck", "Department of Finance", ""),
            ("speaker", "Tomoko Ito", "Cabinet Office", "JPN"),
        ],
    ),
    ("Objective 1: Integration Chair: Francesca Bianchi", [("chair", "Francesca Bianchi", "", "")]),
    (
        "The session was held under the chairmanship of Ms. Ingrid Hansen (Norway).",
        [("chair", "Ingrid Hansen", "", "NOR")],
    ),
    (
        "The Committee met on 18 March with Mr. Anders Holm (Sweden) in the Chair.",
        [("chair", "Anders Holm", "", "SWE")],
    ),
    ("Commentary by Elisabeth Roux (CNRS)", [("discussant", "Elisabeth Roux", "CNRS", "")]),
    (
        "Address by the Minister of Public Administration, Mr. LEE Young-ho",
        [("speaker", "Lee Young-ho", "Ministry of Public Administration", "")],
    ),
    (
        "The meeting was chaired by Ms. Ida Wang (Denmark) and opened by Mr. Paul Smith.",
        [("chair", "Ida Wang", "", "DNK"), ("opening", "Paul Smith", "", "")],
    ),
    (
        "The Chair, Mr. Hendrik TERP (Netherlands), welcomed the new delegates.",
        [("chair", "Hendrik Terp", "", "NLD")],
    ),
    ("Mr. Kim (Korea) presented the survey.", [("speaker", "Kim", "", "KOR")]),
]


@pytest.mark.parametrize(("line", "people"), LINES)
def test_lines_that_name_people(line: str, people: list[tuple[str, ...]]) -> None:
    assert brief(line) == people


@given(st.lists(st.sampled_from([line for line, _ in LINES]), max_size=3), st.integers(0, 40))
def test_somebody_is_named_where_people_are_found(lines: list[str], cut: int) -> None:
    text = " ".join(lines)[cut:]
    for role in ("", "speaker"):
        assert names_anybody(text, role=role) == bool(people_of([text], page=1, role=role))


@pytest.mark.parametrize(
    "line",
    [
        "Welcome -- Korea",
        "Presentation by Peer Reviewers followed by comments from Mexico",
        "Chair: European Commission",
        "Country experiences - New Zealand, Korea",
        "Session 2 – Smart Cities",
        "Lunch – Grand Hall",
        "Dinner at the Hotel Victoria",
        "Barriers – legal, financial and technical",
        "Presentation of the report - OECD Secretariat",
        "This report was prepared by Edwin Lau and Marco Daglio.",
        "We are grateful to Ms. Anna Berg, who presented the first draft.",
        "Speaker: tbc",
        "Making Change Happen: Incentives, Partnership",
        "Guided tour of Porto (Portugal): meeting point",
        "Lisbon Treaty (part one): what it says",
        "General Assembly and awards",
        "Restaurant La Verrière",
        "Models and tools (chairs to be named)",
    ],
)
def test_lines_that_name_nobody(line: str) -> None:
    assert brief(line) == []


def test_lines_below_an_office_go_on_with_it() -> None:
    lines = [
        "Panellists:",
        "• Anna Nowak, Ministry of Finance, Poland",
        "• Tomás O'Brien",
        "Debate",
    ]
    assert brief(lines) == [
        ("panellist", "Anna Nowak", "Ministry of Finance", "POL"),
        ("panellist", "Tomás O'Brien", "", ""),
    ]


def test_an_affiliation_may_stand_below_its_name() -> None:
    lines = ["Ms. Rosa Bing", "Deputy Minister, Ministry of Lands,", "Tonga", "Next topic"]
    found = people_of(lines, page=3, entry=2, entry_type="opening")
    assert len(found) == 1
    assert (found[0].role, found[0].position) == ("opening", "Deputy Minister")
    assert (found[0].organisation, found[0].country) == ("Ministry of Lands", "TON")
    assert (found[0].page, found[0].entry) == (3, 2)


def test_a_column_of_speakers_needs_no_more_than_a_name() -> None:
    assert brief("Quorra Vextil", role="speaker") == [("speaker", "Quorra Vextil", "", "")]
    assert brief("Quorra Vextil") == []


def test_one_row_for_a_person_and_role() -> None:
    lines = ["Chair: Ms. Ida Holm", "Chair: Ms. Ida HOLM, Denmark", "Speaker: Ida Holm"]
    assert brief(lines) == [("chair", "Ida Holm", "", "DNK"), ("speaker", "Ida Holm", "", "")]


CONTACT = (
    "For further information, please contact Marco Dalli, Tel. (33-1) 45 24 98 76, "
    "E-mail: marco.dalli@example.org or Edwin Law, Tel. (33-1) 45 24 80 36; edwin@example.org"
)


def test_contacts_come_without_numbers_and_addresses() -> None:
    for people in (contacts_of(CONTACT, page=1), people_of(CONTACT, page=1)):
        assert [(p.role, p.name) for p in people] == [
            ("contact", "Marco Dalli"),
            ("contact", "Edwin Law"),
        ]
        assert not any("@" in str(p) or "45 24" in str(p) for p in people)


def test_lines_that_do_nothing_but_name_people() -> None:
    assert names_people("Chair: Ms. Ida Holm, Denmark")
    assert names_people("Speakers:")
    assert not names_people("What levers does the centre have?")
    assert not names_people("Incentives for change")


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Chair: X", "chair"),
        ("Modératrice : X", "moderator"),
        ("Intervenants :", "speaker"),
        ("Discussant -- X", "discussant"),
        ("Présentation de M. X", "presenter"),
        ("Keynote speaker: X", "speaker"),
    ],
)
def test_offices(line: str, role: str) -> None:
    office = office_at(line)
    assert office is not None
    assert office.role == role


@pytest.mark.parametrize("line", ["Presentation of the report", "Panel discussion", "Opening up"])
def test_titles_are_no_offices(line: str) -> None:
    assert office_at(line) is None


@given(st.text(max_size=200), st.sampled_from(["", "opening", "break"]))
def test_any_text_is_read(text: str, entry_type: str) -> None:
    for person in people_of(text, page=1, entry_type=entry_type):
        assert person.name
        assert person.role
        assert "@" not in person.organisation


def test_the_next_person_may_follow_a_country_without_a_sign() -> None:
    joined = [
        "Mr. Tom Hale, Cabinet Office, Ireland Ms. Anna Berg, Ministry of Finance, Norway",
        "Anne Lind, Treasury, Finland Eric Roux, Agency for Payroll, France",
    ]
    names = [found[1] for found in brief(joined)]
    assert names == ["Tom Hale", "Anna Berg", "Anne Lind", "Eric Roux"]


def test_a_name_cut_between_two_lines_is_one_name() -> None:
    assert brief(["Rapporteur: Ms. Helga", "Lindqvist, Sweden"]) == [
        ("rapporteur", "Helga Lindqvist", "", "SWE")
    ]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        (
            "Ms. Anna Berg (Norway) and Mr. Tom Hale (Ireland) were elected Vice-Chairs.",
            "vice-chair",
        ),
        (
            "Mme Anna Berg (Norvège) et M. Tom Hale (Irlande) ont été élus vice-présidents.",
            "vice-chair",
        ),
        ("The rapporteurs were Ms. Anna Berg (Norway) and Mr. Tom Hale (Ireland).", "rapporteur"),
    ],
)
def test_officers_of_a_record(sentence: str, role: str) -> None:
    found = [(one[0], one[1], one[3]) for one in brief(sentence)]
    assert found == [(role, "Anna Berg", "NOR"), (role, "Tom Hale", "IRL")]


_PEOPLE = (
    "Ms Ann Lee, Korea|Mr. Bo BERG (OECD)|the|The|Overview|:|,|-|.|and|was|were|by|of|the floor"
)
_OFFICES = (
    "Chair|Vice-Chair|Co-chairs|chaired|took the chair|in the chair|chairmanship|presided"
    "|Présidente|présidée|sous la présidence de|presidency|a présidé|Moderator|moderated"
    "|Modératrice|a modéré|animée|Animateur|facilitated|Facilitateur|Rapporteure|rapporteurs"
    "|Note-takers|note taker|Host|Co-hosts|hosted|Hôte|Contact|please contact|Points de contact"
    "|s’adresser à|Renseignements|Pour toute information|Question|elected|speaker|opened"
    "|presented|presentation"
)


@given(st.lists(st.sampled_from(f"{_PEOPLE}|{_OFFICES}".split("|")), max_size=8).map(" ".join))
def test_a_text_that_names_an_officer_looks_like_it(text: str) -> None:
    assert may_name_officers(text) or not _officers(text)


@pytest.mark.parametrize("office", _OFFICES.split("|"))
def test_an_officer_behind_each_office(office: str) -> None:
    for text in (f"{office}: Ms Ann Lee, Korea", f"Ms Ann Lee, Korea, {office} the session."):
        assert may_name_officers(text) or not _officers(text)


def _officers(text: str) -> list[str]:
    officers = ("chair", "vice-chair", "moderator", "rapporteur", "contact", "host")
    return [person.name for person in people_of(text, page=1) if person.role in officers]


_LINE_PARTS = """
Ann Lee LEE van de Jean Mr Mme la Chair: Speakers: by moderated and , ; ( ) (tbc) [online] • - ✓ o
10:00 min) (15 OECD Japan Ministry of Finance contact a@b.fr .
"""


@given(
    st.lists(st.lists(st.sampled_from(_LINE_PARTS.split()), max_size=6).map(" ".join), max_size=4),
    st.sampled_from(["", "speaker"]),
)
def test_no_search_is_spared_that_finds_somebody(lines: list[str], role: str) -> None:
    with patch("communique.extract.people.may_hold_name", return_value=True):
        found = people_of(lines, page=1, role=role)
    assert people_of(lines, page=1, role=role) == found


@given(st.text(" ;.,|/–-\t:ab\u00a0", max_size=14))
def test_a_line_is_parted_at_signs_gaps_and_dashes(line: str) -> None:
    parted = [match.span() for match in _PARTED.finditer(line)]
    either = re.compile(r"[;.|,/]\s+|\s{2,}|\s[–—-]\s")
    assert parted == [match.span() for match in either.finditer(line)]


@given(st.lists(st.sampled_from(["Korea", "OECD", "Ann", "Lee", "Bo LEE", ",", "and", "."])))
def test_no_country_before_a_name_is_missed(words: list[str]) -> None:
    line = " ".join(words).replace(" ,", ",")
    if line.count(",") < 2:
        assert not any(
            _names_next(line, country.end) and "," in line[: country.end]
            for country in find_countries(line)
        )
        assert _apart(line) == [line.strip()]
