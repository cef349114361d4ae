from __future__ import annotations

import json
import re
from collections.abc import Sequence
from xml.etree import ElementTree

import numpy as np
import pytest

from communique.errors import CommuniqueError
from communique.evaluate.baselines import best_threshold, by_definition, by_ngrams, learned, unseen
from communique.evaluate.calibration import calibration, reliability
from communique.evaluate.decisions import Bools, Decisions, decide
from communique.evaluate.drift import drift_test, heterogeneity
from communique.evaluate.intervals import RESAMPLES, interval, resampled, totals, units
from communique.evaluate.reliability import reliability_svg
from communique.evaluate.theme_report import as_json_text, as_text, figures
from communique.evaluate.themes import (
    ThemeScores,
    confusions,
    parts,
    score_roles,
    score_themes,
    year_bands,
)
from communique.tag import Tagger, load_taxonomy
from communique.tag.gold import GoldPassage, wanted

THEMES = ("data", "skills", "legal")


def gold(count: int = 120, *, seed: int = 1, documents: int = 20) -> list[GoldPassage]:
    """Passages of made-up documents, each in one language and year."""
    random = np.random.default_rng(seed)
    found = []
    for place in range(count):
        document = place % documents
        carried = tuple(theme for theme in THEMES if random.random() < 0.4)
        found.append(
            GoldPassage(
                id=f"p{place}",
                text=f"passage {place}",
                themes=carried,
                role="priority" if place % 3 else "background",
                group=f"d{document}",
                language="fr" if document % 4 == 0 else "en",
                year=1998 + document,
                kind="agenda",
                difficulty="plain" if carried else "none",
            )
        )
    return found


def noisy(truth: Bools, seed: int = 2, share: float = 0.2) -> Bools:
    flipped = np.random.default_rng(seed).random(truth.shape) < share
    return truth ^ flipped


def scored(passages: Sequence[GoldPassage], given: Bools, **more: object) -> ThemeScores:
    scores = np.where(given, 0.9, 0.1)
    roles = tuple(p.role for p in passages)
    return score_themes(passages, THEMES, Decisions("test", given, scores, roles, (7, 6)), **more)  # type: ignore[arg-type]


def test_perfect_tags_score_one() -> None:
    passages = gold()
    found = scored(passages, wanted(passages, THEMES))
    assert (found.micro.f1.value, found.macro_f1.value) == (1.0, 1.0)
    assert found.micro.f1.interval == (1.0, 1.0)
    for rates in found.by_theme.values():
        assert (rates.precision.value, rates.recall.value) == (1.0, 1.0)
        assert rates.positives == rates.given > 0
    assert found.themeless.count == 0 < found.themeless.of
    assert found.roles is not None
    assert found.roles.right.rate == 1.0
    assert found.confusions == ()
    assert {test.statistic for test in found.drift} == {0.0}
    assert {test.p for test in found.drift} == {1.0}
    assert {part.falsely_tagged for by in found.by.values() for part in by.values()} == {0.0}


def test_tags_that_are_never_right_score_nought() -> None:
    passages = gold()
    found = scored(passages, ~wanted(passages, THEMES))
    assert (found.micro.f1.value, found.macro_f1.value) == (0.0, 0.0)
    assert found.themeless.rate == 1.0


def test_rates_are_what_counting_by_hand_gives() -> None:
    truth = np.array([[1, 0, 1], [1, 1, 0], [0, 0, 0], [1, 0, 0]], dtype=np.bool_)
    given = np.array([[1, 1, 0], [1, 1, 0], [0, 1, 0], [0, 0, 0]], dtype=np.bool_)
    passages = [
        GoldPassage(
            str(row), "x", tuple(t for t, has in zip(THEMES, truth[row], strict=True) if has)
        )
        for row in range(4)
    ]
    found = scored(passages, given)
    data, skills, legal = (found.by_theme[theme] for theme in THEMES)
    assert (data.positives, data.given) == (3, 2)
    assert [data.precision.value, data.recall.value] == pytest.approx([1, 2 / 3])
    assert [skills.precision.value, skills.recall.value] == pytest.approx([1 / 3, 1])
    assert (legal.precision.value, legal.recall.value, legal.f1.value) == (None, 0.0, 0.0)
    assert found.micro.f1.value == pytest.approx(2 * 3 / (5 + 5))
    assert found.macro_f1.value == pytest.approx((0.8 + 0.5 + 0.0) / 3)
    assert (found.themeless.count, found.themeless.of) == (1, 1)
    assert found.documents == 4  # without groups every passage is one
    assert found.micro.f1.interval is None  # too few to tell
    assert found.by == {"language": {}, "years": {}, "kind": {}, "difficulty": {}}
    assert [(c.missed, c.given, c.times) for c in found.confusions] == [("legal", "skills", 1)]


