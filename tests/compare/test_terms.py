from __future__ import annotations

import pandas as pd
import pytest
from compare_tables import Entry, Tables, tables

from communique.compare import terms
from communique.compare.terms import COLUMNS
from communique.export.schema import TERMS
from communique.export.tables import frame_rows, table_text

FILLING = (
    "Delegates discussed how offices could work with one another on common questions.",
    "Progress was slow where the means were small and the tasks large.",
    "Some wished for a longer exchange on costs, others on results.",
)


def collection(special: dict[int, list[str]], copies: int = 3, language: str = "en") -> Tables:
    """Three documents a year with the same filling, each with the year's own sentences."""
    entries: list[Entry] = []
    years: dict[str, int | None] = {}
    for year, sentences in special.items():
        for copy in range(copies):
            name = f"d{year}{copy}"
            years[name] = year
            entries += [(name, "discussion", [], "", text) for text in FILLING + tuple(sentences)]
    found = tables(years, entries)
    found.passages["language"] = language
    return found


def terms_of(given: Tables, **settings: object) -> pd.DataFrame:
    return terms(given.documents, given.passages, given.tags, **settings)  # type: ignore[arg-type]


CLOUD = (
    "The cloud broker was asked for guidance on shared hosting; a cloud broker saves, "
    "guidance on shared hosting helps."
)
MOBILE = "Mobile kiosks reach villages, and mobile kiosks were tried in 14 places by Ms Anna Berg."
OTHER = "Ministries signed the pact in a spirit of trust."


def test_terms_are_those_of_their_year_with_counts() -> None:
    found = terms_of(collection({2010: [CLOUD], 2011: [MOBILE], 2012: [OTHER]}))
    cloud = found[found["period"] == "2010"].set_index("term")
    assert cloud.loc["cloud broker", ["count", "documents"]].tolist() == [6, 3]
    assert "shared hosting" in cloud.index
    assert (found["score"].abs() >= 1.96).all()
    mobile = set(found.loc[found["period"] == "2011", "term"])
    assert "mobile kiosks" in mobile
    assert not mobile & {"anna", "berg", "ms", "anna berg", "14"}


def test_a_word_only_met_in_a_phrase_gives_way_to_the_phrase() -> None:
    found = set(terms_of(collection({2010: [CLOUD], 2011: [MOBILE], 2012: [OTHER]}))["term"])
    assert "cloud broker" in found
    assert not found & {"cloud", "broker"}


def test_no_term_begins_or_ends_with_a_stop_word_or_reaches_over_a_sign() -> None:
    found = set(terms_of(collection({2010: [CLOUD], 2011: [MOBILE], 2012: [OTHER]}))["term"])
    assert "guidance on shared" in found
    assert not any(term.split()[0] in {"the", "a", "on"} for term in found)
    assert not any("hosting a" in term or "villages and" in term for term in found)


def test_what_nearly_all_documents_say_is_boilerplate() -> None:
    special = {year: [OTHER] * (9 if year == 2010 else 1) for year in (2010, 2011, 2012)}
    assert not len(terms_of(collection(special)))
    special[2011] = special[2012] = []
    assert "spirit of trust" in set(terms_of(collection(special))["term"])


def test_one_passage_is_not_enough() -> None:
    once = collection({2010: ["zeal " * 30], 2011: [], 2012: []}, copies=1)
    assert "zeal" not in set(terms_of(once)["term"])
    twice = collection({2010: ["zeal " * 15] * 2, 2011: [], 2012: []}, copies=1)
    assert "zeal" in {word for term in terms_of(twice)["term"] for word in term.split()}


def test_a_french_year_does_not_stand_out_by_its_french() -> None:
    english = collection({2010: [CLOUD], 2011: [OTHER], 2012: []})
    french = collection({2013: ["La simplification des démarches avance partout en France."]})
    french.passages["language"] = "fr"
    both = Tables(
        *(
            pd.concat([getattr(english, name), getattr(french, name)])
            for name in ("documents", "passages", "tags")
        )
    )
    both.documents["sha256"] = ""
    found = terms_of(both)
    assert set(found["period"]) <= {"2010", "2011", "2012"}
    assert len(found)


def test_french_phrases_keep_their_accents_and_elisions() -> None:
    sentence = "La stratégie d’identité numérique est prête, et la stratégie d'identité compte."
    found = terms_of(collection({2010: [sentence], 2011: [], 2012: []}, language="fr"))
    assert "stratégie d'identité" in set(found["term"])


def test_themes_are_those_whose_evidence_holds_the_term() -> None:
    given = collection({2010: [CLOUD], 2011: [MOBILE], 2012: [OTHER]})
    passage = given.passages["passage"].iloc[0]
    marks = [
        (passage, "d20100", "interoperability", "Shared  hosting"),
        (passage, "d20100", "data", "of shared hosting there"),
        (passage, "d20100", "skills", "hosting"),
    ]
    tags = pd.DataFrame(marks, columns=given.tags.columns)
    found = terms_of(Tables(given.documents, given.passages, tags)).set_index("term")["themes"]
    assert found["shared hosting"] == "data; interoperability"
    assert found["cloud broker"] == ""


def test_passages_without_weight_are_not_counted() -> None:
    given = collection({2010: [CLOUD], 2011: [MOBILE], 2012: [OTHER]})
    given.passages.loc[given.passages["text"] == CLOUD, "role"] = "procedural"
    assert "cloud broker" not in set(terms_of(given)["term"])
    assert "cloud broker" in set(terms_of(given, weights={"procedural": 1})["term"])


def test_the_farthest_come_first_and_no_more_than_asked_for() -> None:
    given = collection({2010: [CLOUD], 2011: [MOBILE], 2012: [OTHER]})
    every = terms_of(given)
    assert every["period"].is_monotonic_increasing
    for _, own in every.groupby("period"):
        assert own["score"].abs().is_monotonic_decreasing
    two = terms_of(given, most=2)
    expected = every.groupby("period").head(2).reset_index(drop=True)
    pd.testing.assert_frame_equal(two, expected)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_changes_no_byte(seed: int) -> None:
    given = collection({2010: [CLOUD], 2011: [MOBILE], 2012: [OTHER]})
    one, other = (
        table_text(TERMS, frame_rows("terms", terms_of(each)).tables["terms"])
        for each in (given, given.shuffled(seed))
    )
    assert one == other


@pytest.mark.parametrize("special", [{}, {2010: []}, {2010: [CLOUD]}])
def test_without_another_period_there_are_no_terms(special: dict[int, list[str]]) -> None:
    found = terms_of(collection(special))
    assert not len(found)
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == COLUMNS
