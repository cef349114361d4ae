from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest
from compare_tables import Entry, Tables, tables
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.compare import compare, priorities
from communique.compare.priorities import COLUMNS
from communique.compare.shares import weighted_shares
from communique.export.schema import PRIORITIES
from communique.export.tables import frame_rows, table_text
from communique.records import ROLES

THEMES = ("data", "legal", "skills", "strategy")


def collection(seed: int, years: int = 3, documents: int = 3, length: int = 12) -> Tables:
    """Documents whose every passage carries exactly one theme."""
    random = np.random.default_rng(seed)
    of = {f"d{n:02}": 2004 + n % years for n in range(years * documents)}
    entries: list[Entry] = [
        (name, str(random.choice(ROLES[:-1])), [str(random.choice(THEMES))])
        for name in of
        for _ in range(length)
    ]
    return tables(of, entries)


def priorities_of(given: Tables, **settings: object) -> pd.DataFrame:
    return priorities(given.documents, given.passages, given.tags, draws=200, **settings)  # type: ignore[arg-type]


@settings(max_examples=15)
@given(st.integers(0, 1000))
def test_shares_of_a_coding_with_one_theme_each_sum_to_1(seed: int) -> None:
    found = priorities_of(collection(seed))
    assert found.groupby("period")["share"].sum().tolist() == pytest.approx([1, 1, 1])
    assert found.groupby("period")["change"].sum(min_count=1).dropna().tolist() == pytest.approx(
        [0, 0]
    )


@settings(max_examples=10)
@given(st.integers(0, 1000), st.integers(0, 1000))
def test_the_order_of_rows_changes_no_byte(seed: int, mix: int) -> None:
    given_tables = collection(seed)
    texts = {
        table_text(PRIORITIES, frame_rows("priorities", priorities_of(each)).tables["priorities"])
        for each in (given_tables, given_tables.shuffled(mix))
    }
    assert len(texts) == 1


def test_weights_count_by_their_proportions_alone() -> None:
    weights = {role: 2.0 for role in ROLES if role != "procedural"}
    given_tables = collection(1)
    one = priorities_of(given_tables, weights=weights)
    other = priorities_of(given_tables, weights=dict.fromkeys(weights, 0.3))
    pd.testing.assert_frame_equal(one, other, check_exact=False, rtol=1e-9)


def test_weights_by_hand() -> None:
    given_tables = tables(
        {"a": 2004},
        [("a", "priority", ["data"]), ("a", "question", ["data", "legal"]), ("a", "session", [])],
    )
    found = priorities_of(given_tables).set_index("theme")
    assert found["share"].to_dict() == pytest.approx({"data": 4 / 6, "legal": 1 / 6})
    assert found["tagged"].to_dict() == {"data": 2, "legal": 1}
    assert found["passages"].tolist() == [3, 3]
    assert found["documents"].tolist() == [1, 1]


def test_every_theme_has_a_row_in_every_period_also_where_nobody_mentions_it() -> None:
    given_tables = tables(
        {"a": 2004, "b": 2006}, [("a", "session", ["data"])] * 6 + [("b", "session", ["legal"])] * 6
    )
    found = priorities_of(given_tables, themes=("skills", "legal"))
    assert found[["period", "theme"]].to_numpy().tolist() == [
        [period, theme] for period in ("2004", "2006") for theme in ("skills", "legal", "data")
    ]
    skills = found[found["theme"] == "skills"]
    assert skills["share"].tolist() == [0, 0]
    assert (skills["low"] == 0).all()
    assert skills["high"].between(0.1, 0.6).all()
    assert skills["first_seen"].tolist() == ["", ""]
    assert found.loc[found["theme"] == "legal", "first_seen"].tolist() == ["2006", "2006"]


def test_the_order_of_themes_is_that_of_the_rows_and_changes_no_figure() -> None:
    given_tables = collection(4)
    one = priorities_of(given_tables).set_index(["period", "theme"])
    other = priorities_of(given_tables, themes=THEMES[::-1])
    assert other["theme"].tolist()[:4] == list(THEMES[::-1])
    pd.testing.assert_frame_equal(one, other.set_index(["period", "theme"]).loc[one.index])


def test_another_year_changes_nothing_in_the_years_before_it() -> None:
    given_tables = collection(5)
    all_years = priorities_of(given_tables)
    early = given_tables.documents[given_tables.documents["year"] < 2006]
    of = early["document"]
    fewer = priorities(
        early,
        given_tables.passages[given_tables.passages["document"].isin(of)],
        given_tables.tags[given_tables.tags["document"].isin(of)],
        draws=200,
    )
    pd.testing.assert_frame_equal(fewer, all_years[all_years["period"] < "2006"])


