"""A file becomes a record: whole documents drawn on the spot, and files that are none."""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from drawing import HEIGHT, Drawing, pdf, put, put_column, put_paragraphs, put_table
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from communique.errors import TooManyPagesError
from communique.extract import read
from communique.extract.document import _OFFICERS
from communique.extract.people import may_name_officers, people_of
from communique.records import Document

Reading = Callable[[bytes], Document]

PROSE = [
    "Ministers recalled that common platforms spare small agencies the cost of building their own,"
    " and that the savings show only where the old systems are switched off for good.",
    "Skills remain short everywhere, and the salaries that the market offers cannot be matched by"
    " an administration that pays by seniority alone, as most of them still do.",
    "Registers that were built for one purpose are asked to serve a second and a third, which their"
    " keepers have accepted without the means to check what is asked of them.",
    "Accounts of what was saved are rare, since nobody had written down what was spent before the"
    " work began; the few that there are were drawn up by those who had done it.",
    "Statutes name the paper form, the stamp and the counter, and so bind those who would do"
    " without them; two delegations had their parliaments pass a single act to undo this.",
    "Users were asked last, if at all, although they alone could tell what was of use to them; and"
    " where they were asked first, the service that came of it was smaller and was used.",
]
TITLE = "Meeting of Senior Officials on Digital Government"


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]


def put_cover(canvas: Canvas, *below: str, kind: str = "Draft agenda") -> float:
    put(canvas, TITLE, 72, 80, 16, bold=True)
    put(canvas, kind, 72, 105, 14, bold=True)
    put(canvas, "14-15 July 2004", 72, 128, 12)
    put(canvas, "Seoul, Korea", 72, 146, 12)
    return put_paragraphs(canvas, below, 190)


def report(*drawings: Drawing) -> bytes:
    return pdf(*drawings)


def prose(canvas: Canvas) -> None:
    put_cover(canvas, *PROSE, kind="Summary report")


def changed(data: bytes, change: Callable[[pdfium.PdfPage], object]) -> bytes:
    """The PDF with every page changed."""
    with pdfium.PdfDocument(data) as document:
        for page in document:
            change(page)
            page.close()
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


# What is on the pages ------------------------------------------------------------------------


def test_a_report_gives_its_cover_and_its_paragraphs(read_bytes: Reading) -> None:
    document = read_bytes(report(prose))
    assert (document.status, document.problem) == ("ok", "")
    assert (document.kind, document.language, document.pages) == ("summary", ("en",), 1)
    assert (document.start_date, document.end_date) == ("2004-07-14", "2004-07-15")
    assert (document.year, document.city, document.country) == (2004, "Seoul", ("KOR",))
    assert texts(document) == PROSE


def test_a_record_names_its_file_and_its_content(tmp_path: Path) -> None:
    data = report(prose)
    path = tmp_path / "2004" / "seoul.pdf"
    path.parent.mkdir()
    path.write_bytes(data)
    document = read(path, root=tmp_path)
    assert document.file == "2004/seoul.pdf"
    assert read(path).file == "seoul.pdf"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert read(str(path), root=tmp_path) == document


