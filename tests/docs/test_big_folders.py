"""docs/big-folders.md as a reader takes it: its commands run and print what the page says."""

from __future__ import annotations

import re
import shutil
from dataclasses import fields
from pathlib import Path

import pytest
from desk import SHELL, put_command, ran

from communique.batch import events
from communique.cli.progress import NAMES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "big-folders.md").read_text(encoding="utf-8")
BLOCKS = re.compile(r"^```(?P<kind>[a-z]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[str]:
    return [match["text"] for match in BLOCKS.finditer(PAGE) if match["kind"] == kind]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the page's commands print, run one after the other in an empty folder."""
    desk = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "corpus" / "specimens", desk / "corpus" / "specimens")
    put_command(desk)
    return ran((*SHELL, "".join(blocks("sh"))), desk, seconds=300)


def test_the_plan_is_what_the_page_says(printed: str) -> None:
    plan = next(block for block in blocks("") if "files in all" in block)
    assert printed.endswith(plan)
    assert "25 documents that were read (" in printed


def test_the_log_is_what_the_page_says() -> None:
    log = next(block for block in blocks("") if '"event": "start"' in block)
    shown = dict(re.findall(r'^\{"event": "(\w+)", "elapsed": [\d.]+, (.*)\}$', log, re.MULTILINE))
    for kind, name in NAMES.items():
        assert f"| `{name}` |" in PAGE
        if name in shown:
            columns = re.findall(r'"(\w+)": ', shown[name])
            assert columns == [field.name for field in fields(getattr(events, kind))]
