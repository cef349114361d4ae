"""Lines that belong to the making of a document, wherever they stand, and to no passage."""

from __future__ import annotations

import re

from communique.extract.cues import holds_any
from communique.extract.folding import in_any_case, lower_for_search
from communique.extract.times import parse_time_range

_NOISE = re.compile(
    r"(?:\W*\d[\d\s./:-]*\W*|page \d+(?: (?:of|sur|de) \d+)?|specimen\b.{0,80}|spécimen\b.{0,80}"
    r"|document complet disponible.{0,80}|complete document available.{0,80}|jt\d{6,}\b.{0,20}"
    r"|(?:english|french|français|anglais) - or.{0,20}|or\. \w+\.?"
    r"|(?:©|\(c\)).{0,200}|.{0,60}(?:all rights reserved|tous droits réservés).{0,120}"
    r"|this (?:document|map).{0,40}(?:without prejudice|sans préjudice).{0,300}"
    r"|(?:https?://|www\.)\S+|[\W_]{3,}"
    r"|.{0,120}\b(?:has|have) received funding from .{0,300}"
    r"|.{0,120}a bénéficié d[’']un financement .{0,300}"
    r"|(?:\W*(?:close (?:this )?window|print this page|printable version|back to top|site map|home"
    r"|top of page|fermer la fenêtre|imprimer|haut de page|retour|plan du site)\W*){1,4}"
    r"|(?=.{0,700}(?:commits? neither|(?:do|does) not (?:necessarily )?(?:reflect|represent|commit)"
    r"|opinions expressed|views expressed|sole responsibility"
    r"|responsibility of the secretary-general|n[’']engagent? (?:ni|pas|que)|ne reflètent? pas"
    r"|opinions exprimées))"
    r"(?:this|the|these|ce|cette|le|la|les) (?:paper|document|report|work|note|publication|opinions"
    r"|views|rapport)\b.{0,700})",
    re.IGNORECASE,
)
#: How noise begins, and more; the few kinds that may begin otherwise hold one of the parts.
_BEGINNING = re.compile(
    r"\W*\d[\d\s./:-]*\W*$|©|\(c\)|[\W_]{3,}$"
    r"|\W*(?:close |print|back to top|site map|home|top of page|fermer |imprimer|haut de page"
    r"|retour|plan du site)|page |sp[eé]cimen|document complet |complete document |jt\d"
    r"|(?:english|french|français|anglais) - or|or\.|https?:|www\.|this (?:document|map)"
    r"|(?:this|the|these|ce|cette|le|la|les)"
    r" (?:paper|document|report|work|note|publication|opinions|views|rapport)\b",
    re.IGNORECASE,
)
#: The first letters of the words above.
_BEGUN = "cl pr ba si ho to fe im ha re pl pa sp do co jt en fr an or ht ww th ce la le"
_FIRST_LETTERS = in_any_case(_BEGUN.split())
#: Noise that begins otherwise is no longer than `_NOISE` has room for, in characters.
_LONGEST = 480
#: Parts of "all rights reserved", "has received funding from" and their like, in small letters
#: that no capital but their own becomes (a Turkish i would not do).
_PARTS = ("reserved", "réservés", "ed fund", "bénéf")


def _may_begin_noise(text: str) -> bool:
    """Whether a text begins with a sign or with the first letters of a word of noise."""
    return text[:2] in _FIRST_LETTERS or not text[:1].isalpha()


def _may_be_noise(text: str) -> bool:
    """Whether a text begins like noise or holds a part of it, which few texts do."""
    if _may_begin_noise(text) and _BEGINNING.match(text):
        return True
    return len(text) <= _LONGEST and holds_any(lower_for_search(text), _PARTS)


def is_noise(text: str) -> bool:
    """Whether a block is an imprint, a number, a notice of rights or a bare address."""
    text = text.strip()
    return (
        _may_be_noise(text)
        and bool(_NOISE.fullmatch(text))
        and parse_time_range(text, loose=True) is None
    )
