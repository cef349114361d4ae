from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from command_line import Call

#: Text, themes, role, document, difficulty.
ENGLISH = [
    ("Employees need training before a new service opens.", ["skills"], "conclusion", "a", "plain"),
    ("Ministries share one common platform.", ["interoperability"], "conclusion", "a", "plain"),
    ("Lunch is served in the garden.", [], "procedural", "a", "none"),
    ("Who decides when two ministers disagree?", ["governance"], "question", "b", "implicit"),
    (
        "The budget of the OECD for the coming year was adopted.",
        [],
        "procedural",
        "b",
        "distractor",
    ),
    (
        "Countries will report on their indicators by May.",
        ["measurement"],
        "follow_up",
        "b",
        "plain",
    ),
    ("Some homes still have no line at all.", ["inclusion"], "background", "c", "implicit"),
    (
        "Privacy must be protected in every exchange.",
        ["security-privacy"],
        "priority",
        "c",
        "plain",
    ),
]
FRENCH = [
    ("Les agents ont besoin de formation.", ["skills"], "conclusion", "d", "plain"),
    ("La fracture numérique demeure profonde.", ["inclusion"], "discussion", "d", "plain"),
    ("Le déjeuner sera servi à midi.", [], "procedural", "e", "none"),
    ("Personne ne sait ce que cela a rapporté.", ["measurement"], "discussion", "e", "implicit"),
]


def records() -> list[dict[str, Any]]:
    names = ("text", "themes", "role", "group", "difficulty")
    years = {"a": 2001, "b": 2009, "c": 2016, "d": 2001, "e": 2009}
    return [
        dict(zip(names, row, strict=True))
        | {"id": f"{language}{place}", "language": language, "year": years[row[3]]}
        for language, rows in (("en", ENGLISH), ("fr", FRENCH))
        for place, row in enumerate(rows)
    ]


def written(path: Path, lines: list[dict[str, Any]]) -> Path:
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return written(tmp_path / "gold.jsonl", records())


@pytest.fixture
def call(call: Call) -> Call:
    """Call ``communique evaluate themes``: exit code, output, complaints."""
    return partial(call, "evaluate", "themes")


def test_help_has_an_example(call: Call) -> None:
    code, out, _ = call("--help")
    assert code == 0
    assert "communique evaluate themes" in out.partition("Example")[2]


def test_themes_and_roles_are_scored(call: Call, gold: Path) -> None:
    code, out, err = call(gold, "--tagger", "rules")
    assert (code, err) == (0, "")
    assert out.startswith("Tagger rules on 12 passages of 5 documents\n")
    skills = next(line for line in out.split("\n") if line.startswith("skills")).split()
    assert skills[1:4] == ["2", "2", "1.000"]
    assert "Role right: " in out
    assert "misses across languages: X2 = " in out
    assert "word n-grams" not in out
    assert all(len(line) <= 110 for line in out.split("\n"))


