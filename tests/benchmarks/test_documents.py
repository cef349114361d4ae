"""Documents to measure on: other words in known clothes, the same bytes every time."""

from __future__ import annotations

from pathlib import Path

import documents
import pytest

from communique import read

#: A source for each producer: drawn by a word processor's stand-in, printed from HTML.
DRAWN, PRINTED = 0, 2
SOURCES = len(list((documents.SPECIMENS / "sources").glob("*.yaml")))


def test_a_number_is_a_document_and_no_two_hold_the_same_words() -> None:
    assert documents.varied(DRAWN) == documents.varied(DRAWN)
    one, other = (documents.varied(DRAWN + turn * SOURCES) for turn in (0, 1))
    assert one["name"] == other["name"]
    assert one["blocks"] != other["blocks"]


@pytest.mark.parametrize("number", [DRAWN, PRINTED])
def test_a_document_has_the_same_bytes_every_time_and_can_be_read(
    number: int, tmp_path: Path
) -> None:
    first, again = (documents.build(tmp_path / name, number + 1)[number] for name in ("a", "b"))
    assert first.read_bytes() == again.read_bytes()
    record = read(first)
    assert record.status == "ok", record.problem
    assert record.kind == "agenda"
    assert len(record.passages) >= 8
    assert record.agenda


def test_a_document_that_is_there_is_not_printed_again(tmp_path: Path) -> None:
    (path,) = documents.build(tmp_path, 1)
    path.write_bytes(b"kept")
    assert documents.build(tmp_path, 1) == [path]
    assert path.read_bytes() == b"kept"
