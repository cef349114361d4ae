from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from communique.errors import CommuniqueError
from communique.export import workbook_reading
from communique.export.sheet import read_sheet

WANTED = [("é, one", "fr"), ("two\nlines", "en")]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_spreadsheets_files(tmp_path: Path, separator: str, encoding: str, end: str) -> None:
    lines = [("Text ", "language"), ('"é, one"', "fr"), ('"two\nlines"', "en"), ("", "")]
    text = end.join(separator.join(line) for line in lines)
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    sheet = read_sheet(path, "text")
    assert sheet.header == ("text", "language")
    assert list(sheet.rows) == WANTED
    assert sheet.column("language") == ["fr", "en"]
    assert sheet.column("year") == ["", ""]


def test_a_hint_of_the_separator_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\r\ntext;year\r\na, b;2004\r\n", newline="")
    assert read_sheet(path, "text").rows == (("a, b", "2004"),)


def test_guards_are_undone_and_short_rows_filled(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,role\n'- a bullet\n'quoted',x,,\n")
    assert read_sheet(path, "text").rows == (("- a bullet", ""), ("'quoted'", "x"))


def test_a_huge_field_and_a_nul(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text\n" + "x" * 300_000 + "\na\0b\n")
    assert [len(row[0]) for row in read_sheet(path, "text").rows] == [300_000, 3]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty"),
        ("\n \n", "is empty"),
        ("a,b\n1,2\n", "has no column 'text', its columns are: a, b"),
        ("text,Text \na,b\n", "two columns 'text'"),
        ("text,b\n1,2,3\n", "line 2: more cells than the header"),
    ],
)
def test_faults_in_one_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content)
    with pytest.raises(CommuniqueError, match=message) as caught:
        read_sheet(path, "text")
    assert "\n" not in str(caught.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(CommuniqueError, match="cannot be read"):
        read_sheet(tmp_path, "text")


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_reads_as_a_csv_file_would(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [["my", "notes"]],
        [],
        [
            ["Text ", "year", "day", "sure", None],
            ["é, one", 2004, date(2004, 7, 14), True, None],
            [None, None, None, None, None],
            ["'- two", 2004.5, None, False, None],
        ],
    )
    sheet = read_sheet(path, "text")
    assert sheet.header == ("text", "year", "day", "sure")
    assert sheet.rows == (
        ("é, one", "2004", "2004-07-14", "TRUE"),
        ("- two", "2004.5", "", "FALSE"),
    )
    assert sheet.numbers == (2, 4)


def test_a_workbook_without_the_column(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["a", "b"], [1, 2]])
    with pytest.raises(CommuniqueError, match="no column 'text', its columns are: a, b"):
        read_sheet(path, "text")


def test_a_workbook_that_unpacks_to_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "a.xlsx", [["text"], ["x"]])
    monkeypatch.setattr(workbook_reading, "MOST_BYTES", 1000)
    with pytest.raises(CommuniqueError, match="unpacks to more"):
        read_sheet(path, "text")


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('text,b\n"one\ntwo",1\n\n,\nthree,2\n')
    assert read_sheet(path, "text").numbers == (2, 5)
    path.write_text("sep=;\ntext;b\nthree;2\n")
    assert read_sheet(path, "text").numbers == (3,)
