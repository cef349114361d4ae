"""Reading what was just drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from communique.extract import read
from communique.extract.layout import Page
from communique.extract.pages import read_pages
from communique.records import Document


@pytest.fixture
def read_bytes(tmp_path: Path) -> Callable[[bytes], Document]:
    """Read a file of these bytes into a record."""

    def reading(data: bytes, name: str = "file.pdf") -> Document:
        path = tmp_path / name
        path.write_bytes(data)
        return read(path)

    return reading


@pytest.fixture
def pages_of(tmp_path: Path) -> Callable[[bytes], list[Page]]:
    """Read the pages of a file of these bytes."""

    def reading(data: bytes) -> list[Page]:
        path = tmp_path / "file.pdf"
        path.write_bytes(data)
        return read_pages(path)

    return reading
