from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from review_dataset import THEMES, Rows, dataset, filled, first, rows_of, save

from communique.errors import CommuniqueError
from communique.records import Tag
from communique.review.assess import assess, review_of, table_content
from communique.review.gold import gold_text
from communique.review.handout import handout
from communique.review.reviewed import reviewed_tags
from communique.review.scores import scores, wilson
from communique.review.sheet import read_reviews
from communique.review.verdicts import Verdict, verdicts
from communique.tag import PassageText, load_taxonomy
from communique.tag.gold import read_gold_passages

DATA = dataset(documents=3)


@pytest.fixture(scope="module")
def rows() -> Rows:
    made = handout(DATA, 40, load_taxonomy(), Path("out"))
    return rows_of(made.contents["sheet.csv"])


def verdict(passage: str, human: dict[str, float], probability: float = 1.0) -> Verdict:
    return Verdict(passage, human, "", 1, "", 0, 0, probability, "")


def test_precision_and_recall_by_hand() -> None:
    tags = pd.DataFrame({"passage": ["a", "b", "c"], "theme": ["data", "data", "data"]})
    said = [
        verdict("a", {"data": 1.0}, 0.5),
        verdict("b", {"data": 0.0}, 0.25),
        verdict("c", {"data": 1.0}, 1.0),
        verdict("d", {"data": 1.0}, 0.2),
        verdict("e", {"data": 0.0}, 0.1),
    ]
    table = scores(said, tags, dict.fromkeys("abcde", "x"), ["data"])
    found = first(table, "data")
    # tagged: a counts 2, b 4, c 1; true: a 2, c 1, d 5
    assert found["precision"] == pytest.approx(3 / 7)
    assert found["recall"] == pytest.approx(3 / 8)
    assert found[["reviewed", "tagged", "true"]].tolist() == [5, 3, 3]
    assert first(table, "(all)")["precision"] == pytest.approx(3 / 7)


def test_a_theme_never_tagged_has_no_precision() -> None:
    said = [verdict(name, {"data": 1.0, "legal": 0.0}) for name in "abc"]
    tags = pd.DataFrame({"passage": [], "theme": []}, dtype=str)
    table = scores(said, tags, dict.fromkeys("abc", "x"), ["data", "legal"])
    data, legal = first(table, "data"), first(table, "legal")
    assert np.isnan(data["precision"])
    assert data["recall"] == 0
    assert data["recall_low"] == 0
    assert 0.3 < data["recall_high"] < 1
    assert np.isnan(legal["recall"])


def test_intervals_of_scores_hold_the_truth() -> None:
    random = np.random.default_rng(5)
    held = {"precision": [], "recall": []}  # type: dict[str, list[bool]]
    for _ in range(150):
        count = 600
        document = np.repeat(np.arange(30), 20)
        level = random.beta(4, 8, 30)[document]
        true = random.random(count) < level
        tagged = np.where(true, random.random(count) < 0.7, random.random(count) < 0.1)
        chance = np.where(tagged, 0.4, 0.15)
        drawn = np.flatnonzero(random.random(count) < chance)
        names = [f"p{n:03}" for n in range(count)]
        said = [verdict(names[n], {"data": float(true[n])}, float(chance[n])) for n in drawn]
        tags = pd.DataFrame({"passage": np.array(names)[tagged], "theme": "data"})
        of = {names[n]: str(document[n]) for n in range(count)}
        row = first(scores(said, tags, of, ["data"]), "data")
        truth = {
            "precision": (true & tagged).sum() / tagged.sum(),
            "recall": (true & tagged).sum() / true.sum(),
        }
        for name, value in truth.items():
            held[name].append(row[f"{name}_low"] <= value <= row[f"{name}_high"])
    for name, hits in held.items():
        assert 0.9 <= np.mean(hits) <= 1.0, name


def test_wilson() -> None:
    # Wilson's interval of 8 in 10
    assert wilson(0.8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0.0, 10)[0] == 0
    assert wilson(1.0, 10)[1] == 1


def test_a_review_that_agrees_gives_full_marks(rows: Rows, tmp_path: Path) -> None:
    found = assess(DATA, [save(tmp_path / "a.csv", filled(rows))])
    precision = found.scores.set_index("theme")["precision"]
    assert precision[["(all)", "data", "legal"]].tolist() == [1, 1, 1]
    assert np.isnan(precision["skills"])  # nobody ever found it
    assert first(found.scores, "(all)")["recall"] == 1
    assert not len(found.disagreements)
    assert found.scores[["kappa", "alpha"]].isna().all(axis=None)
    assert found.passages == 40


