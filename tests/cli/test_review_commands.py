"""``communique review`` from the command line, on the documents of the corpus."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import Call

import communique
from communique.tag import load_taxonomy
from communique.tag.gold import read_gold_passages

SPECIMENS = Path(__file__).resolve().parents[2] / "corpus" / "specimens"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    for path in sorted(SPECIMENS.glob("20*.pdf"))[:4]:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture(scope="module")
def dataset(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("data") / "dataset"
    communique.run(documents, out, tagger="rules")
    return out


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


def fill(path: Path, coder: str, *, strike: int = 0) -> Path:
    """A coder's sheet: all rows marked, the tags of some rows struck out."""
    rows = read(path)
    for place, row in enumerate(rows):
        row |= {"reviewed": "yes", "coder": coder}
        if place < strike:
            row |= {name: "no" for name in row if name.endswith("?")}
    filled = path.parent / f"{coder}.csv"
    with filled.open("w", encoding="cp1252", errors="replace", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return filled


def test_help_has_examples(call: Call) -> None:
    for command in ("sample", "score", "gold"):
        code, out, _ = call("review", command, "--help")
        assert code == 0
        assert f"communique review {command}" in " ".join(out.partition("Example")[2].split())


def test_a_round_of_review(call: Call, dataset: Path, documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "review"
    code, told, _ = call(
        "review", "sample", dataset, "--n", 30, "--out", out, "--coders", 2,
        "--documents", documents,
    )  # fmt: skip
    assert code == 0
    assert told.startswith("30 of ")
    anna = fill(out / "sheet-1.csv", "anna", strike=10)
    ben = fill(out / "sheet-2.csv", "ben")

    code, told, _ = call(
        "review", "score", anna, ben, "--dataset", dataset, "--out", tmp_path / "s"
    )
    assert code == 0
    assert "30 passages reviewed by 2 coders (anna, ben)" in told
    scores = read(tmp_path / "s" / "review-scores.csv")
    assert [scores[0]["theme"], scores[0]["reviewed"]] == ["(all)", "30"]
    assert 0 < float(scores[0]["precision"]) < 1
    assert float(scores[0]["recall"]) == 1
    assert 0 < float(scores[0]["alpha"]) < 1
    differ = read(tmp_path / "s" / "disagreements.csv")
    assert differ
    assert {(row["coder anna"], row["coder ben"], row["tagger"]) for row in differ} == {
        ("no", "yes", "yes")
    }

    gold = tmp_path / "gold.jsonl"
    code, told, _ = call("review", "gold", anna, "--dataset", dataset, "--out", gold)
    assert code == 0
    assert "30 gold passages" in told
    found = read_gold_passages(gold, load_taxonomy().ids, needed=("group", "language", "role"))
    assert len(found) == 30
    code, _, complaint = call("review", "gold", anna, "--dataset", dataset, "--out", gold)
    assert code == 2
    assert "is there already" in complaint

    again = tmp_path / "again"
    code, told, _ = call("run", documents, "--out", again, "--tagger", "rules", "--review", anna)
    assert code == 0
    assert "30 passages stand as people reviewed them; 0 of the sheets" in told
    tags = communique.load(again).tags
    struck = {one.id for one in found if not one.themes}
    assert not struck & set(tags["passage"])
    assert (tags["source"] == "review").any()
    code, _, complaint = call("review", "score", anna, "--dataset", again)
    assert code == 2
    assert "holds reviewed tags" in complaint

    code, _, complaint = call("review", "sample", dataset, "--out", out, "--coders", 2)
    assert code == 2
    assert "perhaps with somebody's work in it" in complaint


def test_a_sheet_of_another_dataset(call: Call, dataset: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text("reviewed;passage;data?\nyes;elsewhere-12345678.1;yes\n")
    code, _, complaint = call("review", "score", sheet, "--dataset", dataset)
    assert code == 2
    assert complaint.startswith("communique: no reviewed passage is in the dataset")
    sheet.write_text("reviewed;passage;data?\nyes;elsewhere-12345678.1;maybe\n")
    code, _, complaint = call(
        "review", "gold", sheet, "--dataset", dataset, "--out", tmp_path / "g"
    )
    assert code == 2
    assert "row 2, column data?: 'maybe' is neither yes nor no" in complaint
    assert not (tmp_path / "g").exists()


def test_a_dataset_without_passages(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 cut off")
    communique.run(folder, tmp_path / "dataset", tagger="rules")
    code, _, complaint = call(
        "review", "sample", tmp_path / "dataset", "--out", tmp_path / "review"
    )
    assert code == 2
    assert "nothing to review" in complaint
    assert not (tmp_path / "review").exists()
    record = json.loads((tmp_path / "dataset" / "run.json").read_text())
    assert "review" not in record["settings"]


def test_sheets_go_beside_the_dataset_and_find_it_again(
    call: Call, dataset: Path, tmp_path: Path
) -> None:
    assert call("review", "sample", dataset, "--n", 20)[0] == 0
    place = dataset.with_name("dataset-review")
    sheet = fill(place / "sheet.csv", "anna")
    code, said, _ = call("review", "score", sheet)
    assert code == 0
    assert "20 passages reviewed by coder anna" in said
    elsewhere = tmp_path / sheet.name
    elsewhere.write_bytes(sheet.read_bytes())
    code, _, complaint = call("review", "score", elsewhere)
    assert code == 2
    assert "--dataset" in complaint
