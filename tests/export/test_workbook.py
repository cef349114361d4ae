from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from communique.export.guard import guard
from communique.export.load import Dataset
from communique.export.schema import TABLES
from communique.export.workbook import Workbook, workbook


def opened(made: Workbook) -> Any:
    return load_workbook(io.BytesIO(made.content))


def rows(sheet: Any) -> list[dict[str, Any]]:
    header, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in found]


def test_a_readme_and_a_sheet_for_each_table(data: Dataset) -> None:
    book = opened(workbook(data))
    assert book.sheetnames == ["readme", *TABLES]
    for name, table in TABLES.items():
        sheet = book[name]
        assert [cell.value for cell in sheet[1]] == list(table.header)
        assert sheet.max_row == len(data[name]) + 1
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, len(table.columns)).column_letter}" + (
            str(sheet.max_row)
        )
        assert all(
            6 <= sheet.column_dimensions[cell.column_letter].width <= 60 for cell in sheet[1]
        )


def test_cells_are_typed(data: Dataset) -> None:
    book = opened(workbook(data))
    seoul = rows(book["documents"])[0]
    assert seoul["start_date"] == datetime(2004, 7, 14)
    assert (seoul["year"], seoul["issued"], seoul["edition"]) == (2004, "2004-06", None)
    opening = rows(book["agenda"])[0]
    assert (opening["start"], opening["entry"]) == (time(9), 1)
    assert rows(book["priorities"])[0]["change"] == -0.02
    assert rows(book["priorities"])[0]["period"] == "2004"
    assert book["agenda"]["F2"].number_format == "hh:mm"
    assert book["documents"]["T2"].number_format == "yyyy-mm-dd"


def test_text_is_never_a_formula(data: Dataset) -> None:
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "#N/A", "TRUE", "1", "2004-07-14", "'=1"]
    passages = pd.concat([data.passages.iloc[:1]] * len(hostile), ignore_index=True)
    made = workbook(replace(data, passages=passages.assign(text=hostile, section=hostile)))
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(made.content)).read("xl/worksheets/sheet5.xml")
    sheet = opened(made)["passages"]
    place = TABLES["passages"].header.index("text") + 1
    for row, text in enumerate(hostile, start=2):
        cell = sheet.cell(row, place)
        assert (cell.data_type, cell.value) == ("s", text)
        # what Excel goes by when somebody edits the cell
        assert cell.quotePrefix == (guard(text) != text)


def test_what_xml_cannot_hold_is_replaced(data: Dataset) -> None:
    sha = data.documents.assign(file=["a\x01\ufffe\uffff.pdf", "_x0041_.pdf", "\n.pdf", " d "])
    made = workbook(replace(data, documents=sha))
    files = [row["file"] for row in rows(opened(made)["documents"])]
    # Excel reads _x005F_ as the underscore that it stands for
    assert files == ["a\ufffd\ufffd\ufffd.pdf", "_x005F_x0041_.pdf", "\n.pdf", " d "]


def test_the_readme_says_what_the_sheets_are(data: Dataset) -> None:
    told = list(opened(workbook(data))["readme"].iter_rows(values_only=True))
    for name, table in TABLES.items():
        assert (name, len(data[name]), None, table.title) in told
        own = [row for row in told if row[0] == name and row[1] in table.header]
        assert [row[1:3] for row in own] == [(c.name, c.type) for c in table.columns]
    assert ("priority", 3, None, None) in told
    assert ("taxonomy", "version", None, "1.0.0") in told
    assert ("settings", "left_out", None, "none") in told
    assert not any("not the whole" in str(row[0]) for row in told)


def test_a_text_that_excel_cannot_hold_is_cut_and_told(data: Dataset) -> None:
    longer = "é" * 200 + "\U0001f642" * 900  # an emoji counts twice
    passages = data.passages.assign(text=[longer, "x" * 1000])
    made = workbook(replace(data, passages=passages), most_characters=1000)
    first, second = (row["text"] for row in rows(opened(made)["passages"]))
    assert len(first.encode("utf-16-le")) // 2 <= 1000
    assert first.endswith(" … [cut here: Excel holds 1,000 characters of the 2,000]")
    assert first.startswith("é" * 200 + "\U0001f642" * 350)
    assert second == "x" * 1000
    (note,) = made.notes
    assert note.startswith("1 text is cut in the column text of the sheet passages")
    told = [row[0] for row in opened(made)["readme"].iter_rows(values_only=True)]
    assert note in told


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(data: Dataset) -> None:
    many = pd.concat([data.passages.iloc[:1]] * 7, ignore_index=True)
    many["order"] = pd.array(range(1, 8), dtype="Int64")
    made = workbook(replace(data, passages=many), most_rows=4)
    book = opened(made)
    parts = ["passages", "passages (2)", "passages (3)"]
    assert [name for name in book.sheetnames if name.startswith("passages")] == parts
    assert [row["order"] for part in parts for row in rows(book[part])] == list(range(1, 8))
    assert any("7 rows" in note and "passages (3)" in note for note in made.notes)


def test_limits_are_excels(data: Dataset) -> None:
    at_limit = data.passages.assign(text=["x" * 32_767, "x" * 32_768])
    made = workbook(replace(data, passages=at_limit))
    lengths = [len(row["text"]) for row in rows(opened(made)["passages"])]
    assert lengths == [32_767, 32_767]
    assert len(made.notes) == 1


def test_days_before_excels_calendar_are_text(data: Dataset) -> None:
    days = pd.to_datetime(pd.Series(["1899-12-31", "1900-02-28", "1900-03-01", None]))
    made = workbook(replace(data, documents=data.documents.assign(start_date=days)))
    found = [row["start_date"] for row in rows(opened(made)["documents"])]
    assert found == ["1899-12-31", "1900-02-28", datetime(1900, 3, 1), None]
    assert isinstance(days.iloc[0].date(), date)


def test_no_clock_time_is_in_it(data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    made = workbook(data)
    archive = zipfile.ZipFile(io.BytesIO(made.content))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = archive.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
    assert not [name for name in archive.namelist() if "external" in name.casefold()]
