"""The light input of tagging: a text, its language and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from communique.errors import CommuniqueError
from communique.records import SECTION_SEPARATOR, Document, Passage, opened
from communique.tag.tokenise import PIECES

if TYPE_CHECKING:
    import pandas as pd

#: Small words that tell the two languages apart; none is a word of both.
_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """the of and to in for by with that which is are was were be been has have how what can
        should will would their from this these it its not at between more other into who they""",
    )
)
_FRENCH = frozenset(
    re.findall(
        r"\w+",
        """le la les des du et une un dans pour par avec que qui est sont être ont au aux ce ces
        cette comment quels quelles quel quelle sur leur leurs ses son sa il elle elles ne pas
        entre plus ou où nous peut doit doivent l d qu""",
    )
)
#: Small words of neighbouring languages that are words of neither.
_OTHER = frozenset(
    re.findall(
        r"\w+",
        """der die das und ist nicht mit von den ein eine auf für dem im sich werden wird zu oder
        el los las para por con una del como más sus
        il gli di che sono della delle nel con per non
        het een dat zijn voor met op wordt niet
        um uma não dos das pelo são och att som för är""",
    )
) - (_ENGLISH | _FRENCH)
#: Words that say nothing about a subject, in either language.
SMALL_WORDS = (
    (_ENGLISH - {"who"}) | _FRENCH | {"or", "as", "if", "do", "so", "no", "on", "a", "use"}
)


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage as the tagger needs it, whatever table or file it comes from.

    Parameters
    ----------
    text
        The passage; evidence offsets count its characters.
    language
        ``en`` or ``fr``; anything else is guessed from the words.
    passage, document
        Ids that the tags repeat.
    year
        Year of the meeting, ``None`` where unknown.
    kind, section
        Kind of the document and the headings above the passage: what a reader sees
        beside the text. Empty where unknown.
    role
        The role that layout and wording told, empty where they were not asked.
    """

    text: str
    language: str = ""
    passage: str = ""
    document: str = ""
    year: int | None = None
    kind: str = ""
    section: tuple[str, ...] = ()
    role: str = ""


_OpenPassageText = opened(PassageText)


def passage_texts(document: Document) -> Iterator[PassageText]:
    """A read document's passages in reading order, with their ids for the tables."""
    fallback = document.language[0] if len(document.language) == 1 else ""
    for passage in document.passages:
        text = _OpenPassageText()
        text.text = passage.text
        text.language = passage.language or fallback
        text.passage = document.passage_id(passage)
        text.document = document.document
        text.year = document.year
        text.kind = document.kind
        text.section = passage.section
        text.role = passage.role
        text.__class__ = PassageText
        yield text


#: What can be tagged: a read document, a dataset's table, or passages one by one.
Passages: TypeAlias = "Document | pd.DataFrame | Iterable[PassageText | Passage | str]"


def passages_of(given: Passages) -> Iterator[PassageText]:
    """Passages in whatever form they come, each with an id.

    A document's passages have the ids that they have in the tables. Those of a table
    have its cells; it needs a column ``text`` and may have ``language``, ``passage``,
    ``document``, ``year``, ``kind``, ``section`` and ``role``. A record of a passage has its
    place in its document as id, a plain string its place in the list, from 1.

    Raises
    ------
    TypeError
        For a single string, which is a list of letters.
    CommuniqueError
        If a table lacks the column ``text``.
    """
    if isinstance(given, str):
        raise TypeError("a single text is no list of passages; put it in brackets: [text]")
    if isinstance(given, Document):
        yield from passage_texts(given)
    elif hasattr(given, "itertuples"):
        yield from _rows(cast("pd.DataFrame", given))
    else:
        for place, passage in enumerate(given, start=1):
            yield _passage_text(passage, place)


def _passage_text(passage: PassageText | Passage | str, place: int) -> PassageText:
    if isinstance(passage, PassageText):
        return passage
    if isinstance(passage, Passage):
        return PassageText(
            passage.text,
            passage.language,
            passage=f"{passage.order}",
            section=passage.section,
            role=passage.role,
        )
    return PassageText(passage, passage=f"{place}")


def _rows(table: pd.DataFrame) -> Iterator[PassageText]:
    if "text" not in table.columns:
        raise CommuniqueError("the table of passages lacks the column text")
    texts, languages, ids, documents, years = (
        _cells(table, name) for name in ("text", "language", "passage", "document", "year")
    )
    kinds, sections, roles = (_cells(table, name) for name in ("kind", "section", "role"))
    for place, text in enumerate(texts):
        year = years[place]
        yield PassageText(
            text=str(text or ""),
            language=str(languages[place] or ""),
            passage=str(place + 1 if ids[place] is None else ids[place]),
            document=str(documents[place] or ""),
            year=None if year is None else int(year),
            kind=str(kinds[place] or ""),
            section=tuple(filter(None, str(sections[place] or "").split(SECTION_SEPARATOR))),
            role=str(roles[place] or ""),
        )


def _cells(table: pd.DataFrame, name: str) -> list[Any]:
    """The cells of a column, ``None`` where a cell or the column is missing."""
    if name not in table.columns:
        return [None] * len(table)
    column = table[name]
    return [cell if there else None for cell, there in zip(column, column.notna(), strict=True)]


def language_of(passage: PassageText) -> str:
    """``en`` or ``fr``: as stated, otherwise the language with more small words (a tie: ``en``)."""
    stated = _stated(passage)
    return stated if stated in {"en", "fr"} else _guess(passage.text[:2000])[0]


def foreign(passage: PassageText) -> str:
    """What the passage is written in where that is neither English nor French.

    Returns
    -------
    str
        The stated code of a third language, ``another language`` where the words or the
        script say so, otherwise nothing.
    """
    stated = _stated(passage)
    if stated:
        return "" if stated in {"en", "fr"} else stated
    return "" if _guess(passage.text[:2000])[1] else "another language"


def _stated(passage: PassageText) -> str:
    stated = passage.language  # mostly ready: it is asked for several times of each passage
    return stated if stated in {"en", "fr"} else stated.strip().lower()[:2]


@lru_cache(maxsize=4096)
def _guess(text: str) -> tuple[str, bool]:
    """The likelier of the two languages, and whether it is one of them at all."""
    words = [piece.rstrip(" ").lower() for piece in PIECES.findall(text)]
    english = sum(word in _ENGLISH for word in words)
    french = sum(word in _FRENCH for word in words)
    other = sum(word in _OTHER for word in words)
    letters = [char for char in text if char.isalpha()]
    latin = 2 * sum(char < "\u0250" for char in letters) >= len(letters)
    return "fr" if french > english else "en", latin and other <= max(english, french, 1)
