"""One read document as the rows of all tables, ready to be written in its turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import accumulate, pairwise
from typing import Any

from communique.batch.find import Found
from communique.batch.isolate import failed
from communique.export.schema import DOCUMENTS, TABLES
from communique.export.tables import Row, Rows, document_rows, rows_text, tag_rows
from communique.export.written import clean
from communique.records import Document
from communique.tag.judged import Judged

#: The tables whose rows come from one document each.
OF_DOCUMENTS = ("documents", "agenda", "people", "passages", "tags")
_PROBLEM = DOCUMENTS.header.index("problem")

#: Says of every passage of a document what it is about.
Judge = Callable[[Document], Sequence[Judged]]


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """The rows of one document as they stand in the tables' files.

    Attributes
    ----------
    file, sha256, status, pages
        What its record says of the file.
    document
        The cells of its own row, for where there is more to say in it.
    problem, untagged
        What was wrong when it was read, and what tagging left undone.
    texts, counts
        Its rows in the bytes of the tables' files, and their number, by table.
    rejected
        How many values had to be left out, by column.
    lasting
        Whether no accident had a part in it.
    """

    file: str
    sha256: str
    status: str
    pages: int
    document: Row
    problem: str
    untagged: str
    texts: Mapping[str, bytes]
    counts: Mapping[str, int]
    rejected: Mapping[str, int]
    lasting: bool = True

    def noted(self, note: str) -> DocumentRows:
        """The same with a word on another file of the same content in its own row."""
        own = _own_row(self.document, self.problem, note, self.untagged)
        return replace(self, texts={**self.texts, "documents": own})


_NAMES = tuple(field.name for field in fields(DocumentRows))


def rows_of(record: Document, item: Found, judge: Judge) -> DocumentRows:
    """One document's rows and tags; whatever fails in it is a problem of its own row."""
    try:
        rows = document_rows(record)
    except ValueError as error:
        fault = failed(item, f"The record of this file is at fault ({error}).")
        return _finished(fault, document_rows(fault))
    try:
        judged = judge(record)
    except Exception as error:  # one document's odd text must not cost all others their tables
        untagged = f"Its themes could not be told ({type(error).__name__})."
        left = replace(record, status="partial")
        return _finished(left, document_rows(left), untagged, lasting=False)
    rows.extend(tag_rows(tag for one in judged for tag in one.tags))
    foreign = sum(bool(one.problem) for one in judged)
    untagged = (
        f"{foreign} of {len(judged)} passages are in a language without a model and were "
        "tagged by rules alone."
        if foreign
        else ""
    )
    return _finished(record, rows, untagged)


def rows_json(rows: DocumentRows) -> tuple[dict[str, Any], bytes]:
    """The rows as JSON can hold them, with the length of each text, and all texts."""
    own = {name: getattr(rows, name) for name in _NAMES}
    lengths = [len(rows.texts[name]) for name in OF_DOCUMENTS]
    return {**own, "texts": lengths}, b"".join(rows.texts[name] for name in OF_DOCUMENTS)


def rows_from(content: Any, texts: bytes) -> DocumentRows | None:
    """The rows that :func:`rows_json` was given; ``None`` where these are none."""
    if not isinstance(content, dict) or set(content) != set(_NAMES):
        return None
    ends = [0, *accumulate(content["texts"])]
    if len(ends) != len(OF_DOCUMENTS) + 1 or ends[-1] != len(texts):
        return None
    parts = {
        name: texts[start:end]
        for name, (start, end) in zip(OF_DOCUMENTS, pairwise(ends), strict=True)
    }
    return DocumentRows(**{**content, "document": tuple(content["document"]), "texts": parts})


def _finished(
    record: Document, rows: Rows, untagged: str = "", *, lasting: bool = True
) -> DocumentRows:
    (own,) = rows.tables["documents"]
    others = OF_DOCUMENTS[1:]
    texts = {name: rows_text(TABLES[name], rows.tables[name]).encode() for name in others}
    return DocumentRows(
        file=record.file,
        sha256=record.sha256,
        status=record.status,
        pages=record.pages,
        document=own,
        problem=record.problem,
        untagged=untagged,
        texts={"documents": _own_row(own, record.problem, untagged), **texts},
        counts={name: len(rows.tables[name]) for name in OF_DOCUMENTS},
        rejected=dict(sorted(rows.rejected.items())),
        lasting=lasting,
    )


def _own_row(document: Row, *problems: str) -> bytes:
    """A document's line of ``documents.csv``, with everything that is wrong with it."""
    problem = clean(" ".join(part for part in problems if part))
    row = (*document[:_PROBLEM], problem, *document[_PROBLEM + 1 :])
    return rows_text(DOCUMENTS, [row]).encode()