def test_figures_as_json(call: Call, gold: Path) -> None:
    code, out, _ = call(gold, "--tagger", "rules", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["by_theme"]["skills"]["f1"]["value"] == 1.0
    assert (found["passages"], found["documents"], found["themeless"]["of"]) == (12, 5, 3)
    assert list(found["by"]["years"]) == ["2001", "2009", "2016"]
    assert {name: part["passages"] for name, part in found["by"]["language"].items()} == {
        "en": 8,
        "fr": 4,
    }
    assert found["evidence"]["rate"] == 1.0
    assert len(found["standings"]) == 1


def test_the_bare_columns_will_do(call: Call, tmp_path: Path) -> None:
    bare = [{name: line[name] for name in ("id", "text", "themes")} for line in records()]
    code, out, _ = call(written(tmp_path / "bare.jsonl", bare), "--tagger", "rules", "--json")
    found = json.loads(out)
    assert code == 0
    assert (found["documents"], found["roles"]) == (12, None)
    assert set(map(bool, found["by"].values())) == {False}
    assert {test["p"] for test in found["drift"]} == {None}


def test_the_same_bytes_every_time(call: Call, gold: Path, tmp_path: Path) -> None:
    plots = [tmp_path / "one.svg", tmp_path / "two.svg"]
    printed = [call(gold, "--tagger", "rules", "--plot", plot)[1] for plot in plots]
    assert printed[0] == printed[1]
    assert plots[0].read_bytes() == plots[1].read_bytes()
    assert call(gold, "--tagger", "rules", "--plot", plots[0])[0] == 0  # a plot may be replaced


def test_baselines_that_must_learn_are_left_out_with_a_line(call: Call, gold: Path) -> None:
    code, out, _ = call(gold, "--tagger", "rules", "--baselines")
    assert code == 0
    assert "Note: word n-grams only and nearest definition are left out: they need --train" in out


def test_baselines_stand_in_the_table(call: Call, gold: Path, tmp_path: Path) -> None:
    train = [
        line
        | {"id": f"{line['id']}-{turn}", "group": f"{line['group']}{turn}"}
        | {"text": f"{line['text']} ({turn})"}
        for turn in range(8)
        for line in records()
    ]
    held = written(tmp_path / "train.jsonl", [*train, records()[0]])
    code, out, _ = call(gold, "--tagger", "rules", "--train", held, "--json")
    found = json.loads(out)
    assert code == 0
    names = [one["name"] for one in found["standings"]]
    assert names == ["rules", "word n-grams only", "nearest definition"]
    assert "1 of 97 training passages are left out" in found["notes"][-1]
    assert found["standings"][1]["micro"]["f1"]["value"] > 0.9  # it saw these sentences
    _, out, _ = call(gold, "--tagger", "rules", "--train", held, "--no-baselines", "--json")
    assert len(json.loads(out)["standings"]) == 1


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"themes": ["astrology"]}, "line 3: unknown theme 'astrology'"),
        ({"text": None}, "line 3: lacks 'text'"),
        ({"id": "en0"}, "line 3: the id 'en0' stands in line 1 already"),
        ({"year": "soon"}, "line 3: 'soon' is no year"),
    ],
)
def test_a_fault_of_the_gold_file_is_told_in_one_line(
    call: Call, tmp_path: Path, change: dict[str, Any], fault: str
) -> None:
    lines = records()
    lines[2] = {name: value for name, value in (lines[2] | change).items() if value is not None}
    path = written(tmp_path / "faulty.jsonl", lines)
    code, out, complaint = call(path, "--tagger", "rules")
    assert (code, out, complaint.count("\n")) == (2, "", 1)
    assert complaint.startswith(f"communique: {path}, {fault}")


def test_wrong_requests_are_told_in_one_line(call: Call, gold: Path, tmp_path: Path) -> None:
    taken = tmp_path / "mine.svg"
    taken.write_text("<svg/>")
    wrong: list[tuple[str | Path, ...]] = [
        (tmp_path / "nowhere.jsonl", "--tagger", "rules"),
        (gold, "--tagger", "magic"),
        (gold, "--tagger", "rules", "--taxonomy", tmp_path / "nowhere"),
        (gold, "--tagger", "fast", "--model", tmp_path / "nowhere"),
        (gold, "--tagger", "rules", "--train", tmp_path / "nowhere.jsonl"),
        (gold, "--tagger", "rules", "--train", gold),
        (gold, "--tagger", "rules", "--plot", tmp_path / "plot.png"),
        (gold, "--tagger", "rules", "--plot", tmp_path / "nowhere" / "plot.svg"),
        (gold, "--tagger", "rules", "--plot", taken),
    ]
    for arguments in wrong:
        code, out, complaint = call(*arguments)
        assert (code, out, complaint.count("\n")) == (2, "", 1), arguments
        assert complaint.startswith("communique: ")
    assert taken.read_text() == "<svg/>"
