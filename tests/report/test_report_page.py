from __future__ import annotations

import base64
import hashlib
import random
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from report_data import HOSTILE, Dataset, dataset, document, hostile, usual

from communique.errors import CommuniqueError
from communique.report import render
from communique.report.heat_table import heat_table
from communique.report.inline_svg import inline_svg
from communique.report.standing import read_periods
from communique.report.summary import summary
from communique.report.themes import families, theme_labels
from communique.report.wording import Wording
from communique.tag.taxonomy import load_taxonomy

#: What may be fetched by the mere presence of an element or attribute.
FETCHING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping"}


class Reader(HTMLParser):
    """The elements of a page and its texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def labels_of(data: Dataset, language: str = "en"):  # type: ignore[no-untyped-def]
    return theme_labels(load_taxonomy(), map(str, data.priorities["theme"]), language)


def told(data: Dataset, language: str = "en") -> str:
    """The summary as plain text."""
    say = Wording(language)
    periods = read_periods(data.priorities)
    found = summary(periods, labels_of(data, language), data.documents, say)
    marked = " ".join(str(sentence) for paragraph in found for sentence in paragraph)
    return re.sub(r"<[^>]+>", "", marked)


def test_the_same_dataset_gives_the_same_bytes() -> None:
    assert render(dataset(usual())) == render(dataset(usual()))


def test_the_policy_lets_in_its_own_script_and_style_alone() -> None:
    page = render(dataset(usual()))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    rules = policy[1].replace("&#39;", "'")
    assert rules.startswith("default-src 'none'; ")
    assert "unsafe" not in rules
    for tag in ("style", "script"):
        (own,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        mark = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{mark}'" in rules


@pytest.mark.parametrize("made", [usual, hostile])
def test_the_page_refers_to_nothing_that_is_fetched(made: Callable[[], list]) -> None:  # type: ignore[type-arg]
    elements = Reader(render(dataset(made()))).elements
    assert {tag for tag, _ in elements} & {
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
    } == set()
    for tag, attributes in elements:
        assert not FETCHING & attributes.keys(), tag
        assert not [name for name in attributes if name.startswith("on")], tag
        link = attributes.get("href") or "#"
        assert link.startswith(("#", "./")), link
    style = re.search(r"<style>(.*?)</style>", render(dataset(made())), re.DOTALL)
    assert style
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_hostile_text_stays_text() -> None:
    page = render(dataset(hostile()), title=HOSTILE[1])
    reader = Reader(page)
    assert sum(tag == "script" for tag, _ in reader.elements) == 3
    assert sum(tag == "img" for tag, _ in reader.elements) == 0
    for text in (HOSTILE[1], HOSTILE[0]):
        assert text in " ".join(reader.texts)
    assert "49" not in re.findall(r"<td[^>]*>(\d+)</td>", page)
    assert [a["href"] for t, a in reader.elements if t == "a" and a.get("class") == "pdf"] == [
        "./a/%22%3E%3Cimg%20src%3Dx%20onerror%3D%22window.harmed%20%3D%201%22%3E%20%231.pdf",
        "./javascript%3Awindow.harmed%3D1",
    ]


def test_the_heat_map_is_a_table_of_buttons() -> None:
    page = render(dataset(usual()))
    cells = {
        (a["data-theme"], a["data-period"]): a["aria-label"]
        for tag, a in Reader(page).elements
        if tag == "button" and "cell" in str(a.get("class"))
    }
    data = dataset(usual())
    assert len(cells) == len(data.priorities)
    assert cells["interoperability", "2010"].startswith("Interoperability and sharing, 2010: ")
    assert cells["interoperability", "2010"].endswith(", 2 passages")
    row = data.priorities.query("period == '2010' and theme == 'interoperability'").iloc[0]
    assert (
        f"{100 * row['share']:.0f}%, interval {100 * row['low']:.0f}–"
        in cells["interoperability", "2010"]
    )


def test_a_year_without_passages_has_no_figures_and_is_named() -> None:
    made = [*usual(), document("f", 2011, [("procedural", "Lunch.", {})])]
    data = dataset(made)
    table = heat_table(read_periods(data.priorities), labels_of(data), Wording("en"))
    cells = [cell for _, rows in table.groups for row in rows for cell in row.cells]
    assert {cell.figure == "" for cell in cells if cell.period == "2011"} == {True}
    assert {cell.figure == "" for cell in cells if cell.period == "2010"} == {False}
    assert "Without passages that count: 2011." in told(data)
    assert "no passages" in render(data)


def test_themes_that_come_first_together_keep_their_own_intervals() -> None:
    data = dataset(usual())
    top = data.priorities[(data.priorities["period"] == "2012") & (data.priorities["rank"] == 1)]
    data.priorities.loc[top.index[0], ["low", "high"]] = [0.25, 0.75]
    figures = Wording("en").figures
    intervals = [figures.percents(*data.priorities.loc[at, ["low", "high"]]) for at in top.index]
    assert len(set(intervals)) == 2
    named = re.search(r"passages to compare, (.*) came first together", told(data))
    assert named is not None
    assert sorted(re.findall(r"\(([^)]*)\)", named[1])) == sorted(intervals)


def test_the_summary_says_what_came_first_and_how_sure_that_is() -> None:
    text = told(dataset(usual()))
    assert "In 2012, the latest year with passages to compare, Data, Openness" in text
    assert "and Skills and workforce came first together: 50%" in text
    assert "No change since 2010 is larger than chance could explain." in text
    assert "Of all files, 1 could not be read; see" in text
    french = told(dataset(usual()), "fr")
    assert "En 2012, dernière année avec des passages à comparer, Données, Ouverture" in french
    assert "arrivent ensemble en tête\u00a0: 50\u202f%" in french


def test_the_summary_knows_what_is_beyond_chance() -> None:
    def year(name: str, when: int, theme: str) -> list:  # type: ignore[type-arg]
        entries = [("discussion", "Words.", {theme: "Words"} if n % 10 else {}) for n in range(60)]
        return [document(f"{name}{n}", when, entries) for n in range(6)]

    text = told(dataset([*year("a", 2008, "skills"), *year("b", 2009, "data")]))
    assert "Since 2008, more than chance explains, these rose: Data (+90 points" in text
    assert "these fell: Skills and workforce (−90 points" in text
    assert "That first place is safe" in text
    assert "Seen in 2009 for the first time: Data." in text


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "made",
    [
        usual()[:1],
        usual()[3:4],
        usual()[4:],
        [document("a", 2010, [("priority", "No theme.", {})])],
        [document("a", 2010, [("procedural", "Lunch.", {})])],
        [document("a", None, [("priority", "Data.", {"data": "Data"})])],
        [*usual()[:2], document("z", 2011, [("priority", "Nothing.", {})])],
        [],
    ],
    ids=[
        "one document",
        "one year",
        "all failed",
        "no theme",
        "no weight",
        "no year",
        "end",
        "none",
    ],
)
def test_whatever_a_dataset_holds_there_is_a_page(made: list, language: str) -> None:  # type: ignore[type-arg]
    data = dataset(made)
    page = render(data, language=language)
    assert f'<html lang="{language}">' in page
    documents = [a for tag, a in Reader(page).elements if a.get("class") == "document"]
    assert len(documents) == len(made)
    if not data.priorities["share"].notna().any():
        assert Wording(language)("nothing") in page
        assert "<svg" not in page


def test_a_failed_document_is_listed_with_its_problem() -> None:
    page = render(dataset(usual()))
    assert "The file is cut off." in page
    assert "does not count: could not be read" in page


def test_charts_have_alternatives() -> None:
    page = render(dataset(usual()))
    drawings = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(drawings) >= 3
    for drawing in drawings:
        assert 'role="img"' in drawing
        (description,) = re.findall(r'<desc id="[^"]+">(.*?)</desc>', drawing)
        assert len(description) > 40
    ids = [a["id"] for _, a in Reader(page).elements if "id" in a]
    assert len(ids) == len(set(ids))


def test_tables_of_different_runs_are_found_out() -> None:
    data = dataset(usual())
    assert "not of one run" not in render(data)
    wrong = data.priorities.copy()
    wrong.loc[wrong["tagged"] > 0, "tagged"] += 1
    assert "not of one run" in render(replace(data, priorities=wrong))


def test_theme_names_come_from_the_taxonomy_and_unknown_themes_keep_their_id() -> None:
    labels = theme_labels(load_taxonomy(), ["zeta", "data", "strategy"], "fr")
    assert [label.name for label in labels.values()] == ["Stratégie et vision", "Données", "zeta"]
    assert [family for family, _ in families(labels)][-1] == ""


def test_a_drawing_is_made_fit_for_a_page() -> None:
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20" class="marks">'
        '<defs><clipPath id="clip1"><rect width="1.23456" height="1"/></clipPath></defs>'
        '<g clip-path="url(#clip1)" onclick="x()" style="fill:red"><text aria-label="a">&lt;</text>'
        "</g></svg>"
    )
    found = inline_svg(drawn, "one", "<T>", "D")
    assert 'id="one-clip1"' in found
    assert 'clip-path="url(#one-clip1)"' in found
    assert '<title id="one-title">&lt;T&gt;</title>' in found
    assert 'width="1.23"' in found
    assert not re.search("onclick|style|class|aria-label=", found)
    with pytest.raises(CommuniqueError, match="script"):
        inline_svg('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "one", "T", "D")


def test_a_hundred_documents_stay_below_three_megabytes(tmp_path: Path) -> None:
    draw = random.Random(7)
    words = [
        "".join(draw.choices("abcdefghilmnoprstu", k=draw.randint(2, 11))) for _ in range(6000)
    ]
    themes = list(load_taxonomy().ids)

    def entry() -> tuple[str, str, dict[str, str]]:
        text = " ".join(draw.choices(words, k=60))
        first = text.split()[0]
        return (
            draw.choice(["priority", "discussion"]),
            text,
            dict.fromkeys(draw.sample(themes, 2), first),
        )

    made = [document(f"d{n:03}", 2000 + n % 25, [entry() for _ in range(45)]) for n in range(100)]
    page = render(dataset(made)).encode()
    assert len(pd.unique(dataset(made).priorities["period"])) == 25
    assert len(page) < 3_000_000
