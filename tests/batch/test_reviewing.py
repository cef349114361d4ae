from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from scripted_readers import obey

import communique
from communique import CommuniqueError
from communique.batch.tagging import tag_sheet
from communique.review.columns import text_print

TEXT = "Countries should share a common platform."
OTHER = "Employees need new skills."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "2001-a.pdf").write_text(TEXT)
    (folder / "2004-b.pdf").write_text(OTHER)
    return folder


def sheet(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def review(
    passage: str, text: str, *, interoperability: str = "", skills: str = ""
) -> dict[str, str]:
    return {
        "reviewed": "yes",
        "passage": passage,
        "interoperability?": interoperability,
        "skills?": skills,
        "text_print": text_print(text),
    }


def test_a_run_takes_what_people_decided(tmp_path: Path, folder: Path, taxonomy: Path) -> None:
    before = communique.run(folder, taxonomy=taxonomy, reader=obey)
    first, second = before.passages["passage"]
    assert before.tags["theme"].tolist() == ["interoperability", "skills"]
    path = sheet(
        tmp_path / "anna.csv",
        [
            review(first, TEXT, interoperability="no", skills="yes"),
            review(second, OTHER, skills="yes"),
            review("gone-12345678.1", "Gone.", skills="yes"),
        ],
    )
    out = tmp_path / "out"
    after = communique.run(folder, out, taxonomy=taxonomy, review=[path], reader=obey)
    assert after.tags[["passage", "theme", "source", "score"]].to_numpy().tolist() == [
        [first, "skills", "review", 1],
        [second, "skills", "review", 1],
    ]
    assert after.tags["evidence"].tolist()[0] == TEXT
    assert after.tags["evidence"].tolist()[1] == before.tags["evidence"].tolist()[1]
    shares = after.priorities.set_index(["period", "theme"])["share"]
    assert shares["2001"].to_dict() == {"interoperability": 0, "skills": 1}
    told = json.loads((out / "run.json").read_text())["settings"]["review"]
    assert (told["passages"], told["missing"]) == (2, 1)
    assert told["sheets"][0]["file"] == "anna.csv"
    assert len(told["sheets"][0]["sha256"]) == 64
    assert "review" not in before.run["settings"]


def test_a_review_of_other_documents_is_refused(
    tmp_path: Path, folder: Path, taxonomy: Path
) -> None:
    passage = communique.run(folder, taxonomy=taxonomy, reader=obey).passages["passage"][0]
    for rows in ([review("x.1", "Gone.")], [review(passage, "It read otherwise then.")]):
        path = sheet(tmp_path / "anna.csv", rows)
        with pytest.raises(CommuniqueError, match="no passage of the review sheets"):
            communique.run(folder, tmp_path / "out", taxonomy=taxonomy, review=[path], reader=obey)
        assert not (tmp_path / "out").exists()


def test_a_table_of_texts_takes_them_too(tmp_path: Path, taxonomy: Path) -> None:
    (tmp_path / "in.csv").write_text(f"passage,text\np1,{TEXT}\np2,{OTHER}\n")
    path = sheet(tmp_path / "a.csv", [review("p1", TEXT, interoperability="no", skills="yes")])
    done = tag_sheet(
        tmp_path / "in.csv", tmp_path / "out", taxonomy=taxonomy, review=[path], all_scores=True
    )
    assert (done.tags, done.without) == (2, 0)
    with (tmp_path / "out" / "tags.csv").open(encoding="utf-8") as stream:
        found = {
            (row["passage"], row["theme"]): (row["source"], row["score"], row["evidence"])
            for row in csv.DictReader(stream)
        }
    assert found["p1", "interoperability"] == ("rules", "0", "")
    assert found["p1", "skills"] == ("review", "1", TEXT)
    assert found["p2", "skills"][0] == "rules"
    assert len(found) == 4
