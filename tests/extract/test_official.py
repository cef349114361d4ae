from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from communique.extract.front_lines import FrontLine, label_of
from communique.extract.furniture import CleanPage, clean_pages
from communique.extract.layout import Line, Page, Word
from communique.extract.official import running_cote, whole_imprints
from communique.records import Box


def line(text: str, y: float, x: float = 72.0, size: float = 11.0) -> Line:
    box = Box(x, y - size, x + 5 * len(text), y)
    return Line(1, box, (Word(text, box, y, size),), y)


def cover(*texts: tuple[str, float]) -> list[FrontLine]:
    made = []
    for number, (text, x) in enumerate(texts):
        row = line(text, 60 + 15 * number, x)
        label, imprint = label_of(text)
        made.append(FrontLine(row, row, label, imprint=imprint))
    return made


def labels(lines: list[FrontLine]) -> list[str]:
    return [item.label for item in whole_imprints(lines)]


def test_the_organisation_over_two_lines() -> None:
    lines = cover(
        ("Organisation de Coopération et de Développement", 72),
        ("04-Apr-2012", 460),
        ("Économiques", 72),
        ("Organisation for Economic Co-operation and", 72),
        ("Development", 72),
        ("Development of regions", 72),
    )
    assert labels(lines) == ["imprint", "date", "imprint", "imprint", "imprint", "title"]


def test_a_cote_over_two_lines() -> None:
    lines = whole_imprints(
        cover(("COM/ENV/EPOC/DCD/DAC/", 360), ("Unclassified", 72), ("A(2004)3", 470))
    )
    assert lines[0].imprint is not None
    assert lines[0].imprint.cote == "COM/ENV/EPOC/DCD/DAC/A(2004)3"
    assert lines[2].imprint is not None
    assert lines[2].imprint.cote == ""


def test_an_old_job_number() -> None:
    old = cover(
        ("PUMA/SBO(99)3", 430),
        ("Meeting of Senior Budget Officials", 72),
        ("75012", 72),
        ("Document incomplet sur OLIS", 200),
    )
    lines = whole_imprints(old)
    assert lines[2].imprint is not None
    assert lines[2].imprint.reference == "75012"
    assert labels(old[1:]) == ["title", "title", "notice"], "no cote, no job number"


def pages(*headers: str) -> list[CleanPage]:
    made = []
    for number, header in enumerate(headers, 1):
        rows = (line(header, 40), line(f"Text of page {number} in its own words.", 200))
        made.append(CleanPage(Page(number, 595, 842, ()), rows[1:], rows[:1], ()))
    return made


def test_a_cote_in_running_headers() -> None:
    cote = running_cote(pages("DSTI/CDEP/AIGO(2023)8/FINAL │ 3", "4 │ DSTI/CDEP/AIGO(2023)8/FINAL"))
    assert str(cote) == "DSTI/CDEP/AIGO(2023)8/FINAL"
    assert running_cote(pages("Public governance │ 3", "4 │ Public governance")) is None
    assert running_cote(clean_pages([])) is None


def test_a_cote_that_the_front_matter_announces() -> None:
    first = pages("")[0]
    told = replace(
        first, rows=(line("under the reference code:", 100), line("GOV/PGC(2021)8/FINAL", 115))
    )
    assert str(running_cote([told])) == "GOV/PGC(2021)8/FINAL"
    listed = replace(
        first, rows=(line("Documents for the session:", 100), line("GOV/PGC(2021)8/FINAL", 115))
    )
    assert running_cote([listed]) is None


@given(
    st.lists(st.sampled_from(["OECD", "71604", "GOV/", "A(2004)3", "Development", "x"]), max_size=8)
)
def test_lines_stay(texts: list[str]) -> None:
    lines = cover(*((text, 72.0) for text in texts))
    assert [item.text for item in whole_imprints(lines)] == texts
