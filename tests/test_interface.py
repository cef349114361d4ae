"""The package as its users meet it: its functions, its components, its types."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources
from pathlib import Path

import pandas as pd
import pytest

import communique
from communique.errors import CommuniqueError
from communique.records import Box, Document, Passage, Tag

PASSAGES = pd.DataFrame(
    {
        "passage": ["a.1", "a.2"],
        "document": "a",
        "role": ["priority", "discussion"],
        "language": ["en", "fr"],
        "year": pd.array([2004, None], dtype="Int64"),
        "text": ["Open data for all.", None],
    }
)


def python(code: str) -> str:
    """What a fresh interpreter prints, warnings being errors."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("first", ["pass", "import communique.tag", "import communique.compare"])
def test_packages_can_be_called_whatever_was_imported_before(first: str) -> None:
    code = (
        f"{first}\nimport communique\n"
        "print([tag.theme for tag in communique.tag(['Open data.'])])\n"
        "print(callable(communique.compare), communique.tag.Tagger.__name__)\n"
    )
    assert python(code) == "['data', 'openness']\nTrue Tagger\n"


def test_a_table_is_tagged_by_its_columns() -> None:
    tags = communique.tag(PASSAGES)
    assert [(tag.passage, tag.document, tag.year, tag.theme) for tag in tags] == [
        ("a.1", "a", 2004, "data"),
        ("a.1", "a", 2004, "openness"),
    ]


def test_a_document_and_its_passages_are_tagged() -> None:
    passage = Passage(3, 1, Box(0, 0, 1, 1), "Open data for all.", language="en")
    document = Document("d", "d.pdf", "0", year=2004, passages=(passage,))
    assert {(tag.passage, tag.year) for tag in communique.tag(document)} == {("d.3", 2004)}
    assert {(tag.passage, tag.year) for tag in communique.tag(document.passages)} == {("3", None)}


def test_what_is_no_list_of_passages_is_refused() -> None:
    with pytest.raises(TypeError, match="in brackets"):
        communique.tag("Open data for all.")
    with pytest.raises(CommuniqueError, match="lacks the column text"):
        communique.tag(PASSAGES[["passage"]])


def test_tags_are_compared_as_they_come() -> None:
    tags = pd.DataFrame([Tag("a.1", "a", 2004, "data", 0.9, "rules", "data", 5, 9)])
    found = communique.compare(tags, PASSAGES.assign(year=2004), draws=100)
    assert found[["period", "theme", "share"]].to_dict("records") == [
        {"period": "2004", "theme": "data", "share": 0.75}
    ]


def test_spacy_finds_the_components_by_name() -> None:
    code = (
        "import spacy\n"
        "nlp = spacy.blank('en')\n"
        "nlp.add_pipe('communique_normalise')\n"
        "nlp.add_pipe('communique_themes')\n"
        "doc = nlp('Agencies share a common platform.')\n"
        "print({span.label_ for span in doc.spans['themes']})\n"
    )
    assert python(code) == "{'interoperability'}\n"


def test_tagging_does_not_load_spacy() -> None:
    code = (
        "import sys, communique\n"
        "tags = communique.tag(['Agencies share a common platform.'], tagger='fast')\n"
        "print(bool(tags), 'spacy' in sys.modules)\n"
    )
    assert python(code) == "True False\n"


@pytest.mark.parametrize("package", ["communique", "communique_models"])
def test_the_packages_say_that_they_are_typed(package: str) -> None:
    assert resources.files(package).joinpath("py.typed").is_file()


def test_every_name_that_is_offered_is_there() -> None:
    assert {name for name in communique.__all__ if not hasattr(communique, name)} == set()
    assert set(communique.__all__) <= set(dir(communique))
    with pytest.raises(AttributeError, match="absent"):
        communique.absent  # noqa: B018
    assert Path(communique.__file__).parent.name == "communique"