def test_a_file_of_too_many_pages_is_refused_with_their_number(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    with pdfium.PdfDocument.new() as document:
        for _ in range(3):
            document.new_page(200, 200)
        document.save(path)
    assert read(path, page_limit=3).pages == 3
    with pytest.raises(TooManyPagesError) as caught:
        read(path, page_limit=2)
    assert caught.value.args == (3,)


def test_running_headers_page_numbers_and_the_margin_strip_are_in_no_passage(
    read_bytes: Reading,
) -> None:
    def sheet(number: int) -> Drawing:
        def draw(canvas: Canvas) -> None:
            if number % 2:
                put(canvas, f"GOV/PGC/EGOV(2004)3 │ {number}", 420, 40, 9)
            else:
                put(canvas, f"{number} │ GOV/PGC/EGOV(2004)3", 72, 40, 9)
            put(canvas, f"- {number} -", 290, 815, 9)
            canvas.saveState()
            canvas.translate(30, 300)
            canvas.rotate(90)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(
                0, 0, "G O V / P G C / E G O V ( 2 0 0 4 ) 3   U n c l a s s i f i e d"
            )
            canvas.restoreState()
            start = (number - 1) % 3
            put_paragraphs(canvas, [PROSE[start], PROSE[start + 3]], 100 + 10 * number)

        return draw

    document = read_bytes(report(*(sheet(number) for number in range(1, 6))))
    assert len(document.passages) == 10
    assert set(texts(document)) == set(PROSE)
    assert [passage.page for passage in document.passages] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_two_columns_are_read_one_after_the_other(read_bytes: Reading) -> None:
    def draw(canvas: Canvas) -> None:
        for column, held in enumerate((PROSE[:3], PROSE[3:])):
            y = 100.0
            for text in held:
                y = put_column(canvas, text, 60 + 250 * column, y, 220) + 8

    assert texts(read_bytes(report(draw))) == PROSE


def test_numbered_paragraphs_run_over_a_page_with_a_footnote_between(read_bytes: Reading) -> None:
    cut = PROSE[2].index("a second")

    def first(canvas: Canvas) -> None:
        y = 90.0
        for number, text in enumerate(PROSE[:2], 1):
            y = put_column(canvas, f"{number}. {text}", 72, y, 451) + 8
        put_column(canvas, f"3. {PROSE[2][:cut]}", 72, 690, 451)
        canvas.line(72, HEIGHT - 745, 200, HEIGHT - 745)
        put(canvas, "1 See the annex.", 72, 757, 7)
        put(canvas, "1", 290, 815, 9)

    def second(canvas: Canvas) -> None:
        y = put_column(canvas, PROSE[2][cut:], 72, 90, 451) + 8
        put_column(canvas, f"4. {PROSE[3]}", 72, y, 451)
        put(canvas, "2", 290, 815, 9)

    document = read_bytes(report(first, second))
    assert [(passage.number, passage.page) for passage in document.passages] == [
        ("1", 1),
        ("2", 1),
        ("3", 1),
        ("4", 2),
    ]
    assert texts(document) == PROSE[:4]


def test_small_marks_struck_words_and_doubled_letters(read_bytes: Reading) -> None:
    def draw(canvas: Canvas) -> None:
        put_paragraphs(canvas, PROSE[:2])
        y, x = 200, 72.0
        for text, size, rise in [
            ("The 4", 10, 0),
            ("th", 6, 4),
            (" meeting agreed", 10, 0),
            ("3", 6, 4),
            (" to halve", 10, 0),
        ]:
            put(canvas, text, x, y - rise, size)
            x += canvas.stringWidth(text, "Helvetica", size)
        struck = x + canvas.stringWidth(" ", "Helvetica", 10)
        put(canvas, "double", struck, y)
        end = struck + canvas.stringWidth("double", "Helvetica", 10)
        canvas.setLineWidth(0.5)
        canvas.line(struck - 0.5, HEIGHT - y + 2.7, end + 0.5, HEIGHT - y + 2.7)
        put(canvas, "the number of its forms within two years.", end + 3, y)
        for shift in (0, 0.3):
            put(canvas, "Every agency will report on this by the spring.", 72 + shift, 230)

    found = texts(read_bytes(report(draw)))
    assert found[2:] == [
        "The 4th meeting agreed to halve the number of its forms within two years.",
        "Every agency will report on this by the spring.",
    ]


def test_words_broken_by_soft_and_hard_hyphens_are_whole(read_bytes: Reading) -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def draw(canvas: Canvas) -> None:
        put_cover(canvas, PROSE[0], kind="Summary report")
        canvas.setFont("Vera", 10)
        lines = [
            "The ministers of all member countries asked for closer co\u00adordi\u00ad",
            "nation of their administrations, a well-known wish, and more effi-",
            "cient services that small agencies can take over without change.",
        ]
        for number, line in enumerate(lines):
            canvas.drawString(72, HEIGHT - 240 - 12 * number, line)
        put_paragraphs(canvas, PROSE[1:2], 290)

    (_, found, _) = texts(read_bytes(report(draw)))
    assert "closer coordination of their" in found
    assert "a well-known wish" in found
    assert "more efficient services" in found
    assert "\u00ad" not in found


def test_a_title_set_letter_by_letter_and_a_watermark(read_bytes: Reading) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillGray(0.8)
        canvas.translate(150, 350)
        canvas.rotate(45)
        canvas.setFont("Helvetica-Bold", 90)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()
        title = canvas.beginText(72, HEIGHT - 80)
        title.setFont("Helvetica-Bold", 13)
        title.setCharSpace(7)
        title.textOut("PRIORITIES AHEAD")
        title.setCharSpace(0)
        canvas.drawText(title)
        put_paragraphs(canvas, PROSE, 130)

    document = read_bytes(report(prose, draw))
    assert texts(document) == PROSE * 2
    assert document.passages[-1].section[-1] == "PRIORITIES AHEAD"


def test_bullets_of_a_symbol_font_are_no_text(read_bytes: Reading) -> None:
    def draw(canvas: Canvas) -> None:
        y = put_cover(canvas, *PROSE[3:], kind="Summary report") + 6
        y = put_column(canvas, "Ministers agreed that governments should:", 72, y, 451) + 8
        for text in PROSE[:3]:
            canvas.setFont("Symbol", 10)
            canvas.drawString(80, HEIGHT - y, "\u2022")
            y = put_column(canvas, text, 98, y, 420) + 6

    document = read_bytes(report(draw))
    assert texts(document)[-3:] == PROSE[:3]
    assert {passage.section for passage in document.passages[-3:]} == {
        ("Ministers agreed that governments should",)
    }


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_say_the_same(read_bytes: Reading, turn: int) -> None:
    turned = read_bytes(changed(report(prose), lambda page: page.set_rotation(turn)))
    assert texts(turned) == PROSE


def test_a_crop_box_changes_places_and_no_words(read_bytes: Reading) -> None:
    plain = read_bytes(report(prose))
    cropped = read_bytes(changed(report(prose), lambda page: page.set_cropbox(40, 30, 560, 820)))
    assert texts(cropped) == texts(plain)
    for a, b in zip(cropped.passages, plain.passages, strict=True):
        assert (a.box.x0, a.box.top) == pytest.approx((b.box.x0 - 40, b.box.top - 22), abs=1)


# Agendas -------------------------------------------------------------------------------------

ROWS = [
    ("9:00 – 9:30", "Registration and coffee"),
    (
        "9:30 – 10:00",
        "Welcome by the host and opening remarks by the Secretary-General of the OECD",
    ),
    ("10:00 – 11:15", "Session 1. Sharing platforms between ministries that share nothing else"),
    ("11:15 – 11:45", "Coffee break"),
    ("11:45 – 13:00", "Session 2. Skills that governments lack"),
    ("13:00 – 14:30", "Lunch"),
]
ENTRIES = [
    ("09:00", "09:30", "Registration and coffee"),
    (
        "09:30",
        "10:00",
        "Welcome by the host and opening remarks by the Secretary-General of the OECD",
    ),
    ("10:00", "11:15", "Sharing platforms between ministries that share nothing else"),
    ("11:15", "11:45", "Coffee break"),
    ("11:45", "13:00", "Skills that governments lack"),
    ("13:00", "14:30", "Lunch"),
]


def programme(rows: Sequence[Sequence[str]], *, ruled: bool) -> bytes:
    def draw(canvas: Canvas) -> None:
        put_cover(canvas)
        put(canvas, "Wednesday 14 July", 72, 190, 12, bold=True)
        put_table(canvas, rows, (90, 260), y=220, ruled=ruled)

    return pdf(draw)


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "unruled"])
def test_a_timetable_is_read_with_its_wrapped_cells(read_bytes: Reading, ruled: bool) -> None:
    document = read_bytes(programme(ROWS, ruled=ruled))
    assert document.kind == "agenda"
    assert [(entry.start, entry.end, entry.title) for entry in document.agenda] == ENTRIES
    assert {entry.date for entry in document.agenda} == {"2004-07-14"}
    assert [passage.entry for passage in document.passages] == [1, 2, 3, 4, 5, 6]
    assert all(entry.page == 1 for entry in document.agenda)


