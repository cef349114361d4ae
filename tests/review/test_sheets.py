"""Sheets out, into a spreadsheet's hands, and back."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from review_dataset import THEMES, Rows, dataset, filled, rows_of, save, save_workbook, texts_of

from communique.errors import CommuniqueError
from communique.review.forms import link, relative_folder
from communique.review.handout import handout
from communique.review.place import write_files
from communique.review.sheet import read_reviews
from communique.review.verdicts import adjusted, known, verdicts
from communique.tag import Taxonomy, load_taxonomy

DATA = dataset()


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy()


@pytest.fixture(scope="module")
def rows(taxonomy: Taxonomy) -> Rows:
    return rows_of(handout(DATA, 20, taxonomy, Path("out")).contents["sheet.csv"])


def test_a_sheet_shows_what_the_tagger_found(rows: Rows, taxonomy: Taxonomy) -> None:
    tags = DATA.tags.groupby("passage")["theme"].apply(list).to_dict()
    assert len(rows) == 20
    for row in rows:
        given = [theme for theme in THEMES if row[f"{theme}?"] == "yes"]
        assert given == tags.get(row["passage"], [])
        assert row["tagged"] == "; ".join(given)
        assert row["reviewed"] == ""
        assert row["link"].startswith("200")
        assert "#page=" in row["link"]
        assert row["text"].startswith("'- Passage")
        assert row["title"].startswith("'=Meeting")
    assert [row["passage"] for row in rows] == sorted(
        (row["passage"] for row in rows), key=lambda name: (name[:3], int(name.split(".")[1]))
    )


def test_a_blind_sheet_gives_nothing_away(taxonomy: Taxonomy) -> None:
    made = handout(DATA, 20, taxonomy, Path("out"), blind=True, coders=2)
    assert sorted(made.contents) == [
        "codebook.csv",
        *("sheet-1.csv", "sheet-1.xlsx", "sheet-2.csv", "sheet-2.xlsx"),
    ]
    first, second = (rows_of(made.contents[f"sheet-{n}.csv"]) for n in (1, 2))
    assert not {"tagged", "evidence"} & set(first[0])
    assert {row[f"{theme}?"] for row in first for theme in THEMES} == {""}
    assert {row["coder"] for row in first} == {"1"}
    assert [row["passage"] for row in first] == [row["passage"] for row in second]


def test_a_workbook_has_drop_downs_a_frozen_header_and_the_codebook(
    taxonomy: Taxonomy, tmp_path: Path
) -> None:
    made = handout(DATA, 20, taxonomy, tmp_path / "out", documents=tmp_path)
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(made.contents["sheet.xlsx"])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["review", "readme"]
    sheet = book["review"]
    assert sheet.freeze_panes == "C2"
    header = {cell.value: cell.column_letter for cell in sheet[1]}
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    for name in ("reviewed", *(f"{theme}?" for theme in THEMES)):
        assert lists[f"{header[name]}2:{header[name]}21"] == '"yes,no"'
    assert "follow_up" in lists[f"{header['role']}2:{header['role']}21"]
    assert sheet.column_dimensions[header["probability"]].hidden
    cell = sheet[f"{header['title']}2"]
    assert str(cell.value).startswith("=Meeting")
    assert cell.data_type == "s"
    assert cell.quotePrefix
    place = sheet[f"{header['link']}2"].hyperlink.target
    assert place.startswith("../200")
    assert "%C3%A9" in place
    told = {str(row[0].value): str(row[3].value) for row in book["readme"].iter_rows()}
    assert told["data"] == taxonomy.theme("data").definition["en"]


def test_the_same_sample_gives_the_same_bytes(taxonomy: Taxonomy) -> None:
    one, other = (handout(DATA, 20, taxonomy, Path("out")).contents for _ in range(2))
    assert one == other
    assert handout(DATA, 20, taxonomy, Path("out"), seed=1).contents != one


def test_no_file_name_leads_astray() -> None:
    assert link("a b/é#1.pdf", "3") == "a%20b/%C3%A9%231.pdf#page=3"
    assert link("javascript:alert(1).pdf", "") == "javascript%3Aalert%281%29.pdf"
    assert link("x.pdf", "2", "../docs") == "../docs/x.pdf#page=2"


def test_where_the_documents_lie(tmp_path: Path) -> None:
    assert relative_folder(tmp_path / "a", tmp_path / "b" / "c") == "../../a"
    assert relative_folder(tmp_path, tmp_path) == "."


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_what_a_spreadsheet_does_to_a_file_changes_nothing(
    rows: Rows, tmp_path: Path, separator: str, encoding: str
) -> None:
    plain = read_reviews([save(tmp_path / "sheet.csv", filled(rows))], THEMES)
    moved = [*reversed(list(rows[0]))]
    path = save(
        tmp_path / "sheet.csv",
        filled(rows)[::-1],
        separator=separator,
        encoding=encoding,
        header=moved,
    )
    found = read_reviews([path], THEMES)
    assert verdicts(found.reviews) == verdicts(plain.reviews)
    assert not found.notes
    assert len(known(found, texts_of(DATA)).reviews) == 20


def test_a_workbook_with_other_sheets_reads_the_same(rows: Rows, tmp_path: Path) -> None:
    plain = read_reviews([save(tmp_path / "sheet.csv", filled(rows))], THEMES)
    found = read_reviews([save_workbook(tmp_path / "sheet.xlsx", filled(rows))], THEMES)
    assert verdicts(found.reviews) == verdicts(plain.reviews)


def test_the_workbook_that_was_handed_out_comes_back(taxonomy: Taxonomy, tmp_path: Path) -> None:
    path = tmp_path / "anna.xlsx"
    path.write_bytes(handout(DATA, 20, taxonomy, tmp_path).contents["sheet.xlsx"])
    book = openpyxl.load_workbook(path)
    for row in range(2, 22):
        book["review"].cell(row, 1).value = "Yes" if row % 2 else True
    book.save(path)
    found = read_reviews([path], THEMES)
    assert found.coders == ("anna",)
    tagged = {(r.passage, theme) for r in found.reviews for theme in r.themes}
    known_tags = set(zip(DATA.tags["passage"], DATA.tags["theme"], strict=True))
    reviewed = {r.passage for r in found.reviews}
    assert len(reviewed) == 20
    assert tagged == {pair for pair in known_tags if pair[0] in reviewed}


def test_answers_in_other_words(rows: Rows, tmp_path: Path) -> None:
    for word, there in {"oui": 1, "X": 1, "VRAI": 1, "1": 1, "non": 0, "FALSE": 0, "-": 0}.items():
        changed = [{**row, "data?": word} for row in filled(rows)]
        found = read_reviews([save(tmp_path / "a.csv", changed)], THEMES)
        assert {("data" in review.themes) for review in found.reviews} == {bool(there)}


def test_numbers_that_were_mangled_are_understood_or_refused(rows: Rows, tmp_path: Path) -> None:
    for said, read in {"p0,25": 0.25, "0.25": 0.25, "P1.000000": 1.0}.items():
        changed = [{**row, "probability": said} for row in filled(rows)]
        found = read_reviews([save(tmp_path / "a.csv", changed, separator=";")], THEMES)
        assert {review.probability for review in found.reviews} == {read}
    for said in ("25. Jan", "2004-01-25", "375", "0", "#####"):
        changed = filled(rows)
        changed[4]["probability"] = said
        with pytest.raises(CommuniqueError, match=r"a\.csv, row 6, column probability: .* is no"):
            read_reviews([save(tmp_path / "a.csv", changed)], THEMES)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("data?", "perhaps", r"row 4, column data\?: 'perhaps' is neither yes nor no"),
        ("reviewed", "soon", "row 4, column reviewed: 'soon' is neither yes nor no"),
        ("passage", " ", "row 4, column passage: the cell is empty"),
        ("role", "chair", "row 4, column role: unknown role 'chair'"),
        ("drawn", "2004-01-03", "row 4, column drawn: '2004-01-03' is no whole number"),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_place(
    rows: Rows, tmp_path: Path, column: str, value: str, message: str
) -> None:
    changed = filled(rows)
    changed[2][column] = value
    for path in (
        save(tmp_path / "a.csv", changed),
        save_workbook(tmp_path / "a.xlsx", changed),
    ):
        with pytest.raises(CommuniqueError, match=message) as caught:
            read_reviews([path], THEMES)
        assert str(path) in str(caught.value)


def test_rows_without_the_mark_are_no_reviews(rows: Rows, tmp_path: Path) -> None:
    some = filled(rows)
    for row in some[:5]:
        row["reviewed"] = ""
    found = read_reviews([save(tmp_path / "a.csv", some)], THEMES)
    assert len(found.reviews) == 15
    assert "5 rows are not marked as reviewed" in found.notes[0]
    with pytest.raises(CommuniqueError, match="no row is marked as reviewed"):
        read_reviews([save(tmp_path / "a.csv", rows)], THEMES)


def test_work_in_a_row_without_the_mark_is_not_lost_in_silence(rows: Rows, tmp_path: Path) -> None:
    for answer in ("yes", ""):
        changed = filled(rows)
        place = next(n for n, row in enumerate(changed) if (row["data?"] == "yes") != bool(answer))
        changed[place] |= {"reviewed": "", "data?": answer}
        with pytest.raises(
            CommuniqueError, match=rf"row {place + 2}: the column data\? was filled"
        ):
            read_reviews([save(tmp_path / "a.csv", changed)], THEMES)


def test_a_deleted_column(rows: Rows, tmp_path: Path) -> None:
    def without(name: str) -> Path:
        header = [column for column in rows[0] if column != name]
        return save(tmp_path / "a.csv", filled(rows), header=header)

    found = read_reviews([without("legal?")], THEMES)
    assert found.reviews[0].asked == {"data", "skills"}
    assert "no column for the theme legal" in found.notes[0]
    for name in ("reviewed", "passage"):
        with pytest.raises(CommuniqueError, match=f"has no column '{name}'"):
            read_reviews([without(name)], THEMES)
    with pytest.raises(CommuniqueError, match="does not say how probable"):
        adjusted(verdicts(read_reviews([without("probability")], THEMES).reviews))
    with pytest.raises(CommuniqueError, match=r"'skills\?' asks for a theme"):
        read_reviews([save(tmp_path / "a.csv", filled(rows))], THEMES[:2])


def test_deleted_rows_are_stood_for_by_those_of_their_stratum(rows: Rows, tmp_path: Path) -> None:
    whole = verdicts(read_reviews([save(tmp_path / "a.csv", filled(rows))], THEMES).reviews)
    assert adjusted(whole) == (whole, ())
    stratum = max({row["stratum"] for row in rows}, key=[r["stratum"] for r in rows].count)
    of_stratum = [row["passage"] for row in rows if row["stratum"] == stratum]
    fewer = [row for row in filled(rows) if row["passage"] not in of_stratum[:2]]
    found, notes = adjusted(
        verdicts(read_reviews([save(tmp_path / "a.csv", fewer)], THEMES).reviews)
    )
    part = (len(of_stratum) - 2) / len(of_stratum)
    before = {one.passage: one.probability for one in whole}
    for one in found:
        expected = (before[one.passage] or 0) * (part if one.stratum == stratum else 1)
        assert one.probability == pytest.approx(expected)
    assert notes == (
        "18 of the 20 passages that were drawn are reviewed; "
        "those of a stratum stand for the missing ones of it",
    )
    none = [row for row in filled(rows) if row["stratum"] != stratum]
    _, (note,) = adjusted(verdicts(read_reviews([save(tmp_path / "a.csv", none)], THEMES).reviews))
    assert note.endswith(f"but for {len(of_stratum)} passages of strata without any")


def test_an_impossible_design_is_refused(rows: Rows, tmp_path: Path) -> None:
    changed = [{**row, "drawn": "1"} for row in filled(rows)]
    with pytest.raises(CommuniqueError, match="column drawn cannot be right"):
        adjusted(verdicts(read_reviews([save(tmp_path / "a.csv", changed)], THEMES).reviews))


def test_several_coders(rows: Rows, tmp_path: Path) -> None:
    passage = rows[0]["passage"]
    one = save(tmp_path / "anna.csv", filled(rows, {(passage, "data"): "yes"}))
    other = save(tmp_path / "ben.csv", filled(rows, {(passage, "data"): "no"})[:10])
    found = read_reviews([one, other], THEMES)
    assert found.coders == ("anna", "ben")
    first = next(v for v in verdicts(found.reviews) if v.passage == passage)
    assert first.human["data"] == 0.5
    assert first.decided("data") is None
    assert first.coders == 2
    with pytest.raises(CommuniqueError, match=r"has the passage .* already"):
        read_reviews([one, one], THEMES)


def test_sheets_of_two_samples_do_not_go_together(rows: Rows, tmp_path: Path) -> None:
    one = save(tmp_path / "anna.csv", filled(rows))
    other = save(tmp_path / "ben.csv", [{**row, "probability": "p0.5"} for row in filled(rows)])
    with pytest.raises(CommuniqueError, match="tell differently how the passage"):
        verdicts(read_reviews([one, other], THEMES).reviews)


def test_passages_that_changed_are_left_out_with_a_word(rows: Rows, tmp_path: Path) -> None:
    found = read_reviews([save(tmp_path / "a.csv", filled(rows))], THEMES)
    texts = texts_of(DATA)
    texts[rows[0]["passage"]] = "Another text."
    del texts[rows[1]["passage"]]
    left = known(found, texts)
    assert len(left.reviews) == 18
    assert ["1 passage of the sheets" in left.notes[0], "1 passage that" in left.notes[1]] == [
        True,
        True,
    ]
    with pytest.raises(CommuniqueError, match="no reviewed passage is in the dataset"):
        known(found, {})


def test_broken_workbooks_are_refused(rows: Rows, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(CommuniqueError, match="no sound Excel workbook"):
        read_reviews([path], THEMES)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(CommuniqueError, match="no sound Excel workbook"):
        read_reviews([path], THEMES)
    with pytest.raises(CommuniqueError, match="there is no review sheet"):
        read_reviews([], THEMES)


def test_nobodys_work_is_written_over(tmp_path: Path) -> None:
    write_files(tmp_path / "new", {"a.csv": b"1"})
    with pytest.raises(CommuniqueError, match="perhaps with somebody's work"):
        write_files(tmp_path / "new", {"b.csv": b"2", "a.csv": b"2"})
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.csv"]
    write_files(tmp_path / "new", {"a.csv": b"2"}, force=True)
    assert (tmp_path / "new" / "a.csv").read_bytes() == b"2"
    with pytest.raises(CommuniqueError, match="is a file"):
        write_files(tmp_path / "new" / "a.csv", {"a.csv": b"2"})


def test_a_dataset_with_reviewed_tags_is_not_sampled(taxonomy: Taxonomy) -> None:
    with pytest.raises(CommuniqueError, match="holds reviewed tags"):
        handout(dataset(review=True), 5, taxonomy, Path("out"))


def test_a_taxonomy_of_other_themes_is_refused(taxonomy: Taxonomy) -> None:
    data = dataset(years=(2004,), documents=1, tagged={"d00-1234abcd.1": ["astronomy"]})
    with pytest.raises(CommuniqueError, match="theme 'astronomy', which the taxonomy does not"):
        handout(data, 5, taxonomy, Path("out"))
