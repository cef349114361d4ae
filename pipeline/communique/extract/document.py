"""One file becomes one record: the steps of the extract stage in their order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from communique.errors import TooManyPagesError
from communique.extract import fields
from communique.extract.agenda import Agenda, read_agenda
from communique.extract.blocks import document_blocks
from communique.extract.cover import Cover, read_cover
from communique.extract.days import day_heading
from communique.extract.furniture import CleanPage, clean_pages
from communique.extract.layout import Block, Line, Page
from communique.extract.noise import is_noise
from communique.extract.orientation import upright
from communique.extract.pages import UnreadableError, iterate_pages, open_pdf
from communique.extract.passages import read_passages
from communique.extract.people import contacts_of, may_name_officers, people_of
from communique.extract.second_opinion import reread
from communique.extract.word_count import word_count
from communique.identity import document_id, relative_name
from communique.records import AgendaEntry, Document, Person, Status

#: Pages with fewer words than this hold no text to speak of.
_BLANK_PAGE = 3
#: A block of more words than this is running text and no line of names.
_RUNNING_TEXT = 34
#: Offices that running text names; a speaker counts where an agenda gives the floor.
_OFFICERS = ("chair", "vice-chair", "moderator", "rapporteur", "contact", "host")


def read(path: str | Path, *, root: Path | None = None, page_limit: int | None = None) -> Document:
    """Read one PDF file into a record.

    Parameters
    ----------
    path : str or Path
        The file.
    root : Path, optional
        The folder that ``Document.file`` is relative to; the bare file name is
        used without it.
    page_limit : int, optional
        The most pages that the file may have.

    Returns
    -------
    Document
        With status ``failed`` and one plain sentence in ``problem`` where the
        file cannot be read, ``partial`` where part of it is missing (pages
        without a text layer). A bad file raises nothing.

    Raises
    ------
    TooManyPagesError
        If the file has more pages than ``page_limit``; none of them is read.
    """
    path = Path(path)
    file = relative_name(path, root)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        return _failed(file, "", f"The file cannot be opened ({reason}); check it and its rights.")
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        with open_pdf(data) as pdf:
            if page_limit is not None and len(pdf) > page_limit:
                raise TooManyPagesError(len(pdf))
            pages = list(iterate_pages(pdf))
    except UnreadableError as error:
        return _failed(file, sha256, str(error))
    if not pages:
        return _failed(file, sha256, "The PDF has no pages.")
    pages = [upright(page) for page in reread(data, pages)]
    return document_of(pages, file=file, sha256=sha256)


def document_of(pages: Sequence[Page], *, file: str, sha256: str) -> Document:
    """The record of a document whose pages have been read.

    Parameters
    ----------
    pages : sequence of Page
        All pages in order, upright.
    file, sha256 : str
        The file's name in the tables and the hash of its content.
    """
    empty = [page for page in pages if len(page.words) < _BLANK_PAGE]
    blank = Document(document=document_id(file, sha256), file=file, sha256=sha256, pages=len(pages))
    if len(empty) == len(pages):
        scanned = any(page.images for page in pages)
        problem = (
            "No page has a text layer: this is a scan, and OCR is needed to read it."
            if scanned
            else "No page has a text layer or holds any text; OCR may be needed to read it."
        )
        return replace(blank, status="partial", problem=problem)
    clean = clean_pages(pages)
    cover = read_cover(clean, file)
    covering = frozenset(cover.lines)
    body = [_without_cover(page, cover, covering) for page in clean]
    blocks = [
        block
        for block in document_blocks(body)
        if block.table is not None or not is_noise(block.text)
    ]
    agenda = read_agenda(
        blocks, kind=cover.kind, start=_day(cover.start_date), end=_day(cover.end_date)
    )
    language = cover.language[0] if cover.language else ""
    passages = read_passages(blocks, agenda, kind=cover.kind, language=language)
    status, problem = _judged(pages, empty, cover, agenda, len(passages))
    start, end = _dates(cover, agenda)
    return replace(
        blank,
        status=status,
        problem=problem,
        kind=cover.kind,
        language=cover.language,
        original_language=cover.original_language,
        cote=cover.cote,
        classification=cover.classification,
        reference=cover.reference,
        issued=cover.issued,
        cancels=cover.cancels,
        directorate=cover.directorate,
        committee=cover.committee,
        title=cover.title,
        meeting=cover.meeting,
        edition=cover.edition,
        theme_title=cover.theme_title,
        start_date=start,
        end_date=end,
        year=cover.year,
        city=cover.city,
        country=cover.country,
        participants=cover.participants,
        hosts=cover.hosts,
        words=sum(len(page.words) for page in pages),
        agenda=agenda.entries,
        people=tuple(_people(agenda, cover, blocks)),
        passages=tuple(passages),
    )


def _failed(file: str, sha256: str, problem: str) -> Document:
    return Document(
        document=document_id(file, sha256),
        file=file,
        sha256=sha256,
        status="failed",
        problem=problem,
    )


def _without_cover(page: CleanPage, cover: Cover, covering: frozenset[Line]) -> CleanPage:
    """A page without the cover's lines but the first day's heading, which opens an agenda."""
    bare = page.without(covering)
    if bare is page or not bare.rows or cover.kind != "agenda":
        return bare
    shown = [row in covering for row in page.rows]
    last = shown.index(False) - 1
    if last >= 0 and _opens_day(page.rows[last].text):
        return page.without(covering - {page.rows[last]})
    return bare


def _opens_day(text: str) -> bool:
    heading = day_heading(text)
    return heading is not None and heading.printed.weekday is not None and not heading.rest


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _dates(cover: Cover, agenda: Agenda) -> tuple[str, str]:
    """The meeting's days: the cover's, else those that the agenda's headings name."""
    if cover.start_date:
        return cover.start_date, cover.end_date
    days = sorted({entry.date for entry in agenda.entries if entry.date})
    return (days[0], days[-1]) if days else ("", "")


