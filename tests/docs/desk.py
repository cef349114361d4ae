"""A reader's desk: a folder where ``communique`` is a command and a page's blocks are run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

#: Runs the script that follows it, up to the first command that fails.
SHELL = ("bash", "-e", "-o", "pipefail", "-c")


def put_command(desk: Path) -> None:
    """Put a ``communique`` into the folder ``bin`` that is this one."""
    command = desk / "bin" / "communique"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m communique "$@"\n')
    command.chmod(0o755)


def ran(command: Sequence[str], desk: Path, *, seconds: int = 120, **setting: str) -> str:
    """What a command prints, run at the desk; ``setting`` are variables of its environment."""
    path = f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        cwd=desk,
        env={**os.environ, "PATH": path, "PYTHONUTF8": "1", **setting},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, f"{command[-1]}\n{done.stderr}"
    return done.stdout
