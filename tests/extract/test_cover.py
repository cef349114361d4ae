from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import pytest

from communique.extract.cover import Cover, read_cover
from communique.extract.furniture import CleanPage, clean_pages
from communique.extract.layout import Page, Word
from communique.records import KINDS, Box


@dataclass(frozen=True)
class Print:
    """A line to be put on a page: its text, place and look."""

    y: float
    text: str
    size: float = 11.0
    bold: bool = False
    italic: bool = False
    centred: bool = False
    x: float = 72.0


def page(number: int, prints: Sequence[Print]) -> Page:
    words: list[Word] = []
    for line in prints:
        width = 0.48 * line.size * len(line.text)
        x = (595 - width) / 2 if line.centred else line.x
        for text in line.text.split(" "):
            end = x + 0.48 * line.size * len(text)
            box = Box(x, line.y - 0.75 * line.size, end, line.y + 0.2 * line.size)
            words.append(Word(text, box, line.y, line.size, bold=line.bold, italic=line.italic))
            x = end + 0.48 * line.size
    return Page(number, 595, 842, tuple(words))


def document(*pages: Sequence[Print]) -> list[CleanPage]:
    return clean_pages([page(number, prints) for number, prints in enumerate(pages, 1)])


def prose(top: float, *texts: str, size: float = 11.0) -> list[Print]:
    return [Print(top + 14 * row, text, size) for row, text in enumerate(texts)]


ENGLISH = prose(
    140,
    "1. Governments have learned that technology by itself does not change how they work, and",
    "the meeting will look at the conditions under which change lasts beyond its first year.",
    "The Secretariat has written a note on the matter which delegates are invited to discuss.",
)


def official(title: str, *more: Print) -> list[Print]:
    return [
        Print(60, "Unclassified", 15, bold=True),
        Print(60, "GOV/PGC/EGOV/A(2006)3/REV1", 15, bold=True, x=330),
        Print(80, "Organisation de Coopération et de Développement Economiques", 9),
        Print(92, "Organisation for Economic Co-operation and Development", 9),
        Print(92, "03-Feb-2006", 10, x=460),
        Print(110, "English - Or. French", 10, bold=True, x=420),
        Print(150, "PUBLIC GOVERNANCE DIRECTORATE", 12, bold=True),
        Print(165, "PUBLIC GOVERNANCE COMMITTEE", 12, bold=True),
        Print(185, "Cancels & replaces the same document of 4 January 2006", 9),
        Print(260, title, 14, bold=True, centred=True),
        *more,
        Print(430, "Contact: Ms. Jane Doe, Tel. (33-1) 00 00 00 00, jane.doe@example.org", 9),
        Print(740, "JT00198765", 12, bold=True, x=450),
        Print(770, "Complete document available on OLIS in its original format", 8),
    ]


def test_official_cover() -> None:
    cover = read_cover(
        document(
            official(
                "5th SYMPOSIUM ON E-GOVERNMENT",
                Print(280, "Keeping the promise: what users may expect", 11, centred=True),
                Print(310, "DRAFT AGENDA", 13, bold=True, centred=True),
                Print(330, "6-7 March 2006, Washington, D.C., United States", 11, centred=True),
            ),
            ENGLISH,
        )
    )
    expected = {
        "kind": "agenda",
        "language": ("en",),
        "original_language": ("fr",),
        "cote": "GOV/PGC/EGOV/A(2006)3/REV1",
        "classification": "Unclassified",
        "reference": "JT00198765",
        "issued": "2006-02-03",
        "cancels": "2006-01-04",
        "directorate": "Public Governance Directorate",
        "committee": "Public Governance Committee",
        "title": "5th SYMPOSIUM ON E-GOVERNMENT",
        "meeting": "SYMPOSIUM ON E-GOVERNMENT",
        "edition": "5",
        "theme_title": "Keeping the promise: what users may expect",
        "start_date": "2006-03-06",
        "end_date": "2006-03-07",
        "year": 2006,
        "city": "Washington DC",
        "country": ("USA",),
    }
    assert {name: getattr(cover, name) for name in expected} == expected
    assert "Jane Doe" in cover.contact
    assert {line.page for line in cover.lines} == {1}


