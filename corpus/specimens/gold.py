"""The expected record of a specimen, derived from its source and its built PDF.

The record says what an extraction of the PDF should find: the cover's facts, the agenda, the
people in office, the passages, and strings that no passage may hold. What is printed and what is
meant come from the source; the page of each thing is looked up in the PDF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import source as specimen
from locate import Locator, norm, page_texts, uncovered
from source import Block, Source, plain

COLUMNS = [
    *("status", "kind", "language", "original_language", "cote", "classification", "reference"),
    *("issued", "cancels", "directorate", "committee", "title", "meeting", "edition"),
    *("theme_title", "start_date", "end_date", "year", "city", "country", "participants"),
    *("hosts", "pages"),
]

PROCEDURAL = {"break", "meal", "social", "visit", "registration"}
EITHER = {"opening", "closing", "meeting", "other"}

#: Offices that a reader of the record may name otherwise with equal right.
SAME_OFFICE = {
    "speaker": ["presenter"],
    "opening": ["speaker"],
    "presenter": ["speaker"],
    "closing": ["speaker"],
    "rapporteur": ["speaker"],
    "discussant": ["speaker"],
    "panellist": ["speaker"],
}

#: A passage's size may exceed its words by its time, label and the like.
MARGIN = 60
HEAD, TAIL = 60, 30


def _any(first: str, others: list[str]) -> str | dict[str, list[str]]:
    values = [first, *[o for o in others if o != first]]
    return {"any": values} if len(values) > 1 else first


def short(text: str) -> str:
    """Beginning and end of a passage, as the records quote it."""
    if len(text) <= HEAD + TAIL + 3:
        return text
    return f"{text[:HEAD].strip()} … {text[-TAIL:].strip()}"


@dataclass
class Record:
    """What has been derived so far."""

    locator: Locator
    language: str
    agenda: list[dict[str, Any]] = field(default_factory=list)
    people: list[dict[str, Any]] = field(default_factory=list)
    passages: list[dict[str, Any]] = field(default_factory=list)
    day: str = ""
    item: int = 0

    def passage(
        self, text: str, block: Block, number: str = "", role: str = "", move: bool = True
    ) -> None:
        """Add a passage that is printed as one stretch of text."""
        page, middle = self.locator.find(plain(text, notes=True), move)
        full = block.get("full") or plain(text)
        row: dict[str, Any] = {
            "text": short(full),
            "full": full,
            "role": role or block.get("role", "background"),
            "number": number,
            "kind": "para",
            "page": page,
        }
        if block.get("role_any"):
            row["role_any"] = [row["role"], *block["role_any"]]
        if block.get("optional"):
            row["optional"] = True
        if "[^" in text:
            row["footnote_mark"] = True
        if self.item:
            row["entry"] = self.item
        if middle:
            row["crosses"], row["mid"] = True, middle
        if block.get("span"):
            row["span"] = int(block["span"])
        self.passages.append(row)

    def bullets(self, items: list[Block]) -> None:
        for item in items:
            self.passage(item["text"], item, number=item.get("number", ""))
            self.bullets(item["items"])

    def person(self, person: Block, entry: int | None) -> None:
        if not person.get("name"):
            return
        role = person.get("role", "speaker")
        row = {
            "name": person["name"],
            "honorific": person.get("honorific", ""),
            "role": _any(role, [*person.get("role_any", []), *SAME_OFFICE.get(role, [])]),
            "organisation": _any(
                person.get("organisation", ""), list(person.get("organisation_any", []))
            ),
            "country": _any(person.get("country", ""), list(person.get("country_any", []))),
        }
        if entry is not None:
            row["entry"] = entry
        if person.get("optional"):
            row["optional"] = True
        self.people.append(row)


def _bullet_texts(items: list[Block]) -> list[str]:
    return [t for item in items for t in (item["text"], *_bullet_texts(item["items"]))]


def _entry_role(entry: Block, child: bool, wordy: bool) -> tuple[str, list[str]]:
    if entry.get("role"):
        return entry["role"], [entry["role"], *entry.get("role_any", [])]
    kind = entry.get("type", "session")
    if kind in PROCEDURAL:
        return "procedural", ["procedural"]
    if kind in EITHER:
        first, second = ("session", "procedural") if wordy else ("procedural", "session")
        return first, [first, second]
    if child and wordy:
        return "question", ["question", "session"]
    return "session", ["session"]


def _printed_parts(entry: Block) -> dict[str, list[str]]:
    return {
        "description": entry["description"],
        "bullets": _bullet_texts(entry["bullets"]),
        "documents": entry["documents"],
        "action": [entry["action"]] if entry.get("action") else [],
        "people": [p["line"] for p in entry["people"] if p.get("line")],
        "groups": [],
        "children": [],
    }


def _head_and_tail(title: str, full: str) -> str:
    """The beginning of an entry's title and the end of its passage, which do not overlap."""
    head = title[:HEAD].strip()
    return f"{head} … {full[max(len(title), len(full) - TAIL) :].strip()}"


