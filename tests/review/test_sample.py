from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from review_dataset import dataset

from communique.errors import CommuniqueError
from communique.review.sample import Sample, draw, inclusion_probabilities, systematic

DATA = dataset(length=30)


def drawn(n: int, seed: int = 0) -> Sample:
    return draw(DATA.documents, DATA.passages, DATA.tags, n, seed=seed)


@given(st.lists(st.floats(0.01, 10), min_size=1, max_size=40), st.integers(1, 50))
def test_probabilities_sum_to_the_number_asked_for(sizes: list[float], n: int) -> None:
    found = inclusion_probabilities(np.array(sizes), n)
    assert found.sum() == pytest.approx(min(n, len(sizes)))
    assert ((found > 0) & (found <= 1)).all()
    # a larger size is never less likely to be drawn
    order = np.argsort(sizes)
    assert (np.diff(found[order]) >= -1e-12).all()


@given(st.lists(st.floats(0.01, 10), min_size=1, max_size=40), st.integers(1, 50), st.floats(0, 1))
@example([2.0, 1.0, 1.0, 1.0, 2.0], 4, 0.0)  # the sum behind the first is 1 but for rounding
def test_a_systematic_draw_has_the_size_asked_for(sizes: list[float], n: int, start: float) -> None:
    chance = inclusion_probabilities(np.array(sizes), n)
    assert systematic(chance, min(start, 0.999999)).sum() == min(n, len(sizes))


def test_everybody_is_drawn_as_often_as_their_probability_says() -> None:
    chance = inclusion_probabilities(np.array([1, 2, 3, 4, 5, 6, 50.0]), 3)
    starts = (np.arange(5000) + 0.5) / 5000
    often = np.mean([systematic(chance, start) for start in starts], axis=0)
    assert often == pytest.approx(chance, abs=1e-3)
    assert chance[-1] == 1


def test_the_sample_is_what_was_asked_for_and_says_how_it_was_drawn() -> None:
    found = drawn(60)
    assert len(found.drawn) == 60
    assert found.frame == 180
    assert len({one.passage for one in found.drawn}) == 60
    back = Counter(one.stratum for one in found.drawn)
    assert {one.stratum: one.drawn for one in found.drawn} == back
    assert min(back.values()) >= 4
    assert {band.partition(",")[0] for band in found.strata.values()} == {
        "doubtful",
        "likely",
        "sure",
        "untagged",
    } - ({"sure"} if DATA.tags["score"].max() < 0.85 else set())
    years = Counter(
        int(year)
        for year in DATA.documents.set_index("document")["year"].reindex(
            [one.passage.partition(".")[0] for one in found.drawn]
        )
    )
    assert set(years) == {2004, 2005, 2006}
    assert max(years.values()) - min(years.values()) <= 2


def test_what_was_drawn_stands_for_all_passages() -> None:
    totals = [sum(1 / one.probability for one in drawn(60, seed).drawn) for seed in range(40)]
    assert np.mean(totals) == pytest.approx(180, rel=0.02)


def test_doubtful_tags_are_drawn_more_often_and_procedure_less() -> None:
    roles = DATA.passages.set_index("passage")["role"]
    least = DATA.tags.groupby("passage")["score"].min()
    chance = {one.passage: one.probability for seed in range(30) for one in drawn(60, seed).drawn}
    plain = [p for name, p in chance.items() if name not in least and roles[name] != "procedural"]
    doubtful = [
        p for name, p in chance.items() if least.get(name, 1) < 0.6 and roles[name] != "procedural"
    ]
    procedural = [p for name, p in chance.items() if roles[name] == "procedural"]
    assert min(doubtful) > max(plain)
    assert max(procedural) < min(doubtful)


def test_the_same_seed_draws_the_same_whatever_the_order_of_rows() -> None:
    mixed = (t.sample(frac=1, random_state=3) for t in (DATA.documents, DATA.passages, DATA.tags))
    assert draw(*mixed, 60) == drawn(60)
    assert drawn(60, seed=1) != drawn(60)


def test_more_than_there_are_draws_all() -> None:
    found = drawn(1000)
    assert len(found.drawn) == found.frame == 180
    assert {one.probability for one in found.drawn} == {1.0}


def test_what_does_not_count_is_not_drawn() -> None:
    data = dataset()
    documents = data.documents.copy()
    documents.loc[0, "status"] = "failed"
    documents.loc[1, "kind"] = "list"
    found = draw(documents, data.passages, data.tags, 1000)
    names = {one.passage.partition(".")[0] for one in found.drawn}
    assert names == set(documents["document"][2:])


def test_one_document_of_one_year_without_tags() -> None:
    data = dataset(years=(2004,), documents=1, tagged={})
    found = draw(data.documents, data.passages, data.tags, 4)
    assert len(found.drawn) == 4
    assert set(found.strata.values()) == {"untagged, 2004"}


@pytest.mark.parametrize(("n", "seed", "message"), [(0, 0, "0 passages"), (5, -1, "seed -1")])
def test_impossible_requests(n: int, seed: int, message: str) -> None:
    with pytest.raises(CommuniqueError, match=message):
        drawn(n, seed)


def test_nothing_to_draw_from() -> None:
    data = dataset(years=())
    with pytest.raises(CommuniqueError, match="nothing to review"):
        draw(data.documents, data.passages, data.tags, 5)