def test_confusions_are_counted_where_one_was_missed_and_another_given() -> None:
    truth = np.array([[1, 0, 0]] * 3 + [[0, 1, 0]], dtype=np.bool_)
    given = np.array([[0, 0, 1]] * 3 + [[1, 1, 0]], dtype=np.bool_)
    (only,) = confusions(truth, given, THEMES)
    assert (only.missed, only.given, only.times) == ("data", "legal", 3)


def test_parts_add_up_to_the_whole() -> None:
    passages = gold()
    truth = wanted(passages, THEMES)
    given = noisy(truth)
    whole = scored(passages, given)
    for by in ("language", "years", "kind", "difficulty"):
        some = whole.by[by].values()
        assert sum(part.passages for part in some) == len(passages)
        assert sum(part.micro.positives for part in some) == whole.micro.positives
        assert sum(part.micro.given for part in some) == whole.micro.given
    (one,) = parts(truth, given, units(passages), ["all"] * len(passages)).values()
    assert one.micro == whole.micro
    assert one.macro_f1 == whole.macro_f1.value


def test_years_are_bands_where_there_are_many() -> None:
    assert year_bands([1999, 2001, None, 2001]) == ["1999", "2001", "", "2001"]
    bands = year_bands([1998, 2001, 2002, 2003, 2014, 2023, None])
    assert bands == ["1990s", "2000s", "2000s", "2000s", "2010s", "2020s", ""]


def test_roles_are_compared_where_both_are_known() -> None:
    found = score_roles(["priority", "priority", "", "question"], ["priority", "question", "x", ""])
    assert found is not None
    assert (found.right.count, found.right.of) == (1, 2)
    assert found.confusion == {"priority": {"priority": 1, "question": 1}}
    assert score_roles(["priority"], [""]) is None
    assert score_roles(["priority"], []) is None


def test_intervals_hold_the_figure_and_narrow_with_more_documents() -> None:
    widths = []
    for documents in (12, 300):
        passages = gold(600, documents=documents)
        found = scored(passages, noisy(wanted(passages, THEMES))).micro.f1
        assert found.value is not None
        assert found.interval is not None
        low, high = found.interval
        assert low < found.value < high
        widths.append(high - low)
    assert 0 < widths[1] < 0.1
    assert widths[0] < 0.3


def test_whole_documents_are_drawn() -> None:
    # one document is all right and one all wrong: a resample is a mixture of whole ones
    passages = [GoldPassage(str(n), "x", (), group=f"d{n % 6}") for n in range(60)]
    right = np.array([n % 6 < 3 for n in range(60)], dtype=np.float64)
    by_unit = totals(right, units(passages))
    assert by_unit.tolist() == [10, 10, 10, 0, 0, 0]
    drawn = resampled(by_unit)
    assert drawn.shape == (RESAMPLES,)
    assert set(drawn.tolist()) <= {10.0 * n for n in range(7)}
    assert drawn.mean() == pytest.approx(30, abs=2)
    assert drawn.std() == pytest.approx(10 * (6 * 0.25) ** 0.5, rel=0.1)
    assert (resampled(by_unit) == drawn).all()


def test_an_interval_needs_documents_and_figures() -> None:
    assert interval(np.array([0.5, 0.6]), 4) is None
    assert interval(np.array([np.nan, np.nan]), 9) is None
    assert interval(np.array([np.nan, 0.5, 0.5]), 9) == (0.5, 0.5)


def test_calibrated_scores_have_a_small_error() -> None:
    random = np.random.default_rng(3)
    scores = random.random(40_000)
    assert reliability(scores, random.random(40_000) < scores).ece < 0.02
    assert reliability(scores, random.random(40_000) < scores**2).ece > 0.1


@pytest.mark.parametrize("constant", [0.0, 0.3, 0.95, 1.0])
def test_a_constant_score_errs_by_its_distance_from_the_rate(constant: float) -> None:
    true = np.arange(50) < 20
    found = reliability(np.full(50, constant), true)
    assert found.ece == pytest.approx(abs(0.4 - constant))
    (only,) = found.bins
    assert only.low <= constant <= only.high
    assert (only.count, only.rate) == (50, 0.4)


