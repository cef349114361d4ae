from __future__ import annotations

from communique.extract.bodies import body_in_sentence, find_bodies, is_body, title_case
from communique.extract.layout import Line, Word
from communique.records import Box


def lines(*texts: str, size: float = 12.0) -> list[Line]:
    made = []
    for row, text in enumerate(texts):
        y = 100 + row * 1.2 * size
        words = tuple(
            Word(word, Box(72 + 40 * i, y - size, 110 + 40 * i, y), y, size, bold=True)
            for i, word in enumerate(text.split())
        )
        made.append(Line(1, Box(72, y - size, words[-1].box.x1, y), words, y))
    return made


def test_directorate_and_committee() -> None:
    found = find_bodies(
        lines(
            "PUBLIC GOVERNANCE AND TERRITORIAL DEVELOPMENT DIRECTORATE",
            "PUBLIC GOVERNANCE COMMITTEE",
            "Network of Senior Officials",
            "4th SYMPOSIUM",
        )
    )
    assert found.directorate == "Public Governance and Territorial Development Directorate"
    assert found.committee == "Public Governance Committee"
    assert found.group == "Network of Senior Officials"
    assert len(found.lines) == 3


def test_names_over_two_lines() -> None:
    found = find_bodies(
        lines(
            "DIRECTORATE FOR SCIENCE, TECHNOLOGY AND",
            "INDUSTRY",
        )
    )
    assert found.directorate == "Directorate for Science, Technology and Industry"
    wide = find_bodies(
        lines("COMMITTEE FOR THE REVIEW OF INFORMATION AND COMMUNICATIONS AND CONSUMER", "POLICY")
    )
    assert wide.committee.endswith("Consumer Policy")


def test_french() -> None:
    found = find_bodies(
        lines("DIRECTION DE LA GOUVERNANCE PUBLIQUE", "COMITÉ DE LA GOUVERNANCE PUBLIQUE")
    )
    assert found.directorate == "Direction de la gouvernance publique"
    assert found.committee == "Comité de la gouvernance publique"


def test_a_working_party_stands_in_for_the_committee() -> None:
    assert find_bodies(lines("Working Party on Privacy")).committee == "Working Party on Privacy"


def test_titles_are_no_bodies() -> None:
    found = find_bodies(
        lines("SUMMARY RECORD OF THE 17TH SESSION OF THE PUBLIC MANAGEMENT COMMITTEE")
    )
    assert (found.directorate, found.committee, found.lines) == ("", "", ())


def test_title_case() -> None:
    assert title_case("COUNCIL AT MINISTERIAL LEVEL") == "Council at Ministerial Level"
    assert title_case("Mixed Case stays") == "Mixed Case stays"
    assert title_case("") == ""


def test_capitals_without_accents() -> None:
    found = find_bodies(
        lines(
            "DIRECTION DES AFFAIRES FINANCIERES, FISCALES ET DES",
            "ENTREPRISES",
            "COMITE DES AFFAIRES FISCALES",
        )
    )
    assert found.directorate == ("Direction des affaires financières, fiscales et des entreprises")
    assert found.committee == "Comité des affaires fiscales"


def test_a_meeting_is_no_committee() -> None:
    assert find_bodies(lines("Meeting of the Steering Committee")).committee == ""
    assert not is_body("Meeting of the Steering Committee")
    assert is_body("Working Party No. 3 on Co-operation and Enforcement")


def test_acronyms_in_capitals() -> None:
    assert title_case("COMITÉ DIRECTEUR DU CERI") == "Comité directeur du CERI"
    assert title_case("OECD COUNCIL ON AI") == "OECD Council on AI"


def test_a_committee_named_in_a_sentence() -> None:
    sentence = (
        "This paper was approved and declassified by written procedure by the "
        "Committee on Digital Economy Policy on 15 December 2023."
    )
    assert body_in_sentence([sentence]) == "Committee on Digital Economy Policy"
    assert body_in_sentence(["The Committee met twice."]) == ""
