"""docs/report.md as a reader takes it: its commands run and make what the page says."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
from desk import SHELL, put_command, ran

from communique.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "report.md"
SPECIMENS = (
    "2004-paris-summary-record",
    "2007-budapest-highlights",
    "2010-vienna-summary",
    "2011-luxembourg-rapport",
    "2013-bern-report",
    "2014-copenhagen-summary",
    "2017-lisbon-statement",
    "2020-eleaders-statement",
)


def blocks(kind: str) -> str:
    page = PAGE.read_text(encoding="utf-8")
    return "".join(re.findall(rf"^```{kind}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as ``make run`` leaves it, with fewer documents, after all blocks of the page."""
    desk = tmp_path_factory.mktemp("desk")
    (desk / "corpus" / "specimens").mkdir(parents=True)
    for name in SPECIMENS:
        path = ROOT / "corpus" / "specimens" / f"{name}.pdf"
        shutil.copy(path, desk / "corpus" / "specimens")
    with pytest.raises(SystemExit) as left:
        main(["run", str(desk / "corpus"), "--out", str(desk / "out"), "--tagger", "rules", "-q"])
    assert not left.value.code
    put_command(desk)
    (desk / "block.py").write_text(blocks("python"), encoding="utf-8")
    script = f'{blocks("sh")}\n"{sys.executable}" -W error block.py\n'
    ran((*SHELL, script), desk, seconds=300)
    return desk


def test_everything_named_is_made(desk: Path) -> None:
    named = set(re.findall(r"tour/([\w-]+\.\w+)", PAGE.read_text(encoding="utf-8")))
    assert {path.name for path in (desk / "tour").iterdir() if path.is_file()} == named
    assert "Deux thèmes" in (desk / "tour" / "two.svg").read_text(encoding="utf-8")
    assert "Vingt ans" in (desk / "tour" / "rapport.html").read_text(encoding="utf-8")


def test_every_function_in_the_table_is_there() -> None:
    from communique import plot  # noqa: PLC0415

    functions = re.findall(r"^\| `plot\.(\w+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted([*functions, "save"]) == sorted(plot.__all__)