def test_disagreements_of_coders_and_with_the_tagger(rows: Rows, tmp_path: Path) -> None:
    tagged = next(row["passage"] for row in rows if row["data?"] == "yes")
    other = next(row["passage"] for row in rows if row["data?"] != "yes")
    anna = filled(rows, {(tagged, "data"): "no", (other, "data"): "yes"})
    ben = filled(rows, {(tagged, "data"): "no"})
    found = assess(DATA, [save(tmp_path / "anna.csv", anna), save(tmp_path / "ben.csv", ben)])
    assert found.coders == ("anna", "ben")
    table = found.disagreements
    assert table[
        ["passage", "between", "tagger", "coder anna", "coder ben"]
    ].to_numpy().tolist() == [
        [other, "coders", "no", "yes", "no"],
        [tagged, "tagger", "yes", "no", "no"],
    ]
    data = first(found.scores, "data")
    assert 0.5 < data["alpha"] < 1
    assert data["kappa"] == pytest.approx(data["alpha"], abs=0.05)
    assert first(found.scores, "legal")["alpha"] == 1
    text = table_content(table).decode()
    assert text.startswith("passage,theme,between,tagger,coder anna,coder ben,document,page,text")
    assert "'- Passage" in text


def test_the_table_for_a_correction(rows: Rows, tmp_path: Path) -> None:
    table, notes = review_of(DATA, [save(tmp_path / "a.csv", filled(rows)[:30])])
    assert len(table) == 30 * 3
    assert table["human"].isin([0, 1]).all()
    assert table["probability"].between(0, 1, inclusive="right").all()
    assert "30 of the 40 passages" in notes[0]
    with pytest.raises(CommuniqueError, match="holds reviewed tags"):
        review_of(dataset(documents=3, review=True), [tmp_path / "a.csv"])
    with pytest.raises(CommuniqueError, match="no reviewed passage is in the dataset"):
        review_of(dataset(length=1), [save(tmp_path / "a.csv", filled(rows)[:1])])


def test_gold_passages_are_read_as_gold(rows: Rows, tmp_path: Path) -> None:
    passage = next(row["passage"] for row in rows if row["data?"] != "yes")
    changed = filled(rows, {(passage, "data"): "yes"})
    for row in changed:
        if row["passage"] == passage:
            row["role"] = "Follow up"
    found = verdicts(read_reviews([save(tmp_path / "a.csv", changed)], THEMES).reviews)
    text, notes = gold_text(found, DATA.passages, DATA.documents, THEMES)
    assert not notes
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    gold = {one.id: one for one in read_gold_passages(path, THEMES, needed=("group", "role"))}
    assert len(gold) == 40
    one = gold[passage]
    row = DATA.passages.set_index("passage").loc[passage]
    assert (one.text, one.group) == (row["text"], row["document"])
    assert "data" in one.themes
    assert (one.role, one.language, one.kind) == ("follow_up", "en", "agenda")
    assert one.section == ("Item 1", "Data")
    assert json.loads(text.splitlines()[0])["title"].startswith("=Meeting")


def test_what_coders_leave_open_is_no_gold(rows: Rows, tmp_path: Path) -> None:
    passage = next(row["passage"] for row in rows if row["data?"] != "yes")
    sheets = [
        save(tmp_path / "anna.csv", filled(rows, {(passage, "data"): "yes"})),
        save(tmp_path / "ben.csv", filled(rows)),
    ]
    found = verdicts(read_reviews(sheets, THEMES).reviews)
    text, (note,) = gold_text(found, DATA.passages, DATA.documents, THEMES)
    assert passage not in text
    assert text.count("\n") == 39
    assert note.startswith("1 of 40 passages left out")
    with pytest.raises(CommuniqueError, match="settled for every theme"):
        gold_text(found, DATA.passages, DATA.documents, (*THEMES, "openness"))


def test_reviewed_tags_take_the_place_of_the_taggers() -> None:
    passages = [
        PassageText(f"A text about {n}.", passage=n, document="d", year=2004) for n in "abc"
    ]

    def tag(passage: str, theme: str) -> Tag:
        return Tag(passage, "d", 2004, theme, 0.6, "model", "text", 2, 6)

    tags = [tag("a", "data"), tag("a", "legal"), tag("b", "data"), tag("c", "skills")]
    reviews = {
        "a": verdict("a", {"data": 1.0, "legal": 0.0, "skills": 1.0}),
        "b": verdict("b", {"data": 0.5}),
    }
    found = reviewed_tags(tags, reviews, passages, THEMES)
    assert [(t.passage, t.theme, t.source, t.score) for t in found] == [
        ("a", "data", "review", 1.0),
        ("a", "skills", "review", 1.0),
        ("b", "data", "model", 0.6),
        ("c", "skills", "model", 0.6),
    ]
    assert (found[0].evidence, found[0].start, found[0].end) == ("text", 2, 6)
    text = passages[0].text
    assert (found[1].evidence, found[1].start, found[1].end) == (text, 0, len(text))
    assert reviewed_tags(tags, {}, passages, THEMES) == tags
    assert reviewed_tags(found, reviews, passages, THEMES) == found