def test_a_paper_for_a_meeting_keeps_its_own_title() -> None:
    cover = read_cover(
        document(
            official(
                "THE COST OF NOT CHANGING",
                Print(285, "Issues paper for Session 2", 12, centred=True),
                Print(310, "Fifth Symposium on E-Government", 11, centred=True),
                Print(330, "Vienna, 6-7 March 2006", 11, centred=True),
            ),
            ENGLISH,
        )
    )
    assert (cover.kind, cover.title) == ("issues-paper", "THE COST OF NOT CHANGING")
    assert (cover.meeting, cover.edition) == ("Symposium on E-Government", "5")
    assert (cover.city, cover.country, cover.theme_title) == ("Vienna", ("AUT",), "")


def test_a_meeting_without_a_name_takes_its_groups() -> None:
    cover = read_cover(
        document(
            official(
                "SUMMARY RECORD OF THE THIRD MEETING",
                Print(215, "Working Party of Budget Officials", 12, bold=True),
                Print(330, "The Hague, 3-4 March 2006", 11, centred=True),
            ),
            ENGLISH,
        )
    )
    assert (cover.kind, cover.meeting, cover.edition) == (
        "record",
        "Working Party of Budget Officials",
        "3",
    )


def test_designed_cover_in_two_languages_follows_the_body() -> None:
    front = [
        Print(250, "Leaders Meeting", 30, bold=True),
        Print(272, "11-12 October 2010", 13),
        Print(300, "Réunion des hauts responsables", 20),
        Print(320, "11-12 octobre 2010", 13),
        Print(400, "SUMMARY REPORT / RAPPORT DE SYNTHÈSE", 18, bold=True),
        Print(425, "Brussels, Belgium • Bruxelles, Belgique", 12),
    ]
    english = read_cover(
        document(
            front,
            prose(
                90,
                "The conclusions were delivered by 42 high-level delegates who met there, in a",
                "meeting titled “Better by design” co-organised with the Belgian government.",
            ),
        )
    )
    assert english.title == "Leaders Meeting"
    assert (english.participants, english.hosts) == (42, ("Belgian government",))
    assert english.theme_title == "Better by design"
    assert (english.city, english.start_date, english.end_date) == (
        "Brussels",
        "2010-10-11",
        "2010-10-12",
    )
    french = read_cover(
        document(
            front,
            prose(
                90,
                "Les participants ont souligné que le changement est une affaire de temps et de",
                "patience, et que les moyens ne suffisent pas sans engagement au plus haut niveau.",
            ),
        )
    )
    assert (french.language, french.title) == (("fr",), "Réunion des hauts responsables")
    assert french.city == "Brussels"


def test_no_cover_only_a_head() -> None:
    pages = document(
        [
            Print(70, "Seventh Seminar on Digital Services", 16, bold=True, centred=True),
            Print(95, "“Improving take-up”", 13, italic=True, centred=True),
            Print(118, "Manama, 24th of June 2009", 11, centred=True),
            Print(150, "AGENDA", 13, bold=True, centred=True),
            Print(190, "8:30 – 9:00 Registration of delegates", 11),
            Print(210, "9:00 – 9:30 Opening remarks", 11),
            Print(230, "9:30 – 11:00 Session 1. Take-up of services", 11),
        ]
    )
    cover = read_cover(pages)
    assert (cover.kind, cover.edition, cover.meeting) == (
        "agenda",
        "7",
        "Seminar on Digital Services",
    )
    assert (cover.theme_title, cover.city, cover.start_date) == (
        "Improving take-up",
        "Manama",
        "2009-06-24",
    )
    kept = [row.text for row in pages[0].rows if row not in cover.lines]
    assert kept[0].startswith("8:30")
    assert len(kept) == 3