def add_entry(record: Record, entry: Block, parent: int | None = None, group: bool = False) -> int:
    """Add an agenda entry, its people, its passage and the entries below it; return its number."""
    number = len(record.agenda) + 1
    title = plain(entry["title"])
    label, time = entry.get("label", ""), entry.get("time", "")
    pages = 0
    for before in (f"{time}{label}", label, ""):
        save = record.locator.page, record.locator.offset
        wanted = norm(plain(before + title, notes=True))
        if any(wanted in p for p in record.locator.pages):
            pages, _ = record.locator.find(before + title)
            break
        record.locator.page, record.locator.offset = save
    else:
        pages, _ = record.locator.find(title)
    row: dict[str, Any] = {
        "entry": number,
        "parent": parent if parent else "",
        "start": _any(entry.get("start", ""), entry.get("start_any", [])),
        "end": _any(entry.get("end", ""), entry.get("end_any", [])),
        "type": entry.get("type", "breakout" if group else "session"),
        "number": _any(entry.get("number", ""), entry.get("number_any", [])),
        "title": title,
        "action": plain(entry.get("action", "")),
        "documents": [plain(d) for d in entry["documents"]],
        "page": pages,
    }
    date = entry.get("date", record.day)
    if date:
        row["date"] = date
    for name in ("title_any", "type_any", "date_any"):
        if entry.get(name):
            row[name] = ([row["type"]] if name == "type_any" else []) + entry[name]
    if entry.get("action_type"):
        row["action_type"] = entry["action_type"]
    if entry.get("optional"):
        row["optional"] = True
    if (group or parent) and not entry.get("start"):
        row["time_inherited"] = True
    record.agenda.append(row)

    parts = _printed_parts(entry)
    order = [name for name in entry["order"] if name in parts]
    quoted: list[str] = [title]
    for name in order:
        if name in ("description", "bullets", "action"):
            quoted += [plain(t) for t in parts[name]]
    index = len(record.passages)
    middle = ""
    for name in order:
        for text in parts[name]:
            _, broken = record.locator.find(plain(text, notes=True))
            if name not in {"people", "documents"}:
                middle = middle or broken
    for person in entry["people"]:
        record.person(person, number)
    full = " ".join(quoted)
    role, others = _entry_role(entry, bool(parent), len(quoted) > 1)
    passage: dict[str, Any] = {
        "text": title if len(quoted) == 1 else _head_and_tail(title, full),
        "full": full,
        "role": role,
        "number": "",
        "entry": number,
        "kind": "entry",
        "page": pages,
        "span": len(norm(" ".join([time, label, title, *[t for n in order for t in parts[n]]])))
        + MARGIN,
    }
    if len(others) > 1:
        passage["role_any"] = others
    if (group and len(quoted) == 1) or entry.get("optional") or entry.get("passage") == "optional":
        passage["optional"] = True
    if any("[^" in t for t in [entry["title"], *[t for n in order for t in parts[n]]]):
        passage["footnote_mark"] = True
    if middle:
        passage["crosses"], passage["mid"] = True, middle
    record.passages.insert(index, passage)
    for child in (entry.get("groups") or {}).get("items", []):
        add_entry(record, child, number, group=True)
    for child in entry["children"]:
        add_entry(record, child, number)
    return number


def add_block(record: Record, block: Block) -> None:
    """Add what one block of the source contributes to the record."""
    kind = block["block"]
    if kind == "day":
        record.day = block["date"]
        record.locator.find(plain(block["text"]))
    elif kind == "entry":
        add_entry(record, block)
    elif kind == "item":
        block.setdefault("passage", "optional")
        block.setdefault("role", "procedural")
        block.setdefault("role_any", ["session", "discussion", "background"])
        block.setdefault("type_any", ["session", "other", "opening", "closing"])
        record.item = add_entry(record, block)
    elif kind in ("para", "quote"):
        record.passage(block["text"], block, number=block.get("number", ""))
        if kind == "quote" and block.get("source"):
            record.passage(block["source"], {"role_any": ["*"], "optional": True})
        for person in block.get("people", []):
            record.person(person, record.item or None)
        for note in (block.get("footnote") or {}).values():
            if isinstance(note, dict) and note.get("role"):
                record.passage(note["text"], note, number=note.get("number", ""), move=False)
    elif kind == "bullets":
        record.bullets(block["items"])
    elif kind == "enumeration":
        lead = {**block, "full": ""}
        record.passage(
            block["lead"], lead, block.get("number", ""), role=block.get("lead_role", "")
        )
        for item in block["items"]:
            record.passage(item["text"], item, number=item.get("number", ""))
    elif kind == "table":
        for row in block["rows"]:
            for cell in row:
                if cell.get("role"):
                    record.passage(cell["text"], cell, number=cell.get("number", ""))
    elif kind == "participants":
        for country in block["countries"]:
            for line in (country["name"], *country["people"]):
                record.passage(line, {"role": "procedural", "role_any": ["*"], "optional": True})
    elif kind in ("heading", "annex"):
        if kind == "annex" or not block.get("within_item"):
            record.item = 0
        record.locator.find(plain(block.get("text") or block["title"]))


