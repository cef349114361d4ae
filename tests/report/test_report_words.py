from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

import communique.report
from communique.errors import CommuniqueError
from communique.export.schema import DOCUMENTS
from communique.records import KINDS, ROLES
from communique.report.wording import Wording, phrases

FOLDER = Path(communique.report.__file__).parent


def blanks(phrase: Any) -> set[str]:
    texts = phrase.values() if isinstance(phrase, dict) else [phrase]
    return {blank for text in texts for blank in re.findall(r"\{(\w+)\}", str(text))}


def test_both_languages_say_the_same_things() -> None:
    english, french = phrases("en"), phrases("fr")
    assert list(english) == list(french)
    for key in english:
        assert isinstance(english[key], type(french[key])), key
        if key != "reasons":  # which are English before they are told
            assert blanks(english[key]) == blanks(french[key]), key
        if key != "reasons" and isinstance(english[key], dict):
            assert english[key].keys() == french[key].keys(), key


def test_every_phrase_is_used_and_every_used_phrase_is_there() -> None:
    files = [*FOLDER.glob("*.py"), *(FOLDER / "template").iterdir()]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    unused = {key for key in phrases("en") if f'"{key}"' not in text}
    unused -= {key for key in unused if f"say('{key}')" in text}
    built = {f"filter {name}" for name in ("kind", "language", "role")}
    built |= {f"unit {name}" for name in ("documents", "sections", "passages")}
    built |= {f"first is {name}" for name in ("sure", "near", "open")}
    assert unused - built == set()
    said = set(re.findall(r'say\(\s*"([^"]+)"', text))
    assert said
    assert said - set(phrases("en")) == set()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_codes_have_names(language: str) -> None:
    say = Wording(language)
    assert say.names("kinds").keys() == set(KINDS)
    assert say.names("roles").keys() == set(ROLES)
    statuses = next(column.values for column in DOCUMENTS.columns if column.name == "status")
    assert say.names("statuses").keys() == set(statuses)
    assert say.name("kinds", "poem") == "poem"


def test_what_fills_a_blank_is_escaped_unless_it_is_markup() -> None:
    say = Wording("en")
    assert say("follow", themes="<b>") == "Then follow &lt;b&gt;."
    assert say("follow", themes=Markup("<b>x</b>")) == "Then follow <b>x</b>."
    assert say.enumerate(["a", "b", "<c>"]) == "a, b and &lt;c&gt;"
    assert say.enumerate(["a"]) == "a"
    assert say.enumerate([]) == ""


def test_numbers_are_written_as_the_language_writes_them() -> None:
    english, french = Wording("en"), Wording("fr")
    assert english.figures.percent(0.125, 1) == "12.5%"
    assert french.figures.percent(0.125, 1) == "12,5\u202f%"
    assert french.figures.percents(0.02, 0.3) == "2–30\u202f%"
    assert english.figures.points(-0.031) == "−3"
    assert [english.figures.points(value) for value in (0.001, -0.001, 0.04)] == ["0", "0", "+4"]
    assert english("cell passages", count=0) == "0 passages"
    assert french("cell passages", count=0) == "0 passage"
    assert "\u202f;" in french("method interval") or "\u00a0:" in french("method interval")


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(CommuniqueError, match="choose en or fr"):
        Wording("de")


def test_reasons_are_told_in_french() -> None:
    say = Wording("fr")
    assert say.reason("could not be read") == "n’a pu être lu"
    assert say.reason("has the same content as a-1") == "a le même contenu que a-1"
    assert say.reason("else") == "else"
    other = "is of the kind issues-paper, which was not asked for"
    assert say.reason(other) == "est du type Document de réflexion, qui n’a pas été demandé"
    assert say.reason("is of 2006, which is in no period").startswith("est de 2006, qui")
    assert Wording("en").reason(other) == other


SPANS = ("2001-2005", "2006-2010")


@pytest.mark.parametrize(("language", "year"), [("en", "year"), ("fr", "année")])
def test_periods_of_several_years_are_not_called_years(language: str, year: str) -> None:
    years, spans = Wording(language, ("2001", "2002")), Wording(language, SPANS)
    codes = {key for key, phrase in phrases(language).items() if isinstance(phrase, dict)}
    codes -= {key for key in codes if "one" in phrases(language)[key]}
    said = {key: str(spans.raw(key)) for key in phrases(language).keys() - codes}
    assert {key for key, phrase in said.items() if year in phrase.lower()} == {"year", "nothing"}
    changed = {key for key, phrase in said.items() if phrase != str(years.raw(key))}
    assert {"first one", "heat", "evidence none", "method limits"} <= changed
    for key in said:  # blanks are not words
        assert blanks(spans.raw(key)) == blanks(phrases(language)[key]), key


def test_french_articles_follow_the_word() -> None:
    spans = Wording("fr", SPANS)
    assert spans("no earlier") == (
        "Il n’y a pas de période antérieure avec des passages à comparer."
    )
    assert "le poids des passages de la période qui" in spans("method lead")
