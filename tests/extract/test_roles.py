"""Roles of passages: labelled sentences, and what heading, lead-in and kind add."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communique.extract import openings, role_words
from communique.extract.openings import first_sentence
from communique.extract.roles import lead_in_role, role_of
from communique.records import ROLES

LABELLED = Path(__file__).parent / "data" / "labelled_roles.tsv"


FURTHER = LABELLED.with_name("further_roles.tsv")


def _rows(path: Path = LABELLED) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _accuracy(rows: list[dict[str, str]]) -> float:
    right = sum(
        role_of(row["text"], kind=row["kind"], lead_in=row["lead_in"], language=row["language"])
        == row["role"]
        for row in rows
    )
    return right / len(rows)


def test_sentences_that_the_rules_were_written_with() -> None:
    rows = [row for i, row in enumerate(_rows()) if i % 3 != 2]
    assert len(rows) >= 80
    assert _accuracy(rows) >= 0.95


def test_every_third_sentence_was_kept_apart() -> None:
    rows = [row for i, row in enumerate(_rows()) if i % 3 == 2]
    assert len(rows) >= 40
    assert _accuracy(rows) >= 0.9


_PIECES = ["Delegates met", ".", ". ", "Some", " members", " regretted ", "x" * 70, " it", "\n"]


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
@example("The Chair spoke. Some members regretted it.")
def test_two_voices_are_looked_for_where_a_sentence_ends(text: str) -> None:
    assert openings._two_voices(text) == openings._TWO_VOICES.search(text[:400])


def test_formulas_of_records_and_declarations() -> None:
    rows = _rows(FURTHER)
    assert len(rows) >= 150
    assert _accuracy(rows) >= 0.95


@pytest.mark.parametrize(
    ("lead_in", "kind", "role"),
    [
        ("We will therefore:", "communique", "priority"),
        ("We ask the OECD to:", "communique", "follow_up"),
        ("Nous nous engageons :", "communique", "priority"),
        ("Before the next meeting participants will:", "summary", "follow_up"),
        ("Le Groupe est convenu :", "record", "follow_up"),
    ],
)
def test_who_is_to_act_decides_over_a_list(lead_in: str, kind: str, role: str) -> None:
    text = "publish the cost of every system that was given up;"
    assert role_of(text, kind=kind, lead_in=lead_in) == role


def test_a_title_before_questions_makes_an_entry() -> None:
    asked = "How is money won back? Who checks it?"
    assert role_of(asked, kind="agenda") == "question"
    assert role_of(f"Verifying savings. {asked}", kind="agenda") == "session"
    assert role_of(f"Verifying savings {asked}", kind="agenda") == "session"


def test_an_action_behind_a_statement_is_not_its_opening() -> None:
    noted = "The Committee took note of the survey."
    assert role_of(noted, kind="record") == "conclusion"
    assert role_of("The Committee adopted the agenda.", kind="record") == "procedural"
    assert role_of("Norway regretted the delay.", kind="record") == "discussion"
    assert role_of("Norway offered to host the seminar.", kind="record") == "follow_up"


ITEM = "Consolidating existing networks among cities and universities"


@pytest.mark.parametrize(
    ("lead_in", "role"),
    [
        ("Governments agree on three main priority actions:", "priority"),
        ("The discussion focused on the following points:", "discussion"),
        ("Participants agreed on the following follow up actions:", "follow_up"),
        ("Delegates concluded that:", "conclusion"),
        ("Questions for discussion:", "question"),
        ("Les participants ont retenu trois priorités :", "priority"),
        ("La discussion a porté sur les points suivants :", "discussion"),
        ("Les suites suivantes ont été convenues :", "follow_up"),
    ],
)
def test_a_list_takes_the_role_of_the_sentence_before_it(lead_in: str, role: str) -> None:
    assert lead_in_role(lead_in) == role
    assert role_of(ITEM, kind="summary", lead_in=lead_in) == role


@pytest.mark.parametrize(
    ("section", "role"),
    [
        (("Report", "Next steps"), "follow_up"),
        (("Rapport", "Suites à donner"), "follow_up"),
        (("Points discussed",), "discussion"),
        (("Key messages",), "priority"),
        (("Background",), "background"),
        (("Practical information",), "procedural"),
    ],
)
def test_a_heading_speaks_for_what_says_nothing_itself(section: tuple[str, ...], role: str) -> None:
    assert role_of(ITEM, kind="summary", section=section) == role


@pytest.mark.parametrize(
    ("kind", "role"),
    [("agenda", "background"), ("summary", "discussion"), ("issues-paper", "background")],
)
def test_the_kind_of_document_decides_at_last(kind: str, role: str) -> None:
    text = "Small towns keep their registers on machines that nobody repairs any longer."
    assert role_of(text, kind=kind) == role


@pytest.mark.parametrize(
    ("entry_type", "role"),
    [
        ("break", "procedural"),
        ("meal", "procedural"),
        ("visit", "procedural"),
        ("opening", "procedural"),
        ("session", "session"),
        ("breakout", "session"),
        ("review", "session"),
    ],
)
def test_an_entry_goes_by_its_type(entry_type: str, role: str) -> None:
    text = "Paying for shared systems. Who pays? Who decides? What if the money ends?"
    assert role_of(text, kind="agenda", is_entry=True, entry_type=entry_type) == role


def test_what_single_delegates_stress_is_discussion() -> None:
    assert role_of("Delegates stressed that money is short.", kind="summary") == "conclusion"
    assert role_of("Some delegates stressed that money is short.", kind="summary") == "discussion"


@given(
    st.text(max_size=200),
    st.sampled_from(["", "agenda", "summary", "record", "communique", "issues-paper", "list"]),
    st.text(max_size=60),
)
def test_any_passage_has_one_known_role(text: str, kind: str, lead_in: str) -> None:
    assert role_of(text, kind=kind, lead_in=lead_in, section=(lead_in,)) in ROLES


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("agreed that the inventory should be kept up to date;", "conclusion"),
        ("welcomed the inventory;", "conclusion"),
        ("underlined that costs are borne by the smallest offices;", "conclusion"),
        ("asked Denmark, Japan and Mexico to try it out by the spring.", "follow_up"),
        ("invited the Secretariat to revise the inventory;", "follow_up"),
    ],
)
def test_a_verb_behind_its_body_is_read_as_a_sentence(text: str, role: str) -> None:
    assert role_of(text, kind="record", lead_in="The Working Party:") == role
    assert role_of(text, kind="record", lead_in="The Working Party on Budgets:") == role


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("Denmark will circulate a questionnaire before the summer.", "record", "follow_up"),
        ("Ms. Berg was re-elected Chair. Mr. Hale was elected Vice-Chair.", "record", "procedural"),
        (
            "There was wide support for the inventory, although some delegates had doubts.",
            "record",
            "discussion",
        ),
        ("The session will open at 10 a.m. on Monday in Room 4.", "agenda", "procedural"),
        ("La réunion sera présidée par Mme Berg (Norvège).", "agenda", "procedural"),
        (
            "The seminar took place in Oslo on the premises of the tax agency.",
            "summary",
            "background",
        ),
    ],
)
def test_sentences_of_records_and_notes(text: str, kind: str, role: str) -> None:
    assert role_of(text, kind=kind) == role


def test_draft_conclusions_in_a_heading_are_a_subject() -> None:
    section = ("ITEM 3: TOLLS: DRAFT CONCLUSIONS",)
    text = "The consultant spoke of the northern toll roads and of their queues in summer."
    assert role_of(text, kind="record", section=section) == "discussion"


_PIECES = ["They", "agreed", "Mr", "Prof", *"é4)..?;!  \nÀ“"]


@given(st.one_of(st.lists(st.sampled_from(_PIECES), max_size=20).map("".join), st.text()))
def test_the_first_sentence_ends_where_sentences_are_parted(text: str) -> None:
    assert first_sentence(text) == openings._SENTENCE.split(text[:400], maxsplit=1)[0]


@given(st.text(" a.\t\n\u00a0\xad", max_size=9))
def test_each_white_space_becomes_one_blank(text: str) -> None:
    spaced = re.sub(r"\s+", " ", text)
    assert role_words._spaced(text) == spaced
