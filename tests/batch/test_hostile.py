"""Hostile files among good ones: every good result, a row with a reason for each other."""

from __future__ import annotations

import multiprocessing
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import communique
from communique.batch.limits import Limits

SPECIMENS = Path(__file__).resolve().parents[2] / "corpus" / "specimens"
SOUND = "2003-helsinki-agenda.pdf"

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
    sound = (SPECIMENS / SOUND).read_bytes()
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


def mutants(count: int) -> Iterator[tuple[str, bytes]]:
    """Specimens that were cut, overwritten, shifted, or had their structure taken apart."""
    random_ = random.Random(7)
    sources = [path.read_bytes() for path in sorted(SPECIMENS.glob("*.pdf"))]
    for place in range(count):
        content = bytearray(random_.choice(sources))
        middle = random_.randrange(20, len(content))
        match place % 4:
            case 0:
                del content[middle:]
            case 1:
                for _ in range(random_.choice((5, 50, 500, 5000))):
                    content[random_.randrange(len(content))] = random_.randrange(256)
            case 2:
                content[middle:] = content[middle // 2 :]
            case 3:
                content = content.replace(b"/Length", b"/Lngth", 3).replace(b"endobj", b"end", 9)
        yield f"mutant {place}", bytes(content)


def good(count: int) -> Iterator[tuple[str, bytes]]:
    """Specimens, each time with another comment at the end, so that no two are the same."""
    sources = sorted(SPECIMENS.glob("*.pdf"))
    for place in range(count):
        path = sources[place % len(sources)]
        yield f"{place:03} {path.name}", path.read_bytes() + b"\n%% %d\n" % place


@pytest.mark.parametrize(("sound", "bad"), [(3, 15), pytest.param(100, 39, marks=pytest.mark.slow)])
def test_hostile_files_cost_no_good_one_anything(tmp_path: Path, sound: int, bad: int) -> None:
    alone, folder = tmp_path / "good", tmp_path / "documents"
    alone.mkdir()
    folder.mkdir()
    names = []
    for name, content in good(sound):
        names.append(name)
        (alone / name).write_bytes(content)
        (folder / name).write_bytes(content)
    broken = list(hostile())
    for name, content in [*broken, *mutants(bad - len(broken))]:
        (folder / f"hostile {name}.pdf").write_bytes(content)
    limits = Limits(seconds=60)
    wanted = communique.run(alone, tagger="rules", limits=limits, cache=False)
    found = communique.run(folder, tagger="rules", limits=limits, workers=2, cache=False)
    documents = found.documents.set_index("file")
    assert len(documents) == sound + bad
    assert sorted(documents.index) == sorted(file.name for file in folder.iterdir())
    assert (documents.loc[names, "status"] == "ok").all()
    rest = documents.drop(index=names)
    assert (rest.loc[rest["status"] != "ok", "problem"] != "").all()
    unreadable = ["empty", "zeros", "text", "head alone", "pages that hold themselves"]
    assert (rest.loc[[f"hostile {name}.pdf" for name in unreadable], "status"] == "failed").all()
    ids = set(wanted.documents["document"])
    for name in ("agenda", "people", "passages", "tags"):
        own = found[name][found[name]["document"].isin(ids)].reset_index(drop=True)
        assert own.equals(wanted[name].reset_index(drop=True)), name
    assert multiprocessing.active_children() == []
