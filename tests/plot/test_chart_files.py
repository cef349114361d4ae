from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from plot_tables import some_priorities

from communique import plot
from communique.errors import CommuniqueError

NAMES = {"data": "</script><script>alert(1)</script>"}


@pytest.fixture
def chart():  # type: ignore[no-untyped-def]
    return plot.heatmap(some_priorities(), names=NAMES)


@pytest.mark.parametrize(
    ("name", "start"), [("a.svg", b"<svg"), ("a.PNG", b"\x89PNG"), ("a.html", b"<!DOCTYPE html>")]
)
def test_the_name_says_the_format_and_the_bytes_are_the_same_again(
    chart,
    tmp_path: Path,
    name: str,
    start: bytes,  # type: ignore[no-untyped-def]
) -> None:
    plot.save(chart, tmp_path / name)
    first = (tmp_path / name).read_bytes()
    assert first.startswith(start)
    plot.save(plot.heatmap(some_priorities(), names=NAMES), tmp_path / name, force=True)
    assert (tmp_path / name).read_bytes() == first


def test_a_page_needs_no_network_and_names_stay_text(chart, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    plot.save(chart, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    elements: list[tuple[str, set[str]]] = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attrs: elements.append(  # type: ignore[method-assign]
        (tag, {name for name, _ in attrs})
    )
    reader.feed(page)
    assert [tag for tag, _ in elements if tag in ("link", "img", "iframe")] == []
    assert [names & {"src", "href"} for tag, names in elements if tag == "script"] == [set()] * 3
    spec = re.search(r'<script type="application/json" id="spec">(.*?)</script>', page, re.DOTALL)
    assert spec
    assert NAMES["data"] in json.dumps(json.loads(spec[1]), ensure_ascii=False)


def test_a_file_is_replaced_only_if_asked(chart, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.svg").write_text("mine")
    with pytest.raises(CommuniqueError, match="already there: replace it with --force"):
        plot.save(chart, tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text() == "mine"
    (tmp_path / "b.svg").mkdir()
    with pytest.raises(CommuniqueError, match="is a folder"):
        plot.save(chart, tmp_path / "b.svg", force=True)
    with pytest.raises(CommuniqueError, match="there is no folder"):
        plot.save(chart, tmp_path / "nowhere" / "a.svg")
    with pytest.raises(CommuniqueError, match=r"end it in \.png, \.svg, \.html"):
        plot.save(chart, tmp_path / "a.gif")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.svg", "b.svg"]