def test_an_agenda_over_two_days_with_questions_and_people(read_bytes: Reading) -> None:
    def first(canvas: Canvas) -> None:
        put_cover(canvas)
        put(canvas, "Wednesday 14 July", 72, 190, 12, bold=True)
        put(canvas, "9:00 – 9:30 Welcome and opening remarks", 72, 215, bold=True)
        put(canvas, "9:30 – 11:00 Session 1. Sharing platforms", 72, 240, bold=True)
        put(canvas, "Who pays for what all of them use?", 72, 256)
        put(canvas, "Chair: Ms. Anna Berg, Ministry of Finance, Sweden", 72, 272)
        put(canvas, "11:00 – 11:30 Coffee break", 72, 296, bold=True)

    def second(canvas: Canvas) -> None:
        put(canvas, "Thursday 15 July", 72, 90, 12, bold=True)
        put(canvas, "9:00 – 10:30 Session 2. Skills that governments lack", 72, 115, bold=True)
        put(canvas, "What would make the young apply?", 72, 131)
        put(canvas, "10:30 – 11:00 Closing remarks", 72, 155, bold=True)

    document = read_bytes(pdf(first, second))
    assert [(entry.date, entry.start, entry.page) for entry in document.agenda] == [
        ("2004-07-14", "09:00", 1),
        ("2004-07-14", "09:30", 1),
        ("2004-07-14", "11:00", 1),
        ("2004-07-15", "09:00", 2),
        ("2004-07-15", "10:30", 2),
    ]
    (chair,) = [person for person in document.people if person.role == "chair"]
    assert (chair.name, chair.country, chair.entry, chair.page) == ("Anna Berg", "SWE", 2, 1)
    session = document.passages[1]
    assert session.text == "Sharing platforms Who pays for what all of them use?"
    assert session.role == "session"


