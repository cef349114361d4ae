"""Ruling lines and images of a page, however they are drawn."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from drawing import HEIGHT, pdf, put
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from communique.extract.layout import Page

Pages = Callable[[bytes], list[Page]]


def picture() -> ImageReader:
    target = io.BytesIO()
    Image.new("RGB", (20, 10), (120, 30, 200)).save(target, "PNG")
    target.seek(0)
    return ImageReader(target)


def test_a_line_is_a_rule_in_its_place(pages_of: Pages) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.line(100, HEIGHT - 200, 300, HEIGHT - 200)
        canvas.line(100, HEIGHT - 200, 100, HEIGHT - 400)

    (page,) = pages_of(pdf(draw))
    (down,) = [rule for rule in page.rules if not rule.horizontal]
    (across,) = [rule for rule in page.rules if rule.horizontal]
    assert (across.box.x0, across.box.x1) == pytest.approx((100, 300), abs=1.5)
    assert across.box.top == pytest.approx(200, abs=1.5)
    assert (down.box.top, down.box.bottom) == pytest.approx((200, 400), abs=1.5)


def test_a_stroked_box_gives_its_four_edges(pages_of: Pages) -> None:
    (page,) = pages_of(pdf(lambda canvas: canvas.rect(100, 500, 200, 100)))
    assert sum(rule.horizontal for rule in page.rules) == 2
    assert sum(not rule.horizontal for rule in page.rules) == 2


def test_shading_draws_no_rules_but_a_thin_bar_does(pages_of: Pages) -> None:
    shade, bar = pages_of(
        pdf(
            lambda canvas: canvas.rect(100, 500, 200, 100, stroke=0, fill=1),
            lambda canvas: canvas.rect(100, 500, 200, 1, stroke=0, fill=1),
        )
    )
    assert shade.rules == ()
    assert [rule.horizontal for rule in bar.rules] == [True]


def test_a_slanted_or_tiny_line_is_no_rule(pages_of: Pages) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.line(100, 500, 300, 560)
        canvas.line(100, 400, 104, 400)

    (page,) = pages_of(pdf(draw))
    assert page.rules == ()


def test_an_image_has_its_box(pages_of: Pages) -> None:
    (page,) = pages_of(pdf(lambda canvas: canvas.drawImage(picture(), 100, 600, 200, 100)))
    (box,) = page.images
    assert (box.x0, box.x1) == pytest.approx((100, 300), abs=1.5)
    assert (box.top, box.bottom) == pytest.approx((HEIGHT - 700, HEIGHT - 600), abs=1)


def test_what_is_drawn_inside_a_form_lies_where_the_form_lies(pages_of: Pages) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("ruled")
        canvas.line(0, 0, 100, 0)
        canvas.endForm()
        canvas.translate(150, HEIGHT - 300)
        canvas.scale(2, 2)
        canvas.doForm("ruled")

    (page,) = pages_of(pdf(draw))
    (rule,) = page.rules
    assert (rule.box.x0, rule.box.x1) == pytest.approx((150, 350), abs=2)
    assert rule.box.top == pytest.approx(300, abs=2)


def test_text_alone_draws_nothing(pages_of: Pages) -> None:
    (page,) = pages_of(pdf(lambda canvas: put(canvas, "Words", 100, 100)))
    assert (page.rules, page.images) == ((), ())
