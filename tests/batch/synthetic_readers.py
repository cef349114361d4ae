"""Records that stand in for PDFs where only their number matters."""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

from communique.identity import content_hash, document_id, relative_name
from communique.records import AgendaEntry, Box, Document, Passage, Person

PASSAGES = 20
WORDS = 40
#: Different words, and how much rarer each is than the one before it (Zipf's law).
VOCABULARY, STEEPNESS = 20_000, 1.0
ROLES = ("priority", "discussion", "conclusion", "background", "procedural", "session")


@lru_cache(maxsize=1)
def words() -> tuple[list[str], list[float]]:
    draw = random.Random(1961)
    letters = "etaoinshrdlucmfwyp"
    found = ["skills", "platform", "common", "employees", "the", "of", "and"]
    found += ["".join(draw.choices(letters, k=draw.randint(4, 10))) for _ in range(VOCABULARY)]
    total, sums = 0.0, []
    for rank in range(1, len(found) + 1):
        total += rank**-STEEPNESS
        sums.append(total)
    return found, sums


def synthesise(path: Path, root: Path, page_limit: int) -> Document:
    """A document of three pages with twenty passages, all of it told by the file's bytes."""
    del page_limit
    file, sha256 = relative_name(path, root), content_hash(path)
    draw = random.Random(sha256)
    vocabulary, sums = words()

    def text() -> str:
        return " ".join(draw.choices(vocabulary, cum_weights=sums, k=WORDS)).capitalize() + "."

    passages = tuple(
        Passage(
            order,
            1 + order // 8,
            Box(72, 72 + order, 500.5, 90.25 + order),
            text(),
            section=("Agenda", f"Session {order // 5}"),
            role=draw.choice(ROLES),
            language="en",
        )
        for order in range(1, PASSAGES + 1)
    )
    return Document(
        document=document_id(file, sha256),
        file=file,
        sha256=sha256,
        kind=draw.choice(("agenda", "summary", "record")),
        language=("en",),
        year=2000 + draw.randrange(20),
        pages=3,
        words=PASSAGES * WORDS,
        agenda=tuple(AgendaEntry(n, 1, f"Session {n}", start="09:30") for n in range(1, 6)),
        people=(Person(1, "Ada Berg", "chair"),),
        passages=passages,
    )
