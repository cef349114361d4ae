from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.errors import CommuniqueError
from communique.evaluate.cover import is_right
from communique.evaluate.extraction import score_document
from communique.evaluate.gold import Gold, read_gold
from communique.evaluate.report import figures
from communique.evaluate.text import clock, compact, name_similarity, place_of, unlabelled

FULL = "Governments should share common platforms so that every agency, large or small, profits."


def gold(**fields: Any) -> Gold:
    given = {
        "name": "a",
        "file": "a.pdf",
        "cover": {"kind": "agenda", "cote": "GOV/PGC(2004)2"},
        "agenda": None,
        "people": None,
        "passages": None,
        "furniture": ["GOV/PGC(2004)2", "Or. English"],
        "private": [],
        "recognised": False,
    }
    return Gold(**(given | fields))


def measures(record: Gold, **tables: list[dict[str, str]]) -> dict[str, Any]:
    cover = {"document": "d", "kind": "agenda", "cote": "GOV/PGC(2004)2"}
    empty: dict[str, list[dict[str, str]]] = {"agenda": [], "people": [], "passages": []}
    return figures(score_document(record, cover, empty | tables))


def passage(text: str, **fields: Any) -> dict[str, Any]:
    given = {"text": text, "full": text, "role": "priority", "kind": "para", "page": 2}
    return given | fields


def row(text: str, page: str = "2", role: str = "priority", number: str = "") -> dict[str, str]:
    return {"text": text, "page": page, "role": role, "number": number}


def test_a_passage_found_whole_on_its_page() -> None:
    found = measures(gold(passages=[passage(FULL)]), passages=[row(FULL)])
    assert found["passages"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert (found["page"], found["role"], found["number"], found["words_kept"]) == (1, 1, 1, 1)


def test_two_passages_in_one_row_are_merged() -> None:
    other = "Employees need skills that they do not have today, and time to gain them at work."
    wanted = [passage(FULL), passage(other)]
    found = measures(gold(passages=wanted), passages=[row(f"{FULL} {other}")])
    assert found["passages"]["recall"] == 0
    assert found["passages_merged"] == 2


def test_a_passage_in_two_rows_is_split() -> None:
    cut = f"{FULL[:20]} … {FULL[-20:]}"
    wanted = [passage(cut, full=FULL)]
    found = measures(gold(passages=wanted), passages=[row(FULL[:40]), row(FULL[40:])])
    assert found["passages"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert found["passages_split"] == 1


@pytest.mark.parametrize("text", ["GOV/PGC(2004)2", "12", "Page 3 of 9", "Foo Or. English bar"])
def test_furniture_is_a_leak(text: str) -> None:
    assert measures(gold(), passages=[row(text)])["furniture_leaks"] == 1


def test_an_optional_passage_is_neither_demanded_nor_held_against() -> None:
    wanted = [passage(FULL), passage("An aside that may be left out.", optional=True)]
    for rows in ([row(FULL)], [row(FULL), row("An aside that may be left out.")]):
        assert measures(gold(passages=wanted), passages=rows)["passages"]["f1"] == 1


def test_agenda_entries_and_their_fields() -> None:
    wanted = [
        {"entry": 1, "date": "2004-07-14", "start": "09:00", "title": "Opening", "type": "opening"},
        {
            **{"entry": 2, "date": "2004-07-14", "start": "10:00", "title": "Sharing data"},
            **{"type": "session", "number": "1", "parent": "", "end": "11:00"},
        },
    ]
    got = [
        {"entry": "1", "date": "2004-07-14", "start": "9.00", "title": "Opening", "type": "other"},
        {
            **{"entry": "2", "date": "2004-07-14", "start": "10:00", "parent": "1"},
            **{
                "title": "Session 1. Sharing data",
                "type": "session",
                "number": "1",
                "end": "11:00",
            },
        },
        {"entry": "3", "date": "2004-07-15", "start": "10:00", "title": "Sharing data"},
    ]
    found = measures(gold(agenda=wanted), agenda=got)
    assert found["agenda"]["recall"] == 1
    assert found["agenda"]["precision"] == pytest.approx(2 / 3)
    assert found["agenda_field_detail"] == {"end": 1.0, "number": 1.0, "parent": 0.0, "type": 0.5}


def test_people_by_name_in_any_order_once_per_role() -> None:
    wanted = [{"name": "Ryoji Fukui", "role": {"any": ["speaker", "lead speaker"]}}]
    got = [{"name": "Mr. FUKUI Ryōji", "role": "lead speaker"}] * 2
    found = measures(gold(people=wanted), people=got)
    assert found["people"]["f1"] == 1
    assert found["people_role"] == 1


def test_contact_data_are_found_anywhere() -> None:
    record = gold(private=["(33-1) 45 24 80 36", "a.b@oecd.org"])
    got = [{"name": "A B", "organisation": "OECD, tel. 33 1 45.24.80.36, A.B@ oecd.org"}]
    assert measures(record, people=got)["contact_leaks"] == 2


def test_a_document_that_is_missing_is_all_wrong() -> None:
    record = gold(passages=[passage(FULL)], agenda=[], people=[])
    nothing: dict[str, list[dict[str, str]]] = {"agenda": [], "people": [], "passages": []}
    found = figures(score_document(record, None, nothing))
    assert found["document_fields"] == 0
    assert found["passages"]["f1"] == 0
    assert found["score"] == 0


@pytest.mark.parametrize(
    ("column", "wanted", "got"),
    [
        ("edition", "4", "Fourth"),
        ("edition", "2", "2nd"),
        ("participants", "60", "about 60"),
        ("language", "en; fr", "fr;en"),
        ("hosts", {"any": ["", ["OECD", "Korea"]]}, "Korea; OECD"),
        ("title", "“Making change happen”", "Making Change\nHappen"),
        ("title", "*", "whatever"),
        ("country", "KOR", "kor"),
    ],
)
def test_right_answers(column: str, wanted: Any, got: str) -> None:
    assert is_right(column, wanted, got)
    assert not is_right(column, "another", got)


def test_texts() -> None:
    assert compact("co-\nordi\u00adnation") == "coordination"
    assert clock("9h30") == "09:30"
    assert clock("noon") == ""
    assert unlabelled("Session 2 – Data") == "Data"
    assert unlabelled("Group A: Data") == "Data"
    assert unlabelled("Data") == "Data"
    assert name_similarity("Mme Élise DUPONT", "Dupont Elise") == 1
    assert place_of("the cornmon platform", "common platform", loose=True) in (4, 5)
    assert place_of("the cornmon platform", "common platform") == -1


def test_gold_records_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(CommuniqueError, match="no gold record"):
        read_gold(tmp_path)
    (tmp_path / "a.json").write_text(json.dumps({"documents": {}}))
    with pytest.raises(CommuniqueError, match="is no gold record"):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ("{bad", "Expecting property name"),
        ("[1]", "is no gold record"),
        ('{"documents": {}}', "'file'"),
        ('{"file": "a.pdf", "documents": 3}', "3 is no object"),
        ('{"file": "a.pdf", "documents": {}, "people": ["Ann"]}', "'Ann' is no object"),
        ('{"file": "a.pdf", "documents": {}, "passages": [{"page": 1}]}', "lacks 'text'"),
    ],
)
def test_a_spoilt_gold_record_is_told_in_one_line(tmp_path: Path, record: str, says: str) -> None:
    (tmp_path / "a.json").write_text(record)
    with pytest.raises(CommuniqueError, match=says) as caught:
        read_gold(tmp_path)
    assert "a.json is no gold record" in str(caught.value)
    assert "\n" not in str(caught.value)
