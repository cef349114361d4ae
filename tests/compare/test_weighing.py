from __future__ import annotations

import math

import pandas as pd
import pytest
from compare_tables import Tables, tables

from communique.compare import role_weights
from communique.compare.weighing import weigh
from communique.errors import CommuniqueError
from communique.records import ROLE_WEIGHTS


def three() -> Tables:
    return tables(
        {"a": 2004, "b": 2004, "c": None},
        [
            ("a", "priority", ["skills"]),
            ("a", "procedural", ["data"]),
            ("b", "discussion", []),
            ("c", "session", ["legal"]),
        ],
    )


def test_passages_have_the_weight_of_their_role_and_those_of_weight_0_are_left_out() -> None:
    given = three()
    found = weigh(given.documents, given.passages, given.tags)
    assert found.passages["passage"].tolist() == ["a.0000", "b.0002"]
    assert found.passages["weight"].tolist() == [3.0, 1.0]
    assert found.tags.to_dict("records") == [{"passage": "a.0000", "theme": "skills"}]


def test_a_given_weight_replaces_the_default_of_its_role_alone() -> None:
    assert role_weights({"procedural": 2}) == ROLE_WEIGHTS | {"procedural": 2.0}
    given = three()
    found = weigh(given.documents, given.passages, given.tags, {"priority": 0, "procedural": 2})
    assert found.passages["weight"].tolist() == [2.0, 1.0]


@pytest.mark.parametrize("weight", [-1, math.nan, math.inf, "3", None])
def test_an_impossible_weight_is_refused(weight: float) -> None:
    with pytest.raises(CommuniqueError, match="weight of priority"):
        role_weights({"priority": weight})


def test_a_weight_for_an_unknown_role_is_refused_by_name() -> None:
    with pytest.raises(CommuniqueError, match=r"no role 'prioriti'.*follow_up"):
        role_weights({"prioriti": 3})


def test_weights_that_leave_nothing_are_refused() -> None:
    with pytest.raises(CommuniqueError, match="weigh 0"):
        role_weights(dict.fromkeys(ROLE_WEIGHTS, 0))


@pytest.mark.parametrize("role", ["minutes", "", None])
def test_an_unknown_role_of_a_passage_is_an_error_and_no_silent_zero(role: str | None) -> None:
    given = three()
    given.passages.loc[0, "role"] = role
    with pytest.raises(CommuniqueError, match="no weight for the role"):
        weigh(given.documents, given.passages, given.tags)


def test_documents_that_do_not_count_are_named_with_the_reason() -> None:
    given = tables(
        dict.fromkeys("abdef", 2004) | {"c": None}, [(d, "session", []) for d in "abdef"]
    )
    table = given.documents.set_index("document")
    table.loc["b", "sha256"] = table.loc["a", "sha256"]
    table.loc["d", "status"] = "failed"
    table.loc["e", "kind"] = "list"
    found = weigh(table.reset_index(), given.passages, given.tags)
    assert found.left_out == {
        "b": "has the same content as a",
        "c": "names no year",
        "d": "could not be read",
        "e": "is a list of participants or documents",
    }
    assert set(found.passages["document"]) == {"a", "f"}


def test_a_failed_copy_does_not_take_the_place_of_one_that_was_read() -> None:
    given = tables({"a": 2004, "b": 2004}, [("b", "session", [])])
    given.documents["sha256"] = "0" * 64
    given.documents.loc[0, "status"] = "failed"
    found = weigh(given.documents, given.passages, given.tags)
    assert found.left_out == {"a": "could not be read"}
    assert found.passages["document"].tolist() == ["b"]


def test_which_copy_counts_does_not_depend_on_the_order_of_rows() -> None:
    given = tables({"b": 2004, "a": 2005}, [("a", "session", []), ("b", "session", [])])
    given.documents["sha256"] = "0" * 64
    for documents in (given.documents, given.documents[::-1]):
        assert list(weigh(documents, given.passages, given.tags).left_out) == ["b"]


def test_unknown_hashes_are_no_same_content() -> None:
    given = three()
    given.documents["sha256"] = ""
    assert weigh(given.documents, given.passages, given.tags).left_out == {"c": "names no year"}


def test_without_documents_the_years_are_those_of_the_passages_or_the_tags() -> None:
    given = three()
    years = given.passages["document"].map({"a": 2004, "b": 2005, "c": 2006})
    found = weigh(None, given.passages.assign(year=years), given.tags)
    assert found.periods == ("2004", "2005", "2006")
    tags = given.tags.assign(year=2007)
    found = weigh(None, given.passages, tags)
    assert found.periods == ("2007",)
    assert found.left_out == {"b": "names no year"}


@pytest.mark.parametrize("table", ["documents", "passages", "tags"])
def test_a_missing_column_is_named(table: str) -> None:
    given = three()
    column = {"documents": "year", "passages": "role", "tags": "theme"}[table]
    frames = {name: getattr(given, name) for name in ("documents", "passages", "tags")}
    frames[table] = frames[table].drop(columns=column)
    with pytest.raises(CommuniqueError, match=f"{table} lacks the column {column}"):
        weigh(**frames)


def test_tables_that_do_not_belong_together_are_refused() -> None:
    given = three()
    stray = pd.DataFrame({"passage": ["z.1"], "theme": ["data"]})
    with pytest.raises(CommuniqueError, match=r"passage 'z\.1'"):
        weigh(given.documents, given.passages, pd.concat([given.tags, stray]))
    with pytest.raises(CommuniqueError, match="document 'c'"):
        weigh(given.documents.query("document != 'c'"), given.passages, given.tags)
    with pytest.raises(CommuniqueError, match=r"'a\.0000' twice"):
        weigh(given.documents, pd.concat([given.passages, given.passages[:1]]), given.tags)
