from __future__ import annotations

import math
from collections import Counter
from unicodedata import category

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.export.frames import frame
from communique.export.guard import guard
from communique.export.schema import ALL_TABLES, PASSAGES, PEOPLE, PRIORITIES, TABLES, TAGS, Table
from communique.export.tables import (
    Rows,
    _quoted,
    csv_text,
    document_rows,
    frame_rows,
    header_text,
    rows_text,
    table_text,
    tag_rows,
)
from communique.export.written import _cell, clean, written
from communique.records import AgendaEntry, Box, Document, Passage, Person, Tag


def document(**fields: object) -> Document:
    given = {"document": "a-1", "file": "a.pdf", "sha256": "0" * 64} | fields
    return Document(**given)  # type: ignore[arg-type]


def passage(text: str, **fields: object) -> Passage:
    return Passage(1, 1, Box(72, 100.123456, 300, 112), text, **fields)  # type: ignore[arg-type]


def texts_of(rows: Rows) -> dict[str, str]:
    return {name: table_text(TABLES[name], found) for name, found in rows.tables.items()}


def test_lists_are_joined_and_numbers_written_short() -> None:
    rows = document_rows(
        document(
            kind="agenda",
            language=("en", "fr"),
            hosts=("Korea", "OECD"),
            edition="4",
            year=2004,
            passages=(passage("Text.", section=("A", "B"), number="1"),),
            agenda=(
                AgendaEntry(1, 2, "Opening", "opening", action_type=("discussion", "drafting")),
            ),
            people=(Person(2, "Ryoji Fukui", "lead speaker", honorific="Mr", country="JPN"),),
        )
    )
    texts = texts_of(rows)
    assert "en; fr" in texts["documents"]
    assert "Korea; OECD" in texts["documents"]
    assert "discussion; drafting" in texts["agenda"]
    assert (
        "a-1.1,a-1,1,1,72,100.12,300,112,A > B,1,,background,agenda,,1,Text.\n" in texts["passages"]
    )
    assert texts["people"].splitlines()[1] == "a-1,,2,Ryoji Fukui,Mr,lead speaker,,,JPN"
    assert not rows.rejected


@given(st.text(min_size=1), st.text())
def test_any_text_comes_back_and_evidence_stays_in_its_place(text: str, before: str) -> None:
    whole = f"{before}{text}"
    start, end = len(before), len(whole)
    rows = document_rows(document(passages=(passage(whole),)))
    tag = Tag("a-1.1", "a-1", 2004, "data", 0.5, "rules", whole[start:end], start, end)
    rows.extend(tag_rows([tag]))
    texts = texts_of(rows)
    passages = frame(PASSAGES, texts["passages"])
    tags = frame(TAGS, texts["tags"])
    read = str(passages["text"][0])
    assert read == clean(whole)
    assert read[tags["start"][0] : tags["end"][0]] == tags["evidence"][0]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_file_name_comes_back(name: str) -> None:
    texts = texts_of(document_rows(document(file=f"a/{name}.pdf")))
    assert frame(TABLES["documents"], texts["documents"])["file"][0] == f"a/{name}.pdf"


def test_cleaning_keeps_the_length() -> None:
    spoilt = "a\x00b\tc\nd\u2028e\ud800f"
    assert clean(spoilt) == "a b c d e\ufffdf"


@given(st.text())
def test_no_control_character_and_no_broken_one_is_passed_over(text: str) -> None:
    broken = {"Cc": " ", "Zl": " ", "Zp": " ", "Cs": "\ufffd"}
    assert clean(text) == "".join(broken.get(category(letter), letter) for letter in text)


