from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def taxonomy() -> Path:
    """A taxonomy of two themes, so that these tests do not hang on the real one."""
    return Path(__file__).parent / "taxonomy"
