from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.export.bibtex import bibtex_text, escaped
from communique.export.csl import csl_text
from communique.export.load import Dataset
from communique.export.references import Reference, references

PARIS = Reference(
    key="paris-1",
    author="OECD",
    title="Summary record",
    number="GOV/PGC/EGOV/M(2004)1",
    genre="Summary record",
    publisher="Public Governance Committee",
    issued=(2004, 12, 17),
    meeting="Network of officials",
    start=date(2004, 11, 8),
    end=date(2004, 11, 9),
    city="Paris",
    languages=("en", "fr"),
)
TEXTS = st.text(st.characters(exclude_categories=["C"]), max_size=60)


def entries(text: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Type, key and fields of each entry, read as BibTeX does: by counting braces."""
    place = 0
    while (place := text.find("@", place)) >= 0:
        head = re.compile(r"@(\w+)\{([^,]+),").match(text, place)
        assert head is not None
        place = head.end()
        fields = {}
        while field := re.compile(r"\s*(\w+) = (?:([a-z]+)|(?=\{))").match(text, place):
            start = place = field.end()
            depth = 0
            while field[2] is None and (place == start or depth):
                depth += {"{": 1, "}": -1}.get(text[place], 0)
                place += 1
            fields[field[1]] = field[2] or text[start + 1 : place - 1]
            assert text[place] == ","
            place += 1
        assert text[place : place + 2] == "\n}"
        yield head[1], head[2], fields


def printed(latex: str) -> str:
    """What LaTeX prints of an escaped text."""
    names = {
        "textbackslash": "\\",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciitilde": "~",
        "textasciicircum": "^",
    }
    return re.sub(r"\\(?:([a-z]+)\{\}|(.))", lambda m: names[m[1]] if m[1] else m[2], latex)


def test_a_reference_has_what_the_cover_says(data: Dataset) -> None:
    seoul, paris = references(data.documents)
    assert (seoul.key, seoul.author, seoul.number) == ("seoul-1", "OECD", "GOV/PGC/EGOV/A(2004)2")
    assert (seoul.genre, seoul.publisher) == ("Agenda", "Public Governance Committee")
    assert (seoul.issued, seoul.languages) == ((2004, 6), ("en",))
    assert (seoul.start, seoul.end) == (date(2004, 7, 14), date(2004, 7, 15))
    assert (paris.author, paris.publisher, paris.issued) == ("OCDE", "OCDE", (2003, 12))


def test_what_could_not_be_read_or_is_there_twice_is_left_out(data: Dataset) -> None:
    # seoul-1 and seoul-2 have the same content; 2004/Séoul… comes after 2004/copy.pdf
    kept = [reference.key for reference in references(data.documents)]
    assert "broken-4" not in kept
    assert len({"seoul-1", "seoul-2"} & set(kept)) == 1


def test_keys_are_the_ids_whatever_else_there_is(data: Dataset) -> None:
    alone = references(data.documents.iloc[2:])
    assert [reference.key for reference in alone] == ["paris-3"]
    assert alone[0] in references(data.documents)


def test_ids_that_cannot_be_keys_get_keys_of_their_own(data: Dataset) -> None:
    odd = data.documents.iloc[[2, 2, 2]].assign(
        document=["Réunion, 1", "Réunion: 1", "}"], sha256=["4" * 64, "5" * 64, "6" * 64]
    )
    keys = [reference.key for reference in references(odd)]
    assert len(set(keys)) == 3
    assert all(re.fullmatch(r"[a-z0-9-]+", key) for key in keys)
    assert [reference.key for reference in references(odd.iloc[::-1])] == keys[::-1]


def test_bibtex_has_the_fields_that_programs_read() -> None:
    ((kind, key, fields),) = entries(bibtex_text([PARIS]))
    assert (kind, key) == ("techreport", "paris-1")
    assert fields == {
        "author": "{OECD}",
        "title": "{Summary record}",
        "institution": "{Public Governance Committee}",
        "type": "Summary record",
        "number": "GOV/PGC/EGOV/M(2004)1",
        "year": "2004",
        "month": "dec",
        "note": "Meeting in Paris, 8--9 November 2004",
        "eventtitle": "Network of officials",
        "eventdate": "2004-11-08/2004-11-09",
        "venue": "Paris",
        "language": "english and french",
        "langid": "english",
    }


@pytest.mark.parametrize(
    ("start", "end", "city", "note"),
    [
        (date(2004, 1, 2), None, "Paris", "Meeting in Paris, 2 January 2004"),
        (date(2004, 1, 31), date(2004, 2, 1), "", "Meeting of 31 January--1 February 2004"),
        (date(2003, 12, 31), date(2004, 1, 1), "", "Meeting of 31 December 2003--1 January 2004"),
        (None, None, "Paris", "Meeting in Paris"),
        (None, None, "", None),
    ],
)
def test_the_meeting_is_named(
    start: date | None, end: date | None, city: str, note: str | None
) -> None:
    reference = replace(PARIS, start=start, end=end, city=city)
    ((_, _, fields),) = entries(bibtex_text([reference]))
    assert fields.get("note") == note


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_title_comes_back_from_bibtex(titles: list[str]) -> None:
    given = [replace(PARIS, key=f"k{n}", title=title) for n, title in enumerate(titles)]
    found = [fields["title"] for _, _, fields in entries(bibtex_text(given))]
    assert [printed(title)[1:-1] for title in found] == titles


@given(TEXTS)
def test_what_is_escaped_holds_no_bare_sign_of_latex(text: str) -> None:
    bare = re.sub(r"\\textbackslash\{\}|\\text[a-z]+\{\}|\\[#$%&_]", "", escaped(text))
    assert not set(bare) & set("\\{}#$%&_~^")


def test_csl_has_the_variables_that_programs_read() -> None:
    (item,) = json.loads(csl_text([PARIS]))
    assert item == {
        "id": "paris-1",
        "type": "report",
        "author": [{"literal": "OECD"}],
        "title": "Summary record",
        "number": "GOV/PGC/EGOV/M(2004)1",
        "genre": "Summary record",
        "publisher": "Public Governance Committee",
        "issued": {"date-parts": [[2004, 12, 17]]},
        "event-title": "Network of officials",
        "event-date": {"date-parts": [[2004, 11, 8], [2004, 11, 9]]},
        "event-place": "Paris",
        "language": "en",
    }


def test_what_is_unknown_is_left_out() -> None:
    bare = Reference("k", "OECD", "T", "", "", "OECD", (), "", None, None, "", ())
    ((_, _, fields),) = entries(bibtex_text([bare]))
    assert fields == {"author": "{OECD}", "title": "{T}", "institution": "{OECD}"}
    (item,) = json.loads(csl_text([bare]))
    assert set(item) == {"id", "type", "author", "title", "publisher"}
