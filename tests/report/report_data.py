"""Small datasets as a run would write them, made of records and tags given by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from communique.compare import priorities
from communique.export import Dataset
from communique.export.load import from_texts
from communique.export.package import datapackage, json_text, run_record
from communique.export.schema import TABLES
from communique.export.tables import Rows, document_rows, frame_rows, table_text, tag_rows
from communique.records import Box, Document, Passage, Tag

#: A passage: its role, its text, and its themes with the words that speak for each.
Entry = tuple[str, str, Mapping[str, str]]
BOX = Box(72, 100, 520, 140)


def document(
    name: str, year: int | None, entries: Sequence[Entry], **record: object
) -> tuple[Document, list[Tag]]:
    """A document whose passages stand a page apart, and the tags on them."""
    passages = tuple(
        Passage(place, place, BOX, text, ("Main points",), role=role, language="en")
        for place, (role, text, _) in enumerate(entries, start=1)
    )
    facts = {"kind": "summary", "language": ("en",), "pages": len(entries), "file": f"{name}.pdf"}
    facts |= {"sha256": f"{abs(hash_of(name)):064x}", "title": f"Meeting {name}"} | record
    made = Document(document=name, year=year, passages=passages, **facts)  # type: ignore[arg-type]
    tags = [
        Tag(f"{name}.{place}", name, year, theme, 0.9, "both", words, *span(text, words))
        for place, (_, text, themes) in enumerate(entries, start=1)
        for theme, words in themes.items()
    ]
    return made, tags


def hash_of(name: str) -> int:
    return int.from_bytes(name.encode(), "big") % 2**200


def span(text: str, words: str) -> tuple[int, int]:
    start = max(text.find(words), 0)
    return start, start + len(words)


def texts_of(
    made: Sequence[tuple[Document, list[Tag]]], draws: int = 200
) -> tuple[dict[str, str], dict[str, object]]:
    """The texts of a dataset's tables, and its ``run.json``."""
    rows = Rows()
    for one, tags in made:
        rows.extend(document_rows(one))
        rows.extend(tag_rows(tags))
    texts = {name: table_text(TABLES[name], found) for name, found in rows.tables.items()}
    data = from_texts(texts, {})
    ranked = priorities(data.documents, data.passages, data.tags, draws=draws)
    found = frame_rows("priorities", ranked).tables["priorities"]
    texts["priorities"] = table_text(TABLES["priorities"], found)
    comparison = {"weights": ranked.attrs["weights"], "left_out": ranked.attrs["left_out"]}
    run = run_record(
        documents=[(one.file, one.sha256) for one, _ in made],
        counts={},
        settings={
            "limits": {"seconds": 120.0, "memory": 2**31, "pages": 3000},
            "comparison": comparison,
        },
        taxonomy={"version": "1.0.0", "themes": 25, "fingerprint": "sha256:" + "f" * 64},
    )
    return texts, run


def dataset(made: Sequence[tuple[Document, list[Tag]]]) -> Dataset:
    return from_texts(*texts_of(made))


def written(folder: Path, made: Sequence[tuple[Document, list[Tag]]]) -> Path:
    """The dataset as files in a folder."""
    texts, run = texts_of(made)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.csv").write_bytes(text.encode("utf-8"))
    (folder / "run.json").write_text(json_text(run), encoding="utf-8")
    (folder / "datapackage.json").write_text(json_text(datapackage(texts)), encoding="utf-8")
    return folder


#: What must stay text wherever it comes from.
HOSTILE = (
    "<script>window.harmed = 1</script>",
    '"><img src=x onerror="window.harmed = 1">',
    "</script><script>window.harmed = 1</script>",
    "\u202egnp.exe שלום",
    '=HYPERLINK("https://example.org")',
    "{{ 7 * 7 }} ${7 * 7} <!-- &amp; ]]>",
)


def usual() -> list[tuple[Document, list[Tag]]]:
    """Three years, the middle one with two documents; one file that could not be read."""
    share = "Ministries share one platform 🛰 for payments and one for letters."
    return [
        document(
            "a",
            2008,
            [
                ("priority", share, {"interoperability": "share one platform"}),
                ("discussion", "Staff need training.", {"skills": "training"}),
                ("background", "Welcome to the meeting.", {}),
            ],
            kind="agenda",
        ),
        document(
            "b",
            2010,
            [
                ("priority", share, {"interoperability": "one platform", "data": "letters"}),
                ("conclusion", "Open the registers.", {"data": "registers"}),
                ("discussion", "Share the tools.", {"interoperability": "Share"}),
            ],
            meeting="Meeting of experts",
            language=("en", "fr"),
        ),
        document("c", 2010, [("question", "Who trains whom?", {"skills": "trains"})]),
        document(
            "d",
            2012,
            [
                ("priority", "Train the staff.", {"skills": "Train"}),
                ("priority", "Publish the data.", {"data": "data", "openness": "Publish"}),
            ],
            kind="communique",
        ),
        document("e", None, [], status="failed", problem="The file is cut off.", title=""),
    ]


def hostile() -> list[tuple[Document, list[Tag]]]:
    """A document all of whose texts would harm a page that takes them for markup."""
    entries: list[Entry] = [
        ("priority", f"Before {text} after", {"data": text, HOSTILE[0]: "Before"})
        for text in HOSTILE
    ]
    first = document(
        "x",
        2010,
        entries,
        title=HOSTILE[1],
        meeting=HOSTILE[2],
        file=f"a/{HOSTILE[1].replace('/', '')} #1.pdf",
        problem=HOSTILE[0],
        cote=HOSTILE[4],
        theme_title=HOSTILE[3],
    )
    second = document("y", 2011, entries[:2], file="javascript:window.harmed=1", title=HOSTILE[0])
    return [first, second]