def test_year_of_a_date_comes_from_the_weekday_and_the_issue() -> None:
    cover = read_cover(
        document(
            official(
                "SEMINAR ON INDICATORS",
                Print(310, "AGENDA", 12, bold=True, centred=True),
                Print(330, "Thursday 5 and Friday 6 January, Paris", 11, centred=True),
            ),
            ENGLISH,
        )
    )
    assert (cover.start_date, cover.end_date) == ("2006-01-05", "2006-01-06")


def test_title_repeated_behind_the_cover_is_no_text() -> None:
    pages = document(
        official(
            "5th SYMPOSIUM ON E-GOVERNMENT",
            Print(330, "6-7 March 2006, Oslo, Norway", 11, centred=True),
        ),
        [
            Print(80, "5TH SYMPOSIUM ON E-GOVERNMENT", 12, bold=True, centred=True),
            Print(96, "6-7 MARCH 2006, OSLO", 12, bold=True, centred=True),
            *ENGLISH,
        ],
    )
    cover = read_cover(pages)
    left = [row.text for row in pages[1].rows if row not in cover.lines]
    assert left[0].startswith("1. Governments")


def test_column_beside_the_title_stays_text() -> None:
    rows = [
        Print(80, "Highlights from Oslo", 25, bold=True),
        Print(110, "Leaders Meeting, Oslo, Norway, 27 and 28 September 2007", 11),
    ]
    for row in range(8):
        rows.append(Print(150 + 14 * row, "a good web site is what the users saw", 10))
        rows.append(Print(157 + 14 * row, "the house behind it was not yet built", 10, x=320))
    pages = document(rows)
    cover = read_cover(pages)
    assert (cover.kind, cover.title, cover.meeting) == (
        "summary",
        "Highlights from Oslo",
        "Leaders Meeting",
    )
    assert sum(row not in cover.lines for row in pages[0].rows) >= 8


@pytest.mark.parametrize("pages", [[], [[]], [[Print(100, "x")]], [[], ENGLISH]])
def test_little_or_nothing(pages: list[list[Print]]) -> None:
    cover = read_cover(document(*pages))
    assert cover.kind in KINDS
    assert cover.cote == ""
    assert cover.start_date == ""


def test_same_pages_same_cover() -> None:
    pages = document(official("A TITLE"), ENGLISH)
    first, second = read_cover(pages), read_cover(pages)
    assert all(getattr(first, f.name) == getattr(second, f.name) for f in fields(Cover))


PLAIN = [
    "The ministers of all member countries asked for closer coordination of their own",
    "administrations, which is a wish as old as the offices, and for more room to act on",
    "services that small agencies can take over without any change to their statutes.",
]


def test_a_paragraph_under_the_title_is_no_motto() -> None:
    title = Print(60, "Meeting of Senior Officials on Digital Government", 18, bold=True)
    cover = read_cover(document([title, *prose(100, *PLAIN), *ENGLISH[:3]]))
    assert cover.title == "Meeting of Senior Officials on Digital Government"
    assert cover.theme_title == ""
    assert len(cover.lines) == 1


def test_a_first_sentence_about_the_hosts_stays_text() -> None:
    hosts = [
        "Hosted by the Government of Italy with the support of the World Bank, the forum brought",
        "together ministers and officials from some eighty countries in Naples on 5 May 2001.",
    ]
    cover = read_cover(document([Print(60, "Global Forum", 18), *prose(100, *hosts), *ENGLISH]))
    assert cover.hosts == ("Government of Italy",)
    assert len(cover.lines) == 1


def test_practical_lines_are_neither_title_nor_motto() -> None:
    cover = read_cover(
        document(
            [
                Print(60, "Workshop on Data", 18, bold=True),
                Print(85, "Venue: Hotel Viru, Conference Centre, Room 4", 12),
                Print(100, "Connection details: to be announced", 12),
                Print(115, "Ada Byron and Alan Turing", 12),
                *ENGLISH,
            ]
        )
    )
    assert (cover.title, cover.theme_title) == ("Workshop on Data", "")


