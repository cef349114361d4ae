"""The set of specimens: what there is of each kind, and that none can be taken for real."""

from __future__ import annotations

import importlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
import yaml

from communique.records import KINDS

SPECIMENS = Path(__file__).resolve().parents[2] / "corpus" / "specimens"
NAMES = sorted(path.stem for path in SPECIMENS.glob("*.pdf"))


def source(name: str) -> dict[str, Any]:
    text = (SPECIMENS / "sources" / f"{name}.yaml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def page_texts(name: str) -> list[str]:
    with pdfium.PdfDocument(SPECIMENS / f"{name}.pdf") as pdf:
        texts = []
        for page in pdf:
            content = page.get_textpage()
            texts.append(" ".join(content.get_text_range().split()))
            content.close()
            page.close()
        return texts


def test_every_pdf_has_its_source_and_its_expected_record() -> None:
    assert [path.stem for path in sorted((SPECIMENS / "sources").glob("*.yaml"))] == NAMES
    assert [path.stem for path in sorted((SPECIMENS / "expected").glob("*.json"))] == NAMES
    for name in NAMES:
        record = json.loads((SPECIMENS / "expected" / f"{name}.json").read_text(encoding="utf-8"))
        assert record["file"] == f"{name}.pdf"


@pytest.mark.parametrize("name", NAMES)
def test_a_specimen_says_on_its_pages_that_it_is_one(name: str) -> None:
    text = "".join(" ".join(page_texts(name)).casefold().replace("’", "'").split())
    says = ("specimen–notanoecddocument", "spécimen–cen'estpasundocumentdel'ocde")
    assert any(form in text for form in says)


@pytest.mark.parametrize("name", NAMES)
def test_a_specimen_has_two_to_eight_pages_with_text(name: str) -> None:
    texts = page_texts(name)
    assert 2 <= len(texts) <= 8
    assert all(len(text.split()) >= 20 for text in texts)
    assert (SPECIMENS / f"{name}.pdf").stat().st_size <= 150_000


@pytest.mark.parametrize("name", NAMES)
def test_the_expected_record_follows_from_the_source(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(SPECIMENS))
    derive = importlib.import_module("gold").derive
    load = importlib.import_module("source").load
    derived = derive(load(SPECIMENS / "sources" / f"{name}.yaml"), SPECIMENS / f"{name}.pdf")
    committed = (SPECIMENS / "expected" / f"{name}.json").read_text(encoding="utf-8")
    assert json.loads(json.dumps(derived)) == json.loads(committed)


def test_the_set_is_as_varied_as_the_documents_are() -> None:
    sources = {name: source(name) for name in NAMES}
    covers = [loaded["document"] for loaded in sources.values()]
    assert len(NAMES) >= 24
    years = {int(cover["year"]) for cover in covers}
    assert len(years) >= 9
    assert (min(years), max(years)) == (2001, 2021)
    languages = Counter(cover["language"] for cover in covers)
    assert languages["fr"] >= 5
    assert sum(count for language, count in languages.items() if ";" in language) >= 2
    assert len({loaded["producer"] for loaded in sources.values()}) >= 3
    assert len({loaded["look"] for loaded in sources.values()}) >= 5
    kinds = {cover["kind"] for cover in covers}
    assert kinds <= set(KINDS)
    assert len(kinds) >= 5


def test_three_programs_made_the_pdfs() -> None:
    made_by = set()
    for name in NAMES:
        with pdfium.PdfDocument(SPECIMENS / f"{name}.pdf") as pdf:
            made_by.add(pdf.get_metadata_dict().get("Producer", "").split(" ")[0])
    assert len(made_by) >= 3