def test_calibration_is_told_of_all_themes_and_of_each() -> None:
    truth = np.array([[1, 0], [1, 0], [0, 0], [0, 0]], dtype=np.bool_)
    scores = np.full(truth.shape, 0.5)
    found = calibration(scores, truth, ("a", "b"))
    assert found.pooled.ece == pytest.approx(0.25)
    assert {name: one.ece for name, one in found.by_theme.items()} == {"a": 0.0, "b": 0.5}


def _p_values(*, dependent: bool) -> list[float]:
    random = np.random.default_rng(4)
    found = []
    for _ in range(60):
        unit = np.repeat(np.arange(24), 8)
        level = ["en" if u % 3 else "fr" for u in unit]
        # documents differ from each other, whatever their language
        rate = random.beta(4, 8, 24)[unit]
        if dependent:
            rate = rate + 0.35 * (unit % 3 == 0)
        occasions = random.integers(0, 5, len(unit)).astype(np.intp)
        errors = random.binomial(occasions, np.minimum(rate, 1)).astype(np.intp)
        test = drift_test("misses", "languages", errors, occasions, unit, level)
        assert test.p is not None
        found.append(test.p)
    return found


def test_p_values_are_spread_evenly_where_error_does_not_depend() -> None:
    found = np.sort(_p_values(dependent=False))
    even = (np.arange(len(found)) + 0.5) / len(found)
    assert np.abs(found - even).max() < 0.2  # Kolmogorov's bound at 1 % is 0.21
    assert (found <= 0.05).mean() < 0.15


def test_p_values_are_small_where_error_depends() -> None:
    assert np.mean(np.array(_p_values(dependent=True)) <= 0.05) > 0.9


def test_the_statistic_is_pearsons() -> None:
    # a 2 x 2 table: errors 10 of 50 and 20 of 50
    assert heterogeneity(np.array([10.0, 20.0]), np.array([50.0, 50.0])) == pytest.approx(
        100 * (10 * 30 - 40 * 20) ** 2 / (50 * 50 * 30 * 70)
    )


def test_one_level_is_no_test() -> None:
    ones = np.ones(4, dtype=np.intp)
    unit = np.arange(4)
    test = drift_test("misses", "languages", ones, ones, unit, ["en", "en", "", ""])
    assert (test.statistic, test.p, test.documents) == (None, None, 2)
    empty = drift_test("misses", "languages", ones, 0 * ones, unit, ["en", "fr", "en", "fr"])
    assert (empty.levels, empty.p) == ((), None)


def test_text_and_json_agree() -> None:
    passages = gold()
    truth = wanted(passages, THEMES)
    found = scored(
        passages,
        noisy(truth),
        baselines=[Decisions("coin", noisy(truth, 5, 0.5))],
        notes=["made up"],
    )
    text, content = as_text(found), json.loads(as_json_text(found))
    assert content == figures(found)
    assert "Note: made up" in text
    for theme in THEMES:
        row = next(line for line in text.split("\n") if line.startswith(theme)).split()
        told = content["by_theme"][theme]
        low, high = told["f1"]["interval"]
        assert row[1:3] == [str(told["positives"]), str(told["given"])]
        assert row[3] == f"{told['precision']['value']:.3f}"
        assert row[5] == f"{told['recall']['value']:.3f}"
        assert row[7:9] == [f"{told['f1']['value']:.3f}", f"{low:.2f}-{high:.2f}"]
        assert row[9] == f"{content['calibration']['by_theme'][theme]['ece']:.3f}"
    for line, name in (("all (micro)", "micro"), ("all (macro)", "macro_f1")):
        figure = content[name]["f1"] if name == "micro" else content[name]
        assert f"{figure['value']:.3f}" in next(x for x in text.split("\n") if x.startswith(line))
    for test in content["drift"]:
        said = f"X2 = {test['statistic']:.2f}, p = {test['p']:.3f}"
        assert f"{test['error']} across {test['across']}: {said}" in text
    coin = next(line for line in text.split("\n") if line.startswith("coin")).split()
    assert coin[1] == f"{content['standings'][1]['micro']['f1']['value']:.3f}"
    assert f"where they say: 6 of 7 ({content['evidence']['rate']:.3f})" in text
    themeless = content["themeless"]
    assert f"{themeless['count']} of {themeless['of']} ({themeless['rate']:.3f})" in text


