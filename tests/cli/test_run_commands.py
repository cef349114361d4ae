"""``communique run`` for schedulers and for those who come back: logs, plans, the cache."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import Call
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console

from communique.batch.events import Comparing, Ended, FileDone, Noted, Started
from communique.cli import progress


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    for year in (2004, 2005):
        canvas = Canvas(str(documents / f"{year}.pdf"), invariant=True)
        canvas.drawString(72, 720, f"Summary of the meeting of 14 July {year}")
        canvas.drawString(72, 690, "Governments agreed that employees need new skills.")
        canvas.save()
    (documents / "broken [bold].pdf").write_bytes(b"%PDF-1.4 cut off")
    return documents


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_lines_of_json_tell_the_whole_run(call: Call, folder: Path, tmp_path: Path) -> None:
    rules = ("--tagger", "rules", "--log-json", "--force")
    code, out, said = call("run", folder, "--out", tmp_path / "data", *rules)
    assert code == 3
    assert "3 documents (2 ok, 1 failed)" in out
    events = lines(said)
    assert [event["event"] for event in events] == ["start", *["file"] * 3, "compare", "end"]
    assert events[0]["files"] == 3
    files = {event["file"]: event for event in events[1:4]}
    assert files["2004.pdf"]["pages"] == 1
    assert files["2004.pdf"]["seconds"] > 0
    assert (files["2004.pdf"]["status"], files["2004.pdf"]["cached"]) == ("ok", False)
    assert files["broken [bold].pdf"]["status"] == "failed"
    assert files["broken [bold].pdf"]["problem"].startswith("The PDF is ")
    assert sorted(event["done"] for event in events[1:4]) == [1, 2, 3]
    times = [event["elapsed"] for event in events]
    assert times == sorted(times)
    end = {"files": 3, "pages": 2, "failed": 1, "cached": 0, "tagged": 2}
    assert events[-1].items() > end.items()
    code, out, said = call("run", folder, "--out", tmp_path / "data", *rules, "--quiet")
    assert (code, out) == (3, "")
    assert lines(said)[-1].items() > {"cached": 3, "tagged": 0}.items()


def test_a_wrong_request_is_a_line_of_json_too(call: Call, folder: Path, tmp_path: Path) -> None:
    code, out, said = call("run", tmp_path / "nowhere", "--out", tmp_path / "o", "--log-json")
    assert (code, out) == (2, "")
    assert lines(said) == [
        {
            "event": "error",
            "message": f"the folder {tmp_path / 'nowhere'} does not exist",
            "fix": "check the path",
        }
    ]


def test_a_dry_run_tells_and_does_nothing(call: Call, folder: Path, tmp_path: Path) -> None:
    arguments = ("run", folder, "--out", tmp_path / "data", "--tagger", "rules", "--force")
    code, out, said = call(*arguments, "--dry-run")
    assert (code, said) == (0, "")
    assert out.split("\n")[:3] == [
        "       3 files in all",
        "       3 are new and would be read",
        "       3 would be tagged anew",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["documents"]
    call(*arguments)
    (folder / "2004.pdf").write_bytes(b"another")
    (folder / "2005.pdf").unlink()
    _, _, said = call(*arguments, "--dry-run", "--log-json")
    counts = {"files": 2, "cached": 1, "changed": 1, "new": 0, "unreadable": 0}
    assert lines(said) == [{"event": "plan", **counts, "tagged": 1, "gone": 1}]


def test_the_cache_is_told_of_and_cleared(call: Call, folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "kept"
    call("run", folder, "--out", tmp_path / "data", "--tagger", "rules", "--cache", cache, "-q")
    _, out, _ = call("cache", "info", "--cache", cache)
    assert out.splitlines()[0] == str(cache)
    assert "3 documents that were read (" in out
    assert "2 documents that were tagged (" in out
    assert "1 taxonomies that were read (" in out
    assert call("cache", "clear", "--cache", cache) == (0, "10 entries deleted\n", "")
    assert not cache.exists()
    assert call("cache", "clear", "--cache", cache) == (0, "0 entries deleted\n", "")
    assert "0 documents that were read (0.0 MB)" in call("cache", "info")[1]


def test_nothing_is_kept_when_asked(
    call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    call("run", folder, "--out", tmp_path / "data", "--tagger", "rules", "--no-cache", "-q")
    assert not (tmp_path / "kept").exists()
    both = ("--no-cache", "--cache", tmp_path)
    code, _, complaint = call("run", folder, "--out", tmp_path / "data", *both)
    assert code == 2
    assert "not both" in complaint


def test_the_bar_tells_files_pages_speed_time_left_and_failures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = Console(file=io.StringIO(), force_terminal=True, width=160, highlight=False)
    monkeypatch.setattr(progress, "console", lambda **_: screen)
    done = {"problem": "", "seconds": 0.5, "tagged": True, "files": 4}
    with progress.progress_bar(hidden=False) as watch:
        watch(Started(files=4, workers=2))
        watch(FileDone("a.pdf", "ok", pages=1200, cached=False, done=1, **done))  # type: ignore[arg-type]
        watch(FileDone("[b].pdf", "failed", pages=0, cached=False, done=2, **done))  # type: ignore[arg-type]
        watch(Noted("The [cache] is not kept."))
        watch(Comparing(cached=False))
        watch(Ended(4, 1200, 1, 0, 1))
    assert isinstance(screen.file, io.StringIO)
    shown = screen.file.getvalue()
    for words in ("2/4", "1,200 pages", "/s", "1 failed", "[b].pdf", "The [cache] is not kept."):
        assert words in shown
    assert "0:00:0" in shown


def test_a_hidden_bar_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Console(file=io.StringIO(), force_terminal=True)
    monkeypatch.setattr(progress, "console", lambda **_: screen)
    with progress.progress_bar(hidden=True) as watch:
        watch(Started(files=1, workers=1))
        watch(Noted("not shown"))
    assert isinstance(screen.file, io.StringIO)
    assert screen.file.getvalue() == ""
