"""A dataset on disk compared anew: what is written, and every wrong request in one clear word."""

from __future__ import annotations

from pathlib import Path

import frictionless
import pandas as pd
import pytest
from small_dataset import THEMES, dataset

from communique.batch.comparison import compare_dataset, read_weights
from communique.compare import Design, periods_of
from communique.errors import CommuniqueError
from communique.export.schema import TAGS
from communique.export.tables import frame_rows, table_text


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return dataset(
        tmp_path / "data",
        {
            "a": (2003, "agenda", "ok"),
            "b": (2004, "summary", "ok"),
            "c": (2009, "agenda", "ok"),
            "d": (None, "agenda", "ok"),
            "e": (2009, "other", "failed"),
        },
    )


def test_what_is_written_is_a_valid_package_and_the_same_twice(data: Path, tmp_path: Path) -> None:
    texts = []
    for name in ("one", "two"):
        found = compare_dataset(data, tmp_path / name, design=Design(by="period"))
        files = sorted((tmp_path / name).iterdir())
        assert [file.name for file in files] == [
            "datapackage.json",
            "diversity.csv",
            "pairs.csv",
            "priorities.csv",
            "run.json",
        ]
        texts.append([file.read_bytes() for file in files])
    assert texts[0] == texts[1]
    assert frictionless.validate(tmp_path / "one" / "datapackage.json").valid
    assert found.priorities["period"].unique().tolist() == ["2000-2004", "2005-2009"]
    assert found.left_out == {"d": "names no year", "e": "could not be read"}
    assert found.settings["design"]["by"] == "period"


def test_a_dataset_is_not_overwritten_unasked(data: Path, tmp_path: Path) -> None:
    compare_dataset(data, tmp_path / "out")
    with pytest.raises(CommuniqueError, match="--force"):
        compare_dataset(data, tmp_path / "out")
    compare_dataset(data, tmp_path / "out", force=True)
    with pytest.raises(CommuniqueError):
        compare_dataset(data, data, force=True)
    assert (data / "passages.csv").is_file()


def test_weights_from_a_file(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "roles.yaml"
    file.write_text("session: 0.5\nbackground: 0\n", encoding="utf-8")
    assert compare_dataset(data, weights=file).settings["weights"]["session"] == 0.5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no weights"),
        ("- priority", "holds no weights"),
        ("priority: much", "'much' cannot be the weight of priority"),
        ("priority: yes", "True cannot be the weight"),
        ("priority: [", "is no YAML"),
        ("host: 2", "no role 'host'"),
        ("session: -1", "-1"),
    ],
)
def test_weights_that_cannot_be_used_are_said(
    data: Path, tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "roles.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommuniqueError, match=message):
        compare_dataset(data, weights=file)
    with pytest.raises(CommuniqueError, match="cannot be read"):
        read_weights(tmp_path / "missing.yaml")


def test_scores_count_in_place_of_tags(data: Path, tmp_path: Path) -> None:
    rows = pd.DataFrame(
        [
            (f"{name}.{order}", name, theme, 0.25)
            for name in "abcd"
            for order in range(1, 7)
            for theme in THEMES
        ],
        columns=["passage", "document", "theme", "score"],
    ).assign(year=2004, source="model", evidence="", start=0, end=0)
    file = tmp_path / "tags.csv"
    file.write_text(table_text(TAGS, frame_rows("tags", rows).tables["tags"]), encoding="utf-8")
    found = compare_dataset(data, scores=file)
    assert found.priorities["share"].tolist() == pytest.approx([0.25] * 9)
    assert found.settings["counted"] == "probabilities"
    with pytest.raises(CommuniqueError, match="all-scores"):
        compare_dataset(data, scores=tmp_path / "none.csv")
    with pytest.raises(CommuniqueError, match="no probability of data for the passage"):
        compare_dataset(data, scores=data / "tags.csv")


@pytest.mark.parametrize(
    ("design", "message"),
    [
        (Design(kinds=("communique",)), "no document of .* has passages to compare"),
        (Design(by="period", periods=periods_of(["1990-1995"])), "has passages to compare"),
        (Design(baseline="1990"), "nothing to compare with in 1990"),
    ],
)
def test_nothing_to_compare_is_said(data: Path, design: Design, message: str) -> None:
    with pytest.raises(CommuniqueError, match=message):
        compare_dataset(data, design=design)


@pytest.mark.parametrize(
    "documents",
    [
        {"a": (2003, "agenda", "ok")},
        {"a": (2003, "agenda", "ok"), "b": (2003, "summary", "ok")},
        {"a": (2003, "agenda", "ok"), "b": (2004, "list", "ok"), "c": (2005, "other", "failed")},
    ],
)
def test_small_datasets_are_compared(
    tmp_path: Path, documents: dict[str, tuple[int | None, str, str]]
) -> None:
    folder = dataset(tmp_path / "data", documents)
    found = compare_dataset(folder, tmp_path / "out").priorities
    assert found.groupby("period")["share"].sum().tolist() == pytest.approx([4 / 6])
    assert (found["previous"] == "").all()
