"""Agenda entries from timetables, lines of times, groups, numbered items and records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from drawing import block, heading, table
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.extract import agenda_units
from communique.extract.agenda import Agenda, read_agenda
from communique.extract.layout import Block, BlockKind
from communique.records import ENTRY_TYPES, AgendaEntry

START, END = date(2004, 7, 14), date(2004, 7, 15)


def entries(
    blocks: Sequence[Block], kind: str = "agenda", start: date = START, end: date = END
) -> tuple[AgendaEntry, ...]:
    return read_agenda(blocks, kind=kind, start=start, end=end).entries


def spans(found: Sequence[AgendaEntry]) -> list[tuple[str, str, str]]:
    return [(entry.start, entry.end, entry.title) for entry in found]


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("9:00 -- 10:00 Welcome", "09:00", "10:00"),
        ("09.00 - 10.00 Welcome", "09:00", "10:00"),
        ("9:00–10.00 Welcome", "09:00", "10:00"),
        ("9.00-10.00: Welcome", "09:00", "10:00"),
        ("9h00 – 10h00 Welcome", "09:00", "10:00"),
        ("9h – 10h Welcome", "09:00", "10:00"),
        ("9 h 00 – 10 h Welcome", "09:00", "10:00"),
        ("9.00 am – 10.00 am Welcome", "09:00", "10:00"),
        ("9:00 a.m. to 10:00 a.m. Welcome", "09:00", "10:00"),
        ("0900-1000 Welcome", "09:00", "10:00"),
        ("9:00 Welcome", "09:00", ""),
        ("9.00: Welcome", "09:00", ""),
        ("(9:00-10:00) Welcome", "09:00", "10:00"),
    ],
)
def test_each_form_of_time_opens_an_entry(printed: str, start: str, end: str) -> None:
    found = entries(
        [
            heading("Wednesday 14 July"),
            block(printed),
            block("11:00 – 12:00 Session 1. Shared platforms"),
            block("12:00 – 13:30 Lunch"),
        ]
    )
    assert spans(found) == [
        (start, end, "Welcome"),
        ("11:00", "12:00", "Shared platforms"),
        ("12:00", "13:30", "Lunch"),
    ]
    assert {entry.date for entry in found} == {"2004-07-14"}
    assert [entry.entry for entry in found] == [1, 2, 3]
    assert [entry.number for entry in found] == ["", "1", ""]


def test_times_after_noon_without_pm_follow_those_before() -> None:
    found = entries(
        [
            heading("Wednesday 14 July"),
            block("9:30 – 11:00 Session 1. Shared platforms"),
            block("11:00 – 12:30 Session 2. Skills"),
            block("2:00 – 3:30 Session 3. Trust"),
            block("3:30 – 4:00 Coffee"),
        ]
    )
    assert [entry.start for entry in found] == ["09:30", "11:00", "14:00", "15:30"]


def test_day_headings_inherit_the_year_of_the_meeting() -> None:
    found = entries(
        [
            heading("Wednesday 14 July"),
            block("9:00 – 10:00 Welcome"),
            block("10:00 – 11:00 Session 1. Shared platforms"),
            heading("Thursday 15 July"),
            block("9:00 – 10:00 Session 2. Skills"),
            block("10:00 – 10:30 Closing remarks"),
        ]
    )
    assert [entry.date for entry in found] == ["2004-07-14"] * 2 + ["2004-07-15"] * 2


def test_a_day_that_slips_out_of_the_meeting_is_put_right_and_noted() -> None:
    agenda = read_agenda(
        [
            heading("Wednesday 14 July 2004"),
            block("9:00 – 10:00 Welcome"),
            block("10:00 – 11:00 Session 1. Shared platforms"),
            heading("Thursday 15 July 2003"),
            block("9:00 – 10:00 Session 2. Skills"),
        ],
        kind="agenda",
        start=START,
        end=END,
    )
    assert [entry.date for entry in agenda.entries] == ["2004-07-14"] * 2 + ["2004-07-15"]
    assert len(agenda.notes) == 1
    assert "2003" in agenda.notes[0]
    assert agenda.notes[0].endswith(".")


def test_french_days_and_times() -> None:
    found = entries(
        [
            heading("Mercredi 14 juillet"),
            block("9 h 30 – 10 h 15 Ouverture"),
            block("10 h 15 – 12 h Séance 1 : Partager les plateformes"),
            heading("Jeudi 15 juillet"),
            block("13h30 – 13h45 Clôture"),
        ]
    )
    assert spans(found) == [
        ("09:30", "10:15", "Ouverture"),
        ("10:15", "12:00", "Partager les plateformes"),
        ("13:30", "13:45", "Clôture"),
    ]
    assert [entry.type for entry in found] == ["opening", "session", "closing"]
    assert found[2].date == "2004-07-15"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Coffee break", "break"),
        ("Lunch", "meal"),
        ("Registration", "registration"),
        ("Opening remarks", "opening"),
        ("Closing remarks", "closing"),
        ("Reception at the town hall", "social"),
        ("Study visit to the service centre", "visit"),
        ("Session 1. Shared platforms", "session"),
    ],
)
def test_an_entry_has_the_type_that_its_title_says(title: str, kind: str) -> None:
    held = [block(f"{hour}:00 – {hour}:45 Session {hour}. Skills") for hour in (9, 10)]
    assert entries([*held, block(f"11:00 – 12:00 {title}")])[-1].type == kind


ROWS = [
    ("9:00 – 9:30", "Registration"),
    ("9:30 – 10:30", "Session 1. Shared platforms"),
    ("10:30 – 11:00", "Coffee break"),
    ("11:00 – 12:30", "Session 2. Skills"),
]


def test_a_timetable_gives_an_entry_for_each_row() -> None:
    found = entries([heading("Wednesday 14 July"), *table(ROWS)])
    assert spans(found) == [
        ("09:00", "09:30", "Registration"),
        ("09:30", "10:30", "Shared platforms"),
        ("10:30", "11:00", "Coffee break"),
        ("11:00", "12:30", "Skills"),
    ]
    assert {entry.date for entry in found} == {"2004-07-14"}


def test_the_columns_of_a_timetable_are_known_by_their_heads() -> None:
    rows = [
        ("Time", "Item", "Speakers", "Documents"),
        ("9:30 – 10:30", "Shared platforms", "Ms Anna Berg, Sweden", "GOV/PGC(2004)2"),
        ("10:30 – 11:00", "Coffee break", "", ""),
        ("11:00 – 12:30", "Skills", "Mr Jean Roux, France", "GOV/PGC(2004)3; GOV/PGC(2004)4"),
    ]
    agenda = read_agenda(table(rows), kind="agenda", start=START, end=START)
    assert [entry.title for entry in agenda.entries] == [
        "Shared platforms",
        "Coffee break",
        "Skills",
    ]
    assert [entry.documents for entry in agenda.entries] == [
        ("GOV/PGC(2004)2",),
        (),
        ("GOV/PGC(2004)3", "GOV/PGC(2004)4"),
    ]
    assert {entry.description for entry in agenda.entries} == {""}
    assert sorted(agenda.roles.values()) == ["documents", "documents", "people", "people"]


def test_a_start_and_an_end_in_columns_of_their_own() -> None:
    rows = [(*time.split(" – "), title) for time, title in ROWS]
    assert spans(entries(table(rows)))[1] == ("09:30", "10:30", "Shared platforms")


def test_a_day_inside_a_timetable_dates_the_rows_below_it() -> None:
    rows = [
        ("Wednesday 14 July", ""),
        *ROWS[:2],
        ("Thursday 15 July", ""),
        ("9:00 – 10:00", "Session 3. Trust"),
    ]
    assert [entry.date for entry in entries(table(rows))] == ["2004-07-14"] * 2 + ["2004-07-15"]


def sessions(*between: Block) -> list[Block]:
    return [
        heading("Wednesday 14 July"),
        block("9:00 – 9:30 Welcome"),
        block("9:30 – 11:00 Session 1. Shared platforms"),
        *between,
        block("11:00 – 11:30 Coffee break"),
    ]


def test_documents_action_and_questions_go_to_their_fields() -> None:
    found = entries(
        sessions(
            block("Who pays for what all of them use?"),
            block("Documents: GOV/PGC(2004)2; GOV/PGC(2004)3"),
            block("Action required: For discussion and approval"),
        )
    )
    (entry,) = [entry for entry in found if entry.number == "1"]
    assert entry.description == "Who pays for what all of them use?"
    assert entry.documents == ("GOV/PGC(2004)2", "GOV/PGC(2004)3")
    assert entry.action == "For discussion and approval"
    assert set(entry.action_type) == {"discussion", "approval"}


def test_fields_in_french() -> None:
    found = entries(
        sessions(block("Documents : GOV/PGC(2004)2"), block("Suite à donner : pour approbation"))
    )
    entry = found[1]
    assert entry.documents == ("GOV/PGC(2004)2",)
    assert entry.action == "pour approbation"
    assert entry.action_type == ("approval",)


def test_a_reference_in_the_title_goes_to_the_documents() -> None:
    found = entries(
        [
            block("9:00 – 9:30 Adoption of the draft agenda [GOV/PGC/EGOV/A(2004)2]"),
            block("9:30 – 10:00 Session 1. Skills"),
            block("10:00 – 11:00 Session 2. Trust"),
        ]
    )
    assert found[0].title == "Adoption of the draft agenda"
    assert found[0].documents == ("GOV/PGC/EGOV/A(2004)2",)


def test_speakers_are_no_description() -> None:
    found = entries(sessions(block("Lead Speaker -- Ms. Anna BERG, Ministry of Finance, Sweden")))
    assert found[1].title == "Shared platforms"
    assert "BERG" not in found[1].description


def test_parallel_groups_in_columns_stand_under_their_session() -> None:
    groups = table(
        [
            ("Group A: Shared registers", "Group B: Shared staff"),
            ("Who may correct an entry?", "Who pays for training?"),
        ],
        number=7,
    )
    found = entries(
        [
            heading("Wednesday 14 July"),
            block("9:00 – 9:30 Welcome"),
            block("9:30 – 11:00 Session 1. Shared platforms"),
            *sorted(groups, key=lambda cell: (cell.column, cell.row)),
            block("11:00 – 11:30 Coffee break"),
        ]
    )
    session, a, b, coffee = found[1:]
    assert [(entry.number, entry.title) for entry in (a, b)] == [
        ("A", "Shared registers"),
        ("B", "Shared staff"),
    ]
    assert {entry.type for entry in (a, b)} == {"breakout"}
    assert {entry.parent for entry in (a, b)} == {session.entry}
    assert {entry.date for entry in (a, b)} == {"2004-07-14"}
    assert {(entry.start, entry.end) for entry in (a, b)} == {("", "")}
    assert (a.description, b.description) == (
        "Who may correct an entry?",
        "Who pays for training?",
    )
    assert coffee.parent is None


def test_groups_one_below_the_other_are_children_too() -> None:
    found = entries(
        sessions(
            heading("Group A: Shared registers"),
            block("Who may correct an entry?"),
            heading("Group B: Shared staff"),
            block("Who pays for training?"),
        )
    )
    assert [(entry.number, entry.parent) for entry in found] == [
        ("", None),
        ("1", None),
        ("A", 2),
        ("B", 2),
        ("", None),
    ]
    assert [entry.description for entry in found[2:4]] == [
        "Who may correct an entry?",
        "Who pays for training?",
    ]


def test_a_timed_part_lies_in_the_session_that_holds_it() -> None:
    found = entries(
        [
            heading("Wednesday 14 July"),
            block("9:00 – 12:00 Session 1. Shared platforms"),
            block("9:00 – 9:30 The case of Sweden"),
            block("9:30 – 10:30 The case of Korea"),
            block("13:30 – 15:00 Session 2. Skills"),
        ]
    )
    assert [entry.parent for entry in found] == [None, 1, 1, None]


def test_an_entry_without_a_time_under_a_day_has_its_date() -> None:
    found = entries(
        [
            heading("Wednesday 14 July"),
            block("9:00 – 10:00 Welcome"),
            block("10:00 – 11:00 Session 1. Shared platforms"),
            block("11:00 – 12:00 Session 2. Skills"),
            heading("Thursday 15 July"),
            block("Study visit to the service centre"),
        ]
    )
    visit = found[-1]
    assert (visit.title, visit.type) == ("Study visit to the service centre", "visit")
    assert (visit.date, visit.start, visit.end) == ("2004-07-15", "", "")


def test_an_agenda_without_times_is_read_by_its_numbers() -> None:
    items = ["Adoption of the agenda", "Shared platforms", "Other business"]
    held = [
        block(text, number=str(number), mark=f"{number}.") for number, text in enumerate(items, 1)
    ]
    held.insert(2, block("Document: GOV/PGC(2004)2"))
    found = entries(held)
    assert [(entry.number, entry.title) for entry in found] == list(
        zip(["1", "2", "3"], items, strict=True)
    )
    assert found[1].documents == ("GOV/PGC(2004)2",)


@pytest.mark.parametrize("label", ["Item", "Point"])
def test_the_items_of_a_record_are_entries(label: str) -> None:
    agenda = read_agenda(
        [
            heading(f"{label} 1. Adoption of the agenda"),
            block("The agenda was adopted.", number="1", mark="1."),
            heading(f"{label} 2. Shared platforms"),
            block("Delegates welcomed the report.", number="2", mark="2."),
        ],
        kind="record",
    )
    assert [(entry.number, entry.title) for entry in agenda.entries] == [
        ("1", "Adoption of the agenda"),
        ("2", "Shared platforms"),
    ]
    assert [block.text for block in agenda.blocks[2]][1:] == ["Delegates welcomed the report."]


def test_a_statement_has_no_agenda() -> None:
    held = [heading("Priorities"), block("We will share platforms."), block("We met at 9:30.")]
    assert entries(held, kind="communique") == ()
    assert entries([]) == ()


def test_contact_data_reach_no_field() -> None:
    found = entries(
        sessions(
            block("Questions to Ms Berg, Tel: +33 1 45 24 80 36 (anna.berg@oecd.org), please."),
            block("Action required: write to anna.berg@oecd.org"),
        )
    )
    text = " ".join(f"{entry.title} {entry.action} {entry.description}" for entry in found)
    assert "@" not in text
    assert "45 24" not in text


def test_an_annex_ends_the_agenda() -> None:
    held = sessions()
    held += [heading("Annex: Practical information"), block("The house opens at eight.")]
    found = entries(held)
    assert len(found) == 3
    assert all("house opens" not in entry.description for entry in found)


TITLES = st.sampled_from(
    [
        "Welcome",
        "Session 1. Skills",
        "Coffee break",
        "Lunch",
        "Group A: Trust",
        "Closing remarks",
        "Documents: GOV/PGC(2004)2",
        "Chair: Ms Anna Berg, Sweden",
        "Thursday 15 July",
        "Who pays?",
        "Item 3",
        "",
    ]
)
TIMES = st.one_of(
    st.just(""),
    st.builds(
        lambda hour, minute, length: (
            f"{hour}:{minute:02d} – {hour + 1}:{(minute + length) % 60:02d}"
        ),
        st.integers(7, 21),
        st.sampled_from([0, 15, 30, 45]),
        st.integers(0, 59),
    ),
)
KINDS = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM, BlockKind.CELL])


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(TIMES, TITLES, KINDS, st.booleans()), max_size=14),
    st.sampled_from(["agenda", "record", "summary", "communique"]),
)
def test_any_blocks_give_a_sound_agenda(
    rows: list[tuple[str, str, BlockKind, bool]], kind: str
) -> None:
    held: list[Block] = []
    for number, (time, title, shape, tabled) in enumerate(rows):
        if tabled:
            held += [
                block(text, BlockKind.CELL, table=1, row=number, column=column)
                for column, text in enumerate((time, title))
                if text
            ]
        elif f"{time}{title}":
            held.append(block(f"{time} {title}".strip(), shape))
    agenda = read_agenda(held, kind=kind, start=START, end=END)
    assert isinstance(agenda, Agenda)
    assert [entry.entry for entry in agenda.entries] == list(range(1, len(agenda.entries) + 1))
    owned = [id(one) for blocks in agenda.blocks.values() for one in blocks]
    assert set(owned) <= {id(one) for one in held}
    for entry in agenda.entries:
        assert entry.type in ENTRY_TYPES
        assert entry.parent is None or 1 <= entry.parent < entry.entry
        assert entry.date in ("", "2004-07-14", "2004-07-15")
        assert entry.title == " ".join(entry.title.split())
        assert agenda.blocks[entry.entry]


def tagged(tag: str, title: str, *, size: float = 12.0, bold: bool = True) -> list[Block]:
    """A time with a small plain line beside it, and a larger line in bold beneath."""
    left = block(tag, x=72, y=100, size=8)
    beside = left.lines[0].words[3].box.x0
    return [left, heading(title, x=beside, y=115, size=size, bold=bold)]


def test_a_small_line_of_place_and_form_stands_above_the_title() -> None:
    found = entries(
        [
            heading("Wednesday 14 July"),
            *tagged("9:00 – 10:00 Plenary · Hall 2 · Streamed", "Who pays for the platform?"),
            *tagged("10:00 – 11:00 Parallel session B · Room 4", "Buying by the month"),
        ]
    )
    assert [(one.title, one.type, one.number) for one in found] == [
        ("Who pays for the platform?", "plenary", ""),
        ("Buying by the month", "breakout", "B"),
    ]


@pytest.mark.parametrize(
    ("tag", "title", "size", "bold"),
    [
        ("9:00 – 10:00 Coffee in the foyer", "Who pays for the platform?", 12.0, True),
        ("9:00 – 10:00 Terrace", "Session 1. Who pays?", 12.0, True),
        ("9:00 – 10:00 Terrace", "Who pays for the platform?", 9.0, True),
        ("9:00 – 10:00 Terrace", "Who pays for the platform?", 12.0, False),
    ],
)
def test_a_title_beside_the_time_is_no_line_of_place(
    tag: str, title: str, size: float, bold: bool
) -> None:
    found = entries([heading("Wednesday 14 July"), *tagged(tag, title, size=size, bold=bold)])
    assert found[0].title == tag.split(maxsplit=3)[3]


def test_day_and_date_in_two_cells_are_no_entry() -> None:
    found = entries(
        table(
            [
                ["DAY 1", "Wednesday 14 July 2004"],
                ["9:00 – 10:00", "Welcome"],
                ["10:00 – 11:00", "Shared platforms"],
                ["DAY 2", "Thursday 15 July 2004"],
                ["9:00 – 10:00", "Skills"],
            ]
        )
    )
    assert [(one.date, one.title) for one in found] == [
        ("2004-07-14", "Welcome"),
        ("2004-07-14", "Shared platforms"),
        ("2004-07-15", "Skills"),
    ]


def numbered(rows: Sequence[tuple[str, str, str]]) -> list[Block]:
    """A timetable whose titles are bold headings with numbers."""
    return [
        part
        for row, (time, number, title) in enumerate(rows)
        for part in (
            *([block(time, BlockKind.CELL, table=1, row=row, column=0)] if time else []),
            heading(title, table=1, row=row, column=1, number=number, mark=f"{number}."),
        )
    ]


def test_a_last_item_without_time_follows_the_numbers_of_its_table() -> None:
    found = entries(
        numbered(
            [
                ("9:00 – 10:00", "4", "Budgets"),
                ("10:00 – 11:00", "5", "Other business"),
                ("", "6", "Date of the next meeting"),
            ]
        )
    )
    assert [(one.number, one.title) for one in found] == [
        ("4", "Budgets"),
        ("5", "Other business"),
        ("6", "Date of the next meeting"),
    ]


def test_a_number_that_does_not_follow_is_part_of_its_item() -> None:
    found = entries(
        numbered(
            [
                ("9:00 – 10:00", "4", "Budgets"),
                ("10:00 – 11:00", "5", "Other business"),
                ("", "1", "A reading list"),
            ]
        )
    )
    assert [one.number for one in found] == ["4", "5"]


def test_a_number_above_the_time_is_the_items() -> None:
    cells = table(
        [
            ["9:00 – 10:00", "Budgets", "GOV/PGC(2004)3"],
            ["10:00 – 11:00", "Skills", "GOV/PGC(2004)4"],
        ]
    )
    marked = [
        replace(one, number=str(one.row + 3), mark=f"{one.row + 3}.") if one.column == 0 else one
        for one in cells
    ]
    found = entries(marked)
    assert [(one.number, one.title, one.documents) for one in found] == [
        ("3", "Budgets", ("GOV/PGC(2004)3",)),
        ("4", "Skills", ("GOV/PGC(2004)4",)),
    ]


def test_visits_to_choose_from_are_parts_of_the_visit() -> None:
    found = entries(
        [
            heading("Wednesday 14 July"),
            block("9:00 – 10:00 Welcome"),
            block("14:00 – 17:00 Study visits"),
            block("Option 1: The harbour office"),
            block("Option 2: A school for pilots"),
        ]
    )
    assert [(one.type, one.number, one.title, one.parent) for one in found[1:]] == [
        ("visit", "", "Study visits", None),
        ("visit", "1", "The harbour office", 2),
        ("visit", "2", "A school for pilots", 2),
    ]


def test_options_under_a_session_are_its_text() -> None:
    found = entries(
        [
            heading("Wednesday 14 July"),
            block("9:00 – 10:00 Welcome"),
            block("14:00 – 17:00 Paying for platforms"),
            block("Option 1: A fee for every use"),
        ]
    )
    assert [one.title for one in found] == ["Welcome", "Paying for platforms"]


def test_times_in_brackets_close_the_titles_of_numbered_items_and_breaks() -> None:
    found = entries(
        [
            heading("Mercredi 14 juillet 2004"),
            heading(
                "Ouverture et adoption de l'ordre du jour (9h30 - 9h45)", number="I", mark="I."
            ),
            block("Le président ouvrira la réunion."),
            heading("Partager les registres (9h45 – 11h30)", number="II", mark="II."),
            block("Pause-café (11h30 - 11h45)"),
            heading("Questions diverses (11h45-12h00)", number="III", mark="III."),
        ]
    )
    assert [(entry.number, *span) for entry, span in zip(found, spans(found), strict=True)] == [
        ("I", "09:30", "09:45", "Ouverture et adoption de l'ordre du jour"),
        ("II", "09:45", "11:30", "Partager les registres"),
        ("", "11:30", "11:45", "Pause-café"),
        ("III", "11:45", "12:00", "Questions diverses"),
    ]
    assert found[0].description == "Le président ouvrira la réunion."


def test_each_row_of_a_table_of_groups_is_a_group_with_its_own_questions() -> None:
    rows = table(
        [
            ["Group and room", "Topic", "Moderator and rapporteur"],
            ["Group A Room Emona", "Simplifying procedures", "Moderator: Mr. Tom BAKKER, Latvia"],
            ["Group B Room Sava", "Sharing offices", "Moderator: Ms. Eva LIND, Sweden"],
        ]
    )
    question = replace(rows[4], text="Which come first?", kind=BlockKind.ITEM, mark="–")
    found = entries([block("11:30 – 13:00 Working groups"), *rows[:5], question, *rows[5:]])
    assert [(entry.number, entry.title, entry.parent) for entry in found] == [
        ("", "Working groups", None),
        ("A", "Simplifying procedures", 1),
        ("B", "Sharing offices", 1),
    ]
    assert [entry.type for entry in found] == ["breakout"] * 3
    assert [entry.description for entry in found] == ["", "Which come first?", ""]


def test_items_without_times_are_read_by_number_though_meals_have_times() -> None:
    long = "Experiences with the interoperability of registers and what it needs"
    rows = table([["", "Welcome, practical arrangements (15’)", "Braathen"], ["", long, "All"]])
    numbers = [
        replace(block(f"{n}.", BlockKind.CELL, table=1), text="", number=n, mark=f"{n}.")
        for n in "12"
    ]
    cells = [cell for cell in rows if cell.text]
    blocks = [
        heading("Wednesday (14:00 – 17:00)"),
        *(numbers[0], *cells[:2], numbers[1], *cells[2:]),
        block("Coffee break (30’)"),
        block("Lunch break (12:00-13:30, 90’)"),
        heading("Thursday (09:00 – 12:00) – “Tech day”"),
        block("Metadata work-flows (90’)", number="3", mark="3."),
    ]
    found = entries(blocks)
    assert [(e.date[-2:], e.number, e.start, e.end, e.title) for e in found] == [
        ("14", "1", "", "", "Welcome, practical arrangements"),
        ("14", "2", "", "", long),
        ("14", "", "", "", "Coffee break"),
        ("14", "", "12:00", "13:30", "Lunch break"),
        ("15", "3", "", "", "Metadata work-flows"),
    ]


def test_a_number_of_two_parts_is_no_time_where_it_counts_on() -> None:
    items = [block(f"Data centre {n}", number=f"9.{n}", mark=f"9.{n}") for n in (8, 9)]
    found = entries([heading("3. Reports", number="3", mark="3."), *items, block("9.10 Archive")])
    assert "09:10" not in [entry.start for entry in found]


def test_times_in_brackets_on_a_line_of_their_own_belong_to_the_title_above() -> None:
    found = entries(
        [
            heading("Wednesday 14 July"),
            heading("Citizens on line and their data", number="7", mark="7.", y=100),
            block("[9.30 - 10.45]", y=112),
            block("Experience with consultation.", y=130),
            block("Dinner (19.30)", y=150),
            block("Practical information", y=170),
            block("The meeting will be held in English only.", y=190),
        ]
    )
    assert [(e.start, e.end, e.title, e.description) for e in found] == [
        ("09:30", "10:45", "Citizens on line and their data", "Experience with consultation."),
        ("19:30", "", "Dinner", ""),
    ]


def test_a_record_lists_its_agenda_and_reports_on_it_below() -> None:
    agenda = read_agenda(
        [
            heading("Agenda"),
            heading("Adoption of minutes", number="0", mark="0."),
            heading("Status of the schema (15’)", number="1", mark="1."),
            block("Two drafts", BlockKind.ITEM, mark="-"),
            heading("Minutes"),
            heading("Adoption of minutes", number="0", mark="0."),
            block("The minutes were adopted."),
            heading("Status of the schema", number="1", mark="1."),
        ],
        kind="record",
    )
    titles = [(entry.number, entry.title) for entry in agenda.entries]
    assert titles == [("0", "Adoption of minutes"), ("1", "Status of the schema")]
    assert "The minutes were adopted." in [block.text for block in agenda.blocks[1]]


def test_groups_side_by_side_take_the_title_below_their_label() -> None:
    rows = table([["Track A", "Track B"]], bold=[(0, 0), (0, 1)])
    cells = [
        [replace(rows[n], kind=BlockKind.HEADING), heading(t, table=1, row=0, column=n)]
        for n, t in enumerate(["Cities", "Health"])
    ]
    found = entries([block("11:30 – 13:00 Parallel tracks"), *cells[0], *cells[1]])
    assert [(e.number, e.title) for e in found][1:] == [("A", "Cities"), ("B", "Health")]


def test_numbered_rows_without_times_are_entries_of_the_timed_one() -> None:
    rows = table(
        [
            ["14:00–15:30", "Working party", "Chair"],
            ["", "Welcome", "All"],
            ["", "Roll call", "All"],
            ["", "Close", "All"],
            ["16:00–16:30", "Coffee", ""],
            ["16:30–17:00", "Reception", ""],
        ]
    )
    numbered = [
        replace(cell, number=str(cell.row), mark=f"{cell.row}.")
        if cell.column == 1 and 0 < cell.row < 4
        else cell
        for cell in rows
        if cell.text
    ]
    found = entries([heading("Wednesday 14 July"), *numbered])
    assert [(e.number, e.title, e.parent) for e in found] == [
        ("", "Working party", None),
        ("1", "Welcome", 1),
        ("2", "Roll call", 1),
        ("3", "Close", 1),
        ("", "Coffee", None),
        ("", "Reception", None),
    ]


def test_a_record_prints_times_behind_its_items_and_keeps_its_paragraphs() -> None:
    agenda = read_agenda(
        [
            heading("Item 1. Welcome (13:00 – 13:10)"),
            block("The Chair opened the meeting."),
            heading("Item 2. Lessons for the demand", y=140),
            block("(13:10 – 14:00)", y=152),
            block("Two countries introduced the item."),
            heading("Item 3. Close (14:00 – 14:15)"),
        ],
        kind="record",
        start=START,
        end=START,
    )
    assert spans(agenda.entries) == [
        ("13:00", "13:10", "Welcome"),
        ("13:10", "14:00", "Lessons for the demand"),
        ("14:00", "14:15", "Close"),
    ]
    assert agenda.reported


@given(
    st.from_regex("|".join(agenda_units._COLUMN_HEADS.values()), fullmatch=True)
    | st.sampled_from(["no", "item no", "Speaker/Chair", "For", "Agenda items", "Salle", "9:00"])
)
def test_a_column_holds_what_the_first_list_says_that_has_its_head(head: str) -> None:
    lists = agenda_units._COLUMN_HEADS.items()
    held = [name for name, heads in lists if re.compile(heads, re.IGNORECASE).fullmatch(head)]
    assert agenda_units._column_of(head) == (held[0] if held else None)
