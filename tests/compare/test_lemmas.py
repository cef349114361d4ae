"""Terms under their dictionary forms, and the themes that know them."""

from __future__ import annotations

import pandas as pd
import pytest
from compare_tables import Entry, Tables, tables
from hypothesis import given
from hypothesis import strategies as st

from communique.compare import candidates, terms
from communique.compare.candidates import COLUMNS, EXAMPLE_COLUMNS
from communique.compare.stop_words import general_words, stop_words
from communique.compare.words import words_of
from communique.errors import CommuniqueError
from communique.tag.normalise import lemma

FILLING = (
    "Delegates weighed how ministries fund common tasks.",
    "Progress was slow where money is scarce and tasks are large.",
    "Some wished for rules on costs, others for results.",
) * 2


def collection(special: dict[int, list[str]], language: str = "en") -> Tables:
    """Five documents a year, 2010 to 2019: the filling, and a year's own sentences."""
    entries: list[Entry] = []
    years: dict[str, int | None] = {}
    for year in range(2010, 2020):
        for copy in "abcde":
            name = f"d{year}{copy}"
            years[name] = year
            texts = FILLING + tuple(special.get(year, []))
            entries += [(name, "discussion", [], "", text) for text in texts]
    found = tables(years, entries)
    found.passages["language"] = language
    found.passages["page"] = 3
    return found


def found_in(given: Tables, year: int, **settings: object) -> pd.DataFrame:
    table = terms(given.documents, given.passages, given.tags, **settings)  # type: ignore[arg-type]
    return table[table["period"] == str(year)].set_index("term")


PORTALS = ["A citizen portal opened.", "Citizen portals grew.", "Shared citizen portals save."]


def test_inflected_forms_are_one_term_in_its_most_frequent_form() -> None:
    given = collection({2010: PORTALS * 2})
    found = found_in(given, 2010, lemma=lemma)
    assert found.loc["citizen portals", ["count", "documents"]].tolist() == [30, 5]
    assert "citizen portal" not in found.index
    apart = found_in(given, 2010)
    assert apart.loc["citizen portals", "count"] == 20


def test_forms_that_are_equally_frequent_are_shown_by_alphabet() -> None:
    given = collection({2010: PORTALS[:2]})
    assert "citizen portal" in found_in(given, 2010, lemma=lemma).index


def test_accents_are_kept_and_tell_words_apart() -> None:
    sentences = ["La stratégie numérique.", "Les stratégies numériques avancent."]
    found = found_in(collection({2010: sentences * 2}, "fr"), 2010, lemma=lemma)
    assert found.loc["stratégie numérique", "count"] == 20
    assert lemma("côte", "fr") != lemma("cote", "fr")


def test_contractions_are_the_same_small_word() -> None:
    sentences = ["La qualité du guichet compte.", "La qualité des guichets compte."]
    found = found_in(collection({2010: sentences * 2}, "fr"), 2010, lemma=lemma)
    assert found.loc["qualité des guichets", "count"] == 20


@pytest.mark.parametrize(
    ("word", "language", "form"),
    [
        ("Agencies", "en", "agency"),
        ("organizations", "en", "organisation"),
        ("co-ordination", "en", "coordination"),
        ("ministères", "fr", "ministère"),
        ("d'", "fr", "de"),
        ("Behörden", "de", "behörden"),
        ("~0", "en", "~0"),
        ("", "en", ""),
    ],
)
def test_dictionary_forms(word: str, language: str, form: str) -> None:
    assert lemma(word, language) == form


@given(st.text(max_size=20), st.sampled_from(["en", "fr", "de", ""]))
def test_any_word_has_a_form(word: str, language: str) -> None:
    assert lemma(word, language) == lemma(word, language)
    assert not lemma(word, language).isspace() or word.isspace()


def test_what_a_longer_term_holds_in_another_form_gives_way() -> None:
    found = found_in(collection({2010: PORTALS}), 2010, lemma=lemma)
    assert not {"citizen", "portal", "portals"} & set(found.index)


def test_general_words_make_no_term_of_their_own() -> None:
    sentences = ["Participants agreed; peer review.", "The participants agree; peer reviews."]
    assert set(found_in(collection({2010: sentences * 2}), 2010, lemma=lemma).index) == {
        "peer review"
    }


