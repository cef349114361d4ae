"""Hostile files among good ones: every good result, a row with a reason for each other."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import communique
from communique.batch.limits import Limits

SPECIMENS = Path(__file__).resolve().parents[2] / "corpus" / "specimens"
GOOD = ("2003-helsinki-agenda.pdf", "2014-copenhagen-summary.pdf", "2017-lisbon-statement.pdf")

_HEAD = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
_TAIL = b"\ntrailer<</Root 1 0 R>>\n%%EOF"


def page(content: bytes, box: bytes = b"0 0 600 800", filter_: bytes = b"") -> bytes:
    """A PDF of one page, written by hand."""
    return (
        _HEAD
        + b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        + b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox["
        + box
        + b"]/Contents 4 0 R/Resources"
        + b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
        + b"4 0 obj<<"
        + filter_
        + b"/Length %d>>stream\n" % len(content)
        + content
        + b"\nendstream endobj"
        + _TAIL
    )


def hostile() -> Iterator[tuple[str, bytes]]:
    random_ = random.Random(3)
    sound = (SPECIMENS / GOOD[0]).read_bytes()
    yield "empty", b""
    yield "zeros", bytes(50_000)
    yield "text", b"no PDF at all " * 500
    yield "head alone", b"%PDF-1.7\n"
    yield (
        "pages that hold themselves",
        (_HEAD + b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 100000>>endobj" + _TAIL),
    )
    yield (
        "a huge page of one word",
        page(b"BT /F1 12 Tf 10 10 Td (" + b"A" * 100_000 + b") Tj ET", b"0 0 9999999 9999999"),
    )
    packed = zlib.compress(b"BT /F1 1 Tf 1 0 0 1 0 0 Tm (a) Tj ET\n" * 60_000)
    yield "sixty thousand words on one spot", page(packed, filter_=b"/Filter/FlateDecode")
    for cut in range(4):
        yield f"cut {cut}", sound[: random_.randrange(20, len(sound))]
    for spoilt in range(4):
        content = bytearray(sound)
        for _ in range(60 * 4**spoilt // 4):
            content[random_.randrange(len(content))] = random_.randrange(256)
        yield f"spoilt {spoilt}", bytes(content)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    for name in GOOD:
        (documents / name).write_bytes((SPECIMENS / name).read_bytes())
    for name, content in hostile():
        (documents / f"hostile {name}.pdf").write_bytes(content)
    return documents


def test_hostile_files_cost_no_good_one_anything(folder: Path, tmp_path: Path) -> None:
    alone = tmp_path / "good"
    alone.mkdir()
    for name in GOOD:
        (alone / name).write_bytes((folder / name).read_bytes())
    limits = Limits(seconds=60)
    wanted = communique.run(alone, tagger="rules", limits=limits, cache=False)
    found = communique.run(folder, tagger="rules", limits=limits, workers=2, cache=False)
    documents = found.documents.set_index("file")
    assert sorted(documents.index) == sorted(file.name for file in folder.iterdir())
    assert (documents.loc[list(GOOD), "status"] == "ok").all()
    rest = documents.drop(index=list(GOOD))
    assert (rest.loc[rest["status"] != "ok", "problem"] != "").all()
    unreadable = ["empty", "zeros", "text", "head alone", "pages that hold themselves"]
    assert (rest.loc[[f"hostile {name}.pdf" for name in unreadable], "status"] == "failed").all()
    ids = set(wanted.documents["document"])
    for name in ("agenda", "people", "passages", "tags"):
        own = found[name][found[name]["document"].isin(ids)].reset_index(drop=True)
        assert own.equals(wanted[name].reset_index(drop=True)), name
