from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Call

from communique.cli import main


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the command line: exit code, output, complaints."""

    def called(*arguments: str | Path | int) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return int(left.value.code or 0), printed.out, printed.err

    return called