def test_the_flag_is_of_the_form_too() -> None:
    words = words_of(["Delegations took questionnaires home"], "en", lemma=lemma)
    flagged = dict(zip(words.vocabulary, words.general, strict=True))
    assert flagged == {
        "delegations": True,
        "took": False,
        "questionnaires": True,
        "home": False,
    }
    assert dict(zip(words.vocabulary, words.stop, strict=True))["took"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_lists_hold_dictionary_forms_that_differ(language: str) -> None:
    assert not stop_words(language) & general_words(language)
    assert general_words("de") == general_words("en") | general_words("fr")


def tagged(given: Tables, source: str, evidence: str) -> Tables:
    passage = given.passages["passage"].iloc[6]
    tags = pd.DataFrame(
        [(passage, "d2010a", "channels", evidence, source)],
        columns=["passage", "document", "theme", "evidence", "source"],
    )
    return Tables(given.documents, given.passages, tags)


def test_a_theme_knows_a_term_whose_form_stands_in_its_evidence() -> None:
    given = tagged(collection({2010: PORTALS}), "both", "Citizen portal")
    assert found_in(given, 2010, lemma=lemma).loc["citizen portals", "themes"] == "channels"


def test_what_a_model_takes_for_evidence_is_no_witness() -> None:
    given = tagged(collection({2010: PORTALS}), "model", "A citizen portal opened")
    assert found_in(given, 2010, lemma=lemma).loc["citizen portals", "themes"] == ""


def test_names_in_a_models_evidence_stay_names() -> None:
    given = collection({2010: ["In Ruritania portals grew.", "So Ruritania paid."]})
    clause = "In Ruritania portals grew"
    assert "ruritania" not in found_in(tagged(given, "model", clause), 2010).index
    assert "ruritania" in found_in(tagged(given, "rules", "Ruritania"), 2010).index


def test_a_theme_knows_a_term_that_its_patterns_match() -> None:
    def covers(term: str, language: str) -> list[str]:
        return ["channels"] if (term, language) == ("citizen portals", "en") else []

    given = collection({2010: PORTALS})
    found = found_in(given, 2010, lemma=lemma, covers=covers)
    assert found.loc["citizen portals", "themes"] == "channels"
    assert (found["themes"].drop("citizen portals") == "").all()


def proposed(given: Tables, **settings: object) -> pd.DataFrame:
    return candidates(given.documents, given.passages, given.tags, **settings)  # type: ignore[arg-type]


def test_candidates_are_the_terms_without_a_theme() -> None:
    given = tagged(
        collection({2010: [*PORTALS, *["Kiosks in villages, kiosks in towns."] * 2]}),
        "rules",
        "citizen portal",
    )
    table = terms(given.documents, given.passages, given.tags, lemma=lemma)
    found = proposed(given, lemma=lemma)
    expected = table[(table["themes"] == "") & (table["score"] > 0)].reset_index(drop=True)
    shared = ["period", "term", "score", "count", "documents"]
    pd.testing.assert_frame_equal(found[shared], expected[shared])
    assert "citizen portals" not in set(found["term"])
    assert len(found)


def test_examples_show_the_term_on_its_page() -> None:
    given = collection({2010: PORTALS})
    # of the fifteen passages that hold the term, one carries a theme, one is a priority
    given.passages.loc[8, "role"] = "priority"
    given.passages["page"] = range(1, len(given.passages) + 1)
    marks = tagged(given, "model", "x")
    (row,) = proposed(marks, lemma=lemma).query("term == 'citizen portals'").to_dict("records")
    assert (row["passages"], row["untagged"], row["near"]) == (15, 14, "channels")
    ids = [row["passage_1"], row["passage_2"], row["passage_3"]]
    assert ids == ["d2010a.0008", "d2010b.0015", "d2010c.0024"]
    assert [row["document_1"], row["document_2"]] == ["d2010a", "d2010b"]
    assert (row["text_1"], row["page_1"]) == (PORTALS[2], 9)


def test_fewer_passages_leave_examples_empty() -> None:
    given = collection({2010: ["citizen portal, " * 8]})
    given.passages.loc[given.passages["document"].isin(["d2010c", "d2010d", "d2010e"]), "role"] = (
        "procedural"
    )
    row = proposed(given, lemma=lemma).query("term == 'citizen portal'").iloc[0]
    assert row["document_2"] == "d2010b"
    assert (row["text_3"], row["passage_3"]) == ("", "")
    assert pd.isna(row["page_3"])


def test_candidates_of_nothing_have_their_columns() -> None:
    found = proposed(collection({}), lemma=lemma)
    assert len(found) == 0
    kinds = {str(name): str(kind) for name, kind in found.dtypes.items()}
    assert list(kinds)[: len(COLUMNS)] == list(COLUMNS)
    assert {name.rpartition("_")[0] for name in list(kinds)[len(COLUMNS) :]} == set(EXAMPLE_COLUMNS)


def test_passages_need_their_page() -> None:
    given = collection({2010: PORTALS})
    with pytest.raises(CommuniqueError, match="lacks the column page"):
        candidates(given.documents, given.passages.drop(columns="page"), given.tags)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_changes_no_candidate(seed: int) -> None:
    given = tagged(collection({2010: PORTALS}), "model", "x")
    pd.testing.assert_frame_equal(
        proposed(given, lemma=lemma), proposed(given.shuffled(seed), lemma=lemma)
    )
