"""A run that is killed at any moment, and then asked for again, comes to the same bytes."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

DOCUMENTS = 8


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Small PDFs, one of them a file that is none."""
    documents = tmp_path / "documents"
    documents.mkdir()
    for place in range(DOCUMENTS):
        canvas = Canvas(str(documents / f"200{place} summary.pdf"), invariant=True)
        canvas.drawString(72, 720, f"Summary of the meeting of 14 July 200{place}")
        canvas.drawString(72, 690, "Governments agreed that common platforms should be shared,")
        canvas.drawString(72, 676, f"and that employees need new skills in {place} ways.")
        canvas.save()
    (documents / "broken.pdf").write_bytes(b"%PDF-1.4 cut off")
    return documents


def command(folder: Path, out: Path, cache: Path, *more: str) -> list[str]:
    settings = ["--tagger", "rules", "--workers", "2", "--force", "--quiet", *more]
    return [
        *(sys.executable, "-m", "communique", "run", str(folder), "--out", str(out)),
        *("--cache", str(cache), *settings),
    ]


def content(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def processes() -> dict[int, int]:
    """Every living process with its parent."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in listed.stdout.splitlines()]
    return {int(pid): int(parent) for pid, parent, state in rows if not state.startswith("Z")}


def descendants(pid: int) -> set[int]:
    """The processes that a process started, and those that they started."""
    parents = processes()
    found = {pid}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def kill(process: subprocess.Popen[bytes], after: float) -> None:
    """Kill a run after so many seconds; no process of it is left soon after."""
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        left = descendants(process.pid)
        process.send_signal(signal.SIGKILL)
        process.wait()
        patience = time.monotonic() + 20
        while alive := left & processes().keys():
            assert time.monotonic() < patience, alive
            time.sleep(0.05)


def killed_and_resumed(folder: Path, times: int, seed: int) -> None:
    root = folder.parent
    begun = time.monotonic()
    subprocess.run(command(folder, root / "whole", root / "first"), check=False)
    seconds = time.monotonic() - begun
    whole = content(root / "whole")
    moments = random.Random(seed)
    for turn in range(times):
        out, cache = root / f"out-{turn}", root / f"cache-{turn}"
        if turn % 2:  # there is a dataset already, which the run replaces
            subprocess.run(command(folder, out, cache), check=False)
            clear = ["cache", "clear", "--cache", str(cache)]
            subprocess.run([sys.executable, "-m", "communique", *clear], check=True)
        moment = moments.uniform(0.1, 1.05) * seconds
        kill(subprocess.Popen(command(folder, out, cache)), moment)
        if out.exists():
            assert content(out) == whole, f"torn at {moment} s"
        done = subprocess.run(command(folder, out, cache), check=False)
        assert done.returncode == 3
        assert content(out) == whole, f"other bytes after {moment} s"
        assert [path.name for path in root.iterdir() if path.name.startswith(".")] == []


def test_three_moments(folder: Path) -> None:
    killed_and_resumed(folder, 3, seed=1)


@pytest.mark.slow
def test_twenty_moments(folder: Path) -> None:
    killed_and_resumed(folder, 20, seed=2)


DYING = """
import os, signal, sys
left = [int(sys.argv[1])]
def dying(act):
    def acted(*given, **more):
        if not any(str(one).startswith(sys.argv[2]) for one in given):
            return act(*given, **more)  # of the cache, of the libraries
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*given, **more)
    return acted
os.rename, os.mkdir = dying(os.rename), dying(os.mkdir)
from communique.cli import main
main(sys.argv[3:])
"""


@pytest.mark.parametrize(
    ("step", "there"),
    [
        pytest.param(0, True, id="before the new folder is made"),
        pytest.param(1, True, id="before the old one is moved away"),
        pytest.param(2, False, id="before the new one is moved there"),
    ],
)
def test_every_step_of_putting_a_dataset_in_its_place(folder: Path, step: int, there: bool) -> None:
    root = folder.parent
    out, cache = root / "out", root / "cache"
    subprocess.run(command(folder, out, cache), check=False)
    whole = content(out)
    arguments = command(folder, out, cache)[3:]
    done = subprocess.run(
        [sys.executable, "-c", DYING, str(step), str(root / ".out-"), *arguments], check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert out.exists() == there
    assert subprocess.run(command(folder, out, cache), check=False).returncode == 3
    assert content(out) == whole
    assert [path.name for path in root.iterdir() if path.name.startswith(".")] == []


def test_a_reader_that_hangs_ends_with_its_run(tmp_path: Path, taxonomy: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.pdf").write_text("hang")
    code = (
        "import sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from scripted_readers import wait_for_sign\n"
        "import communique\n"
        f"communique.run({str(tmp_path / 'documents')!r}, taxonomy={str(taxonomy)!r},\n"
        "    reader=wait_for_sign, workers=1, cache=False)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code])
    while not (tmp_path / "begun").exists():
        assert process.poll() is None
        time.sleep(0.02)
    assert descendants(process.pid)
    kill(process, 0.01)
