"""A small dataset with what files get wrong: hostile text, odd dates, failed documents."""

from __future__ import annotations

import pandas as pd
import pytest

from communique.export.load import Dataset, from_texts
from communique.export.package import run_record
from communique.export.schema import TABLES
from communique.export.tables import document_rows, frame_rows, table_text, tag_rows
from communique.records import AgendaEntry, Box, Document, Passage, Person, Tag

HOSTILE = '=HYPERLINK("http://example.org";"read") _x0041_ 50 % & <b>é</b> \U0001f642'


@pytest.fixture
def data() -> Dataset:
    seoul = Document(
        document="seoul-1",
        file='2004/Séoul,\n"a".pdf',
        sha256="1" * 64,
        kind="agenda",
        language=("en",),
        cote="GOV/PGC/EGOV/A(2004)2",
        issued="2004-06",
        committee="Public Governance Committee",
        title="Agenda & {draft} of 100 % #1_a ~ ^ $ \\cmd",
        meeting="Senior E-Government Officials",
        start_date="2004-07-14",
        end_date="2004-07-15",
        year=2004,
        city="Seoul",
        country=("KOR",),
        pages=5,
        agenda=(
            AgendaEntry(1, 2, "=Opening", "opening", date="2004-07-14", start="09:00"),
            AgendaEntry(2, 2, "Break", "break", parent=1),
        ),
        people=(Person(2, "Rolf Alter", "speaker", entry=1),),
        passages=(
            Passage(1, 2, Box(1, 2, 3, 4.25), "- Share a platform.", entry=2, role="session"),
            Passage(2, 2, Box(1, 2, 3, 4), HOSTILE, role="priority", language="en"),
        ),
    )
    again = Document("seoul-2", "2004/copy.pdf", "1" * 64, year=2004)
    paris = Document(
        "paris-3",
        "paris.pdf",
        "3" * 64,
        kind="record",
        language=("fr",),
        title="Réunion",
        start_date="2003-12-30",
        end_date="2004-01-02",
        year=2003,
    )
    broken = Document("broken-4", "b.pdf", "", status="failed", problem="The file is empty.")
    rows = document_rows(seoul)
    for document in (again, paris, broken):
        rows.extend(document_rows(document))
    rows.extend(tag_rows([Tag("seoul-1.1", "seoul-1", 2004, "data", 0.5, "rules", "- S", 0, 3)]))
    shares = {"period": ["2004"], "theme": ["data"], "share": [0.5], "rank": [1], "change": [-0.02]}
    rows.extend(frame_rows("priorities", pd.DataFrame(shares)))
    rows.extend(
        frame_rows("terms", pd.DataFrame({"period": ["2004"], "term": ["platform"], "count": [1]}))
    )
    texts = {name: table_text(TABLES[name], found) for name, found in rows.tables.items()}
    run = run_record(
        documents=[],
        counts={},
        settings={"comparison": {"weights": {"priority": 3.0, "session": 2.0}}, "left_out": {}},
        taxonomy={"version": "1.0.0"},
    )
    return from_texts(texts, run)