def test_a_formula_is_guarded_and_a_negative_number_is_not() -> None:
    rows = document_rows(document(title="=1+1", problem="-x"))
    rows.extend(
        frame_rows(
            "priorities",
            pd.DataFrame(
                {"period": ["2004"], "theme": ["data"], "change": [-0.02], "share": [0.25]}
            ),
        )
    )
    texts = texts_of(rows)
    assert ",'=1+1," in texts["documents"]
    assert ",'-x," in texts["documents"]
    assert ",-0.02," in texts["priorities"]
    assert frame(PRIORITIES, texts["priorities"])["change"][0] == -0.02


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start_date", "2004-02-30"),
        ("start_date", "July 2004"),
        ("issued", "2004-7"),
        ("year", 20040),
        ("edition", "fourth"),
        ("country", ("Korea",)),
        ("language", ("english",)),
        ("participants", -1),
        ("sha256", "abc"),
    ],
)
def test_a_value_that_breaks_its_rule_is_left_out_and_counted(field: str, value: object) -> None:
    rows = document_rows(document(**{field: value}))
    column = TABLES["documents"].header.index(field)
    assert rows.tables["documents"][0][column] == ""
    assert rows.rejected == {f"documents.{field}": 1}


@pytest.mark.parametrize("field", ["kind", "status", "document"])
def test_a_record_without_a_required_value_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match=f"documents.{field}"):
        document_rows(document(**{field: ""}))


def test_times_of_day() -> None:
    times = ["09:00", "9:00", "25:00", "24:00", "23:59", "09:00:00", ""]
    entries = tuple(
        AgendaEntry(number, 1, "Break", "break", start=time)
        for number, time in enumerate(times, start=1)
    )
    rows = document_rows(document(agenda=entries))
    column = TABLES["agenda"].header.index("start")
    found = [row[column] for row in rows.tables["agenda"]]
    assert found == ["09:00", "", "", "", "23:59", "", ""]
    assert rows.rejected["agenda.start"] == 4


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_any_number_is_written_plainly_or_left_out(number: float) -> None:
    rows = tag_rows([Tag("p", "d", None, "data", number, "rules", "", 0, 0)])
    cell = rows.tables["tags"][0][TAGS.header.index("score")]
    if math.isfinite(number) and 0 <= number <= 1:
        assert abs(float(cell) - number) < 1e-6
        assert "e" not in cell
    else:
        assert cell == ""


@given(st.lists(st.lists(st.text('a,"\n\r ;', max_size=3), min_size=1, max_size=4), max_size=3))
def test_a_line_is_its_cells_each_quoted_where_it_must(rows: list[list[str]]) -> None:
    each = [",".join(map(_quoted, row)) + "\n" for row in rows]
    assert csv_text(["a"], rows) == "".join(["a\n", *each])


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3000),
    st.floats(width=16),
    st.sampled_from(["", "1", "1.0", "ok", "agenda", "2004-07-14", "09:30", "a\nb", "FRA", "en"]),
    st.lists(st.sampled_from(["en", "FRA", " "]), max_size=2),
    st.lists(st.sampled_from(["en", "FRA", " "]), max_size=2).map(tuple),
)


@given(st.sampled_from([*ALL_TABLES.values()]), st.lists(VALUES, max_size=6))
def test_a_column_is_written_as_each_of_its_values_alone(
    table: Table, values: list[object]
) -> None:
    for column in table.columns:
        together, alone = Counter[str](), Counter[str]()
        assert list(written(table, column, values, together)) == [
            cell for value in values for cell in written(table, column, [value], alone)
        ]
        assert together == alone
        assert list(written(table, column, values, alone)) == [
            _cell(column, value) for value in values
        ]


@given(st.lists(st.tuples(*[st.text('",\n\r-=x1', max_size=3) for _ in PEOPLE.columns])))
def test_rows_together_are_written_as_each_alone(rows: list[tuple[str, ...]]) -> None:
    texts = [column.type == "string" for column in PEOPLE.columns]
    guarded = [
        [guard(cell) if is_text else cell for cell, is_text in zip(row, texts, strict=True)]
        for row in rows
    ]
    assert header_text(PEOPLE) + rows_text(PEOPLE, rows) == csv_text(PEOPLE.header, guarded)
