"""A report whose figures are those of ``communique compare``, not of the run."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from report_data import document, usual, written

from communique.batch.comparison import compare_dataset
from communique.compare import Design, periods_of
from communique.compare.design import recorded_design
from communique.errors import CommuniqueError
from communique.export import load, with_comparison
from communique.report import render
from communique.report.wording import Wording

SPANS = Design(by="period", periods=periods_of(["2008-2010", "2011-2012"]))


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return written(tmp_path / "dataset", usual())


def plain(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page)


def doubted(page: str) -> bool:
    return Wording("en")("disagree", count=1)[-60:] in page


def test_its_cells_are_the_comparisons_and_their_passages_agree(
    dataset: Path, tmp_path: Path
) -> None:
    compare_dataset(dataset, tmp_path / "compared", design=SPANS)
    page = render(with_comparison(load(dataset), tmp_path / "compared"))
    assert set(re.findall(r'data-period="([^"]+)"', page)) == {"2008-2010", "2011-2012"}
    assert not doubted(page)
    assert "In 2011-2012, the latest period with passages to compare" in plain(page)
    assert "5 documents, 2008–2012" in plain(page)


def test_the_counts_would_disagree_if_the_design_were_lost(dataset: Path, tmp_path: Path) -> None:
    compare_dataset(dataset, tmp_path / "compared", design=SPANS)
    compared = with_comparison(load(dataset), tmp_path / "compared")
    assert doubted(render(compared, design=Design()))


def test_its_note_says_how_the_periods_were_compared(dataset: Path, tmp_path: Path) -> None:
    design = Design(kinds=("agenda", "summary"), standardise=True, baseline="2010")
    (tmp_path / "roles.yaml").write_text("priority: 5\n")
    weights = tmp_path / "roles.yaml"
    compare_dataset(dataset, tmp_path / "compared", design=design, weights=weights)
    compared = with_comparison(load(dataset), tmp_path / "compared")
    assert compared.weights is not None
    assert compared.weights["priority"] == 5
    assert recorded_design(compared.run) == design
    for language, told in {
        "en": "these kinds alone: Agenda and Summary; every year with the same mix of kinds of "
        "documents; each year with 2010, not with the one before",
        "fr": "la même composition de types de documents",
    }.items():
        assert told in plain(render(compared, language=language))
    assert "these kinds alone" not in render(load(dataset))


def test_a_report_of_one_kind_names_what_it_left_out_in_french(
    dataset: Path, tmp_path: Path
) -> None:
    compare_dataset(dataset, tmp_path / "compared", design=Design(kinds=("agenda",)))
    page = render(with_comparison(load(dataset), tmp_path / "compared"), language="fr")
    assert "est du type Synthèse, qui n’a pas été demandé" in page


def test_what_is_no_comparison_of_the_dataset_is_refused(dataset: Path, tmp_path: Path) -> None:
    data = load(dataset)
    with pytest.raises(CommuniqueError, match=r"is no comparison: run\.json is missing"):
        with_comparison(data, tmp_path / "nowhere")
    with pytest.raises(CommuniqueError, match="names no design"):
        with_comparison(data, dataset)
    others = written(
        tmp_path / "others", [document("z", 2010, [("priority", "Open data.", {"data": "data"})])]
    )
    compare_dataset(others, tmp_path / "compared")
    with pytest.raises(CommuniqueError, match="compares other documents"):
        with_comparison(data, tmp_path / "compared")
    (tmp_path / "compared" / "run.json").write_text("[")
    with pytest.raises(CommuniqueError, match="cannot be read as a comparison"):
        with_comparison(data, tmp_path / "compared")


@pytest.mark.parametrize(
    "told", [{"by": "year"}, {"by": "year", "periods": [1], "kinds": [], "baseline": ""}, 3]
)
def test_a_spoilt_design_is_told(told: object) -> None:
    run = json.loads(json.dumps({"settings": {"comparison": {"design": told}}}))
    with pytest.raises(CommuniqueError, match="tells no design"):
        recorded_design(run)


def test_a_run_compares_by_years() -> None:
    assert recorded_design({}) == Design()
    assert recorded_design({"settings": {"comparison": {"weights": {}}}}) == Design()
