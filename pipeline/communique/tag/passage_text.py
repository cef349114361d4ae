"""The light input of tagging: a text, its language and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from communique.records import Document
from communique.tag.tokenise import WORDS

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
    """

    text: str
    language: str = ""
    passage: str = ""
    document: str = ""
    year: int | None = None


def passage_texts(document: Document) -> Iterator[PassageText]:
    """A read document's passages in reading order, with their ids for the tables."""
    fallback = document.language[0] if len(document.language) == 1 else ""
    for passage in document.passages:
        yield PassageText(
            text=passage.text,
            language=passage.language or fallback,
            passage=document.passage_id(passage),
            document=document.document,
            year=document.year,
        )


def numbered(passages: Iterable[PassageText | str]) -> Iterator[PassageText]:
    """Give plain strings an id: their place in the list, from 1."""
    for place, passage in enumerate(passages, start=1):
        yield (
            passage
            if isinstance(passage, PassageText)
            else PassageText(passage, passage=f"{place}")
        )


def language_of(passage: PassageText) -> str:
    """``en`` or ``fr``: as stated, otherwise the language with more small words (a tie: ``en``)."""
    stated = passage.language.strip().lower()[:2]
    return stated if stated in {"en", "fr"} else _guess(passage.text[:2000])


@lru_cache(maxsize=4096)
def _guess(text: str) -> str:
    words = [word.lower() for word, _ in WORDS.findall(text)]
    english = sum(word in _ENGLISH for word in words)
    french = sum(word in _FRENCH for word in words)
    return "fr" if french > english else "en"
