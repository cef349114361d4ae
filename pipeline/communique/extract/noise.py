"""Lines that belong to the making of a document, wherever they stand, and to no passage."""

from __future__ import annotations

import re

from communique.extract.times import parse_time_range
from communique.extract.wording import lower_case

_THIS_PAPER = (
    r"(?:this|the|these|ce|cette|le|la|les) (?:paper|document|report|work|note|publication|opinions"
    r"|views|rapport)\b"
)
_NOISE = re.compile(
    r"(?:\W*\d[\d\s./:-]*\W*|page \d+(?: (?:of|sur|de) \d+)?|specimen\b.{0,80}|spécimen\b.{0,80}"
    r"|document complet disponible.{0,80}|complete document available.{0,80}|jt\d{6,}\b.{0,20}"
    r"|(?:english|french|français|anglais) - or.{0,20}|or\. \w+\.?"
    r"|(?:©|\(c\)).{0,200}"
    r"|this (?:document|map).{0,40}(?:without prejudice|sans préjudice).{0,300}"
    r"|(?:https?://|www\.)\S+|[\W_]{3,}"
    r"|(?:\W*(?:close (?:this )?window|print this page|printable version|back to top|site map|home"
    r"|top of page|fermer la fenêtre|imprimer|haut de page|retour|plan du site)\W*){1,4}"
    # what it begins with is asked first: the rest is looked for in all that follows
    rf"|(?={_THIS_PAPER})(?=.{{0,700}}(?:commits? neither"
    r"|(?:do|does) not (?:necessarily )?(?:reflect|represent|commit)"
    r"|opinions expressed|views expressed|sole responsibility"
    r"|responsibility of the secretary-general|n[’']engagent? (?:ni|pas|que)|ne reflètent? pas"
    rf"|opinions exprimées)){_THIS_PAPER}.{{0,700}})",
    re.IGNORECASE,
)
#: Notices that may begin anywhere in a line, and the words that each of them holds.
_NOTICE = re.compile(
    r".{0,60}(?:all rights reserved|tous droits réservés).{0,120}"
    r"|.{0,120}\b(?:has|have) received funding from .{0,300}"
    r"|.{0,120}a bénéficié d[’']un financement .{0,300}",
    re.IGNORECASE,
)
_NOTICE_WORD = re.compile("reserved|réservés|received|bénéficié")


def is_noise(text: str) -> bool:
    """Whether a block is an imprint, a number, a notice of rights or a bare address."""
    text = text.strip()
    return _says_nothing(text) and parse_time_range(text, loose=True) is None


def _says_nothing(text: str) -> bool:
    if _NOISE.fullmatch(text):
        return True
    return _NOTICE_WORD.search(lower_case(text)) is not None and _NOTICE.fullmatch(text) is not None