def cover(document: Block, pages: int) -> dict[str, Any]:
    """The columns of ``documents.csv`` that the specimen should give."""
    row: dict[str, Any] = {"status": "ok"}
    row.update({c: document.get(c, "") for c in COLUMNS if c != "status" or c in document})
    row["pages"] = str(pages)
    for column, others in (document.get("any") or {}).items():
        row[column] = _any(row[column], others)
    return {c: row[c] for c in COLUMNS if c not in document.get("unscored", [])}


def furniture(src: Source, record: Record) -> list[str]:
    """Strings of covers, headers and footers that are printed and that no passage holds."""
    document = src["document"]
    printed = document["printed"]
    language = "fr" if document.get("language", "en").startswith("fr") else "en"
    candidates = [
        document.get("cote", ""),
        document.get("reference", ""),
        printed.get("language_line", ""),
        printed.get("running", ""),
        specimen.SPECIMEN[language],
        *printed.get("availability", []),
        *[line[:40] for line in [(document.get("contact") or {}).get("line", "")]],
        *document.get("furniture", []),
        *(document.get("contact") or {}).get("private", []),
    ]
    whole = "".join(record.locator.pages)
    held = [norm(p["full"]) for p in record.passages]
    held += [norm(" ".join(e["documents"])) for e in record.agenda]
    out = []
    for text in candidates:
        n = norm(plain(text))
        if n and n in whole and not any(n in h for h in held) and plain(text) not in out:
            out.append(plain(text))
    return out


def derive(src: Source, pdf: Path) -> dict[str, Any]:
    """The expected record of a source that has been built to ``pdf``.

    Returns
    -------
    dict
        ``file``, ``documents``, ``agenda``, ``people``, ``passages``, ``furniture``, ``private``;
        ``ocr`` for scans. A page of 0 marks what was not found in the PDF (see ``problems``).
    """
    texts = [norm(t) for t in page_texts(pdf)]
    document = src["document"]
    record = Record(Locator(texts), document.get("language", "en"))
    if src["look"] != "plain" and len(texts) > 1 and not document.get("body_on_cover"):
        record.locator.page = 1
    for block in src["blocks"]:
        add_block(record, block)
    contact = document.get("contact") or {}
    for person in contact.get("people", []):
        office = {"role": "contact", "organisation_any": ["OECD", "OCDE"], "country_any": ["FRA"]}
        record.person({**office, **person}, None)
    out: dict[str, Any] = {
        "file": f"{src['name']}.pdf",
        "documents": cover(document, len(texts)),
        "agenda": record.agenda,
        "people": record.people,
        "passages": record.passages,
        "furniture": furniture(src, record),
        "private": list(contact.get("private", [])),
    }
    if src["ocr"]:
        out["ocr"] = True
    return out


def problems(record: dict[str, Any], pdf: Path) -> list[str]:
    """Say what of a record is not printed in the PDF (nothing, if both agree)."""
    whole = "".join(norm(t) for t in page_texts(pdf))
    bare = re.sub(r"\d", "", whole)
    out: list[str] = []
    if record.get("ocr"):
        return out
    for passage in record["passages"]:
        text, hay = norm(passage["full"]), whole
        if passage.get("footnote_mark"):
            text, hay = re.sub(r"\d", "", text), bare
        gap = uncovered(text, hay)
        if not passage["page"] or gap:
            out.append(f"passage not printed: {passage['text'][:60]!r} at {gap!r}")
    for entry in record["agenda"]:
        if not entry["page"]:
            out.append(f"entry not printed: {entry['title'][:60]!r}")
        for text in [entry["action"], *entry["documents"]]:
            if uncovered(norm(text), whole):
                out.append(f"text of an entry not printed: {text[:60]!r}")
    for secret in record["private"]:
        if norm(secret) not in whole:
            out.append(f"private string not printed: {secret!r}")
    return out
