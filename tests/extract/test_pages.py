"""Reading pages: words with their place and type face, whatever the page's turn or crop."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from drawing import Drawing, pdf, put, put_column
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from communique.extract.layout import Page, Word
from communique.extract.pages import UnreadableError, open_pdf, read_pages
from communique.extract.placed import (
    ANGLE,
    BASELINE,
    BOTTOM,
    FACE,
    SIZE,
    TOP,
    X0,
    X1,
    PlacedWords,
)

Pages = Callable[[bytes], list[Page]]


def only(page: Page, text: str) -> Word:
    (found,) = [word for word in page.words if word.text == text]
    return found


def changed(data: bytes, change: Callable[[pdfium.PdfPage], object]) -> bytes:
    """The PDF with its first page changed."""
    with pdfium.PdfDocument(data) as document:
        page = document[0]
        change(page)
        page.close()
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


def hello(canvas: Canvas) -> None:
    put(canvas, "Skills matter", 100, 200, 12)
    put(canvas, "Bold", 100, 300, 12, bold=True)
    put(canvas, "Slanted", 300, 300, 9, italic=True)


def test_a_word_has_its_place_counted_from_the_top_left_corner(pages_of: Pages) -> None:
    (page,) = pages_of(pdf(hello))
    assert (page.number, round(page.width), round(page.height)) == (1, 595, 842)
    word = only(page, "Skills")
    assert word.box.x0 == pytest.approx(100, abs=1.5)
    assert word.box.x1 == pytest.approx(130, abs=4)
    assert word.baseline == pytest.approx(200, abs=0.1)
    assert word.box.top < 200 <= word.box.bottom + 0.5
    assert word.angle == 0


def test_words_come_with_a_table_of_their_numbers(pages_of: Pages) -> None:
    def drawing(canvas: Canvas) -> None:
        hello(canvas)
        put(canvas, "outside", 700, 200)
        canvas.rotate(90)
        put(canvas, "margin", 100, 892)

    (page,) = pages_of(pdf(drawing))
    assert isinstance(page.words, PlacedWords)
    assert "outside" not in page.words.texts
    assert list(page.words.texts) == [word.text for word in page.words]
    assert only(page, "margin").angle == 90
    assert page.words.table[[X0, BASELINE, TOP, SIZE, X1, BOTTOM, ANGLE]].T.tolist() == [
        [box.x0, word.baseline, box.top, word.size, box.x1, box.bottom, word.angle]
        for word in page.words
        for box in [word.box]
    ]
    faces = page.words.table[FACE].tolist()
    assert len(set(faces)) == len({(word.font, word.size, word.angle) for word in page.words})


def test_a_word_has_its_type_face(pages_of: Pages) -> None:
    (page,) = pages_of(pdf(hello))
    plain, bold, slanted = (only(page, text) for text in ("Skills", "Bold", "Slanted"))
    assert (plain.size, plain.bold, plain.italic) == (12, False, False)
    assert (bold.size, bold.bold, bold.italic) == (12, True, False)
    assert (slanted.size, slanted.bold, slanted.italic) == (9, False, True)
    assert plain.font == "Helvetica"


def test_a_word_has_its_colour(pages_of: Pages) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 0, 0.4)
        put(canvas, "red", 100, 200)
        canvas.setFillColorRGB(0, 0, 0)
        put(canvas, "black", 100, 300)

    (page,) = pages_of(pdf(draw))
    assert (only(page, "red").colour, only(page, "black").colour) == (0xFF0066, 0)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_measured_as_it_is_seen(pages_of: Pages, turn: int) -> None:
    (page,) = pages_of(changed(pdf(hello), lambda page: page.set_rotation(turn)))
    assert page.width > page.height if turn in (90, 270) else page.height > page.width
    word = only(page, "Skills")
    # the text turns clockwise with the page, angles count the other way round
    assert word.angle == (360 - turn) % 360
    places = {90: (842 - 200, 100), 180: (595 - 100, 842 - 200), 270: (200, 595 - 100)}
    x, y = places[turn]
    assert min(abs(word.box.x0 - x), abs(word.box.x1 - x)) < 12
    assert min(abs(word.box.top - y), abs(word.box.bottom - y)) < 12


def test_text_written_for_a_turned_page_is_upright(pages_of: Pages) -> None:
    def landscape(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(100, -50, "Across the long side")

    (page,) = pages_of(changed(pdf(landscape), lambda page: page.set_rotation(90)))
    assert [word.angle for word in page.words] == [0, 0, 0, 0]
    assert [word.text for word in page.words] == ["Across", "the", "long", "side"]
    assert page.words[0].box.x0 == pytest.approx(100, abs=2)
    assert page.words[0].baseline == pytest.approx(50, abs=0.5)


def test_a_crop_box_moves_the_corner_and_hides_what_is_outside(pages_of: Pages) -> None:
    def draw(canvas: Canvas) -> None:
        hello(canvas)
        put(canvas, "trimmed", 20, 20)

    cropped = changed(pdf(draw), lambda page: page.set_cropbox(50, 100, 550, 800))
    (page,) = pages_of(cropped)
    assert (page.width, page.height) == (500, 700)
    assert only(page, "Skills").box.x0 == pytest.approx(50, abs=1.5)
    assert only(page, "Skills").baseline == pytest.approx(200 - 42, abs=0.5)
    assert "trimmed" not in [word.text for word in page.words]


def test_ligatures_soft_hyphens_and_odd_blanks_are_undone(pages_of: Pages) -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 10)
        canvas.drawString(100, 700, "o\u00adne ef\ufb01cient \ufb02ow non\u00a0stop")

    (page,) = pages_of(pdf(draw))
    assert [word.text for word in page.words] == ["one", "efficient", "flow", "non", "stop"]


def test_a_hyphen_at_a_lines_end_is_told_from_one_inside(pages_of: Pages) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, "a well-known co-ordi-", 100, 100)
        put(canvas, "nation", 100, 112)

    (page,) = pages_of(pdf(draw))
    texts = [word.text for word in page.words]
    assert "well-known" in texts
    broken = next(word for word in page.words if word.text.startswith("co-ordi"))
    assert broken.joins or broken.text.endswith("-")


def test_a_raised_mark_is_a_word_of_its_own(pages_of: Pages) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(100, 700)
        text.setFont("Helvetica", 10)
        text.textOut("agreed")
        text.setFont("Helvetica", 6)
        text.setRise(4)
        text.textOut("12")
        text.setRise(0)
        text.setFont("Helvetica", 10)
        text.textOut(" today")
        canvas.drawText(text)

    (page,) = pages_of(pdf(draw))
    assert [word.text for word in page.words] == ["agreed", "12", "today"]
    assert [word.size for word in page.words] == [10, 6, 10]
    assert page.words[1].baseline == pytest.approx(page.words[0].baseline - 4, abs=0.1)


def test_a_scaled_text_has_the_size_that_is_seen(pages_of: Pages) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.scale(2, 2)
        put(canvas, "Double", 50, 500, 6)

    (page,) = pages_of(pdf(draw))
    assert only(page, "Double").size == 12


def test_every_page_is_read_in_order(pages_of: Pages) -> None:
    def numbered(number: int) -> Drawing:
        return lambda canvas: put(canvas, f"page{number}", 100, 100)

    data = pdf(*(numbered(number) for number in range(1, 6)))
    pages = pages_of(data)
    assert [page.number for page in pages] == [1, 2, 3, 4, 5]
    assert [page.words[0].text for page in pages] == ["page1", "page2", "page3", "page4", "page5"]


def test_a_limit_stops_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "four.pdf"
    path.write_bytes(pdf(*[hello] * 4))
    assert len(read_pages(path, limit=2)) == 2
    assert read_pages(path, limit=0) == []


def test_an_empty_page_has_a_size_and_no_words(pages_of: Pages) -> None:
    empty, full = pages_of(pdf(lambda canvas: None, hello))
    assert (empty.words, empty.rules, empty.images) == ((), (), ())
    assert empty.width == full.width


def test_two_columns_come_out_word_by_word(pages_of: Pages) -> None:
    def draw(canvas: Canvas) -> None:
        put_column(canvas, "one two three four five six", 72, 100, 60)
        put_column(canvas, "alpha beta gamma delta", 320, 100, 60)

    (page,) = pages_of(pdf(draw))
    assert sorted(word.text for word in page.words) == sorted(
        ["one", "two", "three", "four", "five", "six", "alpha", "beta", "gamma", "delta"]
    )


GOOD = pdf(hello)
LOCKED = pdf(hello, encrypt=StandardEncryption("secret", strength=128))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a word processor's file", "not a PDF"),
        (b"<html><body>404</body></html>" * 20, "not a PDF"),
        (LOCKED, "password"),
        (GOOD[:200], "cut off"),
        (b"%PDF-1.4\n" + b"\x00\xff" * 400 + b"\n%%EOF\n", "damaged"),
    ],
)
def test_a_bad_file_is_named_in_one_plain_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError) as caught, open_pdf(data):
        pass
    message = str(caught.value)
    assert said in message
    assert message.endswith(".")
    assert message[0].isupper()
    assert "\n" not in message
