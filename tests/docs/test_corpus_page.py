"""corpus/README.md: the counts that it gives are those of the sources."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
ROWS = dict(
    re.findall(
        r"^\| ([^|]+?) \| ([^|]+?) \|$",
        (CORPUS / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
)


def sources() -> list[dict[str, object]]:
    return [
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for path in sorted((CORPUS / "specimens" / "sources").glob("*.yaml"))
    ]


def counts(key: str, *, cover: bool = False) -> Counter[str]:
    """How many sources have which value of a key, of the source or of its cover."""
    found: Counter[str] = Counter()
    for source in sources():
        place = source["document"] if cover else source
        assert isinstance(place, dict)
        found[str(place[key])] += 1
    return found


@pytest.mark.parametrize(
    ("row", "key", "value"),
    [
        ("agendas", "kind", "agenda"),
        ("summaries", "kind", "summary"),
        ("records", "kind", "record"),
        ("communiqués", "kind", "communique"),
        ("issues papers", "kind", "issues-paper"),
        ("lists of participants", "kind", "list"),
        ("in English", "language", "en"),
        ("in French", "language", "fr"),
        ("in both", "language", "en;fr"),
    ],
)
def test_kinds_and_languages(row: str, key: str, value: str) -> None:
    assert int(ROWS[row]) == counts(key, cover=True)[value]


@pytest.mark.parametrize(
    ("row", "producer"),
    [
        ("made with a word processor (LibreOffice)", "libreoffice"),
        ("made with an HTML engine (WeasyPrint)", "html"),
        ("made with a drawing library (ReportLab)", "drawing"),
    ],
)
def test_producers(row: str, producer: str) -> None:
    assert int(ROWS[row]) == counts("producer")[producer]


def test_totals() -> None:
    text = (CORPUS / "README.md").read_text(encoding="utf-8")
    every = sources()
    assert f"holds {len(every)} PDFs" in text
    assert len(every) == len(list((CORPUS / "specimens").glob("*.pdf")))
    assert int(ROWS["looks"]) == len({(s["producer"], s["look"]) for s in every})
    years = sorted(counts("year", cover=True))
    assert ROWS["meeting years"] == f"{len(years)}, from {years[0]} to {years[-1]}"


def test_the_record_is_described_as_it_is() -> None:
    text = (CORPUS / "README.md").read_text(encoding="utf-8")
    described = text.partition("A record has")[2]
    for part in ("file", "documents", "agenda", "people", "passages", "furniture", "private"):
        assert f"`{part}`" in described