def test_a_copy_of_a_document_changes_nothing() -> None:
    given_tables = collection(6, years=1)
    copied = given_tables.documents.iloc[[0]].assign(document="copy", file="z.pdf")
    rows = given_tables.passages[given_tables.passages["document"] == "d00"]
    more = rows.assign(document="copy", passage="copy" + rows["passage"])
    found = priorities(
        pd.concat([given_tables.documents, copied]),
        pd.concat([given_tables.passages, more]),
        given_tables.tags,
        draws=200,
    )
    pd.testing.assert_frame_equal(found, priorities_of(given_tables))
    assert found.attrs["left_out"] == {"copy": "has the same content as d00"}


def test_a_period_without_weighed_passages_has_no_share_and_is_not_compared_with() -> None:
    given_tables = tables(
        {"a": 2004, "b": 2005, "c": 2006},
        [("a", "session", ["data"]), ("b", "procedural", ["data"]), ("c", "session", [])],
    )
    found = priorities_of(given_tables)
    assert found["passages"].tolist() == [1, 0, 1]
    assert found["share"].isna().tolist() == [False, True, False]
    assert found.iloc[1][["low", "high", "rank", "rank_low", "change", "p_adjusted"]].isna().all()
    assert found["previous"].tolist() == ["", "", "2004"]
    assert found["resampled"].tolist() == ["passages", "", "passages"]
    assert found["change"].tolist()[2] == -1


def test_the_column_resampled_says_what_intervals_come_from() -> None:
    sections: list[Entry] = [("b", "session", ["data"], f"Item {n // 2}", "") for n in range(10)]
    years: dict[str, int | None] = {"a": 2004, "b": 2005, "c": 2006, "d": 2006, "e": 2006}
    flat: list[Entry] = [(name, "session", ["data"]) for name in "acde"]
    found = priorities_of(tables(years, [*sections, *flat]))
    assert found["resampled"].tolist() == ["passages", "sections", "documents"]


def test_what_counted_is_told_with_the_table() -> None:
    given_tables = collection(7)
    given_tables.documents.loc[0, "status"] = "failed"
    found = priorities_of(given_tables, weights={"priority": 5})
    assert found.attrs["weights"]["priority"] == 5
    assert found.attrs["left_out"] == {"d00": "could not be read"}


@pytest.mark.parametrize("documents", [0, 2])
def test_nothing_to_compare_gives_an_empty_table_of_the_right_types(documents: int) -> None:
    given_tables = tables({f"d{n}": 2004 for n in range(documents)}, [])
    found = priorities_of(given_tables)
    assert not len(found)
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == COLUMNS


def test_the_table_fits_its_schema() -> None:
    found = priorities_of(collection(8))
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == COLUMNS
    assert set(PRIORITIES.header) <= set(found.columns)
    rows = frame_rows("priorities", found)
    assert not rows.rejected
    assert len(rows.tables["priorities"]) == 12


def test_compare_takes_tags_first_and_does_without_documents() -> None:
    given_tables = collection(9, years=2)
    years = given_tables.documents.set_index("document")["year"]
    with_years = given_tables.passages.assign(year=given_tables.passages["document"].map(years))
    found = compare(given_tables.tags, with_years, draws=200)
    pd.testing.assert_frame_equal(found, priorities_of(given_tables))


def test_shares_of_no_passages_are_unknown() -> None:
    assert np.isnan(weighted_shares(np.array([]), np.zeros((0, 2), dtype=bool))).all()


@pytest.mark.slow
def test_a_thousand_documents_take_less_than_ten_seconds() -> None:
    random = np.random.default_rng(1)
    names = np.repeat([f"d{n:04}" for n in range(1000)], 60)
    passages = pd.DataFrame(
        {
            "passage": [f"{name}.{n:05}" for n, name in enumerate(names)],
            "document": names,
            "role": random.choice(ROLES, len(names)),
        }
    )
    documents = pd.DataFrame({"document": np.unique(names), "year": 1998 + np.arange(1000) % 25})
    tags = pd.DataFrame(
        {
            "passage": random.choice(passages["passage"], 90_000),
            "theme": random.choice([f"theme-{n}" for n in range(25)], 90_000),
        }
    )
    start = time.process_time()
    found = priorities(documents, passages, tags)
    assert time.process_time() - start < 10
    assert len(found) == 25 * 25
