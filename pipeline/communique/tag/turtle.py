"""Turtle, the text form of linked data: its words quoted, and a file read into statements.

Reading is left to rdflib, which is an extra: nothing else needs it. Nothing is
fetched, whatever addresses a file names.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from rdflib.term import Node as RdfNode

#: Statements read of one file, so that time and memory stay bounded.
MOST_STATEMENTS = 300_000

_SURROGATES = re.compile("[\ud800-\udfff]")
_FAULT = re.compile(r"at line (\d+) of .*?Bad syntax \((.*?)\) at \^", re.DOTALL)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


class TurtleError(ValueError):
    """A text that is no Turtle, or too much of it; the message names the fault."""


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A text with its language in lower case, empty where none is given."""

    language: str
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Resource:
    """A thing that has an address; one without (``blank``) has a name of this reading alone."""

    address: str
    blank: bool = False


#: What is said of each thing: by property, the texts and the things, in the file's order.
Statements: TypeAlias = dict[Resource, dict[str, list["Literal | Resource"]]]


def quoted(text: str, language: str = "") -> str:
    """A text as a Turtle literal on one line.

    Control characters are escaped; half a surrogate pair, which no UTF-8 file holds,
    becomes U+FFFD.
    """
    inside = "".join(map(_escaped, _SURROGATES.sub("\ufffd", text)))
    return f'"{inside}"' + (f"@{language}" if language else "")


def quoted_lines(lines: list[str], language: str) -> str:
    """Several lines as one Turtle literal that keeps them apart."""
    inside = "\n".join(quoted(line)[1:-1] for line in lines)
    return f'"""{inside}"""@{language}'


def address(*parts: str) -> str:
    """Parts joined by colons as an address in angle brackets; other signs become ``%XX``."""
    return f"<{':'.join(''.join(map(_percented, part)) for part in parts)}>"


def read_turtle(text: str) -> Statements:
    """The statements of a Turtle file.

    Raises
    ------
    TurtleError
        If the text is no Turtle, or makes more than :data:`MOST_STATEMENTS` statements.
    CommuniqueError
        If rdflib is not installed.
    """
    try:
        import rdflib  # noqa: PLC0415 - an extra, needed here alone
    except ImportError as error:
        raise CommuniqueError(
            "reading SKOS needs the package rdflib, which is not installed",
            "install it: pip install 'communique[skos]'",
        ) from error

    found: Statements = {}
    count = 0

    class Collector(rdflib.Graph):
        """What the parser hands its statements to; rdflib's own store takes ten times the room."""

        def add(self, triple: tuple[RdfNode, RdfNode, RdfNode]) -> Collector:
            nonlocal count
            count += 1
            if count > MOST_STATEMENTS:
                raise TurtleError(f"it makes more than {MOST_STATEMENTS:,} statements")
            subject, name, value = (_plain(node) for node in triple)
            if isinstance(subject, Resource) and isinstance(name, Resource):
                found.setdefault(subject, {}).setdefault(name.address, []).append(value)
            return self

    def _plain(node: RdfNode) -> Literal | Resource:
        words = _SURROGATES.sub("\ufffd", str(node))
        if isinstance(node, rdflib.Literal):
            return Literal((node.language or "").lower(), words)
        return Resource(words, blank=isinstance(node, rdflib.BNode))

    try:
        with _silenced("rdflib"):
            Collector().parse(data=text, format="turtle")
    except TurtleError:
        raise
    except Exception as error:  # a broken file makes the parser raise whatever comes
        raise TurtleError(_fault(error)) from error
    return found


def _fault(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "its brackets are nested too deep"
    told = _FAULT.search(str(error))
    return f"line {told[1]}: {told[2][:200]}" if told else "it breaks off or breaks Turtle's rules"


@contextmanager
def _silenced(logger: str) -> Iterator[None]:
    """Keep a library's warnings about values that are not used here off the terminal."""
    speaker = logging.getLogger(logger)
    before = speaker.level
    speaker.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        speaker.setLevel(before)


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return character if character.isprintable() else f"\\U{ord(character):08X}"


def _percented(character: str) -> str:
    if character in _UNRESERVED:
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
