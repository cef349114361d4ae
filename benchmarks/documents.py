"""A corpus for timing: the specimens' sources with other words, printed by two quick producers.

Every document starts from a source of ``corpus/specimens`` and keeps what is printed around the
text: cover, days, times, titles, people, tables. Its sentences are drawn anew from all
sources of its language, one word in eight is exchanged for another of the same look, and some
documents grow to several times their length. Sources that a word processor would
print are drawn by ReportLab, with a cover of the same lines. The number of a document
decides its bytes; nothing else does.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "corpus" / "specimens"))

import source as specimen
from producers import drawing, html
from producers.drawing import FONTS
from source import Block, Source

SPECIMENS = specimen.HERE
#: How many times its paragraphs a document holds; most meeting documents are short.
GROWTH = (1, 2, 3, 4, 6, 10)
#: Looks of the drawing producer for sources that ask for a word processor.
LOOKS = ("statement", "roster")
_EXCHANGED = 0.125
_SENTENCE = re.compile(r"(?<=[.!?»”])\s+(?=[A-ZÀÂÉÈÊÎÔ])")
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_COTE = re.compile(r"(?<=\d{4}\))\d+")


def build(folder: Path, documents: int, *, workers: int = 1) -> list[Path]:
    """Write a corpus; a document that is there already stays.

    Parameters
    ----------
    folder
        Where to write ``0000.pdf``, ``0001.pdf`` and so on.
    documents
        How many documents.
    workers
        Processes that print.

    Returns
    -------
    list of Path
        The documents in order.

    Raises
    ------
    SystemExit
        If documents have to be printed and the fonts for it are not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:04}.pdf" for number in range(documents)]
    missing = [(number, path) for number, path in enumerate(paths) if not path.exists()]
    if missing:
        if lacking := [name for name in ("liberation", "dejavu") if not (FONTS / name).is_dir()]:
            sys.exit(
                f"The corpus is printed with fonts that are not in {FONTS}: {', '.join(lacking)}.\n"
                "Install them (Debian: apt install fonts-liberation fonts-dejavu-core)."
            )
        with ProcessPoolExecutor(workers) as pool:
            list(pool.map(_print, *zip(*missing, strict=True), chunksize=4))
    return paths


def _print(number: int, path: Path) -> None:
    src = varied(number)
    part = path.with_suffix(".part")
    {"html": html, "drawing": drawing}[src["producer"]].render(src, part)
    part.replace(path)


def varied(number: int) -> Source:
    """The source of the document of that number."""
    paths = list(specimen.sources())
    chance = random.Random(number)
    src = specimen.load(paths[number % len(paths)])
    if src["producer"] == "libreoffice":
        src = _drawn(src, chance)
    bilingual = any(block.get("side") for block in src["blocks"])
    growth = 1 if bilingual else chance.choice(GROWTH)
    language = str(src["document"].get("language", "en"))[:2]
    src["blocks"] = [
        other
        for block in src["blocks"]
        for other in _grown(_reworded(block, language, chance), growth, language, chance)
    ]
    return src


def _drawn(src: Source, chance: random.Random) -> Source:
    """A word processor's source as the drawing producer takes it, its cover line by line."""
    document, printed = src["document"], src["document"]["printed"]
    language = str(document.get("language", "en"))[:2]

    def of(name: str) -> list[str]:
        value = printed.get(name, document.get(name)) or []
        return [value] if isinstance(value, str) else list(value)

    cote = _COTE.sub(str(chance.randint(1, 40)), str(document.get("cote") or ""))
    right = [*of("classification"), cote, *of("issued"), *of("language_line")]
    cover: list[Block] = [{"text": line, "place": "right"} for line in right if line]
    cover += [{"text": line, "gap": "1"} for line in of("organisation")]
    cover.append({"rule": True})
    cover += [{"text": line, "style": "bold"} for line in of("directorate") + of("committee")]
    middle = [*of("title"), *of("doc_title"), *of("dates")]
    cover += [{"text": line, "place": "centre", "style": "bold", "gap": "6"} for line in middle]
    cover.append({"rule": True})
    cover += [{"text": line} for line in of("reference")]
    return {
        **src,
        "producer": "drawing",
        "look": chance.choice(LOOKS),
        "style": {
            "lang": drawing.HYPHENATION[language],
            "header": cote,
            "footer": specimen.SPECIMEN[language],
            "cover": cover,
        },
    }


def _reworded(block: Block, language: str, chance: random.Random) -> Block:
    language = str(block.get("language") or block.get("side") or language)[:2]
    kind = block["block"]
    if kind in ("para", "quote"):
        return {**block, "text": _text(block["text"], language, chance)}
    if kind in ("bullets", "enumeration"):
        items = [{**i, "text": _text(i["text"], language, chance)} for i in block["items"]]
        return {**block, "items": items}
    if kind in ("entry", "item"):
        described = [_text(text, language, chance) for text in block["description"]]
        bullets = [{**i, "text": _text(i["text"], language, chance)} for i in block["bullets"]]
        return {**block, "description": described, "bullets": bullets}
    return block


def _grown(block: Block, growth: int, language: str, chance: random.Random) -> Iterator[Block]:
    yield block
    if block["block"] == "para" and not block.get("footnote"):
        for _ in range(growth - 1):
            text = _text(block["text"], language, chance)
            yield {"block": "para", "text": text, "role": block.get("role")}


def _text(text: str, language: str, chance: random.Random) -> str:
    """As many other sentences as a text holds; one with notes or breaks keeps its own."""
    if "[^" in text or "\n" in text:
        return text
    sentences, words = _pool(language)
    count = len(_SENTENCE.split(text))

    def exchanged(found: re.Match[str]) -> str:
        word = found.group()
        if chance.random() >= _EXCHANGED:
            return word
        return chance.choice(words[word[0].isupper(), len(word)])

    drawn = " ".join(chance.choice(sentences) for _ in range(count))
    return _LETTERS.sub(exchanged, drawn)


@cache
def _pool(language: str) -> tuple[list[str], dict[tuple[bool, int], list[str]]]:
    """All sentences of a language's sources, and their words by capital and length."""
    sentences: list[str] = []
    for path in specimen.sources():
        src = specimen.load(path)
        if not str(src["document"].get("language", "en")).startswith(language):
            continue
        for block in src["blocks"]:
            texts = [block["text"]] if block["block"] == "para" and not block.get("side") else []
            if block["block"] == "bullets":
                texts += [item["text"] for item in block["items"]]
            plain = (specimen.plain(text) for text in texts if "[^" not in text)
            sentences += [part for text in plain for part in _SENTENCE.split(text)]
    words: dict[tuple[bool, int], list[str]] = {}
    for word in sorted({word for text in sentences for word in _LETTERS.findall(text)}):
        words.setdefault((word[0].isupper(), len(word)), []).append(word)
    return sentences, words
