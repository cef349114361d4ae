"""The named lines of an agenda entry: documents, action, speakers, groups, sessions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communique.extract.fields import (
    ACTION,
    DOCUMENTS,
    GROUP,
    PEOPLE,
    PURPOSE,
    SESSION,
    _begins_field,
    begins_field,
    group_label,
    listed_documents,
    names_no_topic,
    names_people,
    only_cotes,
    split_documents,
    split_room,
    without_room,
)


@pytest.mark.parametrize(
    "text",
    [
        "Document: GOV/PGC(2004)2",
        "Documents : GOV/PGC(2004)2",
        "Background documents: two",
        "Room document: one",
        "Reference document – GOV/PGC(2004)2",
        "Document(s): GOV/PGC(2004)2",
        "Documents de référence : GOV/PGC(2004)2",
        "Documentation:",
        "Papers: a note",
    ],
)
def test_a_line_of_documents(text: str) -> None:
    assert DOCUMENTS.match(text)
    assert begins_field(text)


@pytest.mark.parametrize(
    "text",
    [
        "Action required: for approval",
        "Action: For discussion",
        "Required action: adopt the agenda",
        "Suite à donner : pour approbation",
        "Suites à donner : pour examen",
        "Décision demandée : adoption",
        "Expected outcome: a list",
    ],
)
def test_a_line_of_action(text: str) -> None:
    assert ACTION.match(text)
    assert begins_field(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lead Speaker -- Mr. Ryoji FUKUI, Japan",
        "Speakers: Ms Berg",
        "Moderator: Ms Berg",
        "Moderated by: Ms Berg",
        "Chair: Ms Berg",
        "Président : M. Roux",
        "Intervenants : M. Roux",
        "Welcome -- Korea",
    ],
)
def test_a_line_of_people(text: str) -> None:
    assert PEOPLE.match(text)
    assert begins_field(text)


@pytest.mark.parametrize(
    "text",
    [
        "For approval",
        "[For discussion and approval]",
        "Pour approbation",
        "for information.",
        "Pour examen et approbation",
    ],
)
def test_a_purpose(text: str) -> None:
    assert PURPOSE.match(text)


@pytest.mark.parametrize(
    "text",
    [
        "Group A: Skills",
        "Groupe B : Compétences",
        "Breakout 1: Trust",
        "Room A: Skills",
        "Atelier 2",
    ],
)
def test_a_parallel_group(text: str) -> None:
    assert GROUP.match(text)


@pytest.mark.parametrize(
    "text",
    [
        "Session 1. Trust",
        "Séance 2 : Confiance",
        "Item 3",
        "Point 4 de l’ordre du jour",
        "Panel II:",
    ],
)
def test_a_labelled_session(text: str) -> None:
    assert SESSION.match(text)


@pytest.mark.parametrize(
    "text",
    [
        "Documented evidence was missing.",
        "Actions of governments should be open.",
        "Groups of citizens were consulted.",
        "The session was closed.",
        "Chairs were brought in.",
        "Papers were circulated late to all delegations.",
        "",
    ],
)
def test_a_sentence_is_no_field(text: str) -> None:
    assert not begins_field(text)
    assert not GROUP.match(text)
    assert not DOCUMENTS.match(text)
    assert not ACTION.match(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("GOV/PGC(2004)2", ["GOV/PGC(2004)2"]),
        ("GOV/PGC(2004)2; GOV/PGC(2004)3", ["GOV/PGC(2004)2", "GOV/PGC(2004)3"]),
        ("GOV/PGC(2004)2, GOV/PGC(2004)3", ["GOV/PGC(2004)2", "GOV/PGC(2004)3"]),
        ("GOV/PGC(2004)2 and GOV/PGC(2004)3", ["GOV/PGC(2004)2", "GOV/PGC(2004)3"]),
        ("Skills, pay and careers: a note", ["Skills, pay and careers: a note"]),
        ("First note; second note;", ["First note", "second note"]),
    ],
)
def test_documents_are_listed_one_by_one(text: str, expected: list[str]) -> None:
    assert listed_documents(text) == expected


def test_a_reference_in_brackets_leaves_the_title() -> None:
    title, documents = split_documents("Adoption of the agenda [GOV/PGC/A(2004)2]")
    assert (title, documents) == ("Adoption of the agenda", ["GOV/PGC/A(2004)2"])
    assert split_documents("Trust [revisited]") == ("Trust [revisited]", [])


def test_a_room_before_a_group() -> None:
    assert without_room("Room 4 – Group A: Skills") == "Group A: Skills"
    assert without_room("Group A: Skills") == "Group A: Skills"
    assert split_room("Room A. Buying well") == ("A", "Buying well")
    assert split_room("Buying well")[0] == ""


COTES = st.builds(
    lambda body, year, number: f"GOV/{body}({year}){number}",
    st.sampled_from(["PGC", "PGC/EGOV", "PGC/EGOV/A"]),
    st.integers(1998, 2024),
    st.integers(1, 99),
)


@given(st.lists(COTES, min_size=1, max_size=6, unique=True), st.sampled_from(["; ", ", "]))
def test_every_reference_of_a_list_is_kept(cotes: list[str], link: str) -> None:
    assert listed_documents(link.join(cotes)) == cotes


@pytest.mark.parametrize("text", ["[GOV/PGC(2004)3]", "[ [GOV/PGC(2004)3] ];", "GOV/PGC(2004)3"])
def test_brackets_around_a_reference_are_taken_off(text: str) -> None:
    assert listed_documents(text) == ["GOV/PGC(2004)3"]


@given(st.text(max_size=80))
@example("[\x850")
def test_any_title_comes_through(text: str) -> None:
    title, documents = split_documents(text)
    assert title == text or documents
    assert all(part == part.strip() for part in listed_documents(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GOV/PGC(2004)3", True),
        ("GOV/PGC/ A(2004)3 GOV/PGC(2004)5/REV1", True),
        ("[GOV/PGC(2004)3]", True),
        ("GOV/PGC(2004)3 For discussion", False),
        ("Budget 2004", False),
        ("", False),
    ],
)
def test_references_and_nothing_else(text: str, expected: bool) -> None:
    assert only_cotes(text) is expected


@pytest.mark.parametrize("word", ["Groupe", "groupe de travail", "Groups", "Workshop"])
def test_a_word_that_ends_in_a_letter_of_the_alphabet_is_no_group(word: str) -> None:
    assert not GROUP.match(word)


@pytest.mark.parametrize(
    ("text", "label", "bare"),
    [
        ("Group A – Room Emona", "Group A", True),
        ("Atelier 2 Salle des fêtes", "Atelier 2", True),
        ("Group B", "Group B", True),
        ("Group C: Buying well", "Group C", False),
    ],
)
def test_a_group_and_its_room(text: str, label: str, bare: bool) -> None:
    assert group_label(text) == label
    assert names_no_topic(text) is bare


#: One of each word that a field or a part begins with, and text.
OPENINGS = """
background|working|room|reference|relevant|main|meeting|supporting|related|document|docs
documentation|papers|action|decisions|décision|required action|suites à donner|suite attendue
mesures attendues|expected outcomes|résultats attendus|lead speaker|key note speaker|keynote
guest speaker|invited speaker|panel|presenters|panellists|discussants|respondents|moderators
facilitators|rapporteurs|chairs|co-chair|cochairs|chairperson|session chairs|moderated by
chaired by|facilitated by|introduced by|presented by|presentation by|introduction by
intervenants|orateurs|oratrice|conférencier|modérateur|modératrice|animateur|animatrice|animée par
présidente|présidée par|présidence|présentée par|participants à la table ronde|experts|contacts
welcome|progress report|opening remarks|closing remarks|room 4: group|salle B – groupe
parallel group|concurrent group|breakout group|break-out|groups|groupes|workshops|ateliers
streams|tracks
sessions parallèles|parallel sessions|break-out groups|sous-groupe|working groups
discussion groups|rooms|salles|plenary session|opening session|closing session|working session
thematic session
special session|ministerial session|sessions|séances|items|agenda items|points|part|partie|theme
thème|module|round table|table ronde|topic|\u017fession|\u212aeynote|the|In|ministers|Réunion
"""


@given(
    st.sampled_from(OPENINGS.strip().replace("\n", "|").split("|")),
    st.sampled_from([str, str.upper, str.title]),
    st.sampled_from(
        [": Budget", " – Budget", " 1: Budget", " A – Budget", " by: Budget", "", " of"]
    ),
)
def test_no_field_is_passed_over_for_its_first_letters(
    opening: str, case: Callable[[str], str], rest: str
) -> None:
    text = case(opening) + rest
    assert begins_field(text) == _begins_field(text)
    assert names_people(text) == (PEOPLE.match(text) is not None)
