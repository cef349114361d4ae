"""docs/compare.md: its commands and its Python do what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from small_dataset import dataset

from communique.cli import main

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "compare.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [line for kind, text in BLOCKS if not kind for line in text.splitlines() if line.strip()]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a dataset and the page's file of weights."""
    dataset(
        tmp_path / "dataset",
        {
            "a": (2003, "agenda", "ok"),
            "b": (2004, "summary", "ok"),
            "c": (2009, "agenda", "ok"),
            "d": (2015, "summary", "ok"),
        },
    )
    weights = next(text for kind, text in BLOCKS if kind == "yaml")
    (tmp_path / "roles.yaml").write_text(weights, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", [*COMMANDS, "communique compare dataset --weights roles.yaml"])
def test_its_commands_run(desk: Path, command: str) -> None:
    with pytest.raises(SystemExit) as left:
        main(shlex.split(command)[1:])
    assert not left.value.code
    if "--out compared" in command:
        names = {file.name for file in (desk / "compared").iterdir()}
        assert names == {
            "priorities.csv",
            "pairs.csv",
            "diversity.csv",
            "datapackage.json",
            "run.json",
        }


def test_its_python_runs(desk: Path) -> None:
    found: dict[str, object] = {}
    exec(next(text for kind, text in BLOCKS if kind == "python"), found)
    assert len(found["shares"]) > 0  # type: ignore[arg-type]


def test_it_names_every_option() -> None:
    assert len(COMMANDS) >= 3
    for option in ("--by", "--periods", "--kind", "--standardise", "--baseline", "--scores"):
        assert option in PAGE