def test_groups_in_columns_are_read_each_for_itself(read_bytes: Reading) -> None:
    rows = [
        ("Group A: Shared registers", "Group B: Shared staff"),
        (
            "Who may correct an entry that another agency made, and who must be told of it?",
            "Who pays for the training of those who leave for another agency the year after?",
        ),
    ]

    def draw(canvas: Canvas) -> None:
        put_cover(canvas)
        put(canvas, "Wednesday 14 July", 72, 190, 12, bold=True)
        put(canvas, "9:00 – 9:30 Welcome and opening remarks", 72, 215, bold=True)
        put(canvas, "9:30 – 11:00 Session 1. Sharing platforms", 72, 240, bold=True)
        y = put_table(canvas, rows, (220, 220), y=270, ruled=True)
        put(canvas, "11:00 – 11:30 Coffee break", 72, y + 15, bold=True)

    document = read_bytes(pdf(draw))
    assert [(entry.number, entry.parent, entry.title) for entry in document.agenda] == [
        ("", None, "Welcome and opening remarks"),
        ("1", None, "Sharing platforms"),
        ("A", 2, "Shared registers"),
        ("B", 2, "Shared staff"),
        ("", None, "Coffee break"),
    ]
    assert [entry.description for entry in document.agenda[2:4]] == list(rows[1])


def test_contact_data_reach_no_table(read_bytes: Reading) -> None:
    def draw(canvas: Canvas) -> None:
        y = put_cover(canvas, *PROSE, kind="Summary report")
        line = "Contact: Ms Anna Berg, Tel: +33 1 45 24 80 36, E-mail: anna.berg@oecd.org"
        put(canvas, line, 72, y + 15)

    document = read_bytes(pdf(draw))
    assert texts(document) == PROSE
    assert "45 24" not in repr(document)
    assert "@" not in repr(document)


# Files that are no documents ------------------------------------------------------------------


def scan(canvas: Canvas) -> None:
    target = io.BytesIO()
    Image.new("L", (60, 80), 200).save(target, "PNG")
    target.seek(0)
    canvas.drawImage(ImageReader(target), 0, 0, 595, 842)


def test_a_scan_is_partial_and_says_that_ocr_is_needed(read_bytes: Reading) -> None:
    document = read_bytes(pdf(scan, scan))
    assert (document.status, document.pages, document.passages) == ("partial", 2, ())
    assert "OCR is needed" in document.problem


def test_a_scanned_page_among_others_is_named(read_bytes: Reading) -> None:
    document = read_bytes(pdf(prose, scan))
    assert document.status == "partial"
    assert document.problem.startswith("Page 2 has no text layer")
    assert texts(document) == PROSE


