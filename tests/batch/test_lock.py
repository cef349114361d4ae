"""One run at a time into a folder; what a killed one left is put right."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from scripted_readers import obey

import communique
from communique import CommuniqueError
from communique.batch.lock import locked
from communique.batch.place import staged, write

OURS = {"run.json": '{"software": {"name": "communique"}}', "tags.csv": "one\n"}


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def start_run(root: Path, taxonomy: Path, reader: str, *more: str) -> subprocess.Popen[str]:
    """A run in a process of its own, from ``documents`` to ``out``."""
    code = (
        "import sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        f"from scripted_readers import {reader}\n"
        "import communique\n"
        f"communique.run({str(root / 'documents')!r}, {str(root / 'out')!r}, force=True,\n"
        f"    taxonomy={str(taxonomy)!r}, reader={reader}, workers=2, tagger='rules',\n"
        f"    cache={str(root / 'cache')!r})\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_second_of_two_runs_is_refused_and_the_first_is_whole(
    tmp_path: Path, taxonomy: Path
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.pdf").write_text("skills")
    first = start_run(tmp_path, taxonomy, "wait_for_sign")
    try:
        while not (tmp_path / "begun").exists():
            assert first.poll() is None, first.communicate()
            time.sleep(0.02)
        with pytest.raises(CommuniqueError, match=f"process {first.pid} on ") as caught:
            communique.run(folder, tmp_path / "out", taxonomy=taxonomy, reader=obey, force=True)
        assert caught.value.message.startswith(f"another run writes to {tmp_path / 'out'} (")
        assert not (tmp_path / "out").exists()
    finally:
        (tmp_path / "go").touch()
        assert first.wait(60) == 0, first.communicate()
        first.communicate()
    assert len(communique.load(tmp_path / "out").documents) == 1
    assert not [name for name in beside(tmp_path) if name.startswith(".")]


def test_two_runs_share_a_cache(tmp_path: Path, taxonomy: Path) -> None:
    roots = [tmp_path / name for name in ("one", "two")]
    for root in roots:
        (root / "documents").mkdir(parents=True)
        (root / "cache").symlink_to(tmp_path / "cache")
        for name in "abcdef":
            (root / "documents" / f"{name}.pdf").write_text(f"skills of {name}")
    (tmp_path / "cache").mkdir()
    runs = [start_run(root, taxonomy, "dawdle") for root in roots]
    for run in runs:
        _, complaint = run.communicate(timeout=120)
        assert (run.returncode, complaint) == (0, "")
    one, two = (
        {path.name: path.read_bytes() for path in (root / "out").iterdir()} for root in roots
    )
    assert one == two


def test_the_lock_goes_with_the_run(tmp_path: Path) -> None:
    with locked(tmp_path / "out"):
        assert beside(tmp_path) == [".out.lock"]
        holder = json.loads((tmp_path / ".out.lock").read_text())
        assert holder["pid"] == os.getpid()
        with pytest.raises(CommuniqueError, match=f"process {os.getpid()} on "):
            locked(tmp_path / "out").__enter__()
        with locked(tmp_path / "other"):
            pass
    assert beside(tmp_path) == []


def killed(root: Path, names: dict[str, str]) -> None:
    """What a run that was killed leaves: its lock, and what the lock names."""
    (root / ".out.lock").write_text(json.dumps({"pid": 1, "host": "elsewhere", **names}))


@pytest.mark.parametrize("text", ["", "no JSON", "[]", '{"stage": 3, "old": "../.."}'])
def test_any_stale_lock_is_taken_over(tmp_path: Path, text: str) -> None:
    (tmp_path / ".out.lock").write_text(text)
    with staged(tmp_path / "out") as stage:
        write(stage, OURS)
    assert beside(tmp_path) == ["out"]


def test_what_a_killed_run_had_begun_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".out-0123").mkdir()
    write(tmp_path / ".out-0123", {"tags.csv": "half"})
    (tmp_path / ".out-mine").mkdir()
    killed(tmp_path, {"stage": ".out-0123", "old": ""})
    with staged(tmp_path / "out") as stage:
        write(stage, OURS)
    assert beside(tmp_path) == [".out-mine", "out"]


@pytest.mark.parametrize("swapped", [False, True])
def test_a_run_that_died_between_two_moves_lost_nothing(tmp_path: Path, swapped: bool) -> None:
    (tmp_path / ".out-old-0123").mkdir()
    write(tmp_path / ".out-old-0123", {**OURS, "tags.csv": "before\n"})
    if swapped:
        (tmp_path / "out").mkdir()
        write(tmp_path / "out", OURS)
    killed(tmp_path, {"stage": ".out-4567", "old": ".out-old-0123"})
    with (
        pytest.raises(RuntimeError),
        staged(tmp_path / "out", force=True),
    ):
        raise RuntimeError
    assert beside(tmp_path) == ["out"]
    assert (tmp_path / "out" / "tags.csv").read_text() == ("one\n" if swapped else "before\n")


@pytest.mark.parametrize("name", ["documents", "../documents", ".out.lock", ".outer-1"])
def test_a_lock_names_nothing_but_what_a_run_makes(tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    for place in (tmp_path / "documents", root / "documents", root / ".outer-1"):
        place.mkdir(parents=True)
    killed(root, {"stage": name, "old": name})
    with staged(root / "out") as stage:
        write(stage, OURS)
    assert beside(root) == [".outer-1", "documents", "out"]
    assert beside(tmp_path) == ["documents", "root"]
