"""When another reader is asked, and that it makes nothing worse."""

from __future__ import annotations

import pytest
from drawing import flat_rule, page, pdf, put, words
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from communique.extract.second_opinion import (
    _DAMAGED,
    damage,
    needs_second_opinion,
    reread,
)
from communique.records import Box

SOUND = "The register of shared platforms is open to all agencies"


@pytest.mark.parametrize(
    ("text", "share"),
    [("", 0.0), ("Whole", 0.0), ("\ufffd\ufffd", 1.0), ("ab\ue000\uf8ff", 0.5), ("a\x02", 0.5)],
)
def test_damage_is_the_share_of_characters_that_are_no_text(text: str, share: float) -> None:
    assert damage(text) == share


@given(st.text())
def test_damage_is_a_share(text: str) -> None:
    assert damage(text) == len(_DAMAGED.findall(text)) / max(1, len(text))
    assert 0 <= damage(text) <= 1


def test_a_page_is_reread_where_its_words_are_damaged_or_missing() -> None:
    assert not needs_second_opinion(page(words(SOUND, 72, 100)))
    assert needs_second_opinion(page(words("\ufffd\ufffd\ufffd of \ufffd\ufffd", 72, 100)))
    assert needs_second_opinion(page(rules=(flat_rule(72, 500, 90),)))
    assert not needs_second_opinion(page(images=(Box(0, 0, 595, 842),)))
    assert not needs_second_opinion(page())


def test_a_damaged_page_is_replaced_and_the_others_are_kept() -> None:
    data = pdf(*[lambda canvas: put(canvas, SOUND, 72, 100)] * 2)
    good = page(words("Another reading", 72, 100))
    bad = page(words("\ufffd\ufffd\ufffd \ufffd\ufffd", 72, 100), number=2)
    kept, mended = reread(data, [good, bad])
    assert kept is good
    assert mended.engine == "pdfplumber"
    assert mended.number == 2
    assert " ".join(word.text for word in mended.words) == SOUND
    assert mended.words[0].baseline == pytest.approx(100, abs=2)


def test_a_reading_that_is_no_better_is_not_taken() -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def unmapped(canvas: Canvas) -> None:
        canvas.setFont("Vera", 10)
        canvas.drawString(72, 700, "\ue000\ue001 of \ue002\ue003")

    bad = page(words("\ufffd\ufffd of \ufffd\ufffd", 72, 100))
    for data in (pdf(lambda canvas: None), pdf(unmapped)):
        assert reread(data, [bad]) == [bad]


@pytest.mark.parametrize("data", [b"", b"no PDF at all", b"%PDF-1.4\n%%EOF"])
def test_a_file_that_the_second_reader_cannot_open_changes_nothing(data: bytes) -> None:
    bad = page(words("\ufffd\ufffd\ufffd", 72, 100))
    assert reread(data, [bad]) == [bad]