def test_a_press_release_has_a_day_of_issue_and_no_meeting() -> None:
    cover = read_cover(
        document(
            [
                Print(60, "PRESS RELEASE", 12, bold=True),
                Print(80, "Paris, 14 June 2005", 11),
                Print(110, "Countries agree on electronic signatures", 18, bold=True),
                *ENGLISH,
            ]
        )
    )
    assert (cover.issued, cover.start_date, cover.year) == ("2005-06-14", "", 2005)
    assert cover.kind == "communique"


def test_two_columns_of_a_cover_are_two_titles() -> None:
    cover = read_cover(
        document(
            [
                Print(100, "OECD", 26),
                Print(100, "Dirigeants de", 26, x=330),
                Print(132, "E-Leaders", 26),
                Print(132, "l’État", 26, x=330),
                Print(164, "2008", 26),
                Print(230, "The Hague, 6-7 March 2008", 12),
            ],
            ENGLISH,
        )
    )
    assert cover.title == "OECD E-Leaders 2008"
    assert cover.meeting == "OECD E-Leaders"


def test_a_second_version_of_the_motto_is_noted() -> None:
    cover = read_cover(
        document(
            [
                Print(60, "Leaders Meeting: Leadership for better government", 18, bold=True),
                Print(90, "Seoul, Korea, 14-15 July 2004", 12),
                *prose(
                    140,
                    "The meeting titled “Leaders for better government” was held in Seoul on 14",
                    "and 15 July 2004, and ministers from all the regions took part in its work.",
                ),
            ]
        )
    )
    assert cover.theme_title == "Leadership for better government"
    assert "two versions" in " ".join(cover.notes)


def test_a_row_of_label_and_value_is_read_as_one() -> None:
    cover = read_cover(
        document(
            [
                Print(90, "Workshop on Road Tolls", 18, bold=True),
                Print(112, "Summary of discussions", 14, bold=True),
                Print(140, "Date:", bold=True),
                Print(140, "3-4 May 2011", x=200),
                Print(158, "Host:", bold=True),
                Print(158, "Government of Norway", x=200),
                Print(176, "Participants:", bold=True),
                Print(176, "58, from 12 countries", x=200),
                Print(194, "Issued:", bold=True),
                Print(194, "June 2011", x=200),
                *[replace(one, y=one.y + 100) for one in ENGLISH],
            ]
        )
    )
    assert (cover.hosts, cover.participants) == (("Government of Norway",), 58)
    assert (cover.issued, cover.start_date) == ("2011-06", "2011-05-03")


def test_a_declarations_title_begins_in_the_line_of_its_kind() -> None:
    cover = read_cover(
        document(
            [
                Print(90, "MEETING OF MINISTERS OF TRANSPORT", 12),
                Print(108, "Oslo, 3-4 May 2011", 11),
                Print(146, "Oslo Declaration", 17, bold=True),
                Print(168, "on Fair Road Tolls", 17, bold=True),
                *[replace(one, y=one.y + 100) for one in ENGLISH],
            ]
        )
    )
    assert cover.title == "Oslo Declaration on Fair Road Tolls"


def test_a_line_in_two_languages_gives_the_meeting_in_the_documents_own() -> None:
    both = "OECD Conference on Tolls / Conférence de l’OCDE sur les péages"
    cover = read_cover(
        document(
            [
                Print(80, both, 14, bold=True),
                Print(110, "Luxembourg, 3-4 May 2011", 12),
                Print(130, "Centre de conférences du Nord", 11),
                *[replace(one, y=one.y + 60) for one in ENGLISH],
            ]
        )
    )
    assert cover.meeting == "OECD Conference on Tolls"
    assert (cover.city, cover.directorate) == ("Luxembourg", "")


def test_a_notice_on_the_cover_is_no_title() -> None:
    notice = "The meeting will start at 10 a.m. on Tuesday 3 May in Room 4."
    cover = read_cover(
        document(official("WORKING PARTY ON ROAD TOLLS", Print(400, notice, 11)), ENGLISH)
    )
    assert "start" not in cover.title + cover.meeting
    assert cover.title
