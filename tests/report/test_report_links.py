from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import CommuniqueError
from communique.report.links import escaped, link_base, page_link


def test_a_link_opens_the_page() -> None:
    assert page_link("./", "2004/a b.pdf", 3) == "./2004/a%20b.pdf#page=3"
    assert page_link("./", "100% é#?.pdf", 1) == "./100%25%20%C3%A9%23%3F.pdf#page=1"
    assert page_link("https://x.org/d/", "a.pdf") == "https://x.org/d/a.pdf"


@pytest.mark.parametrize("file", ["", "../a.pdf", "a/../../b.pdf", "/etc/passwd", "a//b.pdf", "."])
def test_a_name_that_leads_elsewhere_has_no_link(file: str) -> None:
    assert page_link("./", file, 1) == ""


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_a_name_holds_it_stays_a_path(file: str) -> None:
    link = page_link("./", file, 1)
    assert set(link.removesuffix("#page=1")) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/%"
    )
    assert link in ("", f"./{escaped(file)}#page=1")


def test_a_folder_is_linked_from_where_the_report_lies(tmp_path: Path) -> None:
    (tmp_path / "in put").mkdir()
    (tmp_path / "out").mkdir()
    folder = str(tmp_path / "in put")
    assert link_base(folder, tmp_path / "report.html") == "./in%20put/"
    assert link_base(folder, tmp_path / "out" / "report.html") == "../in%20put/"
    assert link_base(folder, tmp_path / "in put" / "report.html") == "./"
    assert link_base(folder, None) == (tmp_path / "in put").resolve().as_uri() + "/"
    assert link_base(None, None) == "./"


def test_an_address_is_taken_as_it_is() -> None:
    assert link_base("https://x.org/d", None) == "https://x.org/d/"
    assert link_base("file:///srv/d/", None) == "file:///srv/d/"


@pytest.mark.parametrize(
    "pdfs", ["nowhere", "javascript:alert(1)", "https://x.org/?q=", 'https://"']
)
def test_what_is_neither_folder_nor_address_is_refused(pdfs: str) -> None:
    with pytest.raises(CommuniqueError):
        link_base(pdfs, None)