def test_a_blank_page_among_others_is_no_fault(read_bytes: Reading) -> None:
    document = read_bytes(pdf(prose, lambda canvas: None))
    assert (document.status, document.problem, document.pages) == ("ok", "", 2)


def test_a_file_of_blank_pages_is_partial(read_bytes: Reading) -> None:
    document = read_bytes(pdf(lambda canvas: None))
    assert document.status == "partial"
    assert "No page has a text layer" in document.problem


GOOD = pdf(prose)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"no PDF at all" * 100, "not a PDF"),
        (b"\x00" * 5_000, "not a PDF"),
        (GOOD[:300], "cut off"),
        (pdf(prose, encrypt=StandardEncryption("secret", strength=128)), "password"),
    ],
    ids=["empty", "garbage", "zeros", "truncated", "encrypted"],
)
def test_a_file_that_cannot_be_read_fails_with_one_plain_sentence(
    read_bytes: Reading, data: bytes, said: str
) -> None:
    document = read_bytes(data)
    assert document.status == "failed"
    assert said in document.problem
    assert document.problem.endswith(".")
    assert document.problem.count(". ") == 0
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.document
    assert (document.pages, document.agenda, document.people, document.passages) == (0, (), (), ())


def test_a_file_that_is_not_there_fails_and_raises_nothing(tmp_path: Path) -> None:
    document = read(tmp_path / "nowhere.pdf")
    assert document.status == "failed"
    assert "cannot be opened" in document.problem


def test_a_pdf_that_anyone_may_open_is_read_though_it_is_encrypted(read_bytes: Reading) -> None:
    locked = StandardEncryption("", ownerPassword="owner", strength=128)
    document = read_bytes(pdf(prose, encrypt=locked))
    assert document.status == "ok"
    assert texts(document) == PROSE


@pytest.mark.parametrize("seed", range(24))
def test_a_damaged_file_raises_nothing(read_bytes: Reading, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(programme(ROWS, ruled=True) if seed % 2 else pdf(prose, prose))
    for _ in range(chance.choice([1, 5, 40, 300])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if seed % 3 == 0:
        start = chance.randrange(len(data))
        del data[start : start + chance.randrange(1, 400)]
    document = read_bytes(bytes(data))
    assert document.status in ("ok", "partial", "failed")
    assert (document.status == "ok") or document.problem.endswith(".")
    assert document.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_file_cut_off_anywhere_raises_nothing(read_bytes: Reading, share: float) -> None:
    document = read_bytes(GOOD[: int(share * len(GOOD))])
    assert document.status in ("ok", "partial", "failed")
    assert document.status == "ok" or document.problem


@pytest.mark.parametrize("data", [programme(ROWS, ruled=False), pdf(prose, scan), b"nothing"])
def test_the_same_bytes_give_the_same_record(read_bytes: Reading, data: bytes) -> None:
    assert read_bytes(data) == read_bytes(data)


@given(
    st.lists(
        st.sampled_from(
            [
                "Chair",
                "Chairman",
                "VICE-CHAIRS",
                "co-chaired",
                "by",
                "under",
                "the",
                "presidency",
                "of",
                "chairmanship",
                "présidée",
                "par",
                "Modératrice:",
                "moderated",
                "facilitated",
                "animée",
                "Animateur",
                "facilitator",
                "Rapporteure:",
                "note-taker",
                "was",
                "were",
                "elected",
                "Contact",
                "please",
                "contact:",
                "s’adresser",
                "à",
                "Renseignements:",
                "Informations:",
                "Question:",
                "Host:",
                "hôtes:",
                "hosted",
                "Mr",
                "Lars",
                "Holm",
                "(Denmark),",
                "Ms",
                "Ana",
                "Berg,",
                "Norway",
                "–",
                "took",
                "the",
                "in",
                "a",
                "présidé",
                "a",
                "modéré",
                "Speaker:",
                "Panel:",
                "Overview",
                "for",
                "further",
                "information",
                "pour toute question",
                "Pour plus d'informations :",
            ]
        ),
        max_size=14,
    ).map(" ".join)
)
def test_officers_are_named_with_the_words_of_their_offices(text: str) -> None:
    officers = [one for one in people_of([text], page=1) if one.role in _OFFICERS]
    assert not officers or may_name_officers(text)