def _judged(
    pages: Sequence[Page], empty: Sequence[Page], cover: Cover, agenda: Agenda, passages: int
) -> tuple[Status, str]:
    notes = [*cover.notes, *agenda.notes]
    scans = [page for page in empty if page.images]
    if scans:
        numbers = ", ".join(str(page.number) for page in scans[:8])
        more = " …" if len(scans) > 8 else ""
        notes.insert(0, f"Page {numbers}{more} has no text layer; OCR is needed to read it.")
        return "partial", " ".join(notes)
    if not passages and not agenda.entries:
        letters = sum(c.isalpha() for page in pages for word in page.words for c in word.text)
        if letters < 200:
            notes.insert(0, "The pages hold too little text to read a passage from.")
            return "partial", " ".join(notes)
    return "ok", " ".join(notes)


def _people(agenda: Agenda, cover: Cover, blocks: Sequence[Block]) -> list[Person]:
    """Everybody named in an office: in the entries, on the cover, and whom to contact."""
    people: list[Person] = []
    owned: set[int] = set()
    for entry in agenda.entries:
        held = agenda.blocks[entry.entry]
        owned.update(id(block) for block in held)
        people += _of_entry(entry, held, agenda)
    people += contacts_of(cover.contact, page=1) if cover.contact else []
    for block in blocks:
        if id(block) not in owned and may_name_officers(block.text):
            people += [
                person
                for person in people_of([block.text], page=block.page)
                if person.role in _OFFICERS
            ]
    known: dict[tuple[str, str, int | None], Person] = {}
    for person in people:
        known.setdefault((person.name, person.role, person.entry), person)
    return list(known.values())


def _of_entry(entry: AgendaEntry, held: Sequence[Block], agenda: Agenda) -> list[Person]:
    people: list[Person] = []
    runs: list[list[str]] = [[]]
    for block in held:
        role = agenda.roles.get(id(block), "")
        if role == "people":
            people += people_of(
                [block.text],
                page=block.page,
                entry=entry.entry,
                entry_type=entry.type,
                role="speaker",
            )
        elif role not in ("documents", "place", "action") and not _names_documents(block.text):
            line = f"{block.mark} {block.text}".strip()
            if word_count(line) > _RUNNING_TEXT:
                runs += [[line], []]  # an office above does not reach over running text
            else:
                runs[-1].append(line)
    for lines in filter(None, runs):
        people += people_of(lines, page=held[0].page, entry=entry.entry, entry_type=entry.type)
    return people


def _names_documents(text: str) -> bool:
    if fields.may_begin_field(text) and (fields.DOCUMENTS.match(text) or fields.ACTION.match(text)):
        return True
    return fields.only_cotes(text)