def test_the_same_figures_every_time() -> None:
    passages = gold()
    given = noisy(wanted(passages, THEMES))
    assert as_json_text(scored(passages, given)) == as_json_text(scored(passages, given))


def test_a_tagger_is_asked_without_the_answers() -> None:
    passages = [
        GoldPassage("a", "Employees need training and new skills.", ("skills",), role="priority"),
        GoldPassage("b", "Lunch is served at noon.", ("legal",), role="question"),
    ]
    tagger = Tagger()
    found = decide("rules", tagger, passages)
    skills, legal = map(tagger.taxonomy.ids.index, ("skills", "legal"))
    assert found.given[0, skills]
    assert not found.given[1, legal]
    assert found.roles == ("", "")
    assert found.evidence == (int(found.given.sum()),) * 2
    heard = decide("rules", tagger, passages, lambda text, kind, section, language: "session")
    assert heard.roles == ("session", "session")


def _sentences(count: int) -> list[GoldPassage]:
    words = {
        "skills": "training of employees recruitment competences",
        "legal": "statute regulation court amendment",
        "data": "registers datasets analytics quality",
    }
    random = np.random.default_rng(6)
    found = []
    for place in range(count):
        theme = list(words)[place % 3] if place % 4 else ""
        own = list(random.permutation((words[theme] if theme else "lunch noon coffee").split()))
        text = f"Delegates in session {place} spoke of {' '.join(own)}"
        themes = (theme,) if theme else ()
        found.append(GoldPassage(f"s{place}", text, themes, group=f"g{place // 4}", language="en"))
    return found


def test_baselines_learn_from_the_training_passages() -> None:
    passages = _sentences(240)
    train, rest = passages[:160], passages[160:]
    taxonomy = load_taxonomy()
    truth = wanted(rest, taxonomy.ids)
    found = by_ngrams(train, rest, taxonomy.ids)
    assert found.scores is not None
    assert (found.given == truth).mean() > 0.99
    assert (found.given & truth).sum() > 0.9 * truth.sum()
    near = by_definition(train, rest, taxonomy)
    assert near.scores is None
    chance = truth.sum() / truth.size
    assert (near.given & truth).sum() > 3 * chance * near.given.sum()
    assert [one.name for one in learned(train, rest, taxonomy)] == [found.name, near.name]


def test_baselines_need_enough_to_learn_from() -> None:
    with pytest.raises(CommuniqueError, match="3 training passages"):
        list(learned(_sentences(3), _sentences(9), load_taxonomy()))


def test_training_passages_of_the_gold_file_are_left_out() -> None:
    train = [
        GoldPassage("1", "One.", (), group="a"),
        GoldPassage("2", "Two.", (), group="b"),
        GoldPassage("3", "Three.", ()),
        GoldPassage("4", "Four.", ()),
    ]
    rest = [GoldPassage("x", "Other.", (), group="a"), GoldPassage("y", " THREE. ", ())]
    assert [p.id for p in unseen(train, rest)] == ["2", "4"]


def test_the_best_threshold_parts_right_from_wrong() -> None:
    truth = np.array([[True, False], [True, False]])
    threshold = best_threshold(np.array([[0.62, 0.3], [0.8, 0.1]]), truth)
    assert 0.3 < threshold <= 0.62
    assert best_threshold(np.array([[0.4]]), np.array([[False]])) == 0.5


def test_the_plot_is_sound_and_the_same_every_time() -> None:
    random = np.random.default_rng(7)
    scores = random.random((200, 3))
    found = calibration(scores, random.random((200, 3)) < scores, ("a", "<b>", "c"))
    drawn = reliability_svg(found, "Scores & truth")
    assert drawn == reliability_svg(found, "Scores & truth")
    root = ElementTree.fromstring(drawn)
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == "Scores & truth"
    bins = [found.pooled, *found.by_theme.values()]
    assert len(root.findall(f"{space}circle")) == sum(len(one.bins) for one in bins)
    # the first dot: the lowest bin of all themes
    dot = root.find(f"{space}circle")
    assert dot is not None
    panel = root.findall(f"{space}rect")[1].attrib
    left, top, side = (float(panel[name]) for name in ("x", "y", "width"))
    first = found.pooled.bins[0]
    assert float(dot.attrib["cx"]) == pytest.approx(left + side * first.mean_score, abs=0.06)
    assert float(dot.attrib["cy"]) == pytest.approx(top + side * (1 - first.rate), abs=0.06)
    assert not re.search(r"nan|inf", drawn)
